package forms

import (
	"strings"

	tea "charm.land/bubbletea/v2"

	"recruitty/recruit"
	"recruitty/ui/shell"
	"recruitty/ui/text"
	"recruitty/ui/theme"
)

// This file is for two people who edit one record. The second one to save
// loses nothing and overwrites nothing unseen: what only the other changed is
// taken in, and where both changed something, both values stand in the form,
// one key apart.

// Theirs is a record as someone else has saved it meanwhile.
type Theirs struct {
	Values map[string]string // as the form would hold them, by field name
	// Adopt makes it the record that the next save is based on.
	Adopt func()
}

// difference is a field of which there are two values.
type difference struct{ mine, theirs string }

// TheirsKey goes between the two values of the field in which the cursor is.
func TheirsKey() shell.Action { return shell.Bind("ctrl+t", "their value or yours") }

// Values are what all fields hold, secrets left out, which are kept nowhere: a
// password inside an address is one, too.
func (f *Fields) Values() map[string]string {
	held := map[string]string{}
	for name, r := range f.Rows {
		if r.Value != nil && !r.secret && !holdsPassword(*r.Value) {
			held[name] = *r.Value
		}
	}
	return held
}

func holdsPassword(typed string) bool {
	_, rest, address := strings.Cut(typed, "://")
	login, _, signed := strings.Cut(rest, "@")
	return address && signed && strings.Contains(login, ":")
}

// Fill puts values into the fields of these names; secrets are not kept
// anywhere, so there are none among them.
func (f *Fields) Fill(values map[string]string) {
	for name, value := range values {
		if r, ok := f.Rows[name]; ok && r.Value != nil && !r.secret {
			*r.Value = value
		}
	}
}

// merge compares what is typed with base, with which the form began, and with
// what someone else has saved since. It reports whether there are fields with
// two values now.
func (f *Fields) merge(base, saved map[string]string) bool {
	f.stale = map[string]difference{}
	for name, theirs := range saved {
		r, ok := f.Rows[name]
		if !ok || r.Value == nil || theirs == *r.Value || theirs == base[name] {
			continue
		}
		f.stale[name] = difference{mine: *r.Value, theirs: theirs}
		if *r.Value == base[name] {
			*r.Value = theirs
		}
	}
	return len(f.stale) > 0
}

// swap puts the other value into the field in which the cursor is, and reports
// whether it has two.
func (f *Fields) swap() bool {
	for name, d := range f.stale {
		r := f.Rows[name]
		if !r.Focused {
			continue
		}
		if *r.Value == d.theirs {
			*r.Value = d.mine
		} else {
			f.stale[name] = difference{mine: *r.Value, theirs: d.theirs}
			*r.Value = d.theirs
		}
		return true
	}
	return false
}

// differs says under a row what its other value is.
func (f *Fields) differs(r *Row) []Hint {
	d, ok := f.stale[r.name]
	if !ok {
		return nil
	}
	other, whose := d.theirs, "their value is "
	if *r.Value == d.theirs {
		other, whose = d.mine, "this is their value; yours was "
	}
	if c, ok := r.Field.(*radio); ok {
		other = c.labelOf(other)
	}
	shown := "empty"
	if line := text.Line(other); line != "" {
		shown = "“" + r.app.Grid().Truncate(line, 160) + "”"
	}
	return []Hint{{theme.Warning, whose + shown + " (ctrl+t)"}}
}

// compare brings the form back after a save that was based on an older record,
// with the other person's values beside one's own.
func (b *formBox) compare() tea.Cmd {
	return shell.Run(b.app, b.spec.Theirs, func(now Theirs, err error) tea.Cmd {
		if err != nil {
			return FailForm(b.form, b.rows, err, b.spec.Value)
		}
		now.Adopt()
		why := "Someone else has saved this in the meantime, with nothing different from yours. ctrl+s saves it."
		if b.rows.merge(b.base, now.Values) {
			why = "Someone else has changed this in the meantime. Where there are two values, ctrl+t switches between theirs and yours; ctrl+s saves what is shown here."
		}
		b.base = now.Values
		return FailForm(b.form, b.rows, &recruit.Problem{Kind: recruit.ErrStale, Sentence: why}, b.spec.Value)
	})
}
