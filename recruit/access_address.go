package recruit

import (
	"context"
	"net"
	"strconv"
	"strings"
)

// SettingHostAddress is the key of the setting that says at which address the
// team enters.
const SettingHostAddress = "host.address"

// HostAddress is where the team enters by SSH, as host or host:port; "" while
// nobody has said.
func (s *Settings) HostAddress(ctx context.Context) (string, error) {
	return s.Store.Setting(ctx, SettingHostAddress)
}

// SetHostAddress changes it: a name or an IP address, with the port where it is
// not 22. "" means that it is not known.
func (s *Settings) SetHostAddress(ctx context.Context, actor Member, typed string) error {
	if err := Allow(actor, ToManage); err != nil {
		return err
	}
	address := strings.TrimSpace(typed)
	if address != "" && !isHostAddress(address) {
		return Invalid("host_address", "%q is not an address to enter at; write it like desk.example.com:2222.", Shorten(typed))
	}
	return SaveSetting(ctx, s, actor, "SSH address", SettingHostAddress, address)
}

func isHostAddress(address string) bool {
	host, port := apart(address)
	if n, err := strconv.Atoi(port); err != nil || n < 1 || n > 65535 || len(host) > 253 {
		return false
	}
	if net.ParseIP(host) != nil {
		return true
	}
	// It becomes part of a command that people type, so that nothing else fits.
	plain := func(r rune) bool {
		return r == '.' || r == '-' || r >= '0' && r <= '9' || r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z'
	}
	return host != "" && host[0] != '-' && strings.TrimFunc(host, plain) == ""
}

// apart takes host and port apart; the port of SSH is 22.
func apart(address string) (host, port string) {
	if host, port, err := net.SplitHostPort(address); err == nil {
		return host, port
	}
	return strings.Trim(address, "[]"), "22"
}

// JoinLine is what a member types on their own machine to bring its key, at the
// address of the host; for "" it holds the words HOST and PORT in its place.
func JoinLine(address, code string) string {
	host, port := "HOST", "PORT"
	if address != "" {
		host, port = apart(address)
	}
	if port == "22" {
		return "ssh -t " + host + " join " + code
	}
	return "ssh -t -p " + port + " " + host + " join " + code
}
