package form

import (
	"strings"

	"charm.land/bubbles/v2/key"
	"charm.land/bubbles/v2/textarea"
	"charm.land/bubbles/v2/textinput"
	tea "charm.land/bubbletea/v2"
)

// Write hands a message to a text area, around two faults of bubbles 2.1.1: it
// looks for a word before the first one without end, and its drawing, which
// follows each key, may read past the end of a wrapped line of wide letters.
// Then the text is as it was, with the cursor at its beginning.
func Write(area textarea.Model, msg tea.Msg) (out textarea.Model, cmd tea.Cmd) {
	press, isKey := msg.(tea.KeyPressMsg)
	if isKey && key.Matches(press, area.KeyMap.WordBackward) && strings.TrimSpace(before(area)) == "" {
		area.MoveToBegin()
		return area, nil
	}
	text := area.Value()
	defer func() {
		if recover() != nil {
			area.SetValue(text)
			area.MoveToBegin()
			out, cmd = area, nil
		}
	}()
	return area.Update(msg)
}

// before is the text before the cursor.
func before(area textarea.Model) string {
	lines := strings.Split(area.Value(), "\n")
	row := min(area.Line(), len(lines)-1)
	line := []rune(lines[row])
	return strings.Join(append(lines[:row:row], string(line[:min(area.Column(), len(line))])), "\n")
}

// Bounded takes the key away from a line that deletes the word behind the
// cursor: bubbles 2.1.1 reads past the end where only blanks follow.
func Bounded(in textinput.Model) textinput.Model {
	in.KeyMap.DeleteWordForward.SetEnabled(false)
	return in
}

// unbounded reports whether a key would do that in one of huh's own lines, whose
// keys cannot be taken away.
func unbounded(press tea.KeyPressMsg) bool {
	return key.Matches(press, textinput.DefaultKeyMap().DeleteWordForward)
}
