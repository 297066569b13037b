package ui

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	tea "charm.land/bubbletea/v2"

	"recruitty/recruit"
	"recruitty/ui/text"
	"recruitty/ui/theme"
)

// deed follows a decision that is saved until everything it calls for has been
// confirmed outside, or needs a person (R11). The work goes on in the outbox,
// also when nobody looks any more.
type deed struct {
	app    *App
	record recruit.Record
	saved  string // "Saved", "Moved"
	err    error  // why the record could not be read
	read   reading
	taking bool // an undo is under way
	done   bool // the box was left or the decision taken back
	// takenBack follows an undo.
	takenBack func() tea.Cmd
}

// newDeed follows r as it was just committed.
func newDeed(a *App, r recruit.Record, saved string) *deed {
	return &deed{app: a, record: r, saved: saved}
}

// begin starts to follow.
func (d *deed) begin() tea.Cmd { return d.beat() }

// beat looks again every second while something is open: states change in this
// process and in others, and the seconds of undo run down.
func (d *deed) beat() tea.Cmd {
	if d.done || d.record.Settled() {
		return nil
	}
	return d.app.after(time.Second, answer{func() tea.Cmd {
		if d.done {
			return nil
		}
		return tea.Batch(d.reread(), d.beat())
	}})
}

func (d *deed) reread() tea.Cmd {
	store, id := d.app.desk().Store, d.record.Interview.ID
	return reread(d.app, &d.read, func(ctx context.Context) (recruit.Record, error) {
		return store.Record(ctx, id)
	}, func(r recruit.Record, err error) tea.Cmd {
		switch {
		case errors.Is(err, recruit.ErrNotFound): // taken back meanwhile
			d.done = true
		case err != nil:
			d.err = err
		default:
			d.record, d.err = r, nil
		}
		return nil
	})
}

// changed is told of changes anywhere.
func (d *deed) changed(c Changed) tea.Cmd {
	if d.done || c.Kind != "" && c.Kind != "interview" && c.Kind != "effect" {
		return nil
	}
	return d.reread()
}

// undoFor is how long the decision can still be taken back.
func (d *deed) undoFor() (time.Duration, bool) {
	until, ok := d.record.Undoable(d.app.session.Now())
	return until.Sub(d.app.session.Now()), ok && !d.taking
}

func (d *deed) keys() []Key {
	keys := []Key{Bind("esc", "to the back", "esc", "enter")}
	if left, ok := d.undoFor(); ok {
		keys = append([]Key{Bind("u", fmt.Sprintf("undo (%d s)", seconds(left)))}, keys...)
	}
	if d.link() != "" {
		keys = append(keys, Bind("c", "copy link"))
	}
	return keys
}

// link is the address at which people meet, while there is something to join.
func (d *deed) link() string {
	if d.record.Interview.Status != recruit.Scheduled {
		return ""
	}
	return d.record.Interview.JoinURL()
}

func (d *deed) press(press tea.KeyPressMsg) (Outcome, tea.Cmd) {
	switch press.String() {
	case "esc", "enter":
		d.done = true
		d.read.slot.Cancel()
		return Closed, d.app.broadcast(Changed{Kind: "interview", ID: rowKey(d.record.Interview.ID)})
	case "c":
		if link := d.link(); link != "" {
			return Stay, d.app.copyText("Join link", link)
		}
	case "u":
		if d.taking {
			return Stay, nil
		}
		if _, ok := d.undoFor(); !ok {
			return Stay, d.app.Say(theme.Warning, "It is too late to take this back: something has been sent already, or is being sent now.")
		}
		return Stay, d.undo()
	}
	return Stay, nil
}

// undo takes the decision back while nothing has left.
func (d *deed) undo() tea.Cmd {
	d.taking = true
	desk, actor, id := d.app.desk(), d.app.Member(), d.record.Interview.ID
	return run(d.app, func(ctx context.Context) (recruit.Record, error) {
		return desk.Scheduling.Undo(ctx, actor, id)
	}, func(_ recruit.Record, err error) tea.Cmd {
		d.taking = false
		if err != nil {
			return tea.Batch(d.app.sayProblem(err), d.reread())
		}
		d.done = true
		d.read.slot.Cancel()
		return tea.Batch(d.takenBack(), d.app.broadcast(Changed{Kind: "interview", ID: rowKey(id)}))
	})
}

// view draws what has happened and what has not.
func (d *deed) view(w int) string {
	a, s := d.app, d.app.styles
	var lines []string
	add := func(tone theme.Tone, sign, words string) {
		for i, line := range strings.Split(text.Wrap(words, max(w-2, 10)), "\n") {
			if i > 0 {
				sign = " "
			}
			lines = append(lines, s.Tone(tone).Render(sign)+" "+s.Tone(shade(tone)).Render(line))
		}
	}
	add(theme.OK, s.Signs.OK, d.saved)
	var mails []recruit.Effect
	for _, e := range d.effects() {
		if e.Kind.IsMail() {
			mails = append(mails, e)
			continue
		}
		tone, state := a.effectState(e, false)
		add(tone, d.sign(e), d.zoomLine(e, state))
	}
	if len(mails) > 0 {
		d.mails(mails, add)
	}
	switch {
	case d.err != nil:
		add(theme.Error, s.Signs.Error, recruit.Sentence(d.err))
	case d.record.Settled():
		add(theme.Plain, " ", "That is all; everything above is confirmed.")
	case d.needsYou():
		add(theme.Plain, " ", "It is kept in the outbox; what needs you can be done there at any time.")
	}
	return strings.Join(lines, "\n")
}

// effects are those of this decision, and what is still open from before;
// reminders come in their own time.
func (d *deed) effects() []recruit.Effect {
	var out []recruit.Effect
	for _, e := range d.record.Effects {
		if e.State != recruit.Superseded && !e.Planned() && (e.Version == d.record.Interview.Version || e.Open()) {
			out = append(out, e)
		}
	}
	return out
}

func (d *deed) needsYou() bool {
	for _, e := range d.effects() {
		if needsPerson(e) {
			return true
		}
	}
	return false
}

// sign is the mark of an effect in front of its line.
func (d *deed) sign(e recruit.Effect) string {
	signs := d.app.styles.Signs
	switch {
	case e.State == recruit.Done:
		return signs.OK
	case e.State == recruit.Failed:
		return signs.Error
	case needsPerson(e), e.State == recruit.Unknown, e.Attempts > 0 && e.State == recruit.Waiting:
		return signs.Warning
	}
	return signs.Waiting
}

// zoomLine says how far a call to Zoom has come.
func (d *deed) zoomLine(e recruit.Effect, state string) string {
	if e.State != recruit.Done {
		return capital(effectName(e)) + ": " + state
	}
	number := ""
	if m := d.record.Interview.Meeting; m != nil {
		number = " " + meetingNumber(m.ID)
	}
	switch e.Kind {
	case recruit.ZoomUpdate:
		return "Zoom meeting" + number + " has the new time"
	case recruit.ZoomDelete:
		return "Zoom meeting" + number + " is deleted"
	}
	return "Zoom meeting" + number
}

// mails adds the line of all mails, and one for each that is in trouble.
func (d *deed) mails(mails []recruit.Effect, add func(theme.Tone, string, string)) {
	signs := d.app.styles.Signs
	sent := 0
	var each, trouble []string
	words := map[recruit.EffectKind]string{recruit.MailInvite: "Invitations", recruit.MailUpdate: "Updates", recruit.MailCancel: "Withdrawals"}
	name, mixed := "", false
	for _, e := range mails {
		if w := words[e.Kind]; name == "" {
			name = w
		} else if w != name {
			mixed = true
		}
		if e.State == recruit.Done {
			sent++
		}
		each = append(each, d.sign(e)+" "+text.Line(e.Target))
		if _, state := d.app.effectState(e, behindZoom(d.record, e)); e.Error != "" || needsPerson(e) {
			trouble = append(trouble, capital(effectName(e))+": "+state)
		}
	}
	if mixed || name == "" {
		name = "Mails"
	}
	tone, sign := theme.Dim, signs.Waiting
	if sent == len(mails) {
		tone, sign = theme.OK, signs.OK
	}
	line := fmt.Sprintf("%s %d of %d   %s", name, sent, len(mails), strings.Join(each, "   "))
	if sent < len(mails) && len(trouble) == 0 {
		_, state := d.app.effectState(firstOpen(mails), behindZoom(d.record, firstOpen(mails)))
		line += "   (" + state + ")"
	}
	add(tone, sign, line)
	for _, t := range trouble {
		add(theme.Warning, signs.Warning, t)
	}
}

// firstOpen is the first effect that is not done.
func firstOpen(effects []recruit.Effect) recruit.Effect {
	for _, e := range effects {
		if e.State != recruit.Done {
			return e
		}
	}
	return recruit.Effect{}
}

// foot is the line of keys at the bottom of the box.
func (d *deed) foot() string {
	var items []string
	for _, k := range d.keys() {
		items = append(items, k.Help().Key+" "+k.Help().Desc)
	}
	return strings.Join(items, "     ")
}

// shade keeps long lines calm: only what is wrong is coloured throughout.
func shade(t theme.Tone) theme.Tone {
	if t == theme.OK {
		return theme.Plain
	}
	return t
}

// capital makes the first letter of a sentence large.
func capital(s string) string {
	if s == "" {
		return s
	}
	return strings.ToUpper(s[:1]) + s[1:]
}
