package availability

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"recruitty/recruit"
	"recruitty/recruit/hours"
)

// maySee is nil where an actor may see when a member is free: one's own time, and
// everybody's for who sees the whole workspace.
func maySee(actor recruit.Member, id recruit.MemberID) error {
	if err := recruit.Allow(actor, recruit.ToSee); err != nil || actor.ID == id || actor.SeesAll() {
		return err
	}
	return recruit.Refused("%s is %s and can see only their own availability; ask a recruiter or an admin.", actor.Name, recruit.Article(actor.Role))
}

// MayChange is nil where an actor may connect a member's calendars and set their
// hours: their own, and an admin everybody's and the workspace's (0).
func MayChange(actor recruit.Member, id recruit.MemberID) error {
	if actor.ID != id || id == 0 {
		return recruit.Allow(actor, recruit.ToManage)
	}
	if actor.Role == recruit.Interviewer { // whose calendar is asked for most
		return recruit.Allow(actor, recruit.ToSee)
	}
	return recruit.Allow(actor, recruit.ToConnect)
}

// Differences says what two sets of rules do not share, for the log; "" when they are
// the same.
func Differences(was, to hours.Rules) string {
	return recruit.JoinDifferences(
		recruit.Difference("Hours", words(was.Working), words(to.Working)),
		recruit.Difference("Preferred hours", words(was.Preferred), words(to.Preferred)),
		recruit.Difference("Lunch", words(was.Lunch), words(to.Lunch)),
		recruit.Difference("Minutes free before", number(was.Before), number(to.Before)),
		recruit.Difference("Minutes free after", number(was.After), number(to.After)),
		recruit.Difference("Maximum interviews a day", number(was.PerDay), number(to.PerDay)),
		recruit.Difference("Maximum interviews a week", number(was.PerWeek), number(to.PerWeek)),
		recruit.Difference("Public holidays", code(was.Holidays), code(to.Holidays)),
		recruit.Difference("Time off that was removed", off(was.Off, to.Off), ""),
		recruit.Difference("Time off that was added", "", off(to.Off, was.Off)),
	)
}

func words[T fmt.Stringer](v *T) string {
	if v == nil {
		return ""
	}
	return (*v).String()
}

func number(n *int) string {
	if n == nil {
		return ""
	}
	return strconv.Itoa(*n)
}

func code(c *string) string {
	switch {
	case c == nil:
		return ""
	case *c == "":
		return "none"
	}
	return *c
}

// off lists the time off that is not in others.
func off(all, others []hours.TimeOff) string {
	var each []string
	for _, o := range all {
		if !slices.Contains(others, o) {
			each = append(each, o.String())
		}
	}
	return strings.Join(each, ", ")
}
