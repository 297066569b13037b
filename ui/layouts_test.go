package ui

import (
	"testing"

	tea "charm.land/bubbletea/v2"
)

// TestFieldsTakeLettersAsTheyAre holds that nothing is moved to another place
// while someone types, and that the terminal tells places only when nobody does.
func TestFieldsTakeLettersAsTheyAre(t *testing.T) {
	t.Parallel()
	f := start(t, 80, 24, nil)
	if k := f.View().KeyboardEnhancements; !k.ReportAlternateKeys || !k.ReportAllKeysAsEscapeCodes || !k.ReportAssociatedText {
		t.Errorf("on a list the terminal is asked for %+v", k)
	}
	f.Press("ctrl+k")
	if k := f.View().KeyboardEnhancements; !k.ReportAlternateKeys || k.ReportAllKeysAsEscapeCodes {
		t.Errorf("in a field the terminal is asked for %+v", k)
	}
	f.Send(tea.KeyPressMsg{Code: 'о', Text: "о", BaseCode: 'j'})
	f.Send(tea.KeyPressMsg{Code: 'ξ', Text: "ξ"})
	f.Shows("оξ")
}
