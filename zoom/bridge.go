package zoom

import (
	"bytes"
	"context"
	"encoding/json"
	"io"
	"math"
	"net/http"
	"net/url"
	"strconv"
	"time"
)

// bridge lets the oauth2 package send through this package's wire, and remembers the last answer: oauth2 hides the
// reason in Zoom's error bodies and whether a failed request was sent at all. One bridge serves one goroutine.
type bridge struct {
	ctx       context.Context // of the caller; oauth2 drops it from the device code request
	wire      *wire
	operation string
	// basic, if set, identifies a confidential client where oauth2 does not: on the device code request.
	basic *url.Userinfo

	answer reply
	err    error
}

// RoundTrip implements http.RoundTripper.
func (b *bridge) RoundTrip(request *http.Request) (*http.Response, error) {
	defer closeBody(request)
	outgoing := request.Clone(b.ctx)
	if b.basic != nil {
		secret, _ := b.basic.Password()
		outgoing.SetBasicAuth(url.QueryEscape(b.basic.Username()), url.QueryEscape(secret))
	}
	b.answer, b.err = b.wire.send(b.ctx, b.operation, outgoing)
	if b.err != nil {
		return nil, b.err
	}
	body := plainFields(b.answer.body)
	return &http.Response{
		Status:     http.StatusText(b.answer.status),
		StatusCode: b.answer.status,
		Proto:      "HTTP/1.1", ProtoMajor: 1, ProtoMinor: 1,
		// oauth2 would read a JSON body under another content type as a query string.
		Header:        http.Header{"Content-Type": {"application/json"}},
		Body:          io.NopCloser(bytes.NewReader(body)),
		ContentLength: int64(len(body)),
		Request:       request,
	}, nil
}

// plainFields is an OAuth reply as oauth2 v0.37.0 can read it: an object of texts, and of whole numbers where seconds
// are expected. It panics on a device code reply of "null", and refuses a whole token reply for one field in another
// shape, with it a pair of tokens that Zoom hands out once.
func plainFields(body []byte) []byte {
	var fields map[string]any
	decoder := json.NewDecoder(bytes.NewReader(body))
	decoder.UseNumber()
	if decoder.Decode(&fields) != nil || fields == nil {
		return []byte("{}")
	}
	for name, value := range fields {
		seconds := name == "expires_in" || name == "interval"
		text, isText := value.(string)
		if number, isNumber := value.(json.Number); isNumber && seconds {
			text = number.String()
		}
		switch count, err := strconv.ParseFloat(text, 64); {
		case seconds && err == nil && math.Abs(count) < math.MaxInt32:
			fields[name] = int64(count)
		case seconds || !isText:
			delete(fields, name)
		}
	}
	plain, err := json.Marshal(fields)
	if err != nil {
		return []byte("{}")
	}
	return plain
}

func closeBody(request *http.Request) {
	if request.Body != nil {
		request.Body.Close()
	}
}

// explain turns what happened into an *Error.
func (b *bridge) explain(why purpose, now time.Time) *Error {
	if b.err == nil {
		return classifyOAuth(b.answer, why, now)
	}
	result := failure(b.err, why.spends())
	if result.Kind == ErrLost {
		result.Message = "Zoom's answer was lost on the way; " + map[purpose]string{
			purposeCode:    "start the sign-in again.",
			purposeRefresh: "if the next try fails as well, connect again.",
		}[why]
	}
	return result
}
