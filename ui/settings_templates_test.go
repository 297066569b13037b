package ui_test

import (
	"strings"
	"testing"

	"recruitty/recruit"
	"recruitty/ui/shell"
)

// templates goes to Settings, Templates.
func (w *world) templates() {
	w.Run(w.app.Goto(shell.Settings))
	w.Press("left", "left", "left", "left", "left")
	w.Shows("Templates", "is arranged", "English (en)")
}

// kept is what the workspace has saved of the invitation to candidates.
func (w *world) kept(language string) recruit.Template {
	w.t.Helper()
	return firstOf(w.svc.Templates.Show(w.t.Context(), recruit.OnInvited, recruit.ToCandidate, language))
}

func TestATemplateIsChangedWhileTheMailShows(t *testing.T) {
	t.Parallel()
	w := newWorld(t, 120, 40, setup{})
	w.connect()
	w.scheduled(true)
	w.templates()
	w.Press("enter")
	w.Shows("Subject: Invitation: {{title}}[ at {{company}}],", "The email about Priya Raman, Technical interview", "Invitation: Technical interview at Acme hiring,", "The built-in text")
	w.Press("end")
	w.put(" for {{job}}")
	w.Shows("15:30 (Kolkata) for Staff", "Changed, not saved yet")
	w.put(" {{jop}}")
	w.Shows("✗ Line 1: there is no placeholder {{jop}}", "as it was before the mistake")
	w.Press("ctrl+s")
	w.Shows("The template was not saved: line 1: there is no placeholder {{jop}}", "{{jop}}    ")
	if w.kept("").Own {
		t.Error("a template with a mistake was saved")
	}
	for range len(" {{jop}}") {
		w.Press("backspace")
	}
	w.Hides("jop")
	w.Press("ctrl+s")
	w.Shows("Template saved", "your own")
	if got := w.kept(""); !got.Own || !strings.HasPrefix(got.Source, "Subject: Invitation: {{title}}[ at {{company}}], {{start}} for {{job}}\n") {
		t.Errorf("kept %+v", got)
	}
	w.Press("r")
	w.Shows("Reset this template?")
	w.Press("right", "enter")
	w.Shows("The template is reset")
	w.Hides("your own")
	w.Press("r")
	w.Shows("There is no custom text to reset")
}

func TestATemplateInASmallWindow(t *testing.T) {
	t.Parallel()
	w := newWorld(t, 80, 24, setup{})
	w.templates()
	w.Press("enter")
	w.Shows("Subject: Invitation")
	w.Hides("The email about")
	w.Press("tab")
	w.Shows("The email about a made-up interview", "Hello Alex Sample,")
	w.Hides("{{title}}")
	w.Press("esc", "ctrl+o")
	w.Shows("{{when}}", "day and times", "leaves it out")
	w.Hides("internal_note")
	w.Press("down", "enter")
	w.Shows("{{start}}Subject: Invitation")
	w.Press("esc")
	w.Shows("Closed; what you typed is kept", "built in")
	w.Hides("{{start}}")
	w.Press("enter")
	w.Shows("{{start}}Subject: Invitation", "is back")
	w.Press("ctrl+r", "right", "enter")
	w.Shows("Subject: Invitation")
	w.Hides("{{start}}Subject")
	if w.kept("").Own {
		t.Error("what was left was saved")
	}
}

func TestOthersWordsAreNotOverwrittenUnseen(t *testing.T) {
	t.Parallel()
	w := newWorld(t, 80, 24, setup{})
	w.templates()
	w.Press("enter", "end")
	w.put(" mine")
	other := w.kept("")
	other.Source = strings.Replace(other.Source, "{{start}}", "{{start}} theirs", 1)
	if err := w.svc.Templates.Save(t.Context(), w.robin, other); err != nil {
		t.Fatal(err)
	}
	w.Press("ctrl+s")
	w.Shows("Someone else has saved a different text meanwhile", "mine")
	if got := w.kept("").Source; got != other.Source {
		t.Errorf("kept %q", got)
	}
	w.Press("ctrl+s")
	w.Shows("Template saved")
	if got := w.kept("").Source; !strings.Contains(got, "{{start}} mine") || strings.Contains(got, "theirs") {
		t.Errorf("kept %q", got)
	}
}

func TestLanguagesOfTemplates(t *testing.T) {
	t.Parallel()
	w := newWorld(t, 120, 40, setup{})
	w.templates()
	w.Press("o")
	w.put("deutsch")
	w.Shows("German (de): its texts come with the program")
	w.Press("ctrl+s")
	w.Shows("For candidates who read German (de)", "built in")
	w.Press("p")
	w.Shows("Guten Tag Alex Sample,", "Uhr (Lisbon", "Nothing is sent")
	w.Press("esc", "o", "ctrl+u")
	w.put("Klingonisch")
	w.Press("ctrl+s")
	w.Shows("A language is given as en, de or pt-BR")
	w.Press("ctrl+u")
	w.put("pl")
	w.Shows("it has only your own templates")
	w.Press("ctrl+s")
	w.Shows("none yet; those in English (en)")
	w.Press("enter")
	w.Shows("There is no text in Polish (pl) yet")
	w.Press("end")
	w.put(" Zażółć")
	w.Press("ctrl+s")
	w.Shows("your own")
	if got := w.kept("pl"); !got.Own || !strings.Contains(got.Source, "Zażółć") {
		t.Errorf("kept %+v", got)
	}
	w.Press("m", "ctrl+u")
	w.put("es")
	w.Press("ctrl+s")
	w.Shows("All other emails are in Spanish (es)")
}

func TestATemplateIsForAdmins(t *testing.T) {
	t.Parallel()
	w := newWorld(t, 80, 24, setup{})
	w.app.SetMember(w.dana)
	w.templates()
	for _, key := range []string{"e", "r", "m"} {
		w.Press(key)
		w.Shows("admin")
	}
	w.Press("p")
	w.Shows("Hello Alex Sample,")
	w.Press("x", "ctrl+s", "tab", "ctrl+o", "enter")
	w.Shows("Hello Alex Sample,")
	w.Press("esc")
	w.Send(shell.Changed{})
	w.Shows("built in")
}

func TestHostileWordsOfATemplate(t *testing.T) {
	t.Parallel()
	for _, size := range [][2]int{{60, 16}, {80, 24}, {120, 40}} {
		w := newWorld(t, size[0], size[1], setup{})
		hostile := "Subject: \x1bc\x07{{title}} \u202egnp.exe\nHeading: 面接のご案内\n\n候補者の{{reader}}様、" + strings.Repeat("長い文章です。", 60) + "\n\nمرحبا{{reader}}\n\n- \u0e01\u0e33\u0e2b\u0e19\u0e14: {{when}}\n"
		if err := w.db.SetSetting(t.Context(), "template.invited.candidate.en", hostile); err != nil {
			t.Fatal(err)
		}
		w.templates()
		w.Press("enter")
		w.Shows("面接のご案内")
		w.Press("tab")
		w.Shows("候補者の")
		if screen := w.Screen(); strings.ContainsAny(screen, "\x07\u202e") || strings.Contains(screen, "\x1bc") {
			t.Errorf("hostile text reached the screen: %q", screen)
		}
	}
}
