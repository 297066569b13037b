package mail

import (
	"cmp"
	"context"
	"crypto/rand"
	"errors"
	"net/mail"
	"slices"
	"strconv"
	"strings"
	"sync"

	"recruitty/recruit"
	"recruitty/recruit/sanitize"
)

// Mailer is the mail service as package recruit sees it: it turns an interview
// into a mail and this package's failures into the domain's.
type Mailer struct {
	settings func(context.Context) (recruit.MailSettings, error)
	now      recruit.Clock
	// Templates says which words a mail has to a reader of this language, "" being
	// that of the workspace; nil means the English ones that come with the program.
	// It is set before use.
	Templates func(ctx context.Context, o recruit.MailEvent, a recruit.Audience, language string) (recruit.Template, error)

	// Access gives a token for the mail account that is signed in to, see
	// accounts.MailAccounts. It is set before use.
	Access func(ctx context.Context, stale string) (string, error)

	// Seen is told whether the mail server at host:port offers SMTPUTF8. It is set
	// before use.
	Seen func(ctx context.Context, server string, offered bool)

	turn   sync.Mutex
	url    string // for which sender was made
	sender *Sender
}

var _ recruit.Mailer = (*Mailer)(nil)

// NewMailer makes a Mailer over the mail settings as they are at the moment of each
// mail.
func NewMailer(settings func(context.Context) (recruit.MailSettings, error), now recruit.Clock) *Mailer {
	return &Mailer{settings: settings, now: now}
}

// From implements recruit.Mailer.
func (p *Mailer) From(ctx context.Context) (recruit.Mailbox, error) {
	s, err := p.settings(ctx)
	if err != nil {
		return recruit.Mailbox{}, err
	}
	if s.URL == "" || s.From == "" {
		return recruit.Mailbox{}, &recruit.Problem{Kind: recruit.ErrNotSetUp,
			Sentence: "Mail is not set up, so nothing has been sent; it will be sent once Settings, Mail (recruitty mail set) is filled in."}
	}
	return ParseFrom(s.From)
}

// ParseFrom reads the address that mails come from: "jobs@example.com" or
// "Acme hiring <jobs@example.com>".
func ParseFrom(text string) (recruit.Mailbox, error) {
	a, err := mail.ParseAddress(text)
	if err == nil {
		var address string
		if address, err = sanitize.Email(a.Address); err == nil {
			name, _ := sanitize.Line(a.Name, 100)
			return recruit.Mailbox{Name: name, Address: address}, nil
		}
	}
	return recruit.Mailbox{}, &recruit.Problem{Kind: recruit.ErrInvalid, Field: "from", Cause: err,
		Sentence: "The sender is not an email address; write it like jobs@example.com."}
}

// Check implements recruit.Mailer.
func (p *Mailer) Check(url, from string) error {
	if _, err := ParseSettings(url); err != nil {
		return &recruit.Problem{Kind: recruit.ErrInvalid, Field: "url", Sentence: err.Error(), Cause: err}
	}
	_, err := ParseFrom(from)
	return err
}

// Describe implements recruit.Mailer.
func (p *Mailer) Describe(url string) string {
	s, err := ParseSettings(url)
	if err != nil {
		return "(not readable)"
	}
	return s.Redacted()
}

// Compose implements recruit.Mailer.
func (p *Mailer) Compose(ctx context.Context, l recruit.MailRequest) ([]byte, error) {
	m, err := p.worded(ctx, l)
	if err != nil {
		return nil, err
	}
	message, err := m.compose()
	if err != nil {
		return nil, &recruit.Problem{Kind: recruit.ErrRejected, Cause: err,
			Sentence: "The email to " + l.To.Address + " could not be written as calendars need it; the log file has the details."}
	}
	return message, nil
}

// Show implements recruit.Mailer.
func (p *Mailer) Show(ctx context.Context, l recruit.MailRequest, columns int) (recruit.TemplatePreview, error) {
	m, err := p.worded(ctx, l)
	if err != nil {
		return recruit.TemplatePreview{}, err
	}
	return m.shown(columns)
}

// worded is the message that a letter asks for, with the words that the workspace has for it.
func (p *Mailer) worded(ctx context.Context, l recruit.MailRequest) (message, error) {
	m := messageOf(l)
	if p.Templates == nil {
		return m, nil
	}
	own, err := p.Templates(ctx, m.Event, l.To.Audience, language(l))
	if err != nil {
		return m, err
	}
	m.Template, m.Language, m.Tag = own.Source, own.Language, own.Tag
	// The entry is written as the candidate is: they are who must find the way in.
	shared, err := p.Templates(ctx, recruit.OnInvited, recruit.ToCandidate, l.Record.Candidate.Language)
	m.EntryLanguage = shared.Language
	return m, err
}

// language is the one in which the reader of a letter is written to, "" for that
// of the workspace.
func language(l recruit.MailRequest) string {
	if l.To.Audience == recruit.ToCandidate {
		return l.Record.Candidate.Language
	}
	return ""
}

// messageOf is the message that a letter asks for.
func messageOf(l recruit.MailRequest) message {
	i := l.Record.Interview
	m := message{
		Event: event(l), UID: i.UID, Sequence: l.Sequence, Stamp: l.Stamp, Written: l.Written,
		To: l.To, times: times{i.Start, i.End()}, Zone: i.TimeZone,
		Title: i.Title, JobTitle: l.Record.Job.Title, Company: l.Workspace, CandidateName: l.Record.Candidate.Name,
		Description: i.Description, InternalNote: i.InternalNote, Guide: l.Guide, Form: l.Form, Reason: i.CancelReason,
		Organizer: recruit.Mailbox{Name: l.Record.Organiser.Name, Address: l.Record.Organiser.Email}, From: l.From,
		Attendees: l.Record.Recipients(), Files: l.Files,
		Platform: i.Platform.Label(), JoinURL: i.JoinURL(), MessageID: l.MessageID, InReplyTo: l.InReplyTo, References: l.References,
	}
	if l.Previous != nil {
		if moved(l) {
			m.Previous = &times{l.Previous.Start, l.Previous.Start.Add(l.Previous.Duration)}
		}
		m.Reason = lastReason(l)
	}
	if m.Event == recruit.OnRefused {
		m.Reason = reasonOf(l, recruit.WasProposalRefused)
		if p := l.To.Proposed; !l.To.Refused.IsZero() && !p.Start.IsZero() { // else they have asked again since then
			m.Proposed = &times{p.Start, p.Start.Add(cmp.Or(max(p.Duration, 0), i.Duration))}
		} else if !l.To.Refused.IsZero() {
			m.Asked = l.To.Asked
		}
	}
	if meeting := i.Meeting; meeting != nil && !i.MeetingGone() {
		m.MeetingID, m.Passcode = strconv.FormatInt(meeting.ID, 10), meeting.Passcode
	}
	m.Phone, m.Place = whereOf(i)
	if m.Event == recruit.OnLoop {
		m.Sessions = sessionsOf(l)
	}
	return m
}

// whereOf is where people meet who have no link: a number or an address.
func whereOf(i recruit.Interview) (phone, place string) {
	switch i.Platform {
	case recruit.Phone:
		return i.Place, ""
	case recruit.OnSite:
		return "", i.Place
	}
	return "", ""
}

// moved reports whether the times of an interview changed. Who hears of other people or another link is not told of a move.
func moved(l recruit.MailRequest) bool {
	return l.Previous != nil && (!l.Previous.Start.Equal(l.Record.Interview.Start) || l.Previous.Duration != l.Record.Interview.Duration)
}

// event is what happened to the interview, seen by the reader of a letter.
func event(l recruit.MailRequest) recruit.MailEvent {
	switch {
	case l.Kind == recruit.MailUpdate && moved(l):
		return recruit.OnMoved
	case l.Kind == recruit.MailUpdate:
		return recruit.OnChanged
	case l.Kind == recruit.MailCancel && !l.To.RemovedAt.IsZero():
		return recruit.OnWithdrawn
	case l.Kind == recruit.MailCancel:
		return recruit.OnCancelled
	case l.Kind == recruit.MailReminder:
		return recruit.OnReminder
	case l.Kind == recruit.MailFeedback:
		return recruit.OnFeedback
	case l.Kind == recruit.MailAsk:
		return recruit.OnAsked
	case l.Kind == recruit.MailRefusal:
		return recruit.OnRefused
	case l.Kind == recruit.MailSheet:
		return recruit.OnLoop
	}
	return recruit.OnInvited
}

// lastReason is why the interview changed last. That someone may not come in a
// person's place is for that person alone, and why another time was refused for
// the mail that says so.
func lastReason(l recruit.MailRequest) string {
	for _, v := range slices.Backward(l.Record.Versions) {
		if v.Kind == recruit.WasProposalRefused || v.Kind == recruit.WasRefused && !concerned(l, v, recruit.EffectKind.ChangesEntry) {
			continue
		}
		return v.Reason
	}
	return ""
}

// reasonOf is why the newest version of a kind came about of which this person is
// told.
func reasonOf(l recruit.MailRequest, kind recruit.VersionKind) string {
	for _, v := range slices.Backward(l.Record.Versions) {
		if v.Kind == kind && concerned(l, v, func(k recruit.EffectKind) bool { return k == l.Kind }) {
			return v.Reason
		}
	}
	return ""
}

// concerned reports whether a version called for a mail of such a kind to the
// reader of a letter.
func concerned(l recruit.MailRequest, v recruit.Version, kind func(recruit.EffectKind) bool) bool {
	return slices.ContainsFunc(l.Record.Effects, func(e recruit.Effect) bool {
		return e.Version == v.Number && kind(e.Kind) && strings.EqualFold(e.Target, l.To.Address)
	})
}

// Send implements recruit.Mailer.
func (p *Mailer) Send(ctx context.Context, from, to string, message []byte) error {
	s, err := p.open(ctx)
	if err != nil {
		return err
	}
	return domainError(s.Send(ctx, from, to, message))
}

// ReadReplies implements recruit.Mailer.
func (p *Mailer) ReadReplies(content []byte) ([]recruit.Reply, error) {
	replies, err := ReadMail(content)
	if len(replies) == 1 && replies[0].Incoming != nil && replies[0].Incoming.Kind == recruit.Wrote && len(replies[0].Incoming.About) == 0 {
		return nil, notReply("", errors.New("it names no email of ours"))
	}
	return replies, err
}

// Learn implements recruit.Mailer.
func (p *Mailer) Learn(ctx context.Context) error {
	s, err := p.open(ctx)
	if err != nil {
		return err
	}
	return domainError(s.Learn(ctx))
}

// Test implements recruit.Mailer.
func (p *Mailer) Test(ctx context.Context, to string, step func(name string, err error)) error {
	from, err := p.From(ctx)
	if err != nil {
		return err
	}
	if to, err = sanitize.International(to); err != nil {
		return &recruit.Problem{Kind: recruit.ErrInvalid, Field: "address", Sentence: "That is not an email address; write it like dana@example.com.", Cause: err}
	}
	s, err := p.open(ctx)
	if err != nil {
		return err
	}
	message, err := composeTest(from, recruit.Mailbox{Address: to}, rand.Text()+"@"+domain(from.Address), p.now())
	if err != nil {
		return err
	}
	err = s.Test(ctx, from.Address, to, message, func(passed Step) { step(string(passed), nil) })
	var failed *Error
	told := domainError(err)
	if errors.As(err, &failed) {
		step(string(failed.Step), told)
	}
	return told
}

// open returns the sender for the settings of the moment.
func (p *Mailer) open(ctx context.Context) (*Sender, error) {
	set, err := p.settings(ctx)
	if err != nil {
		return nil, err
	}
	p.turn.Lock()
	defer p.turn.Unlock()
	if p.sender != nil && p.url == set.URL {
		return p.sender, nil
	}
	parsed, err := ParseSettings(set.URL)
	if err != nil {
		return nil, &recruit.Problem{Kind: recruit.ErrNotSetUp, Sentence: err.Error(), Cause: err}
	}
	if p.sender != nil {
		go p.sender.Close() // it may have to wait for a mail under way
	}
	p.url, p.sender = set.URL, NewSender(parsed)
	p.sender.access, p.sender.seen = p.Access, p.Seen
	return p.sender, nil
}

// Close says goodbye to the mail server.
func (p *Mailer) Close() {
	p.turn.Lock()
	defer p.turn.Unlock()
	if p.sender != nil {
		p.sender.Close()
	}
}

// domainError turns a failure of this package into the domain's.
func domainError(err error) error {
	var e *Error
	if !errors.As(err, &e) {
		return err
	}
	var account *recruit.Problem
	if errors.As(e.cause, &account) {
		return account // says best what is the matter with the account
	}
	kind := recruit.ErrLater
	switch e.Kind {
	case ErrRejected:
		kind = recruit.ErrRejected
	case ErrLost:
		kind = recruit.ErrLost
	case ErrSettings:
		kind = recruit.ErrNotSetUp
	}
	return &recruit.Problem{Kind: kind, Sentence: e.Error(), Cause: err}
}

// domain is the part of an address behind the @.
func domain(address string) string {
	_, d, _ := strings.Cut(address, "@")
	return d
}
