package mail

import (
	"cmp"
	"errors"
	"strconv"
	"strings"

	"recruitty/mail/firstname"
	"recruitty/recruit"
)

// DraftLetter implements recruit.TemplateRenderer.
func (p *Mailer) DraftLetter(t recruit.Template, v recruit.LetterValues) (subject, text string, err error) {
	w, err := parseWording(t.Source, t.Event, t.Audience)
	if err != nil {
		return "", "", &recruit.Problem{Kind: recruit.ErrInvalid, Field: "template", Cause: err, Sentence: "The template of this email cannot be used: " + err.Error() + "."}
	}
	m := &message{words: w, Language: t.Words, Organizer: v.Author}
	author := recruit.Mailbox{Name: oneLine(v.Author.Name), Address: oneLine(v.Author.Address)}
	values := map[string]string{
		"reader": oneLine(v.Reader), "first_name": firstname.Of(oneLine(v.Reader)), "job": oneLine(v.Job), "stage": oneLine(v.Stage), "company": oneLine(v.Company),
		"author": cmp.Or(author.Name, author.Address), "contact": contact(author), "text": paragraphs(v.Text),
	}
	if t.Event.IsOffer() {
		if err := offerValues(values, cmp.Or(t.Tag, t.Words), v); err != nil {
			return "", "", err
		}
	}
	for _, b := range w.blocks {
		m.writeBlock(b, values)
	}
	subject, _ = w.subject.fill(values)
	// Its lines are broken when it is sent: until then it is text that people change.
	return oneLine(subject), strings.TrimSpace(m.plainTextIn(1 << 20)), nil
}

// ComposeLetter implements recruit.LetterWriter. The same request gives the same bytes.
// Nothing in it can begin a header of its own: the subject is one line, and addresses are
// plain ones.
func (p *Mailer) ComposeLetter(l recruit.LetterRequest) ([]byte, error) {
	write := composeLetter
	if l.Hold != nil {
		write = composeHold
	}
	composed, err := write(l)
	if err != nil {
		return nil, &recruit.Problem{Kind: recruit.ErrRejected, Cause: err, Sentence: "The email to " + l.To.Address + " could not be written: " + err.Error() + "."}
	}
	return composed, nil
}

func composeLetter(l recruit.LetterRequest) ([]byte, error) {
	m := &message{Language: l.Language, From: l.From, Organizer: l.Author, MessageID: l.MessageID, InReplyTo: l.InReplyTo, References: l.References,
		Event: l.Event, Read: l.Read, UID: "letter", Subject: shorten(unlikeEncoded(oneLine(l.Subject)), recruit.MaxLetterSubject), Written: inUTC(l.Written)}
	m.To.Name, m.To.Address = l.To.Name, l.To.Address
	if m.Organizer.Address == "" {
		m.Organizer.Address = m.From.Address
	}
	m.From.Name = cmp.Or(m.From.Name, m.Organizer.Name)
	err := cmp.Or(cleanPerson(&m.From.Name, &m.From.Address), cleanPerson(&m.Organizer.Name, &m.Organizer.Address), cleanPerson(&m.To.Name, &m.To.Address), m.cleanIDs())
	if err != nil {
		return nil, err
	}
	if len(l.Text) > maxText {
		return nil, errors.New("the text is too long: at most 64 KB are sent")
	}
	for part := range strings.SplitSeq(paragraphs(l.Text), "\n\n") {
		if part = strings.Trim(part, "\n"); part != "" {
			m.Blocks = append(m.Blocks, block{Kind: textBlock, Text: part, URL: l.Link})
		}
	}
	if m.Subject == "" || len(m.Blocks) == 0 {
		return nil, errors.New("it has no subject or no text")
	}
	page, err := m.html()
	if err != nil {
		return nil, err
	}
	out := m.envelope(page)
	composed, err := encode(out, m.MessageID)
	if err != nil {
		return nil, err
	}
	// A letter is a mail for one person alone, without a calendar object.
	m.Event = recruit.OnReminder
	if err := m.check(composed); err != nil {
		return nil, err
	}
	return composed, nil
}

// composeHold writes the email that makes a tentative entry, or takes it out again. Who reads it
// takes part; of the candidate nothing is in it.
func composeHold(l recruit.LetterRequest) ([]byte, error) {
	m, err := holdMessage(l)
	if err != nil {
		return nil, err
	}
	return m.written()
}

// holdMessage is the message of a tentative entry, or of its end.
func holdMessage(l recruit.LetterRequest) (*message, error) {
	h := l.Hold
	m := &message{
		Event: l.Event, UID: h.UID, Stamp: l.Written, Written: l.Written, times: times{h.Start, h.End}, Zone: h.TimeZone, Title: h.Title, Company: l.Workspace,
		To:   recruit.Participant{Name: l.To.Name, Address: l.To.Address, Audience: recruit.ToPanel, TimeZone: h.ReaderZone, TwelveHour: h.TwelveHour},
		From: l.From, Organizer: l.Author, Language: l.Language, MessageID: l.MessageID, InReplyTo: l.InReplyTo, References: l.References,
	}
	if l.Event == recruit.OnHoldEnd {
		m.Sequence = 1
	}
	for _, step := range []func() error{m.cleanTexts, m.cleanPeople, m.cleanIDs, m.cleanTimes} {
		if err := step(); err != nil {
			return nil, err
		}
	}
	m.tongue, _ = speak(m.Language)
	m.entry, m.EntryLanguage = m.tongue.entry, m.Language
	m.reader.Tongue, m.sender.Tongue = m.tongue.Tongue, m.tongue.Tongue
	return m, nil
}

// writeHold fills in what the mail of a tentative entry says.
func (m *message) writeHold() {
	subject, says := m.entry.hold, m.entry.held
	if m.Event == recruit.OnHoldEnd {
		subject, says = m.entry.holdEnd, m.entry.holdEnded
	}
	m.Heading = subject + shorten(unlikeEncoded(m.Title), 150)
	m.Subject = unlikeEncoded(oneLine(m.Heading + ", " + m.reader.Moment(m.Start)))
	m.Blocks = []block{
		{Kind: textBlock, Text: says},
		{Kind: factBlock, Facts: []fact{
			{Label: m.entry.when, Lines: spans(m.times, m.reader, m.sender), Whole: true},
			{Label: m.entry.contact, Lines: []string{contact(recruit.Mailbox{Name: m.isolate(m.Organizer.Name), Address: m.Organizer.Address})}, Link: "mailto:" + m.Organizer.Address},
		}},
	}
}

// offerValues adds to the values of a letter what an offer says, in a language.
func offerValues(values map[string]string, language string, v recruit.LetterValues) error {
	o := v.Offer
	t, err := NewTimes(language, o.Zone, o.SenderZone)
	if err != nil {
		return err
	}
	var hours, numbers []string
	for _, one := range o.Options {
		numbers = append(numbers, strconv.Itoa(one.Number))
		hours = append(hours, t.option(one))
	}
	values["hours"], values["numbers"], values["link"] = strings.Join(hours, "\n\n"), t.speaks.choice(numbers), o.Link
	if !o.Until.IsZero() {
		values["until"] = t.recipient.Moment(o.Until)
	}
	return nil
}

// choice writes "1, 2 or 3".
func (l locale) choice(all []string) string {
	if len(all) < 2 {
		return strings.Join(all, "")
	}
	last := len(all) - 1
	return strings.Join(all[:last], ", ") + " " + l.or + " " + all[last]
}

// option writes an option with its number, one line or two for each of its sessions.
func (t Times) option(o recruit.LetterOption) string {
	head := strconv.Itoa(o.Number) + ")  "
	margin := strings.Repeat(" ", len(head))
	var lines []string
	for _, s := range o.Sessions {
		said := t.Span(s.Start, s.End)
		if s.Title != "" {
			said = append([]string{oneLine(s.Title)}, said...)
		}
		for _, line := range said {
			lines = append(lines, head+line)
			head = margin
		}
	}
	return strings.Join(lines, "\n")
}
