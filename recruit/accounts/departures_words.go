package accounts

import (
	"fmt"
	"strings"
	"time"

	"recruitty/recruit"
)

// Ends says what a removal of the member ends, a sentence each; keepZoom that the
// access to Zoom is to be taken over.
func (b Belongings) Ends(keepZoom bool) []string {
	var out []string
	if n := len(b.Member.SSHKeys); n > 0 {
		out = append(out, fmt.Sprintf("Their SSH access ends (%s), and so does every open session.", recruit.Counted(n, "key", "keys")))
	}
	if c := b.Zoom.Connection; c.ID != 0 && !keepZoom {
		out = append(out, fmt.Sprintf("Their access to Zoom as %s is revoked.", c.Who()))
		if n := len(b.Zoom.Upcoming); n > 0 {
			out = append(out, fmt.Sprintf("The Zoom meetings of %s stay, but can no longer be changed or cancelled from here.", recruit.Counted(n, "interview", "interviews")))
		}
		for _, k := range b.Zoom.Shared {
			out = append(out, k.EndsToo())
		}
	}
	if n := len(b.Calendars); n > 0 {
		out = append(out, fmt.Sprintf("Their calendars are no longer read (%s), and access that was granted is revoked.", strings.Join(b.Calendars, ", ")))
	}
	if b.Drafts > 0 {
		out = append(out, fmt.Sprintf("What they typed but did not save is deleted (%s).", recruit.Counted(b.Drafts, "form", "forms")))
	}
	return out
}

// Stays says what outlives a removal of the member, and what to do about it; at
// writes when an interview is.
func (b Belongings) Stays(keepZoom bool, at func(recruit.InterviewSummary) string) []string {
	var out []string
	if c := b.Zoom.Connection; c.ID != 0 && keepZoom {
		out = append(out, fmt.Sprintf("You take over their access to Zoom as %s until all of the meetings (%s) are over.", c.Who(), recruit.Counted(len(b.Zoom.Upcoming), "interview", "interviews")))
	}
	if n := len(b.Organised); n > 0 {
		out = append(out, fmt.Sprintf("They organise %s; an admin may take them over.", recruit.Counted(n, "upcoming interview", "upcoming interviews")))
		for _, i := range b.Organised {
			out = append(out, fmt.Sprintf("  %s, %s, %s", at(i), i.CandidateName, i.Title))
		}
	}
	if n := len(b.Invited); n > 0 {
		out = append(out, fmt.Sprintf("They are still invited to %s; the organiser can remove them under Who is invited.", recruit.Counted(n, "upcoming interview", "upcoming interviews")))
		for _, i := range b.Invited {
			out = append(out, fmt.Sprintf("  %s, %s, %s, organised by %s", at(i), i.CandidateName, i.Title, i.OrganiserName))
		}
	}
	if n := len(b.Inbox.Files); n > 0 {
		out = append(out, fmt.Sprintf("%s in their inbox on the SSH host; nobody else gets it, and an admin may delete it afterwards.", recruit.Counted(n, "file", "files")))
	}
	if b.Shared.ID != 0 {
		out = append(out, fmt.Sprintf("The workspace's Zoom connection is theirs (%s); connect another one, because it ends when they revoke it.", b.Shared.Who()))
	}
	for _, what := range b.Mail {
		out = append(out, "The workspace uses "+what+", which is theirs; connect another account.")
	}
	return out
}

// Sentences says what was left, one thing a sentence; moment writes a time.
func (l Left) Sentences(moment func(time.Time) string) []string {
	var out []string
	for _, c := range l.Connections {
		out = append(out, c.Story(moment))
	}
	if n := len(l.Organised); n > 0 {
		out = append(out, fmt.Sprintf("%s %s organised by someone who has left; an admin may take them over.", recruit.Counted(n, "upcoming interview", "upcoming interviews"), isAre(n)))
	}
	if n := len(l.Invited); n > 0 {
		out = append(out, fmt.Sprintf("Someone who has left is still invited to %s; the organiser can remove them.", recruit.Counted(n, "upcoming interview", "upcoming interviews")))
	}
	if n := len(l.Inboxes); n > 0 {
		out = append(out, fmt.Sprintf("%s on the SSH host %s to no current member of the team.", recruit.Counted(n, "inbox", "inboxes"), map[bool]string{true: "belongs", false: "belong"}[n == 1]))
	}
	for _, what := range l.Mail {
		out = append(out, "The workspace uses something that belongs to someone who has left. "+what+".")
	}
	return out
}

// NothingLeft says that nobody who has gone left anything behind.
const NothingLeft = "Nobody has left anything behind."

func isAre(n int) string {
	if n == 1 {
		return "is"
	}
	return "are"
}
