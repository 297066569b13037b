package mail

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"recruitty/mail/firstname"
	"recruitty/recruit"
	"recruitty/recruit/tongue"
)

// write fills in what the mail says: its template with what is known.
func (m *message) write() {
	if m.Event.IsHold() {
		m.writeHold()
		return
	}
	values := m.values()
	m.Subject = m.subject(values)
	m.Heading, _ = m.words.heading.fill(values)
	blocks := m.words.blocks
	for n := 0; n < len(blocks); {
		run := factsFrom(blocks[n:])
		if m.Event == recruit.OnLoop && asksWhen(run) {
			m.writeSessions(run)
			n += len(run)
			continue
		}
		m.writeBlock(blocks[n], values)
		n++
	}
}

// writeBlock fills in one block, unless something that it needs is not known.
func (m *message) writeBlock(b blockPattern, values map[string]string) {
	text, whole := b.text.fill(values)
	if text = strings.TrimSpace(text); !whole || text == "" {
		return
	}
	switch b.kind {
	case factBlock:
		f := fact{Label: b.label, Lines: strings.Split(text, "\n")}
		for _, place := range b.text.places() {
			switch place {
			case "link":
				f.Link = m.JoinURL
			case "contact":
				f.Link = "mailto:" + m.Organizer.Address
			case "when":
				f.Whole = true
			case "before", "proposed":
				f.Past, f.Whole = true, true
			}
		}
		if n := len(m.Blocks); n > 0 && m.Blocks[n-1].Kind == factBlock {
			m.Blocks[n-1].Facts = append(m.Blocks[n-1].Facts, f)
		} else {
			m.Blocks = append(m.Blocks, block{Kind: factBlock, Facts: []fact{f}})
		}
	case buttonBlock:
		if m.JoinURL != "" {
			m.Blocks = append(m.Blocks, block{Kind: buttonBlock, Text: text, URL: m.JoinURL})
		}
	case noteBlock:
		m.Blocks = append(m.Blocks, block{Kind: noteBlock, Heading: b.label, Text: text})
	default:
		m.Blocks = append(m.Blocks, block{Kind: textBlock, Text: text, Quiet: m.saysFacts()})
	}
}

// saysFacts reports whether a block of facts stands above.
func (m *message) saysFacts() bool {
	return slices.ContainsFunc(m.Blocks, func(b block) bool { return b.Kind == factBlock })
}

// subject never holds the link or the passcode: subjects are shown on locked screens and kept in logs.
func (m *message) subject(values map[string]string) string {
	shown := make(map[string]string, len(values))
	for name, value := range values {
		shown[name] = m.withoutSecrets(value)
	}
	shown["title"] = shorten(unlikeEncoded(m.withoutSecrets(m.Title)), 150)
	shown["start"] = values["start"] // a passcode such as 2026 is found in any date
	subject, _ := m.words.subject.fill(shown)
	return unlikeEncoded(oneLine(subject))
}

// values are what the placeholders stand for, "" for what is not known.
func (m *message) values() map[string]string {
	v := map[string]string{
		"title": m.isolate(m.Title), "job": m.isolate(m.JobTitle), "company": m.isolate(m.Company),
		"candidate": m.isolate(m.candidate()), "reader": m.isolate(m.To.Name), "first_name": m.isolate(firstname.Of(m.CandidateName)),
		"host": m.isolate(cmp.Or(m.Organizer.Name, m.Organizer.Address)), "organiser": m.isolate(cmp.Or(m.Organizer.Name, m.Organizer.Address)),
		"contact": contact(recruit.Mailbox{Name: m.isolate(m.Organizer.Name), Address: m.Organizer.Address}),
		"people":  m.people(), "when": strings.Join(spans(m.times, m.reader, m.sender), "\n"), "start": m.reader.Moment(m.Start),
		"reason": m.isolate(m.Reason), "platform": m.Platform, "link": m.JoinURL, "meeting_id": m.MeetingID, "passcode": m.Passcode,
		"place": m.isolate(m.Place), "phone": m.Phone, "files": m.files(),
		"description": m.Description, "internal_note": m.InternalNote, "guide": m.Guide, "form": m.Form,
	}
	if m.Company != "" {
		v["host"] = v["company"]
	}
	if m.Previous != nil {
		v["before"] = strings.Join(spans(*m.Previous, m.reader, m.sender), "\n")
	}
	if m.Event == recruit.OnRefused {
		v["proposed"] = m.isolate(m.Asked)
		if m.Proposed != nil {
			v["proposed"] = strings.Join(spans(*m.Proposed, m.reader, m.sender), "\n")
		}
	}
	return v
}

// chooseWords reads the template of the mail, the one that comes with the program unless it has its own.
func (m *message) chooseWords() error {
	if m.Language == "" {
		m.Language = recruit.DefaultLanguage
	}
	if m.Template == "" {
		m.Template = builtIn(m.Event, m.To.Audience, m.Language)
	}
	if m.Template == "" {
		m.Language = recruit.DefaultLanguage
		m.Template = builtIn(m.Event, m.To.Audience, m.Language)
	}
	m.tongue, _ = speak(m.Language)
	m.reader.Tongue, m.sender.Tongue = m.tongue.Tongue, m.tongue.Tongue
	if m.To.Audience == recruit.ToCandidate {
		m.reader.TwelveHour = tongue.TwelveHours(cmp.Or(m.Tag, m.Language))
		m.sender.TwelveHour = m.reader.TwelveHour
	}
	if m.EntryLanguage == "" {
		m.EntryLanguage = recruit.DefaultLanguage
	}
	shared, _ := speak(m.EntryLanguage)
	m.entry, m.entryPlatform = shared.entry, shared.Platform(m.Platform)
	m.Platform = m.tongue.Platform(m.Platform)
	var err error
	if m.words, err = parseWording(m.Template, m.Event, m.To.Audience); err != nil {
		return fmt.Errorf("the template of this email cannot be used: %w", err)
	}
	return nil
}

// people are those whom the reader will meet.
func (m *message) people() string {
	var others []string
	for _, person := range m.Attendees {
		self := sameAddress(person.Address, m.To.Address)
		if !self && person.Audience != recruit.ToOrganiser && (m.To.Audience == recruit.ToCandidate || person.Name == "" || person.Name != m.CandidateName) {
			others = append(others, m.isolate(cmp.Or(person.Name, person.Address)))
		}
	}
	return strings.Join(others, ", ")
}

// files are the names of what is attached.
func (m *message) files() string {
	var names []string
	for _, file := range m.Files {
		name := m.isolateFile(file.Name)
		if !file.Everyone {
			name += " (" + m.tongue.panelOnly + ")"
		}
		names = append(names, name)
	}
	return strings.Join(names, ", ")
}

func (m *message) withoutSecrets(text string) string {
	for _, secret := range m.secrets() {
		text = strings.ReplaceAll(text, secret, "...")
	}
	return text
}

// secrets open the meeting. A passcode of fewer than four characters guards nothing and would be found in any text.
func (m *message) secrets() []string {
	found := nonEmpty(m.JoinURL)
	if len(m.Passcode) >= 4 {
		found = append(found, m.Passcode)
	}
	for _, s := range m.Sessions {
		found = append(found, nonEmpty(s.JoinURL)...)
		if len(s.Passcode) >= 4 {
			found = append(found, s.Passcode)
		}
	}
	return found
}

// description is what every attendee finds in the calendar entry, the way in first: it is what people look for in the
// minute before, on a small screen. All its copies say the same.
func (m *message) description() string {
	says := m.entry
	switch m.Event {
	case recruit.OnCancelled:
		return strings.Join(nonEmpty(says.cancelled, m.Reason), "\n\n")
	case recruit.OnWithdrawn:
		return says.withdrawn
	case recruit.OnHold:
		return strings.Join([]string{says.held, says.contact + ": " + contact(m.Organizer)}, "\n\n")
	case recruit.OnHoldEnd:
		return says.holdEnded
	}
	var how []string
	for _, f := range []struct{ label, text string }{
		{says.how, m.entryPlatform}, {says.join, m.JoinURL}, {says.meetingID, m.MeetingID}, {says.passcode, m.Passcode},
		{says.place, m.Place}, {says.phone, m.Phone},
	} {
		if f.text != "" {
			how = append(how, f.label+": "+f.text)
		}
	}
	about, err := parsePattern(says.about)
	if err != nil {
		about = nil // a test reads every pattern that comes with the program
	}
	title, _ := about.fill(map[string]string{"job": m.JobTitle, "company": m.Company})
	return strings.Join(nonEmpty(strings.Join(how, "\n"), title, m.Description, says.contact+": "+contact(m.Organizer)), "\n\n")
}

func contact(person recruit.Mailbox) string {
	if person.Name == "" {
		return person.Address
	}
	return person.Name + ", " + person.Address
}

func (m *message) candidate() string {
	if m.CandidateName == "" {
		return m.tongue.someone
	}
	return m.CandidateName
}

// before puts words in front of a text unless it is empty.
func before(words, text string) string {
	if text == "" {
		return ""
	}
	return words + text
}
