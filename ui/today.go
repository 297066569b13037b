package ui

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	tea "charm.land/bubbletea/v2"

	"recruitty/recruit"
	"recruitty/recruit/when"
	"recruitty/ui/say"
	"recruitty/ui/table"
	"recruitty/ui/text"
	"recruitty/ui/theme"
)

// How much Today shows of each kind.
const (
	todayInterviews = 30
	todayPerKind    = 12
)

// todayScreen is where a day begins: the member's own interviews, and what
// needs a person. It also keeps the numbers in the sidebar.
type todayScreen struct {
	app     *App
	reading reading
	facts   todayFacts
	known   bool
	table   *table.Table
}

// todayFacts is what the screen shows.
type todayFacts struct {
	mine     []recruit.InterviewSummary // from today on
	over     []recruit.InterviewSummary // nobody said how it was
	answers  []recruit.Record           // whose answers, or silence, need somebody
	trouble  []recruit.OpenEffect       // needs a person
	troubles int
	jobs     bool // there is one
	people   int
	zoom     recruit.ConnectionState
	mail     bool // there is a way out for mails
}

func newToday(a *App) *todayScreen {
	return &todayScreen{app: a, table: table.New("", table.Column{Width: a.hoursWidth()}, table.Column{Width: 18, Weight: 2},
		table.Column{Width: 18, Weight: 2}, table.Column{Width: 16, Weight: 1, Drop: 1}).HideHeader()}
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
	s.app.Find = s.app.findRecords
	return s.ask()
}

func (s *todayScreen) Title() string { return "Today" }

func (s *todayScreen) Typing() bool { return false }

func (s *todayScreen) Keys() []Key {
	k := todayKeys()
	none := ""
	if s.table.Key() == "" {
		none = "There is nothing here to open yet."
	}
	may := s.app.forbidden(recruit.ToRecruit)
	keys := []Key{k.Open.Unless(none), k.Job.Unless(may), k.Candidate.Unless(may)}
	if s.known && s.facts.zoom != recruit.Connected {
		keys = append(keys, k.Connect.Unless(s.app.forbidden(recruit.ToConnect)))
	}
	return keys
}

func (s *todayScreen) Update(msg tea.Msg) tea.Cmd {
	if _, ok := msg.(Changed); ok {
		return s.ask()
	}
	press, ok := msg.(tea.KeyPressMsg)
	if !ok || s.table.Update(press) {
		return nil
	}
	k := todayKeys()
	a := s.app
	switch {
	case k.Job.Matches(press):
		return a.editJob(recruit.Job{}, func(j recruit.Job) tea.Cmd { return a.showJob(j.ID) })
	case k.Candidate.Matches(press):
		return a.editCandidate(recruit.Candidate{}, func(c recruit.Candidate) tea.Cmd { return a.showCandidate(c.ID, 0) })
	case k.Connect.Matches(press) && s.facts.zoom != recruit.Connected:
		return a.openConnect(func() {})
	case k.Open.Matches(press):
		return s.open()
	}
	return nil
}

// open shows what the row under the cursor is about.
func (s *todayScreen) open() tea.Cmd {
	key := strings.Fields(s.table.Key()) // interview, its candidate, itself
	if len(key) < 3 {
		return nil
	}
	return s.app.showCandidate(idOf[recruit.CandidateID](key[1]), idOf[recruit.InterviewID](key[2]))
}

func (s *todayScreen) ask() tea.Cmd {
	a := s.app
	desk, me, now := a.desk(), a.Member(), a.now()
	return reread(a, &s.reading, func(ctx context.Context) (todayFacts, error) {
		return readToday(ctx, desk, me, now)
	}, func(f todayFacts, err error) tea.Cmd {
		if err != nil {
			s.table.SetError(recruit.Sentence(err))
			return nil
		}
		s.facts, s.known = f, true
		today := 0
		for _, i := range f.mine {
			if sameDate(a.here(i.Start), now) {
				today++
			}
		}
		a.SetCount(Today, today)
		a.SetCount(Outbox, f.troubles)
		s.show()
		return nil
	})
}

// readToday reads what concerns a member from the morning of now on.
func readToday(ctx context.Context, desk *recruit.Desk, me recruit.Member, now time.Time) (todayFacts, error) {
	var f todayFacts
	morning := time.Date(now.Year(), now.Month(), now.Day(), 0, 0, 0, 0, now.Location())
	var err error
	if f.mine, err = desk.Store.Interviews(ctx, recruit.InterviewFilter{From: morning, MemberID: me.ID, Status: recruit.Scheduled, Limit: todayInterviews}); err != nil {
		return f, err
	}
	past, err := desk.Store.Interviews(ctx, recruit.InterviewFilter{To: now, OrganiserID: me.ID, Status: recruit.Scheduled, Limit: todayInterviews})
	if err != nil {
		return f, err
	}
	for _, i := range past {
		if !i.End().After(now) {
			f.over = append(f.over, i)
		}
	}
	for _, i := range f.mine {
		if i.OrganiserID != me.ID || !i.End().After(now) {
			continue
		}
		r, err := desk.Store.Record(ctx, i.ID)
		if err != nil {
			return f, err
		}
		if len(r.Concerns(now)) > 0 {
			f.answers = append(f.answers, r)
		}
	}
	if f.troubles, err = desk.Store.TroubleCount(ctx); err != nil {
		return f, err
	}
	if f.troubles > 0 {
		open, err := desk.Store.OpenEffects(ctx, 0)
		if err != nil {
			return f, err
		}
		for _, e := range open {
			if say.NeedsPerson(e.Effect) {
				f.trouble = append(f.trouble, e)
			}
		}
	}
	jobs, err := desk.Store.Jobs(ctx, recruit.JobFilter{Limit: 1})
	if err != nil {
		return f, err
	}
	page, err := desk.Store.CandidatePage(ctx, recruit.CandidateFilter{Limit: 1})
	if err != nil {
		return f, err
	}
	zoom, err := desk.Accounts.Status(ctx, me)
	if err != nil {
		return f, err
	}
	mail, err := desk.Settings.Mail(ctx)
	if err != nil {
		return f, err
	}
	f.jobs, f.people, f.zoom, f.mail = len(jobs) > 0, page.Total, zoom.State, mail.URL != "" && mail.From != ""
	return f, nil
}

// show fills the table: what needs a person first, then today, then what is
// next.
func (s *todayScreen) show() {
	a, f := s.app, s.facts
	signs := a.styles.Signs
	var rows []table.Row
	row := func(key string, cells ...table.Cell) { rows = append(rows, table.Row{Key: key, Cells: cells}) }
	interview := func(i recruit.Interview) string { return "interview " + rowKey(i.CandidateID) + " " + rowKey(i.ID) }
	if n := len(f.trouble) + len(f.answers) + len(f.over); n > 0 {
		rows = append(rows, headingRow("needs", "Needs you"))
	}
	for _, e := range byInterview(f.trouble) {
		tone, _ := a.effectState(e.worst.Effect, false)
		what := say.EffectName(e.worst.Effect)
		if e.count > 1 {
			what = fmt.Sprintf("%d mails or calls", e.count)
		}
		row("interview "+rowKey(e.worst.CandidateID)+" "+rowKey(e.worst.InterviewID)+" trouble",
			toneCell(tone, a.signed(tone)+" "+troubleWord(e.worst.Effect)), plainCell(e.worst.CandidateName),
			plainCell(e.worst.Title), dimCell(what))
	}
	for _, r := range f.answers {
		for _, c := range r.Concerns(a.session.Now()) {
			tone, what := a.concern(c)
			row(interview(r.Interview)+" "+c.Person.Address, toneCell(tone, what), plainCell(say.PersonName(c.Person)),
				plainCell(r.Interview.Title), dimCell(a.concernHint(r, c)))
		}
	}
	for n, i := range f.over {
		if n == todayPerKind {
			break
		}
		row(interview(i.Interview), toneCell(theme.Warning, signs.Warning+" how was it?"), plainCell(i.CandidateName), plainCell(i.Title), dimCell(a.start(i.Start)))
	}
	day := ""
	for _, i := range f.mine {
		here := a.here(i.Start)
		if !i.End().After(a.session.Now()) && i.OrganiserID == a.Member().ID {
			continue // stands above
		}
		if d := when.Day(here, a.now()); d != day {
			day = d
			rows = append(rows, headingRow("day "+d, a.dayHeading(here)))
		}
		hint := say.Panel(i)
		if sameDate(here, a.now()) {
			hint = when.Relative(here, a.now())
		}
		row(interview(i.Interview), plainCell(a.hours(here, i.Duration)), plainCell(i.CandidateName), plainCell(i.Title), dimCell(hint))
	}
	s.table.SetRows(rows)
}

// interviewTrouble is what needs a person about one interview.
type interviewTrouble struct {
	worst recruit.OpenEffect
	count int
}

// byInterview puts troubles with the same interview together, at most
// todayPerKind of them; the outbox shows each one.
func byInterview(all []recruit.OpenEffect) []interviewTrouble {
	var out []interviewTrouble
	for _, e := range all {
		i := slices.IndexFunc(out, func(t interviewTrouble) bool { return t.worst.InterviewID == e.InterviewID })
		switch {
		case i >= 0:
			out[i].count++
		case len(out) < todayPerKind:
			out = append(out, interviewTrouble{e, 1})
		}
	}
	return out
}

// troubleWord says in one word what is wrong with an effect.
func troubleWord(e recruit.Effect) string {
	switch e.State {
	case recruit.Failed:
		return "failed"
	case recruit.Unknown:
		return "unknown"
	}
	return "waits"
}

func sameDate(a, b time.Time) bool { return a.Year() == b.Year() && a.YearDay() == b.YearDay() }

// firstSteps teaches how to begin, with what is done already.
func (s *todayScreen) firstSteps(w int) string {
	st, f := s.app.styles, s.facts
	step := func(done bool, name, how string) string {
		mark, tone := st.Signs.Bullet, st.Text
		if done {
			mark, tone = st.Signs.OK, st.Dim
		}
		return tone.Render(text.Truncate(mark+" "+name, w)) + "\n" + st.Dim.Render(text.Wrap("  "+how, w))
	}
	return strings.Join([]string{
		st.Text.Render(text.Wrap("No interviews of yours yet. This is how the first one comes about:", w)), "",
		step(f.jobs, "Add a job", "n adds one; recruitty import jobs FILE brings many"),
		step(f.people > 0, "Add candidates", "a adds one; recruitty import candidates FILE brings many"),
		step(f.zoom == recruit.Connected, "Connect Zoom", "z connects it; Settings, Other Integrations shows it"),
		step(f.mail, "Set up mail", "Settings, Mail; until then invitations wait in the outbox"),
		step(false, "Schedule an Interview", "open a candidate and press s"),
	}, "\n")
}

func (s *todayScreen) View(w, h int) string {
	a := s.app
	st := a.styles
	now := a.now()
	head := text.Spread(st.Title.Render("Today")+st.Dim.Render("  "+now.Format("Monday 2 January 2006")), "", w) + "\n\n"
	switch {
	case !s.known:
		s.table.SetEmpty("Loading" + st.Signs.Ellipsis)
	case s.table.Len() == 0 && s.facts.jobs && s.facts.people > 0:
		s.table.SetEmpty("No interviews of yours ahead, and nothing needs you. Open a candidate and press s to Schedule an Interview.")
	case s.table.Len() == 0:
		return head + s.firstSteps(w)
	}
	if s.known && s.facts.zoom == recruit.ReconnectNow {
		head += st.Warning.Render(text.Truncate(st.Signs.Warning+" Zoom needs to be connected again: z", w)) + "\n\n"
		h -= 2
	}
	return head + s.table.View(st, w, h-2)
}
