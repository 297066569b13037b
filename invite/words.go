package invite

import (
	"fmt"
	"strings"
)

// write chooses the words of one mail by its event and its audience.
func write(inv prepared) letter {
	l := letter{
		Subject:  subject(inv),
		Greeting: "Hello" + before(" ", inv.Recipient.Name) + ",",
	}
	l.Heading, l.Intro = opening(inv)
	l.Facts = whenFacts(inv)
	if inv.Event == Withdrawn {
		l.Closing = []string{"Your calendar removes the entry. There is nothing else for you to do."}
		return l
	}
	if inv.Reason != "" && (inv.Event == Moved || inv.Event == Cancelled) {
		l.Facts = append(l.Facts, fact{Label: "Reason", Lines: strings.Split(inv.Reason, "\n")})
	}
	if inv.Event == Cancelled {
		l.Facts = append(l.Facts, contactFact(inv))
		l.Closing = []string{"Your calendar removes the entry. If you have a question, reply to this mail."}
		return l
	}
	l.Facts = append(l.Facts, peopleFacts(inv)...)
	l.Facts = append(l.Facts, joinFacts(inv)...)
	l.Facts = append(l.Facts, filesFact(inv)...)
	l.Facts = append(l.Facts, contactFact(inv))
	if inv.JoinURL != "" {
		l.Button = link{Text: "Join the interview", URL: inv.JoinURL}
	}
	l.Notes = notes(inv)
	l.Closing = closing(inv)
	return l
}

// subject never holds the link or the passcode: subjects are shown on locked screens and kept in logs.
func subject(inv prepared) string {
	lead := map[Event]string{Invited: "Invitation", Moved: "Updated", Cancelled: "Cancelled", Withdrawn: "Invitation withdrawn", Reminder: "Reminder"}[inv.Event]
	if inv.Event == Moved && inv.Previous != nil {
		lead = "New time"
	}
	return fmt.Sprintf("%s: %s, %s", lead, shorten(unlikeEncoded(withoutSecrets(inv, inv.Title)), 150), inv.reader.moment(inv.Start))
}

func withoutSecrets(inv prepared, text string) string {
	for _, secret := range secrets(inv) {
		text = strings.ReplaceAll(text, secret, "...")
	}
	return text
}

// secrets open the meeting. A passcode of fewer than four characters guards nothing and would be found in any text.
func secrets(inv prepared) []string {
	if len(inv.Passcode) < 4 {
		return nonEmpty(inv.JoinURL)
	}
	return nonEmpty(inv.JoinURL, inv.Passcode)
}

// opening is the heading and what happened, in a sentence or two.
func opening(inv prepared) (heading string, intro []string) {
	interview := sentence("the interview", withCandidate(inv), forJob(inv), atCompany(inv))
	host := nameOrAddress(inv.Organizer)
	moved := inv.Event == Moved && inv.Previous != nil
	if inv.Recipient.Audience == Candidate {
		interview = sentence("your interview", forJob(inv), atCompany(inv))
		if inv.Company != "" {
			host = inv.Company
		}
	}
	switch {
	case inv.Event == Invited && inv.Recipient.Audience == Candidate:
		return "You are invited to an interview", []string{sentence(host, "invites you to an interview", forJob(inv)) + "."}
	case inv.Event == Invited:
		return sentence("You are interviewing", candidate(inv)), []string{sentence(host, "asks you to take part in", interview) + "."}
	case moved:
		return "The interview has a new time", []string{capital(interview) + " has moved. Please note the new time."}
	case inv.Event == Moved:
		return "The interview has changed", []string{"Something about " + interview + " has changed. This is how it stands now."}
	case inv.Event == Cancelled:
		return "The interview is cancelled", []string{capital(interview) + " will not take place."}
	case inv.Event == Withdrawn:
		return "Your invitation is withdrawn", []string{"You are no longer expected at " + inv.Title + "."}
	default:
		return "Your interview is coming up", []string{"This is a reminder of " + interview + "."}
	}
}

// whenFacts gives the time, and for a move the old one above the new one.
func whenFacts(inv prepared) []fact {
	now := fact{Label: "When", Lines: spans(inv.Times, inv.reader, inv.sender)}
	if inv.Event != Moved || inv.Previous == nil {
		return []fact{now}
	}
	now.Label = "New time"
	return []fact{{Label: "Old time", Lines: spans(*inv.Previous, inv.reader, inv.sender), Past: true}, now}
}

// peopleFacts says whom the reader will meet.
func peopleFacts(inv prepared) []fact {
	var others []string
	for _, person := range inv.Attendees {
		self := sameAddress(person.Email, inv.Recipient.Email)
		if !self && (inv.Recipient.Audience == Candidate || person.Name == "" || person.Name != inv.CandidateName) {
			others = append(others, nameOrAddress(person))
		}
	}
	var facts []fact
	if inv.Recipient.Audience == Panel {
		facts = append(facts, fact{Label: "Candidate", Lines: []string{candidate(inv)}})
		if inv.JobTitle != "" {
			facts = append(facts, fact{Label: "Position", Lines: []string{inv.JobTitle}})
		}
	}
	if len(others) > 0 {
		label := "With"
		if inv.Recipient.Audience == Candidate {
			label = "You will meet"
		}
		facts = append(facts, fact{Label: label, Lines: []string{strings.Join(others, ", ")}})
	}
	return facts
}

// joinFacts says where to meet and what is needed to get in.
func joinFacts(inv prepared) []fact {
	facts := []fact{{Label: "How", Lines: []string{inv.Platform}}}
	if inv.JoinURL != "" {
		facts = append(facts, fact{Label: "Join", Lines: []string{inv.JoinURL}, Link: inv.JoinURL})
	}
	for _, f := range []struct{ label, text string }{
		{"Meeting ID", inv.MeetingID}, {"Passcode", inv.Passcode}, {"Place", inv.Place}, {"Phone", inv.Phone},
	} {
		if f.text != "" {
			facts = append(facts, fact{Label: f.label, Lines: []string{f.text}})
		}
	}
	return facts
}

func filesFact(inv prepared) []fact {
	if len(inv.Files) == 0 {
		return nil
	}
	f := fact{Label: "Files"}
	var names []string
	for _, file := range inv.Files {
		name := file.Name
		if file.PanelOnly {
			name += " (panel only)"
		}
		names = append(names, name)
	}
	f.Lines = []string{strings.Join(names, ", ")}
	return []fact{f}
}

func contactFact(inv prepared) fact {
	return fact{Label: "Contact", Lines: []string{contact(inv.Organizer)}, Link: "mailto:" + inv.Organizer.Email}
}

func contact(person Person) string {
	if person.Name == "" {
		return person.Email
	}
	return person.Name + ", " + person.Email
}

func notes(inv prepared) []note {
	var list []note
	for _, n := range []note{
		{"What it is about", inv.Description},
		{"A note for you", inv.CandidateNote},
		{"Internal note, not shown to the candidate", inv.InternalNote},
	} {
		if n.Text != "" {
			list = append(list, n)
		}
	}
	if inv.Recipient.Audience == Candidate && inv.JoinURL != "" {
		list = append(list, note{"If the link does not work", rescue(inv)})
	}
	return list
}

// rescue is what a candidate does when the link fails.
func rescue(inv prepared) string {
	steps := "Copy the link into the address line of another browser."
	if inv.MeetingID != "" {
		steps = fmt.Sprintf("Open %s yourself, choose Join and enter the meeting ID %s", inv.Platform, inv.MeetingID)
		if inv.Passcode != "" {
			steps += " and the passcode " + inv.Passcode
		}
		steps += "."
	}
	return steps + " If that fails too, write to " + contact(inv.Organizer) + "; we will find another way."
}

func closing(inv prepared) []string {
	if inv.Event == Reminder {
		return []string{"If you cannot come, reply to this mail as soon as you can."}
	}
	answer := "Please accept or decline in your calendar. If the time does not suit you, reply to this mail."
	if inv.Recipient.Audience == Panel && len(nonEmpty(inv.InternalNote)) > 0 {
		return []string{answer, "The internal note and files marked panel only are not sent to the candidate."}
	}
	return []string{answer}
}

func candidate(inv prepared) string {
	if inv.CandidateName == "" {
		return "the candidate"
	}
	return inv.CandidateName
}

func withCandidate(inv prepared) string { return before("with ", inv.CandidateName) }
func forJob(inv prepared) string        { return before("for the position of ", inv.JobTitle) }
func atCompany(inv prepared) string     { return before("at ", inv.Company) }

// before puts words in front of a text unless it is empty.
func before(words, text string) string {
	if text == "" {
		return ""
	}
	return words + text
}

// sentence joins the parts that are there.
func sentence(parts ...string) string { return strings.Join(nonEmpty(parts...), " ") }

// capital begins a sentence; it is used on our own words only, which are ASCII.
func capital(s string) string { return strings.ToUpper(s[:1]) + s[1:] }
