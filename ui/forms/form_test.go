package forms

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"
	"charm.land/huh/v2"

	"recruitty/ui/text"
	"recruitty/ui/theme"
	"recruitty/ui/uitest"
)

type formDraft struct {
	Title, Start string
	People       []string
}

// host is the modal around a form, as far as tests need one.
type host struct {
	form   *Form
	events []Event
}

func (h *host) Init() tea.Cmd { return nil }
func (h *host) View() tea.View {
	s, c := h.form.View()
	return tea.View{Content: s, Cursor: c}
}
func (h *host) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	if size, ok := msg.(tea.WindowSizeMsg); ok {
		return h, h.form.Resize(size.Width, size.Height)
	}
	event, cmd := h.form.Update(msg)
	if event != None {
		h.events = append(h.events, event)
	}
	return h, cmd
}

func start(t *testing.T, remote bool) (*uitest.Driver, *host, *formDraft) {
	t.Helper()
	d := &formDraft{Title: "Technical interview"}
	styles := theme.New(theme.Dark, theme.IsDark, false)
	h := &host{form: New(Options{Draft: d, Remote: remote, Styles: func() *theme.Styles { return styles },
		Fields: func() []huh.Field {
			return []huh.Field{
				NewLine(styles, &d.Title).Validate(func(s string) error {
					if s == "" {
						return errors.New("the interview needs a title")
					}
					return nil
				}),
				NewLine(styles, &d.Start),
				NewChoose(styles, "Participants", &d.People, []Option{{Value: "dana@acme.example", Label: "Dana Ortiz"}, {Value: "lukasz@acme.example", Label: "Łukasz Nowak"}},
					func(s string) (string, error) {
						if !strings.Contains(s, "@") {
							return "", fmt.Errorf("%s is no email address", s)
						}
						return s, nil
					}),
			}
		}})}
	drv := uitest.New(t, h, 60, 16)
	return drv, h, d
}

// TestNothingBlinks holds that a letter leaves no command behind that would wake
// the session half a second later.
func TestNothingBlinks(t *testing.T) {
	t.Parallel()
	_, h, _ := start(t, false)
	for _, letter := range "tue" {
		if _, cmd := h.form.Update(tea.KeyPressMsg{Code: letter, Text: string(letter)}); left(cmd) {
			t.Errorf("%c leaves a command behind", letter)
		}
	}
}

// left reports whether cmd, or one of those that it stands for, does anything.
func left(cmd tea.Cmd) bool {
	if cmd == nil {
		return false
	}
	batch, ok := cmd().(tea.BatchMsg)
	return !ok || slices.ContainsFunc(batch, left)
}

func TestFillInAndSubmit(t *testing.T) {
	t.Parallel()
	drv, h, d := start(t, false)
	drv.Press("enter")
	drv.Type("tue 10am")
	drv.Shows("tue 10am")
	if c := drv.View().Cursor; c == nil || c.X < 8 {
		t.Errorf("cursor is %v", c)
	}
	if strings.Contains(drv.View().Content, "38;2;1;2;3") {
		t.Error("the mark of the cursor is visible")
	}
	drv.Press("enter")
	drv.Type("dan")
	drv.Shows("Dana Ortiz")
	drv.Press("enter")
	drv.Type("guest@example.com")
	drv.Press("enter", "enter", "ctrl+s")
	if !slices.Equal(h.events, []Event{Ended, Submitted}) {
		t.Fatalf("events %v\n%s", h.events, drv.Screen())
	}
	if want := (formDraft{"Technical interview", "tue 10am", []string{"dana@acme.example", "guest@example.com"}}); fmt.Sprint(*d) != fmt.Sprint(want) {
		t.Errorf("formDraft %+v", *d)
	}
	if !h.form.Dirty() {
		t.Error("a filled in form is not dirty")
	}
}

func TestFailureKeepsEverything(t *testing.T) {
	t.Parallel()
	drv, h, d := start(t, false)
	drv.Press("tab")
	drv.Type("friday")
	drv.Press("ctrl+s")
	if !slices.Equal(h.events, []Event{Submitted}) {
		t.Fatalf("events %v", h.events)
	}
	h.form.SetSaving()
	drv.Shows("Saving")
	drv.Press("x", "esc")
	drv.Run(h.form.Failed(errors.New("Zoom cannot be reached. Try again.")))
	drv.Shows("✗ Zoom cannot be reached", "friday")
	if h.form.Focused() != 1 || d.Start != "friday" {
		t.Errorf("focus %d, formDraft %+v", h.form.Focused(), *d)
	}
	drv.Type("!")
	drv.Press("ctrl+s")
	if len(h.events) != 2 || d.Start != "friday!" {
		t.Errorf("a second try does not work: %v, %q", h.events, d.Start)
	}
}

func TestSubmitGoesToWhatIsWrong(t *testing.T) {
	t.Parallel()
	drv, h, d := start(t, false)
	drv.Press("ctrl+u", "tab") // refused: a title is needed
	d.Title = ""
	drv.Run(h.form.Rebuild())
	drv.Press("ctrl+s")
	drv.Shows("✗ the interview needs a title")
	if len(h.events) != 0 || h.form.Focused() != 0 {
		t.Errorf("events %v, focus %d", h.events, h.form.Focused())
	}
}

func TestResizeKeepsFocusAndFits(t *testing.T) {
	t.Parallel()
	drv, h, _ := start(t, false)
	drv.Press("tab", "tab")
	drv.Type("nobody")
	for _, size := range [][2]int{{60, 3}, {40, 5}, {100, 30}, {30, 8}, {60, 16}} {
		drv.Send(tea.WindowSizeMsg{Width: size[0], Height: size[1]})
		if h.form.Focused() != 2 {
			t.Errorf("%v: focus on %d", size, h.form.Focused())
		}
		content := drv.View().Content
		if text.Width(content) > size[0] || text.Height(content) > size[1] {
			t.Errorf("%v: form is %dx%d", size, text.Width(content), text.Height(content))
		}
	}
}

func TestEscapeAndPaste(t *testing.T) {
	t.Parallel()
	drv, h, d := start(t, true)
	drv.Press("ctrl+v", "esc")
	if !slices.Equal(h.events, []Event{Escaped}) || d.Title != "Technical interview" {
		t.Errorf("events %v, title %q", h.events, d.Title)
	}
	drv.Press("tab", "tab")
	drv.Send(tea.PasteMsg{Content: "a@example.com, b@example.com\nlukasz@acme.example"})
	if want := []string{"a@example.com", "b@example.com", "lukasz@acme.example"}; !slices.Equal(d.People, want) {
		t.Errorf("people %q", d.People)
	}
	drv.Press("backspace")
	if len(d.People) != 2 {
		t.Errorf("people %q", d.People)
	}
	drv.Type("not an address")
	drv.Press("tab")
	drv.Shows("is no email address")
	if h.form.Focused() != 2 {
		t.Error("left a field that is wrong")
	}
}

func TestMessagesOfAnEarlierBuildAreDropped(t *testing.T) {
	t.Parallel()
	drv, h, _ := start(t, false)
	late := h.form.own(huh.NextField)
	drv.Run(h.form.Rebuild())
	drv.Run(late)
	if h.form.Focused() != 0 {
		t.Error("a message of the earlier build moved the focus")
	}
}

func TestChosenOnesAreTakenOffOneByOne(t *testing.T) {
	t.Parallel()
	drv, _, d := start(t, false)
	drv.Press("enter", "enter")
	drv.Type("lukasz") // without the stroke of Ł
	drv.Press("enter")
	drv.Type("dana")
	drv.Press("enter")
	drv.Type("c@x.example")
	drv.Press("enter", "left", "left")
	drv.Shows("[Łukasz Nowak], Dana Ortiz, c@x.example")
	drv.Press("right", "backspace")
	if want := []string{"lukasz@acme.example", "c@x.example"}; !slices.Equal(d.People, want) {
		t.Errorf("people are %v, want %v", d.People, want)
	}
	drv.Press("backspace", "backspace", "backspace")
	if len(d.People) != 0 {
		t.Errorf("people are %v", d.People)
	}
}

func TestASentenceStandsOnce(t *testing.T) {
	t.Parallel()
	const sentence = "the interview needs a title"
	drv, h, d := start(t, false)
	d.Title = ""
	drv.Run(h.form.Rebuild())
	drv.Press("ctrl+s")
	if n := strings.Count(drv.Screen(), sentence); n != 1 {
		t.Fatalf("the field's own error stands %d times:\n%s", n, drv.Screen())
	}
	drv.Run(h.form.Failed(errors.New(sentence)))
	drv.Press("ctrl+s")
	if n := strings.Count(drv.Screen(), sentence); n != 1 {
		t.Errorf("the sentence stands %d times:\n%s", n, drv.Screen())
	}
}
