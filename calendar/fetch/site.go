package fetch

import (
	"net/netip"
	"net/url"
	"strings"

	"golang.org/x/net/publicsuffix"
)

// SameSite reports whether a password that was given for one address may be sent to
// another one: to the same host and port, or, over https at its usual port, to a host
// under the same domain that someone can register. Some services answer for a
// person from a host of its own, such as p42-caldav.example.com for
// caldav.example.com.
func SameSite(from, to *url.URL) bool {
	if from.Scheme == "https" && to.Scheme != "https" {
		return false
	}
	if hostPort(from) == hostPort(to) {
		return true
	}
	a, b := domain(from.Hostname()), domain(to.Hostname())
	if to.Scheme != "https" || hostPort(to) != strings.ToLower(to.Hostname())+":443" || a == "" {
		return false
	}
	return a == b
}

// domain is the part of a host's name that someone can register, "" for an address
// or a name without one.
func domain(host string) string {
	host = strings.ToLower(strings.TrimSuffix(host, "."))
	if _, err := netip.ParseAddr(host); err == nil {
		return ""
	}
	d, err := publicsuffix.EffectiveTLDPlusOne(host)
	if err != nil {
		return ""
	}
	return d
}
