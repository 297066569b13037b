package flow

import (
	"strings"

	"recruitty/recruit"
)

// carry brings what someone wrote over to other times: the lines of the template that name
// them are exchanged where they stand in the text unchanged. Where they do not, the text may
// name times that are no longer offered, and does not leave before someone has looked at it.
func (o *Offer) carry(was string) {
	if o.Text == "" || was == "" || was == o.usual.Text {
		return
	}
	text, ok := exchanged(o.Text, was, o.usual.Text)
	if !ok {
		o.doubt = recruit.Invalid("text", "The times have changed, and your text may still name those of before; edit it, or empty it for the usual text.")
		return
	}
	o.Text = text
}

// exchanged does in a text what makes one version of a template's text the other, and
// reports whether the lines concerned stand in it exactly once.
func exchanged(text, was, now string) (string, bool) {
	before, after := strings.Split(was, "\n"), strings.Split(now, "\n")
	head, tail := 0, 0
	for head < len(before) && head < len(after) && before[head] == after[head] {
		head++
	}
	for tail < len(before)-head && tail < len(after)-head && before[len(before)-1-tail] == after[len(after)-1-tail] {
		tail++
	}
	old, fresh := before[head:len(before)-tail], after[head:len(after)-tail]
	if len(old) == 0 {
		return text, false // where lines were added cannot be told
	}
	lines := strings.Split(text, "\n")
	found := -1
	for at := 0; at+len(old) <= len(lines); at++ {
		if strings.Join(lines[at:at+len(old)], "\n") != strings.Join(old, "\n") {
			continue
		}
		if found >= 0 {
			return text, false
		}
		found = at
	}
	if found < 0 {
		return text, false
	}
	return strings.Join(append(append(append([]string(nil), lines[:found]...), fresh...), lines[found+len(old):]...), "\n"), true
}
