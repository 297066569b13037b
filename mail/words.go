package mail

import (
	"fmt"
	"strings"

	"recruitty/recruit"
)

// write says what one mail says: its template, filled with what is known.
func write(inv prepared) letter {
	values := values(inv)
	l := letter{Language: inv.Language, Subject: inv.subject(values)}
	l.Heading, _ = inv.words.heading.fill(values)
	factsPassed := false
	for _, b := range inv.words.blocks {
		text, whole := b.text.fill(values)
		if text = strings.TrimSpace(text); !whole || text == "" {
			continue
		}
		switch b.kind {
		case factBlock:
			f := fact{Label: b.label, Lines: strings.Split(text, "\n")}
			for _, place := range b.text.places() {
				switch place {
				case "link":
					f.Link = inv.JoinURL
				case "contact":
					f.Link = "mailto:" + inv.Organizer.Email
				case "when":
					f.Whole = true
				case "before", "proposed":
					f.Past, f.Whole = true, true
				}
			}
			if n := len(l.Blocks); n > 0 && l.Blocks[n-1].Kind == factBlock {
				l.Blocks[n-1].Facts = append(l.Blocks[n-1].Facts, f)
			} else {
				l.Blocks = append(l.Blocks, block{Kind: factBlock, Facts: []fact{f}})
			}
			factsPassed = true
		case buttonBlock:
			if inv.JoinURL != "" {
				l.Blocks = append(l.Blocks, block{Kind: buttonBlock, Text: text, URL: inv.JoinURL})
			}
		case noteBlock:
			l.Blocks = append(l.Blocks, block{Kind: noteBlock, Heading: b.label, Text: text})
		default:
			l.Blocks = append(l.Blocks, block{Kind: textBlock, Text: text, Quiet: factsPassed})
		}
	}
	return l
}

// subject never holds the link or the passcode: subjects are shown on locked screens and kept in logs.
func (inv prepared) subject(values map[string]string) string {
	shown := make(map[string]string, len(values))
	for name, value := range values {
		shown[name] = withoutSecrets(inv, value)
	}
	shown["title"] = shorten(unlikeEncoded(withoutSecrets(inv, inv.Title)), 150)
	shown["start"] = values["start"] // a passcode such as 2026 is found in any date
	subject, _ := inv.words.subject.fill(shown)
	return unlikeEncoded(oneLine(subject))
}

// values are what the placeholders stand for, "" for what is not known.
func values(inv prepared) map[string]string {
	v := map[string]string{
		"title": inv.isolate(inv.Title), "job": inv.isolate(inv.JobTitle), "company": inv.isolate(inv.Company),
		"candidate": inv.isolate(candidate(inv)), "reader": inv.isolate(inv.Recipient.Name),
		"host": inv.isolate(nameOrAddress(inv.Organizer)), "organiser": inv.isolate(nameOrAddress(inv.Organizer)),
		"contact": contact(Person{Name: inv.isolate(inv.Organizer.Name), Email: inv.Organizer.Email}),
		"people":  people(inv), "when": strings.Join(spans(inv.Times, inv.reader, inv.sender), "\n"), "start": inv.reader.moment(inv.Start),
		"reason": inv.isolate(inv.Reason), "platform": inv.Platform, "link": inv.JoinURL, "meeting_id": inv.MeetingID, "passcode": inv.Passcode,
		"place": inv.isolate(inv.Place), "phone": inv.Phone, "files": files(inv),
		"description": inv.Description, "internal_note": inv.InternalNote,
	}
	if inv.Company != "" {
		v["host"] = v["company"]
	}
	if inv.Previous != nil {
		v["before"] = strings.Join(spans(*inv.Previous, inv.reader, inv.sender), "\n")
	}
	if inv.Event == Refused {
		v["proposed"] = inv.isolate(inv.Asked)
		if inv.Proposed != nil {
			v["proposed"] = strings.Join(spans(*inv.Proposed, inv.reader, inv.sender), "\n")
		}
	}
	return v
}

// occasion is the template that an invitation calls for.
func (inv Invitation) occasion() recruit.Occasion {
	switch {
	case inv.Event == Moved && inv.Previous != nil:
		return recruit.OnMoved
	case inv.Event == Moved:
		return recruit.OnChanged
	case inv.Event == Cancelled:
		return recruit.OnCancelled
	case inv.Event == Withdrawn:
		return recruit.OnWithdrawn
	case inv.Event == Reminder:
		return recruit.OnReminder
	case inv.Event == Refused:
		return recruit.OnRefused
	}
	return recruit.OnInvited
}

// chooseWords reads the template of an invitation, the one that comes with the program unless it has its own.
func chooseWords(p *prepared) error {
	audience := p.Recipient.Audience.audience()
	if p.Language == "" {
		p.Language = recruit.DefaultLanguage
	}
	if p.Template == "" {
		p.Template = builtIn(p.occasion(), audience, p.Language)
	}
	if p.Template == "" {
		p.Language = recruit.DefaultLanguage
		p.Template = builtIn(p.occasion(), audience, p.Language)
	}
	p.tongue, _ = speak(p.Language)
	p.reader.tongue, p.sender.tongue = p.tongue, p.tongue
	if p.EntryLanguage == "" {
		p.EntryLanguage = recruit.DefaultLanguage
	}
	shared, _ := speak(p.EntryLanguage)
	p.entry, p.entryPlatform = shared.entry, shared.platform(p.Platform)
	p.Platform = p.tongue.platform(p.Platform)
	var err error
	if p.words, err = parseWording(p.Template, audience); err != nil {
		return fmt.Errorf("the template of this mail cannot be used: %w", err)
	}
	return nil
}

// people are those whom the reader will meet.
func people(inv prepared) string {
	var others []string
	for _, person := range inv.Attendees {
		self := sameAddress(person.Email, inv.Recipient.Email)
		if !self && !person.Chair && (inv.Recipient.Audience == Candidate || person.Name == "" || person.Name != inv.CandidateName) {
			others = append(others, inv.isolate(nameOrAddress(person.Person)))
		}
	}
	return strings.Join(others, ", ")
}

// files are the names of what is attached.
func files(inv prepared) string {
	var names []string
	for _, file := range inv.Files {
		name := inv.isolateFile(file.Name)
		if file.PanelOnly {
			name += " (" + inv.tongue.panelOnly + ")"
		}
		names = append(names, name)
	}
	return strings.Join(names, ", ")
}

func withoutSecrets(inv prepared, text string) string {
	for _, secret := range secrets(inv) {
		text = strings.ReplaceAll(text, secret, "...")
	}
	return text
}

// secrets open the meeting. A passcode of fewer than four characters guards nothing and would be found in any text.
func secrets(inv prepared) []string {
	if len(inv.Passcode) < 4 {
		return nonEmpty(inv.JoinURL)
	}
	return nonEmpty(inv.JoinURL, inv.Passcode)
}

// description is what every attendee finds in the calendar entry, the way in first: it is what people look for in the
// minute before, on a small screen. All its copies say the same.
func description(inv prepared) string {
	says := inv.entry
	switch inv.Event {
	case Cancelled:
		return strings.Join(nonEmpty(says.cancelled, inv.Reason), "\n\n")
	case Withdrawn:
		return says.withdrawn
	}
	var how []string
	for _, f := range []struct{ label, text string }{
		{says.how, inv.entryPlatform}, {says.join, inv.JoinURL}, {says.meetingID, inv.MeetingID}, {says.passcode, inv.Passcode},
		{says.place, inv.Place}, {says.phone, inv.Phone},
	} {
		if f.text != "" {
			how = append(how, f.label+": "+f.text)
		}
	}
	about, err := parsePattern(says.about)
	if err != nil {
		about = nil // a test reads every pattern that comes with the program
	}
	title, _ := about.fill(map[string]string{"job": inv.JobTitle, "company": inv.Company})
	return strings.Join(nonEmpty(strings.Join(how, "\n"), title, inv.Description, says.contact+": "+contact(inv.Organizer)), "\n\n")
}

func contact(person Person) string {
	if person.Name == "" {
		return person.Email
	}
	return person.Name + ", " + person.Email
}

func candidate(inv prepared) string {
	if inv.CandidateName == "" {
		return inv.tongue.someone
	}
	return inv.CandidateName
}

// before puts words in front of a text unless it is empty.
func before(words, text string) string {
	if text == "" {
		return ""
	}
	return words + text
}
