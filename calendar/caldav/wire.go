package caldav

import (
	"bytes"
	"context"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strings"

	"recruitty/calendar/fetch"
	"recruitty/recruit"
	"recruitty/recruit/busy"
)

// conn asks one server in the name of one person.
type conn struct {
	client *fetch.Client
	via    busy.Access
	base   *url.URL // the address that the person gave, which the password is for
	now    recruit.Clock
	// accounts are those that are known already.
	accounts *accounts
}

// refused is an answer with a status that is no success.
type refused struct {
	status    int
	condition string // that was not met, see condition
	header    http.Header
}

// Error is for the log.
func (r *refused) Error() string {
	if r.condition != "" {
		return fmt.Sprintf("HTTP %d, %.60s", r.status, r.condition)
	}
	return fmt.Sprintf("HTTP %d", r.status)
}

// statusIs reports whether err is an answer with one of these statuses.
func statusIs(err error, statuses ...int) bool {
	var r *refused
	if !errors.As(err, &r) {
		return false
	}
	for _, s := range statuses {
		if r.status == s {
			return true
		}
	}
	return false
}

// request is one method of WebDAV.
type request struct {
	method string
	at     *url.URL
	depth  string // "" for none
	kind   string // of the body; "" is XML
	body   string
}

// ask makes a request. An answer that is no success is a *refused.
func (c *conn) ask(ctx context.Context, r request) (*fetch.Answer, error) {
	if !fetch.SameSite(c.base, r.at) {
		return nil, &fetch.Error{Trouble: fetch.Elsewhere, Host: r.at.Hostname()}
	}
	header := http.Header{}
	if r.depth != "" {
		header.Set("Depth", r.depth)
	}
	if r.body != "" {
		kind := r.kind
		if kind == "" {
			kind = "application/xml; charset=utf-8"
		}
		header.Set("Content-Type", kind)
	}
	answer, err := c.client.Do(ctx, fetch.Request{
		Method: r.method, URL: r.at, Header: header, Body: []byte(r.body),
		User: c.via.User, Password: c.via.Password,
	})
	if err != nil {
		return nil, err
	}
	if answer.Status < 200 || answer.Status > 299 {
		defer answer.Body.Close()
		return nil, &refused{status: answer.Status, condition: condition(answer.Body), header: answer.Header}
	}
	return answer, nil
}

// list asks for a multistatus and hands over its responses, with their addresses, nil
// for one that cannot be asked. It returns the token and where the answer came from.
func (c *conn) list(ctx context.Context, r request, each func(*url.URL, *response) error) (token string, from *url.URL, err error) {
	answer, err := c.ask(ctx, r)
	if err != nil {
		return "", nil, err
	}
	defer answer.Body.Close()
	if answer.Status != http.StatusMultiStatus {
		if strings.Contains(answer.Header.Get("Content-Type"), "html") {
			return "", nil, errPage
		}
		return "", nil, fmt.Errorf("%w: HTTP %d", errForeign, answer.Status)
	}
	token, err = multistatus(answer.Body, func(one *response) error {
		return each(locate(answer.URL, one.href), one)
	})
	return token, answer.URL, err
}

// fetch gets the text of one entry.
func (c *conn) fetch(ctx context.Context, at *url.URL) (string, error) {
	answer, err := c.ask(ctx, request{method: http.MethodGet, at: at})
	if err != nil {
		return "", err
	}
	defer answer.Body.Close()
	text, err := io.ReadAll(io.LimitReader(answer.Body, maxText+1))
	if err != nil {
		return "", err
	}
	if len(text) > maxText {
		return "", errBounds
	}
	return string(text), nil
}

// locate makes an address of an answer whole, nil for one that cannot be asked. Some
// servers forget to escape what they write there.
func locate(from *url.URL, href string) *url.URL {
	if len(href) > 4000 {
		return nil
	}
	u, err := from.Parse(href)
	if err != nil && !strings.Contains(href, "://") && strings.HasPrefix(href, "/") {
		u, err = from.ResolveReference(&url.URL{Path: href}), nil
	}
	if err != nil || u.Scheme != "https" && u.Scheme != "http" || u.Host == "" {
		return nil
	}
	u.User, u.Fragment = nil, ""
	return u
}

// escape writes text for XML.
func escape(text string) string {
	var b bytes.Buffer
	if err := xml.EscapeText(&b, []byte(text)); err != nil {
		return ""
	}
	return b.String()
}

// propfind is the body of a request for properties.
func propfind(names ...string) string {
	return xmlHead + `<d:propfind xmlns:d="DAV:" xmlns:c="` + cal + `" xmlns:s="` + server + `"><d:prop>` + elements(names) + `</d:prop></d:propfind>`
}

const xmlHead = `<?xml version="1.0" encoding="utf-8"?>` + "\n"

// elements writes names such as d:href as empty elements.
func elements(names []string) string {
	var b strings.Builder
	for _, n := range names {
		b.WriteString("<" + n + "/>")
	}
	return b.String()
}
