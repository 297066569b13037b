package interviews

import (
	"strings"

	"recruitty/recruit"
	"recruitty/ui/shell"
	"recruitty/ui/text"
	"recruitty/ui/wording"
)

type cardKeyMap struct {
	Reschedule, Cancel, People, Copy, Open, Passcode, Versions, Undo, Done, TakeOver, Host, Instead, Asked, Next shell.Key
}

func CardKeys() cardKeyMap {
	return cardKeyMap{
		Reschedule: shell.Bind("r", "Reschedule").Known("move another time"), Cancel: shell.Bind("x", "Cancel").Known("cancel interview"), People: shell.Bind("i", "who is invited").Known("participants panel people add"), Host: shell.Bind("h", "another host"), Copy: shell.Bind("c", "copy link"), Open: shell.Bind("o", "open link"),
		Passcode: shell.Bind("p", "show passcode"), Versions: shell.Bind("v", "what changed").Known("versions history"), Undo: shell.Bind("u", "undo"),
		Done: shell.Bind("d", "how it was").Known("completed no-show took place nobody came"), TakeOver: shell.Bind("t", "take over"), Instead: shell.Bind("w", "who comes instead").Known("delegate delegated"), Asked: shell.Bind("a", "other time asked for").Known("propose proposal counter refuse decline"), Next: shell.Bind("]/[", "other interview", "]", "["),
	}
}

func (k cardKeyMap) List() []shell.Key {
	return []shell.Key{k.Reschedule, k.Cancel, k.Copy, k.Open, k.People, k.Host, k.Versions, k.Undo, k.Done, k.Passcode, k.TakeOver, k.Instead, k.Asked, k.Next}
}

// ForRecord gives the keys the reasons why they cannot work for an interview.
func (k cardKeyMap) ForRecord(a *shell.App, r recruit.Record, m May, cards int) cardKeyMap {
	i, now := r.Interview, a.Session().Now()
	over, owned := "", a.Forbidden(recruit.ToSchedule)
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
	if JoinLink(r) == "" {
		link = "There is no link for this interview."
		switch {
		case i.Status == recruit.Cancelled:
		case i.MeetingGone():
			link = "The meeting is no longer at Zoom, so its link leads nowhere; Settings, Doctor creates it again."
		case i.Platform == recruit.Zoom:
			link = "There is no link yet: Zoom has not confirmed the meeting."
		}
	}
	if i.Meeting == nil || i.Meeting.Passcode == "" || JoinLink(r) == "" {
		code = "There is no passcode."
	}
	if i.Start.After(now) {
		early = "It has not begun yet; how it was can be said from " + wording.Amid(a.Start(i.Start)) + " on."
	}
	begun := ""
	if !i.End().After(now) {
		begun = "This interview is over; schedule a new one instead."
	}
	k.Reschedule = k.Reschedule.Unless(shell.First(over, begun, owned, m.Move))
	k.Cancel = k.Cancel.Unless(shell.First(over, owned, m.Cancel))
	k.People = k.People.Unless(shell.First(over, begun, owned))
	nobody := ""
	if len(r.Sending(now)) == 0 {
		nobody = "Nobody who is invited sends somebody else."
	}
	k.Instead = k.Instead.Unless(shell.First(nobody, over, begun, owned))
	none := ""
	if len(r.AskingOtherTime(now)) == 0 {
		none = "Nobody who is invited asks for another time."
	}
	k.Asked = k.Asked.Unless(shell.First(none, over, begun, owned))
	k.Host = k.Host.Unless(shell.First(over, begun, owned, m.noHost()))
	k.Copy, k.Open = k.Copy.Unless(link), k.Open.Unless(shell.First(link, a.NoBrowser()))
	k.Passcode = k.Passcode.Unless(code)
	k.Done = k.Done.Unless(shell.First(over, a.Forbidden(recruit.ToSchedule), early))
	if err := r.TooLateToUndo(now); err != nil {
		k.Undo = k.Undo.Unless(recruit.Sentence(err))
	} else if i.Status == recruit.Completed || i.Status == recruit.NoShow {
		k.Undo = k.Undo.Unless(a.Forbidden(recruit.ToSchedule)) // who may say how it went may take that back
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

// Without gives every key the same reason.
func (k cardKeyMap) Without(reason string) []shell.Key {
	keys := k.List()
	for i := range keys {
		keys[i] = keys[i].Unless(reason)
	}
	return keys
}
