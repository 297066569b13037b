package recruit

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"
)

// MailEvent is what a mail about an interview is for.
type MailEvent string

// The events.
const (
	OnInvited   MailEvent = "invited"
	OnMoved     MailEvent = "moved"     // to another time
	OnChanged   MailEvent = "changed"   // in another way: people, the link
	OnCancelled MailEvent = "cancelled" // for everybody
	OnWithdrawn MailEvent = "withdrawn" // for one person, while the interview stands
	OnReminder  MailEvent = "reminder"
	OnRefused   MailEvent = "refused"  // another time that someone asked for
	OnLoop      MailEvent = "loop"     // an overview of all interviews of a loop
	OnAsked     MailEvent = "asked"    // once more, who has not answered
	OnFeedback  MailEvent = "feedback" // for a scorecard, once it has ended
)

// MailEvents lists them in the order in which an interview comes upon them.
func MailEvents() []MailEvent {
	return []MailEvent{OnInvited, OnLoop, OnAsked, OnMoved, OnChanged, OnReminder, OnRefused, OnCancelled, OnWithdrawn, OnFeedback}
}

// The events of mails to a candidate that are about no interview; see Letter.
const (
	OnAdvanced MailEvent = "advanced" // to the next stage
	OnRejected MailEvent = "rejected"
	OnMessage  MailEvent = "message" // whatever someone has to say
)

// LetterEvents lists those that someone may write.
func LetterEvents() []MailEvent { return []MailEvent{OnAdvanced, OnRejected, OnMessage} }

// IsLetter reports whether mails of an event are letters.
func (o MailEvent) IsLetter() bool {
	return slices.Contains(LetterEvents(), o) || o.IsOffer()
}

// TemplateEvents lists the events for which there are templates.
func TemplateEvents() []MailEvent { return slices.Concat(MailEvents(), LetterEvents(), OfferEvents()) }

// AudiencesOf lists to whom the mails of an event go. The organiser's own
// calendar entry reminds by itself, and nobody refuses them a time or asks them for an
// answer; the sheet of a loop is for the candidate.
func AudiencesOf(o MailEvent) []Audience {
	if o == OnLoop || o.IsLetter() {
		return []Audience{ToCandidate}
	}
	if o == OnFeedback {
		return []Audience{ToPanel}
	}
	if o == OnReminder || o == OnRefused || o == OnAsked {
		return []Audience{ToCandidate, ToPanel}
	}
	return []Audience{ToCandidate, ToPanel, ToOrganiser}
}

// Template is what the mails of one event say to one audience, in one
// language. Own says that the workspace wrote it itself.
type Template struct {
	Event    MailEvent
	Audience Audience
	Language string
	Source   string
	// Words is the language in which Source is written: that of the template, or
	// the one that stands in for it as long as there are no words in it.
	Words string
	// Tag is the language that was asked for and led to Words, with its country where it
	// has one (BCP 47): readers in each country have a clock of their own.
	Tag string
	Own bool
}

// TemplatePreview is a mail as its reader would see it.
type TemplatePreview struct {
	Subject, Text, HTML string
	// Method is what the calendar object in it asks for (RFC 5546): REQUEST, CANCEL or
	// DECLINECOUNTER; "" without one.
	Method string
	// Files are the names of the further files that go with it.
	Files []string
}

// TemplateRenderer knows the language of templates; package mail does.
type TemplateRenderer interface {
	// BuiltIn is the source that comes with the program, "" in a language that
	// it does not speak.
	BuiltIn(o MailEvent, a Audience, language string) string
	// Languages are those that come with the program, English first.
	Languages() []string
	// Placeholders are what may stand in the text of a template for an audience.
	Placeholders(o MailEvent, a Audience) []Placeholder
	// CheckTemplate says what is wrong with a source, and in which line.
	CheckTemplate(o MailEvent, a Audience, source string) error
	// DraftLetter fills in the template of a letter: what it would say, to be looked at and
	// changed.
	DraftLetter(t Template, v LetterValues) (subject, text string, err error)
	// Preview writes what a letter would say with this template. Its plain text
	// has lines of so many columns; 0 means those of the mail.
	Preview(l MailRequest, t Template, columns int) (TemplatePreview, error)
}

// Placeholder is a name that stands for a value in a template.
type Placeholder struct {
	Name string // as it stands between {{ and }}
	Says string // what it stands for, in a few words
}

// Language is the language of mails.
func (s *Settings) Language(ctx context.Context) (string, error) {
	language, err := s.Store.Setting(ctx, SettingLanguage)
	if language == "" {
		language = DefaultLanguage
	}
	return language, err
}

// Templates is the service for the words of mails.
type Templates struct {
	Settings *Settings
	Renderer TemplateRenderer
	Now      Clock
}

// templatePrefix begins the keys of the settings that keep templates.
const templatePrefix = "template."

// IsTemplate reports whether a setting keeps a template.
func IsTemplate(key string) bool { return strings.HasPrefix(key, templatePrefix) }

// key is the setting that keeps the workspace's own source.
func (t Template) key() string {
	return fmt.Sprintf(templatePrefix+"%s.%s.%s", t.Event, t.Audience, t.Language)
}

// named checks which template is meant; language "" is that of the mails.
func (s *Templates) named(ctx context.Context, o MailEvent, a Audience, language string) (Template, error) {
	if !slices.Contains(TemplateEvents(), o) {
		return Template{}, Invalid("event", "There is no template for %q; choose one of invited, loop, asked, moved, changed, reminder, refused, cancelled, withdrawn, feedback, advanced, rejected, message, offer, offer_reminder, offer_gone, offer_noted.", Shorten(string(o)))
	}
	if !slices.Contains(AudiencesOf(OnInvited), a) {
		return Template{}, Invalid("audience", "A template is for the candidate, the panel or the organiser, not for %q.", Shorten(string(a)))
	}
	if !slices.Contains(AudiencesOf(o), a) {
		return Template{}, Invalid("audience", "%s gets no such email, so there is no template for it.", map[Audience]string{ToOrganiser: "The organiser", ToPanel: "The panel", ToCandidate: "The candidate"}[a])
	}
	language, err := CleanLanguage(language)
	if err == nil && language == "" {
		language, err = s.Settings.Language(ctx)
	}
	return Template{Event: o, Audience: a, Language: language}, err
}

// Show returns a template with the source that its mails are written with: the
// workspace's own, else the one that comes with the program. Where there is
// neither in this language, it is looked for in the same language of any
// country, in the language of the mails, and at last in English.
func (s *Templates) Show(ctx context.Context, o MailEvent, a Audience, language string) (Template, error) {
	t, err := s.named(ctx, o, a, language)
	if err != nil {
		return t, err
	}
	usual, err := s.Settings.Language(ctx)
	if err != nil {
		return t, err
	}
	for _, asked := range []string{t.Language, usual, DefaultLanguage} {
		for _, tag := range widening(asked) {
			kept, err := s.Settings.Store.Setting(ctx, Template{Event: o, Audience: a, Language: tag}.key())
			if err != nil {
				return t, err
			}
			t.Own, t.Source, t.Words, t.Tag = kept != "" && tag == t.Language, kept, tag, asked
			if t.Source == "" {
				t.Source = s.Renderer.BuiltIn(o, a, tag)
			}
			if t.Source != "" {
				return t, nil
			}
		}
	}
	return t, nil
}

// ForMail returns the words of a mail to someone who reads this language, ""
// being that of the mails. Its language is the one of the words.
func (s *Templates) ForMail(ctx context.Context, o MailEvent, a Audience, language string) (Template, error) {
	t, err := s.Show(ctx, o, a, language)
	t.Language = t.Words
	return t, err
}

// List returns every template of a language, "" being that of the mails,
// without sources.
func (s *Templates) List(ctx context.Context, language string) ([]Template, error) {
	var out []Template
	for _, o := range TemplateEvents() {
		for _, a := range AudiencesOf(o) {
			t, err := s.Show(ctx, o, a, language)
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
	named, err := s.named(ctx, t.Event, t.Audience, t.Language)
	if err != nil {
		return err
	}
	if err := s.Renderer.CheckTemplate(t.Event, t.Audience, t.Source); err != nil {
		return &Problem{Kind: ErrInvalid, Field: "template", Cause: err, Sentence: "The template was not saved: " + err.Error() + "."}
	}
	return s.keep(ctx, actor, named, t.Source)
}

// Reset goes back to the words that come with the program.
func (s *Templates) Reset(ctx context.Context, actor Member, o MailEvent, a Audience, language string) error {
	if err := Allow(actor, ToManage); err != nil {
		return err
	}
	t, err := s.named(ctx, o, a, language)
	if err != nil {
		return err
	}
	return s.keep(ctx, actor, t, "")
}

// keep saves the source of a template, "" for the words that come with the
// program, and logs the old and the new words.
func (s *Templates) keep(ctx context.Context, actor Member, t Template, source string) error {
	was, err := s.Show(ctx, t.Event, t.Audience, t.Language)
	if err != nil {
		return err
	}
	if err := s.Settings.Store.SetSetting(ctx, t.key(), source); err != nil {
		return err
	}
	now, err := s.Show(ctx, t.Event, t.Audience, t.Language)
	if err != nil {
		return err
	}
	return LogSettings(ctx, s.Settings, actor, "template.changed",
		fmt.Sprintf("Changed the template %s for the %s in %s", t.Event, t.Audience, LanguageName(t.Language)), Difference("Text", was.Source, now.Source))
}

// SetLanguage changes the language of mails. What is not written in it is
// written in English.
func (s *Templates) SetLanguage(ctx context.Context, actor Member, language string) error {
	if err := Allow(actor, ToManage); err != nil {
		return err
	}
	language, err := CleanLanguage(language)
	if err == nil && language == "" {
		err = Invalid("language", "Say which language, such as en, de or pt-BR.")
	}
	if err != nil {
		return err
	}
	was, err := s.Settings.Language(ctx)
	if err != nil {
		return err
	}
	if err := s.Settings.Store.SetSetting(ctx, SettingLanguage, language); err != nil {
		return err
	}
	return LogSettings(ctx, s.Settings, actor, "settings.changed", "Changed the settings", Difference("Language of emails", languageWords(was), languageWords(language)))
}

// Preview writes a template with an interview at hand, for the first invited
// person of its audience. What is not known yet is made up. Its plain text has
// lines of so many columns; 0 means those of the mail.
func (s *Templates) Preview(ctx context.Context, t Template, r Record, columns int) (TemplatePreview, error) {
	if err := s.Renderer.CheckTemplate(t.Event, t.Audience, t.Source); err != nil {
		return TemplatePreview{}, &Problem{Kind: ErrInvalid, Field: "template", Cause: err, Sentence: "The template cannot be shown: " + err.Error() + "."}
	}
	if t.Words != "" {
		t.Language = t.Words
	}
	company, err := s.Settings.Workspace(ctx)
	if err != nil {
		return TemplatePreview{}, err
	}
	if t.Event.IsLetter() {
		v := LetterValues{Reader: r.Candidate.Name, Job: r.Job.Title, Stage: "Interview", Company: company,
			Author: Mailbox{Name: r.Organiser.Name, Address: r.Organiser.Email}}
		if t.Event.IsOffer() {
			v.sampleOffer(r)
		}
		subject, text, err := s.Renderer.DraftLetter(t, v)
		return TemplatePreview{Subject: subject, Text: text}, err
	}
	l := MailRequest{Record: r, Stamp: s.Now().UTC(), MessageID: "preview@recruitty.example", Workspace: company,
		From: Mailbox{Name: r.Organiser.Name, Address: r.Organiser.Email}, Sequence: r.Interview.Sequence + 1}
	for _, p := range r.Recipients() {
		if p.Audience == t.Audience {
			l.To = p
			break
		}
	}
	if l.To.Address == "" { // nobody of the panel is invited yet
		l.To = Participant{Address: r.Organiser.Email, Name: r.Organiser.Name, Audience: t.Audience, TimeZone: r.Organiser.TimeZone, TwelveHour: r.Organiser.TwelveHour}
		l.Record.People = append(slices.Clone(r.People), l.To)
	}
	if t.Audience != ToCandidate {
		l.Guide = sampleGuide
	}
	if i := &l.Record.Interview; i.Platform == Zoom && i.Meeting == nil {
		i.Meeting = &Meeting{ID: 81234567890, JoinURL: "https://zoom.us/j/81234567890", Passcode: "example"}
	}
	for _, f := range r.Files {
		if f.Everyone || t.Audience != ToCandidate {
			l.Files = append(l.Files, MailFile{File: f})
		}
	}
	switch t.Event {
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
	case OnAsked:
		l.Kind = MailAsk
	case OnFeedback:
		l.Kind, l.Form = MailFeedback, sampleForm
	case OnLoop:
		l.Kind = MailSheet
		if len(r.Loop) == 0 { // as if one more stood beside it
			next := l.Record.Interview
			next.Title, next.Start = "Team interview", next.Start.Add(next.Duration+30*time.Minute)
			l.Record.Loop = []LoopSession{{Interview: l.Record.Interview, People: r.Invited()}, {Interview: next, People: r.Invited()}}
		}
	case OnRefused:
		l.Kind = MailRefusal
		l.To.Proposed, l.To.Refused = Proposal{Start: r.Interview.Start.Add(4 * time.Hour), Duration: r.Interview.Duration}, l.Stamp
		l.Record.Versions = []Version{{Number: 1, Kind: WasProposalRefused, Reason: "The others are not available then."}}
		l.Record.Effects = []Effect{{Version: 1, Kind: MailRefusal, Target: l.To.Address}}
	default:
		l.Kind = MailInvite
	}
	return s.Renderer.Preview(l, t, columns)
}

// sampleForm and sampleGuide are what a template is looked at with; package scorecards
// writes the real ones.
const (
	sampleForm  = "Skills (1-4):\nCommunication (1-4):\nRecommendation (strong no, no, yes, strong yes):\nNote for the team:\nPrivate note:\n(end of the form)"
	sampleGuide = "Ask about a project that went wrong, and what they learned from it."
)

// SampleRecord is a made-up interview by which templates can be looked at where
// there is no real one. Everything that a mail may say is in it.
func SampleRecord(organiser Member, now time.Time) Record {
	start := now.UTC().Truncate(24 * time.Hour).Add(3*24*time.Hour + 10*time.Hour)
	r := Record{
		Interview: Interview{
			Version: 1, UID: "sample@recruitty.example", Title: "Technical interview", Start: start, Duration: 45 * time.Minute,
			TimeZone: organiser.Location().String(), Platform: Zoom, Status: Scheduled,
			Description:  "We will talk about one of your projects. Bring your questions.",
			InternalNote: "Ask about the year abroad.", CancelReason: "The position is on hold.",
		},
		Candidate: Candidate{Name: "Alex Sample", Email: "alex@candidate.example"},
		Job:       Job{Title: "Software Engineer"},
		Organiser: organiser,
		People: []Participant{
			{Address: "alex@candidate.example", Name: "Alex Sample", Audience: ToCandidate},
			{Address: "jo@team.example", Name: "Jo Sample", Audience: ToPanel},
		},
		Files: []File{{Name: "Job description.pdf", Everyone: true}, {Name: "CV Sample.pdf"}},
	}
	r.Versions = []Version{{Number: 1, Kind: WasRescheduled, Start: start, Duration: r.Interview.Duration, Reason: "The room is taken."}}
	return r
}
