package app

import (
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"net/netip"
	"net/url"
	"sync"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"recruitty/calendar/fetch"
	"recruitty/internal/web/answers"
	"recruitty/internal/web/guard"
	"recruitty/internal/web/page"
	"recruitty/recruit"
	"recruitty/recruit/offers"
	"recruitty/recruit/sanitize"
)

// pageOptions is what can be said about the page on which candidates pick a time.
type pageOptions struct {
	Listen    string // address and port; "" is nowhere
	URL       string // at which candidates reach it; "" is the one that is saved
	Cert, Key string // files, both or none: then a proxy in front has the certificate
	Proxies   []string
}

func (o *pageOptions) flags(f *pflag.FlagSet) {
	f.StringVar(&o.Listen, "web", "", "`address` and port of the page on which candidates pick a time: 127.0.0.1:8080 behind a proxy, :443 with a certificate (default none)")
	f.StringVar(&o.URL, "web-url", "", "`address` at which candidates reach the page, such as https://interviews.example.com; it is saved, and emails link to it")
	f.StringVar(&o.Cert, "web-cert", "", "`file` of the page's certificate, with those between it and the root; it is read again when it is renewed")
	f.StringVar(&o.Key, "web-key", "", "`file` of the certificate's key")
	f.StringArrayVar(&o.Proxies, "web-proxy", nil, "`network` of a proxy in front of the page, such as 127.0.0.1, which says in X-Forwarded-For where visitors come from; may be repeated (default none)")
}

// check refuses what cannot be meant, and what would send links readably.
func (o pageOptions) check(cmd *cobra.Command) error {
	for _, flag := range []string{"web-url", "web-cert", "web-key", "web-proxy"} {
		if o.Listen == "" && cmd.Flags().Changed(flag) {
			return recruit.Invalid(flag, "--%s is about the page for candidates; say with --web where it listens, such as --web 127.0.0.1:8080.", flag)
		}
	}
	if o.Listen == "" {
		return nil
	}
	if (o.Cert == "") != (o.Key == "") {
		return recruit.Invalid("web-cert", "A certificate needs its key: give both --web-cert and --web-key, or neither behind a proxy that has them.")
	}
	if _, err := fetch.ParseNetworks(o.Proxies); err != nil {
		return recruit.Invalid("web-proxy", "%s.", recruit.Capital(err.Error()))
	}
	if host, _, err := net.SplitHostPort(o.Listen); err == nil && o.Cert == "" && len(o.Proxies) == 0 && !sanitize.ThisMachine(host) {
		return recruit.Invalid("web", "%s can be reached from outside, and links would be readable on their way; give --web-cert and --web-key, or name the proxy in front of it with --web-proxy.", o.Listen)
	}
	if _, err := offers.CleanPage(o.URL); err != nil {
		return recruit.Invalid("web-url", "%s", recruit.Reason(err))
	}
	return nil
}

// address is where candidates reach the page; what was said now is saved for emails.
func (o pageOptions) address(ctx context.Context, settings *recruit.Settings) (string, error) {
	saved, err := settings.Store.Setting(ctx, offers.SettingPage)
	if err != nil {
		return "", err
	}
	said, err := offers.CleanPage(o.URL)
	if err != nil {
		return "", err
	}
	switch {
	case said == "" && saved == "":
		return "", recruit.Invalid("web-url", "Emails have to say where the page is; give its address with --web-url, such as https://interviews.example.com.")
	case said == "" || said == saved:
		return saved, nil
	}
	return said, recruit.SaveSetting(ctx, settings, recruit.Member{Name: "recruitty serve"}, "Address of the page", offers.SettingPage, said)
}

// candidatePage is the page while it is served.
type candidatePage struct {
	listener  net.Listener
	encrypted bool
	ended     chan struct{}
}

// servePage serves the page until ctx ends; wait returns when it has ended then.
func servePage(ctx context.Context, o pageOptions, from answers.Offers, settings *recruit.Settings, figures prometheus.Registerer, log *slog.Logger) (*candidatePage, error) {
	base, err := o.address(ctx, settings)
	if err != nil {
		return nil, err
	}
	proxies, err := fetch.ParseNetworks(o.Proxies)
	if err != nil {
		return nil, err // which check has said before
	}
	server := guard.Server{Clients: guard.Clients{Proxies: proxies}, Log: log}
	if o.Cert != "" {
		server.Certificate, err = guard.Certificate(o.Cert, o.Key, time.Now, func(err error) { log.Warn("the renewed certificate of the page cannot be used", "error", err) })
		if err != nil {
			return nil, &recruit.Problem{Kind: recruit.ErrInvalid, Field: "web-cert", Cause: err,
				Sentence: "The certificate of the page cannot be used; look whether " + o.Cert + " and " + o.Key + " are files of PEM that belong together."}
		}
	}
	server.Handler, err = page.New(page.Options{
		Viewer: answers.Desk{Offers: from}, Choices: answers.Desk{Offers: from}, Origin: origin(base), Encrypted: server.Certificate != nil,
		Proxies: proxies, Now: time.Now, Log: log, Figures: page.NewFigures(figures),
	})
	if err != nil {
		return nil, err
	}
	p := &candidatePage{encrypted: server.Certificate != nil, ended: make(chan struct{})}
	if p.listener, err = listen(ctx, "web", o.Listen); err != nil {
		return nil, err
	}
	if !p.encrypted && len(proxies) == 0 {
		log.Warn("no proxy is named with --web-proxy, so that all candidates together have the limits of one visitor")
	}
	served := offers.Settings{Settings: settings}
	noteServed(ctx, served, log)
	go func() {
		defer close(p.ended)
		noting, stopNoting := context.WithCancel(ctx)
		var noted sync.WaitGroup
		noted.Go(func() { keepNoting(noting, served, log) })
		defer func() { stopNoting(); noted.Wait() }()
		if err := server.Serve(ctx, p.listener); err != nil {
			log.Error("the page for candidates ended", "error", err)
		}
	}()
	return p, nil
}

// noteServed says for whoever sends emails that the page is served.
func noteServed(ctx context.Context, settings offers.Settings, log *slog.Logger) {
	if err := settings.NoteServed(ctx, time.Now()); err != nil && ctx.Err() == nil {
		log.Warn("it cannot be noted that the page for candidates is served; emails will have no link to it", "error", err)
	}
}

// keepNoting says it again and again, until ctx ends.
func keepNoting(ctx context.Context, settings offers.Settings, log *slog.Logger) {
	again := time.NewTicker(offers.ServedEvery)
	defer again.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-again.C:
			noteServed(ctx, settings, log)
		}
	}
}

// warnUnserved says at the start of a host without a page that emails will have no links, where another host is to serve
// it and does not.
func warnUnserved(ctx context.Context, settings offers.Settings, log *slog.Logger) {
	switch unserved, err := settings.Unserved(ctx, time.Now()); {
	case err != nil:
		log.Warn("it is not known whether the page for candidates is served", "error", err)
	case unserved != "":
		log.Warn(unserved)
	}
}

// origin is what of an address a browser compares: without a path.
func origin(base string) string {
	u, err := url.Parse(base)
	if err != nil {
		return ""
	}
	return u.Scheme + "://" + u.Host
}

// wait waits until the page has ended.
func (p *candidatePage) wait() {
	if p != nil {
		<-p.ended
	}
}

// health are the checks of the page, none where it is not served.
func (p *candidatePage) health() []healthCheck {
	if p == nil {
		return nil
	}
	return []healthCheck{{"the page for candidates does not answer", p.answers}}
}

// answers asks the page for what no candidate is needed for.
func (p *candidatePage) answers(ctx context.Context) error {
	at, err := netip.ParseAddrPort(p.listener.Addr().String())
	if err != nil {
		return fmt.Errorf("read the address of the page: %w", err)
	}
	scheme, transport := "http", &http.Transport{DisableKeepAlives: true}
	if p.encrypted {
		// Its certificate is for another name than the one of this machine that it is asked by.
		scheme, transport.TLSClientConfig = "https", &tls.Config{InsecureSkipVerify: true} //nolint:gosec // nothing secret is said
	}
	ctx, cancel := context.WithTimeout(ctx, doorWait)
	defer cancel()
	r, err := http.NewRequestWithContext(ctx, http.MethodGet, scheme+"://"+thisMachine(at).String()+"/robots.txt", nil)
	if err != nil {
		return fmt.Errorf("ask the page: %w", err)
	}
	answer, err := transport.RoundTrip(r)
	if err != nil {
		return fmt.Errorf("ask the page: %w", err)
	}
	defer answer.Body.Close()
	if _, err := io.Copy(io.Discard, io.LimitReader(answer.Body, 1<<10)); err != nil || answer.StatusCode != http.StatusOK {
		return errors.Join(fmt.Errorf("the page answers with %d", answer.StatusCode), err)
	}
	return nil
}

// thisMachine is an address to reach a port at that listens on every address.
func thisMachine(at netip.AddrPort) netip.AddrPort {
	switch {
	case !at.Addr().IsUnspecified():
		return at
	case at.Addr().Is4():
		return netip.AddrPortFrom(netip.AddrFrom4([4]byte{127, 0, 0, 1}), at.Port())
	}
	return netip.AddrPortFrom(netip.IPv6Loopback(), at.Port())
}
