package interviews

import (
	"context"
	"fmt"
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"

	"recruitty/recruit"
	"recruitty/recruit/pools"
	"recruitty/recruit/services"
	"recruitty/recruit/timeparse"
	"recruitty/ui/forms"
	"recruitty/ui/scorecards"
	"recruitty/ui/shell"
	"recruitty/ui/text"
	"recruitty/ui/wording"
)

// interviewScreen shows one interview whole: every version, everything that
// went out for it and how that ended, whatever became of it (R8).
type interviewScreen struct {
	app      *shell.App
	id       recruit.InterviewID
	reading  shell.Reading
	record   recruit.Record
	may      May
	known    bool
	failure  string
	pane     shell.TextPane
	passcode bool
	cameUp   CameUp
	guide    string // for the panel, "" for none
}

// NewInterview is the screen of one interview.
func NewInterview(a *shell.App, id recruit.InterviewID) *interviewScreen {
	return &interviewScreen{app: a, id: id}
}

func (s *interviewScreen) Init() tea.Cmd { return s.ask() }

func (s *interviewScreen) Typing() bool { return false }

func (s *interviewScreen) Title() string {
	if s.known {
		return text.Line(s.record.Interview.Title)
	}
	return "Interview"
}

func (s *interviewScreen) ask() tea.Cmd {
	svc, id := s.app.Services(), s.id
	actor := s.app.Member()
	var m May
	guide := ""
	return shell.Reread(s.app, &s.reading, func(ctx context.Context) (recruit.Record, error) {
		r, err := svc.Store.Record(ctx, id)
		if err == nil {
			m = ReadMay(ctx, svc, r)
			guide, err = readGuide(ctx, svc, actor, id)
		}
		return r, err
	}, func(r recruit.Record, err error) tea.Cmd {
		if err != nil {
			s.failure = recruit.Sentence(err)
			return nil
		}
		s.may, s.guide = m, guide
		s.record, s.known, s.failure = r, true, ""
		return s.cameUp.Ask(s.app, r)
	})
}

// readGuide is the interview guide that holds for an interview, or why it cannot be read.
func readGuide(ctx context.Context, svc *services.Services, actor recruit.Member, id recruit.InterviewID) (string, error) {
	x, err := svc.Scorecards.Sheet(ctx, actor, id)
	if err != nil && recruit.AboutOne(ctx, err) {
		return recruit.Sentence(err), nil
	}
	return x.Guide, err
}

// openFiles asks which file of the interview to open or save. None can be
// removed: the mails that went out have them.
func openFiles(a *shell.App, files []recruit.File) tea.Cmd {
	if len(files) == 1 {
		return forms.FileBox(a, files[0], nil)
	}
	items := make([]shell.Command, len(files))
	for i, f := range files {
		items[i] = shell.Command{Name: text.Line(f.Name), Hint: recruit.Size(f.Size), Run: func() tea.Cmd { return forms.FileBox(a, f, nil) }}
	}
	return a.Open(forms.NewPicker(a, "Which file?", "part of its name", items))
}

// actions are what can be done on this screen alone.
func (s *interviewScreen) actions() []shell.Action {
	return []shell.Action{
		{Name: "interview.candidate", Key: "enter", Help: "the candidate", Do: func() tea.Cmd {
			return s.app.Replace(s.app.Nav.Profile(s.app, s.record.Candidate.ID, s.id))
		}},
		{Name: "interview.score", Key: "S", Help: "scorecard", Also: "give feedback rate recommendation", When: s.app.MayNot(recruit.ToNote), Do: func() tea.Cmd { return scorecards.Give(s.app, s.id) }},
		{Name: "interview.prepare", Key: "P", Help: "prepare", Also: "guide résumé notes kit questions", Do: func() tea.Cmd { return scorecards.Prepare(s.app, s.id) }},
		{Name: "interview.files", Key: "f", Help: "files", When: func() string { return shell.If(len(s.record.Files) == 0, "There are no files with this interview.") }, Do: func() tea.Cmd { return openFiles(s.app, s.record.Files) }},
	}
}

// Keys implements Screen.
func (s *interviewScreen) Keys() []shell.Action {
	if !s.known {
		return nil
	}
	card := Card{App: s.app, Record: s.record, May: s.may, CameUp: s.cameUp.Of(s.id), Passcode: func() { s.passcode = !s.passcode }}
	return append(s.actions(), shell.Pick(card.Actions(), "interview.heal", "interview.copy", "interview.open-link", "interview.reschedule", "interview.cancel", "interview.people",
		"interview.instead", "interview.other-time", "interview.host", "interview.undo", "interview.close", "interview.passcode", "interview.take-over")...)
}

func (s *interviewScreen) Update(msg tea.Msg) tea.Cmd {
	if fact, ok := msg.(shell.Changed); ok {
		if !fact.Affects(func(c recruit.Change) bool { return c.Interview == s.id }) {
			return nil
		}
		return s.ask()
	}
	if press, ok := msg.(tea.KeyPressMsg); ok {
		s.pane.Key(press)
	}
	return nil
}

func (s *interviewScreen) View(w, h int) string {
	st := s.app.Styles()
	w = min(w, wording.Readable)
	if !s.known {
		if s.failure != "" {
			return st.Error.Render(s.app.Grid().Wrap(st.Signs.Error+" "+s.failure, w))
		}
		return st.Dim.Render(st.Signs.Waiting + " Loading")
	}
	return s.app.Scrolled(&s.pane, strings.Join(s.lines(w), "\n"), w, h)
}

// lines is everything about the interview, wrapped to w.
func (s *interviewScreen) lines(w int) []string {
	a, r, i := s.app, s.record, s.record.Interview
	st := a.Styles()
	dot := " " + st.Signs.Dot + " "
	lines := []string{
		s.app.Grid().Spread(st.Title.Render(s.app.Grid().Truncate(text.Line(i.Title), w*2/3)), st.Dim.Render(wording.Status(i.Status)+dot+fmt.Sprintf("v%d", i.Version)), w),
		st.Dim.Render(s.app.Grid().Truncate(text.Line(r.Candidate.Name)+dot+text.Line(r.Job.Title)+dot+"organised by "+text.Line(r.Organiser.Name), w)),
		"", WhenLine(a, r, w), WhereLine(a, r, s.passcode, w),
	}
	if link := LinkLine(r, s.passcode); link != "" {
		lines = append(lines, s.app.Grid().Wrap(link, w))
	}
	if i.CancelReason != "" {
		lines = append(lines, s.app.Grid().Wrap("Cancelled because: "+text.Line(i.CancelReason), w))
	}
	if d := text.Block(i.Description); d != "" {
		lines = append(lines, "", s.app.Grid().Wrap(d, w))
	}
	if d := text.Block(i.InternalNote); d != "" {
		lines = append(lines, "", st.Heading.Render("For the panel only"), s.app.Grid().Wrap(d, w))
	}
	if s.guide != "" {
		lines = append(lines, "", st.Heading.Render("Interview guide, for the panel only"), s.app.Grid().Wrap(text.Block(s.guide), w), st.Dim.Render("P prepare: with the résumé, notes and earlier scorecards"))
	}
	lines = append(lines, "", st.Heading.Render("People"))
	lines = append(lines, s.people(w)...)
	lines = append(lines, s.words(w)...)
	if len(r.Files) > 0 {
		lines = append(lines, "", st.Heading.Render("Files"))
	}
	for _, f := range r.Files {
		who := "panel only"
		if f.Everyone {
			who = "everyone"
		}
		lines = append(lines, s.app.Grid().Truncate(text.Line(f.Name)+st.Dim.Render(dot+recruit.Size(f.Size)+dot+who), w))
	}
	lines = append(lines, "", st.Heading.Render("What changed"))
	for n := len(r.Versions) - 1; n >= 0; n-- {
		lines = append(lines, s.app.Grid().Wrap(s.versionLine(n), w))
	}
	if planned := r.PlannedReminders(); len(planned) > 0 {
		lines = append(lines, "", st.Heading.Render("Upcoming reminders"))
		for _, e := range planned {
			lines = append(lines, st.Dim.Render(s.app.Grid().Truncate(a.Start(e.RemindAt)+"  "+text.Line(e.Target), w)))
		}
	}
	lines = append(lines, "", st.Heading.Render("What was sent"))
	for n := len(r.Effects) - 1; n >= 0; n-- {
		e := r.Effects[n]
		if e.Planned() {
			continue
		}
		tone, state := EffectState(a, e, wording.BehindZoom(r, e))
		sign := shell.Signed(a, tone)
		if e.State == recruit.Superseded {
			sign = st.Signs.Dot
		}
		lines = append(lines, st.Tone(tone).Render(s.app.Grid().Wrap(fmt.Sprintf("%s v%d %s: %s", sign, e.Version, wording.EffectName(e), state), w)))
	}
	if len(r.Effects) == 0 {
		lines = append(lines, st.Dim.Render("Nothing had to be sent."))
	}
	return lines
}

// people is who was invited, the candidate first, and beside each what they
// answered: however long a name is, the answer is read to its end, and in a
// narrow window it goes on below.
func (s *interviewScreen) people(w int) []string {
	a, st := s.app, s.app.Styles()
	listed := slices.Clone(s.record.People)
	if r := s.record; r.Interview.Status == recruit.Scheduled {
		if _, own := r.OwnEntry(); !own && !r.OrganiserInvited() {
			listed = append(listed, recruit.Participant{Address: r.Organiser.Email, Name: r.Organiser.Name, Audience: recruit.ToOrganiser})
		}
	}
	slices.SortStableFunc(listed, func(p, q recruit.Participant) int {
		first := func(p recruit.Participant) int {
			return slices.Index([]recruit.Audience{recruit.ToCandidate, recruit.ToPanel, recruit.ToOrganiser}, p.Audience)
		}
		return first(p) - first(q)
	})
	names, answers := make([]string, len(listed)), make([]string, len(listed))
	widest, room := 0, w
	for n, p := range listed {
		state, answer := wording.AnswerOf(s.record, p)
		tone, mark, told := state.Tone(), st.Mark(state), ""
		switch organises := p.Audience == recruit.ToOrganiser; {
		case organises && p.RemovedAt.IsZero():
			tone, answer = a.Reader().OwnEntry(s.record)
			mark, answer = st.Sign(tone), "organiser: "+answer
		case organises:
			tone, mark, answer = wording.Dim, "", "calendar entry cancelled"
		case !p.RemovedAt.IsZero():
			tone, mark, answer = wording.Dim, "", "no longer invited"
		default:
			answer += sentBy(p)
			if state == wording.NoReply || p.Answer != recruit.NoAnswer && p.Answer != "" { // else the answer says it
				told = wording.AttendeeOf(s.record, p).Told
			}
		}
		if mark == "" {
			mark = st.Signs.Dot
		}
		if seat := pools.Seated(p); seat != "" {
			answer = text.Line(seat) + ", " + answer
		}
		names[n], answers[n] = st.Tone(tone).Render(mark)+" "+wording.PersonName(p), st.Tone(tone).Render(answer)
		if told != "" {
			answers[n] += st.Dim.Render("  " + told)
			answer += "  " + told
		}
		if p.Name != "" {
			names[n] += st.Dim.Render(" " + text.Line(p.Address))
		}
		widest, room = max(widest, s.app.Grid().Width(names[n])), min(room, w-2-s.app.Grid().Width(answer))
	}
	var lines []string
	for n := range names {
		line := s.app.Grid().Pad(names[n], min(widest, max(room, w/3))) + "  " + answers[n]
		lines = append(lines, strings.Split(s.app.Grid().Wrap(line, w), "\n")...)
	}
	return lines
}

// Words are what people wrote with their answers, whole, and the answers that wait
// for someone to decide.
func (s *interviewScreen) words(w int) []string {
	a, r := s.app, s.record
	var lines []string
	for _, p := range r.People {
		if words := wording.Words(r, p); words != "" {
			lines = append(lines, a.Styles().Dim.Render(s.app.Grid().Wrap(wording.PersonName(p)+": "+words, w)))
		}
	}
	for _, l := range append(CameUpLines(a, s.cameUp.Of(s.id)), ClaimLines(a, r)...) {
		lines = append(lines, a.Styles().Tone(l.Tone).Render(s.app.Grid().Wrap(l.Words, w)))
	}
	return lines
}

// versionLine says what version n changed, by whom and why.
func (s *interviewScreen) versionLine(n int) string {
	a, v := s.app, s.record.Versions[n]
	at := func(v recruit.Version) string {
		here := a.Here(v.Start)
		return timeparse.Day(here, a.Now()) + " " + a.Hours(here, v.Duration)
	}
	what := versionWord(v.Kind)
	switch {
	case v.Kind == recruit.WasRescheduled && n > 0:
		what += ": " + at(s.record.Versions[n-1]) + " → " + at(v)
	case v.Kind == recruit.WasScheduled, v.Kind == recruit.WasImported, v.Kind == recruit.WasUndone:
		what += " for " + wording.Amid(at(v))
	}
	line := fmt.Sprintf("v%d  %s  %s by %s", v.Number, shell.NoteStamp(a, v.At), what, text.Line(v.By))
	if v.Reason != "" {
		line += " (" + text.Line(v.Reason) + ")"
	}
	return line
}

func versionWord(k recruit.VersionKind) string {
	//exhaustive:enforce
	switch k {
	case recruit.WasScheduled:
		return "Scheduled"
	case recruit.WasRescheduled:
		return "Rescheduled"
	case recruit.WasCancelled:
		return "Cancelled"
	case recruit.WasCompleted:
		return "Completed"
	case recruit.WasNoShow:
		return "Nobody came"
	case recruit.WasTakenOver:
		return "Taken over"
	case recruit.WasUndone:
		return "Last change undone"
	case recruit.WasRelinked:
		return "New Zoom meeting asked for"
	case recruit.WasImported:
		return "Imported, arranged elsewhere,"
	case recruit.WasRefused:
		return "Delegate refused"
	case recruit.WasProposalRefused:
		return "Proposal of another time refused"
	case recruit.WasRegrouped:
		return "Other people invited"
	}
	return text.Line(string(k))
}

// Ready implements readier.
func (s *interviewScreen) Ready() bool { return s.known }

// Interview implements Interviewing.
func (s *interviewScreen) Interview() recruit.InterviewID { return s.id }
