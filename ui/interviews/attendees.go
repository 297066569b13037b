package interviews

import (
	"fmt"
	"slices"
	"strings"

	"recruitty/recruit"
	"recruitty/recruit/healing"
	"recruitty/ui/shell"
	"recruitty/ui/theme"
	"recruitty/ui/wording"
)

// AttendeeLines is the table "who · answer · told" of an interview in lines of at most w
// cells, the candidate first. Sign and name stand in one cell, so that nothing comes
// between them; in a narrow place whether someone was told is said only where it is not
// so.
func AttendeeLines(a *shell.App, r recruit.Record, w int) []string {
	g, s := a.Grid(), a.Styles()
	all := wording.Attendees(r)
	whoW, answerW, toldW := 0, 0, 0
	for _, p := range all {
		whoW, answerW, toldW = max(whoW, g.Width(seated(p))+2), max(answerW, g.Width(p.Answer)), max(toldW, g.Width(toldWord(s, p)))
	}
	whoW = min(whoW, farthest)
	answerW = min(answerW, max(w/3, 9))
	whoW = min(whoW, max(w-answerW-toldW-4, w/3))
	lines := make([]string, len(all))
	for n, p := range all {
		ink := s.Tone(p.State.Tone())
		told := s.Dim.Render(toldWord(s, p))
		if p.Lost {
			told = s.Warning.Render(toldWord(s, p))
		}
		lines[n] = strings.TrimRight(g.Truncate(ink.Render(s.Mark(p.State))+" "+g.Pad(seated(p), max(whoW-2, 1))+"  "+ink.Render(g.Pad(p.Answer, answerW))+"  "+told, w), " ")
	}
	return lines
}

// seated names someone with the pool for which they take part.
func seated(p wording.Attendee) string { return wording.Joined(" ", p.Who, p.Seat) }

// farthest is how wide a name may push what stands beside it away.
const farthest = 34

// toldWord reports whether someone was told, with the sign of what needs a person.
func toldWord(s *theme.Styles, p wording.Attendee) string {
	if p.Lost {
		return s.Mark(wording.NeedsYou) + " " + p.Told
	}
	return p.Told
}

// Trouble says what about an interview is not confirmed yet, worst first; one line says
// that everything is. found is what has come up about it.
func Trouble(a *shell.App, r recruit.Record, found []healing.Found) []shell.Saying {
	lines := slices.Concat(CameUpLines(a, found), ClaimLines(a, r), AskedLines(a, r))
	for _, e := range r.Pending() {
		tone, state := EffectState(a, e, wording.BehindZoom(r, e))
		lines = append(lines, shell.Saying{Tone: tone, Words: shell.Signed(a, tone) + " " + wording.EffectName(e) + ": " + state, State: shell.Signed(a, tone) + " " + state + ": " + wording.EffectName(e)})
	}
	if len(lines) > 0 {
		slices.SortStableFunc(lines, func(x, y shell.Saying) int { return int(y.Tone) - int(x.Tone) })
		return lines
	}
	done, all := wording.Notified(r)
	var facts []string
	if z := wording.ZoomState(r); z != "" {
		facts = append(facts, z)
	}
	if all > 0 {
		facts = append(facts, fmt.Sprintf("%d of %d told", done, all))
	}
	if p, own := r.OwnEntry(); own {
		if e, told := wording.Delivery(r, p.Address); told && e.Kind != recruit.MailCancel {
			facts = append(facts, "organiser's entry sent")
		}
	}
	if elsewhere := wording.Arranged(r); elsewhere != "" {
		return []shell.Saying{{Tone: theme.Dim, Words: elsewhere}}
	}
	if len(facts) == 0 {
		return nil
	}
	return []shell.Saying{{Tone: theme.OK, Words: shell.Signed(a, theme.OK) + " " + strings.Join(facts, " "+a.Styles().Signs.Dot+" ")}}
}
