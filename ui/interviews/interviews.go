// Package interviews is the list of interviews, the screen and the card of one,
// and the boxes that schedule, reschedule and cancel it and change its people.
package interviews

import (
	"context"
	"slices"
	"strings"
	"time"

	tea "charm.land/bubbletea/v2"

	"recruitty/recruit"
	"recruitty/recruit/filter"
	"recruitty/recruit/importer"
	"recruitty/recruit/timeparse"
	"recruitty/ui/bulk/stages"
	"recruitty/ui/importing"
	"recruitty/ui/shell"
	"recruitty/ui/table"
	"recruitty/ui/theme"
	"recruitty/ui/views"
	"recruitty/ui/wording"
)

// maxInterviews is how many interviews the list holds at once, and pastFor how
// far back it looks. Older ones stand in their candidates' activity log.
const (
	maxInterviews = 2000
	pastFor       = 365 * 24 * time.Hour
)

// interviewsScreen lists the interviews by day.
type interviewsScreen struct {
	shell.Listing
	reading shell.Reading
	past    bool // those that are over, the newest first
	mine    bool // only where the member takes part
	silent  bool // only those that someone has not answered
	known   bool
	cut     bool           // there are more than maxInterviews, which are not looked at
	asked   []recruit.Term // of the filter, by which all was read
	all     []recruit.InterviewSummary
	shown   []recruit.InterviewID // those that the filter shows, in their order
	marked  marks
	last    stages.Last
	order   order
}

// New is the list of interviews.
func New(a *shell.App) *interviewsScreen {
	s := &interviewsScreen{Listing: shell.NewListing(a, table.New("",
		table.Column{Title: "When", Width: a.HoursWidth()},
		table.Column{Title: "Candidate", Width: 16, Weight: 2, First: true},
		table.Column{Title: "Interview", Width: 12, Weight: 2},
		table.Column{Title: "With", Width: 14, Weight: 1, Drop: 1},
		table.Column{Title: "State", Width: 22, Weight: 1, Below: true})).Speaking(filter.Interviews)}
	s.Beside(s.detail)
	return s
}

// Actions are what can be done in the list of interviews.
func Actions() []shell.Action { return (&interviewsScreen{}).Keys() }

func (s *interviewsScreen) Keys() []shell.Action {
	keys := []shell.Action{
		{Name: "interviews.open", Key: "enter", Help: "the candidate", When: s.none, Do: s.open},
		{Name: "interview.versions", Key: "v", Help: "Details", Also: "what changed versions history", When: s.none, Do: func() tea.Cmd { return s.App.Push(NewInterview(s.App, s.chosen())) }},
		{Name: "interviews.mine", Key: "m", Help: "mine or all", When: func() string { return shell.If(s.own(), "You can see only your own interviews; they are all here.") }, Do: func() tea.Cmd {
			s.mine = !s.mine
			return s.turn()
		}},
		{Name: "interviews.past", Key: "p", Help: "past or upcoming", Do: func() tea.Cmd {
			s.past = !s.past
			return s.turn()
		}},
		s.Filter(),
		views.Key(&s.Listing, filter.Interviews, s),
		s.App.WeekKey(func() bool { return !s.mine }),
		importing.Begin(s.App, importer.Interviews),
	}
	keys = append(keys, s.undoKey())
	return s.last.Offer(append(keys[:1:1], append(s.markKeys(), keys[1:]...)...), "interviews.undo-many")
}

func (s *interviewsScreen) Init() tea.Cmd { return s.ask() }

func (s *interviewsScreen) Title() string { return "Interviews" }

// none says that no interview can be chosen.
func (s *interviewsScreen) none() string {
	return shell.If(s.Table.Key() == "", wording.NoInterview)
}

// chosen is the interview under the cursor.
func (s *interviewsScreen) chosen() recruit.InterviewID {
	return shell.IDOf[recruit.InterviewID](s.Table.Key())
}

// open shows the candidate of the interview under the cursor.
func (s *interviewsScreen) open() tea.Cmd {
	for _, i := range s.all {
		if i.ID == s.chosen() {
			return s.App.ShowCandidate(i.CandidateID, i.ID)
		}
	}
	return nil
}

// own says that the member sees no interviews but their own.
func (s *interviewsScreen) own() bool { return s.App.Member().Role == recruit.Interviewer }

// Back implements Backer.
func (s *interviewsScreen) Back() bool {
	switch {
	case s.Clear():
	case s.silent:
		s.silent = false
	case len(s.marked) > 0:
		s.marked = nil
	default:
		return false
	}
	s.show()
	if len(s.asked) > 0 { // the rows are those of a term
		s.reading.Slot.Cancel()
		s.App.MissedBy(s)
	}
	return true
}

func (s *interviewsScreen) Update(msg tea.Msg) tea.Cmd {
	if _, ok := msg.(shell.Changed); ok {
		return s.ask()
	}
	_, changed, cmd := s.Key(msg)
	if !changed {
		return cmd
	}
	s.Table.Move(0)
	if slices.EqualFunc(s.Asked().Terms, s.asked, filter.Same) {
		s.show()
		return cmd
	}
	s.reading.Slot.Cancel()
	return tea.Batch(cmd, s.ask())
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
	svc, now := s.App.Services(), s.App.Session().Now()
	// What is going on just now belongs to both. Within a minute everybody asks the
	// same, and has one answer.
	f := recruit.InterviewFilter{From: now.Add(-recruit.MaxDuration).Truncate(time.Minute), Limit: maxInterviews, Brief: true}
	if s.past {
		f.From, f.To = now.Add(-pastFor).Truncate(time.Minute), now.Truncate(time.Minute).Add(time.Minute)
	}
	if s.mine {
		f.MemberID = s.App.Member().ID
	}
	if q := s.Asked(); len(q.Terms) > 0 {
		if f.Where = q.Terms; q.Asks(recruit.ByStart) { // the day says it, ahead or past
			f.From, f.To = time.Time{}, time.Time{}
		}
	}
	past, anyTime := s.past, len(f.Where) > 0 && f.From.IsZero()
	return shell.Reread(s.App, &s.reading, func(ctx context.Context) ([]recruit.InterviewSummary, error) {
		return svc.Store.Interviews(ctx, f)
	}, func(all []recruit.InterviewSummary, err error) tea.Cmd {
		if err != nil {
			s.Table.SetError(recruit.Sentence(err))
			return nil
		}
		read := len(all)
		switch {
		case past:
			slices.Reverse(all)
		case anyTime:
		default:
			all = slices.DeleteFunc(all, func(i recruit.InterviewSummary) bool { return !i.End().After(now) })
		}
		s.all, s.known, s.asked, s.cut = all, true, f.Where, read == maxInterviews
		cmd := s.missing()
		s.show()
		return cmd
	})
}

// show puts the interviews that match the filter into the table, by day.
func (s *interviewsScreen) show() {
	a := s.App
	s.Find.Begin(s.Asked())
	var rows []table.Row
	day := ""
	s.shown = s.shown[:0]
	byDay := s.order.column == 0
	for _, i := range s.sorted() {
		here := a.Here(i.Start)
		tone, state := SummaryState(a, i)
		if s.silent {
			if state = s.silentOf(i); state == "" {
				continue
			}
			tone = theme.Warning
		}
		when := a.ShortHours(here, i.Duration)
		if !byDay {
			when = a.Start(i.Start)
		}
		cells := []table.Cell{
			shell.PlainCell(when), shell.PlainCell(i.CandidateName), shell.PlainCell(i.Title),
			shell.DimCell(wording.Panel(i)), {Text: state, Tone: tone}}
		heading := DayHeading(a, here)
		if !s.Find.Keeps(cells, heading, i.Words(a.Session().Zone)) {
			continue
		}
		if d := here.Format(time.DateOnly); byDay && d != day {
			day = d
			rows = append(rows, shell.HeadingRow(d, heading))
		}
		s.shown = append(s.shown, i.ID)
		rows = append(rows, table.Row{Key: shell.RowKey(i.ID), Cells: cells, Marked: s.isMarked(i.ID)})
	}
	s.Table.Sorted(s.order.column, s.order.falling)
	s.Table.SetRows(rows)
	switch {
	case len(s.asked) > 0 && !s.Asked().Asks(recruit.ByStart) && s.past:
		s.Table.SetEmpty("No interview of the past twelve months matches the filter. Press p to see upcoming ones, esc to see all of them.")
	case len(s.asked) > 0 && !s.Asked().Asks(recruit.ByStart):
		s.Table.SetEmpty("No upcoming interview matches the filter. Press p to see past ones, esc to see all of them.")
	case s.Query() != "":
		s.Table.SetEmpty(shell.NoMatch("interview"))
	case s.silent:
		s.Table.SetEmpty("Everyone has answered. Press a to see all interviews.")
	case s.past:
		s.Table.SetEmpty("No interviews in the past twelve months. Press p to see upcoming ones.")
	case s.mine:
		s.Table.SetEmpty("You have no upcoming interviews. Press m to see everyone's.")
	default:
		s.Table.SetEmpty(s.App.Teach(recruit.ToSchedule, "No upcoming interviews. Press p to see past ones.", wording.HowToSchedule))
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
	head, parts := "Upcoming interviews", []string{}
	if s.past {
		head, parts = "Past interviews", append(parts, "last twelve months")
	}
	if s.mine || s.own() {
		parts = append(parts, "mine")
	} else {
		parts = append(parts, "everyone's")
	}
	if s.silent {
		parts = append(parts, "no answer yet")
	}
	return s.Draw(head, strings.Join(parts, " "+s.App.Styles().Signs.Dot+" "), s.markedCount(s.counted()), w, h)
}

// counted says how many are shown, and whether there are more than were looked at.
func (s *interviewsScreen) counted() string {
	if s.cut {
		return shell.OfTheFirst(len(s.shown), maxInterviews)
	}
	return shell.CountOf(len(s.shown), len(s.all))
}

// Retell implements timely.
func (s *interviewsScreen) Retell() tea.Cmd {
	if !s.known {
		return nil
	}
	s.show()
	return s.ask() // what has ended leaves one list and comes into the other
}
