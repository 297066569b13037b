package form

import (
	"math/rand/v2"
	"strings"
	"testing"

	"charm.land/bubbles/v2/textarea"
	"charm.land/bubbles/v2/textinput"
	tea "charm.land/bubbletea/v2"
)

// TestNoKeyEndsATextOrStopsIt presses keys of all kinds on texts of blanks and
// of wide letters; the time limit of the test holds that each one comes back.
func TestNoKeyEndsATextOrStopsIt(t *testing.T) {
	t.Parallel()
	keys := []tea.Msg{
		tea.KeyPressMsg{Code: tea.KeyLeft, Mod: tea.ModAlt}, tea.KeyPressMsg{Code: tea.KeyRight, Mod: tea.ModAlt}, tea.KeyPressMsg{Code: 'b', Mod: tea.ModAlt},
		tea.KeyPressMsg{Code: 'd', Mod: tea.ModAlt}, tea.KeyPressMsg{Code: tea.KeyBackspace, Mod: tea.ModAlt}, tea.KeyPressMsg{Code: 'w', Mod: tea.ModCtrl},
		tea.KeyPressMsg{Code: tea.KeyHome}, tea.KeyPressMsg{Code: tea.KeyEnd}, tea.KeyPressMsg{Code: tea.KeyUp}, tea.KeyPressMsg{Code: tea.KeyDown},
		tea.KeyPressMsg{Code: tea.KeyLeft}, tea.KeyPressMsg{Code: tea.KeyRight}, tea.KeyPressMsg{Code: tea.KeyBackspace}, tea.KeyPressMsg{Code: tea.KeyDelete},
		tea.KeyPressMsg{Code: ' ', Text: " "}, tea.KeyPressMsg{Code: 'e', Text: "e"}, tea.PasteMsg{Content: "🇵🇹\u200d❤\ufe0f 日本"}, tea.PasteMsg{Content: " \n  "},
	}
	for _, text := range []string{"", "   ", " \n\n ", "word ", " 🇵🇹🇵🇹🇵🇹🇵🇹🇵🇹 ", strings.Repeat("日本語 ", 9), strings.Repeat("👨‍👩‍👧‍👦", 6)} {
		for seed := range uint64(20) {
			dice := rand.New(rand.NewPCG(seed, 1))
			area, line := textarea.New(), Bounded(textinput.New())
			area.SetWidth(9)
			line.SetWidth(7)
			area.Focus()
			line.Focus()
			area.SetValue(text)
			line.SetValue(text)
			for range 80 {
				key := keys[dice.IntN(len(keys))]
				area, _ = Write(area, key)
				_ = area.View()
				line, _ = line.Update(key)
				_ = line.View()
			}
		}
	}
}
