package signin

import (
	_ "embed"
	"html/template"
	"net"
	"net/http"
	"sync"
)

//go:embed callback.html
var callbackHTML string

var callbackTemplate = sync.OnceValue(func() *template.Template { return template.Must(template.New("callback").Parse(callbackHTML)) })

// callbackPage is what the browser shows. It never says that something is connected: at this moment nobody knows.
type callbackPage struct {
	Title, Text string
}

// handler answers the browser. Only GET /callback exists, and only under the address it was sent to: another
// name for this machine would be a sign of DNS rebinding.
func (s *SignIn) handler() http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		header := w.Header()
		header.Set("Cache-Control", "no-store")
		header.Set("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'")
		header.Set("Referrer-Policy", "no-referrer")
		header.Set("X-Content-Type-Options", "nosniff")
		switch {
		case !s.called(r.Host):
			http.Error(w, "this page has another address", http.StatusForbidden)
		case r.URL.Path != callbackPath:
			http.NotFound(w, r)
		case r.Method != http.MethodGet:
			header.Set("Allow", http.MethodGet)
			http.Error(w, "only GET", http.StatusMethodNotAllowed)
		default:
			status, page := s.receive(r)
			header.Set("Content-Type", "text/html; charset=utf-8")
			w.WriteHeader(status)
			_ = callbackTemplate().Execute(w, page) // a browser that went away is nobody's loss
		}
	})
}

// receive takes the browser's answer if it belongs to this sign-in and is the first.
func (s *SignIn) receive(r *http.Request) (int, callbackPage) {
	query := r.URL.Query()
	code, refusal := query.Get("code"), query.Get("error")
	switch {
	case !s.sameState(query.Get("state")):
		return http.StatusBadRequest, callbackPage{
			"This is not the sign-in that is waiting",
			"Open the newest link from the terminal. The terminal keeps waiting.",
		}
	case !plausibleCode(code) && refusal == "":
		return http.StatusBadRequest, callbackPage{
			s.service + " sent no answer", "Open the link from the terminal once more. The terminal keeps waiting.",
		}
	case !s.claim():
		return http.StatusConflict, callbackPage{
			"This sign-in was already used", "You can go back to the terminal.",
		}
	case refusal != "":
		s.arrived <- response{err: &Refusal{word(refusal)}}
		return http.StatusOK, callbackPage{
			s.service + " was not connected", "You can go back to the terminal.",
		}
	}
	s.arrived <- response{code: code}
	return http.StatusOK, callbackPage{
		s.service + "'s answer has arrived", "You can go back to the terminal, which finishes the connection. This page can be closed.",
	}
}

// called accepts the name under which the browser was sent here, with any port:
// behind an SSH port forwarding it is another one.
func (s *SignIn) called(host string) bool {
	if name, _, err := net.SplitHostPort(host); err == nil {
		host = name
	}
	return host == s.host
}
