// Package importing leads through an import: the file, its columns, the trial and
// the result.
package importing

import (
	"context"
	"path/filepath"
	"slices"

	tea "charm.land/bubbletea/v2"
	"charm.land/huh/v2"

	"recruitty/recruit"
	"recruitty/recruit/importer"
	"recruitty/ui/draft"
	"recruitty/ui/forms"
	"recruitty/ui/shell"
	"recruitty/ui/table"
	"recruitty/ui/text"
	"recruitty/ui/theme"
	"recruitty/ui/wording"
)

// importPhase is how far an import on the screen is.
type importPhase int

const (
	importReading importPhase = iota // which columns there are
	importMapping                    // a person looks at them
	importTrying                     // a dry run is under way
	importTried                      // and what it found is shown
	importWriting
	importDone
)

// importScreen brings a file in: its columns and what they are taken for, what
// would happen, and what happened.
type importScreen struct {
	app     *shell.App
	kind    importer.Kind
	path    string // as it was typed
	options importer.Options
	phase   importPhase
	report  importer.Report
	problem string      // why the last step did not succeed
	stopped bool        // the last step, by the person
	work    *importWork // under way
	undone  *recruit.Undone
	sheets  []string // among which a person chose
	every   bool     // every row of the findings, not each kind once
	table   *table.Table
}

// Begin is the action that imports records of a kind.
func Begin(a *shell.App, kind importer.Kind) shell.Action {
	return shell.Action{Name: string(kind) + ".import", Key: "i", Help: "import " + string(kind), Also: "csv excel file spreadsheet bring in",
		When: func() string { return NoImport(a) }, Do: func() tea.Cmd { return ImportFile(a, kind) }}
}

// ImportFile begins an import, or goes back to the one that was begun.
func ImportFile(a *shell.App, kind importer.Kind) tea.Cmd {
	if why := NoImport(a); why != "" {
		return a.Say(theme.Warning, why)
	}
	if s := a.Worker(workerName(kind)); s != nil {
		return a.Push(s)
	}
	return chooseImport(a, kind)
}

// workerName is by what name an import is kept while other screens are shown.
func workerName(kind importer.Kind) string { return "import of " + string(kind) }

// NoImport says why nothing can be imported here, "" when it can.
func NoImport(a *shell.App) string {
	if a.Session().Importer == nil {
		return wording.ImportElsewhere
	}
	return shell.First(a.Forbidden(recruit.ToRecruit), forms.NoDisk(a))
}

// chooseImport asks for the file.
func chooseImport(a *shell.App, kind importer.Kind) tea.Cmd {
	d := &struct{ path string }{}
	svc, sent := a.Services(), forms.NewSentFiles(a)
	if len(sent.Names) > 0 {
		d.path = sent.Names[0]
	}
	return forms.OpenBox(a, forms.FormSpec{
		Title: "Import " + string(kind), Draft: d, Keep: "import-" + string(kind), Room: 18, Verb: "read it",
		Intro: "Nothing is imported yet. First you see the columns and what each is read as.",
		Fields: func(f *forms.Fields) []huh.Field {
			if a.Session().Inbox != nil {
				return []huh.Field{f.SentFile("file", "In your inbox", &d.path, sent)}
			}
			return []huh.Field{f.PathOfFile("file", "Path of the file", &d.path).Proposing("~/Downloads/" + string(kind) + ".csv")}
		},
		Save: func() func(context.Context) error {
			path := draft.Path(d.path)
			return func(context.Context) error {
				f, err := importer.Named(svc.Documents, path)
				if err != nil {
					return err
				}
				return f.Close()
			}
		},
		Saved: func() tea.Cmd {
			s := &importScreen{app: a, kind: kind, path: draft.Path(d.path)}
			a.KeepWorker(workerName(kind), s)
			return a.Push(s)
		},
	})
}

// Actions are what can be done about an import.
func Actions() []shell.Action { return (&importScreen{}).actions() }

func (s *importScreen) actions() []shell.Action {
	in := func(phases ...importPhase) func() bool {
		return func() bool { return slices.Contains(phases, s.phase) }
	}
	return []shell.Action{
		{Name: "import.change", Key: "enter", Help: "change", Shown: in(importMapping), Do: s.change},
		{Name: "import.guessed", Key: "r", Help: "as detected", Row: true, Shown: in(importMapping), Do: s.guessed},
		{Name: "import.check", Key: "c", Help: "check the file", Shown: in(importMapping), When: func() string { return shell.First(s.report.Lacks, s.problem) }, Do: s.try},
		{Name: "import.import", Key: "i", Help: "import it", Shown: in(importTried), When: s.nothing, Do: s.write},
		{Name: "import.every", Key: "a", Help: "every row", Shown: in(importTried, importDone), Do: func() tea.Cmd {
			s.every = !s.every
			s.fill()
			return nil
		}},
		{Name: "import.stop", Key: "esc", Help: "stop, or the columns", Label: s.escapes, Shown: func() bool { return s.work != nil || s.phase == importTried }, Do: s.escape},
		{Name: "import.undo", Key: "u", Help: "undo", Shown: in(importDone), When: s.taken, Do: s.takeBack},
		{Name: "import.another", Key: "f", Help: "another file", Shown: in(importMapping, importTried, importDone), Do: func() tea.Cmd {
			s.app.DropWorker(workerName(s.kind))
			s.app.Pop()
			return chooseImport(s.app, s.kind)
		}},
	}
}

// Init implements Screen.
func (s *importScreen) Init() tea.Cmd {
	if s.table != nil { // someone has come back to it
		return nil
	}
	return s.look()
}

// Title implements Screen.
func (s *importScreen) Title() string { return "Import " + string(s.kind) }

// Typing implements Screen.
func (s *importScreen) Typing() bool { return false }

// Keys implements Screen.
func (s *importScreen) Keys() []shell.Action {
	if s.work != nil {
		return shell.Pick(s.actions(), "import.stop")
	}
	all := s.actions()
	switch s.phase {
	case importMapping:
		return shell.Trailing(all, "import.guessed", "import.another")
	case importTried:
		return shell.Trailing(all, "import.stop")
	case importDone:
		return shell.Leading(all, "import.undo")
	}
	return all
}

// nothing says that nothing of the file would come in.
func (s *importScreen) nothing() string {
	return shell.If(!s.report.Brings(), wording.NothingComesIn)
}

// taken says that there is nothing to take back.
func (s *importScreen) taken() string {
	return shell.If(s.report.Batch == 0 || s.undone != nil, "There is nothing to undo.")
}

// escapes is what esc does now.
func (s *importScreen) escapes() string {
	switch {
	case s.work == nil:
		return "the columns"
	case s.phase == importWriting:
		return "stop after these rows"
	}
	return "stop"
}

// escape stops what is under way, or goes from what was found back to the columns.
func (s *importScreen) escape() tea.Cmd {
	if !s.stop() {
		s.columns()
	}
	return nil
}

// Back implements Backer: an import that is left is over.
func (s *importScreen) Back() bool {
	if s.phase == importDone {
		s.app.DropWorker(workerName(s.kind))
	}
	return false
}

// columns shows the columns again.
func (s *importScreen) columns() {
	s.phase, s.problem = importMapping, ""
	s.fill()
}

// Update implements Screen.
func (s *importScreen) Update(msg tea.Msg) tea.Cmd {
	if press, ok := msg.(tea.KeyPressMsg); ok && s.work == nil {
		s.table.Update(press)
	}
	return nil
}

// takeBack asks, and takes the import back.
func (s *importScreen) takeBack() tea.Cmd {
	takes, actor, batch := s.app.Session().Importer, s.app.Member(), s.report.Batch
	if batch == 0 || s.undone != nil {
		return nil
	}
	return s.app.Open(shell.NewConfirm(s.app, "Undo this import?",
		"Everything it added is removed, except what someone has worked on since. The log still shows the import.",
		"undo", func() tea.Cmd {
			return beginImport(s, importDone, func(ctx context.Context, progress func(done, all int)) (recruit.Undone, error) {
				return takes.Undo(ctx, actor, batch, progress)
			},
				func(u recruit.Undone, err error) tea.Cmd {
					if err != nil { // what was taken back until then is said by the sentence
						s.phase, s.problem = importDone, recruit.Sentence(err)
						s.fill()
						return s.app.Broadcast(shell.Changed{})
					}
					s.undone, s.problem = &u, ""
					return s.app.Broadcast(shell.Changed{})
				})
		}))
}

// name is the file's.
func (s *importScreen) name() string { return text.Line(filepath.Base(s.path)) }
