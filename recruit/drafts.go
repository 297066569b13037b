package recruit

import (
	"context"
	"fmt"
	"strconv"
	"strings"
)

// DraftCounter counts what a member has typed into forms and not saved.
type DraftCounter interface {
	Drafts(ctx context.Context, m MemberID) (int, error)
}

// DraftPrefix begins the keys of settings that hold what someone has typed into
// a form and not saved yet, so that it outlives a lost line (R12). Nobody else
// sees a draft.
const DraftPrefix = "draft."

// DraftsOf begins the keys of one member's drafts.
func DraftsOf(m MemberID) string { return fmt.Sprintf("%s%d.", DraftPrefix, m) }

// PreferencesKey is where a host keeps what a member has set for their own screens: keys,
// colours and the like, as a text that only package ui understands.
func PreferencesKey(m MemberID) string { return fmt.Sprintf("preferences.%d", m) }

// DraftKey is where a member's draft of a form is kept; about is the candidate
// whose data it holds, with whom it is erased, 0 for none. A form's name has no
// dots.
func DraftKey(m MemberID, about CandidateID, form string) string {
	return fmt.Sprintf("%s%d.%s", DraftsOf(m), about, form)
}

// DraftAbout is the candidate whose data a draft holds, 0 for none and for what
// is no draft.
func DraftAbout(key string) CandidateID {
	parts := strings.Split(strings.TrimPrefix(key, DraftPrefix), ".")
	if !strings.HasPrefix(key, DraftPrefix) || len(parts) != 3 {
		return 0
	}
	n, err := strconv.ParseInt(parts[1], 10, 64)
	if err != nil {
		return 0
	}
	return CandidateID(n)
}

// DraftOwner is the member whose draft a setting is, 0 where it is none.
func DraftOwner(key string) MemberID {
	owner, _, _ := strings.Cut(strings.TrimPrefix(key, DraftPrefix), ".")
	n, err := strconv.ParseInt(owner, 10, 64)
	if err != nil || !strings.HasPrefix(key, DraftPrefix) {
		return 0
	}
	return MemberID(n)
}

// ViewPrefix begins the keys of settings that hold the filters which someone has saved
// under a name.
const ViewPrefix = "view."

// ViewsOf is where a member's saved filters are kept.
func ViewsOf(m MemberID) string { return fmt.Sprintf("%s%d", ViewPrefix, m) }

// DraftsAbout matches the keys of all drafts about a candidate, as a pattern of
// SQLite's GLOB.
func DraftsAbout(c CandidateID) string { return fmt.Sprintf("%s*.%d.*", DraftPrefix, c) }
