package mail

import (
	"encoding/base64"
	"fmt"
	"strings"
	"testing"
	"time"

	"recruitty/recruit"
	"recruitty/recruit/recruittest"
	"recruitty/recruit/rsvp"
)

// kind is one way in which a program answers. What is empty is as usual.
type kind struct {
	name    string
	invited string                                  // address of the candidate
	from    string                                  // the whole From field
	head    []string                                // further fields
	media   string                                  // Content-Type
	method  string                                  // "-" leaves it out
	who     string                                  // the line about the person, or several
	more    []string                                // further lines of the event
	start   string                                  // line with the beginning
	wrap    func(object string) (head, body string) // another way to send the object
	mangle  func(object string) string
	want    string // see outcome
}

const (
	invitedPerson = "priya@example.org"
	stranger      = "mallory@evil.test"
)

// mail writes the mail about an interview.
func (k kind) mail(uid string) string {
	or := func(text, usual string) string {
		if text == "" {
			return usual
		}
		return text
	}
	address := or(k.invited, invitedPerson)
	fill := func(text string) string { return strings.ReplaceAll(text, "{me}", address) }
	lines := []string{"BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Case//EN"}
	if k.method != "-" {
		lines = append(lines, "METHOD:"+or(k.method, "REPLY"))
	}
	lines = append(lines, "BEGIN:VEVENT", "UID:"+uid, "DTSTAMP:20261124T101500Z", or(k.start, "DTSTART:20261202T100000Z"), "SEQUENCE:0", "ORGANIZER:mailto:robin@example.com",
		fill(or(k.who, "ATTENDEE;PARTSTAT=ACCEPTED;CN=Person:mailto:{me}")))
	for _, l := range k.more {
		lines = append(lines, fill(l))
	}
	object := strings.Join(append(lines, "END:VEVENT", "END:VCALENDAR", ""), "\r\n")
	if k.mangle != nil {
		object = k.mangle(object)
	}
	head, body := "Content-Type: "+or(k.media, "text/calendar; charset=\"UTF-8\"; method="+strings.Trim(or(k.method, "REPLY"), "-"))+"\r\nContent-Transfer-Encoding: 8bit", object
	if k.wrap != nil {
		head, body = k.wrap(object)
	}
	fields := append([]string{"From: " + fill(or(k.from, "{me}")), "To: robin@example.com", "Subject: Accepted: Talk", "Date: Tue, 24 Nov 2026 10:15:02 +0000", "MIME-Version: 1.0"}, k.head...)
	return strings.Join(fields, "\r\n") + "\r\n" + head + "\r\n\r\n" + body
}

// outcome says in short what an interview has become.
func outcome(r recruit.Record, now time.Time) string {
	p := r.People[0]
	out := []string{string(p.Answer)}
	add := func(format string, args ...any) { out = append(out, fmt.Sprintf(format, args...)) }
	if p.AnsweredBy != "" {
		add("by %s", p.AnsweredBy)
	}
	if p.Answer == recruit.Delegated {
		add("to %s", p.DeputyNames())
	}
	if p.AnswerNote != "" {
		add("%q", p.AnswerNote)
	}
	if m, ok := r.Proposal(p, now); ok {
		add("proposes %s", m.Start.UTC().Format("2006-01-02T15:04"))
	}
	if words, ok := r.Asks(p); ok {
		add("asks %s", words)
	}
	if c, ok := r.Claimed(p); ok {
		add("claim of %s: %s%s", c.From, c.Says(), because(c))
	}
	for _, c := range r.Unplaced() {
		add("stray of %s for %s: %s%s", c.From, c.Named, c.Says(), because(c))
	}
	return strings.Join(out, "; ")
}

func because(c recruit.UnverifiedReply) string {
	if c.Why == "" {
		return ""
	}
	return " (" + c.Why + ")"
}

// TestEveryKindOfAnswer takes answers as programs write them, from a file and
// out of a mailbox: both ways come to the same.
func TestEveryKindOfAnswer(t *testing.T) {
	t.Parallel()
	store := recruittest.NewStore()
	world := newIMAPWorld(t)
	clock := world.box.now()
	answers := &rsvp.Service{Store: store, Now: func() time.Time { return clock }}
	robin := store.AddMember(recruit.Member{Name: "Robin", Email: "robin@example.com", Role: recruit.Recruiter, TimeZone: "UTC"})
	job := store.AddJob(recruit.Job{Title: "Storage engineer"})
	schedule := store.Scheduling(func() time.Time { return clock })
	invite := func(k kind) recruit.Record {
		if k.invited == "" {
			k.invited = invitedPerson
		}
		c := store.AddCandidate(recruit.Candidate{Name: "Priya", Email: k.invited}, job.ID)
		d := recruit.ScheduleRequest{CandidateID: c.ID, JobID: job.ID, Title: "Talk", Platform: recruit.Phone, Place: "+351 1",
			Start: time.Date(2026, 12, 2, 10, 0, 0, 0, time.UTC), TimeZone: "UTC", Duration: 45 * time.Minute, Participants: []string{"dana@example.com"}}
		p, err := schedule.Preview(t.Context(), robin, d)
		if err != nil {
			t.Fatalf("%s: %v", k.name, err)
		}
		d.Agreed.Clashes = p.Clashes // all of them are at one time
		r, err := schedule.Schedule(t.Context(), robin, d, 0)
		if err != nil {
			t.Fatalf("%s: %v", k.name, err)
		}
		return r
	}
	kinds := allKinds()
	if len(kinds) < 120 {
		t.Errorf("there are only %d kinds", len(kinds))
	}
	mailed := make([]recruit.InterviewID, len(kinds))
	for n, k := range kinds {
		byFile, byMail := invite(k), invite(k)
		replies, err := ReadMail([]byte(k.mail(byFile.Interview.UID)))
		if err != nil && k.want != "needs-action" {
			t.Errorf("%s: %v", k.name, err)
		}
		for _, y := range replies {
			if _, err := answers.Take(t.Context(), y); err != nil && k.want != "needs-action" {
				t.Errorf("%s: %v", k.name, err)
			}
		}
		if r, err := store.Record(t.Context(), byFile.Interview.ID); err != nil || outcome(r, clock) != k.want {
			t.Errorf("%s, from a file:\n got %s\nwant %s", k.name, outcome(r, clock), k.want)
		}
		mailed[n] = byMail.Interview.ID
		world.deliver(t, k.mail(byMail.Interview.UID))
	}
	progress, err := world.box.collect(t.Context(), recruit.InboxProgress{}, func(y recruit.Reply) (bool, error) {
		_, err := answers.Take(t.Context(), y)
		return err == nil, nil
	})
	if err != nil || len(progress.PassedOver) > 0 {
		t.Errorf("the mailbox: %v, %+v", err, progress.PassedOver)
	}
	for n, k := range kinds {
		if r, err := store.Record(t.Context(), mailed[n]); err != nil || outcome(r, clock) != k.want {
			t.Errorf("%s, from the mailbox:\n got %s\nwant %s", k.name, outcome(r, clock), k.want)
		}
	}
}

// inMultipart sends an object as a part of a mail; head are the fields of the
// part, and %s in body is the object.
func inMultipart(kindOf string, head ...string) func(string) (string, string) {
	return func(object string) (string, string) {
		return "Content-Type: multipart/" + kindOf + "; boundary=b1", "--b1\r\nContent-Type: text/plain\r\n\r\nyes\r\n--b1\r\n" + strings.Join(head, "\r\n") + "\r\n\r\n" + object + "--b1--\r\n"
	}
}

func inBase64(object string) string {
	text := base64.StdEncoding.EncodeToString([]byte(object))
	var b strings.Builder
	for ; len(text) > 76; text = text[76:] {
		b.WriteString(text[:76] + "\r\n")
	}
	return b.String() + text + "\r\n"
}

// forwarded sends an answer within another mail.
func forwarded(object string) (string, string) {
	return "Content-Type: multipart/mixed; boundary=f1", "--f1\r\nContent-Type: text/plain\r\n\r\nsee below\r\n--f1\r\nContent-Type: message/rfc822\r\n\r\nFrom: " + invitedPerson +
		"\r\nContent-Type: text/calendar; method=REPLY\r\n\r\n" + object + "--f1--\r\n"
}

// inUuencode writes an object as old programs put files into mails.
func inUuencode(object string) string {
	var b strings.Builder
	b.WriteString("begin 644 answer.ics\r\n")
	sign := func(bits byte) byte {
		if bits &= 63; bits == 0 {
			return '`'
		}
		return bits + ' '
	}
	for rest := []byte(object); len(rest) > 0; {
		line := rest[:min(len(rest), 45)]
		rest = rest[len(line):]
		b.WriteByte(sign(byte(len(line))))
		for ; len(line) > 0; line = line[min(len(line), 3):] {
			three := [3]byte{}
			copy(three[:], line)
			b.Write([]byte{sign(three[0] >> 2), sign(three[0]<<4 | three[1]>>4), sign(three[1]<<2 | three[2]>>6), sign(three[2])})
		}
		b.WriteString("\r\n")
	}
	return b.String() + "`\r\nend\r\n"
}

// replaced is a way to spoil an object.
func replaced(old, with string) func(string) string {
	return func(object string) string { return strings.Replace(object, old, with, 1) }
}

func cutAt(mark string) func(string) string {
	return func(object string) string {
		before, _, _ := strings.Cut(object, mark)
		return before
	}
}
