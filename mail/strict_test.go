package mail

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"recruitty/recruit"
)

// properties are the only ones a calendar object of ours may have. True ones must be there exactly once, false ones
// at most once; ATTENDEE is counted apart.
var (
	calendarProperties = map[string]bool{"PRODID": true, "VERSION": true, "CALSCALE": true, "METHOD": true}
	eventProperties    = map[string]bool{
		"UID": true, "DTSTAMP": true, "DTSTART": true, "DTEND": true, "SEQUENCE": true, "SUMMARY": true,
		"DESCRIPTION": true, "ORGANIZER": true, "TRANSP": true,
		"STATUS": false, "LOCATION": false, "URL": false, "CONFERENCE": false,
		"X-MICROSOFT-CDO-BUSYSTATUS": false, "X-MICROSOFT-CDO-INTENDEDSTATUS": false,
	}
	refusalProperties = map[string]bool{"UID": true, "DTSTAMP": true, "SEQUENCE": true, "ORGANIZER": true, "COMMENT": false}
)

// strictObject reads a finished calendar object again and reports the first rule it breaks: those of RFC 5545 for the
// bytes, those of RFC 5546 section 3.2 for REQUEST, CANCEL and DECLINECOUNTER, and our own, which allow less.
func strictObject(object []byte, m *message) error {
	lines, err := contentLines(object)
	if err != nil {
		return err
	}
	n := len(lines)
	if n < 4 || !slices.Equal([]string{bare(lines[0]), bare(lines[n-2]), bare(lines[n-1])},
		[]string{"BEGIN:VCALENDAR", "END:VEVENT", "END:VCALENDAR"}) {
		return errors.New("the object is not one calendar that ends with one event")
	}
	begin := slices.IndexFunc(lines, func(l contentLine) bool { return bare(l) == "BEGIN:VEVENT" })
	if begin < 0 {
		return errors.New("the object has no event")
	}
	calendar, err := single(lines[1:begin], calendarProperties)
	if err != nil {
		return err
	}
	var attendees, rest []contentLine
	for _, line := range lines[begin+1 : n-2] {
		if line.name == "ATTENDEE" {
			attendees = append(attendees, line)
		} else {
			rest = append(rest, line)
		}
	}
	properties := eventProperties
	if m.Event == recruit.OnRefused {
		properties = refusalProperties
	}
	event, err := single(rest, properties)
	if err != nil {
		return err
	}
	if err := checkPeople(event["ORGANIZER"], attendees, m); err != nil {
		return err
	}
	return checkValues(calendar, event, m)
}

// single maps properties by name and refuses unknown, repeated and missing ones. A component in between fails too,
// because BEGIN is not an allowed name.
func single(lines []contentLine, allowed map[string]bool) (map[string]contentLine, error) {
	found := make(map[string]contentLine, len(lines))
	for _, line := range lines {
		if _, known := allowed[line.name]; !known {
			return nil, fmt.Errorf("%s must not be there", line.name)
		}
		if _, twice := found[line.name]; twice {
			return nil, fmt.Errorf("%s is there twice", line.name)
		}
		found[line.name] = line
	}
	for name, required := range allowed {
		if _, there := found[name]; required && !there {
			return nil, fmt.Errorf("%s is missing", name)
		}
	}
	return found, nil
}

// checkPeople wants the sender as organiser and exactly the people meant as attendees, each once.
func checkPeople(organizer contentLine, attendees []contentLine, m *message) error {
	if organizer.value != mailtoURI(m.From.Address) {
		return errors.New("ORGANIZER is not the sender")
	}
	if len(attendees) != len(m.Attendees) {
		return fmt.Errorf("%d attendees are listed instead of %d", len(attendees), len(m.Attendees))
	}
	toldOf := false
	for i, line := range attendees {
		person := m.Attendees[i]
		if line.value != mailtoURI(person.Address) || line.params["CN"] != cmp.Or(person.Name, person.Address) || line.params["ROLE"] != role(person) || line.params["PARTSTAT"] != participation(person) {
			return fmt.Errorf("the attendee %s is written as %s", person.Address, line.value)
		}
		toldOf = toldOf || sameAddress(person.Address, m.To.Address)
	}
	if !toldOf {
		return errors.New("the recipient is not an attendee")
	}
	if (m.Event == recruit.OnWithdrawn || m.Event == recruit.OnRefused) && len(attendees) != 1 {
		return errors.New("an email for one person alone names more people")
	}
	return nil
}

// value is a property as it is and as it was meant.
type value struct{ name, got, wanted string }

// checkValues compares single values with what was meant.
func checkValues(calendar, event map[string]contentLine, m *message) error {
	want := []value{
		{"VERSION", calendar["VERSION"].value, "2.0"},
		{"CALSCALE", calendar["CALSCALE"].value, "GREGORIAN"},
		{"METHOD", calendar["METHOD"].value, m.method()},
		{"UID", event["UID"].value, m.UID},
		{"SEQUENCE", event["SEQUENCE"].value, strconv.Itoa(m.Sequence)},
		{"DTSTAMP", event["DTSTAMP"].value, m.Stamp.Format(utcLayout)},
	}
	if m.Event != recruit.OnRefused {
		entry, err := entryValues(event, m)
		if err != nil {
			return err
		}
		want = append(want, entry...)
	}
	for _, w := range want {
		if w.got != w.wanted {
			return fmt.Errorf("%s is %q instead of %q", w.name, w.got, w.wanted)
		}
	}
	if m.method() == methodCancel && m.Sequence == 0 {
		return errors.New("a CANCEL needs a higher SEQUENCE than the invitation it takes back")
	}
	return checkText(event, m)
}

// entryValues are the values of what stands in a calendar.
func entryValues(event map[string]contentLine, m *message) ([]value, error) {
	status := map[recruit.MailEvent]string{recruit.OnInvited: "CONFIRMED", recruit.OnMoved: "CONFIRMED", recruit.OnChanged: "CONFIRMED", recruit.OnCancelled: "CANCELLED",
		recruit.OnHold: "TENTATIVE", recruit.OnHoldEnd: "CANCELLED"}[m.Event]
	tentative := ""
	if m.Event == recruit.OnHold {
		tentative = "TENTATIVE"
	}
	want := []value{
		{"X-MICROSOFT-CDO-BUSYSTATUS", event["X-MICROSOFT-CDO-BUSYSTATUS"].value, tentative},
		{"DTSTART", event["DTSTART"].value, m.Start.Format(utcLayout)},
		{"DTEND", event["DTEND"].value, m.End.Format(utcLayout)},
		{"STATUS", event["STATUS"].value, status},
	}
	if m.method() == methodCancel {
		for _, name := range []string{"LOCATION", "URL", "CONFERENCE"} {
			want = append(want, value{name, event[name].value, ""})
		}
	} else {
		want = append(want, value{"URL", event["URL"].value, m.JoinURL})
		if (event["LOCATION"].value == "") != (m.Event == recruit.OnHold) {
			return nil, errors.New("LOCATION is missing")
		}
	}
	// Readers that do not know CONFERENCE take its value for a text, in which these are not what they are in a link.
	if link := event["CONFERENCE"].value; link != "" && (link != m.JoinURL || strings.ContainsAny(link, ",;")) {
		return nil, errors.New("CONFERENCE is not the join link for every reader")
	}
	return want, nil
}

// checkText wants the title as it was meant, every backslash to be one of the four escapes, and the internal note
// nowhere.
func checkText(event map[string]contentLine, m *message) error {
	for _, name := range []string{"SUMMARY", "DESCRIPTION", "LOCATION", "COMMENT"} {
		text, err := unescape(event[name].value)
		if err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
		if name == "COMMENT" && text != calendarText(m.Reason) && m.Event == recruit.OnRefused {
			return errors.New("COMMENT is not the words that were meant")
		}
		if name == "SUMMARY" && m.Event != recruit.OnRefused && text != m.summary() {
			return errors.New("SUMMARY is not the title")
		}
		if name == "LOCATION" && m.method() == methodRequest && m.JoinURL != "" && text != m.JoinURL {
			return errors.New("LOCATION is not the join link")
		}
	}
	return nil
}

// unescape reads a TEXT value (RFC 5545 section 3.3.11).
func unescape(value string) (string, error) {
	var text strings.Builder
	for at := 0; at < len(value); at++ {
		switch c := value[at]; c {
		case '\\':
			at++
			if at == len(value) || !strings.ContainsRune(`\;,nN`, rune(value[at])) {
				return "", errors.New("a backslash escapes nothing")
			}
			if value[at] == 'n' || value[at] == 'N' {
				text.WriteByte('\n')
			} else {
				text.WriteByte(value[at])
			}
		case ';', ',':
			return "", fmt.Errorf("an unescaped %q", c)
		default:
			text.WriteByte(c)
		}
	}
	return text.String(), nil
}

// bare is a line without parameters as it stood in the object.
func bare(line contentLine) string {
	if len(line.params) > 0 {
		return ""
	}
	return line.name + ":" + line.value
}
