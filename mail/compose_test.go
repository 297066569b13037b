package mail

import (
	"bytes"
	"mime"
	"strings"
	"testing"
	"time"
	"unicode/utf16"

	"recruitty/recruit"
)

func TestComposeFollowsITIP(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		change  func(*message)
		has     []string
		without []string
	}{
		"invited": {happens(recruit.OnInvited, 0),
			[]string{"METHOD:REQUEST", "SEQUENCE:0", "STATUS:CONFIRMED", "DTSTART:20261201T100000Z", "DTEND:20261201T104500Z",
				"DTSTAMP:20261122T090000Z", "UID:interview-7@corp.example", "URL:https://zoom.example/j/98765432100?pwd=a1B2,c3;d4",
				`LOCATION:https://zoom.example/j/98765432100?pwd=a1B2\,c3\;d4`, "mailto:jane@mail.example", "mailto:bob@corp.example"}, []string{"VALARM", "TZID"}},
		"link without commas": {func(inv *message) { inv.JoinURL = "https://zoom.example/j/9?pwd=a" },
			[]string{"\r\nCONFERENCE;FEATURE=AUDIO,VIDEO;LABEL=Zoom;VALUE=URI:https://zoom.example/j/9?pwd=a\r\n"}, nil},
		// A reader that does not know the property would cut this one at the comma.
		"link with commas": {happens(recruit.OnInvited, 0), nil, []string{"CONFERENCE"}},
		"moved":            {happens(recruit.OnChanged, 3), []string{"METHOD:REQUEST", "SEQUENCE:3", "STATUS:CONFIRMED"}, []string{"VALARM"}},
		"cancelled":        {happens(recruit.OnCancelled, 4), []string{"METHOD:CANCEL", "SEQUENCE:4", "STATUS:CANCELLED", "mailto:bob@corp.example"}, []string{"VALARM", "zoom.example", "k7Rt2w"}},
		"withdrawn":        {happens(recruit.OnWithdrawn, 5), []string{"METHOD:CANCEL", "SEQUENCE:5", "mailto:jane@mail.example"}, []string{"STATUS", "VALARM", "bob@corp.example", "zoom.example"}},
		"answers that are known": {func(inv *message) {
			inv.Event, inv.Sequence, inv.Attendees[1].Answer = recruit.OnChanged, 1, recruit.Accepted
		},
			[]string{"PARTSTAT=ACCEPTED;ROLE=REQ-PARTICIPANT;RSVP=TRUE:mailto:bob@corp.example", "PARTSTAT=NEEDS-ACTION;ROLE=REQ-PARTICIPANT;RSVP=TRUE:mailto:jane@mail.example"}, nil},
		"an answer that is none": {func(inv *message) { inv.Attendees[1].Answer = "X\r\nY" }, nil, []string{"ACCEPTED", "X" + "Y"}},
		"shared mailbox": {func(inv *message) { inv.From = recruit.Mailbox{Name: "Corp hiring", Address: "hiring@corp.example"} },
			[]string{`ORGANIZER;CN=Corp hiring;SENT-BY="mailto:ana@corp.example":mailto:hiring@corp.example`}, nil},
		"place instead of link": {func(inv *message) { inv.JoinURL, inv.Place = "", "Unter den Linden 1, Berlin" },
			[]string{`LOCATION:Unter den Linden 1\, Berlin`}, []string{"\r\nURL", "CONFERENCE"}},
		"organiser's own zone": {func(inv *message) { inv.Start = inv.Start.In(time.FixedZone("x", 3600)) }, []string{"DTSTART:20261201T100000Z"}, nil},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			o := compose(t, sample(test.change))
			wantContains(t, "object", o.unfolded, test.has...)
			wantWithout(t, "object", o.unfolded, test.without...)
			if string(o.files[0].content) != o.ical {
				t.Error("attached copy differs")
			}
		})
	}
}

// The way in stands where a calendar shows it without scrolling.
func TestEntryBeginsWithTheWayIn(t *testing.T) {
	t.Parallel()
	o := compose(t, sample())
	wantContains(t, "object", o.unfolded, `DESCRIPTION:How: Zoom\nJoin: https://zoom.example/j/98765432100?pwd=a1B2\,c3\;d4\nMeeting ID: 987 6543 2100\nPasscode: k7Rt2w\n\nInterview for the position of Product Designer at Corp Ltd\n\nPortfolio walk-through\, then questions.\n\nContact: Ana Müller\, ana@corp.example`)
}

func TestComposeKeepsAudiencesApart(t *testing.T) {
	t.Parallel()
	withFiles := func(inv *message) {
		inv.Files = []recruit.MailFile{file("Job description.pdf", "application/pdf", []byte("job")),
			{File: recruit.File{Name: "CV Jane.pdf", ContentType: "application/pdf"}, Content: []byte("resume")}}
	}
	candidate := compose(t, sample(withFiles))
	panel := compose(t, sample(withFiles, toPanel))
	for _, body := range []string{candidate.text, candidate.html} {
		wantContains(t, "candidate's mail", body, "Portfolio walk-through", "k7Rt2w", "Job description.pdf", "If the link does not work", "ana@corp.example")
		wantWithout(t, "candidate's mail", body, "gap in 2024", "CV Jane")
	}
	for _, body := range []string{panel.text, panel.html} {
		wantContains(t, "panel's mail", body, "Ask about the gap in 2024", "Portfolio walk-through", "CV Jane.pdf (panel only)", "Jane Doe")
	}
	if len(candidate.files) != 2 || len(panel.files) != 3 {
		t.Errorf("candidate got %d files, panel %d", len(candidate.files), len(panel.files))
	}
	if candidate.ical != panel.ical {
		t.Error("copies of one version differ")
	}
	wantWithout(t, "object", candidate.unfolded, "gap in 2024")
}

func TestComposeSaysTimes(t *testing.T) {
	t.Parallel()
	old := times{time.Date(2026, 11, 30, 9, 0, 0, 0, time.UTC), time.Date(2026, 11, 30, 10, 0, 0, 0, time.UTC)}
	o := compose(t, sample(happens(recruit.OnMoved, 1), toPanel, func(inv *message) { inv.Previous, inv.Reason = &old, "Room clash" }))
	wantContains(t, "text", o.text,
		"Old time:   Monday 30 November 2026, 4:00–5:00 am (New York, UTC-5)",
		"New time:   Tuesday 1 December 2026, 5:00–5:45 am (New York, UTC-5)",
		"Tuesday 1 December 2026, 11:00–11:45 am (Berlin, UTC+1)", "Room clash")
	if strings.Index(o.text, "New York") > strings.Index(o.text, "Berlin") {
		t.Error("the sender's zone comes before the reader's")
	}
	if got := o.header.Get("Subject"); got != "New time: First interview: Product Designer with Jane Doe, Tue 1 Dec 2026, 5:00 am (New York)" {
		t.Errorf("subject %q", got)
	}
}

func TestComposeIsDeterministic(t *testing.T) {
	t.Parallel()
	attached := func(inv *message) { inv.Files = []recruit.MailFile{file("a.pdf", "", []byte("a"))} }
	first, second := compose(t, sample(attached)), compose(t, sample(attached))
	if !bytes.Equal(first.raw, second.raw) {
		t.Error("the same invitation gave different bytes")
	}
	other := compose(t, sample(attached, func(inv *message) { inv.MessageID = "m2@corp.example" }))
	if other.header.Get("Content-Type") == first.header.Get("Content-Type") {
		t.Error("another message has the same boundary")
	}
}

func TestComposeThreads(t *testing.T) {
	t.Parallel()
	o := compose(t, sample(happens(recruit.OnChanged, 1), func(inv *message) {
		inv.MessageID, inv.InReplyTo, inv.References = "<m3@corp.example>", "m2@corp.example", []string{"m1@corp.example", "<m2@corp.example>"}
	}))
	for name, want := range map[string]string{"Message-Id": "<m3@corp.example>", "In-Reply-To": "<m2@corp.example>", "References": "<m1@corp.example> <m2@corp.example>"} {
		if got := o.header.Get(name); got != want {
			t.Errorf("%s is %q, want %q", name, got, want)
		}
	}
}

func TestComposeKeepsFiles(t *testing.T) {
	t.Parallel()
	large := bytes.Repeat([]byte{0, '\r', '\n', 0xff, '.', '\n', 'x'}, 10<<20/7)
	files := []recruit.MailFile{
		file("empty.bin", "", nil),
		file("large.bin", "application/zip", large),
		file("Łódź 面接 🙂.txt", "text/plain; charset=utf-16", []byte("a\r\nb\nc\r")),
		file("a/b\\c\r\nX: \"y\"; z.pdf", "application/pdf\r\nX-Evil: 1", []byte("%PDF")),
		file("Bob's 100% CV.pdf", "application/pdf", []byte("%PDF")),
		file(strings.Repeat("ö", 300)+".docx", "text/calendar", []byte("x")),
	}
	o := compose(t, sample(toPanel, func(inv *message) { inv.Files = files }))
	names := []string{"empty.bin", "large.bin", "Łódź 面接 🙂.txt", "a_b_c X_ _y_; z.pdf", "Bob's 100% CV.pdf", strings.Repeat("ö", 97) + ".docx"}
	for i, file := range o.files[1:] {
		_, params, err := mime.ParseMediaType(file.header("Content-Disposition"))
		if err != nil || params["filename"] != names[i] || !bytes.Equal(file.content, files[i].Content) {
			t.Errorf("file %d came as %q with %d octets (%v)", i, params["filename"], len(file.content), err)
		}
		wantWithout(t, "header of a file", file.header("Content-Disposition")+file.header("Content-Type"), "X-Evil", "=?utf-8", "text/calendar")
	}
}

func TestReminderHasNoCalendarObject(t *testing.T) {
	t.Parallel()
	o := compose(t, sample(happens(recruit.OnReminder, 2)))
	if o.ical != "" || len(o.files) != 0 || !strings.HasPrefix(o.header.Get("Content-Type"), "multipart/alternative") {
		t.Errorf("a reminder came with an object or a file: %s", o.header.Get("Content-Type"))
	}
	wantContains(t, "text", o.text, "reminder", "https://zoom.example/j/98765432100")
}

func TestComposeRefuses(t *testing.T) {
	t.Parallel()
	tests := map[string]func(*message){
		"http link":              func(inv *message) { inv.JoinURL = "http://zoom.example/j/1" },
		"link with a line break": func(inv *message) { inv.JoinURL += "\r\nATTENDEE:mailto:evil@example.net" },
		"script link":            func(inv *message) { inv.JoinURL = "javascript:alert(1)" },
		"no place at all":        func(inv *message) { inv.JoinURL = "" },
		"end before start":       func(inv *message) { inv.End = inv.Start },
		"no stamp":               func(inv *message) { inv.Stamp = time.Time{} },
		"unknown zone":           func(inv *message) { inv.To.TimeZone = "Mars/Olympus" },
		"this machine's zone":    func(inv *message) { inv.Zone = "Local" },
		"address with a break":   func(inv *message) { inv.Attendees[1].Address = "bob@corp.example\r\nX: y" },
		"address with a name":    func(inv *message) { inv.From.Address = "Ana <ana@corp.example>" },
		"recipient not invited":  func(inv *message) { inv.To.Address = "someone@mail.example" },
		"cancel with sequence 0": happens(recruit.OnCancelled, 0),
		"hostile uid":            func(inv *message) { inv.UID = "a\r\nATTENDEE:mailto:evil@example.net" },
		"hostile message id":     func(inv *message) { inv.MessageID = "a@b>\r\nBcc: evil@example.net" },
		"no title":               func(inv *message) { inv.Title, inv.JobTitle = "\r\n", "" },
		"too many octets":        func(inv *message) { inv.Files = []recruit.MailFile{file("", "", make([]byte, maxFileBytes+1))} },
		"no audience":            func(inv *message) { inv.To.Audience = "" },
		"no event":               func(inv *message) { inv.Event = "" },
	}
	for name, change := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if mail, err := sample(change).compose(); err == nil {
				t.Errorf("composed:\n%s", mail)
			}
		})
	}
}

func TestSubjectShowsNoWayIn(t *testing.T) {
	t.Parallel()
	o := compose(t, sample(func(inv *message) {
		inv.Title = "Meet at " + inv.JoinURL + " with " + inv.Passcode + " =?utf-8?q?=0D=0AX?= 面接"
	}))
	subject, err := new(mime.WordDecoder).DecodeHeader(o.header.Get("Subject"))
	if err != nil {
		t.Fatal(err)
	}
	wantWithout(t, "subject", subject, "zoom.example", "k7Rt2w", "\r")
	wantContains(t, "subject", subject, "Invitation: Meet at ... with ...", "面接 at Corp Ltd, Tue 1 Dec 2026, 10:00 (London)")
	head, _, _ := bytes.Cut(o.raw, []byte("\r\n\r\n"))
	wantWithout(t, "header", string(head), "zoom.example", "k7Rt2w")
}

func TestLongTitleIsCut(t *testing.T) {
	t.Parallel()
	o := compose(t, sample(func(inv *message) { inv.Title = strings.Repeat("面接🙂", 200) }))
	line := o.unfolded[strings.Index(o.unfolded, "SUMMARY:")+len("SUMMARY:"):]
	line, _, _ = strings.Cut(line, "\r\n")
	if !strings.HasPrefix(line, strings.Repeat("面接🙂", 55)) || !strings.HasSuffix(line, "…: Jane Doe\\, Corp Ltd") || len(utf16.Encode([]rune(line))) > maxSummary+1 {
		t.Errorf("summary is %q", line)
	}
}

// TestEntryNamesWhomAndWhere holds that a panel tells its entries apart, that the
// candidate sees the company, and that all copies of an entry say the same.
func TestEntryNamesWhomAndWhere(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ title, candidate, company, want string }{
		{"Technical interview", "Jane Doe", "Corp Ltd", "Technical interview: Jane Doe, Corp Ltd"},
		{"Technical interview", "Jane Doe", "", "Technical interview: Jane Doe"},
		{"Technical interview", "", "Corp Ltd", "Technical interview: Corp Ltd"},
		{"Technical interview", "", "", "Technical interview"},
		{"Jane Doe at Corp Ltd", "Jane Doe", "Corp Ltd", "Jane Doe at Corp Ltd"},
		{"First call with JANE DOE", "Jane Doe", "Corp Ltd", "First call with JANE DOE: Corp Ltd"},
		{"Call", strings.Repeat("a", 300), strings.Repeat("b", 300), "Call: " + strings.Repeat("a", 59) + "…, " + strings.Repeat("b", 59) + "…"},
	} {
		for _, audience := range []recruit.Audience{recruit.ToCandidate, recruit.ToPanel} {
			p, err := sample(func(inv *message) {
				inv.Title, inv.CandidateName, inv.Company, inv.To.Audience = c.title, c.candidate, c.company, audience
			}).prepared()
			if err != nil {
				t.Fatal(err)
			}
			if got := p.summary(); got != c.want {
				t.Errorf("%q, want %q", got, c.want)
			}
		}
	}
}
