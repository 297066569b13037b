package page

import (
	"cmp"
	"net/url"
	"strconv"
	"strings"
	"time"

	"recruitty/recruit/sanitize"
	"recruitty/recruit/timeparse"
)

// How much is shown of one thing at most, in options, people and characters.
const (
	mostOptions = 24
	mostPeople  = 8
	mostTitle   = 120
	mostName    = 60
)

// draw draws the part of the page that was asked for, with at most so many options; form is what was filled in and came
// back because of mistakes.
func (v *visit) draw(form filled, wrong []mistake, most int) (template string, s *sheet) {
	s = v.sheet()
	s.Mistakes = wrong
	s.Zone = v.zoneLine()
	if v.badZone != "" {
		s.Notes = append(s.Notes, fill(v.say.badZone, "name", sanitize.Brief(v.badZone, 40), "zone", v.zoneLabel()))
	}
	switch v.part {
	case zones:
		v.drawZones(s)
		return "zones", s
	case callingOff:
		s.Heading, s.Words = v.say.callOffHeading, form.Words
		s.Texts = append(s.Texts, v.agreedLines()...)
		s.Texts = append(s.Texts, v.say.callOffText)
		return "calloff", s
	case asking:
		s.Heading = v.say.askHeading
		v.drawAsking(s, form)
		return "ask", s
	case moving:
		s.Heading = v.say.moveHeading
		s.Texts = append(s.Texts, v.agreedLines()...)
		v.drawOptions(s, form, most)
		if len(s.Options) == 0 {
			v.drawAsking(s, form)
		}
		return "move", s
	}
	if v.view.State == Agreed || v.view.State == Over {
		v.drawAgreed(s)
		return "agreed", s
	}
	v.drawChoice(s, form, most)
	return "choose", s
}

// drawChoice draws the page while nothing is agreed.
func (v *visit) drawChoice(s *sheet, form filled, most int) {
	switch v.view.State {
	case CalledOff:
		s.Heading, s.Texts = v.say.calledOff, []string{v.say.calledOffText}
	case Closed:
		s.Heading, s.Texts = v.say.closed, []string{v.say.closedText}
	default:
		s.Texts = []string{v.invitation()}
		v.drawSessions(s)
		v.drawOptions(s, form, most)
		switch s.Heading = v.say.choose; {
		case len(s.Options) == 0 && v.view.Asked:
			s.Heading = v.say.looking
		case len(s.Options) == 0:
			s.Heading = v.say.noneFree
			s.Texts = append(s.Texts, v.say.noFreeText)
		case !v.view.AnswerBy.IsZero():
			s.Texts = append(s.Texts, fill(v.say.chooseBy, "time", v.reader.At(v.view.AnswerBy)))
		}
	}
	if v.view.Asked {
		s.Notes = append(s.Notes, v.say.asked)
		if v.view.State != Choosing {
			s.Texts = nil
		}
	}
	if s.Asking = len(s.Options) == 0 && !v.view.Asked; s.Asking {
		v.drawAsking(s, form)
	}
}

// invitation says who wants to talk about what.
func (v *visit) invitation() string {
	job := sanitize.Brief(v.view.Job, mostTitle)
	if v.view.Company == "" {
		return fill(v.say.invitesAlone, "job", job)
	}
	return fill(v.say.invites, "company", v.view.Company, "job", job)
}

func (v *visit) drawSessions(s *sheet) {
	for _, one := range v.view.Sessions {
		s.Sessions = append(s.Sessions, sessionView{sanitize.Brief(one.Title, mostTitle), v.about(one)})
	}
}

// about is how long a session is, where it takes place and with whom.
func (v *visit) about(one Session) string {
	said := []string{v.length(one.Length)}
	if one.Platform != "" {
		said = append(said, v.reader.Tongue.Platform(one.Platform))
	}
	if people := v.people(one.With); people != "" {
		said = append(said, people)
	}
	return strings.Join(said, " · ")
}

// people says whom one will meet, "" where nobody is named.
func (v *visit) people(all []string) string {
	if len(all) == 0 {
		return ""
	}
	var names []string
	for _, name := range all[:min(len(all), mostPeople)] {
		names = append(names, sanitize.Brief(name, mostName))
	}
	people := strings.Join(names, ", ")
	if more := len(all) - mostPeople; more > 0 {
		people += " " + fill(v.say.andMore, "n", strconv.Itoa(more))
	}
	return fill(v.say.with, "people", people)
}

// length writes a duration: "45 minutes", "1 h 30 min".
func (v *visit) length(d time.Duration) string {
	minutes := int(d / time.Minute)
	if minutes <= 90 {
		return fill(v.say.minutes, "n", strconv.Itoa(minutes))
	}
	if minutes%60 == 0 {
		return strconv.Itoa(minutes/60) + " h"
	}
	return fill(v.say.hours, "n", strconv.Itoa(minutes/60), "m", strconv.Itoa(minutes%60))
}

// zoneLine says for which zone times are shown, and where that is known from.
func (v *visit) zoneLine() string {
	line := fill(v.say.timesIn, "zone", v.zoneLabel())
	switch {
	case v.zone != "":
		return line
	case zoneOf(v.view.Zone) == nil:
		return v.say.zoneUnknown + " " + line
	case v.view.ZoneGuessed:
		return line + " " + v.say.zoneGuessed
	}
	return line
}

// zoneLabel names the zone of the visitor. Its offset stands beside each time, because it is not the same on every day.
func (v *visit) zoneLabel() string { return timeparse.Label(v.now.In(v.reader.Zone)) }

// drawOptions draws at most so many of the options, and links to the others.
func (v *visit) drawOptions(s *sheet, form filled, most int) {
	free := v.free()
	s.Refreshable = v.view.Refreshable && len(free) == 0 && !v.query.Has("none")
	switch missed := v.missed(free); {
	case len(s.Mistakes) > 0:
	case missed && len(free) > 0:
		s.Notes = append(s.Notes, v.say.gone)
	case len(free) == 0 && v.query.Has("none"):
		s.Notes = append(s.Notes, v.say.noneFound)
	}
	first := min(v.number("after"), max(0, len(free)-1))
	for i, o := range free[first:min(first+most, len(free))] {
		one := v.drawOption(o, form.Option == o.ID || len(free) == 1)
		one.Mark = "o" + strconv.Itoa(i+1)
		s.Options = append(s.Options, one)
	}
	if first > 0 {
		s.Earlier = v.same(0)
	}
	if first+most < len(free) {
		s.Later = v.same(first + most)
	}
}

// same leads to this very part of the page, to the options behind the first so many.
func (v *visit) same(after int) string {
	more := url.Values{}
	if gone := v.query.Get("gone"); spelled(gone) {
		more.Set("gone", gone)
	}
	if after > 0 {
		more.Set("after", strconv.Itoa(after))
	}
	return cmp.Or(v.part, url.PathEscape(v.token.Secret())) + v.queryWith(more)
}

// drawOption is one option as it is shown: a single hour, or the hours of a loop.
func (v *visit) drawOption(o Option, chosen bool) optionView {
	start, end := o.Parts[0].Start, o.Parts[0].End
	for _, p := range o.Parts {
		if p.End.After(end) {
			end = p.End
		}
	}
	when := v.reader.Spans(start, end, v.team)
	view := optionView{ID: o.ID, When: when[0], Chosen: chosen}
	if len(when) > 1 {
		view.There = when[1]
	}
	if len(o.Parts) == 1 {
		view.With = v.people(o.Parts[0].With)
		return view
	}
	several := v.reader.Tongue.Day(start.In(v.reader.Zone)) != v.reader.Tongue.Day(end.In(v.reader.Zone))
	for _, p := range o.Parts {
		hours := v.reader.Hours(p.Start, p.End)
		if several {
			hours = v.reader.Tongue.ShortDay(p.Start.In(v.reader.Zone)) + ", " + hours
		}
		view.Parts = append(view.Parts, partView{hours, sanitize.Brief(v.titleOf(p), mostName), v.people(p.With)})
	}
	return view
}

// titleOf is the title of the session of a part.
func (v *visit) titleOf(p Part) string {
	if p.Session < 0 || p.Session >= len(v.view.Sessions) {
		return ""
	}
	return v.view.Sessions[p.Session].Title
}

// drawAgreed draws the page of what was agreed.
func (v *visit) drawAgreed(s *sheet) {
	switch {
	case v.view.State == Over && len(v.view.Agreed) == 0:
		s.Heading, s.Texts = v.say.past, []string{v.say.pastText}
	case v.view.State == Over:
		s.Heading, s.Texts = v.say.over, []string{v.say.overText}
	case v.view.Pending:
		s.Heading, s.Texts = v.say.confirming, []string{v.say.pendingText}
	default:
		s.Heading, s.Texts = v.say.agreed, []string{v.say.inviteText}
	}
	if v.view.Asked && v.view.State == Agreed {
		s.Notes = append(s.Notes, v.say.askedAgreed)
	}
	for _, p := range v.view.Agreed {
		when := v.reader.Spans(p.Start, p.End, v.team)
		one := agreedView{When: when[0], Title: sanitize.Brief(v.titleOf(p), mostTitle), Place: sanitize.Brief(p.Place, mostTitle), Join: p.Join}
		if len(when) > 1 {
			one.There = when[1]
		}
		if v.view.State == Over {
			one.Join, one.Place = "", ""
		}
		if p.Session >= 0 && p.Session < len(v.view.Sessions) {
			one.About = v.about(v.view.Sessions[p.Session])
		}
		if people := v.people(p.With); people != "" {
			one.About += " · " + people
		}
		s.Agreed = append(s.Agreed, one)
	}
	if v.view.State == Over {
		return
	}
	v.drawChanges(s)
}

// drawChanges draws what can still be changed, and until when.
func (v *visit) drawChanges(s *sheet) {
	until, open := v.view.MoveUntil, v.movable()
	if open {
		s.Changes = append(s.Changes, link{To: v.here() + moving + s.Query, Text: v.say.move})
	}
	s.Changes = append(s.Changes, link{To: v.here() + asking + s.Query, Text: v.say.askHeading})
	if v.now.Before(v.view.CallOffUntil) {
		s.Changes = append(s.Changes, link{To: v.here() + callingOff + s.Query, Text: v.say.callOff})
		if !open || v.view.CallOffUntil.Before(until) {
			until, open = v.view.CallOffUntil, true
		}
	}
	if open {
		s.Texts = append(s.Texts, fill(v.say.changeUntil, "time", v.reader.At(until)))
	} else {
		s.Texts = append(s.Texts, v.say.tooLate)
	}
}

// agreedLines say what is agreed, on the pages that would change it.
func (v *visit) agreedLines() []string {
	var lines []string
	for _, p := range v.view.Agreed {
		lines = append(lines, v.say.agreedNow+": "+v.reader.Span(p.Start, p.End))
	}
	return lines
}

// drawAsking draws the form to ask for other hours.
func (v *visit) drawAsking(s *sheet, form filled) {
	s.Words, s.WindowHint = form.Words, fill(v.say.windowHint, "zone", v.zoneLabel())
	if len(s.Texts) == 0 {
		s.Texts = []string{v.say.askText}
	}
	for i, w := range form.Windows {
		n := i + 1
		s.Windows = append(s.Windows, windowView{n, fill(v.say.window, "n", strconv.Itoa(n)), w.From, w.Until})
	}
}
