package fetch

import (
	"cmp"
	"context"
	"crypto/tls"
	"net"
	"net/http"
	"net/netip"
	"net/url"
	"time"

	"golang.org/x/net/http/httpproxy"
)

// The usual bounds.
const (
	usualSize    = 32 << 20 // bytes of an answer, and of its packed form
	usualTimeout = time.Minute
	maxRedirects = 5
	maxHeader    = 64 << 10 // bytes of the headers of an answer
)

// Config says how servers are asked.
type Config struct {
	// Inside permits addresses of this machine and of the networks around it, and
	// http. It is for a workspace on a person's own machine, who may go anywhere
	// anyhow; a host of many people leaves it out.
	Inside bool
	// Permit are networks that are asked although they are inside, over https alone; see
	// ParseNetwork. It is for a host whose own calendar server stands there.
	Permit []netip.Prefix
	// Timeout bounds one request with its redirects and its whole answer; 0 means one
	// minute.
	Timeout time.Duration
	// Size bounds an answer in bytes, unpacked, and packed too; 0 means 32 MB.
	Size int64
	// Agent names the program to servers; "" means recruitty.
	Agent string
	// TLS says whom to trust; nil trusts whom the system trusts.
	TLS *tls.Config
}

// Client asks servers. It is safe for concurrent use.
type Client struct {
	// transport makes single requests: an http.Client would follow redirects and keep
	// cookies.
	transport *http.Transport
	inside    bool
	timeout   time.Duration
	size      int64
	agent     string
}

// New makes a Client.
func New(c Config) *Client {
	return newClient(c, c.refusal())
}

func newClient(c Config, refused func(netip.Addr) bool) *Client {
	dialer := &net.Dialer{Timeout: 10 * time.Second, KeepAlive: 30 * time.Second}
	guarded := *dialer
	guarded.Control = control(refused)
	proxy := httpproxy.FromEnvironment()
	transport := &http.Transport{
		Proxy: func(r *http.Request) (*url.URL, error) { return proxy.ProxyFunc()(r.URL) },
		// Whoever runs this machine has named the proxy, which may well stand inside;
		// where one dials, its own rules decide about where to.
		DialContext: func(ctx context.Context, network, address string) (net.Conn, error) {
			if isProxy(proxy, address) {
				return dialer.DialContext(ctx, network, address)
			}
			return guarded.DialContext(ctx, network, address)
		},
		TLSClientConfig:        c.TLS,
		TLSHandshakeTimeout:    10 * time.Second,
		ResponseHeaderTimeout:  cmp.Or(c.Timeout, usualTimeout),
		MaxResponseHeaderBytes: maxHeader,
		MaxConnsPerHost:        8,
		MaxIdleConns:           16,
		IdleConnTimeout:        30 * time.Second,
		ForceAttemptHTTP2:      true,
		DisableCompression:     true, // what is unpacked here is bounded in both its sizes
	}
	return &Client{
		transport: transport,
		inside:    c.Inside,
		timeout:   cmp.Or(c.Timeout, usualTimeout),
		size:      cmp.Or(c.Size, usualSize),
		agent:     cmp.Or(c.Agent, "recruitty"),
	}
}

// isProxy reports whether an address that is dialled is the proxy that the
// environment names.
func isProxy(c *httpproxy.Config, address string) bool {
	for _, named := range []string{c.HTTPProxy, c.HTTPSProxy} {
		if named == "" {
			continue
		}
		u, err := url.Parse(named)
		if err != nil || u.Host == "" {
			u, err = url.Parse("http://" + named)
		}
		if err == nil && u.Hostname() != "" && hostPort(u) == address {
			return true
		}
	}
	return false
}

// Close lets go of connections that nobody uses.
func (c *Client) Close() { c.transport.CloseIdleConnections() }
