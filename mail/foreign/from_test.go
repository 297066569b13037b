package foreign

import (
	"strings"
	"testing"
)

// TestSender holds that an address is read for itself, whatever the name is
// written in, and that nobody is taken for the name that they give themselves.
func TestSender(t *testing.T) {
	t.Parallel()
	const me, mallory = "priya+x@example.org", "mallory@evil.test"
	for field, want := range map[string]string{
		me: me, "<" + me + ">": me, "  < " + me + " > ": me, "Priya <" + me + ">": me, `"Raman, Priya" <` + me + ">": me,
		"Raman, Priya <" + me + ">":                          me,
		"Priya [EXT] <" + me + ">":                           me,
		"Priya (HR) [EXT] <" + me + ">":                      me,
		"Priya <no address> <" + me + ">":                    me,
		me + " <" + me + ">":                                 me,
		"Priya: R&D <" + me + ">":                            me,
		"P; Raman <" + me + ">":                              me,
		"Priya @ home <" + me + ">":                          me,
		"O'Brien \\ Co <" + me + ">":                         me,
		"Priya \"Bee\" Raman <" + me + ">":                   me,
		"\"Priya \\\"Bee\\\"\" <" + me + ">":                 me,
		"\"Priya <" + me + ">":                               me,
		"Priya (unclosed <" + me + ">":                       me,
		"=?windows-1252?Q?Action_fran=E7aise_?=<" + me + ">": me,
		"=?unknown-8bit?Q?J=F6rg?= <" + me + ">":             me,
		"=?utf-8?Q?Priya_\"(<:)?= <" + me + ">":              me,
		"=?utf-8?B?4pi6?=\r\n =?utf-8?B?4pi6?= <" + me + ">": me,
		"=?utf-8?Q?broken <" + me + ">":                      me,
		"J\xF6rg <" + me + ">":                               me,
		"Jörg <" + me + ">":                                  me,
		"\xa4\xa4\x40\x5c <" + me + ">":                      me, // Big5
		"\"\xa4\x5c\" <" + me + ">":                          me, // its second byte is a backslash
		"\x1b$B>5CN\x1b(B <" + me + ">":                      me,
		"<@relay.example,@other.example:" + me + ">":         me,
		"<mailto:" + me + ">":                                me,
		me + " (Priya (at home))":                            me,
		"(Priya) " + me:                                      me,
		"\"priya+x\"@example.org":                            me,
		"Priya " + me:                                        me,
		"\"" + me + "\" <" + mallory + ">":                   mallory,
		me + " <" + mallory + ">":                            mallory,
		"'" + me + "' <" + mallory + ">":                     mallory,
		mallory + " (" + me + ")":                            mallory,
		mallory + " (<" + me + ">)":                          mallory,
		"(" + me + ") " + mallory:                            mallory,
		"\"<" + me + ">\" <" + mallory + ">":                 mallory,
		"=?utf-8?Q?" + me + "?= <" + mallory + ">":           mallory,
		"=?utf-8?Q?<" + me + ">?= <" + mallory + ">":         mallory,
		"=?utf-8?Q?=3C" + me + "=3E?= <" + mallory + ">":     mallory,
		"\"Priya\\\" <" + me + ">\" <" + mallory + ">":       mallory,
		"<" + me + "> <" + mallory + ">":                     "",
		"<" + mallory + "> <" + me + ">":                     "",
		mallory + ", " + me:                                  "",
		"Mallory <" + mallory + ">, Priya <" + me + ">":      "",
		"Mallory <" + mallory + ">, " + me:                   "",
		mallory + " \"<" + me + ">":                          "",
		mallory + " (<" + me + ">":                           "",
		"g: " + me + ";":                                     "",
		"g:" + me:                                            "",
		"\"g\": " + me + ";":                                 "",
		"g: Priya <" + me + ">;":                             "",
		"pri\xff" + me:                                       "", me + "\xff": "", "<pri\xff" + me + ">": "", mallory + "\xff " + me: "", "a@b@" + me: "",
		"a\u00e9" + me: "a\u00e9" + me, "priya@b\u00fccher.example": "priya@b\u00fccher.example",
		"undisclosed-recipients:;": "",
		"":                         "", "Priya": "", "<>": "", "@": "", "Priya <>": "", "<@>": "", "<a@b@c>": "",
		"<" + strings.Repeat("a", 400) + "@example.org>": "",
	} {
		m, _ := ReadMail([]byte("Sender: " + me + "\r\nFrom: " + field + "\r\n\r\n"))
		if got, ok := m.Sender(); got != want || ok != (want != "") {
			t.Errorf("From: %q is from %q, want %q", field, got, want)
		}
	}
	for name, head := range map[string]string{
		"none": "Sender: " + me, "two": "From: " + me + "\r\nFrom: " + me, "one of two empty": "From:\r\nFrom: " + me, "resent": "Resent-From: " + me, "reply": "Reply-To: " + me,
	} {
		m, _ := ReadMail([]byte(head + "\r\n\r\n"))
		if got, ok := m.Sender(); ok {
			t.Errorf("%s is from %q", name, got)
		}
	}
}

func TestUnproved(t *testing.T) {
	t.Parallel()
	for head, want := range map[string]bool{
		"Authentication-Results: mx.example.com; spf=pass smtp.mailfrom=a.test; dmarc=fail (p=NONE) header.from=a.test":              true,
		"authentication-results: mx.example.com 1;\r\n dkim=none;\r\n\tDMARC = Fail":                                                 true,
		"Authentication-Results: mx.example.com; dmarc/1=fail":                                                                       true,
		"Authentication-Results: mx.example.com; dkim=pass\r\nAuthentication-Results: mx.example.com; dmarc=fail":                    true,
		"Authentication-Results: mx.example.com; dmarc=pass (dmarc=fail; dmarc=fail)":                                                false,
		"Authentication-Results: mx.example.com; dkim=pass reason=\"; dmarc=fail\"":                                                  false,
		"Authentication-Results: mx.example.com; dmarc=pass\r\nAuthentication-Results: elsewhere.test; dmarc=fail":                   false,
		"Authentication-Results: mx.example.com; dmarc=pass\r\nReceived: by b\r\nAuthentication-Results: mx.example.com; dmarc=fail": false,
		"ARC-Authentication-Results: i=1; mx.example.com; dmarc=fail":                                                                false,
		"Subject: dmarc=fail":                          false,
		"Authentication-Results: mx.example.com; none": false,
		"Authentication-Results:":                      false,
	} {
		m, ok := ReadMail([]byte(head + "\r\nFrom: a@a.test\r\n\r\n"))
		if !ok || m.Unproved() != want {
			t.Errorf("%q is unproved: %v", head, m.Unproved())
		}
	}
}
