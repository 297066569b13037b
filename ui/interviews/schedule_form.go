package interviews

import (
	"errors"
	"slices"
	"strings"
	"time"

	"charm.land/huh/v2"

	"recruitty/recruit"
	"recruitty/recruit/sanitize"
	"recruitty/ui/draft"
	"recruitty/ui/forms"
	"recruitty/ui/shell"
	"recruitty/ui/text"
	"recruitty/ui/theme"
	"recruitty/ui/wording"
)

// scheduleLabels is the width of the label column.
const scheduleLabels = 27

// Fields makes the rows of Schedule Interview Event (R5).
func (s *schedule) fields() []huh.Field {
	f, d := s.rows, s.draft
	rows := []huh.Field{
		f.Line("title", "Title", &d.Title).Proposing("Technical interview"),
		f.Lines("description", "Description", &d.Description, 2).Optional(),
		f.Lines("internal_note", "Internal note", &d.InternalNote, 1).Optional().Saying(func() []forms.Hint {
			return []forms.Hint{{Tone: theme.Dim, Text: "read by the panel only"}}
		}),
		f.Line("start", "Event Start Date and Time", &d.Start).Saying(s.underStart).Stepping(s.stepChoice),
		f.Zone("time_zone", "Time Zone", &d.TimeZone),
		f.Duration("duration", "Event Duration", &d.Duration, s.underDuration),
		f.Row("participants", "Participants", s.participants()).Saying(func() []forms.Hint { return s.warned("participants") }),
	}
	if len(s.facts.Pools) > 0 {
		rows = append(rows, f.Line("pools", "From pools", &d.Pools).Proposing("1 of "+text.Line(s.facts.Pools[0].Name)).Optional().Saying(s.underPools))
	}
	var add func(string)
	if forms.NoDisk(s.app) == "" {
		add = func(path string) { s.pending = s.addFile(path) }
	}
	files := newAttachments(s.app, d, add, func() bool { return s.storing }, func() error {
		if d.Path == "" {
			return nil
		}
		return s.fileErr
	})
	if d.Path == "" {
		files.at = s.added // to say who gets it
	}
	rows = append(rows,
		f.Row("files", "Additional Files", files).Saying(s.underFiles),
		f.Radio("platform", "Select Platform", (*string)(&d.Platform), s.platforms()).Saying(s.underPlatform))
	switch {
	case d.Platform != recruit.Zoom:
		rows = append(rows, f.Line("place", "Where", &d.Place).Saying(s.underPlace))
	case s.hostChosen():
		rows = append(rows, f.Line("host", "Host", &d.Host).Proposing(text.Line(s.facts.Hosting.Host)).Optional().Saying(s.underHost).Stepping(s.stepHost))
	}
	return append(rows, entryRow(s.app, f, (*string)(&d.OrganiserEntry), s.app.Member().Entry(), s.participates))
}

// underStart says what was understood, and what is odd about it.
func (s *schedule) underStart() []forms.Hint {
	u := understand(s.app, s.draft.Start, s.draft.TimeZone, s.facts.Profile.Candidate, s.rows.Typing("start"))
	if len(u.choices) > 0 {
		s.choices = u.choices
	}
	return append(append(append(u.hints, s.choiceHints()...), s.warned("start")...), s.dayLine()...)
}

// choiceHints lists the two instants that a wall time may mean, as long as the
// field holds that wall time or one of the two.
func (s *schedule) choiceHints() []forms.Hint {
	chosen := slices.IndexFunc(s.choices, func(t time.Time) bool { return wording.Exact(t) == s.draft.Start })
	u := understand(s.app, s.draft.Start, s.draft.TimeZone, recruit.Candidate{}, true)
	if chosen < 0 && len(u.choices) == 0 {
		return nil
	}
	var out []forms.Hint
	for i, c := range s.choices {
		mark, tone := "  ", theme.Plain
		if i == chosen {
			mark, tone = s.app.Styles().Signs.Cursor+" ", theme.Accent
		}
		out = append(out, forms.Hint{Tone: tone, Text: mark + s.app.FullStart(c)})
	}
	return out
}

// stepChoice writes the next of two possible instants into the field.
func (s *schedule) stepChoice(by int) bool {
	if len(s.choiceHints()) == 0 {
		return false
	}
	at := slices.IndexFunc(s.choices, func(t time.Time) bool { return wording.Exact(t) == s.draft.Start })
	switch {
	case at < 0 && by < 0:
		at = len(s.choices) - 1
	default:
		at = max(min(at+by, len(s.choices)-1), 0)
	}
	s.draft.Start = wording.Exact(s.choices[at])
	return true
}

// warned are the warnings that belong to a field.
func (s *schedule) warned(field string) []forms.Hint {
	var out []forms.Hint
	for _, w := range s.warnings {
		if w.Field == field {
			out = append(out, forms.Hint{Tone: theme.Warning, Text: text.Line(w.Sentence)})
		}
	}
	return out
}

// participants is the field for the team and for other addresses.
func (s *schedule) participants() *forms.Choose {
	return choosePeople(s.app, &s.draft.Participants, s.facts.Team, s.facts.Profile.Candidate.Email).Typed(&s.draft.Person).Validate(func(v []string) error {
		if err := recruit.CheckPanel(len(v)); err != nil {
			return errors.New(recruit.Sentence(err))
		}
		return s.rows.Check("participants", strings.Join(v, " "))
	})
}

// participates reports whether who schedules it is one of the participants.
func (s *schedule) participates() bool {
	me := s.app.Member().Email
	return slices.ContainsFunc(append(slices.Clone(s.draft.Participants), s.draft.Person, s.facts.Profile.Candidate.Email), func(a string) bool { return sanitize.SameAddress(a, me) })
}

// entryRow asks whether the organiser gets a calendar entry of their own. invited
// reports that an invitation is one anyway. usual is what the member has chosen
// before, which a new choice replaces; "" where it is for this interview only.
func entryRow(a *shell.App, f *forms.Fields, wish *string, usual recruit.EntryPreference, invited func() bool) *forms.Row {
	return f.Radio("organiser_entry", wording.OwnEntry, wish,
		[]forms.Option{{Value: string(recruit.WithEntry), Label: "yes"}, {Value: string(recruit.WithoutEntry), Label: "no"}}).Saying(func() []forms.Hint {
		var said []forms.Hint
		switch {
		case invited():
			said = []forms.Hint{{Tone: theme.Dim, Text: "you are invited, so the invitation is your entry"}}
		case *wish == string(recruit.WithoutEntry):
			said = []forms.Hint{{Tone: theme.Dim, Text: "as the organiser you get no email about it"}}
		}
		if usual != "" && *wish != string(usual) {
			said = append(said, forms.Hint{Text: wording.UsualEntry(recruit.EntryPreference(*wish))})
		}
		return said
	})
}

// platforms are the places that an interview can be at; Zoom says through
// whose account.
func (s *schedule) platforms() []forms.Option {
	var out []forms.Option
	for _, p := range recruit.Platforms() {
		label := p.Label()
		if p == recruit.Zoom {
			label += " (" + wording.Account(s.facts.Zoom) + ")"
		}
		out = append(out, forms.Option{Value: string(p), Label: label})
	}
	return out
}

// underFiles says why a file was not added, and what all of them amount to.
func (s *schedule) underFiles() []forms.Hint {
	var out []forms.Hint
	if s.fileErr != nil && s.draft.Path != "" {
		out = append(out, forms.Hint{Tone: theme.Error, Text: s.fileErr.Error()})
	}
	if err := draft.TooLarge(s.draft.Files); err != nil {
		out = append(out, forms.Hint{Tone: theme.Error, Text: err.Error()})
	}
	return out
}

// underPlatform says what stands against the platform, and the way out.
func (s *schedule) underPlatform() []forms.Hint {
	switch {
	case !s.needsZoom():
		return s.warned("platform")
	case s.facts.Zoom.State == recruit.ReauthRequired:
		return append(s.warned("platform"), forms.Hint{Tone: theme.Plain, Text: "ctrl+o connects it again from here"})
	}
	if row, ok := s.rows.Rows["platform"]; ok && row.Error() != nil { // which says already that it is not connected
		return []forms.Hint{{Tone: theme.Plain, Text: "ctrl+o connects it from here"}}
	}
	return []forms.Hint{{Tone: theme.Warning, Text: "Zoom is not connected: ctrl+o connects it from here, or choose another platform."}}
}

// underPlace says what the field Where is for on the chosen platform.
func (s *schedule) underPlace() []forms.Hint {
	switch s.draft.Platform {
	case recruit.Phone:
		return []forms.Hint{{Tone: theme.Dim, Text: "the number to call, or who calls whom"}}
	case recruit.OnSite:
		return []forms.Hint{{Tone: theme.Dim, Text: "the address, and whom to ask for"}}
	case recruit.OtherLink:
		return []forms.Hint{{Tone: theme.Dim, Text: "the whole link, such as https://meet.example.com/abc"}}
	}
	return nil
}
