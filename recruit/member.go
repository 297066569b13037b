package recruit

import (
	"slices"
	"strings"
	"time"

	"recruitty/recruit/timeparse"
)

// Role says what a member may do.
type Role string

// The roles, from most to least.
const (
	Admin       Role = "admin"       // everything, settings and team included
	Recruiter   Role = "recruiter"   // jobs, candidates, interviews
	Interviewer Role = "interviewer" // sees own interviews and their candidates
	ReadOnly    Role = "read-only"   // sees, changes nothing
)

// Roles lists them in the order in which a form offers them.
func Roles() []Role { return []Role{Recruiter, Admin, Interviewer, ReadOnly} }

// Valid reports whether r is one of the roles.
func (r Role) Valid() bool {
	return r == Admin || r == Recruiter || r == Interviewer || r == ReadOnly
}

// Member is a person of the hiring team.
type Member struct {
	ID         MemberID
	Name       string
	Email      string // unique among members, domain in lower case
	Role       Role
	TimeZone   string // IANA name
	TwelveHour bool   // writes 2:30 pm instead of 14:30
	Theme      string // "auto", "dark", "light", "terminal"
	Plain      bool   // lines of text instead of screens
	SkipEntry  bool   // wants no calendar entry for interviews that they organise
	SSHKeys    []string
	Inbox      string // names the folder of their files on the SSH host; nobody else ever has it
	Version    int
	CreatedAt  time.Time
	RemovedAt  time.Time // zero while the member belongs to the team
	// Damage is what of the stored record cannot be understood, "" as a rule.
	Damage string
}

// Removed reports whether the member has left the team.
func (m Member) Removed() bool { return !m.RemovedAt.IsZero() }

// InboxFolder is the name of the folder of the member's files, "" where it
// cannot be one: a database may come from anywhere.
func (m Member) InboxFolder() string {
	if len(m.Inbox) < 20 || len(m.Inbox) > 64 || strings.Trim(m.Inbox, "abcdefghijklmnopqrstuvwxyz0123456789") != "" {
		return ""
	}
	return m.Inbox
}

// Location is the member's zone; UTC when the zone is not known here.
func (m Member) Location() *time.Location {
	loc, err := timeparse.Zone(m.TimeZone)
	if err != nil {
		return time.UTC
	}
	return loc
}

// ZoneName returns the IANA name of what a person typed as a time zone.
func ZoneName(typed string) (string, error) {
	loc, err := timeparse.Zone(typed)
	if err != nil {
		return "", Invalid("time_zone", "%s", err)
	}
	return loc.String(), nil
}

// BareKey is a public key in the format of authorized_keys without its
// comment: type and bytes say which key it is.
func BareKey(key string) string {
	fields := strings.Fields(key)
	return strings.Join(fields[:min(2, len(fields))], " ")
}

// HasKey reports whether key is one of the member's.
func (m Member) HasKey(key string) bool {
	return slices.ContainsFunc(m.SSHKeys, func(k string) bool { return BareKey(k) == BareKey(key) })
}

// NotInTeam says that a member has left.
func NotInTeam(m Member) error { return Refused("%s is no longer in the team.", m.Name) }

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
		return Refused("It is not clear who you are; add yourself first (recruitty member add) or choose a member with RECRUITTY_AS.")
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
// of the workspace: what the screens need of it, and the member's own drafts and views. Nobody
// reads any.
func OpenSetting(id MemberID, key string) bool {
	if id == 0 {
		return false
	}
	switch key {
	case SettingWorkspace, SettingPlatform, SettingUndo, SettingMailFrom, SettingRemindCandidate, SettingRemindPanel, SettingLanguage,
		SettingCalendarAge, SettingCalendarSoft, SettingCalendarFirm, SettingHours:
		return true
	}
	// Whether times are offered, and how, stands in Settings; nothing about anybody does.
	return IsTemplate(key) || strings.HasPrefix(key, SettingOffers) || strings.HasPrefix(key, DraftsOf(id)) || key == PreferencesKey(id) || key == ViewsOf(id)
}
