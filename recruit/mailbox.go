package recruit

import (
	"context"
	"net"
	"net/url"
	"slices"
	"strings"

	"recruitty/recruit/sanitize"
)

// SameMailbox reports whether mail to both addresses comes to one person by the
// habits of mail servers: what stands behind a plus sign is a mark of the
// person's own, and Gmail reads over dots.
func SameMailbox(a, b string) bool {
	return a != "" && b != "" && mailboxKey(a) == mailboxKey(b)
}

func mailboxKey(address string) string {
	local, domain, ok := strings.Cut(strings.ToLower(sanitize.Address(address)), "@")
	if !ok {
		return local
	}
	if name, _, tagged := strings.Cut(local, "+"); tagged && name != "" {
		local = name
	}
	if domain == "googlemail.com" || domain == "gmail.com" {
		local, domain = strings.ReplaceAll(local, ".", ""), "gmail.com"
	}
	return local + "@" + domain
}

// sameHouse reports whether two addresses are of one organisation, as those of a
// person and an assistant: the same domain, unless it gives addresses to
// everybody.
func sameHouse(a, b string) bool {
	i, j := strings.LastIndexByte(a, '@'), strings.LastIndexByte(b, '@')
	if i < 0 || j < 0 {
		return false
	}
	a, b = sanitize.Address("x"+a[i:]), sanitize.Address("x"+b[j:])
	return strings.EqualFold(a, b) && !isPublicMail(strings.ToLower(a[2:]))
}

// isPublicMail reports whether a domain, or one above it, gives addresses to
// everybody who asks.
func isPublicMail(domain string) bool {
	if brand, rest, ok := strings.Cut(domain, "."); ok && slices.Contains(publicBrands, brand) && strings.Count(rest, ".") <= 1 {
		return true
	}
	for domain != "" {
		if _, ok := slices.BinarySearch(publicMail, domain); ok {
			return true
		}
		_, domain, _ = strings.Cut(domain, ".")
	}
	return false
}

// MailProvider is a mail service that is signed in to in a browser, because it
// takes no passwords from programs, or soon will not.
type MailProvider string

// The providers.
const (
	GoogleMail    MailProvider = "google"
	MicrosoftMail MailProvider = "microsoft"
)

// MailProviders are all of them.
func MailProviders() []MailProvider { return []MailProvider{GoogleMail, MicrosoftMail} }

// Label is the provider's name for people.
func (p MailProvider) Label() string {
	if p == MicrosoftMail {
		return "Microsoft 365"
	}
	return "Google"
}

// Keys of the account that mails go through, and of the registered apps, behind
// which stands the provider.
const (
	SettingMailAccount = "mail.account"
	SettingMailTokens  = "mail.account.tokens" // secret
	SettingMailClient  = "mail.app.client_id."
	SettingMailSecret  = "mail.app.secret." // secret
	SettingMailTenant  = "mail.app.tenant."
)

// MailApp is an app that an organisation registered with a provider.
type MailApp struct {
	ClientID, Secret string
	Tenant           string // of Microsoft; "" for any
	FromEnvironment  bool
}

// TakeBack is where a person takes the access back at the provider.
func (p MailProvider) TakeBack() string {
	if p == MicrosoftMail {
		return "myapplications.microsoft.com → recruitty → Manage → Revoke"
	}
	return "myaccount.google.com → Security → Third-party apps with account access"
}

// NoInbox says that answers are not read from a mailbox any more.
const NoInbox = "No mailbox is read for answers any more."

// publicBrands are names under which mail providers give addresses to everybody
// in many countries' domains, as hotmail.co.uk.
var publicBrands = []string{"gmx", "hotmail", "live", "outlook", "rocketmail", "yahoo", "yandex", "ymail"}

// publicMail are the domains of large providers of mail for everybody, in order.
// Whoever has an address in one of them says nothing about anybody else who has.
var publicMail = []string{
	"012.net.il", "126.com", "139.com", "163.com", "188.com", "189.cn", "21cn.com", "a1.net", "abv.bg", "aim.com", "alice.it", "aliceadsl.fr",
	"aliyun.com", "ameritech.net", "anonaddy.com", "aol.com", "aon.at", "arcor.de", "asia.com", "atlas.cz", "att.net", "au.com",
	"autorambler.ru", "azet.sk", "bbox.fr", "bell.net", "bellsouth.net", "bezeqint.net", "biglobe.ne.jp", "bigmir.net", "bigpond.com",
	"bigpond.net.au", "bk.ru", "bluewin.ch", "blueyonder.co.uk", "bol.com.br", "bredband.net", "broadpark.no", "btinternet.com",
	"caramail.com", "casema.nl", "centrum.cz", "centrum.sk", "centurylink.net", "charter.net", "chello.at", "chello.nl", "citromail.hu",
	"clix.pt", "club-internet.fr", "cogeco.ca", "comcast.net", "comhem.se", "consultant.com", "cox.net", "daum.net", "delfi.lv", "dir.bg",
	"disroot.org", "docomo.ne.jp", "dr.com", "duck.com", "earthlink.net", "eircom.net", "elisanet.fi", "email.com", "email.cz", "email.de",
	"email.it", "engineer.com", "europe.com", "excite.co.jp", "ezweb.ne.jp", "fastmail.com", "fastmail.fm", "fastmail.net", "fastwebnet.it",
	"forthnet.gr", "foxmail.com", "free.fr", "freemail.hu", "freenet.de", "frontier.com", "gazeta.pl", "gbg.bg", "globo.com", "globomail.com",
	"gmail.com", "gmx.at", "gmx.ch", "gmx.com", "gmx.de", "gmx.net", "goo.jp", "googlemail.com", "guerrillamail.com", "hanmail.net",
	"hetnet.nl", "hey.com", "hispeed.ch", "home.nl", "hot.ee", "hush.com", "hushmail.com", "i.softbank.jp", "i.ua", "icloud.com", "ig.com.br",
	"iinet.net.au", "in.com", "in.gr", "inbox.com", "inbox.eu", "inbox.lt", "inbox.lv", "inbox.ru", "indamail.hu", "indiatimes.com",
	"interia.eu", "interia.pl", "internet.ru", "inwind.it", "iol.it", "iol.pt", "jubii.dk", "juno.com", "kabelmail.de", "kakao.com",
	"keemail.me", "kolumbus.fi", "kpnmail.nl", "laposte.net", "lenta.ru", "libero.it", "list.ru", "luukku.com", "mac.com", "magenta.de",
	"mail.bg", "mail.com", "mail.dk", "mail.ee", "mail.pt", "mail.ru", "mailbox.org", "mailfence.com", "mailinator.com", "me.com", "meta.ua",
	"movistar.es", "mozmail.com", "msn.com", "mweb.co.za", "mynet.com", "nate.com", "naver.com", "netcabo.pt", "netvision.net.il",
	"netzero.net", "neuf.fr", "nifty.com", "ntlworld.com", "numericable.fr", "o2.pl", "ocn.ne.jp", "oi.com.br", "one.lt", "onet.eu",
	"onet.pl", "online.de", "online.ee", "online.nl", "online.no", "ono.com", "op.pl", "optonline.net", "optusnet.com.au", "orange.fr",
	"otenet.gr", "ozemail.com.au", "pacbell.net", "passport.com", "planet.nl", "plusnet.com", "pm.me", "pobox.sk", "poczta.fm",
	"poczta.onet.pl", "post.com", "post.cz", "post.sk", "poste.it", "posteo.de", "posteo.net", "posteo.org", "prodigy.net", "proton.me",
	"protonmail.ch", "protonmail.com", "proximus.be", "qq.com", "r7.com", "rambler.ru", "rediff.com", "rediffmail.com", "relay.firefox.com",
	"riseup.net", "ro.ru", "roadrunner.com", "rogers.com", "runbox.com", "sapo.pt", "sbcglobal.net", "scarlet.be", "seznam.cz", "sfr.fr",
	"shaw.ca", "sify.com", "simplelogin.co", "simplelogin.com", "sina.cn", "sina.com", "sky.com", "skynet.be", "slingshot.co.nz",
	"so-net.ne.jp", "softbank.ne.jp", "sohu.com", "spray.se", "startmail.com", "stofanet.dk", "sunrise.ch", "superonline.com", "sympatico.ca",
	"t-online.de", "t-online.hu", "talktalk.net", "tdcadsl.dk", "tele2.se", "telefonica.net", "telenet.be", "telia.com", "telkomsa.net",
	"telus.net", "terra.com.br", "terra.es", "tin.it", "tiscali.co.uk", "tiscali.cz", "tiscali.it", "tlen.pl", "tom.com", "tpg.com.au",
	"trashmail.com", "ttmail.com", "tuta.com", "tuta.io", "tutamail.com", "tutanota.com", "tutanota.de", "ukr.net", "uol.com.br",
	"upcmail.nl", "usa.com", "verizon.net", "videotron.ca", "vip.qq.com", "vipmail.hu", "virgilio.it", "virginmedia.com", "vodafone.de",
	"vodamail.co.za", "volny.cz", "vp.pl", "vsnl.net", "walla.co.il", "walla.com", "wanadoo.fr", "web.de", "webmail.co.za", "windowslive.com",
	"windstream.net", "wo.cn", "wp.pl", "xs4all.nl", "xtra.co.nz", "ya.ru", "yandex.ru", "yeah.net", "yopmail.com", "ziggo.nl",
	"zipmail.com.br", "zoho.com", "zohomail.com", "zohomail.eu", "zoznam.sk",
}

// SettingSMTPUTF8 keeps what was last seen of a mail server: its host and port,
// and whether it takes letters beyond ASCII before the @ (RFC 6531).
const SettingSMTPUTF8 = "mail.smtputf8"

// Knowledge is what is known of something that a server may offer.
type Knowledge string

// What may be known.
const (
	NotKnown   Knowledge = ""
	Offered    Knowledge = "yes"
	NotOffered Knowledge = "no"
)

// LearnSMTPUTF8 remembers whether the mail server at an address, as host:port,
// offers SMTPUTF8.
func (s *Settings) LearnSMTPUTF8(ctx context.Context, server string, offered bool) error {
	now := server + " " + string(NotOffered)
	if offered {
		now = server + " " + string(Offered)
	}
	was, err := s.Store.Setting(ctx, SettingSMTPUTF8)
	if err != nil || was == now {
		return err
	}
	return s.Store.SetSetting(ctx, SettingSMTPUTF8, now)
}

// SMTPUTF8 is what is known of the mail server in use, and its host.
func (s *Settings) SMTPUTF8(ctx context.Context) (known Knowledge, host string, err error) {
	m, err := s.Mail(ctx)
	if err != nil {
		return NotKnown, "", err
	}
	server, host := mailServer(m.URL)
	kept, err := s.Store.Setting(ctx, SettingSMTPUTF8)
	if seen, known, _ := strings.Cut(kept, " "); server != "" && seen == server {
		return Knowledge(known), host, err
	}
	return NotKnown, host, err
}

// mailServer is the host and port that an address of a mail server leads to.
func mailServer(address string) (server, host string) {
	u, err := url.Parse(strings.TrimSpace(address))
	if err != nil || u.Hostname() == "" {
		return "", ""
	}
	port := u.Port()
	switch {
	case port != "":
	case u.Scheme == "smtps":
		port = "465"
	default:
		port = "587"
	}
	return net.JoinHostPort(u.Hostname(), port), u.Hostname()
}

// Mailable says why mail cannot be sent to an address for its letters before the
// @ (ErrInvalid), nil when nothing is known against it.
func (s *Settings) Mailable(ctx context.Context, address string) error {
	if !sanitize.NeedsUTF8(address) {
		return nil
	}
	known, host, err := s.SMTPUTF8(ctx)
	switch {
	case err != nil:
		return err
	case known == Offered:
		return nil
	case known == NotOffered:
		return Invalid("", "%s has letters before the @ that your mail server (%s) does not take: it does not offer SMTPUTF8. Ask for an address without accents, such as jorg@example.com.", Shorten(address), host)
	case host == "":
		return Invalid("", "%s has letters before the @ that most mail servers do not take, and no mail server is set up. Ask for an address without accents, such as jorg@example.com.", Shorten(address))
	}
	return Invalid("", "%s has letters before the @ that most mail servers do not take. Whether yours (%s) does is not known yet: recruitty mail test, or Settings, Mail, finds out.", Shorten(address), host)
}
