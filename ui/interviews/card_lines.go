package interviews

import (
	"strings"

	"recruitty/recruit"
	"recruitty/recruit/timeparse"
	"recruitty/ui/shell"
	"recruitty/ui/text"
	"recruitty/ui/wording"
)

// WhenLine says when it is, in the member's zone and in the candidate's. What
// does not fit goes: first how far away it is, then the year.
func WhenLine(a *shell.App, r recruit.Record, w int) string {
	i, s := r.Interview, a.Styles()
	here := a.Here(i.Start)
	right := a.Elsewhere(i.Start, r.Candidate.Location(), r.Candidate.Name)
	rest := a.Hours(here, i.Duration) + " " + timeparse.Label(here)
	away := " " + s.Signs.Dot + " " + timeparse.Relative(here, a.Now())
	date := timeparse.Date(here) + "  "
	switch room := w - a.Grid().Width(right) - 2; {
	case a.Grid().Width(date+rest+away) <= room:
	case a.Grid().Width(date+rest) <= room:
		away = ""
	default:
		date, away = timeparse.Day(here, a.Now())+" ", ""
		right, _, _ = strings.Cut(right, " for ")
		if a.Grid().Width(date+rest)+a.Grid().Width(right)+2 > w {
			right = ""
		}
	}
	return a.Grid().Spread(s.Title.Render(date+rest)+s.Dim.Render(away), right, w)
}

// WhereLine says where it takes place. The passcode is hidden until asked for.
func WhereLine(a *shell.App, r recruit.Record, passcode bool, w int) string {
	i, s := r.Interview, a.Styles()
	dot := " " + s.Signs.Dot + " "
	if i.Platform != recruit.Zoom {
		place := text.Line(i.Place)
		if !passcode {
			place = wording.Masked(place)
		}
		place = a.Grid().Truncate(place, max(w-16, 8))
		if link := JoinLink(r); link != "" {
			place = text.Link(place, text.Line(link))
		}
		return i.Platform.Label() + dot + place
	}
	if i.Meeting == nil {
		return "Zoom" + dot + s.Dim.Render("no meeting yet")
	}
	left := "Zoom " + wording.MeetingNumber(i.Meeting.ID)
	switch {
	case i.Status == recruit.Cancelled, i.MeetingGone():
		return left + s.Dim.Render(dot+wording.ZoomState(r))
	case i.Meeting.Passcode == "":
	case passcode:
		left += dot + "passcode " + text.Line(i.Meeting.Passcode)
	default:
		left += s.Dim.Render(dot + "passcode hidden (p)")
	}
	right := ""
	if i.Meeting.HostEmail != "" {
		right = s.Dim.Render("hosted by " + text.Line(i.Meeting.HostEmail))
	}
	if a.Grid().Width(left)+a.Grid().Width(right)+2 > w {
		right = ""
	}
	return a.Grid().Spread(left, right, w)
}

// JoinLink is the address at which people meet, "" when there is none (any
// more).
func JoinLink(r recruit.Record) string {
	return r.Interview.JoinURL()
}

// LinkLine is the link that stands below WhereLine, as it is shown: without what opens
// the meeting until that is asked for. It is "" where WhereLine says it already.
func LinkLine(r recruit.Record, passcode bool) string {
	link := text.Line(JoinLink(r))
	switch {
	case r.Interview.Platform == recruit.OtherLink:
		return ""
	case passcode:
		return link
	}
	return wording.Masked(link)
}
