package interviews

import (
	"context"
	"strconv"
	"strings"
	"time"

	tea "charm.land/bubbletea/v2"

	"recruitty/recruit"
	"recruitty/recruit/finder"
	"recruitty/recruit/pools"
	"recruitty/recruit/slots"
	"recruitty/recruit/timeparse"
	"recruitty/ui/draft"
	"recruitty/ui/forms"
	"recruitty/ui/shell"
	"recruitty/ui/text"
	"recruitty/ui/theme"
)

// findTime is the box that finds the hours which suit everybody.
type findTime struct {
	app  *shell.App
	note string // whom it is for
	ask  finder.Request
	take func(finder.Hour) tea.Cmd // puts the hour into the form
	// offer sends hours to the candidate to choose from, or where there are none the best
	// ones; nil where that makes no sense.
	offer func(t *findTime, marked []finder.Hour) tea.Cmd
	marks timeMarks // of hours, by their start

	slot   shell.Slot
	found  finder.Found
	known  bool
	err    error
	taken  []slots.Relaxation // in the order in which they were taken
	words  string             // the candidate's own, as they were pasted
	cursor int                // among the hours, then the days without one
}

// findTimeWidth is the widest that the box gets.
const findTimeWidth = 112

// waysKey names the keys under which so many ways out stand.
func waysKey(ways int) string {
	switch ways {
	case 0: // of the list of all keys
		ways = mostWays
	case 1:
		return "1"
	}
	return "1–" + strconv.Itoa(ways)
}

// wayHelp says what they do.
func wayHelp(ways int) string {
	if ways == 1 {
		return "use the alternative"
	}
	return "use an alternative"
}

// mostWays is how many ways out stand under their keys.
const mostWays = 5

// openFindTime looks for hours and gives the one that is taken to the form.
func openFindTime(a *shell.App, note string, ask finder.Request, take func(finder.Hour) tea.Cmd, offer func(*findTime, []finder.Hour) tea.Cmd) tea.Cmd {
	return a.Open(&findTime{app: a, note: note, ask: ask, take: take, offer: offer, marks: timeMarks{}})
}

// Init implements shell.Modal.
func (t *findTime) Init() tea.Cmd { return t.look() }

// Typing implements shell.Modal.
func (t *findTime) Typing() bool { return false }

// look searches anew, as what is asked for is now.
func (t *findTime) look() tea.Cmd {
	svc, actor, ask := t.app.Services(), t.app.Member(), t.ask
	for _, way := range t.taken {
		ask.Lifts = append(ask.Lifts, way.Lifts...)
	}
	return shell.Load(t.app, &t.slot, func(ctx context.Context) (finder.Found, error) { return svc.Finder.Find(ctx, actor, ask) },
		func(found finder.Found, err error) tea.Cmd {
			t.found, t.err, t.known = found, err, true
			t.cursor = min(t.cursor, max(t.rows()-1, 0))
			return nil
		})
}

// rows is how many the cursor may stand on: the hours, and the days without one.
func (t *findTime) rows() int { return len(t.found.Hours) + len(t.found.Refused()) }

// Update implements shell.Modal.
func (t *findTime) Update(msg tea.Msg) tea.Cmd {
	if _, changed := msg.(shell.Changed); changed {
		return t.look()
	}
	return nil
}

// Keys implements shell.Modal.
func (t *findTime) Keys() []shell.Action {
	keys := []shell.Action{
		{Name: "time.take", Key: "enter", Help: "take it", When: t.nothing, Do: t.chosen},
		{Name: "time.move", Key: "↑/↓", Help: "move", Strokes: []string{"up", "down", "k", "j"}, Turn: func(by int) tea.Cmd {
			t.cursor = max(min(t.cursor+by, t.rows()-1), 0)
			return nil
		}},
		markKey("time.mark", func() bool { return t.offer != nil }, t.nothing, t.mark),
		offerKey("time.offer", func() bool { return t.offer != nil }, func() int { return len(t.chosenHours()) }, func() tea.Cmd { return t.offer(t, t.chosenHours()) }),
		{Name: "time.way", Key: waysKey(len(t.ways())), Help: "use an alternative", Label: func() string { return wayHelp(len(t.ways())) }, Strokes: numberKeys(mostWays), Shown: func() bool { return len(t.ways()) > 0 }, On: func(press tea.KeyPressMsg) tea.Cmd {
			n, err := strconv.Atoi(press.String())
			if err != nil || n < 1 || n > len(t.ways()) {
				return nil
			}
			t.taken, t.cursor = append(t.taken, t.ways()[n-1]), 0
			return t.look()
		}},
		{Name: "time.back", Key: "backspace", Help: "without the alternative", Shown: func() bool { return len(t.taken) > 0 }, Do: func() tea.Cmd {
			t.taken = t.taken[:len(t.taken)-1]
			return t.look()
		}},
		{Name: "time.soft", Key: "s", Help: "over soft entries", Label: func() string {
			if t.ask.Soft {
				return "not over soft entries"
			}
			return "over soft entries"
		}, Do: func() tea.Cmd {
			t.ask.Soft = !t.ask.Soft
			return t.look()
		}},
		{Name: "time.words", Key: "p", Help: "paste the candidate's words", Do: func() tea.Cmd {
			return askWords(t.app, t.ask.Candidate, t.words, func(typed string, windows []slots.Span) tea.Cmd {
				t.words, t.ask.Windows, t.cursor = typed, windows, 0
				return t.look()
			})
		}},
		{Name: "time.longer", Key: "+", Help: "look further ahead", When: t.far, Do: func() tea.Cmd {
			t.ask.Days = min(2*max(t.ask.Days, finder.NearDays), finder.FarDays)
			t.ask.To = time.Time{}
			return t.look()
		}},
		{Name: "time.leave", Key: "esc", Help: "back", Do: func() tea.Cmd {
			t.slot.Cancel()
			t.app.Close(t)
			return nil
		}},
		shell.HelpKey(t.app),
	}
	return keys
}

// ways are the ways out that stand under keys.
func (t *findTime) ways() []slots.Relaxation {
	return t.found.Relaxations[:min(len(t.found.Relaxations), mostWays)]
}

// far says why the search reaches no further.
func (t *findTime) far() string { return tooFar(t.ask.Days) }

// tooFar says why calendars are not read for more days than these.
func tooFar(days int) string {
	return shell.If(days >= finder.FarDays, "Calendars are not read for more than "+strconv.Itoa(finder.FarDays)+" days ahead.")
}

// nothing says why there is nothing to be taken.
func (t *findTime) nothing() string {
	switch {
	case !t.known:
		return "The search is still running."
	case len(t.found.Hours) == 0:
		return "No time was found; use one of the alternatives, or look further ahead."
	case t.cursor >= len(t.found.Hours):
		return "No one is free on that day; choose another one."
	}
	return ""
}

// chosen takes the hour under the cursor.
func (t *findTime) chosen() tea.Cmd {
	hour := t.found.Hours[t.cursor]
	t.slot.Cancel()
	t.app.Close(t)
	return t.take(hour)
}

// day is the one under the cursor, in the candidate's zone.
func (t *findTime) day() (from, to time.Time, hour finder.Hour) {
	var at time.Time
	switch {
	case t.cursor < len(t.found.Hours):
		hour = t.found.Hours[t.cursor]
		at = hour.Start
	case t.cursor < t.rows():
		at = t.found.Refused()[t.cursor-len(t.found.Hours)].First
	default:
		at = t.found.From
	}
	zone := t.app.Session().Zone
	y, m, d := at.In(zone).Date()
	return time.Date(y, m, d, 0, 0, 0, 0, zone), time.Date(y, m, d+1, 0, 0, 0, 0, zone), hour
}

// FindTimeActions are the keys of the box that finds hours.
func FindTimeActions() []shell.Action {
	return (&findTime{offer: func(*findTime, []finder.Hour) tea.Cmd { return nil }}).Keys()
}

// findTimeKey opens the search from a form.
func findTimeKey(open func() tea.Cmd) shell.Action {
	return shell.Action{Name: "interview.find_time", Key: "ctrl+f", Help: "find a time", Do: open}
}

// findTime looks for hours that suit everybody who takes part, and asks first who does
// where nobody is chosen yet.
func (s *schedule) findTime() tea.Cmd {
	if s.draft.Nobody() {
		return s.askWho()
	}
	ask, err := s.draft.Wanted(s.facts)
	if err != nil {
		return s.app.Say(theme.Warning, text.Line(recruit.Sentence(err)))
	}
	return openFindTime(s.app, s.note, ask, func(h finder.Hour) tea.Cmd {
		s.draft.Take(h)
		s.choices = nil
		for _, name := range []string{"start", "time_zone", "participants", "pools"} {
			delete(s.rows.Refused, name) // what was refused of them was another time
		}
		cmd := tea.Batch(s.form.Rebuild(), s.glance(), s.keep.Typed())
		if left := h.Uninvited(); left != "" {
			cmd = tea.Batch(cmd, s.app.Say(theme.Warning, text.Line(left)))
		}
		return cmd
	}, s.offer)
}

// askWho lets a pool, a panel or a person be chosen with one key, and looks for hours.
func (s *schedule) askWho() tea.Cmd {
	svc, facts := s.app.Services(), s.facts
	return shell.Prepare(s.app, func(ctx context.Context) ([]draft.Proposal, error) { return draft.Proposals(ctx, svc, facts) },
		func(all []draft.Proposal, err error) tea.Cmd {
			if err != nil {
				return s.app.SayProblem(err)
			}
			var choices []shell.Command
			for _, p := range all {
				choices = append(choices, shell.Command{Name: text.Line(p.Words), Hint: text.Line(p.Why), Run: func() tea.Cmd {
					if s.draft.Nobody() {
						s.draft.Propose(p)
					}
					return tea.Batch(s.form.Rebuild(), s.keep.Typed(), s.findTime())
				}})
			}
			return s.app.Open(forms.NewPicker(s.app, "Who should take part?", "a pool or a name; several people are chosen in the form", choices))
		})
}

// underPools says who was chosen, or how someone is.
func (s *schedule) underPools() []forms.Hint {
	if strings.TrimSpace(s.draft.Pools) == "" {
		return nil
	}
	if _, err := pools.ParseNeeds(s.draft.Pools, s.facts.Pools); err != nil {
		return []forms.Hint{{Tone: theme.Warning, Text: text.Line(recruit.Sentence(err))}}
	}
	if names := s.draft.SeatedNames(s.facts.Team); names != "" {
		return []forms.Hint{{Text: text.Line(names)}}
	}
	return []forms.Hint{{Tone: theme.Dim, Text: "ctrl+f finds a time, and who is free then"}}
}

// findTime looks for another hour that suits everybody who takes part.
func (c *rescheduling) findTime() tea.Cmd {
	ask := finder.Request{Candidate: c.record.Candidate.ID, Interview: c.record.Interview.ID}
	for _, p := range c.record.Panel() {
		ask.People = append(ask.People, p.Address)
	}
	var err error
	if ask.Duration, err = timeparse.ParseDuration(c.draft.Duration); err == nil && len(ask.People) == 0 {
		err = finder.Nobody()
	}
	if err != nil {
		return c.app.Say(theme.Warning, text.Line(recruit.Sentence(err)))
	}
	return openFindTime(c.app, c.note, ask, func(h finder.Hour) tea.Cmd {
		start := h.Start
		if zone, err := timeparse.Zone(c.draft.Zone); err == nil {
			start = start.In(zone)
		} else {
			c.draft.Zone = start.Location().String()
		}
		c.draft.Date, c.draft.Time = start.Format(time.DateOnly), start.Format("15:04 -07:00")
		cmd := tea.Batch(c.form.Rebuild(), c.keep.Typed())
		if left := h.Staying(); left != "" { // a move changes nobody who takes part
			cmd = tea.Batch(cmd, c.app.Say(theme.Warning, text.Line(left)))
		}
		return cmd
	}, nil)
}
