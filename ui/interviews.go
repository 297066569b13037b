package ui

import (
	"context"
	"slices"
	"time"

	tea "charm.land/bubbletea/v2"

	"recruitty/recruit"
	"recruitty/recruit/importer"
	"recruitty/recruit/timeparse"
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
	listing
	reading reading
	past    bool // those that are over, the newest first
	mine    bool // only where the member takes part
	known   bool
	all     []recruit.InterviewSummary
}

func newInterviews(a *App) *interviewsScreen {
	return &interviewsScreen{listing: newListing(a, table.New("",
		table.Column{Title: "When", Width: a.hoursWidth()},
		table.Column{Title: "Candidate", Width: 16, Weight: 2},
		table.Column{Title: "Interview", Width: 16, Weight: 2},
		table.Column{Title: "With", Width: 14, Weight: 1, Drop: 1},
		table.Column{Title: "State", Width: 18, Weight: 1, Below: true}))}
}

type interviewsKeyMap struct {
	Open, Versions, Mine, Past, Import Key
}

// interviewsKeys are the keys of the list of interviews.
func interviewsKeys() interviewsKeyMap {
	return interviewsKeyMap{
		Open:     Bind("enter", "the candidate"),
		Versions: Bind("v", "what changed"),
		Mine:     Bind("m", "mine or all"),
		Past:     Bind("p", "past or ahead"),
		Import:   importKey(importer.Interviews),
	}
}

func (k interviewsKeyMap) list() []Key {
	return []Key{k.Open, k.Versions, k.Mine, k.Past, k.Import}
}

func (s *interviewsScreen) Init() tea.Cmd { return s.ask() }

func (s *interviewsScreen) Title() string { return "Interviews" }

func (s *interviewsScreen) Keys() []Key {
	if s.typing {
		return typingKeys()
	}
	k := interviewsKeys()
	none := ""
	if s.table.Key() == "" {
		none = "There is no interview in this list to choose."
	}
	own := ""
	if s.own() {
		own = "You see your own interviews only; they are all here."
	}
	return []Key{k.Open.Unless(none), k.Versions.Unless(none), k.Mine.Unless(own), k.Past, filterKey(), k.Import.Unless(noImport(s.app))}
}

// own says that the member sees no interviews but their own.
func (s *interviewsScreen) own() bool { return s.app.Member().Role == recruit.Interviewer }

// Back implements Backer.
func (s *interviewsScreen) Back() bool {
	if !s.clear() {
		return false
	}
	s.show()
	return true
}

func (s *interviewsScreen) Update(msg tea.Msg) tea.Cmd {
	if _, ok := msg.(Changed); ok {
		return s.ask()
	}
	taken, changed, cmd := s.key(msg)
	if changed {
		s.show()
		s.table.Move(0)
	}
	press, ok := msg.(tea.KeyPressMsg)
	if taken || !ok {
		return cmd
	}
	k := interviewsKeys()
	id := idOf[recruit.InterviewID](s.table.Key())
	switch {
	case k.Mine.Matches(press):
		s.mine = !s.mine
		return s.turn()
	case k.Import.Matches(press):
		return importFile(s.app, importer.Interviews)
	case k.Past.Matches(press):
		s.past = !s.past
		return s.turn()
	case id == 0:
	case k.Versions.Matches(press):
		return s.app.Push(newInterview(s.app, id))
	case k.Open.Matches(press):
		for _, i := range s.all {
			if i.ID == id {
				return s.app.showCandidate(i.CandidateID, id)
			}
		}
	}
	return cmd
}

// turn shows another choice of interviews from its beginning.
func (s *interviewsScreen) turn() tea.Cmd {
	s.reading.slot.Cancel()
	s.known, s.all = false, nil
	s.table.Reset()
	return s.ask()
}

func (s *interviewsScreen) ask() tea.Cmd {
	if !s.known {
		s.table.SetLoading()
	}
	desk, now := s.app.desk(), s.app.Session().Now()
	// What is going on just now belongs to both. Within a minute everybody asks the
	// same, and has one answer.
	f := recruit.InterviewFilter{From: now.Add(-recruit.MaxDuration).Truncate(time.Minute), Limit: mostInterviews, Brief: true}
	if s.past {
		f.From, f.To = now.Add(-pastFor).Truncate(time.Minute), now.Truncate(time.Minute).Add(time.Minute)
	}
	if s.mine {
		f.MemberID = s.app.Member().ID
	}
	past := s.past
	return reread(s.app, &s.reading, func(ctx context.Context) ([]recruit.InterviewSummary, error) {
		return desk.Store.Interviews(ctx, f)
	}, func(all []recruit.InterviewSummary, err error) tea.Cmd {
		if err != nil {
			s.table.SetError(recruit.Sentence(err))
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
	a := s.app
	s.find.begin(s.query())
	var rows []table.Row
	day := ""
	for _, i := range s.all {
		here := a.here(i.Start)
		tone, state := summaryState(a, i)
		cells := []table.Cell{
			plainCell(a.shortHours(here, i.Duration)), plainCell(i.CandidateName), plainCell(i.Title),
			dimCell(wording.Panel(i)), {Text: state, Tone: tone}}
		heading := dayHeading(a, here)
		if !s.find.keeps(cells, heading, i.Words(a.Session().Zone)) {
			continue
		}
		if d := here.Format(time.DateOnly); d != day {
			day = d
			rows = append(rows, headingRow(d, heading))
		}
		rows = append(rows, table.Row{Key: rowKey(i.ID), Cells: cells})
	}
	s.table.SetRows(rows)
	switch {
	case s.query() != "":
		s.table.SetEmpty("No interview matches the filter. Press esc to see all of them.")
	case s.past:
		s.table.SetEmpty("No interview in the past twelve months. Press p to see those ahead.")
	case s.mine:
		s.table.SetEmpty("No interview of yours ahead. Press m to see everybody's.")
	default:
		s.table.SetEmpty(s.app.teach(recruit.ToSchedule, "No interview ahead. Press p to see past ones.", "Open a candidate and press s to Schedule an Interview."))
	}
}

// dayHeading names a day, and how far it is where the name does not say so.
func dayHeading(a *App, t time.Time) string {
	day := timeparse.Day(t, a.now())
	switch day {
	case "Today", "Tomorrow", "Yesterday":
		return day
	}
	return day + " " + a.Styles().Signs.Dot + " " + timeparse.Relative(t, a.now())
}

func (s *interviewsScreen) View(w, h int) string {
	note := "ahead"
	if s.past {
		note = "past twelve months"
	}
	if s.mine || s.own() {
		note += " " + s.app.Styles().Signs.Dot + " mine"
	} else {
		note += " " + s.app.Styles().Signs.Dot + " everybody's"
	}
	return s.draw("Interviews", note, countOf(s.find.kept, len(s.all)), w, h)
}

// retell implements timely.
func (s *interviewsScreen) retell() tea.Cmd {
	if !s.known {
		return nil
	}
	s.show()
	return s.ask() // what has ended leaves one list and comes into the other
}
