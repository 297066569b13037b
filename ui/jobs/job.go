package jobs

import (
	"context"
	"fmt"
	"slices"

	tea "charm.land/bubbletea/v2"

	"recruitty/recruit"
	"recruitty/recruit/services"
	"recruitty/recruit/undo"
	"recruitty/ui/board"
	"recruitty/ui/candidates"
	"recruitty/ui/forms"
	"recruitty/ui/interviews"
	"recruitty/ui/plans"
	"recruitty/ui/shell"
	"recruitty/ui/table"
	"recruitty/ui/text"
	"recruitty/ui/wording"
)

// The parts of a job's screen.
const (
	jobCandidates = iota
	jobDocuments
	jobAbout
	jobParts // their number
)

// jobScreen shows a job: its linked candidates by stage, its documents and what
// it is about (R4).
type jobScreen struct {
	app     *shell.App
	id      recruit.JobID
	reading shell.Reading
	facts   jobFacts
	known   bool
	failure string

	part  int
	stage int // in facts.Job.Stages, -1 for all
	list  *candidates.CandidateList
	files *table.Table
	about shell.TextPane
}

// jobFacts is what the screen shows besides the candidates.
type jobFacts struct {
	job    recruit.Job
	files  []recruit.File
	stages map[string]int
}

// NewJob is the screen of a job.
func NewJob(a *shell.App, id recruit.JobID) *jobScreen {
	columns := candidates.CandidateColumns()
	return &jobScreen{app: a, id: id, stage: -1,
		list: candidates.NewCandidateList(a, "", append(columns[:2:2], columns[3:]...)...),
		files: table.New(a.Teach(recruit.ToRecruit, "No documents yet. The job description can go out with an invitation.", "Press f to add a file."),
			table.Column{Title: "Document", Width: 24, Weight: 1}, table.Column{Title: "Kind", Width: 16, Drop: 1}, table.Column{Title: "Size", Width: 9, Right: true}),
	}
}

// JobActions are what can be done on a job's screen.
func JobActions() []shell.Action { return (&jobScreen{list: &candidates.CandidateList{}}).actions() }

func (s *jobScreen) actions() []shell.Action {
	may := s.app.MayNot(recruit.ToRecruit)
	onCandidates := func() bool { return s.part == jobCandidates }
	filter := s.list.Listing.Filter()
	filter.Shown = onCandidates
	marks := s.list.MarkKeys(s.none, map[string]func() tea.Cmd{
		"candidate.move": func() tea.Cmd {
			return candidates.MoveStage(s.app, s.list.Selected(), s.list.Name(), s.facts.job, s.list.Stage())
		},
		"candidate.reject": s.list.RejectOne, "candidate.mail": s.list.WriteToOne,
	})
	for n, k := range marks {
		marks[n].Shown = func() bool {
			return onCandidates() && (k.Shown == nil || k.Shown()) && (k.Key != "u" || s.app == nil || s.list.UndoesMany()) // else u is about the job
		}
	}
	keys := []shell.Action{
		{Name: "job.open", Key: "enter", Help: "open", Label: s.opens, When: s.nothing, Do: s.open},
		{Name: "job.link", Key: "l", Help: "link a candidate", Label: s.linksWhom, When: shell.Unless(may, s.ended), Do: func() tea.Cmd {
			if s.marked() {
				return s.list.LinkMarked()
			}
			return candidates.LinkToJob(s.app, s.facts.job)
		}},
		{Name: "candidate.schedule", Key: "s", Help: "Schedule an Interview", When: shell.Unless(s.app.MayNot(recruit.ToSchedule), s.none),
			Do: func() tea.Cmd { return interviews.OpenSchedule(s.app, s.list.Selected(), s.id) }},
		{Name: "candidate.loop", Key: "L", Help: "book a loop", Also: "interviews of one plan together", When: shell.Unless(s.app.MayNot(recruit.ToSchedule), s.none),
			Do: func() tea.Cmd { return interviews.OpenLoop(s.app, s.list.Selected(), s.id) }},
		board.Key(nil, func() tea.Cmd { return board.Open(s.app, s.id) }),
		{Name: "job.plans", Key: "p", Help: "interview plans", Also: "loop sessions plan panel", When: func() string {
			return shell.If(!s.app.Member().SeesAll(), "Only those who see the whole workspace can see interview plans.")
		}, Do: func() tea.Cmd {
			stage := ""
			if s.stage >= 0 && s.stage < len(s.facts.job.Stages) {
				stage = s.facts.job.Stages[s.stage]
			}
			return plans.Open(s.app, s.facts.job, stage)
		}},
		{Name: "job.file", Key: "f", Help: "add document", When: shell.Unless(may, func() string { return forms.NoDisk(s.app) }), Do: s.addFile},
		{Name: "job.edit", Key: "e", Help: "edit", When: may, Do: func() tea.Cmd { return EditJob(s.app, s.facts.job, nil) }},
		{Name: "job.close", Key: "x", Help: "close job", Label: func() string { return closingWord(s.facts.job.Status) }, When: may,
			Do: func() tea.Cmd { return closeOrReopen(s.app, s.facts.job) }},
		{Name: "job.undo", Key: "u", Help: "undo", Also: "undo the last change to the job", When: may, Shown: func() bool { return !onCandidates() || !s.list.UndoesMany() }, Do: func() tea.Cmd {
			svc, actor, id := s.app.Services(), s.app.Member(), s.id
			return forms.TakeBack(s.app, func(ctx context.Context) (undo.Offer, error) { return svc.Undo.OfJob(ctx, actor, id) }, func() { s.app.Pop() })
		}},
		{Name: "job.stage", Key: "←/→", Help: "stage", Strokes: []string{"left", "right"}, Shown: onCandidates, Turn: s.turnStage},
		{Name: "job.part", Key: "tab", Help: "next tab", Strokes: []string{"tab", "shift+tab"}, Turn: func(by int) tea.Cmd {
			s.part = (s.part + by + jobParts) % jobParts
			return nil
		}},
		filter,
	}
	keys = slices.Insert(keys, 4, marks[1:]...) // behind what is done about one only
	return slices.Insert(keys, 2, marks[0])
}

// marked reports whether candidates of the job are marked, and in sight.
func (s *jobScreen) marked() bool { return s.part == jobCandidates && s.list.Marked() }

// linksWhom is what l does.
func (s *jobScreen) linksWhom() string {
	if s.marked() {
		return "link the marked to a job"
	}
	return "link a candidate"
}

func (s *jobScreen) Init() tea.Cmd {
	return tea.Batch(s.ask(), s.list.Restart(recruit.CandidateFilter{JobID: s.id}))
}

func (s *jobScreen) Title() string {
	if s.known {
		return text.Line(s.facts.job.Title)
	}
	return "Job"
}

func (s *jobScreen) Typing() bool { return s.part == jobCandidates && s.list.Typing() }

// Cursor implements Cursored.
func (s *jobScreen) Cursor() *tea.Cursor {
	if !s.Typing() {
		return nil
	}
	return shell.Offset(s.list.Cursor(), 0, jobHead)
}

// Pane is what stands beside the candidates of the job.
func (s *jobScreen) Pane() *shell.Pane {
	if s.part != jobCandidates {
		return nil
	}
	return s.list.Pane()
}

// Back implements Backer.
func (s *jobScreen) Back() bool { return s.part == jobCandidates && s.list.Back() }

// Keys implements Screen.
func (s *jobScreen) Keys() []shell.Action {
	switch {
	case s.Typing():
		return shell.FilterKeys(s.list.List(), s)
	case !s.known:
		return shell.Pick(s.actions(), "job.part")
	case s.facts.job.Status == recruit.JobClosed:
		return shell.Leading(shell.Trailing(s.actions(), "job.undo", "job.stage", shell.FilterName), "job.close")
	}
	if s.marked() {
		return candidates.LeadMarked(s.actions())
	}
	keys := shell.Trailing(s.actions(), "job.part", "job.stage", shell.FilterName, "job.close", "job.undo")
	if s.part != jobCandidates {
		return keys
	}
	return s.list.OfferUndo(keys)
}

// none says that no candidate can be chosen.
func (s *jobScreen) none() string {
	return shell.If(s.part != jobCandidates || s.list.Selected() == 0, wording.NobodyHere)
}

// ended says that the job is closed.
func (s *jobScreen) ended() string {
	return shell.If(s.facts.job.Status == recruit.JobClosed, "This job is closed; x reopens it.")
}

// file is the document under the cursor.
func (s *jobScreen) file() (recruit.File, bool) {
	if s.part != jobDocuments {
		return recruit.File{}, false
	}
	return forms.ChosenFile(s.facts.files, s.files.Cursor())
}

// nothing says that there is nothing to open.
func (s *jobScreen) nothing() string {
	if _, ok := s.file(); ok {
		return ""
	}
	return s.none()
}

func (s *jobScreen) opens() string {
	if _, ok := s.file(); ok {
		return "open, save, remove"
	}
	return "open"
}

func (s *jobScreen) open() tea.Cmd {
	if f, ok := s.file(); ok {
		return forms.FileBox(s.app, f, s.removal())
	}
	return s.app.ShowCandidate(s.list.Selected(), 0)
}

func (s *jobScreen) addFile() tea.Cmd {
	svc, id, kind := s.app.Services(), s.id, recruit.JobDescription
	if slices.ContainsFunc(s.facts.files, func(f recruit.File) bool { return f.Kind == kind }) {
		kind = recruit.OtherFile
	}
	return forms.AddFile(s.app, "Add a document", s.facts.job.Title, "job-"+shell.RowKey(s.id), 0, kind,
		func(ctx context.Context, m recruit.Member, f recruit.File) error {
			return svc.Jobs.AddFile(ctx, m, id, f)
		})
}

func (s *jobScreen) Update(msg tea.Msg) tea.Cmd {
	if fact, ok := msg.(shell.Changed); ok {
		if !fact.Affects(func(c recruit.Change) bool { return c.Job == s.id }) {
			return nil
		}
		return tea.Batch(s.ask(), s.list.Refresh())
	}
	press, isKey := msg.(tea.KeyPressMsg)
	switch {
	case s.part == jobCandidates:
		_, cmd := s.list.Typed(msg)
		return cmd
	case !isKey:
	case s.part == jobDocuments:
		s.files.Update(press)
	default:
		s.about.Key(press)
	}
	return nil
}

// Removal takes a document from the job.
func (s *jobScreen) removal() forms.Removal {
	openings, id := s.app.Services().Jobs, s.id
	return func(ctx context.Context, m recruit.Member, f recruit.File, wipe bool) error {
		return openings.RemoveFile(ctx, m, id, f, wipe)
	}
}

// turnStage shows the candidates of the next or the previous stage.
func (s *jobScreen) turnStage(by int) tea.Cmd {
	n := len(s.facts.job.Stages) + 1
	s.stage = (s.stage+1+by+n)%n - 1
	f := s.list.Filter
	f.Stage, f.After, f.Before = "", "", ""
	if s.stage >= 0 {
		f.Stage = s.facts.job.Stages[s.stage]
	}
	s.list.Kept = candidates.KeptList{}
	return s.list.Restart(f)
}

func (s *jobScreen) ask() tea.Cmd {
	svc, id := s.app.Services(), s.id
	return shell.Reread(s.app, &s.reading, func(ctx context.Context) (jobFacts, error) { return readJob(ctx, svc, id) }, func(f jobFacts, err error) tea.Cmd {
		if err != nil {
			s.failure = recruit.Sentence(err)
			return nil
		}
		if s.stage >= 0 { // the stages may be others now
			s.stage = slices.Index(f.job.Stages, s.list.Filter.Stage)
		}
		s.facts, s.known, s.failure = f, true, ""
		s.files.SetRows(forms.FileRows(f.files))
		return nil
	})
}

// readJob reads a job with its documents and how many candidates are in each stage.
func readJob(ctx context.Context, svc *services.Services, id recruit.JobID) (f jobFacts, err error) {
	if f.job, err = svc.Store.Job(ctx, id); err != nil {
		return f, err
	}
	if f.files, err = svc.Store.JobFiles(ctx, id); err != nil {
		return f, err
	}
	f.stages, err = svc.Store.StageCounts(ctx, id)
	return f, err
}

// jobHead is the height of what stands above a job's parts.
const jobHead = 5

func (s *jobScreen) View(w, h int) string {
	st := s.app.Styles()
	if !s.known {
		if s.failure != "" {
			return st.Error.Render(s.app.Grid().Wrap(st.Signs.Error+" "+s.failure, w))
		}
		return st.Dim.Render(st.Signs.Waiting + " Loading")
	}
	j := s.facts.job
	state := "open"
	if j.Status == recruit.JobClosed {
		state = "closed"
	}
	if s.part == jobCandidates {
		state = s.list.MarkedCount(state)
	}
	all := 0
	for _, n := range s.facts.stages {
		all += n
	}
	under := wording.Joined(" "+st.Signs.Dot+" ", text.Line(j.Department), text.Line(j.Location))
	if s.failure != "" {
		under = st.Error.Render(st.Signs.Error + " " + s.failure)
	}
	head := s.app.Grid().Spread(st.Title.Render(text.Line(j.Title)), st.Dim.Render(state), w) + "\n" +
		st.Dim.Render(s.app.Grid().Truncate(under, w)) + "\n\n" +
		s.app.Tabs([]shell.Tab{{Name: "Candidates", Count: all}, {Name: "Documents", Count: len(s.facts.files)}, {Name: "About", Count: 0}}, s.part, w) + "\n"
	switch s.part {
	case jobDocuments:
		return head + s.files.View(st, w, h-jobHead)
	case jobAbout:
		about := text.Block(j.Description)
		if about == "" {
			about = st.Dim.Render(s.app.Teach(recruit.ToRecruit, "There is no description yet.", "Press e to edit it."))
		}
		return head + s.app.Scrolled(&s.about, s.app.Grid().Wrap(about, w), w, h-jobHead)
	}
	items := []string{fmt.Sprintf("All %s", wording.Grouped(all))}
	for _, stage := range j.Stages {
		items = append(items, fmt.Sprintf("%s %s", text.Line(stage), wording.Grouped(s.facts.stages[stage])))
	}
	switch {
	case s.list.Query() != "":
		s.list.Table.SetEmpty(shell.NoMatch("candidate"))
	case all == 0:
		s.list.Table.SetEmpty(s.app.Teach(recruit.ToRecruit, wording.NobodyLinked, "Press l to link a candidate."))
	default:
		s.list.Table.SetEmpty("Nobody is in this stage. ← and → show the others.")
	}
	strip := s.app.Strip(items, s.stage+1, w)
	if s.list.Editing || s.list.Query() != "" {
		return head + s.list.Draw("", "", s.list.MarkedCount(wording.Grouped(s.list.Total)), w, h-jobHead)
	}
	return head + strip + "\n\n" + s.list.Split(w, h-jobHead-shell.ListingHead, func(w, h int) string { return s.list.Table.View(st, w, h) })
}

// Ready implements readier.
func (s *jobScreen) Ready() bool { return s.known }

// OpenJob opens a job over the active screen.
func OpenJob(a *shell.App, id recruit.JobID) tea.Cmd {
	if s, ok := a.Active().(*jobScreen); ok && s.id == id {
		return nil
	}
	return a.Push(NewJob(a, id))
}
