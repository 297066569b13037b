package recruit

import "strings"

// Right is something that a role may do.
type Right int

// The rights.
const (
	ToSee      Right = iota // read jobs, candidates and interviews
	ToRecruit               // change jobs and candidates
	ToSchedule              // schedule interviews
	ToNote                  // write notes
	ToConnect               // connect an own provider account
	ToManage                // settings, team, the workspace's connections
)

// Allow returns nil when the actor's role carries the right, else a refusal
// that says who may.
func Allow(actor Member, right Right) error {
	if actor.ID == 0 || actor.Removed() {
		return Refused("Nobody is acting; add yourself first (recruitty member add) or choose a member with RECRUITTY_AS.")
	}
	var ok bool
	//exhaustive:enforce
	switch actor.Role {
	case Admin:
		ok = true
	case Recruiter:
		ok = right != ToManage
	case Interviewer:
		ok = right == ToSee || right == ToNote
	case ReadOnly:
		ok = right == ToSee
	}
	if ok {
		return nil
	}
	if right == ToManage {
		return Refused("%s is %s; only an admin may change the team and the workspace's settings.", actor.Name, Article(actor.Role))
	}
	return Refused("%s is %s and may not change this; ask a recruiter or an admin.", actor.Name, Article(actor.Role))
}

func Article(r Role) string {
	switch r {
	case Interviewer, Admin:
		return "an " + string(r)
	}
	return "a " + string(r) + " member"
}

// SeesAll reports whether a member sees the whole workspace, and not only what belongs
// to their own interviews. Nobody, and who has left, does not, nor does a role that
// nobody knows.
func (m Member) SeesAll() bool {
	return m.ID != 0 && !m.Removed() && (m.Role == Admin || m.Role == Recruiter || m.Role == ReadOnly)
}

// OpenSetting reports whether a setting may be read by a member who sees only a part
// of the workspace: what the screens need of it, and the member's own drafts. Nobody
// reads any.
func OpenSetting(id MemberID, key string) bool {
	if id == 0 {
		return false
	}
	switch key {
	case SettingWorkspace, SettingPlatform, SettingUndo, SettingMailFrom, SettingRemindCandidate, SettingRemindPanel, SettingLanguage:
		return true
	}
	return IsTemplate(key) || strings.HasPrefix(key, DraftsOf(id))
}
