package recruit

import "fmt"

// DraftPrefix begins the keys of settings that hold what somebody has typed into
// a form and not saved yet, so that it outlives a lost line (R12). Nobody else
// sees a draft.
const DraftPrefix = "draft."

// DraftsOf begins the keys of one member's drafts.
func DraftsOf(m MemberID) string { return fmt.Sprintf("%s%d.", DraftPrefix, m) }

// DraftKey is where a member's draft of a form is kept; about is the candidate
// whose data it holds, with whom it is erased, 0 for none. A form's name has no
// dots.
func DraftKey(m MemberID, about CandidateID, form string) string {
	return fmt.Sprintf("%s%d.%s", DraftsOf(m), about, form)
}

// DraftsAbout matches the keys of all drafts about a candidate, as a pattern of
// SQLite's GLOB.
func DraftsAbout(c CandidateID) string { return fmt.Sprintf("%s*.%d.*", DraftPrefix, c) }
