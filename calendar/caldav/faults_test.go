package caldav

import (
	"maps"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync/atomic"
)

// fault is what a proxy does to an answer. It reports whether it has answered itself.
type fault func(w http.ResponseWriter, r *http.Request, asks string, next http.Handler) bool

// proxy stands in front of a server and may do something to its answers.
type proxy struct {
	next  http.Handler
	fault atomic.Pointer[fault]
}

func (p *proxy) set(f fault) { p.fault.Store(&f) }

func (p *proxy) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	asks := r.Method
	if r.Method == "REPORT" || r.Method == "PROPFIND" || r.Method == http.MethodPost {
		body := readAll(r)
		if r.Method == "REPORT" {
			asks = reportOf(body)
		}
	}
	if f := p.fault.Load(); f != nil && *f != nil && (*f)(w, r, asks, p.next) {
		return
	}
	p.next.ServeHTTP(w, r)
}

// never answers what is asked for so.
func never(what string) fault {
	return func(_ http.ResponseWriter, r *http.Request, asks string, _ http.Handler) bool {
		if asks == what {
			<-r.Context().Done()
			return true
		}
		return false
	}
}

// status refuses what is asked for so.
func status(what string, code int) fault {
	return func(w http.ResponseWriter, _ *http.Request, asks string, _ http.Handler) bool {
		if asks == what {
			w.WriteHeader(code)
			return true
		}
		return false
	}
}

// page answers with a web page.
func page(what string) fault {
	return func(w http.ResponseWriter, _ *http.Request, asks string, _ http.Handler) bool {
		if asks == what {
			w.Header().Set("Content-Type", "text/html")
			_, _ = w.Write([]byte("<!DOCTYPE html><html><body>Please sign in&nbsp;<br>here</body></html>"))
			return true
		}
		return false
	}
}

// rewrite changes the content of answers.
func rewrite(what string, change func(string) string) fault {
	return func(w http.ResponseWriter, r *http.Request, asks string, next http.Handler) bool {
		if asks != what {
			return false
		}
		recorder := httptest.NewRecorder()
		r.Header.Del("Accept-Encoding") // what is packed cannot be changed
		next.ServeHTTP(recorder, r)
		maps.Copy(w.Header(), recorder.Header())
		w.Header().Del("Content-Length")
		w.WriteHeader(recorder.Code)
		_, _ = w.Write([]byte(change(recorder.Body.String())))
		return true
	}
}

// cut breaks off in the middle, once between lines and once at the very connection.
func cut(what string, connection bool) fault {
	return func(w http.ResponseWriter, r *http.Request, asks string, next http.Handler) bool {
		if asks != what {
			return false
		}
		recorder := httptest.NewRecorder()
		r.Header.Del("Accept-Encoding") // what is packed cannot be changed
		next.ServeHTTP(recorder, r)
		maps.Copy(w.Header(), recorder.Header())
		w.Header().Del("Content-Length")
		w.WriteHeader(recorder.Code)
		_, _ = w.Write(recorder.Body.Bytes()[:recorder.Body.Len()*2/3])
		if connection {
			w.(http.Flusher).Flush()
			panic(http.ErrAbortHandler)
		}
		return true
	}
}

// phantom says of entries that they are gone which are not.
func phantom(hrefs ...string) fault {
	return rewrite("sync-collection", func(body string) string {
		var more strings.Builder
		for _, href := range hrefs {
			more.WriteString(`<response xmlns="DAV:"><href>` + href + `</href><status>HTTP/1.1 404 Not Found</status></response>`)
		}
		end := strings.LastIndex(body, "</")
		return body[:end] + more.String() + body[end:]
	})
}

// answer says what to answer to one question and another.
func answer(what string, code int, body, other string, otherCode int, otherBody string) fault {
	return func(w http.ResponseWriter, _ *http.Request, asks string, _ http.Handler) bool {
		switch asks {
		case what:
			w.WriteHeader(code)
			_, _ = w.Write([]byte(body))
		case other:
			w.WriteHeader(otherCode)
			_, _ = w.Write([]byte(otherBody))
		default:
			return false
		}
		return true
	}
}
