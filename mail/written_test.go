package mail

import (
	"strings"
	"testing"

	"recruitty/mail/foreign"
	"recruitty/recruit"
)

// TestWritten reads what people write above, below and inside of what they quote, in plain
// text and in HTML alone; what is quoted stands behind a mark.
func TestWritten(t *testing.T) {
	t.Parallel()
	const head = "From: dana@example.com\r\nTo: jobs@example.com\r\nSubject: Re: Your feedback\r\nMessage-ID: <a@b>\r\nIn-Reply-To: <0123456789abcdef0123456789abcdef@example.com>\r\n"
	for name, c := range map[string]struct{ mail, want string }{
		"above":    {"Content-Type: text/plain\r\n\r\nSkills: 3\r\n\r\nOn Mon, 30 Nov 2026, Robin wrote:\r\n> Skills (1-4):\r\n", "Skills: 3\n\n> On Mon, 30 Nov 2026, Robin wrote:\n> Skills (1-4):\n"},
		"inside":   {"Content-Type: text/plain\r\n\r\n> Skills (1-4): 3\r\n> Note for the team:\r\nwrites well\r\n", "> Skills (1-4): 3\n> Note for the team:\nwrites well\n"},
		"unmarked": {"Content-Type: text/plain\r\n\r\nSee below.\r\n\r\n-----Original Message-----\r\nSkills (1-4): 2\r\n", "See below.\n\n> -----Original Message-----\n> Skills (1-4): 2\n"},
		"folded":   {"Content-Type: text/plain\r\n\r\n2\r\n\r\nOn Mon, Nov 30, 2026 at 10:12 AM Dana Kim\r\n<dana@acme.example> wrote:\r\n\r\n> 1. Tue\r\n", "2\n\n> On Mon, Nov 30, 2026 at 10:12 AM Dana Kim\n> <dana@acme.example> wrote:\n\n> 1. Tue\n"},
		"German":   {"Content-Type: text/plain\r\n\r\n2\r\n\r\nAm Mo., 30. Nov. 2026 um 10:12 Uhr schrieb Dana Kim <\r\ndana@acme.example>:\r\n\r\n> 1. Di\r\n", "2\n\n> Am Mo., 30. Nov. 2026 um 10:12 Uhr schrieb Dana Kim <\n> dana@acme.example>:\n\n> 1. Di\n"},
		"mobile":   {"Content-Type: text/plain\r\n\r\n2\r\n\r\nDana Kim <dana@acme.example> schrieb am Mo., 30. Nov. 2026, 10:12:\r\n\r\n1. Di\r\n", "2\n\n> Dana Kim <dana@acme.example> schrieb am Mo., 30. Nov. 2026, 10:12:\n\n> 1. Di\n"},
		"header":   {"Content-Type: text/plain\r\n\r\nDeux\r\n\r\nDe : Dana Kim\r\nEnvoyé : lundi 30 novembre 2026 10:12\r\nÀ : Priya\r\n\r\n1. Mar\r\n", "Deux\n\n> De : Dana Kim\n> Envoyé : lundi 30 novembre 2026 10:12\n> À : Priya\n\n> 1. Mar\n"},
		"no quote": {"Content-Type: text/plain\r\n\r\nFrom: Berlin\r\nI can come at ten.\r\n", "From: Berlin\nI can come at ten.\n"},
		"cited":    {"Content-Type: text/html\r\n\r\n<p>2</p><blockquote type=cite><p>1. Tue</p><blockquote>a</blockquote><p>2. Wed</p></blockquote><p>Thanks</p>", "2\n\n\n> 1. Tue\n\n> a\n\n> 2. Wed\n\n\nThanks\n"},
		"HTML":     {"Content-Type: text/html\r\n\r\n<html><head><style>p{}</style></head><body><p>Skills: <b>3</b></p><div>Recommendation:&nbsp;yes<br>Note: a &amp; b</div><blockquote>Skills (1-4):<br>x</blockquote></body></html>", ""},
	} {
		m, ok := foreign.ReadMail([]byte(head + c.mail))
		in, read := readIncoming(m)
		if !ok || !read || in.Kind != recruit.Wrote || len(in.About) != 1 {
			t.Fatalf("%s: %+v", name, in)
		}
		if name == "HTML" {
			for _, line := range []string{"Skills: 3", "Recommendation: yes", "Note: a & b"} {
				if !strings.Contains("\n"+in.Text, "\n"+line+"\n") {
					t.Errorf("HTML is read as %q, without %q", in.Text, line)
				}
			}
			continue
		}
		if in.Text != c.want {
			t.Errorf("%s: %q, want %q", name, in.Text, c.want)
		}
	}
}

func FuzzWritten(f *testing.F) {
	f.Add("Content-Type: text/html\r\n\r\n<p>Skills: 3<blockquote>")
	f.Add("Content-Type: text/plain\r\n\r\n> a\r\nFrom: x@y\r\nb")
	f.Fuzz(func(t *testing.T, text string) {
		m, ok := foreign.ReadMail([]byte("From: a@b.example\r\n" + text))
		if !ok {
			return
		}
		if got := written(m); len(got) > maxWritten {
			t.Fatalf("%d octets", len(got))
		}
	})
}
