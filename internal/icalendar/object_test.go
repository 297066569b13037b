package icalendar

import (
	"strings"
	"testing"
	"time"
)

// TestAttendeeLines holds that a line about a person is read however it is
// quoted, folded and wrapped.
func TestAttendeeLines(t *testing.T) {
	t.Parallel()
	const me = "mailto:priya@example.org"
	for line, want := range map[string]string{ // value | PARTSTAT | CN
		"ATTENDEE;PARTSTAT=ACCEPTED;CN=Priya:" + me:                               me + "|ACCEPTED|Priya",
		"attendee;partstat=accepted;cn=Priya:" + me:                               me + "|accepted|Priya",
		"ATTENDEE ;PARTSTAT=ACCEPTED:" + me + " ":                                 me + "|ACCEPTED|",
		"ATTENDEE;CN=\"a;PARTSTAT=DECLINED:x\";PARTSTAT=ACCEPTED:" + me:           me + "|ACCEPTED|a;PARTSTAT=DECLINED:x",
		"ATTENDEE;PARTSTAT=ACCEPTED;CN=\"Person \\\"Bee\\\" X\":" + me:            me + "|ACCEPTED|Person \"Bee\" X",
		"ATTENDEE;PARTSTAT=ACCEPTED;CN=Person \"Bee\" X:" + me:                    me + "|ACCEPTED|Person \"Bee\" X",
		"ATTENDEE;CN=\"Person:" + me + ";PARTSTAT=ACCEPTED":                       me + ";PARTSTAT=ACCEPTED||\"Person",
		"ATTENDEE;PARTSTAT=ACCEPTED;CN=\"Person:" + me:                            me + "|ACCEPTED|\"Person",
		"ATTENDEE;PARTSTAT=ACCEPTED;CN=Person\":" + me:                            me + "|ACCEPTED|Person\"",
		"ATTENDEE;PARTSTAT=ACCEPTED;CN=Person: R&D;RSVP=TRUE:" + me:               me + "|ACCEPTED|Person: R&D",
		"ATTENDEE;PARTSTAT=ACCEPTED;CN=Last, First:" + me:                         me + "|ACCEPTED|Last, First",
		"ATTENDEE;PARTSTAT=ACCEPTED;CN=A; B;RSVP=TRUE:" + me:                      me + "|ACCEPTED|A; B",
		"ATTENDEE;PARTSTAT=ACCEPTED;CN=A\\; B\\, C:" + me:                         me + "|ACCEPTED|A; B, C",
		"ATTENDEE;CN=x=y;PARTSTAT=ACCEPTED:" + me:                                 me + "|ACCEPTED|x=y",
		"ATTENDEE;PARTSTAT=\"ACCEPTED\";CN=^'B^':" + me:                           me + "|ACCEPTED|\"B\"",
		"ATTENDEE;PARTSTAT=ACCEPTED;SENT-BY=\"mailto:o@example.org\":" + me:       me + "|ACCEPTED|",
		"ATTENDEE;PARTSTAT=ACCEPTED;SENT-BY=mailto:o@example.org:" + me:           me + "|ACCEPTED|",
		"ATTENDEE;PARTSTAT=ACCEPTED;RSVP:" + me:                                   me + "|ACCEPTED|",
		"ATTENDEE;PARTSTAT=ACCEPTED;;RSVP=TRUE:" + me:                             me + "|ACCEPTED|",
		"ATTENDEE;PARTSTAT=ACCEPTED:priya@example.org":                            "priya@example.org|ACCEPTED|",
		"ATTENDEE;PARTSTAT=ACCEPTED;CN=R:D:priya@example.org":                     "priya@example.org|ACCEPTED|R:D",
		"ATTENDEE;PARTSTAT=ACCEPTED:MAILTO: priya@example.org":                    "MAILTO: priya@example.org|ACCEPTED|",
		"ATTENDEE;CN=Priya;PARTSTAT=ACCEPTED:/aMTA2/principal/":                   "/aMTA2/principal/|ACCEPTED|Priya",
		"ATTENDEE;PARTSTAT=ACCEPTED:urn:uuid:4f3c":                                "urn:uuid:4f3c|ACCEPTED|",
		"ATTENDEE;PARTSTAT=ACCE\r\n PTED;CN=Priya:mailto:pri\r\n\tya@example.org": me + "|ACCEPTED|Priya",
		"ATTENDEE;PARTSTAT=ACCEPTED;CN=Priya\r\n:" + me:                           me + "|ACCEPTED|Priya",
		"ATTENDEE;PARTSTAT=ACCEPTED;ROLE=REQ\r\n-PARTICIPANT:" + me:               me + "|ACCEPTED|",
		"ATTENDEE;PARTSTAT=ACCEPTED:" + me + "\r\nSent from my phone":             me + "|ACCEPTED|",
		"ATTENDEE;PARTSTAT=ACCEPTED:" + me + "\r\nOn Tue: he wrote":               me + "|ACCEPTED|",
		"ATTENDEE;PARTSTAT=ACCEPTED:" + me + "\r\n:":                              me + "|ACCEPTED|",
		"ATTENDEE;PARTSTAT=ACCEPTED:" + me + "\r\n\r\n-- \r\nPriya":               me + "|ACCEPTED|",
	} {
		o := ReadObject("BEGIN:VCALENDAR\r\nMETHOD:REPLY\r\nBEGIN:VEVENT\r\nUID:a\r\n" + line + "\r\nSEQUENCE:1\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n")
		if len(o.Events) != 1 || o.Method != "REPLY" {
			t.Errorf("%q: %+v", line, o)
			continue
		}
		p, _ := o.Events[0].Get("ATTENDEE")
		if got := p.Value + "|" + p.Param("PARTSTAT") + "|" + p.Param("CN"); got != want {
			t.Errorf("%q is %s, want %s", line, got, want)
		}
		if q, _ := o.Events[0].Get("SEQUENCE"); q.Value != "1" {
			t.Errorf("%q took the line behind it along", line)
		}
	}
}

// TestObjectShapes holds that an object is read however it begins and ends.
func TestObjectShapes(t *testing.T) {
	t.Parallel()
	whole := []string{"BEGIN:VCALENDAR", "METHOD:REPLY", "BEGIN:VEVENT", "UID:a", "BEGIN:VALARM", "UID:b", "END:VALARM", "SUMMARY:Talk", "END:VEVENT", "END:VCALENDAR", ""}
	lines := func(drop ...string) string {
		var kept []string
		for _, l := range whole {
			if !strings.Contains("|"+strings.Join(drop, "|")+"|", "|"+l+"|") || l == "" {
				kept = append(kept, l)
			}
		}
		return strings.Join(kept, "\r\n")
	}
	for name, text := range map[string]string{
		"whole": lines(), "LF": strings.ReplaceAll(lines(), "\r\n", "\n"), "CR": strings.ReplaceAll(lines(), "\r\n", "\r"), "doubled": strings.ReplaceAll(lines(), "\r\n", "\r\r\n"),
		"lower case":            strings.ReplaceAll(strings.ToLower(lines()), "uid:a", "UID:a"),
		"no end of anything":    lines("END:VALARM", "END:VEVENT", "END:VCALENDAR"),
		"no end of the event":   lines("END:VEVENT"),
		"no end of the object":  lines("END:VCALENDAR"),
		"no beginning":          lines("BEGIN:VCALENDAR"),
		"no event":              lines("BEGIN:VEVENT", "END:VEVENT"),
		"nothing around it":     lines("BEGIN:VCALENDAR", "BEGIN:VEVENT", "END:VEVENT", "END:VCALENDAR"),
		"indented":              "  " + strings.ReplaceAll(lines(), "\r\n", "\r\n  "),
		"indented behind":       strings.ReplaceAll(lines(), "\r\n", "\r\n\t"),
		"a text in front":       "Hello,\r\nhere it is:\r\n" + lines(),
		"a text behind":         lines() + "-- \r\nPriya",
		"spaces behind":         strings.ReplaceAll(lines(), "\r\n", " \r\n"),
		"empty lines":           strings.ReplaceAll(lines(), "\r\n", "\r\n\r\n"),
		"an event in the event": strings.Replace(lines(), "BEGIN:VEVENT", "BEGIN:VEVENT\r\nBEGIN:VEVENT", 1),
	} {
		o := ReadObject(text)
		var uid, summary Property
		for _, e := range o.Events {
			if p, ok := e.Get("UID"); ok {
				uid = p
				summary, _ = e.Get("SUMMARY")
			}
		}
		if o.Method != "REPLY" || uid.Value != "a" || summary.Value != "Talk" && name != "no end of anything" && !strings.EqualFold(summary.Value, "Talk") {
			t.Errorf("%s: %+v", name, o)
		}
	}
}

func TestTexts(t *testing.T) {
	t.Parallel()
	for line, want := range map[string]string{
		`COMMENT:a, b; c: "d"`: `a, b; c: "d"`, `COMMENT:a\, b\; c\nd\Ne\\f`: "a, b; c\nd\ne\\f", `COMMENT:C:\dir \x\`: `C:\dir \x\`, `COMMENT;LANGUAGE=de:R: x`: "R: x",
		"COMMENT:Hello\r\nthis was wrapped":                    "Hello\nthis was wrapped",
		"COMMENT:" + strings.Repeat("a", 66) + "\r\nbc and on": strings.Repeat("a", 66) + "bc and on",
		"COMMENT:a\r\n  b":                                     "a b", "COMMENT:": "",
		`COMMENT:it&#39\;s &amp; &quot;x&quot; &copy &nosuch; R&D`: `it's & "x" &copy &nosuch; R&D`,
	} {
		o := ReadObject("BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\n" + line + "\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n")
		p, _ := o.Events[0].Get("COMMENT")
		if got := Readable(p.Text()); got != want {
			t.Errorf("%q is %q, want %q", line, got, want)
		}
	}
	p := propertyOf(logicalLine{main: `ATTENDEE;DELEGATED-TO="mailto:a@x.test","mailto:b,c@x.test",mailto:d@x.test;PARTSTAT=DECLINED;PARTSTAT=ACCEPTED:mailto:e@x.test`})
	if got := strings.Join(p.Params("DELEGATED-TO"), " "); got != "mailto:a@x.test mailto:b,c@x.test mailto:d@x.test" || !p.Contradicts("PARTSTAT") || p.Contradicts("DELEGATED-TO") {
		t.Errorf("a list is %s", got)
	}
}

func TestAddress(t *testing.T) {
	t.Parallel()
	for value, want := range map[string]string{
		"mailto:a+b@x.test": "a+b@x.test", "MAILTO:A@X.TEST": "A@X.TEST", "a@x.test": "a@x.test", "mailto: a@x.test ": "a@x.test", "mailto:mailto:a@x.test": "a@x.test",
		"mailto://a@x.test": "a@x.test", "mailto:a%2Bb%40x.test": "a+b@x.test", "mailto:a%252Bb@x.test": "a+b@x.test", "mailto:a@x.test?subject=b@y.test": "a@x.test",
		"mailto:<a@x.test>": "a@x.test", "mailto:A B <a@x.test>": "a@x.test", `"mailto:a@x.test"`: "a@x.test", "mailto:a@bücher.test": "a@bücher.test", "mailto:a@x.test.": "a@x.test",
		"/aMTA2/principal/": "", "urn:uuid:4f3c": "", "https://x.test/a@b": "", "mailto:": "", "invalid:nomail": "", "": "", "mailto:a@b@c": "", "mailto:a b@c": "", "mailto:a%0d%0ab@c": "",
	} {
		if got := Address(value); got != want {
			t.Errorf("%q is %q, want %q", value, got, want)
		}
	}
}

// TestHugeObjectsAreReadAtOnce holds that no shape of an object takes more than
// one walk over it.
func TestHugeObjectsAreReadAtOnce(t *testing.T) {
	t.Parallel()
	for name, text := range map[string]string{
		"one line":    "BEGIN:VEVENT\nCOMMENT:" + strings.Repeat("a", MaxObject),
		"folds":       "BEGIN:VEVENT\nCOMMENT:" + strings.Repeat("\n a", MaxObject/3),
		"junk":        "BEGIN:VEVENT\nCOMMENT:" + strings.Repeat("\na", MaxObject/2),
		"quotes":      "BEGIN:VEVENT\nATTENDEE" + strings.Repeat(";CN=\"", MaxObject/5),
		"params":      "BEGIN:VEVENT\nATTENDEE" + strings.Repeat(";CN=a", MaxObject/5),
		"colons":      "BEGIN:VEVENT\nATTENDEE" + strings.Repeat(":mailto:", MaxObject/8),
		"components":  strings.Repeat("BEGIN:VEVENT\n", MaxObject/13),
		"nested":      strings.Repeat("BEGIN:A\nBEGIN:B\n", MaxObject/16),
		"properties":  "BEGIN:VEVENT\n" + strings.Repeat("UID:a\n", MaxObject/6),
		"ends":        strings.Repeat("END:VEVENT\n", MaxObject/11),
		"backslashes": "BEGIN:VEVENT\nCOMMENT:" + strings.Repeat("\\", MaxObject),
	} {
		t.Run(name, func(t *testing.T) {
			done := make(chan struct{})
			go func() { defer close(done); ReadObject(text) }()
			select {
			case <-done:
			case <-time.After(20 * time.Second):
				t.Fatal("is not read within twenty seconds")
			}
		})
	}
}

// FuzzObject holds that every object is read, within its bounds, and that what is
// called an address is one.
func FuzzObject(f *testing.F) {
	f.Add("BEGIN:VCALENDAR\r\nMETHOD:REPLY\r\nBEGIN:VEVENT\r\nUID:a\r\nATTENDEE;CN=\"x:mailto:a%40b\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n")
	f.Add("BEGIN:VEVENT\nDTSTART;TZID=\"a;b\":20260101T090000\n :\nEND")
	f.Fuzz(func(t *testing.T, text string) {
		o := ReadObject(text)
		if len(o.Events) > maxEvents || len(o.Zones) > maxEvents {
			t.Fatalf("%d events and %d zones", len(o.Events), len(o.Zones))
		}
		for _, e := range o.Events {
			for _, p := range e.Props {
				if a := Address(p.Value); a != "" && !IsAddress(a) {
					t.Fatalf("%q is an address", a)
				}
				p.Text()
				p.Params("CN")
			}
		}
		for line := range strings.Lines(text) {
			if p, ok := Line(line); ok && p.Name != Name(line) {
				t.Fatalf("%q is %q and %q", line, p.Name, Name(line))
			}
		}
	})
}
