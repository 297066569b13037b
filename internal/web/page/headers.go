package page

import (
	"crypto/sha256"
	_ "embed"
	"encoding/hex"
	"net/http"
	"sync"

	"recruitty/internal/web/guard"
)

// policy is what a browser may do with the page: show it with its style sheet, and send its forms back here.
const policy = "default-src 'none'; style-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'"

// secured sets the headers that every answer carries.
func (o Options) secured(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		h := w.Header()
		h.Set("Content-Security-Policy", policy)
		h.Set("Cache-Control", "no-store")
		h.Set("Referrer-Policy", "no-referrer")
		h.Set("X-Robots-Tag", "noindex, nofollow, noarchive")
		h.Set("X-Content-Type-Options", "nosniff")
		h.Set("Cross-Origin-Resource-Policy", "same-origin")
		h.Set("Cross-Origin-Opener-Policy", "same-origin")
		if o.Encrypted {
			h.Set("Strict-Transport-Security", "max-age=31536000")
		}
		next.ServeHTTP(w, r)
	})
}

//go:embed page.css
var css string

// styleMark changes whenever the style sheet does, so that browsers may keep it.
var styleMark = sync.OnceValue(func() string {
	sum := sha256.Sum256([]byte(css))
	return hex.EncodeToString(sum[:4])
})

// style serves the style sheet, the only thing that may be kept.
func (p *page) style(w http.ResponseWriter, r *http.Request) {
	p.file(w, r, "text/css; charset=utf-8", css)
}

// robots keeps search engines away. Addresses with a token are not for guessing, and none leads to them.
func (p *page) robots(w http.ResponseWriter, r *http.Request) {
	p.file(w, r, "text/plain; charset=utf-8", "User-agent: *\nDisallow: /\n")
}

func (p *page) file(w http.ResponseWriter, r *http.Request, kind, content string) {
	if !guard.Harmless(r.Method) {
		p.refuse(w, r, http.StatusMethodNotAllowed)
		return
	}
	w.Header().Set("Content-Type", kind)
	w.Header().Set("Cache-Control", "public, max-age=86400")
	_, _ = w.Write([]byte(content))
}
