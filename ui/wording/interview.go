package wording

import (
	"fmt"
	"strings"
	"time"

	"recruitty/recruit"
	"recruitty/recruit/scheduling"
	"recruitty/recruit/timeparse"
	"recruitty/ui/text"
)

// PersonName is what a participant is called: the name, else the address.
func PersonName(p recruit.Participant) string {
	if p.Name != "" {
		return text.Line(p.Name)
	}
	return text.Line(p.Address)
}

// TookPlace asks of an interview that is over what Outcomes answer. How it was is what
// scorecards say.
func TookPlace(title string) string { return "Did " + title + " take place?" }

// Outcomes are the answers to TookPlace: that it took place, and that nobody came.
func Outcomes() (completed, noShow string) { return "It took place", "Nobody came" }

// Status is an interview's status as people say it.
func Status(s recruit.Status) string {
	//exhaustive:enforce
	switch s {
	case recruit.Scheduled:
		return "Scheduled"
	case recruit.Completed:
		return "Completed"
	case recruit.NoShow:
		return "Nobody came"
	case recruit.Cancelled:
		return "Cancelled"
	}
	return text.Line(string(s))
}

// Damaged says that something of a stored record cannot be understood, "" where
// all of it can.
func Damaged(field string) string {
	if field == "" {
		return ""
	}
	return "damaged: " + field
}

// SummaryState is Summary with the tone of its state.
func SummaryState(i recruit.InterviewSummary, now time.Time) (Tone, string) {
	state, words := Summary(i, now)
	return state.Tone(), words
}

// Summary says how an interview stands in a list. NeedAttention goes first. A
// list does not know whether what is still to happen is on its way or waits for
// a person, such as for mail to be set up.
func Summary(i recruit.InterviewSummary, now time.Time) (State, string) {
	after := func(s State) (State, string) {
		if i.Status == recruit.Scheduled {
			return s, s.Word()
		}
		return s, Status(i.Status) + ", " + s.Word()
	}
	ahead := i.Status == recruit.Scheduled && i.End().After(now)
	switch {
	case i.Damage != "":
		return NeedsYou, "damaged" // Today and the doctor say what of it
	case i.NeedAttention > 0:
		return after(NeedsYou)
	case ahead && i.Answered(recruit.Declined) > 0:
		return No, said(i, recruit.Declined, No)
	case i.Waiting > 0:
		return after(Pending)
	case i.Status == recruit.Scheduled && !ahead:
		return NeedsYou, "over: how was it?"
	case i.Status == recruit.Scheduled:
		return Set, Set.Word()
	case i.Status == recruit.Completed:
		return Yes, Status(i.Status)
	}
	return NoState, Status(i.Status)
}

// said names who gave an answer, as far as it is one person: "no: Dana".
func said(i recruit.InterviewSummary, a recruit.Answer, s State) string {
	who := ""
	for _, p := range i.People {
		if p.Answer == a {
			if who != "" {
				return s.Word() + ": " + Persons(i.Answered(a))
			}
			who = p.Name
			if who == "" {
				who = p.Address
			}
		}
	}
	return s.Word() + ": " + FirstName(who)
}

// Panel names who of the team takes part, the organiser where nobody else does.
func Panel(i recruit.InterviewSummary) string {
	if len(i.PanelNames) == 0 {
		return i.OrganiserName
	}
	names := make([]string, len(i.PanelNames))
	for n, name := range i.PanelNames {
		names[n] = text.Line(name)
	}
	return strings.Join(names, ", ")
}

// MeetingNumber writes a Zoom meeting's number as Zoom does: 829 1437 5521.
func MeetingNumber(id int64) string {
	s := fmt.Sprint(id)
	if len(s) < 9 {
		return s
	}
	tail := len(s) - 4
	return s[:3] + " " + s[3:tail] + " " + s[tail:]
}

// Ahead says what will happen at once and what will wait: "1 Zoom meeting", and
// for each reason "3 invitations will wait. Mail is not set up; …".
func Ahead(f scheduling.Preview) (now string, waits []string) {
	waiting := 0
	for _, w := range f.Waits {
		waits = append(waits, text.Line(w.Warning().Sentence))
		waiting += len(w.Effects)
	}
	switch {
	case len(f.Effects) == 0:
		return "This will happen: nothing outside; no one has been told about it yet", waits
	case waiting >= len(f.Effects):
		return "This is kept, and happens later: " + scheduling.Numbers(f.Effects), waits
	case waiting > 0:
		return "This will happen at once: " + scheduling.Numbers(f.AtOnce()) + "; later: " + scheduling.Numbers(f.Later()), waits
	}
	return "This will happen: " + scheduling.Numbers(f.Effects), waits
}

// MailText says what one person is told: "priya@example.com sees Tue 1 Dec
// 10:00–10:45 London".
func (r Reader) MailText(of recruit.Record, e recruit.Effect) string {
	p, _ := of.Person(e.Target)
	out := text.Line(e.Target)
	if p.Name != "" {
		out += " (" + text.Line(p.Name) + ")"
	}
	switch {
	case e.Kind == recruit.MailCancel && p.Audience == recruit.ToOrganiser && !p.RemovedAt.IsZero():
		return out + " loses the organiser's own calendar entry; the interview stays"
	case e.Kind == recruit.MailCancel && !p.RemovedAt.IsZero() && of.Interview.Status == recruit.Scheduled:
		return out + " is told that they are no longer needed"
	case e.Kind == recruit.MailCancel:
		return out + " is told that it is cancelled"
	}
	if e.Kind == recruit.MailSheet {
		return out + " gets an overview of all " + Counted(len(of.Standing()), "interview") + " of the loop, once every link is confirmed"
	}
	if e.Kind == recruit.MailFeedback {
		return out + " is asked for a scorecard"
	}
	if e.Kind == recruit.MailAsk {
		return out + " is asked again for an answer"
	}
	if e.Kind == recruit.MailRefusal {
		return out + " is told that the time stays"
	}
	zone := r.Zone
	if loc, err := timeparse.Zone(of.Interview.TimeZone); err == nil {
		zone = loc
	}
	if loc, err := timeparse.Zone(p.TimeZone); p.TimeZone != "" && err == nil {
		zone = loc
	}
	start := of.Interview.Start.In(zone)
	out += " sees " + timeparse.ShortDate(start) + " " + r.Hours(start, of.Interview.Duration) + " " + timeparse.Label(start)
	if n := filesFor(of, p.Audience); n > 0 {
		out += ", " + Counted(n, "file")
	}
	if p.Audience != recruit.ToCandidate && of.Interview.InternalNote != "" {
		out += ", the internal note"
	}
	if p.Audience == recruit.ToOrganiser {
		out += ", as the organiser's own calendar entry"
	}
	return out
}

// filesFor counts the files that an audience gets.
func filesFor(r recruit.Record, who recruit.Audience) int {
	n := 0
	for _, f := range r.Files {
		if f.Everyone || who != recruit.ToCandidate {
			n++
		}
	}
	return n
}

// File says what a file is and who gets it: "rubric.pdf, 12 KB, panel only".
func File(f recruit.File) string {
	return text.Line(f.Name) + ", " + recruit.Size(f.Size) + ", " + Audience(f.Everyone)
}

// Audience says who gets a file.
func Audience(everyone bool) string {
	if everyone {
		return "everyone"
	}
	return "panel only"
}

// End says what a cancellation will do (R8).
func End(f scheduling.Preview) string {
	var deletes, told int
	for _, e := range f.Effects {
		switch {
		case e.Kind == recruit.ZoomDelete:
			deletes++
		case e.Kind.IsMail():
			told++
		}
	}
	said := "No one has been told about it yet, so no one is told that it is cancelled."
	switch {
	case told > 0 && f.Record.Imported():
		said = recruit.Counted(told, "person is", "people are") + " told by email, and the calendar entry they got from here is removed."
	case told > 0:
		said = "It is removed from the calendar of " + recruit.Counted(told, "person, who gets", "people, who get") + " an email."
	case f.Record.Imported():
		said = "No email is sent."
	}
	if deletes > 0 {
		said = "The Zoom meeting is deleted. " + said
	}
	return said + " Its record, files and notes stay in the activity log."
}

// Standing says that interviews of someone are still ahead though they are no
// candidate for the job any more.
func Standing(name string, n int) string {
	if n == 1 {
		return name + " still has an interview for this job"
	}
	return name + " still has " + Counted(n, "interview") + " for this job"
}

// Them is "it", or "them" for several.
func Them(n int) string {
	if n == 1 {
		return "it"
	}
	return "them"
}

// OpenAgain says that what was said of how an interview went is taken back.
func OpenAgain(i recruit.Interview) string {
	return "Undone; " + i.Title + " is open again, and no one was told."
}

// UsualEntry says that whether the organiser gets a calendar entry is remembered
// once the interview is sent.
func UsualEntry(wish recruit.EntryPreference) string {
	return "sending this makes " + string(wish) + " your usual answer; Settings, Profile changes it"
}
