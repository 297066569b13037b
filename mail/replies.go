package mail

import (
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"

	"recruitty/internal/icalendar"
	"recruitty/mail/foreign"
	"recruitty/recruit"
)

// Bounds of an answer. Calendars send a few hundred bytes.
const (
	maxEvents  = 20
	maxPersons = 200
	maxUID     = 255
)

// ReadReplies reads the answers that a calendar sent, out of an iCalendar file
// or a whole mail, and is the only one that tells what is one. What is about an
// interview and cannot be read comes back as a reply that says so. The errors are
// sentences of the kind recruit.ErrInvalid.
func ReadReplies(content []byte) ([]recruit.Reply, error) {
	m, objects, err := objectsIn(content)
	if err != nil {
		return nil, notReply("", err)
	}
	var replies []recruit.Reply
	refused := notReply("", errors.New("no calendar object"))
	for _, object := range objects {
		found, err := readObject(object, m)
		if err != nil {
			refused = err
		}
		for _, reply := range found {
			known := slices.ContainsFunc(replies, func(other recruit.Reply) bool { return sameReply(reply, other) })
			against := slices.IndexFunc(replies, func(other recruit.Reply) bool { return gainsays(reply, other) })
			switch {
			case known:
			case against >= 0: // neither counts more than the other
				replies[against].Lines = append(replies[against].Lines, reply.Lines...)
			case len(replies) < maxEvents:
				replies = append(replies, reply)
			}
		}
	}
	if len(replies) == 0 {
		return nil, refused
	}
	// A copy that can be read makes one that cannot needless.
	if slices.ContainsFunc(replies, clear) {
		replies = slices.DeleteFunc(replies, func(y recruit.Reply) bool {
			return !clear(y) && slices.ContainsFunc(replies, func(other recruit.Reply) bool { return clear(other) && other.UID == y.UID })
		})
	}
	return replies, nil
}

func clear(y recruit.Reply) bool { return y.Unclear == "" && y.Method == "" && len(y.Lines) > 0 }

// sameReply says that two parts of a mail hold one answer.
func sameReply(a, b recruit.Reply) bool {
	return fmt.Sprint(a.UID, a.Sequence, a.Stamp, a.Start, a.Lines, a.Proposed, a.Asked, a.Note) == fmt.Sprint(b.UID, b.Sequence, b.Stamp, b.Start, b.Lines, b.Proposed, b.Asked, b.Note)
}

// gainsays reports whether two parts of a mail say at one moment that a person
// answered one thing and another.
func gainsays(a, b recruit.Reply) bool {
	return a.UID == b.UID && a.Sequence == b.Sequence && a.Stamp.Equal(b.Stamp) && a.Start.Equal(b.Start) &&
		slices.ContainsFunc(a.Lines, func(l recruit.ReplyLine) bool {
			return slices.ContainsFunc(b.Lines, func(m recruit.ReplyLine) bool {
				return l.Answer != m.Answer && slices.ContainsFunc(l.Addresses, func(address string) bool { return slices.Contains(m.Addresses, address) })
			})
		})
}

// notReply says that something is no answer; without a sentence of its own the
// general one.
func notReply(sentence string, cause error) error {
	if sentence == "" {
		sentence = "This holds no answer of a calendar that can be read; give the .ics file or the whole email with the answer."
	}
	return &recruit.Problem{Kind: recruit.ErrInvalid, Field: "file", Sentence: sentence, Cause: cause}
}

// envelope is what the mail around an answer says.
type envelope struct {
	is       bool // there is a mail
	sender   string
	unproved bool
	written  time.Time
	words    string // that people wrote beside the calendar object
}

// objectsIn finds the calendar objects in content: itself, or parts of the mail
// that it is.
func objectsIn(content []byte) (envelope, []foreign.Calendar, error) {
	if object, ok := foreign.ReadCalendar(content); ok {
		return envelope{}, []foreign.Calendar{object}, nil
	}
	mail, ok := foreign.ReadMail(content)
	if !ok {
		return envelope{}, nil, errors.New("neither a calendar nor an email")
	}
	m := envelope{is: true, unproved: mail.Unproved(), words: wordsBeside(mail)}
	m.sender, _ = mail.Sender()
	m.written = writtenAt(mail.Header)
	return m, mail.Calendars(), nil
}

// readObject reads the answers in one object. What is none at all is an error.
func readObject(c foreign.Calendar, m envelope) ([]recruit.Reply, error) {
	object := icalendar.ReadObject(c.Text)
	method := methodOf(object.Method, c.Method)
	var replies []recruit.Reply
	for _, event := range object.Events {
		if len(replies) == maxEvents {
			break
		}
		reply := readReply(object, event, method, m)
		if reply.UID == "" {
			reply.UID, reply.UIDs = theirUID(c.Text), nil
		}
		if reply.UID != "" {
			replies = append(replies, reply)
		}
	}
	if uid := theirUID(c.Text); len(replies) == 0 && uid != "" {
		replies = []recruit.Reply{{UID: uid, Sequence: -1, Unclear: "its calendar object cannot be read"}}
	}
	for n := range replies {
		y := &replies[n]
		y.Mailed, y.Sender, y.Unproved, y.Written = m.is, m.sender, m.unproved, m.written
		if y.Unclear != "" && y.Note == "" {
			y.Note = m.words
		}
	}
	switch {
	case method == "REPLY" || method == "COUNTER":
	case method == "REFRESH":
		for n := range replies {
			replies[n].Unclear = "it asks for the invitation to be sent again"
		}
	default:
		invitation := slices.Contains([]string{methodRequest, methodCancel, "ADD", "DECLINECOUNTER"}, method)
		replies = slices.DeleteFunc(replies, func(y recruit.Reply) bool { return !answersAnyway(y, invitation) })
		for n := range replies {
			if invitation {
				replies[n].Method = method
			}
		}
		if invitation && len(replies) == 0 {
			return nil, notReply("This is an invitation or a cancellation, not the answer to one; look for the email that came back.", nil)
		}
		if len(replies) == 0 {
			return nil, notReply("This calendar file is not an answer to an invitation.", nil)
		}
	}
	if len(replies) == 0 {
		return nil, notReply("", errors.New("no event"))
	}
	return replies, nil
}

// methodOf is what an object is: what it says, unless only the part that it came
// in says that it is an answer.
func methodOf(object, part string) string {
	answers := []string{"REPLY", "COUNTER"}
	if object == "" || !slices.Contains(answers, object) && slices.Contains(answers, part) {
		return part
	}
	return object
}

// answersAnyway reports whether what calls itself something else may be an answer:
// it says of someone what they answered. An invitation does so in a mail only.
func answersAnyway(y recruit.Reply, invitation bool) bool {
	if y.Unclear != "" || invitation && !y.Mailed {
		return false
	}
	definite := 0
	for _, line := range y.Lines {
		if line.Answer != recruit.NoAnswer && line.Answer != "" {
			definite++
		}
	}
	return definite == 1 && len(y.Lines) == 1 || definite > 0 && y.Mailed
}

// ours is how UIDs of recruitty look wherever they stand.
var ours = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`(?i)[0-9a-f]{32}@recruitty`) })

// theirUID finds a UID of recruitty in a text of which nothing else can be read.
func theirUID(text string) string {
	return strings.ToLower(ours().FindString(withoutSpace(text)))
}

func withoutSpace(text string) string { return strings.Join(strings.Fields(text), "") }

// readReply reads one event of an answer.
func readReply(object icalendar.Object, event icalendar.Component, method string, m envelope) recruit.Reply {
	reply := recruit.Reply{Sequence: -1}
	reply.UID, reply.UIDs = uidsOf(event)
	if p, ok := event.Get("SEQUENCE"); ok {
		if n, err := strconv.Atoi(strings.TrimSpace(p.Value)); err == nil && n >= 0 && n < 1<<30 {
			reply.Sequence = n
		}
	}
	stamp, _ := event.Get("DTSTAMP")
	reply.Stamp = readTime(object, stamp).instant
	begins, _ := event.Get("DTSTART")
	start := readTime(object, begins)
	reply.Start, reply.Around = start.instant, start.around()
	reply.Note = notesOf(event)
	for n, p := range event.All("ATTENDEE") {
		if n == maxPersons {
			break
		}
		reply.Lines = append(reply.Lines, lineOf(p, method == "COUNTER"))
	}
	if len(reply.Lines) == 0 {
		reply.Unclear = "it has no line that says who answers"
	}
	if method == "COUNTER" {
		reply.Start, reply.Around = time.Time{}, [2]time.Time{}
		if p, ok := event.Get("X-MS-OLK-ORIGINALSTART"); ok {
			reply.Start = readTime(object, p).instant
		}
		reply.Proposed, reply.Asked = proposalOf(object, event, start)
	}
	return reply
}

// uidsOf is the UID of an event and what else it could be where its line is
// damaged.
func uidsOf(event icalendar.Component) (uid string, more []string) {
	for _, p := range event.All("UID") {
		for _, text := range []string{p.Text(), withoutSpace(p.Value), withoutSpace(p.Value + p.Tail), theirUID(p.Value + p.Tail)} {
			text = strings.TrimSpace(text)
			if text == "" || len(text) > maxUID || text == uid || slices.Contains(more, text) || len(more) > 8 {
				continue
			}
			if uid == "" {
				uid = text
			} else {
				more = append(more, text)
			}
		}
	}
	return uid, more
}

// lineOf reads what an answer says of one person. A proposal says nothing of
// whether they come.
func lineOf(p icalendar.Property, counter bool) recruit.ReplyLine {
	line := recruit.ReplyLine{SentBy: icalendar.Address(p.Param("SENT-BY"))}
	for _, value := range []string{p.Value, p.Param("EMAIL"), p.Value + p.Tail, p.Param("X-EMAIL"), p.Param("CN")} {
		if a := icalendar.Address(value); a != "" && !slices.Contains(line.Addresses, a) {
			line.Addresses = append(line.Addresses, a)
		}
	}
	switch answer := strings.ToUpper(p.Param("PARTSTAT")); {
	case p.Contradicts("PARTSTAT"):
	case answer == "ACCEPTED":
		line.Answer = recruit.Accepted
	case answer == "DECLINED":
		line.Answer = recruit.Declined
	case answer == "TENTATIVE":
		line.Answer = recruit.Tentative
	case answer == "DELEGATED":
		line.Answer = recruit.Delegated
	case answer == "NEEDS-ACTION", answer == "" && counter:
		line.Answer = recruit.NoAnswer
	}
	for _, to := range p.Params("DELEGATED-TO") {
		if name := icalendar.Address(to); name != "" {
			line.Delegates = append(line.Delegates, name)
		} else {
			line.Delegates = append(line.Delegates, to)
		}
	}
	for _, from := range p.Params("DELEGATED-FROM") {
		line.Delegator = icalendar.Address(from)
	}
	line.Note = comment(p.Param("X-RESPONSE-COMMENT"))
	return line
}
