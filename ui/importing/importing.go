// Package importing leads through an import: the file, its columns, the trial and
// the result.
package importing

import (
	"context"
	"path/filepath"

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

func ImportKey(kind importer.Kind) shell.Key {
	return shell.Bind("i", "import "+string(kind)).Known("csv excel file spreadsheet bring in")
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
		return "Files are imported on the command line here: recruitty import."
	}
	return shell.First(a.Forbidden(recruit.ToRecruit), forms.NoDisk(a))
}

// chooseImport asks for the file.
func chooseImport(a *shell.App, kind importer.Kind) tea.Cmd {
	d := &struct{ path string }{}
	desk, sent := a.Desk(), forms.NewSentFiles(a)
	if len(sent.Names) > 0 {
		d.path = sent.Names[0]
	}
	return forms.OpenBox(a, forms.FormSpec{
		Title: "Import " + string(kind), Draft: d, Keep: "import-" + string(kind), Room: 18, Verb: "read it",
		Intro: "Nothing is imported yet: first come the columns and what they are taken for.",
		Fields: func(f *forms.Fields) []huh.Field {
			if a.Session().Inbox != nil {
				return []huh.Field{f.SentFile("file", "In your inbox", &d.path, sent)}
			}
			return []huh.Field{f.PathOfFile("file", "Path of the file", &d.path).Proposing("~/Downloads/" + string(kind) + ".csv")}
		},
		Save: func() func(context.Context) error {
			path := draft.Path(d.path)
			return func(context.Context) error {
				f, err := importer.Named(desk.Documents, path)
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

type importKeyMap struct {
	Change, Guessed, Check, Import, Every, Undo, Another shell.Key
}

// Keys are the keys of an import.
func Keys() importKeyMap {
	return importKeyMap{
		Change:  shell.Bind("enter", "change"),
		Guessed: shell.Bind("r", "as it was guessed").OfRow(),
		Check:   shell.Bind("c", "check the file"),
		Import:  shell.Bind("i", "import it"),
		Every:   shell.Bind("a", "each row, or each kind once"),
		Undo:    shell.Bind("u", "take it back"),
		Another: shell.Bind("f", "another file"),
	}
}

func (k importKeyMap) List() []shell.Key {
	return []shell.Key{k.Change, k.Guessed, k.Check, k.Import, k.Every, k.Undo, k.Another}
}

// Init implements Screen.
func (s *importScreen) Init() tea.Cmd {
	if s.table != nil { // somebody has come back to it
		return nil
	}
	return s.look()
}

// Title implements Screen.
func (s *importScreen) Title() string { return "Import " + string(s.kind) }

// Typing implements Screen.
func (s *importScreen) Typing() bool { return false }

// Keys implements Screen.
func (s *importScreen) Keys() []shell.Key {
	k := Keys()
	switch s.phase {
	case importMapping:
		return []shell.Key{k.Change, k.Check.Unless(shell.First(s.report.Lacks, s.problem)), k.Guessed, k.Another}
	case importTried:
		none := ""
		if !s.report.Brings() {
			none = "Nothing of this file would come in."
		}
		return []shell.Key{k.Import.Unless(none), k.Every, k.Another, shell.Bind("esc", "the columns")}
	case importDone:
		none := ""
		if s.report.Batch == 0 || s.undone != nil {
			none = "There is nothing to take back."
		}
		return []shell.Key{k.Undo.Unless(none), k.Every, k.Another}
	case importWriting:
		return []shell.Key{shell.Bind("esc", "stop after these rows")}
	}
	return []shell.Key{shell.Bind("esc", "stop")}
}

// Back implements Backer: esc stops what is under way, and goes from what was
// found back to the columns.
func (s *importScreen) Back() bool {
	switch {
	case s.stop():
		return true
	case s.phase == importTried:
		return s.columns()
	case s.phase == importDone:
		s.app.DropWorker(workerName(s.kind))
	}
	return false
}

// columns shows the columns again.
func (s *importScreen) columns() bool {
	s.phase, s.problem = importMapping, ""
	s.fill()
	return true
}

// Update implements Screen.
func (s *importScreen) Update(msg tea.Msg) tea.Cmd {
	press, ok := msg.(tea.KeyPressMsg)
	if !ok || s.work != nil {
		return nil
	}
	k := Keys()
	switch {
	case s.table.Update(press):
	case k.Another.Matches(press) && s.phase != importReading:
		s.app.DropWorker(workerName(s.kind))
		s.app.Pop()
		return chooseImport(s.app, s.kind)
	case s.phase == importMapping && k.Change.Matches(press):
		return s.change()
	case s.phase == importMapping && k.Guessed.Matches(press):
		return s.guessed()
	case s.phase == importMapping && k.Check.Matches(press):
		return s.try()
	case s.phase == importTried && k.Import.Matches(press):
		return s.write()
	case s.phase == importDone && k.Undo.Matches(press):
		return s.takeBack()
	case k.Every.Matches(press):
		s.every = !s.every
		s.fill()
	}
	return nil
}

// takeBack asks, and takes the import back.
func (s *importScreen) takeBack() tea.Cmd {
	takes, actor, batch := s.app.Session().Importer, s.app.Member(), s.report.Batch
	if batch == 0 || s.undone != nil {
		return nil
	}
	return s.app.Open(shell.NewConfirm(s.app, "Take this import back?",
		"What it brought is removed, but for what somebody has worked on since. The log keeps that there was an import.",
		"take it back", func() tea.Cmd {
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
