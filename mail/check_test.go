package mail

import (
	"bytes"
	"encoding/base64"
	"slices"
	"strings"
	"testing"

	"recruitty/internal/icalendar"
	"recruitty/mail/foreign"
	"recruitty/recruit"
)

func TestStrictObjectNamesFaults(t *testing.T) {
	t.Parallel()
	p, err := sample(happens(recruit.OnChanged, 2)).prepared()
	if err != nil {
		t.Fatal(err)
	}
	good, err := p.calendarObject()
	if err != nil {
		t.Fatal(err)
	}
	if err := strictObject(good, p); err != nil {
		t.Fatalf("good object refused: %v", err)
	}
	tests := map[string]struct{ old, replacement string }{
		"LF only":            {"\r\n", "\n"},
		"final CRLF missing": {"END:VCALENDAR\r\n", "END:VCALENDAR"},
		"blank line":         {"END:VCALENDAR\r\n", "\r\nEND:VCALENDAR\r\n"},
		"long line":          {"\r\n ", ""},
		"control character":  {"First", "Fi\x07rst"},
		"not UTF-8":          {"First", "Fi\xffrst"},
		"method":             {"METHOD:REQUEST", "METHOD:PUBLISH"},
		"lower-case method":  {"METHOD:REQUEST", "METHOD:request"},
		"no method":          {"METHOD:REQUEST\r\n", ""},
		"version":            {"VERSION:2.0", "VERSION:1.0"},
		"uid":                {"UID:interview-7", "UID:interview-8"},
		"no uid":             {"UID:interview-7@corp.example\r\n", ""},
		"sequence":           {"SEQUENCE:2", "SEQUENCE:1"},
		"local stamp":        {"DTSTAMP:20261122T090000Z", "DTSTAMP:20261122T090000"},
		"local start":        {"DTSTART:20261201T100000Z", "DTSTART;TZID=Local:20261201T100000"},
		"end":                {"DTEND:20261201T104500Z", "DTEND:20261201T114500Z"},
		"status":             {"STATUS:CONFIRMED", "STATUS:CANCELLED"},
		"other organiser":    {"mailto:ana@", "mailto:eve@"},
		"second organiser":   {"SEQUENCE:2\r\n", "SEQUENCE:2\r\nORGANIZER:mailto:eve@corp.example\r\n"},
		"further attendee":   {"SEQUENCE:2\r\n", "SEQUENCE:2\r\nATTENDEE:mailto:eve@corp.example\r\n"},
		"other attendee":     {"mailto:jane@", "mailto:eve@"},
		"alarm":              {"END:VEVENT", "BEGIN:VALARM\r\nEND:VALARM\r\nEND:VEVENT"},
		"second event":       {"END:VEVENT\r\n", "END:VEVENT\r\nBEGIN:VEVENT\r\nEND:VEVENT\r\n"},
		"unknown property":   {"SEQUENCE:2\r\n", "SEQUENCE:2\r\nX-EVIL:1\r\n"},
		"title":              {"First interview", "Last interview"},
		"unescaped comma":    {"a1B2\\,c3", "a1B2,c3"},
		"http link":          {"URL:https", "URL:http"},
		"other conference":   {"SEQUENCE:2\r\n", "SEQUENCE:2\r\nCONFERENCE;VALUE=URI:https://evil.example/\r\n"},
		"link as a list":     {"SEQUENCE:2\r\n", "SEQUENCE:2\r\nCONFERENCE:https://zoom.example/j/98765432100?pwd=a1B2,c3;d4\r\n"},
		"no colon":           {"SEQUENCE:2", "SEQUENCE"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			bad := bytes.ReplaceAll(good, []byte(test.old), []byte(test.replacement))
			if bytes.Equal(bad, good) {
				t.Fatal("the object was not changed")
			}
			if err := strictObject(bad, p); err == nil {
				t.Errorf("accepted:\n%s", bad)
			}
		})
	}
}

func TestStrictMessageNamesFaults(t *testing.T) {
	t.Parallel()
	p, err := sample().prepared()
	if err != nil {
		t.Fatal(err)
	}
	good := string(compose(t, sample()).raw)
	tests := map[string]struct{ old, replacement string }{
		"further header":    {"To: ", "Bcc: eve@corp.example\r\nTo: "},
		"second recipient":  {"<jane@mail.example>\r\n", "<jane@mail.example>, eve@corp.example\r\n"},
		"second From":       {"To: ", "From: eve@corp.example\r\nTo: "},
		"other sender":      {"<ana@corp.example>\r\n", "<eve@corp.example>\r\n"},
		"method of part":    {"method=REQUEST", "method=CANCEL"},
		"charset":           {"text/calendar; method=REQUEST; component=VEVENT; charset=UTF-8", "text/calendar; method=REQUEST; component=VEVENT"},
		"message id":        {"Message-ID: <m1@", "Message-ID: <m2@"},
		"secret in subject": {"Subject: Invitation: ", "Subject: Invitation: k7Rt2w "},
		"LF":                {"\r\n", "\n"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			bad := strings.ReplaceAll(good, test.old, test.replacement)
			if bad == good {
				t.Fatal("the email was not changed")
			}
			if err := strictMessage([]byte(bad), p); err == nil {
				t.Errorf("accepted:\n%s", bad)
			}
		})
	}
}

// TestWrongMailsAreNotSent holds that what is written otherwise than it was meant does not leave.
func TestWrongMailsAreNotSent(t *testing.T) {
	t.Parallel()
	m, err := sample(toPanel, happens(recruit.OnChanged, 2), func(inv *message) { inv.Files = []recruit.MailFile{file("a.txt", "text/plain", []byte("secret"))} }).prepared()
	if err != nil {
		t.Fatal(err)
	}
	good, err := m.written()
	if err != nil {
		t.Fatal(err)
	}
	object, err := m.calendarObject()
	if err != nil {
		t.Fatal(err)
	}
	for name, test := range map[string]struct{ old, replacement string }{
		"second recipient":   {"<bob@corp.example>\r\n", "<bob@corp.example>, eve@corp.example\r\n"},
		"other recipient":    {"<bob@corp.example>\r\n", "<eve@corp.example>\r\n"},
		"hidden recipient":   {"To: ", "Bcc: eve@corp.example\r\nTo: "},
		"second sender":      {"To: ", "From: eve@corp.example\r\nTo: "},
		"other sender":       {"<ana@corp.example>\r\n", "<eve@corp.example>\r\n"},
		"message id":         {"Message-ID: <m1@", "Message-ID: <m2@"},
		"method of the part": {"method=REQUEST", "method=CANCEL"},
		"no words":           {"text/html", "text/x-html"},
		"other file":         {base64.StdEncoding.EncodeToString([]byte("secret")), base64.StdEncoding.EncodeToString([]byte("public"))},
		"other file name":    {"a.txt", "b.txt"},
		"no object":          {"text/calendar", "text/plain"},
		"nothing":            {string(good), ""},
	} {
		bad := strings.ReplaceAll(string(good), test.old, test.replacement)
		if bad == string(good) {
			t.Fatalf("%s: the email was not changed", name)
		}
		if m.check([]byte(bad)) == nil {
			t.Errorf("%s would be sent:\n%s", name, bad)
		}
	}
	for name, test := range map[string]struct{ old, replacement string }{
		"method":             {"METHOD:REQUEST", "METHOD:CANCEL"},
		"uid":                {"UID:interview-7", "UID:interview-8"},
		"sequence":           {"SEQUENCE:2", "SEQUENCE:1"},
		"start":              {"DTSTART:20261201T1000", "DTSTART:20261201T1100"},
		"local start":        {"DTSTART:20261201T100000Z", "DTSTART:20261201T100000"},
		"end":                {"DTEND:20261201T104500Z", "DTEND:20261201T114500Z"},
		"second end":         {"SEQUENCE:2\r\n", "SEQUENCE:2\r\nDTEND:20261201T114500Z\r\n"},
		"other organiser":    {"mailto:ana@", "mailto:eve@"},
		"further attendee":   {"SEQUENCE:2\r\n", "SEQUENCE:2\r\nATTENDEE:mailto:eve@corp.example\r\n"},
		"other attendee":     {"mailto:jane@", "mailto:eve@"},
		"other link":         {"URL:https", "URL:http"},
		"alarm":              {"END:VEVENT", "BEGIN:VALARM\r\nEND:VALARM\r\nEND:VEVENT"},
		"second event":       {"END:VEVENT\r\n", "END:VEVENT\r\nBEGIN:VEVENT\r\nEND:VEVENT\r\n"},
		"cut":                {"END:VEVENT\r\nEND:VCALENDAR\r\n", ""},
		"no calendar at all": {string(object), ""},
	} {
		bad := strings.ReplaceAll(string(object), test.old, test.replacement)
		if bad == string(object) {
			t.Fatalf("%s: the object was not changed", name)
		}
		if m.checkObject(icalendar.ReadObject(bad)) == nil {
			t.Errorf("%s would be sent:\n%s", name, bad)
		}
	}
	m.To.Audience, m.Files[0].Everyone = recruit.ToCandidate, false
	if m.check(good) == nil {
		t.Error("a file for the panel would be sent to the candidate")
	}
	taken, err := sample(happens(recruit.OnCancelled, 0)).prepared()
	if err != nil {
		t.Fatal(err)
	}
	if _, err := taken.written(); err == nil || !strings.Contains(err.Error(), "is not sent") {
		t.Errorf("a cancellation of the revision that it takes back: %v", err)
	}
}

// TestManyFilesAreSent holds that the check of a mail does not end where its reader does.
func TestManyFilesAreSent(t *testing.T) {
	t.Parallel()
	for _, n := range []int{foreign.MaxParts - 12, foreign.MaxParts, 2 * foreign.MaxParts} {
		o := compose(t, sample(func(inv *message) {
			inv.Files = slices.Repeat([]recruit.MailFile{file("a.txt", "text/plain", []byte("a"))}, n)
		}))
		if len(o.files) != n+1 {
			t.Errorf("%d files became %d", n, len(o.files)-1)
		}
	}
}

func TestFold(t *testing.T) {
	t.Parallel()
	for _, text := range []string{"", "SHORT:x", "LONG:" + strings.Repeat("x", 400), "WIDE:" + strings.Repeat("🙂", 90), "EDGE:" + strings.Repeat("x", 70), "OVER:" + strings.Repeat("x", 71)} {
		folded := string(fold([]byte(text + "\r\nEND:X\r\n")))
		for line := range strings.SplitSeq(folded, "\r\n") {
			if len(line) > 75 || strings.ContainsRune(line, '\uFFFD') || strings.ToValidUTF8(line, "") != line {
				t.Errorf("line %q", line)
			}
		}
		if got := strings.ReplaceAll(folded, "\r\n ", ""); got != text+"\r\nEND:X\r\n" {
			t.Errorf("%q unfolds to %q", text, got)
		}
	}
}
