package mail

import (
	"slices"

	"recruitty/recruit"
)

// place is a placeholder of templates.
type place struct {
	recruit.Placeholder
	// subject says that it may stand in a subject, which is shown on locked
	// screens and kept in logs: nothing that opens the meeting, has several lines
	// or is long may.
	subject bool
}

// mayRead reports whether an audience may be told.
func (p place) mayRead(a recruit.Audience) bool {
	return !slices.Contains([]string{"internal_note", "guide", "form"}, p.Name) || a != recruit.ToCandidate
}

// retired are placeholders that templates from before may hold. They stand for
// nothing, and no list shows them.
func retired() []string { return []string{"candidate_note"} }

// placesOf are the placeholders of the mails of an event.
func placesOf(o recruit.MailEvent) []place {
	if !o.IsLetter() {
		return places()
	}
	inSubject := func(name, says string) place { return place{recruit.Placeholder{Name: name, Says: says}, true} }
	all := []place{
		inSubject("reader", "name of who reads the mail"),
		inSubject("first_name", "first name of the candidate, or the whole name if unclear"),
		inSubject("job", "title of the job"),
		inSubject("stage", "the stage that the candidate is in then"),
		inSubject("company", "name of the company"),
		inSubject("author", "name of who sends it"),
		inSubject("contact", "the sender's name and address"),
	}
	if o.IsOffer() {
		inText := func(name, says string) place { return place{recruit.Placeholder{Name: name, Says: says}, false} }
		all = append(all, inText("hours", "the times to choose from, with their numbers"), inText("numbers", "their numbers: 1, 2 or 3"),
			inText("until", "by when the candidate is to answer"), inText("link", "the page on which they can be chosen"))
	}
	if o == recruit.OnMessage || o.IsOffer() {
		all = append(all, place{recruit.Placeholder{Name: "text", Says: "what is written in the form"}, false})
	}
	return all
}

// places are all placeholders of mails about interviews, in the order in which a list shows them.
func places() []place {
	inSubject := func(name, says string) place { return place{recruit.Placeholder{Name: name, Says: says}, true} }
	inText := func(name, says string) place { return place{recruit.Placeholder{Name: name, Says: says}, false} }
	return []place{
		inSubject("title", "title of the interview"),
		inSubject("start", "day and time of the start, short"),
		inText("when", "day and times, in the reader's zone and yours"),
		inText("before", "the old day and times, of a move"),
		inText("proposed", "the day and times that the reader asked for, of a refusal"),
		inText("reason", "why it moved, is cancelled or stays"),
		inSubject("reader", "name of who reads the mail"),
		inSubject("candidate", "name of the candidate"),
		inSubject("first_name", "first name of the candidate, or the whole name if unclear"),
		inSubject("people", "whom the reader will meet"),
		inSubject("job", "title of the job"),
		inSubject("company", "name of the company"),
		inSubject("host", "the company, else the organiser"),
		inSubject("organiser", "name of the organiser"),
		inSubject("contact", "the organiser's name and address"),
		inSubject("platform", "Zoom, Phone, On site"),
		inText("link", "the join link"),
		inText("meeting_id", "number of the meeting"),
		inText("passcode", "passcode of the meeting"),
		inSubject("place", "address of an interview on site"),
		inSubject("phone", "number of an interview by phone"),
		inText("files", "names of what is attached"),
		inText("description", "the description, for everybody"),
		inText("internal_note", "the internal note, for the panel only"),
		inText("guide", "the interview guide, for the panel only"),
		inText("form", "the scorecard's lines to fill in, of a request for feedback"),
	}
}
