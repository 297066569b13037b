package ui

import (
	"context"
	"errors"
	"slices"
	"strings"
	"time"

	tea "charm.land/bubbletea/v2"

	"recruitty/recruit"
	"recruitty/ui/form"
	"recruitty/ui/text"
	"recruitty/ui/theme"
)

// scheduleFacts is what the form needs to know before it opens.
type scheduleFacts struct {
	profile recruit.Profile
	job     recruit.Job
	team    []recruit.Member
	files   []draftFile
	zoom    recruit.ZoomStatus
	kept    string
	undo    time.Duration
}

// openSchedule opens Schedule Interview Event (R5) for a candidate who is
// linked to a job, with what was typed there before and not sent.
func (a *App) openSchedule(c recruit.CandidateID, job recruit.JobID) tea.Cmd {
	if why := a.forbidden(recruit.ToSchedule); why != "" {
		return a.Say(theme.Warning, why)
	}
	desk, actor := a.desk(), a.Member()
	return run(a, func(ctx context.Context) (scheduleFacts, error) {
		return readScheduleFacts(ctx, desk, actor, c, job)
	}, func(f scheduleFacts, err error) tea.Cmd {
		switch {
		case err != nil:
			return a.sayProblem(err)
		case f.profile.Candidate.Email == "":
			return a.Say(theme.Warning, text.Line(f.profile.Candidate.Name)+" has no e-mail address; add one to the profile before scheduling.")
		}
		if _, linked := f.profile.Application(job); !linked {
			return a.Say(theme.Warning, text.Line(f.profile.Candidate.Name)+" is not linked to "+text.Line(f.job.Title)+"; link them first.")
		}
		return a.Open(newSchedule(a, f))
	})
}

func readScheduleFacts(ctx context.Context, desk *recruit.Desk, actor recruit.Member, c recruit.CandidateID, job recruit.JobID) (scheduleFacts, error) {
	var f scheduleFacts
	var err error
	if f.profile, err = desk.Store.Profile(ctx, c); err != nil {
		return f, err
	}
	if f.job, err = desk.Store.Job(ctx, job); err != nil {
		return f, err
	}
	documents, err := desk.Store.JobFiles(ctx, job)
	if err != nil {
		return f, err
	}
	for _, d := range documents {
		d.Everyone = d.Kind == recruit.JobDescription
		f.files = append(f.files, draftFile{File: d, Attach: d.Kind == recruit.JobDescription})
	}
	for _, d := range f.profile.Files {
		d.Everyone = false
		f.files = append(f.files, draftFile{File: d, Attach: d.Kind == recruit.Resume})
	}
	if f.team, err = desk.Store.Members(ctx, false); err != nil {
		return f, err
	}
	if f.zoom, err = desk.Accounts.Status(ctx, actor); err != nil {
		return f, err
	}
	if f.undo, err = desk.Settings.Undo(ctx); err != nil {
		return f, err
	}
	f.kept, err = desk.Store.Setting(ctx, draftKey(actor.ID, c, job))
	return f, err
}

// stage is how far a decision has come in its box.
type stage int

// A decision is typed, looked at, saved, and then followed.
const (
	typing stage = iota
	looking
	previewed
	saving
	followed
)

// schedule is the pop-up Schedule Interview Event.
type schedule struct {
	app   *App
	facts scheduleFacts
	draft *scheduleDraft
	form  *form.Form
	rows  *fields
	keep  *keeper
	stage stage

	zoom     reading
	choices  []time.Time // of the last start that had to be asked about
	warnings []recruit.Warning
	warning  Slot
	glanced  string  // the draft that warnings are about
	pause    int     // generation of the pause after typing
	storing  bool    // a file is being read in
	fileErr  error   // why it was not
	pending  tea.Cmd // what a field began during the last Update

	foreseen recruit.Foreseen
	foresee  Slot
	scroll   int
	deed     *deed
}

func newSchedule(a *App, f scheduleFacts) *schedule {
	s := &schedule{app: a, facts: f, rows: newFields(a, scheduleLabels)}
	s.keep = &keeper{app: a, key: draftKey(a.Member().ID, f.profile.Candidate.ID, f.job.ID), stored: f.kept}
	kept, ok := decodeDraft(f.kept)
	if !ok {
		kept = &scheduleDraft{TimeZone: a.Member().TimeZone, Duration: "45 min", Platform: recruit.Zoom}
		if !f.zoom.Default {
			kept.Platform = recruit.Phone
		}
	}
	kept.Files = merge(kept.Files, f.files)
	s.draft = kept
	s.form = form.New(form.Options{Styles: a.Styles, Draft: s.draft, Remote: a.session.Remote, Fields: s.fields})
	return s
}

func (s *schedule) Init() tea.Cmd {
	return tea.Batch(s.resize(), s.glance())
}

// scheduleWidth is the widest that the pop-up gets.
const scheduleWidth = 108

func (s *schedule) resize() tea.Cmd {
	w, h := s.app.boxSize(scheduleWidth)
	bodyW, bodyH := FrameSize(w, h)
	return s.form.Resize(bodyW, max(bodyH-2, 3))
}

func (s *schedule) Typing() bool { return s.stage == typing }

func (s *schedule) Keys() []Key {
	switch s.stage {
	case typing:
		keys := []Key{Bind("ctrl+s", "preview and send", "ctrl+s", "alt+s"), Bind("tab", "next"), Bind("shift+tab", "before"), Bind("esc", "close (kept)")}
		if s.needsZoom() {
			keys = append(keys[:1:1], append([]Key{connectHere()}, keys[1:]...)...)
		}
		return keys
	case previewed:
		return []Key{Bind("enter", "Send Invitation", "enter", "ctrl+s"), Bind("↑/↓", "scroll", "up", "down"), Bind("esc", "back to the form")}
	case followed:
		return s.deed.keys()
	}
	return []Key{Bind("esc", "back to the form")}
}

func (s *schedule) Update(msg tea.Msg) (Outcome, tea.Cmd) {
	switch msg := msg.(type) {
	case tea.WindowSizeMsg:
		return Stay, s.resize()
	case Changed:
		switch {
		case s.deed != nil:
			return Stay, s.deed.changed(msg)
		case msg.Kind == "" || msg.Kind == "connection":
			return Stay, s.askZoom()
		}
		return Stay, nil
	case tea.KeyPressMsg:
		switch s.stage {
		case previewed:
			return Stay, s.previewKey(msg)
		case followed:
			return s.deed.press(msg)
		case looking:
			if msg.String() == "esc" {
				s.foresee.Cancel()
				return Stay, s.edit(nil)
			}
			return Stay, nil
		case saving:
			return Stay, nil
		}
	}
	if s.stage != typing {
		return Stay, nil
	}
	if press, ok := msg.(tea.KeyPressMsg); ok && s.needsZoom() && connectHere().Matches(press) {
		return Stay, s.app.openConnect(nil)
	}
	event, cmd := s.form.Update(msg)
	cmd = tea.Batch(cmd, s.pending)
	s.pending = nil
	switch event {
	case form.Submitted:
		return Stay, tea.Batch(cmd, s.look())
	case form.Escaped:
		return Stay, tea.Batch(cmd, s.leave())
	}
	return Stay, tea.Batch(cmd, s.typed())
}

// connectHere connects Zoom without leaving the form.
func connectHere() Key { return Bind("ctrl+o", "connect Zoom") }

// needsZoom says whether the chosen platform cannot be used yet.
func (s *schedule) needsZoom() bool {
	return s.draft.Platform == recruit.Zoom && s.facts.zoom.State != recruit.Connected
}

// askZoom reads anew how Zoom stands.
func (s *schedule) askZoom() tea.Cmd {
	desk, actor := s.app.desk(), s.app.Member()
	return reread(s.app, &s.zoom, func(ctx context.Context) (recruit.ZoomStatus, error) { return desk.Accounts.Status(ctx, actor) },
		func(st recruit.ZoomStatus, err error) tea.Cmd {
			if err != nil || st.State == s.facts.zoom.State && st.Connection.ID == s.facts.zoom.Connection.ID {
				return nil
			}
			s.facts.zoom = st
			delete(s.rows.refused, "platform")
			cmd := s.glance()
			if s.stage == typing {
				cmd = tea.Batch(cmd, s.form.Rebuild())
			}
			return cmd
		})
}

// typed follows what was typed: warnings at once, and after a pause the draft
// is kept.
func (s *schedule) typed() tea.Cmd {
	text := s.draft.encode()
	if text == s.glanced {
		return nil
	}
	s.pause++
	pause := s.pause
	return tea.Batch(s.glance(), s.app.after(800*time.Millisecond, answer{func() tea.Cmd {
		if pause != s.pause || s.stage != typing {
			return nil
		}
		return s.keep.keep(s.draft.encode(), nil)
	}}))
}

// glance asks what is odd about what was typed so far.
func (s *schedule) glance() tea.Cmd {
	s.glanced = s.draft.encode()
	desk, actor := s.app.desk(), s.app.Member()
	draft := s.draft.glance(s.facts.profile.Candidate.ID, s.facts.job.ID, s.app.session.Now())
	return load(s.app, &s.warning, func(ctx context.Context) ([]recruit.Warning, error) {
		return desk.Scheduling.Warnings(ctx, actor, draft, 0)
	}, func(w []recruit.Warning, err error) tea.Cmd {
		if err == nil { // a warning that cannot be worked out is none
			s.warnings = w
		}
		return nil
	})
}

// leave closes the pop-up once the draft is kept; when it cannot be kept it
// says so and stays, and a second esc leaves all the same.
func (s *schedule) leave() tea.Cmd {
	if s.keep.err != nil {
		s.app.Close(s)
		return s.app.Say(theme.Warning, "Closed; what was typed could not be kept: "+recruit.Sentence(s.keep.err))
	}
	s.pause++
	return s.keep.keep(s.draft.encode(), func(err error) tea.Cmd {
		if err != nil {
			return s.form.Failed(errors.New("What you typed cannot be kept: " + recruit.Sentence(err) + " esc once more closes it all the same."))
		}
		s.app.Close(s)
		return s.app.Say(theme.Plain, "Closed; what you typed is kept and comes back with s.")
	})
}

// look works out what sending would do, and shows it.
func (s *schedule) look() tea.Cmd {
	now := s.app.session.Now()
	d, err := s.draft.read(s.facts.profile.Candidate.ID, s.facts.job.ID, now)
	if err != nil {
		return s.edit(err)
	}
	s.stage, s.scroll = looking, 0
	s.form.SetSaving()
	desk, actor := s.app.desk(), s.app.Member()
	return load(s.app, &s.foresee, func(ctx context.Context) (recruit.Foreseen, error) {
		return desk.Scheduling.Foresee(ctx, actor, d)
	}, func(f recruit.Foreseen, err error) tea.Cmd {
		if err != nil {
			return s.edit(err)
		}
		s.foreseen, s.stage = f, previewed
		return s.keep.keep(s.draft.encode(), nil)
	})
}

// edit goes back to the form with everything typed, and the reason above it.
func (s *schedule) edit(err error) tea.Cmd {
	s.stage = typing
	if err == nil {
		return reopen(s.form)
	}
	return failForm(s.form, s.rows, err, s.value)
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
	}
	return ""
}

func (s *schedule) previewKey(press tea.KeyPressMsg) tea.Cmd {
	switch press.String() {
	case "esc":
		return s.edit(nil)
	case "up", "k":
		s.scroll = max(s.scroll-1, 0)
	case "down", "j":
		s.scroll++
	case "enter", "ctrl+s", "alt+s":
		return s.send()
	}
	return nil
}

// send decides. From the moment it is saved the work goes on whether anybody
// looks or not.
func (s *schedule) send() tea.Cmd {
	d, err := s.draft.read(s.facts.profile.Candidate.ID, s.facts.job.ID, s.app.session.Now())
	if err != nil {
		return s.edit(err)
	}
	s.stage = saving
	desk, actor, undo := s.app.desk(), s.app.Member(), s.facts.undo
	return run(s.app, func(ctx context.Context) (recruit.Record, error) {
		return desk.Scheduling.Schedule(ctx, actor, d, undo)
	}, func(r recruit.Record, err error) tea.Cmd {
		if err != nil {
			return s.edit(err)
		}
		s.stage = followed
		s.deed = newDeed(s.app, r, "Saved")
		s.deed.takenBack = func() tea.Cmd {
			s.deed = nil
			return tea.Batch(s.edit(nil), s.keep.keep(s.draft.encode(), nil),
				s.app.Say(theme.OK, "Taken back; nothing was sent. Everything you typed is here."))
		}
		s.pause++
		return tea.Batch(s.keep.keep("", nil), s.deed.begin(), s.app.broadcast(Changed{Kind: "interview", ID: rowKey(r.Interview.ID)}))
	})
}

// addFile stores a file of this machine and attaches it.
func (s *schedule) addFile(path string) tea.Cmd {
	s.storing, s.fileErr = true, nil
	desk := s.app.desk()
	return run(s.app, func(ctx context.Context) (recruit.File, error) {
		return desk.Documents.FromDisk(ctx, diskPath(path), recruit.OtherFile)
	}, func(f recruit.File, err error) tea.Cmd {
		s.storing = false
		if err != nil {
			s.fileErr = errors.New(text.Line(recruit.Sentence(err)))
			s.draft.Path = path // so that it can be corrected
			return s.form.Rebuild()
		}
		if i := slices.IndexFunc(s.draft.Files, func(d draftFile) bool { return d.SHA256 == f.SHA256 }); i >= 0 {
			s.draft.Files[i].Attach = true
		} else {
			f.Everyone = false // a person has to choose that the candidate sees it
			s.draft.Files = append(s.draft.Files, draftFile{File: f, Attach: true})
		}
		return tea.Batch(s.form.Rebuild(), s.typed())
	})
}
