package foreign

import (
	"strings"
	"testing"

	"recruitty/internal/icalendar"
)

const object = "BEGIN:VCALENDAR\r\nMETHOD:REPLY\r\nEND:VCALENDAR\r\n"

// TestCalendars finds the calendar object wherever it is and however it is
// sent, and nothing where there is none.
func TestCalendars(t *testing.T) {
	t.Parallel()
	mail := func(lines ...string) string { return "From: a@example.org\r\n" + strings.Join(lines, "\r\n") }
	mixed := func(part ...string) string {
		return mail("Content-Type: multipart/mixed; boundary=\"b 1\"", "", "Preamble", "--b 1", "Content-Type: text/plain", "", "yes", "--b 1", strings.Join(part, "\r\n"), "--b 1--", "")
	}
	base64 := "QkVHSU46VkNBTEVOREFSDQpNRVRIT0Q6UkVQTFkNCkVORDpWQ0FMRU5EQVINCg=="
	for name, c := range map[string]struct {
		content string
		want    int
	}{
		"the email itself":           {mail("Content-Type: text/calendar", "", object), 1},
		"in any letters":             {mail("CONTENT-TYPE: Text/Calendar; METHOD=reply", "", object), 1},
		"a part":                     {mixed("Content-Type: text/calendar", "", object), 1},
		"named by name":              {mixed("Content-Type: application/octet-stream; name=a.ics", "", object), 1},
		"named by filename":          {mixed("Content-Type: application/octet-stream", "Content-Disposition: attachment; filename=A.ICS", "", object), 1},
		"named by RFC 2231":          {mixed("Content-Type: application/octet-stream", "Content-Disposition: attachment;", " filename*=UTF-8''Antwort%20f%C3%BCr.ICS", "", base64), 1},
		"in pieces":                  {mixed("Content-Type: application/x", "Content-Disposition: attachment;", " filename*1=cs; filename*0*=UTF-8''%C3%BCr.i", "", "x"), 1},
		"by an encoded word":         {mixed("Content-Type: application/x", "Content-Disposition: attachment; filename=\"=?utf-8?Q?f=C3=BCr.ics?=\"", "", "x"), 1},
		"named by type's encoded":    {mixed("Content-Type: application/x; name==?utf-8?B?YS5pY3M=?=", "", "x"), 1},
		"not named at all":           {mixed("Content-Type: application/octet-stream", "", object), 1},
		"no header at all":           {mixed("", object), 1},
		"no line between":            {mixed("Content-Type: text/calendar", object), 1},
		"in a text":                  {mixed("Content-Type: text/plain", "", "Hello", object), 1},
		"base64":                     {mixed("Content-Type: text/calendar", "Content-Transfer-Encoding: BASE64 ", "", base64), 1},
		"base64 in one long line":    {mixed("Content-Type: text/calendar", "Content-Transfer-Encoding: base64", "", strings.TrimRight(base64, "=")), 1},
		"base64 with noise":          {mixed("Content-Type: text/calendar", "Content-Transfer-Encoding: base64", "", base64[:20]+" \t\r\n*"+base64[20:]), 1},
		"base64 that does not say":   {mixed("Content-Type: text/calendar", "", base64), 1},
		"plain that says base64":     {mixed("Content-Type: text/calendar", "Content-Transfer-Encoding: base64", "", object), 1},
		"alternative in mixed":       {mixed("Content-Type: multipart/alternative; boundary=c", "", "--c", "Content-Type: text/calendar", "", object, "--c--"), 1},
		"twice":                      {mixed("Content-Type: text/calendar", "", object, "--b 1", "Content-Type: application/ics", "", object), 2},
		"a boundary nobody keeps to": {mail("Content-Type: multipart/mixed; boundary=x", "", "--y", "Content-Type: text/calendar", "", object, "--y--"), 1},
		"no boundary":                {mail("Content-Type: multipart/mixed", "", "--y", "Content-Type: text/calendar", "", object, "--y--"), 1},
		"no end":                     {mail("Content-Type: multipart/mixed; boundary=y", "", "--y", "Content-Type: text/calendar", "", object), 1},
		"LF":                         {strings.ReplaceAll(mixed("Content-Type: text/calendar", "", object), "\r\n", "\n"), 1},
		"CR":                         {strings.ReplaceAll(mixed("Content-Type: text/calendar", "", object), "\r\n", "\r"), 1},
		"out of a mailbox file":      {"From a@example.org Mon Jan 1\n" + mail("Content-Type: text/calendar", "", object), 1},
		"with a mark":                {"\xEF\xBB\xBF" + mail("Content-Type: text/calendar", "", object), 1},
		"junk in the header":         {mail("this is no field", "Content-Type: text/calendar; x; y=\"z", "", object), 1},
		"in another email":           {mixed("Content-Type: message/rfc822", "", mail("Content-Type: text/calendar", "", object)), 0},
		"a letter":                   {mail("", "Hello"), 0},
		"a deep nest":                {mail(strings.Repeat("Content-Type: multipart/mixed; boundary=y\r\n\r\n--y\r\n", 50), "Content-Type: text/x", "", "Hello"), 0},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			m, ok := ReadMail([]byte(c.content))
			if got := m.Calendars(); !ok || len(got) != c.want || c.want == 1 && !strings.Contains(c.content, "\r\nx\r\n") && !strings.Contains(got[0].Text, "METHOD:REPLY") {
				t.Errorf("found %q in %+v", got, m.Parts)
			}
		})
	}
	if _, ok := ReadMail([]byte("nothing\nof the kind\n")); ok {
		t.Error("what has no header is an email")
	}
}

func TestTransfer(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ encoding, body, want string }{
		{"quoted-printable", "a=3Db=\r\nc =  \nd=", "a=bc d"},
		{"quoted-printable", "a=zz=C3=BC=", "a=zzü"},
		{"quoted-printable", "PARTSTAT=ACCEPTED:a=20b", "PARTSTAT=ACCEPTED:a=20b"},
		{"base64", "YQ==YmM=", "abc"}, {"base64", "YWJ", "ab"}, {"base64", "-_8", "\xfb\xff"}, {"base64", "", ""},
		{"8bit", "BEGIN:VCALENDAR PARTSTAT=3DACCEPTED", "BEGIN:VCALENDAR PARTSTAT=ACCEPTED"},
		{"x-unknown", "a=3D", "a=3D"},
	} {
		if got := string(untransferred(c.encoding, []byte(c.body))); got != c.want {
			t.Errorf("%s %q is %q, want %q", c.encoding, c.body, got, c.want)
		}
	}
}

func TestDecode(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ charset, bytes, want string }{
		{"iso-8859-1", "Gr\xF6\xDFe", "Größe"}, {"ISO_8859-1:1987", "\xE9", "é"}, {"latin1", "\xE9", "é"}, {"iso-8859-15", "\xA4", "€"},
		{"Windows-1252", "I\x92ll \x96", "I’ll –"}, {"cp1252", "\x92", "’"}, {"windows-1250", "\xA3ukasz", "Łukasz"}, {"\"iso-8859-2\"", "\xA3", "Ł"},
		{"koi8-r", "\xF0\xD2\xC9", "При"}, {"koi8-u", "\xD0", "п"}, {"windows-1251", "\xCF", "П"}, {"macintosh", "\x8A", "ä"}, {"ibm850", "\x84", "ä"},
		{"iso-2022-jp", "\x1b$B>5CN\x1b(B", "承知"}, {"", "\x1b$B>5CN\x1b(B", "承知"}, {"utf-8", "\x1b$B>5CN\x1b(B", "承知"},
		{"shift_jis", "\x8F\xB3", "承"}, {"cp932", "\x8F\xB3", "承"}, {"euc-jp", "\xBE\xB5", "承"}, {"euc-kr", "\xB0\xA1", "가"}, {"ks_c_5601-1987", "\xB0\xA1", "가"},
		{"gb2312", "\xB2\xE2", "测"}, {"gb18030", "\xB2\xE2", "测"}, {"gbk", "\xB2\xE2", "测"}, {"big5", "\xA4\xA4", "中"}, {"hz-gb-2312", "~{VP~}", "中"},
		{"utf-16", "\xFF\xFEA\x00", "A"}, {"utf-16be", "\x00A", "A"}, {"", "\xFE\xFF\x00A", "A"}, {"utf-7", "Gr+APYA3w-e +- x", "Größe + x"},
		{"", "\xEF\xBB\xBFGröße", "Größe"}, {"", "Größe", "Größe"}, {"", "Gr\xF6\xDFe", "Größe"}, {"utf-8", "Gr\xF6\xDFe", "Größe"}, {"us-ascii", "Gr\xF6\xDFe", "Größe"},
		{"iso-8859-1", "Größe", "Größe"}, {"us-ascii", "Größe", "Größe"}, {"nobody-knows", "Größe", "Größe"}, {"nobody-knows", "\xF6", "ö"},
	} {
		if got := Decode(c.charset, []byte(c.bytes)); got != c.want {
			t.Errorf("%s %q is %q, want %q", c.charset, c.bytes, got, c.want)
		}
	}
}

func FuzzMail(f *testing.F) {
	f.Add([]byte("From: a@b.test\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\nContent-Type: text/calendar\r\nContent-Transfer-Encoding: base64\r\n\r\nQkVHSU4=\r\n--b--\r\n"))
	f.Add([]byte("From: \"a\" (b <c@d>\r\n\r\nBEGIN:VCALENDAR\nBEGIN:VEVENT\nATTENDEE;CN=\"x\\\":mailto:a%40b\n"))
	f.Add([]byte("Content-Type: x/y; a*0*=utf-8''%; a*=; =; \"\r\n\r\n"))
	f.Fuzz(func(t *testing.T, content []byte) {
		m, _ := ReadMail(content)
		if address, ok := m.Sender(); ok && (strings.ContainsAny(address, " \t\r\n<>()\"") || !strings.Contains(address, "@")) {
			t.Fatalf("%q is an address", address)
		}
		m.Unproved()
		for _, c := range m.Calendars() {
			for _, e := range icalendar.ReadObject(c.Text).Events {
				for _, p := range e.Props {
					if a := icalendar.Address(p.Value); strings.ContainsAny(a, " \r\n<>\"") {
						t.Fatalf("%q is an address", a)
					}
					p.Text()
					p.Params("CN")
				}
			}
		}
	})
}
