package importing

import (
	"context"
	"sync/atomic"
	"time"

	tea "charm.land/bubbletea/v2"

	"recruitty/recruit"
	"recruitty/recruit/importer"
	"recruitty/ui/shell"
	"recruitty/ui/theme"
	"recruitty/ui/wording"
)

// importEvery is how often the progress of an import is drawn.
const importEvery = 250 * time.Millisecond

// importWork is a step of an import that takes as long as its file is: it has no
// limit of time, and can be stopped.
type importWork struct {
	done, all atomic.Int64
	since     time.Time
	cancel    context.CancelFunc
	stopping  bool
}

func (w *importWork) progress(done, all int) {
	w.done.Store(int64(done))
	w.all.Store(int64(all))
}

// beginImport starts a step beside the event loop. f must not touch the screen.
func beginImport[T any](s *importScreen, phase importPhase, f func(ctx context.Context, progress func(done, all int)) (T, error), then func(T, error) tea.Cmd) tea.Cmd {
	a := s.app
	ctx, cancel := context.WithCancel(a.Session().Context)
	w := &importWork{since: a.Session().Now(), cancel: cancel}
	s.phase, s.work, s.problem, s.stopped = phase, w, "", false
	writes := phase == importWriting || phase == importDone
	if writes {
		a.UnderWay++
	}
	work := func() tea.Msg {
		defer cancel()
		value, err := f(ctx, w.progress)
		return shell.Answer{Deliver: func() tea.Cmd {
			if writes {
				a.UnderWay--
			}
			s.work, s.stopped = nil, w.stopping
			return then(value, err)
		}}
	}
	return tea.Batch(work, s.tick(w))
}

// tick draws the progress now and then while a step is under way.
func (s *importScreen) tick(w *importWork) tea.Cmd {
	return s.app.After(importEvery, shell.Answer{Deliver: func() tea.Cmd {
		if s.work != w {
			return nil
		}
		return s.tick(w)
	}})
}

// stop ends what is under way, and reports whether anything was. What an import
// has written until then stays, and is said.
func (s *importScreen) stop() bool {
	if s.work == nil {
		return false
	}
	s.work.stopping = true
	s.work.cancel()
	return true
}

// Stop implements Worker: the first ctrl+c ends an import that is being written,
// the second ends the program.
func (s *importScreen) Stop() bool {
	return s.phase == importWriting && s.work != nil && !s.work.stopping && s.stop()
}

// reads is a step that only reads the file.
func (s *importScreen) reads(phase importPhase, do func(context.Context, importer.File, importer.Options) (importer.Report, error), then func(importer.Report, error) tea.Cmd) tea.Cmd {
	svc, path, options := s.app.Services(), s.path, s.options
	return beginImport(s, phase, func(ctx context.Context, progress func(done, all int)) (r importer.Report, err error) {
		f, err := importer.Named(svc.Documents, path)
		if err != nil {
			return r, err
		}
		defer f.Close()
		options.Progress = progress
		return do(ctx, f, options)
	}, then)
}

// look reads which columns there are.
func (s *importScreen) look() tea.Cmd {
	takes, actor, kind := s.app.Session().Importer, s.app.Member(), s.kind
	s.newTable()
	return s.reads(importReading, func(ctx context.Context, f importer.File, o importer.Options) (importer.Report, error) {
		return takes.Look(ctx, actor, kind, f, o)
	}, func(r importer.Report, err error) tea.Cmd {
		s.report, s.phase = r, importMapping
		if err != nil {
			return tea.Batch(s.failed(importMapping, err), s.askSheet(err))
		}
		s.options.Mapping = r.Mapping
		s.fill()
		return nil
	})
}

// try checks the file without importing it.
func (s *importScreen) try() tea.Cmd {
	takes, actor, kind := s.app.Session().Importer, s.app.Member(), s.kind
	if s.report.Lacks != "" || len(s.report.Columns) == 0 {
		return nil
	}
	return s.reads(importTrying, func(ctx context.Context, f importer.File, o importer.Options) (importer.Report, error) {
		if err := recruit.Allow(actor, recruit.ToRecruit); err != nil {
			return importer.Report{}, err
		}
		o.By = actor.ID
		return takes.Plan(ctx, kind, f, o)
	}, func(r importer.Report, err error) tea.Cmd {
		if err != nil {
			return s.failed(importMapping, err)
		}
		s.report, s.phase = r, importTried
		s.fill()
		return nil
	})
}

// write imports the file.
func (s *importScreen) write() tea.Cmd {
	takes, actor, kind := s.app.Session().Importer, s.app.Member(), s.kind
	if !s.report.Brings() {
		return nil
	}
	return s.reads(importWriting, func(ctx context.Context, f importer.File, o importer.Options) (importer.Report, error) {
		return takes.Import(ctx, actor, kind, f, o)
	}, func(r importer.Report, err error) tea.Cmd {
		s.phase, s.report = importDone, r
		tone, words := theme.OK, r.Summary()
		if err != nil {
			s.problem = recruit.Sentence(err)
			tone, words = theme.Warning, s.problem
		}
		s.fill()
		return tea.Batch(s.app.Broadcast(shell.Changed{}), s.app.Say(tone, words))
	})
}

// failed shows why a step did not succeed, in the phase before it.
func (s *importScreen) failed(back importPhase, err error) tea.Cmd {
	s.phase, s.problem = back, recruit.Sentence(err)
	if s.stopped {
		s.problem = ""
		if back == importMapping && len(s.report.Columns) == 0 {
			s.problem = "Stopped before the columns were read; press f to choose a file."
		}
	}
	s.fill()
	return nil
}

// underWayWords say how far the step is.
func (s *importScreen) underWayWords() string {
	w := s.work
	what := map[importPhase]string{importReading: "Reading the columns", importTrying: "Checking; nothing is imported yet", importWriting: "Importing", importDone: "Undoing it"}[s.phase]
	if w.stopping {
		what = "Stopping"
	}
	return what + ": " + wording.Progress(int(w.done.Load()), int(w.all.Load()), s.app.Session().Now().Sub(w.since))
}
