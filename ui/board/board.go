// Package board is the screen of a job's pipeline: its stages as columns, who is in each,
// since when, and who waits for us. People are moved from column to column.
package board

import (
	"context"

	tea "charm.land/bubbletea/v2"

	"recruitty/recruit"
	"recruitty/recruit/board"
	"recruitty/ui/candidates"
	"recruitty/ui/interviews"
	"recruitty/ui/shell"
	"recruitty/ui/text"
	"recruitty/ui/wording"
)

// screen shows the pipeline of a job.
type screen struct {
	app     *shell.App
	id      recruit.JobID
	reading shell.Reading
	further shell.Slot // of a part of a column behind or before what is here
	job     recruit.Job
	part    bool // the member sees a part of the workspace
	known   bool
	failure string

	columns []*column
	at      int // the column of the cursor
	left    int // the first column in sight
	wide    int // how many are in sight
	high    int // people in sight of a column
	saving  bool
	moves   []move // that u takes back, the last one first
	marks   []marked
	drawn   string // the columns as they were drawn last
	width   int    // of each
}

// New is the screen of a job's pipeline.
func New(a *shell.App, id recruit.JobID) shell.Screen {
	return &screen{app: a, id: id, wide: 1, high: 1}
}

// Open opens the pipeline of a job over the active screen.
func Open(a *shell.App, id recruit.JobID) tea.Cmd {
	if s, ok := a.Active().(*screen); ok && s.id == id {
		return nil
	}
	return a.Push(New(a, id))
}

// Key is the action that opens the pipeline of a job.
func Key(when func() string, open func() tea.Cmd) shell.Action {
	return shell.Action{Name: "job.board", Key: "b", Help: "board", Also: "pipeline stages columns kanban", When: when, Do: open}
}

// Actions are what can be done on a board.
func Actions() []shell.Action { return (&screen{}).Keys() }

// Keys implements shell.Screen.
func (s *screen) Keys() []shell.Action {
	may := s.app.MayNot(recruit.ToRecruit)
	return []shell.Action{
		{Name: "board.open", Key: "enter", Help: "open", When: s.nobody, Do: func() tea.Cmd { return s.app.ShowCandidate(s.person().Candidate, 0) }},
		{Name: "board.shift", Key: "shift+←/→", Help: "move them", Also: "next previous stage", Strokes: []string{"shift+left", "shift+right", "<", ">"},
			When: shell.Unless(may, s.unmarked, s.busy), On: s.shift},
		{Name: "candidate.move", Key: "m", Help: "move stage", Label: s.movesWhom, Also: "reject hire unlink take out of a job", When: shell.Unless(may, s.unmarked, s.busy), Do: s.move},
		{Name: "board.mark", Key: "space", Help: "mark", Also: "several many choose", When: shell.Unless(may, s.nobody), Do: s.mark},
		{Name: "board.undo", Key: "u", Help: "undo the move", Also: "take back", When: shell.Unless(may, s.unmoved, s.busy), Do: s.undo},
		{Name: "candidate.schedule", Key: "s", Help: "Schedule an Interview", When: shell.Unless(s.app.MayNot(recruit.ToSchedule), s.nobody),
			Do: func() tea.Cmd { return interviews.OpenSchedule(s.app, s.person().Candidate, s.id) }},
		{Name: "board.link", Key: "n", Help: "link a candidate", When: shell.Unless(may, s.ended), Do: func() tea.Cmd { return candidates.LinkToJob(s.app, s.job) }},
		{Name: "board.cursor", Key: "←↑↓→", Help: "stage and candidate", Strokes: []string{"left", "right", "up", "down", "h", "l", "k", "j", "pgup", "pgdown", "home", "end", "ctrl+u", "ctrl+d", "G"}, On: s.step},
	}
}

// nobody says that nobody is under the cursor.
func (s *screen) nobody() string {
	return shell.If(s.person().Candidate == 0, wording.NobodyHere)
}

// movesWhom is what m does.
func (s *screen) movesWhom() string {
	if n := len(s.marks); n > 0 {
		return "move " + wording.Grouped(n) + " marked"
	}
	return "move stage"
}

// busy says that a move is being saved.
func (s *screen) busy() string {
	return shell.If(s.saving, "The last move is still being saved.")
}

func (s *screen) ended() string {
	return shell.If(s.job.Status == recruit.JobClosed, "This job is closed; nobody can be linked to it.")
}

// Init implements shell.Screen.
func (s *screen) Init() tea.Cmd { return s.ask() }

// Typing implements shell.Screen.
func (s *screen) Typing() bool { return false }

// Title implements shell.Screen.
func (s *screen) Title() string {
	if s.known {
		return "Board of " + text.Line(s.job.Title)
	}
	return "Board"
}

// Ready implements readier.
func (s *screen) Ready() bool { return s.known }

// Update implements shell.Screen.
func (s *screen) Update(msg tea.Msg) tea.Cmd {
	if fact, ok := msg.(shell.Changed); ok {
		if !fact.Affects(func(c recruit.Change) bool { return c.Job == s.id }) {
			return nil
		}
		return s.ask()
	}
	if _, ok := msg.(shell.Moved); ok { // by the mouse
		return s.missing()
	}
	return nil
}

// Retell implements timely: interviews end, and then someone waits for us.
func (s *screen) Retell() tea.Cmd {
	if !s.known {
		return nil
	}
	return s.ask()
}

// How much is read: columns at first, before it is known how many are in sight, people of
// each, and the most that are held of one.
const (
	firstColumns = 8
	pageRows     = 20
	mostHeld     = 5 * pageRows
)

// query asks for what is in sight, and for the numbers of the rest.
func (s *screen) query() board.Query {
	q := board.Query{Job: s.id, Limit: max(pageRows, 2*s.high), First: firstColumns}
	if !s.known {
		return q
	}
	q.Parts = []board.Part{}
	for _, c := range s.columns[s.left:min(s.left+s.wide, len(s.columns))] {
		p := board.Part{Stage: c.Stage, Limit: max(q.Limit, len(c.People))}
		if c.Above != 0 && len(c.People) > 0 {
			p.From = c.People[0].Place()
		}
		q.Parts = append(q.Parts, p)
	}
	return q
}

// ask reads what is in sight.
func (s *screen) ask() tea.Cmd {
	svc, q := s.app.Services(), s.query()
	s.further.Cancel()
	return shell.Reread(s.app, &s.reading, func(ctx context.Context) (board.Board, error) { return svc.Board.Read(ctx, q) }, func(b board.Board, err error) tea.Cmd {
		if err != nil {
			s.failure = recruit.Sentence(err)
			return nil
		}
		s.take(b)
		return s.missing()
	})
}

// take puts what was read into the columns, with the cursor on whom it was.
func (s *screen) take(b board.Board) {
	was := map[string]*column{}
	stage := ""
	for n, c := range s.columns {
		if was[c.Stage] = c; n == s.at {
			stage = c.Stage
		}
	}
	s.job, s.part, s.known, s.failure = b.Job, b.Part, true, ""
	s.columns = s.columns[:0:0]
	for n, read := range b.Columns {
		c := was[read.Stage]
		if c == nil {
			c = &column{}
		}
		c.take(read)
		if read.Stage == stage {
			s.at = n
		}
		s.columns = append(s.columns, c)
	}
	s.at = max(min(s.at, len(s.columns)-1), 0)
	s.left = max(min(s.left, len(s.columns)-1), 0)
}

// missing reads the columns in sight of which nobody was read.
func (s *screen) missing() tea.Cmd {
	for _, c := range s.columns[min(s.left, len(s.columns)):min(s.left+s.wide, len(s.columns))] {
		if !c.Read && !s.reading.Slot.Busy() {
			return s.ask()
		}
	}
	return s.more()
}

// column is that of the cursor, an empty one where there is none.
func (s *screen) column() *column {
	if s.at >= len(s.columns) {
		return &column{}
	}
	return s.columns[s.at]
}

// person is who is under the cursor, nobody where nobody is.
func (s *screen) person() board.Person { return s.column().person() }
