package mail

import (
	"bytes"
	"errors"
	"fmt"
	netmail "net/mail"
	"slices"
	"strconv"

	"recruitty/internal/icalendar"
	"recruitty/mail/foreign"
	"recruitty/recruit"
)

// check reads a finished mail back, with the reader for the mails of others, and reports whether it says something else
// than was meant: other people, another entry, other files. Tests and fuzzing hold every mail to the whole of the rules.
func (m *message) check(written []byte) error {
	mail, _ := foreign.ReadMail(written)
	for name, want := range map[string]recruit.Mailbox{"From": m.From, "To": {Name: m.To.Name, Address: m.To.Address}} {
		list, err := netmail.ParseAddressList(mail.Header.Get(name))
		if err != nil || len(mail.Header.All(name)) != 1 || len(list) != 1 || list[0].Address != want.Address {
			return fmt.Errorf("%s is not exactly %s", name, want.Address)
		}
	}
	if len(mail.Header.All("Cc"))+len(mail.Header.All("Bcc")) > 0 || mail.Header.Get("Message-ID") != "<"+m.MessageID+">" {
		return errors.New("the header is another one")
	}
	parts := mail.Parts
	take := func(kind string) (p foreign.Part) {
		if len(parts) > 0 && parts[0].Kind == kind {
			p, parts = parts[0], parts[1:]
		}
		return p
	}
	if take("text/plain").Body == nil || take("text/html").Body == nil {
		return errors.New("the words are missing")
	}
	if method := m.method(); method != "" {
		object, attached := take("text/calendar"), take("application/ics")
		if object.Params["method"] != method || !bytes.Equal(object.Body, attached.Body) {
			return errors.New("the calendar object is not there as one and as a file")
		}
		if err := m.checkObject(icalendar.ReadObject(object.Text())); err != nil {
			return fmt.Errorf("calendar object: %w", err)
		}
	}
	return m.checkFiles(parts)
}

// checkObject compares the calendar object with what was meant.
func (m *message) checkObject(o icalendar.Object) error {
	if len(o.Events) != 1 || o.Events[0].Cut || len(o.Events[0].Children) > 0 || o.Method != m.method() {
		return errors.New("it is not one event with the method of the mail")
	}
	if m.Sequence == 0 && m.method() == methodCancel {
		return errors.New("a CANCEL needs a higher SEQUENCE than the invitation it takes back")
	}
	event := o.Events[0]
	want := map[string]string{"UID": m.UID, "SEQUENCE": strconv.Itoa(m.Sequence), "ORGANIZER": mailtoURI(m.From.Address)}
	if m.Event != recruit.OnRefused {
		want["DTSTART"], want["DTEND"] = m.Start.Format(utcLayout), m.End.Format(utcLayout)
	}
	if m.method() == methodRequest {
		want["URL"] = m.JoinURL
	}
	for name, value := range want {
		if got, _ := event.Get(name); got.Value != value || len(event.All(name)) > 1 {
			return fmt.Errorf("%s is %q instead of %q", name, got.Value, value)
		}
	}
	if !slices.EqualFunc(event.All("ATTENDEE"), m.Attendees, func(p icalendar.Property, person recruit.Participant) bool {
		return p.Value == mailtoURI(person.Address)
	}) {
		return errors.New("other people are invited")
	}
	return nil
}

// checkFiles wants the files byte for byte, and none for the panel on its way to the candidate.
func (m *message) checkFiles(parts []foreign.Part) error {
	files := m.attached()
	if len(parts) > len(files) || len(parts) < min(len(files), foreign.MaxParts-10) { // what lies behind those is not read
		return fmt.Errorf("%d files are attached instead of %d", len(parts), len(files))
	}
	for n, p := range parts {
		if p.Name != files[n].Name || !bytes.Equal(p.Body, files[n].Content) || !files[n].Everyone && m.To.Audience == recruit.ToCandidate {
			return fmt.Errorf("the file %q is not attached as it is", files[n].Name)
		}
	}
	return nil
}
