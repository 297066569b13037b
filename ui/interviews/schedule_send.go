package interviews

import (
	"context"
	"strings"

	tea "charm.land/bubbletea/v2"

	"recruitty/recruit"
	"recruitty/recruit/services"
	"recruitty/ui/shell"
	"recruitty/ui/theme"
)

// look works out what sending would do, and shows it.
func (s *schedule) look() tea.Cmd {
	now := s.app.Session().Now()
	d, err := s.draft.Read(s.facts.Profile.Candidate.ID, s.facts.Job.ID, now)
	if err != nil {
		return s.edit(err)
	}
	d = s.allow(d)
	s.stage, s.scroll = looking, 0
	s.form.SetSaving()
	desk, actor := s.app.Desk(), s.app.Member()
	return shell.Load(s.app, &s.foresee, func(ctx context.Context) (recruit.Preview, error) {
		return desk.Scheduling.Preview(ctx, actor, d)
	}, func(f recruit.Preview, err error) tea.Cmd {
		if err != nil {
			return s.refused(d, err)
		}
		s.foreseen, s.stage = f, previewed
		return s.keep.Keep(s.draft.Encode(), nil)
	})
}

// value is the draft's text for a field that the service named.
func (s *schedule) value(field string) string {
	switch field {
	case "title":
		return s.draft.Title
	case "description":
		return s.draft.Description
	case "internal_note":
		return s.draft.InternalNote
	case "start":
		return s.draft.Start
	case "time_zone":
		return s.draft.TimeZone
	case "duration":
		return s.draft.Duration
	case "participants":
		return strings.Join(s.draft.Participants, " ")
	case "platform":
		return string(s.draft.Platform)
	case "place":
		return s.draft.Place
	case "host":
		return s.draft.Host
	case "organiser_entry":
		return string(s.draft.OrganiserEntry)
	}
	return ""
}

// previewKey is a key on a preview: back to the form, scroll, or go ahead.
func previewKey(press tea.KeyPressMsg, scroll *int, back, ahead func() tea.Cmd) tea.Cmd {
	switch press.String() {
	case "esc":
		return back()
	case "up", "k":
		*scroll = max(*scroll-1, 0)
	case "down", "j":
		*scroll++
	case "enter", "ctrl+s", "alt+s":
		return ahead()
	}
	return nil
}

// send decides. From the moment it is saved the work goes on whether anybody
// looks or not.
func (s *schedule) send() tea.Cmd {
	d, err := s.draft.Read(s.facts.Profile.Candidate.ID, s.facts.Job.ID, s.app.Session().Now())
	if err != nil {
		return s.edit(err)
	}
	d = s.allow(d)
	s.stage = saving
	desk, actor, undo := s.app.Desk(), s.app.Member(), s.facts.Undo
	remembered := actor
	return shell.Run(s.app, func(ctx context.Context) (recruit.Record, error) {
		r, err := desk.Scheduling.Schedule(ctx, actor, d, undo)
		if err == nil {
			remembered = rememberEntry(ctx, desk, actor, d.OrganiserEntry)
		}
		return r, err
	}, func(r recruit.Record, err error) tea.Cmd {
		if err != nil {
			return s.edit(err)
		}
		s.app.SetMember(remembered)
		s.stage = followed
		s.progress = newProgress(s.app, r, "Saved")
		s.progress.takenBack = func() tea.Cmd {
			s.progress = nil
			return tea.Batch(s.edit(nil), s.keep.Keep(s.draft.Encode(), nil),
				s.app.Say(theme.OK, "Taken back; nothing was sent. Everything you typed is here."))
		}
		return tea.Batch(s.keep.Keep("", nil), s.progress.begin(), s.app.Broadcast(shell.Changed{}))
	})
}

// rememberEntry keeps the choice for the next interview. One that cannot be kept
// is asked for again; what is scheduled is scheduled.
func rememberEntry(ctx context.Context, desk *services.Services, actor recruit.Member, wish recruit.EntryPreference) recruit.Member {
	if m, err := desk.Team.RememberEntry(ctx, actor, wish); err == nil {
		return m
	}
	return actor
}
