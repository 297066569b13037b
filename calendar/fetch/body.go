package fetch

import (
	"compress/gzip"
	"context"
	"errors"
	"io"
	"net/http"
	"strings"
)

// errSize is the cause when an answer is too large.
var errSize = errors.New("the answer is too large")

// bound returns the content of an answer, unpacked, with a bound on both sizes. It
// lets go of the request when it is closed.
func (c *Client) bound(r *http.Response, cancel context.CancelFunc) (io.ReadCloser, error) {
	b := &body{client: c, packed: r.Body, cancel: cancel}
	if r.ContentLength > c.size {
		_ = b.Close()
		return nil, &Error{Trouble: TooLarge, Size: c.size}
	}
	b.content = &limited{from: r.Body, left: c.size}
	switch encoding := strings.ToLower(strings.TrimSpace(r.Header.Get("Content-Encoding"))); encoding {
	case "", "identity":
	case "gzip", "x-gzip":
		if r.ContentLength == 0 || r.StatusCode == http.StatusNotModified || r.StatusCode == http.StatusNoContent {
			break
		}
		unpacked, err := gzip.NewReader(b.content)
		if err != nil {
			_ = b.Close()
			return nil, c.failure(err)
		}
		b.content = &limited{from: unpacked, left: c.size}
	default:
		_ = b.Close()
		return nil, &Error{Trouble: Nonsense, cause: errors.New("its answer is packed in a way that was not asked for")}
	}
	return b, nil
}

// body is the content of an answer.
type body struct {
	client  *Client
	content io.Reader
	packed  io.Closer
	cancel  context.CancelFunc
}

// Read reads on; its errors are an *Error or io.EOF.
func (b *body) Read(p []byte) (int, error) {
	n, err := b.content.Read(p)
	if err != nil && err != io.EOF {
		err = b.client.failure(err)
	}
	return n, err
}

// Close ends the request.
func (b *body) Close() error {
	b.cancel()
	return b.packed.Close()
}

// limited fails where more comes than may.
type limited struct {
	from io.Reader
	left int64
}

func (l *limited) Read(p []byte) (int, error) {
	if int64(len(p)) > l.left+1 {
		p = p[:l.left+1]
	}
	n, err := l.from.Read(p)
	l.left -= int64(n)
	if l.left < 0 {
		return n + int(l.left), errSize
	}
	return n, err
}
