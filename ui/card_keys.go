package ui

import (
	"strings"

	"recruitty/recruit"
	"recruitty/ui/text"
	"recruitty/ui/wording"
)

type cardKeyMap struct {
	Reschedule, Cancel, People, Copy, Open, Passcode, Versions, Undo, Done, TakeOver, Host, Instead, Asked, Next Key
}

func cardKeys() cardKeyMap {
	return cardKeyMap{
		Reschedule: Bind("r", "Reschedule").Known("move another time"), Cancel: Bind("x", "Cancel").Known("cancel interview"), People: Bind("i", "who is invited").Known("participants panel people add"), Host: Bind("h", "another host"), Copy: Bind("c", "copy link"), Open: Bind("o", "open link"),
		Passcode: Bind("p", "show passcode"), Versions: Bind("v", "what changed").Known("versions history"), Undo: Bind("u", "undo"),
		Done: Bind("d", "how it was").Known("completed no-show took place nobody came"), TakeOver: Bind("t", "take over"), Instead: Bind("w", "who comes instead").Known("delegate delegated"), Asked: Bind("a", "other time asked for").Known("propose proposal counter refuse decline"), Next: Bind("]/[", "other interview", "]", "["),
	}
}

func (k cardKeyMap) list() []Key {
	return []Key{k.Reschedule, k.Cancel, k.Copy, k.Open, k.People, k.Host, k.Versions, k.Undo, k.Done, k.Passcode, k.TakeOver, k.Instead, k.Asked, k.Next}
}

// forRecord gives the keys the reasons why they cannot work for an interview.
func (k cardKeyMap) forRecord(a *App, r recruit.Record, m may, cards int) cardKeyMap {
	i, now := r.Interview, a.Session().Now()
	over, owned := "", a.forbidden(recruit.ToSchedule)
	if i.Status != recruit.Scheduled {
		over = finished(i)
	}
	if owned == "" && i.OrganiserID != a.Member().ID {
		owned = "Only " + text.Line(r.Organiser.Name) + ", who organises this interview, may change it; an admin may take it over."
		if a.Member().Role == recruit.Admin {
			owned = text.Line(r.Organiser.Name) + " organises this interview; press t to take it over first."
		}
	}
	link, code, early := "", "", ""
	if joinLink(r) == "" {
		link = "There is no link for this interview."
		switch {
		case i.Status == recruit.Cancelled:
		case i.MeetingGone():
			link = "The meeting is no longer at Zoom, so its link leads nowhere; Settings, Doctor creates it again."
		case i.Platform == recruit.Zoom:
			link = "There is no link yet: Zoom has not confirmed the meeting."
		}
	}
	if i.Meeting == nil || i.Meeting.Passcode == "" || joinLink(r) == "" {
		code = "There is no passcode."
	}
	if i.Start.After(now) {
		early = "It has not begun yet; how it was can be said from " + wording.Amid(a.start(i.Start)) + " on."
	}
	begun := ""
	if !i.End().After(now) {
		begun = "This interview is over; schedule a new one instead."
	}
	k.Reschedule = k.Reschedule.Unless(first(over, begun, owned, m.move))
	k.Cancel = k.Cancel.Unless(first(over, owned, m.cancel))
	k.People = k.People.Unless(first(over, begun, owned))
	nobody := ""
	if len(r.Sending(now)) == 0 {
		nobody = "Nobody who is invited sends somebody else."
	}
	k.Instead = k.Instead.Unless(first(nobody, over, begun, owned))
	none := ""
	if len(r.AskingOtherTime(now)) == 0 {
		none = "Nobody who is invited asks for another time."
	}
	k.Asked = k.Asked.Unless(first(none, over, begun, owned))
	k.Host = k.Host.Unless(first(over, begun, owned, m.noHost()))
	k.Copy, k.Open = k.Copy.Unless(link), k.Open.Unless(first(link, a.noBrowser()))
	k.Passcode = k.Passcode.Unless(code)
	k.Done = k.Done.Unless(first(over, a.forbidden(recruit.ToSchedule), early))
	if err := r.TooLateToUndo(now); err != nil {
		k.Undo = k.Undo.Unless(recruit.Sentence(err))
	} else if i.Status == recruit.Completed || i.Status == recruit.NoShow {
		k.Undo = k.Undo.Unless(a.forbidden(recruit.ToSchedule)) // who may say how it went may take that back
	} else {
		k.Undo = k.Undo.Unless(owned)
	}
	switch {
	case i.OrganiserID == a.Member().ID:
		k.TakeOver = k.TakeOver.Unless("This interview is yours already.")
	case a.Member().Role != recruit.Admin:
		k.TakeOver = k.TakeOver.Unless("Only an admin may take over an interview.")
	default:
		k.TakeOver = k.TakeOver.Unless(over)
	}
	if cards < 2 {
		k.Next = k.Next.Unless("There is no other interview ahead.")
	}
	return k
}

// finished says why an interview that is not scheduled any more cannot be
// changed, and what can be done instead.
func finished(i recruit.Interview) string {
	if i.Status == recruit.Cancelled {
		return "This interview is cancelled; schedule a new one instead."
	}
	return "This interview is over (" + strings.ToLower(wording.Status(i.Status)) + "); u takes that back."
}

// without gives every key the same reason.
func (k cardKeyMap) without(reason string) []Key {
	keys := k.list()
	for i := range keys {
		keys[i] = keys[i].Unless(reason)
	}
	return keys
}
