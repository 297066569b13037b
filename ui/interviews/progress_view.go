package interviews

import (
	"fmt"
	"strings"

	"recruitty/recruit"
	"recruitty/ui/text"
	"recruitty/ui/theme"
	"recruitty/ui/wording"
)

// view draws what has happened and what has not.
func (d *progress) view(w int) string {
	a, s := d.app, d.app.Styles()
	var lines []string
	room := max(w-2, 10)
	add := func(tone theme.Tone, sign, words string) {
		for i, line := range strings.Split(d.app.Grid().Wrap(words, room), "\n") {
			if i > 0 {
				sign = " "
			}
			lines = append(lines, s.Tone(tone).Render(sign)+" "+s.Tone(shade(tone)).Render(line))
		}
	}
	add(theme.OK, s.Signs.OK, d.saved)
	var mails []recruit.Effect
	for _, e := range d.record.Followed() {
		if e.Kind.IsMail() {
			mails = append(mails, e)
			continue
		}
		tone, state := EffectState(a, e, false)
		add(tone, d.sign(e), d.zoomLine(e, state))
	}
	if len(mails) > 0 {
		d.mails(mails, room, add)
	}
	if _, held := d.undoFor(); held { // nothing was tried that could say it
		for _, wait := range d.waits {
			add(theme.Warning, s.Signs.Warning, wait)
		}
	}
	if d.err != nil {
		add(theme.Error, s.Signs.Error, recruit.Sentence(d.err))
	}
	if end := ending(d); end != "" && !d.together {
		add(theme.Plain, " ", end)
	}
	return strings.Join(lines, "\n")
}

// ending is said once below all interviews of a decision: that everything is confirmed
// (R11), or where to do what needs someone; "" while it is still under way or an
// interview could not be read.
func ending(all ...*progress) string {
	settled, needed := true, false
	for _, d := range all {
		if d.err != nil {
			return ""
		}
		settled, needed = settled && d.record.Settled(), needed || d.needsYou()
	}
	switch {
	case settled:
		return wording.AllConfirmed
	case needed:
		return "It is kept in the outbox; what needs you can be done there at any time."
	}
	return ""
}

func (d *progress) needsYou() bool {
	for _, e := range d.record.Followed() {
		if e.NeedsAttention() {
			return true
		}
	}
	return false
}

// sign is the mark of an effect in front of its line.
func (d *progress) sign(e recruit.Effect) string {
	signs := d.app.Styles().Signs
	switch {
	case e.State == recruit.Done:
		return signs.OK
	case e.State == recruit.Failed:
		return signs.Error
	case e.NeedsAttention(), e.State == recruit.Unknown, e.Attempts > 0 && e.State == recruit.Waiting:
		return signs.Warning
	}
	return signs.Waiting
}

// zoomLine says how far a call to Zoom has come.
func (d *progress) zoomLine(e recruit.Effect, state string) string {
	if e.State != recruit.Done {
		return recruit.Capital(wording.EffectName(e)) + ": " + state
	}
	number := ""
	if m := d.record.Interview.Meeting; m != nil {
		number = " " + wording.MeetingNumber(m.ID)
	}
	switch e.Kind {
	case recruit.ZoomUpdate:
		return "Zoom meeting" + number + " has the new time"
	case recruit.ZoomDelete:
		return "Zoom meeting" + number + " is deleted"
	}
	return "Zoom meeting" + number
}

// mails adds the lines of all mails, and one for each that is in trouble. A sign
// stands in the same line as its address.
func (d *progress) mails(mails []recruit.Effect, room int, add func(theme.Tone, string, string)) {
	signs := d.app.Styles().Signs
	sent := 0
	var each, trouble []string
	words := map[recruit.EffectKind]string{recruit.MailInvite: "Invitations", recruit.MailUpdate: "Updates", recruit.MailCancel: "Cancellations", recruit.MailRefusal: "Refusal", recruit.MailSheet: "Overview", recruit.MailAsk: "Requests for an answer", recruit.MailFeedback: "Requests for feedback"}
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
		one := d.sign(e) + " " + text.Line(e.Target)
		if e.Kind == recruit.MailSheet && len(mails) > 1 { // the candidate stands there for the invitation too
			one += " (overview)"
		}
		each = append(each, one)
		if _, state := EffectState(d.app, e, wording.BehindZoom(d.record, e)); e.Error != "" || e.NeedsAttention() {
			trouble = append(trouble, recruit.Capital(wording.EffectName(e))+": "+state)
		}
	}
	if mixed || name == "" {
		name = "Emails"
	}
	tone, sign := theme.Dim, signs.Waiting
	if sent == len(mails) {
		tone, sign = theme.OK, signs.OK
	}
	each = append([]string{fmt.Sprintf("%s %d of %d", name, sent, len(mails))}, each...)
	if sent < len(mails) && len(trouble) == 0 {
		_, state := EffectState(d.app, firstOpen(mails), wording.BehindZoom(d.record, firstOpen(mails)))
		each = append(each, "("+state+")")
	}
	add(tone, sign, d.app.Grid().Flow(each, "   ", room))
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
func (d *progress) foot() string {
	var items []string
	for _, k := range d.keys() {
		if k.Why() != "" {
			continue
		}
		item := k.Key + " " + k.Help
		if left, ok := d.undoFor(); ok && k.Key == "u" { // here and nowhere else
			item += fmt.Sprintf(" (%d s)", wording.Seconds(left))
		}
		items = append(items, item)
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
