package invite

import (
	"bytes"
	"errors"
	"fmt"
	netmail "net/mail"
	"strconv"
	"strings"
	"time"

	"github.com/emersion/go-ical"

	"recruitty/recruit"
)

// Bounds of an answer. Calendars send a few hundred bytes.
const (
	maxObject  = 256 << 10
	maxLine    = 16 << 10
	maxEvents  = 20
	maxPersons = 200
)

// ReadReplies reads the answers that a calendar sent, out of an iCalendar file
// or a whole mail. The errors are sentences of the kind recruit.ErrInvalid.
func ReadReplies(content []byte) ([]recruit.Reply, error) {
	object, mail, err := calendarPart(content)
	if err != nil {
		return nil, notReply("", err)
	}
	if len(object) > maxObject {
		return nil, notReply("", fmt.Errorf("the calendar object has %d bytes", len(object)))
	}
	calendar, err := decodeObject(object)
	if err != nil {
		return nil, notReply("", err)
	}
	method := strings.ToUpper(textOf(calendar.Component, ical.PropMethod))
	switch method {
	case "REPLY", "COUNTER":
	case methodRequest, methodCancel, "PUBLISH":
		return nil, notReply("This is an invitation or a withdrawal, not the answer to one; look for the mail that came back.", nil)
	default:
		return nil, notReply("This calendar file is no answer to an invitation.", nil)
	}
	var replies []recruit.Reply
	for _, event := range calendar.Children {
		if event.Name != ical.CompEvent {
			continue
		}
		if len(replies) == maxEvents {
			return nil, notReply("", errors.New("too many events"))
		}
		reply, err := readReply(calendar.Component, event, method == "COUNTER", mail)
		if err != nil {
			return nil, err
		}
		replies = append(replies, reply)
	}
	if len(replies) == 0 {
		return nil, notReply("", errors.New("no event"))
	}
	return replies, nil
}

// notReply says that something is no answer; without a sentence of its own the
// general one.
func notReply(sentence string, cause error) error {
	if sentence == "" {
		sentence = "This holds no answer of a calendar that can be read; give the .ics file or the whole mail with the answer."
	}
	return &recruit.Problem{Kind: recruit.ErrInvalid, Field: "file", Sentence: sentence, Cause: cause}
}

// decodeObject reads one calendar. The object is stripped of what no calendar
// needs and decoders stumble over.
func decodeObject(object []byte) (calendar *ical.Calendar, err error) {
	// The decoder panics on a line that ends within a parameter.
	defer func() {
		if r := recover(); r != nil {
			calendar, err = nil, fmt.Errorf("decode calendar object: %v", r)
		}
	}()
	text := strings.ToValidUTF8(string(object), "\uFFFD")
	text = strings.TrimPrefix(text, "\uFEFF")
	text = strings.ReplaceAll(strings.ReplaceAll(text, "\r\n", "\n"), "\r", "\n")
	text = strings.Trim(text, "\n \t")
	// The decoder takes a long line apart in the square of its length.
	for line := range strings.SplitSeq(strings.NewReplacer("\n ", "", "\n\t", "").Replace(text), "\n") {
		if len(line) > maxLine {
			return nil, fmt.Errorf("a line has %d octets", len(line))
		}
	}
	calendar, err = ical.NewDecoder(strings.NewReader(strings.ReplaceAll(text, "\n", "\r\n") + "\r\n")).Decode()
	if err != nil {
		return nil, fmt.Errorf("decode calendar object: %w", err)
	}
	return calendar, nil
}

// readReply reads one event of an answer. The mail that it came in tells who
// answers where several people are named, as in a COUNTER.
func readReply(calendar, event *ical.Component, counter bool, mail envelope) (recruit.Reply, error) {
	reply := recruit.Reply{UID: textOf(event, ical.PropUID), Sequence: -1, Mailed: mail.is, Senders: mail.senders}
	if reply.UID == "" || len(reply.UID) > 255 {
		return reply, notReply("", errors.New("no usable UID"))
	}
	if n, err := strconv.Atoi(valueOf(event, ical.PropSequence)); err == nil && n >= 0 && n < 1<<30 {
		reply.Sequence = n
	}
	reply.Stamp, _ = instant(calendar, event.Props.Get(ical.PropDateTimeStamp))
	reply.Start, _ = instant(calendar, event.Props.Get(ical.PropDateTimeStart))
	var notes []string
	for _, comment := range event.Props[ical.PropComment] {
		if text, err := comment.Text(); err == nil && len(notes) < 10 {
			notes = append(notes, paragraphs(text))
		}
	}
	reply.Note = strings.Join(nonEmpty(notes...), "\n")
	who, err := answering(event.Props[ical.PropAttendee], mail.senders)
	if err != nil {
		return reply, err
	}
	reply.Attendee, reply.SentBy = mailtoAddress(who.Value), mailtoAddress(who.Params.Get(ical.ParamSentBy))
	if reply.Attendee == "" {
		reply.Attendee = mailtoAddress(who.Params.Get("EMAIL"))
	}
	switch strings.ToUpper(who.Params.Get(ical.ParamParticipationStatus)) {
	case "ACCEPTED":
		reply.Answer = recruit.Accepted
	case "DECLINED":
		reply.Answer = recruit.Declined
	case "TENTATIVE":
		reply.Answer = recruit.Tentative
	default:
		reply.Answer = recruit.NoAnswer
	}
	if counter {
		reply.Proposed, reply.Start = proposal(calendar, event, reply.Start), time.Time{}
	}
	return reply, nil
}

// proposal is the time that a COUNTER asks for.
func proposal(calendar, event *ical.Component, start time.Time) recruit.Proposal {
	p := recruit.Proposal{Start: start}
	if end, ok := instant(calendar, event.Props.Get(ical.PropDateTimeEnd)); ok && end.After(start) {
		p.Duration = end.Sub(start).Truncate(time.Minute)
	} else if prop := event.Props.Get(ical.PropDuration); prop != nil {
		if d, err := prop.Duration(); err == nil && d > 0 {
			p.Duration = d.Truncate(time.Minute)
		}
	}
	return p
}

// answering is the attendee who answers: the only one, or the one whose mail
// it is. Nobody answers for several people.
func answering(attendees []ical.Prop, senders []string) (ical.Prop, error) {
	if len(attendees) == 1 {
		return attendees[0], nil
	}
	for n, a := range attendees {
		if n == maxPersons {
			break
		}
		for _, sender := range senders {
			if sameAddress(mailtoAddress(a.Value), sender) || sameAddress(mailtoAddress(a.Params.Get(ical.ParamSentBy)), sender) {
				return a, nil
			}
		}
	}
	return ical.Prop{}, notReply("This answer does not say who answers; note it by hand with recruitty interview answer.", nil)
}

// mailtoAddress is the address in a mailto URI, "" when there is none.
func mailtoAddress(uri string) string {
	const scheme = "mailto:"
	if len(uri) < len(scheme) || !strings.EqualFold(uri[:len(scheme)], scheme) {
		return ""
	}
	address, err := plainAddress(strings.TrimSpace(uri[len(scheme):]))
	if err != nil {
		return ""
	}
	return address
}

// textOf and valueOf read a property that stands once, "" without it.
func textOf(c *ical.Component, name string) string {
	prop := c.Props.Get(name)
	if prop == nil {
		return ""
	}
	text, err := prop.Text()
	if err != nil {
		return ""
	}
	return strings.TrimSpace(text)
}

func valueOf(c *ical.Component, name string) string {
	if prop := c.Props.Get(name); prop != nil {
		return strings.TrimSpace(prop.Value)
	}
	return ""
}

// envelope is what the mail around an answer says of its sender.
type envelope struct {
	is      bool     // there is a mail
	senders []string // the addresses in From and Sender, as far as they can be read
}

// calendarPart finds the calendar object: content itself, or a part of the
// mail that content is.
func calendarPart(content []byte) (object []byte, mail envelope, err error) {
	if head := bytes.TrimLeft(bytes.TrimPrefix(content, []byte("\uFEFF")), " \t\r\n"); len(head) >= 15 && strings.EqualFold(string(head[:15]), "BEGIN:VCALENDAR") {
		return head, envelope{}, nil
	}
	message, err := netmail.ReadMessage(bytes.NewReader(content))
	if err != nil {
		return nil, envelope{}, fmt.Errorf("neither a calendar nor a mail: %w", err)
	}
	mail.is = true
	for _, name := range []string{"From", "Sender"} {
		if lines := message.Header[name]; len(lines) == 1 { // of two nobody knows which is meant
			if a, err := netmail.ParseAddress(lines[0]); err == nil {
				mail.senders = append(mail.senders, a.Address)
			}
		}
	}
	parts := 0
	object = findCalendar(message.Header.Get("Content-Type"), message.Header.Get("Content-Transfer-Encoding"), "", message.Body, 0, &parts)
	if object == nil {
		return nil, mail, errors.New("the mail has no calendar part")
	}
	return object, mail, nil
}
