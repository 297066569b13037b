package ui_test

import (
	"testing"

	"recruitty/recruit"
)

// TestFormAndPreviewSayWhatWaits walks through the boxes while mail is not set up.
func TestFormAndPreviewSayWhatWaits(t *testing.T) {
	t.Parallel()
	for _, size := range [][2]int{{80, 24}, {120, 40}} {
		w := newWorld(t, size[0], size[1], setup{})
		w.connect()
		if err := w.desk.Settings.Store.SetSecret(t.Context(), recruit.SettingMailURL, ""); err != nil {
			t.Fatal(err)
		}
		w.profile()
		w.Press("s")
		w.Shows("Mails will wait. Mail is not set up")
		w.fillIn("tue 10am")
		w.Press("ctrl+s")
		w.Shows("This will happen at once: 1 Zoom meeting; later: 1 invitation", "1 invitation will wait. Mail is not set up")
		w.Hides("This will happen: 1")
		w.Press("enter")
		w.Shows("u undo (", "held while it can be undone", "1 invitation will wait. Mail is not set up")
		w.Hides("in a moment")
	}
}
