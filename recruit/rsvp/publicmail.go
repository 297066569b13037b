package rsvp

import (
	"slices"
	"strings"

	"recruitty/recruit/sanitize"
)

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
