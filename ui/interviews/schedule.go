package interviews

import (
	"context"
	"strings"
	"time"

	tea "charm.land/bubbletea/v2"

	"recruitty/recruit"
	"recruitty/recruit/accounts"
	"recruitty/ui/connect"
	"recruitty/ui/draft"
	"recruitty/ui/forms"
	"recruitty/ui/shell"
	"recruitty/ui/text"
	"recruitty/ui/theme"
)

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
	app   *shell.App
	facts draft.Facts
	draft *draft.Schedule
	form  *forms.Form
	rows  *forms.Fields
	keep  *shell.DraftSaver
	stage stage

	zoom     shell.Reading
	choices  []time.Time // of the last start that had to be asked about
	warnings []recruit.Warning
	offered  []recruit.HostOffer // by warnings so far
	warning  shell.Slot
	glanced  string  // the draft that warnings are about
	storing  bool    // a file is being read in
	fileErr  error   // why it was not
	added    int     // row of the one that was read in last
	agreed   string  // the files of which a program may go to the candidate
	pending  tea.Cmd // what a field began during the last Update

	foreseen recruit.Preview
	foresee  shell.Slot
	scroll   int
	progress *progress
}

func newSchedule(a *shell.App, f draft.Facts) *schedule {
	s := &schedule{app: a, facts: f, rows: forms.NewFields(a, scheduleLabels)}
	s.keep = &shell.DraftSaver{App: a, Key: draft.Key(a.Member().ID, f.Profile.Candidate.ID, f.Job.ID), Stored: f.Kept, Text: s.unsent}
	s.draft = f.New(a.Member())
	s.form = forms.New(forms.Options{Styles: a.Styles, Draft: s.draft, Remote: a.Session().Remote, Fields: s.fields})
	return s
}

func (s *schedule) Init() tea.Cmd {
	cmd := tea.Batch(s.resize(), s.glance())
	if s.isBack() {
		return tea.Batch(cmd, s.app.Say(theme.Plain, "What you typed here before is back; ctrl+r throws it away and begins anew."))
	}
	return cmd
}

// scheduleWidth is the widest that the pop-up gets.
const scheduleWidth = 108

func (s *schedule) resize() tea.Cmd {
	w, h := forms.BoxSize(s.app, scheduleWidth)
	bodyW, bodyH := shell.FrameSize(w, h)
	return s.form.Resize(bodyW, max(bodyH-2-text.Height(s.head(bodyW)), 3))
}

// head says over the fields what of this interview would have to wait, before
// anybody has typed for long.
func (s *schedule) head(w int) string {
	head := ""
	for _, warning := range s.warnings {
		if warning.Waits {
			head += s.app.Grid().Wrap(s.app.Styles().Signs.Warning+" "+text.Line(warning.Sentence), w) + "\n"
		}
	}
	if head == "" {
		return ""
	}
	return s.app.Styles().Warning.Render(strings.TrimSuffix(head, "\n")) + "\n"
}

func (s *schedule) Typing() bool { return s.stage == typing }

func (s *schedule) Keys() []shell.Action {
	switch s.stage {
	case typing:
		keys := []shell.Action{shell.Bind("ctrl+s", "preview and send", "ctrl+s", "alt+s"), shell.Bind("tab", "next"), shell.Bind("shift+tab", "before"), shell.Bind("esc", "close (kept)")}
		if s.needsZoom() {
			keys = append(keys[:1:1], append([]shell.Action{ConnectHere()}, keys[1:]...)...)
		}
		if offers := s.offerKeys(); len(offers) > 0 {
			keys = append(keys[:1:1], append(offers, keys[1:]...)...)
		}
		if s.isBack() {
			keys = append(keys, shell.BeginAnew())
		}
		return keys
	case previewed:
		return []shell.Action{shell.Bind("enter", "Send Invitation", "enter", "ctrl+s"), shell.Bind("↑/↓", "scroll", "up", "down"), shell.Bind("esc", "back to the form")}
	case followed:
		return s.progress.keys()
	}
	return []shell.Action{shell.Bind("esc", "back to the form")}
}

func (s *schedule) Update(msg tea.Msg) (shell.Outcome, tea.Cmd) {
	switch msg := msg.(type) {
	case tea.WindowSizeMsg:
		return shell.Stay, s.resize()
	case shell.Changed:
		switch {
		case s.progress != nil:
			return shell.Stay, s.progress.changed(msg)
		case msg.News.All():
			return shell.Stay, s.askZoom()
		}
		return shell.Stay, nil
	case tea.KeyPressMsg:
		switch s.stage {
		case previewed:
			return shell.Stay, previewKey(msg, &s.scroll, func() tea.Cmd { return s.edit(nil) }, s.send)
		case followed:
			return s.progress.press(msg)
		case looking:
			if msg.String() == "esc" {
				s.foresee.Cancel()
				return shell.Stay, s.edit(nil)
			}
			return shell.Stay, nil
		case saving:
			return shell.Stay, nil
		}
	}
	if s.stage != typing {
		return shell.Stay, nil
	}
	if press, ok := msg.(tea.KeyPressMsg); ok && s.needsZoom() && ConnectHere().Matches(press) {
		return shell.Stay, connect.OpenConnect(s.app, nil)
	}
	if press, ok := msg.(tea.KeyPressMsg); ok && s.isBack() && shell.BeginAnew().Matches(press) {
		return shell.Stay, s.app.Open(shell.NewConfirm(s.app, "Begin anew?", "What was typed here before is thrown away.", "begin anew", s.anew))
	}
	if press, ok := msg.(tea.KeyPressMsg); ok && s.takeOffer(press) {
		s.form.Refresh()
		return shell.Stay, s.typed()
	}
	event, cmd := s.form.Update(msg)
	cmd = tea.Batch(cmd, s.pending)
	s.pending = nil
	switch event {
	case forms.Submitted:
		return shell.Stay, tea.Batch(cmd, s.look())
	case forms.Escaped:
		return shell.Stay, tea.Batch(cmd, s.leave())
	case forms.Ended:
		cmd = tea.Batch(cmd, forms.SayHowToSave(s.app, "go on to the preview"))
	}
	return shell.Stay, tea.Batch(cmd, s.typed())
}

// ConnectHere connects Zoom without leaving the form.
func ConnectHere() shell.Action { return shell.Bind("ctrl+o", "connect Zoom") }

// needsZoom reports whether the chosen platform cannot be used yet.
func (s *schedule) needsZoom() bool {
	return s.draft.Platform == recruit.Zoom && s.facts.Zoom.State != recruit.Connected
}

// askZoom reads anew how Zoom stands.
func (s *schedule) askZoom() tea.Cmd {
	desk, actor := s.app.Desk(), s.app.Member()
	var h recruit.Hosting
	return shell.Reread(s.app, &s.zoom, func(ctx context.Context) (accounts.ZoomStatus, error) {
		var err error
		if h, err = draft.Hosting(ctx, desk, actor); err != nil {
			return accounts.ZoomStatus{}, err
		}
		return desk.Accounts.Status(ctx, actor)
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

// Typed follows what was typed: warnings at once, and soon the draft is kept.
func (s *schedule) typed() tea.Cmd {
	if s.glanced == s.glimpse() {
		return nil
	}
	return tea.Batch(s.glance(), s.keep.Typed())
}

// glance asks what is odd about what was typed so far.
func (s *schedule) glance() tea.Cmd {
	s.glanced = s.glimpse()
	desk, actor := s.app.Desk(), s.app.Member()
	glimpsed := s.draft.Glance(s.facts.Profile.Candidate.ID, s.facts.Job.ID, s.app.Session().Now())
	glimpsed.Host = s.settledHost()
	return shell.Load(s.app, &s.warning, func(ctx context.Context) ([]recruit.Warning, error) {
		return desk.Scheduling.Warnings(ctx, actor, glimpsed, 0)
	}, func(w []recruit.Warning, err error) tea.Cmd {
		if err == nil { // a warning that cannot be worked out is none
			s.warnings = w
			if r, ok := remedy(w); ok {
				s.offered = r.Hosts
			}
			s.form.Refresh()
			return s.resize()
		}
		return nil
	})
}

// glimpse is what the warnings depend on.
func (s *schedule) glimpse() string { return s.draft.Encode() + s.settledHost() }

// edit goes back to the form with everything typed, and the reason above it.
func (s *schedule) edit(err error) tea.Cmd {
	s.stage = typing
	if err == nil {
		return forms.Reopen(s.form)
	}
	return forms.FailForm(s.form, s.rows, err, s.value)
}
