package interviews

import (
	"context"
	"time"

	tea "charm.land/bubbletea/v2"

	"recruitty/recruit"
	"recruitty/recruit/accounts"
	"recruitty/recruit/flow"
	"recruitty/recruit/scheduling"
	"recruitty/recruit/week"
	"recruitty/ui/draft"
	"recruitty/ui/forms"
	"recruitty/ui/interviews/daystrip"
	"recruitty/ui/shell"
	"recruitty/ui/text"
	"recruitty/ui/theme"
	"recruitty/ui/wording"
)

// schedule is the form Schedule Interview Event.
type schedule struct {
	*decisionBox
	facts draft.Facts
	draft *draft.Schedule

	zoom     shell.Reading
	choices  []time.Time // of the last start that had to be asked about
	warnings []scheduling.Warning
	offered  []scheduling.HostOffer // by warnings so far
	warning  shell.Slot
	glanced  string           // the draft that warnings are about
	storing  bool             // a file is being read in
	fileErr  error            // why it was not
	added    int              // row of the one that was read in last
	agreed   string           // the files of which a program may be sent; see recruit.ScheduleRequest.Attached
	pending  tea.Cmd          // what a field began during the last Update
	at       recruit.Platform // for which the form has its fields
}

// scheduleWidth is the widest that the pop-up gets.
const scheduleWidth = 108

// OpenSchedule opens Schedule Interview Event (R5) for a candidate who is
// linked to a job, with what was typed there before and not sent.
func OpenSchedule(a *shell.App, c recruit.CandidateID, job recruit.JobID) tea.Cmd {
	return OpenScheduleAt(a, c, job, time.Time{})
}

// OpenScheduleAt is OpenSchedule with a start that was chosen elsewhere; zero is none.
func OpenScheduleAt(a *shell.App, c recruit.CandidateID, job recruit.JobID, start time.Time) tea.Cmd {
	return openSchedule(a, c, job, start, nil)
}

// openSchedule is OpenScheduleAt; made, which may be nil, follows once an interview is
// scheduled and the form is left.
func openSchedule(a *shell.App, c recruit.CandidateID, job recruit.JobID, start time.Time, made func() tea.Cmd) tea.Cmd {
	if why := a.Forbidden(recruit.ToSchedule); why != "" {
		return a.Say(theme.Warning, why)
	}
	svc, actor := a.Services(), a.Member()
	return shell.Prepare(a, func(ctx context.Context) (draft.Facts, error) {
		return draft.ReadFacts(ctx, svc, actor, c, job)
	}, func(f draft.Facts, err error) tea.Cmd {
		if err != nil {
			return a.SayProblem(err)
		}
		if err := f.Profile.MayBeInterviewed(f.Job); err != nil {
			return a.Say(theme.Warning, text.Line(recruit.Sentence(err)))
		}
		kept := f.Kept
		f.Kept = ""
		s := &schedule{facts: f, draft: f.New(actor), decisionBox: &decisionBox{app: a, words: (*flow.Schedule)(nil).Words(), width: scheduleWidth, strip: &daystrip.Strip{App: a},
			rows: forms.NewFields(a, scheduleLabels), note: text.Line(f.Profile.Candidate.Name) + " " + a.Styles().Signs.Dot + " " + text.Line(f.Job.Title)}}
		box := s.ask(s, s.draft, draft.Key(actor.ID, c, job))
		box.left = made
		if !start.IsZero() {
			box.put = func() { s.draft.At(start, a.Session().Now()) }
		}
		return a.OpenWith(box, box.keep, kept, box.resume)
	})
}

func (s *schedule) read() (flow.Decision, error) {
	d, err := s.draft.Read(s.facts.Profile.Candidate.ID, s.facts.Job.ID, s.app.Session().Now())
	return &flow.Schedule{By: s.by(), Draft: d, Agreed: &s.agreed, Remember: true}, err
}

func (s *schedule) values() map[string]string { return s.draft.Values() }

func (s *schedule) head(int) string { return "" }

func (s *schedule) outside() []wording.Service {
	return wording.Outside(s.draft.Platform, s.facts.Hosting, s.early, s.looked)
}

func (s *schedule) encode() string { return s.draft.Encode() }

func (s *schedule) restore(kept string) bool {
	_, ok := draft.Decode(kept)
	if ok {
		f := s.facts
		f.Kept, s.fileErr = kept, nil
		*s.draft = *f.New(s.app.Member())
		s.at = s.draft.Platform
	}
	return ok
}

func (s *schedule) begin() tea.Cmd {
	s.at = s.draft.Platform
	return tea.Batch(s.glance(), s.followDay())
}

// followDay shows the day of who takes part, as far as a start is understood.
func (s *schedule) followDay() tea.Cmd {
	d := s.draft.Glance(s.facts.Profile.Candidate.ID, s.facts.Job.ID, s.app.Session().Now())
	return s.strip.Follow(daystrip.People(s.facts.Profile.Candidate, d.Participants, s.facts.Team), daystrip.Slot{Start: d.Start, Length: d.Duration})
}

// shift moves the start by so many quarters of an hour.
func (s *schedule) shift(by int) tea.Cmd {
	d := s.draft.Glance(s.facts.Profile.Candidate.ID, s.facts.Job.ID, s.app.Session().Now())
	if d.Start.IsZero() {
		return s.unshifted()
	}
	s.draft.At(d.Start.Add(time.Duration(by)*week.Quarter), s.app.Session().Now())
	write(s.rows, "start", s.draft.Start)
	s.form.Refresh()
	return tea.Batch(s.typed(), s.keep.Typed())
}

func (s *schedule) follow() {}

// heard reads anew how Zoom stands, unless it is certain that only an interview was
// changed.
func (s *schedule) heard(fact shell.Changed) tea.Cmd {
	if !fact.News.All() {
		return nil
	}
	return s.askZoom()
}

// needsZoom reports whether the chosen platform cannot be used yet.
func (s *schedule) needsZoom() bool {
	return s.draft.Platform == recruit.Zoom && s.facts.Zoom.State != recruit.Connected
}

// askZoom reads anew how Zoom stands.
func (s *schedule) askZoom() tea.Cmd {
	svc, actor := s.app.Services(), s.app.Member()
	var h scheduling.Hosting
	return shell.Reread(s.app, &s.zoom, func(ctx context.Context) (accounts.ZoomStatus, error) {
		var err error
		if h, err = draft.Hosting(ctx, svc, actor); err != nil {
			return accounts.ZoomStatus{}, err
		}
		return svc.Accounts.Status(ctx, actor)
	},
		func(st accounts.ZoomStatus, err error) tea.Cmd {
			if err != nil || st.State == s.facts.Zoom.State && st.Connection.ID == s.facts.Zoom.Connection.ID {
				return nil
			}
			s.facts.Zoom, s.facts.Hosting = st, h
			delete(s.rows.Refused, "platform")
			cmd := s.glance()
			if s.stage == typing {
				cmd = tea.Batch(cmd, s.form.Rebuild())
			}
			return cmd
		})
}

// typed shows warnings at once about what was typed.
func (s *schedule) typed() tea.Cmd {
	cmd := s.pending
	s.pending = nil
	if s.at != s.draft.Platform { // it has fields of its own
		s.draft.Moved(s.at, s.facts.Profile.Candidate)
		s.at = s.draft.Platform
		cmd = tea.Batch(cmd, s.form.Rebuild())
	}
	cmd = tea.Batch(cmd, s.followDay())
	if s.glanced != s.glimpse() {
		cmd = tea.Batch(cmd, s.glance())
	}
	return cmd
}

// glance asks what is odd about what was typed so far. What of the interview would
// have to wait stands over the form before anybody has typed for long.
func (s *schedule) glance() tea.Cmd {
	s.glanced = s.glimpse()
	svc, actor := s.app.Services(), s.app.Member()
	glimpsed := s.draft.Glance(s.facts.Profile.Candidate.ID, s.facts.Job.ID, s.app.Session().Now())
	glimpsed.Host = s.settledHost()
	return shell.Load(s.app, &s.warning, func(ctx context.Context) ([]scheduling.Warning, error) {
		return svc.Scheduling.Warnings(ctx, actor, glimpsed, 0)
	}, func(all []scheduling.Warning, err error) tea.Cmd {
		if err != nil {
			return nil // a warning that cannot be worked out is none
		}
		s.warnings, s.early, s.looked = nil, nil, true
		for _, w := range all {
			if w.Waits {
				s.early = append(s.early, w)
			} else {
				s.warnings = append(s.warnings, w)
			}
		}
		if r, ok := remedy(s.warnings); ok {
			s.offered = r.Hosts
		}
		s.form.Refresh()
		return s.resize()
	})
}

// glimpse is what the warnings depend on.
func (s *schedule) glimpse() string { return s.draft.Encode() + s.settledHost() }
