package shell

import (
	tea "charm.land/bubbletea/v2"

	"recruitty/recruit"
)

// Screen is what stands beside the sidebar. Implementations are pointers: they
// keep their own state, so that coming back to a screen finds cursor and filter
// as they were left.
type Screen interface {
	// Init starts the first reading. It is called once, when the screen opens.
	Init() tea.Cmd
	// Update gets keys (tea.KeyPressMsg), pastes (tea.PasteMsg), Changed, and
	// messages that nobody else knows (cursor, spinner). A key it does not know
	// is ignored. Answers of run and load do not come here: they come to the
	// function given with them.
	Update(tea.Msg) tea.Cmd
	// View draws into w by h cells. The root cuts and fills to that size.
	View(w, h int) string
	// Keys is the table of what can be done here, the most important first. Footer,
	// help and palette are made of it, see KeysOf.
	Keys() []Action
	// Typing is true while a filter or another input has the keyboard: then no
	// global key but ctrl+c is taken away from the screen, esc included.
	Typing() bool
	// Title is the screen's name in the window title and in "back to …".
	Title() string
}

// Cursored is a screen with a text cursor, at a place inside its last View.
type Cursored interface {
	Cursor() *tea.Cursor
}

// Backer is a screen for which esc can mean something nearer than leaving it,
// such as clearing a filter. Back reports whether it did something.
type Backer interface {
	Back() bool
}

// Commander is a screen with actions that have a name but no key of their own.
// The palette lists them while the screen is active.
type Commander interface {
	Commands() []Command
}

// Command is one line of the palette.
type Command struct {
	Name string // what it does, or the name of a record
	Hint string // its key, or what kind of record it is
	Also string // further words that it is found by
	Run  func() tea.Cmd
}

// stack holds the screens of one section; the last one is visible.
type stack struct {
	Screens []Screen
}

func (s *stack) top() Screen {
	if len(s.Screens) == 0 {
		return nil
	}
	return s.Screens[len(s.Screens)-1]
}

// Push opens a screen over the active one in the same section.
func (a *App) Push(s Screen) tea.Cmd {
	st := &a.Stacks[a.Section]
	st.Screens = append(st.Screens, s)
	a.dirty = true
	return s.Init()
}

// Pop goes back one screen and reports whether there was one to go back to.
func (a *App) Pop() bool {
	st := &a.Stacks[a.Section]
	if len(st.Screens) <= 1 {
		return false
	}
	st.Screens[len(st.Screens)-1] = nil
	st.Screens = st.Screens[:len(st.Screens)-1]
	a.dirty = true
	return true
}

// Replace opens a screen in place of the active one.
func (a *App) Replace(s Screen) tea.Cmd {
	st := &a.Stacks[a.Section]
	if len(st.Screens) == 0 {
		return a.Push(s)
	}
	st.Screens[len(st.Screens)-1] = s
	a.dirty = true
	return s.Init()
}

// Goto shows a section as it was left. In the section that is already active
// it goes back to its first screen.
func (a *App) Goto(s Section) tea.Cmd {
	a.dirty = true
	if s == a.Section && a.Stacks[s].top() != nil {
		a.Stacks[s].Screens = a.Stacks[s].Screens[:1]
		return nil
	}
	a.Section = s
	if a.Stacks[s].top() != nil {
		return nil
	}
	return a.Push(a.Nav.First(a, s))
}

// Active is the visible screen.
func (a *App) Active() Screen { return a.Stacks[a.Section].top() }

// Interviewing is a screen about an interview.
type Interviewing interface {
	// Interview is the one that is shown, 0 for none.
	Interview() recruit.InterviewID
}
