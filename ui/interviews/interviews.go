// Package interviews is the list of interviews, the screen and the card of one,
// and the boxes that schedule, reschedule and cancel it and change its people.
package interviews

import (
	"context"
	"slices"
	"time"

	tea "charm.land/bubbletea/v2"

	"recruitty/recruit"
	"recruitty/recruit/importer"
	"recruitty/recruit/timeparse"
	"recruitty/ui/importing"
	"recruitty/ui/shell"
	"recruitty/ui/table"
	"recruitty/ui/wording"
)

// mostInterviews is how many interviews the list holds at once, and pastFor how
// far back it looks. Older ones stand in their candidates' activity log.
const (
	mostInterviews = 2000
	pastFor        = 365 * 24 * time.Hour
)

// interviewsScreen lists the interviews by day.
type interviewsScreen struct {
	shell.Listing
	reading shell.Reading
	past    bool // those that are over, the newest first
	mine    bool // only where the member takes part
	known   bool
	all     []recruit.InterviewSummary
}

func New(a *shell.App) *interviewsScreen {
	return &interviewsScreen{Listing: shell.NewListing(a, table.New("",
		table.Column{Title: "When", Width: a.HoursWidth()},
		table.Column{Title: "Candidate", Width: 16, Weight: 2},
		table.Column{Title: "Interview", Width: 16, Weight: 2},
		table.Column{Title: "With", Width: 14, Weight: 1, Drop: 1},
		table.Column{Title: "State", Width: 18, Weight: 1, Below: true}))}
}

type interviewsKeyMap struct {
	Open, Versions, Mine, Past, Import shell.Key
}

// Keys are the keys of the list of interviews.
func Keys() interviewsKeyMap {
	return interviewsKeyMap{
		Open:     shell.Bind("enter", "the candidate"),
		Versions: shell.Bind("v", "what changed"),
		Mine:     shell.Bind("m", "mine or all"),
		Past:     shell.Bind("p", "past or ahead"),
		Import:   importing.ImportKey(importer.Interviews),
	}
}

func (k interviewsKeyMap) List() []shell.Key {
	return []shell.Key{k.Open, k.Versions, k.Mine, k.Past, k.Import}
}

func (s *interviewsScreen) Init() tea.Cmd { return s.ask() }

func (s *interviewsScreen) Title() string { return "Interviews" }

func (s *interviewsScreen) Keys() []shell.Key {
	if s.Editing {
		return shell.TypingKeys()
	}
	k := Keys()
	none := ""
	if s.Table.Key() == "" {
		none = "There is no interview in this list to choose."
	}
	own := ""
	if s.own() {
		own = "You see your own interviews only; they are all here."
	}
	return []shell.Key{k.Open.Unless(none), k.Versions.Unless(none), k.Mine.Unless(own), k.Past, shell.FilterKey(), k.Import.Unless(importing.NoImport(s.App))}
}

// own says that the member sees no interviews but their own.
func (s *interviewsScreen) own() bool { return s.App.Member().Role == recruit.Interviewer }

// Back implements Backer.
func (s *interviewsScreen) Back() bool {
	if !s.Clear() {
		return false
	}
	s.show()
	return true
}

func (s *interviewsScreen) Update(msg tea.Msg) tea.Cmd {
	if _, ok := msg.(shell.Changed); ok {
		return s.ask()
	}
	taken, changed, cmd := s.Key(msg)
	if changed {
		s.show()
		s.Table.Move(0)
	}
	press, ok := msg.(tea.KeyPressMsg)
	if taken || !ok {
		return cmd
	}
	k := Keys()
	id := shell.IDOf[recruit.InterviewID](s.Table.Key())
	switch {
	case k.Mine.Matches(press):
		s.mine = !s.mine
		return s.turn()
	case k.Import.Matches(press):
		return importing.ImportFile(s.App, importer.Interviews)
	case k.Past.Matches(press):
		s.past = !s.past
		return s.turn()
	case id == 0:
	case k.Versions.Matches(press):
		return s.App.Push(NewInterview(s.App, id))
	case k.Open.Matches(press):
		for _, i := range s.all {
			if i.ID == id {
				return s.App.ShowCandidate(i.CandidateID, id)
			}
		}
	}
	return cmd
}

// turn shows another choice of interviews from its beginning.
func (s *interviewsScreen) turn() tea.Cmd {
	s.reading.Slot.Cancel()
	s.known, s.all = false, nil
	s.Table.Reset()
	return s.ask()
}

func (s *interviewsScreen) ask() tea.Cmd {
	if !s.known {
		s.Table.SetLoading()
	}
	desk, now := s.App.Desk(), s.App.Session().Now()
	// What is going on just now belongs to both. Within a minute everybody asks the
	// same, and has one answer.
	f := recruit.InterviewFilter{From: now.Add(-recruit.MaxDuration).Truncate(time.Minute), Limit: mostInterviews, Brief: true}
	if s.past {
		f.From, f.To = now.Add(-pastFor).Truncate(time.Minute), now.Truncate(time.Minute).Add(time.Minute)
	}
	if s.mine {
		f.MemberID = s.App.Member().ID
	}
	past := s.past
	return shell.Reread(s.App, &s.reading, func(ctx context.Context) ([]recruit.InterviewSummary, error) {
		return desk.Store.Interviews(ctx, f)
	}, func(all []recruit.InterviewSummary, err error) tea.Cmd {
		if err != nil {
			s.Table.SetError(recruit.Sentence(err))
			return nil
		}
		if past {
			slices.Reverse(all)
		} else {
			all = slices.DeleteFunc(all, func(i recruit.InterviewSummary) bool { return !i.End().After(now) })
		}
		s.all, s.known = all, true
		s.show()
		return nil
	})
}

// show puts the interviews that match the filter into the table, by day.
func (s *interviewsScreen) show() {
	a := s.App
	s.Find.Begin(s.Query())
	var rows []table.Row
	day := ""
	for _, i := range s.all {
		here := a.Here(i.Start)
		tone, state := SummaryState(a, i)
		cells := []table.Cell{
			shell.PlainCell(a.ShortHours(here, i.Duration)), shell.PlainCell(i.CandidateName), shell.PlainCell(i.Title),
			shell.DimCell(wording.Panel(i)), {Text: state, Tone: tone}}
		heading := DayHeading(a, here)
		if !s.Find.Keeps(cells, heading, i.Words(a.Session().Zone)) {
			continue
		}
		if d := here.Format(time.DateOnly); d != day {
			day = d
			rows = append(rows, shell.HeadingRow(d, heading))
		}
		rows = append(rows, table.Row{Key: shell.RowKey(i.ID), Cells: cells})
	}
	s.Table.SetRows(rows)
	switch {
	case s.Query() != "":
		s.Table.SetEmpty("No interview matches the filter. Press esc to see all of them.")
	case s.past:
		s.Table.SetEmpty("No interview in the past twelve months. Press p to see those ahead.")
	case s.mine:
		s.Table.SetEmpty("No interview of yours ahead. Press m to see everybody's.")
	default:
		s.Table.SetEmpty(s.App.Teach(recruit.ToSchedule, "No interview ahead. Press p to see past ones.", "Open a candidate and press s to Schedule an Interview."))
	}
}

// DayHeading names a day, and how far it is where the name does not say so.
func DayHeading(a *shell.App, t time.Time) string {
	day := timeparse.Day(t, a.Now())
	switch day {
	case "Today", "Tomorrow", "Yesterday":
		return day
	}
	return day + " " + a.Styles().Signs.Dot + " " + timeparse.Relative(t, a.Now())
}

func (s *interviewsScreen) View(w, h int) string {
	note := "ahead"
	if s.past {
		note = "past twelve months"
	}
	if s.mine || s.own() {
		note += " " + s.App.Styles().Signs.Dot + " mine"
	} else {
		note += " " + s.App.Styles().Signs.Dot + " everybody's"
	}
	return s.Draw("Interviews", note, shell.CountOf(s.Find.Kept, len(s.all)), w, h)
}

// Retell implements timely.
func (s *interviewsScreen) Retell() tea.Cmd {
	if !s.known {
		return nil
	}
	s.show()
	return s.ask() // what has ended leaves one list and comes into the other
}
