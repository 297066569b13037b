package guard

import (
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"strings"
	"time"
)

// How long a visitor may take for each part of a request, so that nobody holds a connection by being slow, and how long
// requests are waited for when the server ends.
const (
	headerWait = 5 * time.Second
	readWait   = 10 * time.Second
	writeWait  = 20 * time.Second
	idleWait   = 20 * time.Second
	endWait    = 5 * time.Second
)

// The most bytes of a request's header, and connections that are open at once: of all, and of one network.
const (
	mostHeader      = 8 << 10
	mostConnections = 512
	mostEach        = 64
	mostStreams     = 16 // of one connection, in HTTP/2
)

// Server serves a handler to anybody.
type Server struct {
	Handler http.Handler
	Clients Clients
	// Certificate is the one of this server; nil where a proxy in front has it.
	Certificate func(*tls.ClientHelloInfo) (*tls.Certificate, error)
	Log         *slog.Logger
}

// Serve answers on a listener until ctx ends, waits a few seconds for what is being answered, and closes the listener.
func (s Server) Serve(ctx context.Context, l net.Listener) error {
	server := s.server()
	ended := make(chan error, 1)
	bounded := Bounded(l, mostConnections, mostEach, s.Clients)
	go func() {
		if server.TLSConfig != nil {
			ended <- server.ServeTLS(bounded, "", "")
			return
		}
		ended <- server.Serve(bounded)
	}()
	select {
	case err := <-ended:
		return fmt.Errorf("serve by HTTP: %w", err)
	case <-ctx.Done():
	}
	grace, cancel := context.WithTimeout(context.WithoutCancel(ctx), endWait)
	defer cancel()
	if err := server.Shutdown(grace); err != nil {
		_ = server.Close()
	}
	if err := <-ended; !errors.Is(err, http.ErrServerClosed) {
		return fmt.Errorf("end serving by HTTP: %w", err)
	}
	return nil
}

func (s Server) server() *http.Server {
	server := &http.Server{
		Handler: s.Handler, ReadHeaderTimeout: headerWait, ReadTimeout: readWait, WriteTimeout: writeWait, IdleTimeout: idleWait,
		MaxHeaderBytes: mostHeader, HTTP2: &http.HTTP2Config{MaxConcurrentStreams: mostStreams},
		ErrorLog: slog.NewLogLogger(quiet{s.Log.Handler()}, slog.LevelWarn),
	}
	if s.Certificate != nil {
		server.TLSConfig = &tls.Config{MinVersion: tls.VersionTLS12, GetCertificate: s.Certificate}
	}
	return server
}

// quiet leaves out of the log what strangers cause as often as they like.
type quiet struct{ slog.Handler }

// Handle implements slog.Handler.
func (q quiet) Handle(ctx context.Context, r slog.Record) error {
	for _, noise := range []string{"TLS handshake error", "URL query contains semicolon"} {
		if strings.Contains(r.Message, noise) {
			return nil
		}
	}
	return q.Handler.Handle(ctx, r)
}
