package recruit

import (
	"context"
	"fmt"
	"regexp"
	"slices"
	"time"
)

// Occasion is what a mail about an interview is for.
type Occasion string

// The occasions.
const (
	OnInvited   Occasion = "invited"
	OnMoved     Occasion = "moved"     // to another time
	OnChanged   Occasion = "changed"   // in another way: people, the link
	OnCancelled Occasion = "cancelled" // for everybody
	OnWithdrawn Occasion = "withdrawn" // for one person, while the interview stands
	OnReminder  Occasion = "reminder"
)

// Occasions lists them in the order in which an interview comes upon them.
func Occasions() []Occasion {
	return []Occasion{OnInvited, OnMoved, OnChanged, OnReminder, OnCancelled, OnWithdrawn}
}

// DefaultLanguage is the language of the words that come with the program.
const DefaultLanguage = "en"

// SettingLanguage is the language of mails.
const SettingLanguage = "mail.language"

// Template is what the mails of one occasion say to one audience, in one
// language. Own says that the workspace wrote it itself.
type Template struct {
	Occasion Occasion
	Audience Audience
	Language string
	Source   string
	Own      bool
}

// key is the setting that keeps the workspace's own source.
func (t Template) key() string {
	return fmt.Sprintf("template.%s.%s.%s", t.Occasion, t.Audience, t.Language)
}

// Preview is a mail as its reader would see it.
type Preview struct {
	Subject, Text, HTML string
}

// Wording knows the language of templates; package invite does.
type Wording interface {
	// BuiltIn is the source that comes with the program.
	BuiltIn(o Occasion, a Audience) string
	// CheckTemplate says what is wrong with a source, and in which line.
	CheckTemplate(a Audience, source string) error
	// Preview writes what a letter would say with this template.
	Preview(l Letter, t Template) (Preview, error)
}

// Language is the language of mails.
func (s *Settings) Language(ctx context.Context) (string, error) {
	language, err := s.Store.Setting(ctx, SettingLanguage)
	if language == "" {
		language = DefaultLanguage
	}
	return language, err
}

// Template returns what the mails of an occasion say, with an empty source
// where it is what comes with the program.
func (s *Settings) Template(ctx context.Context, o Occasion, a Audience) (Template, error) {
	language, err := s.Language(ctx)
	if err != nil {
		return Template{}, err
	}
	t := Template{Occasion: o, Audience: a, Language: language}
	t.Source, err = s.Store.Setting(ctx, t.key())
	t.Own = t.Source != ""
	return t, err
}

// Templates is the service for the words of mails.
type Templates struct {
	Settings *Settings
	Wording  Wording
	Now      Clock
}

// languages are written as in HTML's lang attribute (BCP 47), in the short
// forms that people use.
var languages = regexp.MustCompile(`^[a-z]{2,3}(-[A-Z]{2})?$`)

// named checks which template is meant; language "" is that of the mails.
func (s *Templates) named(ctx context.Context, o Occasion, a Audience, language string) (Template, error) {
	if !slices.Contains(Occasions(), o) {
		return Template{}, Invalid("event", "There is no template for %q; choose one of invited, moved, changed, reminder, cancelled, withdrawn.", shorten(string(o)))
	}
	if a != ToCandidate && a != ToPanel {
		return Template{}, Invalid("audience", "A template is for the candidate or for the panel, not for %q.", shorten(string(a)))
	}
	if language == "" {
		var err error
		if language, err = s.Settings.Language(ctx); err != nil {
			return Template{}, err
		}
	}
	if !languages.MatchString(language) {
		return Template{}, Invalid("language", "A language is written as en, de or pt-BR, not as %q.", shorten(language))
	}
	return Template{Occasion: o, Audience: a, Language: language}, nil
}

// Show returns a template with its source, the one that comes with the program
// if the workspace has none of its own.
func (s *Templates) Show(ctx context.Context, o Occasion, a Audience, language string) (Template, error) {
	t, err := s.named(ctx, o, a, language)
	if err != nil {
		return t, err
	}
	if t.Source, err = s.Settings.Store.Setting(ctx, t.key()); err != nil {
		return t, err
	}
	if t.Own = t.Source != ""; !t.Own {
		t.Source = s.Wording.BuiltIn(o, a)
	}
	return t, nil
}

// List returns every template of the language of the mails, without sources.
func (s *Templates) List(ctx context.Context) ([]Template, error) {
	var out []Template
	for _, o := range Occasions() {
		for _, a := range []Audience{ToCandidate, ToPanel} {
			t, err := s.Settings.Template(ctx, o, a)
			if err != nil {
				return nil, err
			}
			t.Source = ""
			out = append(out, t)
		}
	}
	return out, nil
}

// Save keeps a source of the workspace's own; what is wrong with it is said
// with its line, and then nothing is changed.
func (s *Templates) Save(ctx context.Context, actor Member, t Template) error {
	if err := Allow(actor, ToManage); err != nil {
		return err
	}
	named, err := s.named(ctx, t.Occasion, t.Audience, t.Language)
	if err != nil {
		return err
	}
	if err := s.Wording.CheckTemplate(t.Audience, t.Source); err != nil {
		return err
	}
	return s.Settings.Store.SetSetting(ctx, named.key(), t.Source)
}

// Reset goes back to the words that come with the program.
func (s *Templates) Reset(ctx context.Context, actor Member, o Occasion, a Audience, language string) error {
	if err := Allow(actor, ToManage); err != nil {
		return err
	}
	t, err := s.named(ctx, o, a, language)
	if err != nil {
		return err
	}
	return s.Settings.Store.SetSetting(ctx, t.key(), "")
}

// SetLanguage changes the language of mails. Occasions without a template in
// it are written in English.
func (s *Templates) SetLanguage(ctx context.Context, actor Member, language string) error {
	if err := Allow(actor, ToManage); err != nil {
		return err
	}
	if _, err := s.named(ctx, OnInvited, ToPanel, language); err != nil || language == "" {
		return Invalid("language", "A language is written as en, de or pt-BR, not as %q.", shorten(language))
	}
	return s.Settings.Store.SetSetting(ctx, SettingLanguage, language)
}

// Preview writes a template with an interview at hand, for the first invited
// person of its audience. What is not known yet is made up.
func (s *Templates) Preview(ctx context.Context, t Template, r Record) (Preview, error) {
	if err := s.Wording.CheckTemplate(t.Audience, t.Source); err != nil {
		return Preview{}, err
	}
	company, err := s.Settings.Workspace(ctx)
	if err != nil {
		return Preview{}, err
	}
	l := Letter{Record: r, Stamp: s.Now().UTC(), MessageID: "preview@recruitty.example", Workspace: company,
		From: Mailbox{Name: r.Organiser.Name, Address: r.Organiser.Email}, Sequence: r.Interview.Sequence + 1}
	for _, p := range r.Invited() {
		if p.Audience == t.Audience {
			l.To = p
			break
		}
	}
	if l.To.Address == "" { // nobody of the panel is invited yet
		l.To = Participant{Address: r.Organiser.Email, Name: r.Organiser.Name, Audience: t.Audience, TimeZone: r.Organiser.TimeZone, TwelveHour: r.Organiser.TwelveHour}
		l.Record.People = append(slices.Clone(r.People), l.To)
	}
	if i := &l.Record.Interview; i.Platform == Zoom && i.Meeting == nil {
		i.Meeting = &Meeting{ID: 81234567890, JoinURL: "https://zoom.us/j/81234567890", Passcode: "example"}
	}
	for _, f := range r.Files {
		if f.Everyone || t.Audience == ToPanel {
			l.Files = append(l.Files, LetterFile{File: f})
		}
	}
	switch t.Occasion {
	case OnMoved:
		l.Kind, l.Previous = MailUpdate, &Version{Start: r.Interview.Start.Add(-24 * time.Hour), Duration: r.Interview.Duration}
	case OnChanged:
		l.Kind = MailUpdate
	case OnCancelled:
		l.Kind = MailCancel
	case OnWithdrawn:
		l.Kind, l.To.RemovedAt = MailCancel, l.Stamp
	case OnReminder:
		l.Kind = MailReminder
	default:
		l.Kind = MailInvite
	}
	return s.Wording.Preview(l, t)
}
