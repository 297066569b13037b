package shell

// Worker is a screen whose work goes on while other screens are shown.
type Worker interface {
	Screen
	// Stop ends what is being done, and reports whether there was anything to end.
	Stop() bool
}

// KeepWorker keeps a screen by a name until dropWorker, so that leaving it loses nothing.
func (a *App) KeepWorker(name string, w Worker) {
	if a.workers == nil {
		a.workers = map[string]Worker{}
	}
	a.workers[name] = w
}

// Worker is the screen that was kept by a name, nil when there is none.
func (a *App) Worker(name string) Worker { return a.workers[name] }

// DropWorker forgets a screen.
func (a *App) DropWorker(name string) { delete(a.workers, name) }

// stopWork ends the work of one screen, and reports whether there was any.
func (a *App) stopWork() bool {
	for _, w := range a.workers {
		if w.Stop() {
			return true
		}
	}
	return false
}
