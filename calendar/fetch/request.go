package fetch

import (
	"bytes"
	"context"
	"errors"
	"io"
	"net/http"
	"net/url"
	"strings"

	"recruitty/recruit/sanitize"
)

// Request is what to ask.
type Request struct {
	Method string
	URL    *url.URL
	Header http.Header
	Body   []byte
	// User and Password sign in (Basic, RFC 7617) where User is not "": over https, or
	// to this very machine, and on redirects only within the same site.
	User, Password string
}

// Answer is what a server says. Body has to be closed; it fails with an *Error when it
// is too large, takes too long or ends too early.
type Answer struct {
	URL    *url.URL // where it came from at last
	Status int
	Header http.Header
	Body   io.ReadCloser
}

// Do asks, and follows up to five redirects with the same method and body, as the
// methods of WebDAV need it. Any status that is no redirect is an answer; the error is
// an *Error.
func (c *Client) Do(ctx context.Context, ask Request) (*Answer, error) {
	ctx, cancel := context.WithTimeout(ctx, c.timeout)
	at := ask.URL
	for range maxRedirects + 1 {
		if err := c.permit(at, ask.User != ""); err != nil {
			cancel()
			return nil, err
		}
		response, err := c.once(ctx, ask, at)
		if err != nil {
			cancel()
			return nil, c.failure(err)
		}
		next, err := redirect(response, at)
		if next == nil && err == nil {
			body, err := c.bound(response, cancel)
			if err != nil {
				return nil, err
			}
			return &Answer{URL: at, Status: response.StatusCode, Header: response.Header, Body: body}, nil
		}
		_ = response.Body.Close()
		if err == nil {
			err = mayFollow(ask, at, next)
		}
		if err != nil {
			cancel()
			return nil, err
		}
		at = next
	}
	cancel()
	return nil, &Error{Trouble: Circles}
}

// permit refuses what is no address of the web, and what anybody on the way could read.
func (c *Client) permit(u *url.URL, signedIn bool) error {
	switch {
	case u == nil || u.Hostname() == "" || u.User != nil:
		return &Error{Trouble: NoAddress}
	case u.Scheme == "https":
		return nil
	case u.Scheme != "http":
		return &Error{Trouble: NoAddress}
	case signedIn && !sanitize.ThisMachine(u.Hostname()), !c.inside:
		return &Error{Trouble: Unprotected}
	}
	return nil
}

// once makes one request.
func (c *Client) once(ctx context.Context, ask Request, at *url.URL) (*http.Response, error) {
	request, err := http.NewRequestWithContext(ctx, ask.Method, at.String(), bytes.NewReader(ask.Body))
	if err != nil {
		return nil, err
	}
	if ask.Header != nil {
		request.Header = ask.Header.Clone()
	}
	request.Header.Set("User-Agent", c.agent)
	request.Header.Set("Accept-Encoding", "gzip")
	if ask.User != "" {
		request.SetBasicAuth(ask.User, ask.Password)
	}
	return c.transport.RoundTrip(request)
}

// redirect is where an answer sends on to, nil if it does not.
func redirect(r *http.Response, at *url.URL) (*url.URL, error) {
	switch r.StatusCode {
	case http.StatusMovedPermanently, http.StatusFound, http.StatusTemporaryRedirect, http.StatusPermanentRedirect:
	case http.StatusSeeOther:
		if r.Request.Method != http.MethodGet {
			return nil, nil
		}
	default:
		return nil, nil
	}
	to := r.Header.Get("Location")
	if to == "" {
		return nil, nil
	}
	next, err := at.Parse(to)
	if err != nil || next.Scheme != "https" && next.Scheme != "http" || next.Hostname() == "" || next.User != nil {
		return nil, &Error{Trouble: Nonsense, cause: errors.New("its redirect is no address of the web")}
	}
	next.Fragment = ""
	return next, nil
}

// mayFollow refuses to go from https to http, and to take a password to another site.
func mayFollow(ask Request, from, to *url.URL) error {
	if from.Scheme == "https" && to.Scheme == "http" {
		return &Error{Trouble: Unprotected}
	}
	if ask.User != "" && !SameSite(from, to) {
		return &Error{Trouble: Elsewhere, Host: to.Hostname()}
	}
	return nil
}

// Get asks for the content of an address.
func Get(u *url.URL) Request { return Request{Method: http.MethodGet, URL: u} }

// hostPort is where an address is dialled.
func hostPort(u *url.URL) string {
	port := u.Port()
	if port == "" {
		port = map[string]string{"http": "80", "https": "443", "socks5": "1080", "socks5h": "1080"}[strings.ToLower(u.Scheme)]
	}
	host := strings.ToLower(u.Hostname())
	if strings.Contains(host, ":") {
		host = "[" + host + "]"
	}
	return host + ":" + port
}
