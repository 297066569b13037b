package wording

import (
	"slices"
	"strings"
	"time"

	"recruitty/recruit"
	"recruitty/ui/text"
)

// Reminded says when an audience is reminded.
func Reminded(leads []time.Duration) string {
	if len(leads) == 0 {
		return "never"
	}
	return recruit.FormatLeads(leads) + " before an interview"
}

// LanguageWords tells people whether there are words in a language without writing any; known
// are those that come with the program.
func LanguageWords(tag string, known []string) string {
	base, _, _ := strings.Cut(tag, "-")
	if slices.Contains(known, base) {
		return recruit.LanguageName(tag) + ": its texts come with the program"
	}
	return recruit.LanguageName(tag) + ": it has only your own templates; write them under Settings, Templates"
}

// Why something that comes from the environment cannot be changed here.
const (
	MailFixed     = "The mail settings come from the environment (RECRUITTY_SMTP, RECRUITTY_MAIL_FROM) and are changed there."
	InboxFixed    = "The mailbox for answers comes from the environment (RECRUITTY_IMAP) and is changed there."
	ZoomAppFixed  = "The Zoom app is set by RECRUITTY_ZOOM_CLIENT_ID and is changed there."
	DemoMailFixed = "The demo has a mailbox of its own"
	// ServerAppFixed says what connecting such an app means.
	ServerAppFixed = "The server-to-server app from the environment then serves everyone; each organiser's own Zoom user hosts."
	DemoZoomFixed  = "The demo has its own Zoom app; yours is registered here outside the demo."
)

// The words of a test mail, which the screens and plain lines send.
const (
	NoMailToTest  = "There is nothing to test yet; fill in the mail server first."
	TestMailTaken = "The mail server has accepted it; check the mailbox."
)

// TestMail says what is tried.
func TestMail(to string) string { return "A test email to " + text.Line(to) }

// NoFields says what an empty list of fields means, and what a field is for.
const NoFields = "No fields of candidates are defined yet. A field has a name and a type, e.g. Notice period, Available from or Level. It is in the form and on the profile, and filters find by it."

// NoPools says what an empty list of pools means, and what a pool is for.
const NoPools = "There are no pools yet. A pool is a group of members who can stand in for each other in an interview: ask for “2 of Backend”, and whoever is free and has had the fewest interviews takes part. Trainees sit in."
