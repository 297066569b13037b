package healing

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"strings"
	"time"

	"recruitty/recruit"
	"recruitty/recruit/availability"
	"recruitty/recruit/hours"
)

// Kind is what has come up.
type Kind string

// The kinds, in the order in which they count where several are true of one person.
const (
	Left     Kind = "left"     // the person is not in the team any more
	Declined Kind = "declined" // they said that they do not come
	Off      Kind = "off"      // they have time off, or a public holiday
	Clash    Kind = "clash"    // their calendar has something else
	Outside  Kind = "outside"  // it is not within their working hours any more
)

// order is the place of a kind among all.
func (k Kind) order() int {
	return strings.Index(string(Left+Declined+Off+Clash+Outside), string(k))
}

// Case is what has come up about one person in one interview.
type Case struct {
	Kind   Kind
	Record recruit.Record      // as it was read
	Who    recruit.Participant // as they were invited
	// Since is since when it is known.
	Since time.Time
	// With is what stands in the calendar, or when they do not work; zero where someone
	// declined or left.
	With  availability.Stretch
	Label string // of the calendar, "" for others
	// Holiday is what a public holiday is called, "" for time off.
	Holiday string
	// Perhaps says that a calendar tells only of a block that is longer than the
	// interview, of which the interview may be a part.
	Perhaps bool
	Kept    bool // someone leaves it as it is
}

// Interview is the interview that it is about.
func (c Case) Interview() recruit.InterviewID { return c.Record.Interview.ID }

// Sign names what has come up among all that may come up about an interview. It changes
// when something new does, and says nothing about anybody.
func (c Case) Sign() string {
	i := c.Record.Interview
	parts := []any{c.Kind, strings.ToLower(c.Who.Address), i.Start.Unix(), i.Duration}
	switch c.Kind {
	case Left, Declined:
		parts = append(parts, c.Since.Unix())
	case Off, Clash, Outside:
		parts = append(parts, c.With.Start.Unix(), c.With.End.Unix())
	}
	sum := sha256.Sum256([]byte(fmt.Sprint(parts...)))
	return hex.EncodeToString(sum[:12])
}

// ofClash is the kind of what availability has found.
func ofClash(c availability.Clash) Kind {
	switch {
	case c.Closed == nil:
		return Clash
	case c.Closed.Cause == hours.Away || c.Closed.Cause == hours.Public:
		return Off
	}
	return Outside
}

// caseOf is a clash that availability has found, as it is about a participant.
func caseOf(c availability.Clash, r recruit.Record, p recruit.Participant) Case {
	out := Case{Kind: ofClash(c), Record: r, Who: p, Since: c.Since, With: c.With, Label: c.Label, Perhaps: !c.Certain}
	if c.Closed != nil {
		out.Holiday = c.Closed.Holiday
	}
	return out
}
