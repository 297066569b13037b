package candidates

import (
	"context"
	"slices"
	"strings"
	"time"

	tea "charm.land/bubbletea/v2"

	"recruitty/recruit"
	"recruitty/recruit/filter"
	"recruitty/recruit/timeparse"
	"recruitty/ui/forms"
	"recruitty/ui/interviews"
	"recruitty/ui/offers"
	"recruitty/ui/scorecards"
	"recruitty/ui/shell"
	"recruitty/ui/table"
	"recruitty/ui/text"
	"recruitty/ui/theme"
	"recruitty/ui/wording"
)

func (s *candidateScreen) View(w, h int) string {
	a := s.app
	st := a.Styles()
	w = min(w, wording.Readable)
	if !s.known {
		if s.failure != "" {
			return st.Error.Render(s.app.Grid().Wrap(st.Signs.Error+" "+s.failure, w))
		}
		return st.Dim.Render(st.Signs.Waiting + " Loading")
	}
	lines := s.header(w)
	if h < 10 {
		lines = []string{s.lowHeader(w)}
	}
	roomy := h >= 22
	if roomy {
		lines = append(lines, "")
	}
	if h >= 16 {
		lines = append(lines, s.offerLine(w)...)
	}
	low := h < 10 && s.part != partOverview // then the part takes the place of the card
	if r, ok := s.record(); ok && !low {
		room := max(min(8, h-9), 6)
		switch {
		case h >= 30 && w < 60: // its lines take more of them
			room = 15
		case h >= 30: // a line for each who takes part
			room = min(10+len(r.Invited()), h/2)
		}
		lines = append(lines, strings.Split(s.cardView(r, w, room), "\n")...)
	} else if !low {
		lines = append(lines, st.Dim.Render(s.app.Teach(recruit.ToSchedule, "No upcoming interview.", "Press s to Schedule an Interview.")))
	}
	if roomy {
		lines = append(lines, "")
	}
	p := s.facts.profile
	lines = append(lines, a.Tabs([]shell.Tab{{Name: "Overview", Count: 0}, {Name: "Activity", Count: 0}, {Name: "Files", Count: len(p.Files)}, {Name: "Notes", Count: len(p.Notes)}, {Name: "Scorecards", Count: 0}}, s.part, w))
	above := text.Height(strings.Join(lines, "\n"))
	rest := max(h-above, 1)
	body := ""
	switch s.part {
	case partOverview:
		body = s.overview.View(st, w, rest)
	case partActivity:
		body = s.logView(w, rest, above)
	case partFiles:
		body = s.files.View(st, w, rest)
	case partNotes:
		body = a.Scrolled(&s.notes, s.notesText(w), w, rest)
	case partScores:
		body = a.Scrolled(&s.scores, s.scoresText(w), w, rest)
	}
	return strings.Join(lines, "\n") + "\n" + body
}

// lowHeader says in one line who this is and where they stand.
func (s *candidateScreen) lowHeader(w int) string {
	a, p := s.app, s.facts.profile
	stage, tone := "not linked to a job", theme.Dim
	if len(p.Applications) > 0 {
		bar := wording.StageBar(p.Applications[0].Place, p.Applications[0].Stage)
		stage, tone = a.Styles().Stage(bar), bar.Tone()
	}
	if s.failure != "" {
		return a.Styles().Error.Render(a.Grid().Truncate(a.Styles().Signs.Error+" "+s.failure, w))
	}
	stage = a.Grid().Truncate(stage, w/2)
	return a.Grid().Spread(a.Styles().Title.Render(a.Grid().Truncate(text.Line(p.Candidate.Name), w-a.Grid().Width(stage)-2)), a.Styles().Tone(tone).Render(stage), w)
}

// header says who this is, how to reach them and where they stand.
func (s *candidateScreen) header(w int) []string {
	a, c := s.app, s.facts.profile.Candidate
	st := a.Styles()
	job, stage, tone := "", "not linked to a job", theme.Dim
	if apps := s.facts.profile.Applications; len(apps) > 0 {
		bar := wording.StageBar(apps[0].Place, apps[0].Stage)
		job, stage, tone = text.Line(apps[0].JobTitle), st.Stage(bar), bar.Tone()
		if len(apps) > 1 {
			stage += " +" + wording.Counted(len(apps)-1, "job")
		}
	}
	reach := wording.Joined(" "+st.Signs.Dot+" ", text.Line(c.Email), text.Line(c.Phone), a.TheirClock(c))
	switch {
	case !c.ErasedAt.IsZero():
		reach = "This person's data was erased " + wording.Amid(a.Stamp(c.ErasedAt))
	case s.failure != "":
		reach = st.Error.Render(st.Signs.Error + " " + s.failure)
	case reach == "":
		reach = "No email or phone number yet; e adds them"
	}
	return []string{
		s.app.Grid().Spread(st.Title.Render(s.app.Grid().Truncate(text.Line(c.Name), max(w*2/3, 10))), s.app.Grid().Truncate(job, w/2), w),
		s.app.Grid().Spread(st.Dim.Render(reach), st.Tone(tone).Render(s.app.Grid().Truncate(stage, w*2/3)), w),
	}
}

// showOverview fills the first part: jobs, further interviews, details.
func (s *candidateScreen) showOverview() {
	a, p := s.app, s.facts.profile
	rows := []table.Row{shell.HeadingRow("jobs", "Jobs")}
	for _, app := range p.Applications {
		bar := wording.StageBar(app.Place, app.Stage)
		rows = append(rows, table.Row{Key: "job " + shell.RowKey(app.JobID), Cells: []table.Cell{
			{Text: a.Styles().Stage(bar), Tone: bar.Tone()}, shell.PlainCell(app.JobTitle), shell.DimCell(wording.Joined(", ", text.Line(app.Reason), "since "+wording.Amid(a.Stamp(app.StageSince))))}})
	}
	if len(p.Applications) == 0 {
		how := ""
		if a.Forbidden(recruit.ToRecruit) == "" {
			how = "Press l to link a job."
		}
		rows = append(rows, table.Row{Key: "nojob", Cells: []table.Cell{shell.DimCell("none yet"), shell.DimCell(how)}})
	}
	rows = s.offerRows(rows)
	if len(s.facts.interviews) > 0 {
		rows = shell.Headed(rows, "interviews", "Interviews")
	}
	for _, i := range aheadFirst(s.facts.interviews, a.Session().Now()) {
		tone, state := interviews.SummaryState(a, i)
		rows = append(rows, table.Row{Key: "interview " + shell.RowKey(i.ID), Cells: []table.Cell{
			shell.PlainCell(a.Start(i.Start)), shell.PlainCell(wording.Joined(", ", i.Title, wording.InLoop(i.Interview, s.facts.interviews))), {Text: state, Tone: tone}}})
	}
	if len(s.facts.letters) > 0 {
		rows = shell.Headed(rows, "mails", "Emails")
	}
	for _, l := range s.facts.letters {
		tone, state := interviews.EffectState(a, l.Effect, false)
		rows = append(rows, table.Row{Key: "letter " + shell.RowKey(l.ID), Cells: []table.Cell{
			shell.PlainCell(a.Stamp(l.CreatedAt)), shell.PlainCell(l.Subject), {Text: state, Tone: tone}}})
	}
	rows = shell.Headed(rows, "details", "Details")
	c := p.Candidate
	detail := func(name, value string) {
		if value != "" {
			rows = append(rows, table.Row{Key: "detail " + name, Cells: []table.Cell{shell.DimCell(name), shell.PlainCell(value)}})
		}
	}
	detail("Headline", c.Headline)
	detail("Email", c.Email)
	detail("Phone", c.Phone)
	detail("Time zone", timeparse.Called(c.TimeZone, a.Now()))
	detail("Language", recruit.LanguageName(c.Language))
	detail("Tags", strings.Join(c.Tags, ", "))
	detail("Other email", strings.Join(c.Emails, ", "))
	detail("Other phone", strings.Join(c.Phones, ", "))
	for i, link := range c.Links {
		detail("Link"+strings.Repeat(" ", i), link)
	}
	detail("Location", c.Residence)
	detail("Source", c.Origin)
	detail("Owner", c.Owner)
	detail("Expected salary", c.Salary)
	for _, f := range c.Fields {
		detail(f.Name, f.Value)
	}
	detail("Candidate since", a.Stamp(c.CreatedAt))
	s.overview.SetRows(rows)
}

// aheadFirst orders interviews as one asks for them: what comes next, then what
// was last. all is ordered by start.
func aheadFirst(all []recruit.InterviewSummary, now time.Time) []recruit.InterviewSummary {
	var ahead, past []recruit.InterviewSummary
	for _, i := range all {
		if i.Status == recruit.Scheduled && i.End().After(now) {
			ahead = append(ahead, i)
		} else {
			past = append(past, i)
		}
	}
	slices.Reverse(past)
	return append(ahead, past...)
}

// showLog fills the activity log with what matches its filter.
func (s *candidateScreen) showLog() {
	s.log.Find.Begin(s.log.Asked())
	s.lines = 0
	var rows []table.Row
	for _, l := range s.facts.log {
		what := l.Text
		if l.InterviewID != 0 {
			what += " " + s.app.Styles().Signs.Cursor
		}
		cells := []table.Cell{shell.DimCell(s.app.Stamp(l.At)), shell.PlainCell(what), shell.DimCell(l.Actor)}
		if !filter.Line(s.log.Asked().Terms, l) || !s.log.Find.Keeps(cells, l.Words(s.app.Session().Zone)) {
			continue
		}
		s.lines++
		rows = append(rows, table.Row{Key: shell.RowKey(l.ID), Cells: cells})
	}
	if s.facts.older {
		rows = slices.Insert(rows, 0, shell.HeadingRow("older", "The newest "+wording.Grouped(maxLog)+" lines; recruitty activity list --candidate "+shell.RowKey(s.id)+" has all."))
	}
	s.log.Table.SetEmpty(wording.NothingHappened)
	if s.log.Query() != "" {
		s.log.Table.SetEmpty(shell.NoMatch("line of the log"))
	}
	s.log.Table.SetRows(rows)
}

// logView draws the log, with its filter when there is one.
func (s *candidateScreen) logView(w, h, above int) string {
	if !s.log.Editing && s.log.Query() == "" {
		return s.log.Table.View(s.app.Styles(), w, h)
	}
	s.log.Top = above
	return s.log.Head("", "", wording.Grouped(s.lines), w) + "\n" + s.log.Table.View(s.app.Styles(), w, h-1)
}

// opens is what enter does on the row under the cursor, nil for nothing.
func (s *candidateScreen) opens() func() tea.Cmd {
	switch s.part {
	case partOverview:
		kind, id, _ := strings.Cut(s.overview.Key(), " ")
		switch kind {
		case "job":
			return func() tea.Cmd { return s.app.ShowJob(shell.IDOf[recruit.JobID](id)) }
		case "offer":
			return func() tea.Cmd { return offers.Show(s.app, interviews.OfferDoors(), shell.IDOf[recruit.OfferID](id)) }
		case "letter":
			for _, l := range s.facts.letters {
				if l.ID == shell.IDOf[recruit.LetterID](id) {
					return func() tea.Cmd { return openLetter(s.app, l) }
				}
			}
		case "interview":
			return func() tea.Cmd { return s.app.Push(interviews.NewInterview(s.app, shell.IDOf[recruit.InterviewID](id))) }
		}
	case partActivity:
		line := shell.IDOf[recruit.ActivityID](s.log.Table.Key())
		for _, l := range s.facts.log {
			if l.ID == line && l.InterviewID != 0 {
				return func() tea.Cmd { return s.app.Push(interviews.NewInterview(s.app, l.InterviewID)) }
			}
		}
	case partFiles:
		if f, ok := forms.ChosenFile(s.facts.profile.Files, s.files.Cursor()); ok {
			return func() tea.Cmd { return forms.FileBox(s.app, f, s.removal()) }
		}
	case partNotes:
		if notes := s.facts.profile.Notes; len(ownNotes(s.app, notes)) > 0 {
			return func() tea.Cmd { return changeNotes(s.app, s.facts.profile.Candidate, notes) }
		}
	}
	return nil
}

// Removal takes a file from the candidate.
func (s *candidateScreen) removal() forms.Removal {
	pipeline, id := s.app.Services().Pipeline, s.id
	return func(ctx context.Context, m recruit.Member, f recruit.File, wipe bool) error {
		return pipeline.RemoveFile(ctx, m, id, f, wipe)
	}
}

// scoresText is the scorecards of all jobs.
func (s *candidateScreen) scoresText(w int) string {
	var parts []string
	for _, d := range s.facts.debriefs {
		parts = append(parts, scorecards.Text(s.app, d, w))
	}
	if len(parts) == 0 {
		return scorecards.NoneYet(s.app, w)
	}
	return strings.Join(parts, "\n\n")
}

// notesText is all notes, the newest first.
func (s *candidateScreen) notesText(w int) string {
	st := s.app.Styles()
	if len(s.facts.profile.Notes) == 0 {
		return st.Dim.Render(s.app.Grid().Wrap(s.app.Teach(recruit.ToNote, "No notes yet. The team sees them, the candidate does not.", "Press n to write one."), w))
	}
	var parts []string
	for _, n := range s.facts.profile.Notes {
		parts = append(parts, st.Heading.Render(s.app.Grid().Truncate(shell.NoteStamp(s.app, n.At)+" "+st.Signs.Dot+" "+text.Line(n.Author)+aboutJob(s.app, n)+edited(s.app, n), w))+
			"\n"+s.app.Grid().Wrap(text.Block(n.Text), w))
	}
	return strings.Join(parts, "\n\n")
}

// aboutJob names the job that a note is about, "" when it is about none.
func aboutJob(a *shell.App, n recruit.Note) string {
	if n.JobID == 0 {
		return ""
	}
	return " " + a.Styles().Signs.Dot + " " + text.Line(n.JobTitle)
}

// edited says when a note was changed, "" when it was not.
func edited(a *shell.App, n recruit.Note) string {
	if n.EditedAt.IsZero() {
		return ""
	}
	return " " + a.Styles().Signs.Dot + " changed " + wording.Amid(shell.NoteStamp(a, n.EditedAt))
}
