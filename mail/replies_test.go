package mail

import (
	"errors"
	"fmt"
	"reflect"
	"strings"
	"testing"
	"time"

	"recruitty/internal/icalendar"
	"recruitty/recruit"
)

// answerObject is a calendar object as programs send it back.
func answerObject(method string, event ...string) string {
	lines := append([]string{"BEGIN:VCALENDAR", "PRODID:-//Someone//EN", "VERSION:2.0", "METHOD:" + method}, event...)
	return strings.Join(append(lines, "END:VCALENDAR"), "\r\n") + "\r\n"
}

func answerEvent(more ...string) []string {
	lines := append([]string{"BEGIN:VEVENT", "UID:abc@recruitty", "DTSTAMP:20261124T101500Z"}, more...)
	return append(lines, "END:VEVENT")
}

func TestReadReplies(t *testing.T) {
	t.Parallel()
	exchange := []string{"BEGIN:VTIMEZONE", "TZID:Customized Time Zone",
		"BEGIN:STANDARD", "DTSTART:16010101T020000", "TZOFFSETFROM:-0400", "TZOFFSETTO:-0500", "RRULE:FREQ=YEARLY;INTERVAL=1;BYDAY=1SU;BYMONTH=11", "END:STANDARD",
		"BEGIN:DAYLIGHT", "DTSTART:16010101T020000", "TZOFFSETFROM:-0500", "TZOFFSETTO:-0400", "RRULE:FREQ=YEARLY;INTERVAL=1;BYDAY=2SU;BYMONTH=3", "END:DAYLIGHT", "END:VTIMEZONE"}
	at := func(text string) time.Time {
		m, err := time.Parse(time.RFC3339, text)
		if err != nil {
			t.Fatal(err)
		}
		return m
	}
	line := func(answer recruit.Answer) []recruit.ReplyLine {
		return []recruit.ReplyLine{{Addresses: []string{"priya@example.org"}, Answer: answer}}
	}
	stamp := at("2026-11-24T10:15:00Z")
	for _, c := range []struct {
		name, content string
		want          recruit.Reply
	}{
		{"accepted", answerObject("REPLY", answerEvent("SEQUENCE:2", "DTSTART:20261201T100000Z", "ATTENDEE;PARTSTAT=ACCEPTED;CN=\"Raman, Priya\":mailto:priya@example.org")...),
			recruit.Reply{UID: "abc@recruitty", Lines: line(recruit.Accepted), Sequence: 2, Stamp: stamp, Start: at("2026-12-01T10:00:00Z")}},
		{"no sequence, a comment in lower case and LF", strings.ReplaceAll(answerObject("reply", answerEvent("COMMENT:ill\\, sorry", "ATTENDEE;PARTSTAT=declined:MAILTO:priya@example.org")...), "\r\n", "\n"),
			recruit.Reply{UID: "abc@recruitty", Lines: line(recruit.Declined), Sequence: -1, Stamp: stamp, Note: "ill, sorry"}},
		{"on behalf", answerObject("REPLY", answerEvent("SEQUENCE:0", "ATTENDEE;PARTSTAT=TENTATIVE;SENT-BY=\"mailto:office@example.org\":mailto:priya@example.org")...),
			recruit.Reply{UID: "abc@recruitty", Lines: []recruit.ReplyLine{{Addresses: []string{"priya@example.org"}, SentBy: "office@example.org", Answer: recruit.Tentative}}, Stamp: stamp}},
		{"another time in a zone that only the object knows", answerObject("COUNTER", append(exchange, answerEvent("SEQUENCE:1",
			"DTSTART;TZID=Customized Time Zone:20261202T093000", "DTEND;TZID=Customized Time Zone:20261202T103000", "ATTENDEE;PARTSTAT=TENTATIVE:mailto:priya@example.org")...)...),
			recruit.Reply{UID: "abc@recruitty", Lines: line(recruit.Tentative), Sequence: 1, Stamp: stamp,
				Proposed: recruit.Proposal{Start: at("2026-12-02T14:30:00Z"), Duration: time.Hour}}},
		{"the same in summer", answerObject("COUNTER", append(exchange, answerEvent("SEQUENCE:1",
			"DTSTART;TZID=Customized Time Zone:20260702T093000", "DURATION:PT45M", "ATTENDEE;PARTSTAT=DECLINED:mailto:priya@example.org")...)...),
			recruit.Reply{UID: "abc@recruitty", Lines: line(recruit.Declined), Sequence: 1, Stamp: stamp,
				Proposed: recruit.Proposal{Start: at("2026-07-02T13:30:00Z"), Duration: 45 * time.Minute}}},
		{"an email with several people", "From: Priya <priya@example.org>\r\nSender: no-reply@calendar.example\r\nDate: Tue, 24 Nov 2026 10:16:00 +0000\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\nContent-Type: text/plain\r\n\r\nHello\r\n--b\r\n" +
			"Content-Type: text/calendar; method=COUNTER\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n" +
			strings.ReplaceAll(answerObject("COUNTER", answerEvent("DTSTART;TZID=Europe/Lisbon:20261201T110000", "ATTENDEE:mailto:dana@example.com", "ATTENDEE:mailto:priya@example.org")...), "=", "=3D") + "--b--\r\n",
			recruit.Reply{UID: "abc@recruitty", Lines: []recruit.ReplyLine{{Addresses: []string{"dana@example.com"}, Answer: recruit.NoAnswer}, {Addresses: []string{"priya@example.org"}, Answer: recruit.NoAnswer}},
				Sequence: -1, Stamp: stamp, Proposed: recruit.Proposal{Start: at("2026-12-01T11:00:00Z")},
				Mailed: true, Sender: "priya@example.org", Written: at("2026-11-24T10:16:00Z")}},
		{"an email that hides its sender", "From: a@example.org\r\nFrom: priya@example.org\r\nSender: priya@example.org\r\nContent-Type: text/calendar\r\n\r\n" +
			answerObject("REPLY", answerEvent("SEQUENCE:0", "ATTENDEE;PARTSTAT=ACCEPTED:mailto:priya@example.org")...),
			recruit.Reply{UID: "abc@recruitty", Lines: line(recruit.Accepted), Stamp: stamp, Mailed: true}},
		{"an unknown zone is not guessed", answerObject("COUNTER", answerEvent("DTSTART;TZID=Mars:20261201T110000", "ATTENDEE:mailto:priya@example.org")...),
			recruit.Reply{UID: "abc@recruitty", Lines: line(recruit.NoAnswer), Sequence: -1, Stamp: stamp,
				Asked: `Tue 1 Dec 2026 11:00 in the time zone "Mars", which is not known here`}},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			got, err := ReadReplies([]byte(c.content))
			if err != nil || len(got) != 1 {
				t.Fatalf("%v, %v", got, err)
			}
			if !reflect.DeepEqual(got[0], c.want) {
				t.Errorf("read\n%+v, want\n%+v", got[0], c.want)
			}
		})
	}
}

func TestReadRepliesRefuses(t *testing.T) {
	t.Parallel()
	for name, content := range map[string]string{
		"nothing":       "",
		"a letter":      "From: a@example.org\r\n\r\nI accept.\r\n",
		"an invitation": answerObject("REQUEST", answerEvent("ATTENDEE:mailto:priya@example.org")...),
		"a file":        answerObject("PUBLISH", answerEvent()...),
		"no event":      answerObject("REPLY"),
		"no UID":        answerObject("REPLY", "BEGIN:VEVENT", "ATTENDEE:mailto:dana@example.com", "END:VEVENT"),
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if got, err := ReadReplies([]byte(content)); !errors.Is(err, recruit.ErrInvalid) || recruit.Sentence(err) == "" {
				t.Errorf("read %+v, %v", got, err)
			}
		})
	}
}

// TestWhatCannotBeReadIsSaid holds that an answer about an interview comes back
// whatever is wrong with it, and says what is.
func TestWhatCannotBeReadIsSaid(t *testing.T) {
	t.Parallel()
	const uid = "0123456789abcdef0123456789ABCDEF@recruitty"
	who := "ATTENDEE;PARTSTAT=ACCEPTED:mailto:priya@example.org"
	for name, c := range map[string]struct {
		content string
		unclear bool
		lines   int
	}{
		"nobody":            {answerObject("REPLY", answerEvent()...), true, 0},
		"several people":    {answerObject("REPLY", answerEvent("ATTENDEE:mailto:dana@example.com", "ATTENDEE:mailto:priya@example.org")...), false, 2},
		"a long comment":    {answerObject("REPLY", answerEvent("COMMENT:"+strings.Repeat("a", 1<<17), who)...), false, 1},
		"much before it":    {answerObject("REPLY", answerEvent(strings.Repeat("COMMENT:a\r\n", icalendar.MaxObject/10)+who)...), true, 0},
		"only its UID":      {"BEGIN:VCALENDAR\r\nMETHOD:REPLY\r\nrubbish UI D:0123456789abcdef0123\r\n 456789ABCDEF@recruitty rubbish\r\n", true, 0},
		"no UID line":       {answerObject("REPLY", "BEGIN:VEVENT", "UID:", "DESCRIPTION:"+uid, who, "END:VEVENT"), false, 1},
		"asks for it again": {answerObject("REFRESH", answerEvent("ATTENDEE:mailto:priya@example.org")...), true, 1},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got, err := ReadReplies([]byte(c.content))
			if err != nil || len(got) != 1 || (got[0].Unclear != "") != c.unclear || len(got[0].Lines) != c.lines || got[0].UID != "abc@recruitty" && got[0].UID != strings.ToLower(uid) {
				t.Errorf("read %.300s, %v", fmt.Sprintf("%+v", got), err)
			}
		})
	}
}

func FuzzReadReplies(f *testing.F) {
	f.Add([]byte(answerObject("REPLY", answerEvent("SEQUENCE:2", "ATTENDEE;PARTSTAT=ACCEPTED:mailto:priya@example.org")...)))
	f.Add([]byte(answerObject("COUNTER", answerEvent("DTSTART;TZID=Europe/Lisbon:20261201T110000", "DURATION:PT1H", "ATTENDEE:mailto:priya@example.org")...)))
	f.Add([]byte("From: a@example.org\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\nContent-Type: text/calendar\r\nContent-Transfer-Encoding: base64\r\n\r\nQkVHSU4=\r\n--b--\r\n"))
	f.Add([]byte("BEGIN:VCALENDAR\r\n0;0="))
	f.Fuzz(func(t *testing.T, content []byte) {
		replies, err := ReadReplies(content)
		if err == nil && len(replies) == 0 {
			t.Fatal("neither an answer nor an error")
		}
		for _, r := range replies {
			if r.UID == "" || len(r.UID) > 255 || strings.ContainsAny(r.Sender+addresses(r), "\r\n <>\"") || strings.ContainsRune(r.Note, '\x1b') {
				t.Fatalf("a hostile answer came through: %+v", r)
			}
		}
	})
}

func addresses(y recruit.Reply) string {
	all := ""
	for _, line := range y.Lines {
		all += strings.Join(line.Addresses, "") + line.SentBy + line.Delegator
	}
	return all
}
