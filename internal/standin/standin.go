// Package standin is what the simulated services share (Zoom, and the calendars and
// sign-ins of Google and Microsoft): answers that a fault can change before they
// leave, pages without scripts, and a listener on this machine.
package standin

import (
	"bytes"
	"encoding/json"
	"html/template"
	"io"
	"log/slog"
	"net"
	"net/http"
	"strconv"
	"time"
)

// MaxBody bounds a request, in bytes.
const MaxBody = 1 << 20

// Listen serves on an address until stop is called, and says where that is.
func Listen(address string, h http.Handler) (url string, stop func(), err error) {
	listener, err := net.Listen("tcp4", address)
	if err != nil {
		return "", nil, err
	}
	server := &http.Server{Handler: h, ReadHeaderTimeout: 10 * time.Second, ErrorLog: slog.NewLogLogger(slog.DiscardHandler, slog.LevelDebug)}
	go func() { _ = server.Serve(listener) }() // ends with stop
	return "http://" + listener.Addr().String(), func() { server.Close() }, nil
}

// Body reads the body of a request, which is there to be read again afterwards. Where
// it is too large or broken, it answers so and ok is false.
func Body(w http.ResponseWriter, r *http.Request) (body []byte, ok bool) {
	body, err := io.ReadAll(io.LimitReader(r.Body, MaxBody+1))
	if err != nil || len(body) > MaxBody {
		http.Error(w, "request too large or broken", http.StatusRequestEntityTooLarge)
		return nil, false
	}
	r.Body = io.NopCloser(bytes.NewReader(body))
	return body, true
}

// Answer buffers a reply, so that a fault can replace it after the request took
// effect.
type Answer struct {
	Status int
	Body   bytes.Buffer
	// Length is announced instead of the length of Body, if it is not 0.
	Length int

	header http.Header
}

// NewAnswer is an empty answer of success.
func NewAnswer() *Answer { return &Answer{header: http.Header{}, Status: http.StatusOK} }

// Header implements http.ResponseWriter.
func (a *Answer) Header() http.Header { return a.header }

// WriteHeader implements http.ResponseWriter.
func (a *Answer) WriteHeader(status int) { a.Status = status }

// Write implements http.ResponseWriter.
func (a *Answer) Write(p []byte) (int, error) { return a.Body.Write(p) }

// CopyTo sends the answer.
func (a *Answer) CopyTo(w http.ResponseWriter) {
	for name, values := range a.header {
		w.Header()[name] = values
	}
	if a.Length > 0 {
		w.Header().Set("Content-Length", strconv.Itoa(a.Length))
	}
	w.WriteHeader(a.Status)
	if a.Status != http.StatusNoContent {
		w.Write(a.Body.Bytes()) // a client that went away is what some tests want
	}
}

// JSON answers with a JSON value.
func JSON(w http.ResponseWriter, status int, value any) {
	w.Header().Set("Content-Type", "application/json;charset=UTF-8")
	w.WriteHeader(status)
	_ = json.NewEncoder(w).Encode(value) // values are made of maps and texts
}

// Page answers with a page, which may hold no scripts and load nothing.
func Page(w http.ResponseWriter, status int, pages *template.Template, name string, content any) {
	var body bytes.Buffer
	if err := pages.ExecuteTemplate(&body, name, content); err != nil {
		http.Error(w, "page is broken", http.StatusInternalServerError)
		return
	}
	header := w.Header()
	header.Set("Content-Type", "text/html; charset=utf-8")
	header.Set("Cache-Control", "no-store")
	// No form-action: browsers apply it to the redirect back to the app as well.
	header.Set("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; frame-ancestors 'none'")
	header.Set("Referrer-Policy", "no-referrer")
	header.Set("X-Content-Type-Options", "nosniff")
	w.WriteHeader(status)
	w.Write(body.Bytes())
}
