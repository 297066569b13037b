package rsvp

import (
	"slices"
	"strings"

	"recruitty/recruit"
	"recruitty/recruit/sanitize"
)

// whose finds the invited person whom a reply is from, and returns the reply
// with what it says of that person. why says what keeps it from counting, and
// ok is false when nobody was found.
func whose(y recruit.Reply, r recruit.Record) (of recruit.Reply, p recruit.Participant, why string, ok bool) {
	lines := y.Lines
	if len(lines) == 0 {
		lines = []recruit.ReplyLine{{Addresses: nonEmpty(y.Attendee), SentBy: y.SentBy, Answer: y.Answer, Delegates: nonEmpty(y.Delegate)}}
	}
	sender, known := addressee(r, y.Sender)
	found := map[string][]recruit.ReplyLine{} // of each person, by address
	var people []recruit.Participant
	for _, line := range lines {
		q, ok := namedIn(line, r)
		if !ok {
			continue
		}
		if _, again := found[q.Address]; !again {
			people = append(people, q)
		}
		found[q.Address] = append(found[q.Address], line)
	}
	if definite := slices.DeleteFunc(slices.Clone(people), func(q recruit.Participant) bool {
		return !slices.ContainsFunc(found[q.Address], func(l recruit.ReplyLine) bool { return l.Answer != recruit.NoAnswer })
	}); len(people) > 1 && len(definite) == 1 {
		people = definite
	}
	switch {
	case known && len(found[sender.Address]) > 0:
		p = sender
	case len(people) == 1:
		p = people[0]
	case len(people) > 1:
		return ofLines(y, lines), recruit.Participant{}, because(y, "it names several people who are invited"), false
	case !known:
		return ofLines(y, lines), recruit.Participant{}, because(y, "it names nobody who is invited"), false
	default: // the mail is from someone who is invited, and names nobody who is
		of = ofLines(y, lines)
		if other := named(lines); other != "" {
			why = "it is from " + sender.Called() + " and names " + recruit.Shorten(other)
		} else if y.Unclear != "" {
			why = y.Unclear
		} else if len(lines) != 1 {
			why = "it does not say who answers"
		}
		return of, sender, why, true
	}
	if of, why = ofPerson(y, found[p.Address], lines); why == "" && y.Unclear != "" {
		why = y.Unclear
	}
	return of, p, why, true
}

// because is why a reply waits of which nobody knows whose it is: what is the
// matter with it says more than that.
func because(y recruit.Reply, whose string) string {
	if y.Unclear != "" {
		return y.Unclear
	}
	return whose
}

// ofPerson is a reply with what the lines about one person say.
func ofPerson(y recruit.Reply, theirs, all []recruit.ReplyLine) (recruit.Reply, string) {
	best := theirs[0]
	for _, line := range theirs[1:] {
		switch {
		case line.Answer == recruit.NoAnswer || line.Answer == best.Answer:
		case best.Answer == recruit.NoAnswer:
			best = line
		default:
			y = ofLines(y, []recruit.ReplyLine{{Addresses: best.Addresses}})
			return y, "it says two different things"
		}
	}
	if best.Answer == recruit.Delegated && len(best.Delegates) == 0 {
		for _, line := range all {
			if line.Delegator != "" && slices.ContainsFunc(best.Addresses, func(a string) bool { return recruit.SameMailbox(a, line.Delegator) }) {
				best.Delegates = append(best.Delegates, line.Addresses[:min(len(line.Addresses), 1)]...)
			}
		}
	}
	return ofLines(y, []recruit.ReplyLine{best}), ""
}

// ofLines is a reply with what its only line says; of several nothing is taken.
func ofLines(y recruit.Reply, lines []recruit.ReplyLine) recruit.Reply {
	y.Lines = lines
	if len(lines) != 1 {
		y.Answer, y.Attendee, y.SentBy = "", named(lines), ""
		return y
	}
	line := lines[0]
	y.Answer, y.Attendee, y.SentBy, y.Delegate = line.Answer, named(lines), line.SentBy, ""
	if y.Answer == recruit.Delegated {
		y.Delegate = tidyLine(strings.Join(line.Delegates, ", "), 300)
	}
	if line.Note != "" && !strings.Contains(y.Note, line.Note) {
		y.Note = tidyText(strings.TrimSpace(line.Note + "\n" + y.Note))
	}
	return y
}

// named is whom lines name, "" for nobody.
func named(lines []recruit.ReplyLine) string {
	var all []string
	for _, line := range lines {
		if len(line.Addresses) > 0 && len(all) < 5 {
			all = append(all, line.Addresses[0])
		}
	}
	return strings.Join(all, ", ")
}

func nonEmpty(text string) []string {
	if text == "" {
		return nil
	}
	return []string{text}
}

// namedIn is the invited person whom a line names; who answers on behalf of
// someone unknown is the next best.
func namedIn(l recruit.ReplyLine, r recruit.Record) (recruit.Participant, bool) {
	for _, address := range append(slices.Clone(l.Addresses), l.SentBy) {
		if p, ok := addressee(r, address); ok {
			return p, true
		}
	}
	return recruit.Participant{}, false
}

// addressee is the person to whom mail to an address comes: by the very address,
// or by that of the same mailbox as long as only one person has it.
func addressee(r recruit.Record, address string) (recruit.Participant, bool) {
	if address == "" {
		return recruit.Participant{}, false
	}
	for _, same := range []func(a, b string) bool{sanitize.SameAddress, recruit.SameMailbox} {
		var all []recruit.Participant
		for _, p := range r.People {
			if same(p.Address, address) {
				all = append(all, p)
			}
		}
		if still := slices.DeleteFunc(slices.Clone(all), func(p recruit.Participant) bool { return !p.RemovedAt.IsZero() }); len(still) > 0 {
			all = still
		}
		if len(all) == 1 {
			return all[0], true
		}
		if len(all) > 1 {
			return recruit.Participant{}, false
		}
	}
	return recruit.Participant{}, false
}

// deputised finds an answer of someone who is not invited and comes in the place
// of a person who is: its line says whom it was delegated by (RFC 5546 3.2.2.3).
// The mail in which that person delegates is none: in it nobody has answered for
// the other yet.
func deputised(y recruit.Reply, r recruit.Record) (d recruit.DeputyAnswer, p recruit.Participant, ok bool) {
	for _, line := range y.Lines {
		if line.Delegator == "" || len(line.Addresses) == 0 || !slices.Contains([]recruit.Answer{recruit.Accepted, recruit.Declined, recruit.Tentative}, line.Answer) {
			continue
		}
		if _, invited := namedIn(line, r); invited {
			continue
		}
		if q, found := addressee(r, line.Delegator); found && !recruit.SameMailbox(y.Sender, q.Address) {
			if ok {
				return recruit.DeputyAnswer{}, recruit.Participant{}, false // it answers for several
			}
			d, p, ok = recruit.DeputyAnswer{Address: line.Addresses[0], Answer: line.Answer, At: y.Stamp, Note: line.Note}, q, true
			if d.Note == "" {
				d.Note = y.Note
			}
		}
	}
	return d, p, ok
}

// vouched reports whether a reply counts as the person's own answer (RFC 6047 2.2
// and 5.1 want everything distrusted that someone else sends). It does when the
// mail is from that person, or from someone who stands near enough to answer
// for them: who is invited too, who organises the interview, or who has an
// address of the same organisation, as an assistant has. SENT-BY proves nothing,
// because whoever writes the object writes that too, and neither does a mail of
// which the server found that it is not from its sender. by is whose mail it was,
// "" when it was the person's own.
func vouched(y recruit.Reply, r recruit.Record, p recruit.Participant) (by, why string, ok bool) {
	switch {
	case !y.Mailed:
		return "", "", true
	case y.Sender == "":
		return "an unreadable address", "", false
	case y.Unproved:
		return y.Sender, "its sender could not be proved", false
	case sanitize.SameAddress(y.Sender, p.Address):
		return "", "", true
	case recruit.SameMailbox(y.Sender, p.Address), sanitize.SameAddress(y.Sender, r.Organiser.Email), sameHouse(y.Sender, p.Address):
		return y.Sender, "", true
	}
	other, invited := addressee(r, y.Sender)
	return y.Sender, "", invited && other.RemovedAt.IsZero()
}

// sentFrom names where a reply came from.
func sentFrom(y recruit.Reply) string {
	switch {
	case !y.Mailed:
		return "a file"
	case y.Sender == "":
		return "an unreadable address"
	}
	return y.Sender
}
