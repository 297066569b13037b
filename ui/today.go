package ui

import (
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	tea "charm.land/bubbletea/v2"

	"recruitty/recruit"
	"recruitty/recruit/timeparse"
	"recruitty/ui/dayview"
	"recruitty/ui/table"
	"recruitty/ui/text"
	"recruitty/ui/theme"
	"recruitty/ui/wording"
)

// todayScreen is where a day begins: the member's own interviews, and what
// needs a person. It also keeps the numbers in the sidebar.
type todayScreen struct {
	listing
	reading reading
	facts   dayview.Agenda
	known   bool
	stories map[string]string // what a row does not say whole, by its key
	damaged []recruit.Damage
	looked  time.Time // when that was looked for
}

// lookAgain is how old what is known of damaged records may be: nothing that is
// done here damages one.
const lookAgain = 5 * time.Minute

func newToday(a *App) *todayScreen {
	return &todayScreen{listing: newListing(a, table.New("", table.Column{Width: a.hoursWidth()}, table.Column{Width: 18, Weight: 2},
		table.Column{Width: 18, Weight: 2}, table.Column{Width: 16, Weight: 1, Drop: 1}).HideHeader())}
}

type todayKeyMap struct {
	Open, Job, Candidate, Connect Key
}

// todayKeys are the keys of Today.
func todayKeys() todayKeyMap {
	return todayKeyMap{
		Open:      Bind("enter", "open"),
		Job:       Bind("n", "new job"),
		Candidate: Bind("a", "new candidate"),
		Connect:   Bind("z", "connect Zoom"),
	}
}

func (k todayKeyMap) list() []Key {
	return []Key{k.Open, k.Job, k.Candidate, k.Connect}
}

// Init implements Screen. Today is the first screen of every session that has
// a member, so the palette learns here where names are looked up.
func (s *todayScreen) Init() tea.Cmd {
	return s.ask()
}

func (s *todayScreen) Title() string { return "Today" }

// Back implements Backer.
func (s *todayScreen) Back() bool {
	if !s.clear() {
		return false
	}
	s.show()
	return true
}

func (s *todayScreen) Keys() []Key {
	if s.typing {
		return typingKeys()
	}
	k := todayKeys()
	none := ""
	if s.table.Key() == "" {
		none = "There is nothing here to open yet."
	}
	may := s.app.forbidden(recruit.ToRecruit)
	keys := []Key{k.Open.Unless(none), k.Job.Unless(may), k.Candidate.Unless(may)}
	if s.known && s.facts.Zoom != recruit.Connected {
		keys = append(keys, k.Connect.Unless(s.app.forbidden(recruit.ToConnect)))
	}
	return append(keys, filterKey())
}

func (s *todayScreen) Update(msg tea.Msg) tea.Cmd {
	if fact, ok := msg.(Changed); ok {
		me := s.app.Member().ID
		if !fact.concerns(func(c recruit.Change) bool { return c.Trouble || slices.Contains(c.Members, me) }) {
			return nil
		}
		return s.ask()
	}
	taken, changed, cmd := s.key(msg)
	if changed {
		s.show()
	}
	press, ok := msg.(tea.KeyPressMsg)
	if taken || !ok {
		return cmd
	}
	k := todayKeys()
	a := s.app
	switch {
	case k.Job.Matches(press):
		return editJob(a, recruit.Job{}, func(j recruit.Job) tea.Cmd { return a.showJob(j.ID) })
	case k.Candidate.Matches(press):
		return editCandidate(a, recruit.Candidate{}, func(c recruit.Candidate) tea.Cmd { return a.showCandidate(c.ID, 0) })
	case k.Connect.Matches(press) && s.facts.Zoom != recruit.Connected:
		return openConnect(a, func() {})
	case k.Open.Matches(press):
		return s.open()
	}
	return cmd
}

// open shows what the row under the cursor is about.
func (s *todayScreen) open() tea.Cmd {
	key := strings.Fields(s.table.Key()) // interview, its candidate, itself
	if len(key) < 3 {
		return nil
	}
	if key[0] == "damaged" {
		return s.openDamaged(key)
	}
	if len(key) == 4 { // an answer, of the person with this address or of nobody known
		for _, r := range s.facts.Answers {
			if rowKey(r.Interview.ID) != key[2] {
				continue
			}
			if p, ok := claimed(r, key[3]); ok {
				return judge(s.app, r, p, p.Claim)
			}
			for _, p := range r.Delegating(s.app.Session().Now()) {
				if p.Address == key[3] {
					return deputies(s.app, r, p)
				}
			}
			for _, p := range r.AskingOtherTime(s.app.Session().Now()) {
				if p.Address == key[3] {
					return otherTime(s.app, r, []recruit.Participant{p})
				}
			}
			for n, c := range r.Unplaced() {
				if strayKey(n) == key[3] {
					return judge(s.app, r, recruit.Participant{}, c)
				}
			}
		}
	}
	return s.app.showCandidate(idOf[recruit.CandidateID](key[1]), idOf[recruit.InterviewID](key[2]))
}

// openDamaged shows a damaged record as far as it can be shown.
func (s *todayScreen) openDamaged(key []string) tea.Cmd {
	switch what := key[3]; what {
	case "job":
		return s.app.showJob(idOf[recruit.JobID](key[2]))
	case "member":
		return s.app.showPart(TeamPart, key[2])
	case "interview":
		return s.app.showCandidate(idOf[recruit.CandidateID](key[1]), idOf[recruit.InterviewID](key[2]))
	}
	return s.app.showCandidate(idOf[recruit.CandidateID](key[1]), 0)
}

func (s *todayScreen) ask() tea.Cmd {
	a := s.app
	desk, me, now := a.desk(), a.Member(), a.now()
	type day struct {
		dayview.Agenda
		me      recruit.Member
		damaged []recruit.Damage
	}
	look := now.Sub(s.looked).Abs() >= lookAgain
	return reread(a, &s.reading, func(ctx context.Context) (d day, err error) {
		if d.Agenda, err = dayview.Read(ctx, desk, me, now); err == nil {
			d.me, err = desk.Store.Member(ctx, me.ID)
		}
		if err == nil && look {
			d.damaged, err = desk.Store.Damaged(ctx)
		}
		return d, err
	}, func(read day, err error) tea.Cmd {
		f := read.Agenda
		if err != nil {
			s.table.SetError(recruit.Sentence(err))
			return nil
		}
		if read.me.Removed() {
			return a.letGo()
		}
		if m := read.me; m.TimeZone != me.TimeZone || m.TwelveHour != me.TwelveHour || m.Name != me.Name { // changed in another window
			a.SetMember(m)
			return a.broadcast(Changed{})
		}
		if s.facts, s.known = f, true; look {
			s.damaged, s.looked = read.damaged, now
		}
		a.Session().Company = f.Company // Today is the screen that always hears of changes
		today := 0
		for _, i := range f.Mine {
			if sameDate(a.here(i.Start), now) {
				today++
			}
		}
		a.SetCount(Today, today)
		a.SetCount(Outbox, f.Troubles)
		s.show()
		return nil
	})
}

// show fills the table: what needs a person first, then today, then what is
// next.
func (s *todayScreen) show() {
	a, f := s.app, s.facts
	signs, zone := a.Styles().Signs, a.Session().Zone
	var rows []table.Row
	s.find.begin(s.query())
	var over []table.Row // the heading over what comes, until a row matches the filter
	under := ""          // its words
	heading := func(key, words string) { over, under = []table.Row{headingRow(key, words)}, words }
	row := func(key, more string, cells ...table.Cell) {
		if s.find.keeps(cells, under, more) {
			rows = append(append(rows, over...), table.Row{Key: key, Cells: cells})
			over = nil
		}
	}
	s.stories = map[string]string{}
	interview := func(i recruit.Interview) string { return "interview " + rowKey(i.CandidateID) + " " + rowKey(i.ID) }
	if n := len(f.Trouble) + len(s.damaged) + len(f.Answers) + len(f.Over); n > 0 {
		who := "Needs you"
		if a.forbidden(recruit.ToSchedule) != "" {
			who = "Needs somebody"
		}
		heading("needs", who)
	}
	for _, e := range dayview.ByInterview(f.Trouble) {
		tone, _ := effectState(a, e.Worst.Effect, false)
		what := wording.EffectName(e.Worst.Effect)
		if e.Count > 1 {
			what = fmt.Sprintf("%d mails or calls", e.Count)
		}
		key := "interview " + rowKey(e.Worst.CandidateID) + " " + rowKey(e.Worst.InterviewID) + " trouble"
		s.stories[key] = text.Line(e.Worst.Error)
		row(key, e.Worst.Words(zone),
			toneCell(tone, signed(a, tone)+" "+dayview.TroubleWord(e.Worst.Effect)), plainCell(e.Worst.CandidateName),
			plainCell(e.Worst.Title), dimCell(what))
	}
	for n, d := range s.damaged {
		if n == dayview.PerKind {
			break // the doctor lists all of them
		}
		key := fmt.Sprintf("damaged %d %d %s", d.CandidateID, d.ID, d.What)
		s.stories[key] = d.Sentence() + " " + recruit.MendDamage
		row(key, s.stories[key], toneCell(theme.Error, signed(a, theme.Error)+" damaged"), plainCell(d.Name), plainCell(d.What+" "+strconv.FormatInt(d.ID, 10)), dimCell(d.Field))
	}
	for _, r := range f.Answers {
		for n, c := range r.Concerns(a.Session().Now()) {
			tone, what := concern(a, c)
			whose, name := c.Person.Address, wording.PersonName(c.Person)
			if c.Kind == recruit.HasStray { // they come first, so that they have the same number
				whose, name = strayKey(n), text.Line(r.Candidate.Name)
			}
			key := interview(r.Interview) + " " + whose
			s.stories[key] = concernStory(a, r, c)
			row(key, wording.Joined(" ", recruit.TimeWords(r.Interview.Start, zone), r.Candidate.Name, c.Person.Address, s.stories[key]), toneCell(tone, what), plainCell(name),
				plainCell(r.Interview.Title), dimCell(concernHint(a, r, c)))
		}
	}
	for n, i := range f.Over {
		if n == dayview.PerKind {
			break
		}
		row(interview(i.Interview), i.Words(zone), toneCell(theme.Warning, signs.Warning+" how was it?"), plainCell(i.CandidateName), plainCell(i.Title), dimCell(a.start(i.Start)))
	}
	day := ""
	for _, i := range f.Mine {
		here := a.here(i.Start)
		if !i.End().After(a.Session().Now()) && i.OrganiserID == a.Member().ID {
			continue // stands above
		}
		if d := timeparse.Day(here, a.now()); d != day {
			day = d
			heading("day "+d, dayHeading(a, here))
		}
		hint := wording.Panel(i)
		if sameDate(here, a.now()) || here.Sub(a.now()).Abs() < soon {
			hint = timeparse.Relative(here, a.now())
		}
		row(interview(i.Interview), i.Words(zone), plainCell(a.shortHours(here, i.Duration)), plainCell(i.CandidateName), plainCell(i.Title), dimCell(hint))
	}
	s.table.SetRows(rows)
}

// strayKey names the answer with this number of those of which nobody knows whose
// they are.
func strayKey(n int) string { return "answer:" + strconv.Itoa(n) }

// soon is what is told by the time until then, also over midnight.
const soon = 6 * time.Hour

func sameDate(a, b time.Time) bool { return a.Year() == b.Year() && a.YearDay() == b.YearDay() }

// firstSteps teaches how to begin, with what is done already.
func (s *todayScreen) firstSteps(w int) string {
	st, f := s.app.Styles(), s.facts
	step := func(done bool, name, how string) string {
		mark, tone := st.Signs.Bullet, st.Text
		if done {
			mark, tone = st.Signs.OK, st.Dim
		}
		return tone.Render(s.app.grid().Truncate(mark+" "+name, w)) + "\n" + st.Dim.Render(s.app.grid().Wrap("  "+how, w))
	}
	return strings.Join([]string{
		st.Text.Render(s.app.grid().Wrap("No interviews of yours yet. This is how the first one comes about:", w)), "",
		step(f.Jobs, "Add a job", "n adds one; i in Jobs imports many"),
		step(f.People > 0, "Add candidates", "a adds one; i in Candidates imports many"),
		step(f.Zoom == recruit.Connected, "Connect Zoom", "z connects it; Settings, Other Integrations shows it"),
		step(f.Mail, "Set up mail", "Settings, Mail; until then invitations wait in the outbox"),
		step(false, "Schedule an Interview", "open a candidate and press s"),
	}, "\n")
}

func (s *todayScreen) View(w, h int) string {
	a := s.app
	st := a.Styles()
	now := a.now()
	s.top = 0
	head := s.head("Today", now.Format("Monday 2 January 2006"), "", w) + "\n\n"
	switch {
	case !s.known:
		s.table.SetEmpty(st.Signs.Waiting + " Loading")
	case s.query() != "":
		s.without("")
	case s.table.Len() == 0 && s.facts.Jobs && s.facts.People > 0:
		s.table.SetEmpty(a.teach(recruit.ToSchedule, "No interviews of yours ahead, and nothing needs you.", "Open a candidate and press s to Schedule an Interview."))
	case s.table.Len() == 0 && a.forbidden(recruit.ToRecruit) != "":
		s.table.SetEmpty("No interviews of yours yet. They stand here once somebody has asked you to one.")
	case s.table.Len() == 0:
		return head + s.firstSteps(w)
	}
	if s.known && s.facts.Zoom == recruit.ReconnectNow {
		head += st.Warning.Render(s.app.grid().Truncate(st.Signs.Warning+" Zoom needs to be connected again: z", w)) + "\n\n"
		h -= 2
	}
	// The whole story of the selected row, which its columns cut.
	foot := ""
	if story := s.stories[s.table.Key()]; story != "" {
		lines := s.app.grid().Paragraph(story, w, max(h/3, 1))
		foot = "\n\n" + st.Dim.Render(strings.Join(lines, "\n"))
		h -= len(lines) + 1
	}
	return head + strings.Join(s.app.grid().Fit(s.table.View(st, w, h-2), w, h-2), "\n") + foot
}

// retell implements timely. What is ahead, what is over and whose turn it is go
// by the clock, so all of it is read anew.
func (s *todayScreen) retell() tea.Cmd {
	if !s.known {
		return nil
	}
	s.show()
	return s.ask()
}
