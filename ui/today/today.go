// Package today is what a day begins with, and the first run of a new workspace.
package today

import (
	"context"
	"slices"
	"strconv"
	"strings"
	"time"

	tea "charm.land/bubbletea/v2"

	"recruitty/recruit"
	"recruitty/recruit/timeparse"
	"recruitty/ui/candidates"
	"recruitty/ui/connect"
	"recruitty/ui/dayview"
	"recruitty/ui/interviews"
	"recruitty/ui/jobs"
	"recruitty/ui/offers"
	"recruitty/ui/scorecards"
	"recruitty/ui/shell"
	"recruitty/ui/table"
	"recruitty/ui/wording"
)

// todayScreen is where a day begins: the member's own interviews, and what
// needs a person. It also keeps the numbers in the sidebar.
type todayScreen struct {
	shell.Listing
	reading shell.Reading
	facts   dayview.Agenda
	known   bool
	stories map[string]string // what a row does not say whole, by its key
	damaged []recruit.Damage
	looked  time.Time // when that was looked for
	healing cameUp
	causes  []Cause // what needs a person, each told in one line
	first   string  // the key of the row on which the cursor begins
	width   int     // of the last View
	height  int     // rows of the table in the last View
}

// lookAgain is how old what is known of damaged records may be: nothing that is
// done here damages one.
const lookAgain = 5 * time.Minute

// New is Today.
func New(a *shell.App) *todayScreen {
	return &todayScreen{Listing: shell.NewListing(a, table.New("").HideHeader())}
}

// Actions are what can be done on Today.
func Actions() []shell.Action { return (&todayScreen{}).Keys() }

func (s *todayScreen) Keys() []shell.Action {
	may := s.App.MayNot(recruit.ToRecruit)
	keys := []shell.Action{
		{Name: "today.open", Key: "enter", Help: "open", Label: s.opens, When: s.none, Do: s.open},
		{Name: "today.heal", Key: "h", Help: "fix", Also: "replace stand in heal decline clash", Label: s.healLabel, Shown: s.ill, When: s.well, Do: s.heal},
		{Name: "today.keep", Key: "l", Help: "leave as it is", Shown: s.ill, When: s.well, Do: s.keepAsIs},
		{Name: "interview.open-link", Key: "o", Help: "open link", Also: "join", Label: s.joins, Shown: s.onInterview, When: s.linkless, Do: s.join},
		{Name: "interview.copy", Key: "c", Help: "copy link", Shown: s.onInterview, When: s.linkless, Do: s.copyLink},
		{Name: "today.took-place", Key: "y", Help: "took place", Also: "completed outcome", Shown: s.asksOutcome, When: s.App.MayNot(recruit.ToSchedule), Do: func() tea.Cmd { return s.outcome(recruit.Completed) }},
		{Name: "today.nobody-came", Key: "n", Help: "nobody came", Also: "no-show outcome", Shown: s.asksOutcome, When: s.App.MayNot(recruit.ToSchedule), Do: func() tea.Cmd { return s.outcome(recruit.NoShow) }},
		{Name: "today.undo", Key: "u", Help: "undo outcome", Also: "take back", Shown: s.hasOutcome, When: s.App.MayNot(recruit.ToSchedule), Do: s.takeBack},
		{Name: "interview.reschedule", Key: "r", Help: "Reschedule", Also: "move another time", Shown: s.onInterview, When: s.App.MayNot(recruit.ToSchedule), Do: func() tea.Cmd { return interviews.OpenReschedule(s.App, s.interview()) }},
		{Name: "interview.cancel", Key: "x", Help: "Cancel", Shown: s.onInterview, When: s.App.MayNot(recruit.ToSchedule), Do: func() tea.Cmd { return interviews.OpenCancel(s.App, s.interview()) }},
		{Name: "interview.versions", Key: "v", Help: "Details", Also: "what changed page", Shown: s.onInterview, Do: func() tea.Cmd { return s.App.Push(interviews.NewInterview(s.App, s.interview())) }},
		{Name: "interview.prepare", Key: "P", Help: "prepare", Also: "guide résumé notes kit questions", Shown: s.onInterview, Do: func() tea.Cmd { return scorecards.Prepare(s.App, s.interview()) }},
		{Name: "interview.score", Key: "S", Help: "scorecard", Also: "give feedback rate recommendation", Shown: s.begun, When: s.App.MayNot(recruit.ToNote), Do: func() tea.Cmd { return scorecards.Give(s.App, s.interview()) }},
		{Name: "today.job", Key: "N", Help: "new job", When: may, Do: func() tea.Cmd {
			return jobs.EditJob(s.App, recruit.Job{}, func(j recruit.Job) tea.Cmd { return s.App.ShowJob(j.ID) })
		}},
		{Name: "today.candidate", Key: "a", Help: "new candidate", When: may, Do: func() tea.Cmd {
			return candidates.EditCandidate(s.App, recruit.Candidate{}, func(c recruit.Candidate) tea.Cmd { return s.App.ShowCandidate(c.ID, 0) })
		}},
		{Name: "today.connect", Key: "z", Help: "connect Zoom", Shown: func() bool { return s.known && s.facts.Zoom != recruit.Connected },
			When: s.App.MayNot(recruit.ToConnect), Do: func() tea.Cmd { return connect.OpenConnect(s.App, func() {}) }},
		s.App.WeekKey(func() bool { return false }),
		s.Filter(),
	}
	if i, ok := s.chosen(); ok && !i.End().After(s.App.Session().Now()) { // it is judged rather than changed
		keys = shell.Leading(keys, "today.open", "today.took-place", "today.nobody-came", "today.undo", "interview.score")
	}
	return keys
}

// Init implements Screen. Today is the first screen of every session that has
// a member, so the palette learns here where names are looked up.
func (s *todayScreen) Init() tea.Cmd {
	return s.ask()
}

func (s *todayScreen) Title() string { return "Today" }

// Back implements Backer.
func (s *todayScreen) Back() bool {
	if !s.Clear() {
		return false
	}
	s.show()
	return true
}

// none says that there is nothing to open.
func (s *todayScreen) none() string {
	return shell.If(s.Table.Key() == "", "There is nothing here to open yet.")
}

func (s *todayScreen) Update(msg tea.Msg) tea.Cmd {
	if fact, ok := msg.(shell.Changed); ok {
		me := s.App.Member().ID
		if !fact.Affects(func(c recruit.Change) bool { return c.NeedsAttention || slices.Contains(c.Members, me) }) {
			return nil
		}
		return s.ask()
	}
	_, changed, cmd := s.Key(msg)
	if changed {
		s.show()
	}
	return cmd
}

// open shows what the row under the cursor is about.
func (s *todayScreen) open() tea.Cmd {
	if c, ok := s.cause(); ok {
		return c.Do()
	}
	if s.ill() {
		return s.heal()
	}
	if o, ok := s.chosenOffer(); ok {
		return offers.Show(s.App, interviews.OfferDoors(), o.ID)
	}
	if s.Table.Key() == moreOver {
		return s.App.Goto(shell.Interviews)
	}
	key := strings.Fields(s.Table.Key()) // interview, its candidate, itself
	if len(key) < 3 {
		return nil
	}
	if key[0] == "damaged" {
		return s.openDamaged(key)
	}
	if len(key) == 4 { // an answer, of the person with this address or of nobody known
		for _, r := range s.facts.Answers {
			if shell.RowKey(r.Interview.ID) != key[2] {
				continue
			}
			if p, ok := interviews.Claimed(r, key[3]); ok {
				return interviews.Judge(s.App, r, p, p.Claim)
			}
			for _, p := range r.Delegating(s.App.Session().Now()) {
				if p.Address == key[3] {
					return interviews.Deputies(s.App, r, p)
				}
			}
			for _, p := range r.AskingOtherTime(s.App.Session().Now()) {
				if p.Address == key[3] {
					return interviews.OtherTime(s.App, r, []recruit.Participant{p})
				}
			}
			for n, c := range r.Unplaced() {
				if strayKey(n) == key[3] {
					return interviews.Judge(s.App, r, recruit.Participant{}, c)
				}
			}
		}
	}
	return s.App.ShowCandidate(shell.IDOf[recruit.CandidateID](key[1]), shell.IDOf[recruit.InterviewID](key[2]))
}

// openDamaged shows a damaged record as far as it can be shown.
func (s *todayScreen) openDamaged(key []string) tea.Cmd {
	switch what := key[3]; what {
	case "job":
		return s.App.ShowJob(shell.IDOf[recruit.JobID](key[2]))
	case "member":
		return s.App.ShowPart(shell.TeamPart, key[2])
	case "interview":
		return s.App.ShowCandidate(shell.IDOf[recruit.CandidateID](key[1]), shell.IDOf[recruit.InterviewID](key[2]))
	}
	return s.App.ShowCandidate(shell.IDOf[recruit.CandidateID](key[1]), 0)
}

func (s *todayScreen) ask() tea.Cmd {
	a := s.App
	svc, me, now := a.Services(), a.Member(), a.Now()
	type day struct {
		dayview.Agenda
		me      recruit.Member
		damaged []recruit.Damage
	}
	look := now.Sub(s.looked).Abs() >= lookAgain
	return shell.Reread(a, &s.reading, func(ctx context.Context) (d day, err error) {
		if d.Agenda, err = dayview.Read(ctx, svc, me, now); err == nil {
			d.me, err = svc.Store.Member(ctx, me.ID)
		}
		if err == nil && look {
			d.damaged, err = svc.Store.Damaged(ctx)
		}
		return d, err
	}, func(read day, err error) tea.Cmd {
		f := read.Agenda
		if err != nil {
			s.Table.SetError(recruit.Sentence(err))
			return nil
		}
		if read.me.Removed() {
			return a.LetGo()
		}
		if m := read.me; m.TimeZone != me.TimeZone || m.TwelveHour != me.TwelveHour || m.Name != me.Name { // changed in another window
			a.SetMember(m)
			return a.Broadcast(shell.Changed{})
		}
		if s.facts, s.known = f, true; look {
			s.damaged, s.looked = read.damaged, now
		}
		a.Session().Company = f.Company // Today is the screen that always hears of changes
		today := 0
		for _, i := range f.Mine {
			if sameDate(a.Here(i.Start), now) {
				today++
			}
		}
		a.SetCount(shell.Today, today)
		a.SetCount(shell.Outbox, f.Attention)
		s.show()
		return s.askHealing()
	})
}

// strayKey names the answer with this number of those of which nobody knows whose
// they are.
func strayKey(n int) string { return "answer:" + strconv.Itoa(n) }

// soon is what is told by the time until then, also over midnight.
const soon = 6 * time.Hour

func sameDate(a, b time.Time) bool { return a.Year() == b.Year() && a.YearDay() == b.YearDay() }

// firstSteps teaches how to begin, with what is done already.
func (s *todayScreen) firstSteps(w int) string {
	st, f := s.App.Styles(), s.facts
	step := func(done bool, name, how string) string {
		mark, tone := st.Signs.Empty, st.Text // what is to be done is not set yet
		if done {
			mark, tone = st.Signs.OK, st.Dim
		}
		return tone.Render(s.App.Grid().Truncate(mark+" "+name, w)) + "\n" + st.Dim.Render(s.App.Grid().Wrap("  "+how, w))
	}
	return strings.Join([]string{
		st.Text.Render(s.App.Grid().Wrap(wording.HowItBegins, w)), "",
		step(f.Jobs, "Add a job", "N adds one; i in Jobs imports many"),
		step(f.People > 0, "Add candidates", "a adds one; i in Candidates imports many"),
		step(f.Zoom == recruit.Connected, "Connect Zoom", "z connects it; Settings, Other Integrations shows it"),
		step(f.Mail, "Set up mail", "Settings, Mail; until then invitations wait in the outbox"),
		step(false, "Schedule an Interview", "open a candidate and press s"),
	}, "\n")
}

func (s *todayScreen) View(w, h int) string {
	a := s.App
	st := a.Styles()
	now := a.Now()
	w = min(w, wording.Wide)
	s.Top = 0
	s.fit(w, h-2)
	head := s.Head("Today", timeparse.ShortDate(now), s.ahead(), w) + "\n\n"
	switch {
	case !s.known:
		s.Table.SetEmpty(st.Signs.Waiting + " Loading")
	case s.Query() != "":
		s.Without("")
	case s.Table.Len() == 0 && s.facts.Jobs && s.facts.People > 0:
		s.Table.SetEmpty(a.Teach(recruit.ToSchedule, "You have no upcoming interviews, and nothing needs you.", wording.HowToSchedule))
	case s.Table.Len() == 0 && a.Forbidden(recruit.ToRecruit) != "":
		s.Table.SetEmpty("You have no interviews yet. They appear here once someone invites you to one.")
	case s.Table.Len() == 0:
		return head + s.firstSteps(w)
	}
	if s.known && s.facts.Zoom == recruit.ReauthRequired {
		head += st.Warning.Render(s.App.Grid().Truncate(st.Signs.Warning+" Zoom needs to be connected again: z", w)) + "\n\n"
		h -= 2
	}
	// The whole story of the selected row, which its columns cut.
	foot := ""
	if story := s.stories[s.Table.Key()]; story != "" {
		lines := s.App.Grid().Paragraph(story, w, max(h/3, 1))
		foot = "\n\n" + st.Dim.Render(strings.Join(lines, "\n"))
		h -= len(lines) + 1
	}
	return head + strings.Join(s.App.Grid().Fit(s.Table.View(st, w, h-2), w, h-2), "\n") + foot
}

// Retell implements timely. What is ahead, what is over and whose turn it is go
// by the clock, so all of it is read anew.
func (s *todayScreen) Retell() tea.Cmd {
	if !s.known {
		return nil
	}
	s.show()
	return s.ask()
}
