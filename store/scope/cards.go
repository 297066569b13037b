package scope

import "recruitty/recruit"

// Counts is the condition that a scorecard c counts: it was given, and not withdrawn.
const Counts = "c.given_at IS NOT NULL AND c.withdrawn_at IS NULL"

// Unscored is the condition that a participant p with the member m may give a scorecard of
// an interview and has given none that counts.
const Unscored = `p.audience = 'panel' AND p.removed_at IS NULL AND m.removed_at IS NULL AND m.role <> 'read-only'
	AND NOT EXISTS (SELECT 1 FROM scorecards c WHERE c.interview_id = p.interview_id AND c.member_id = m.id AND ` + Counts + `)`

// Card is a condition, to follow others, that a scorecard c may be read: one's own always.
// Recruiters and admins read all that were given. Who sees a part reads those of their own
// interviews, and, as everybody who is on a panel, another's only once their own is given
// or where the workspace lets them, and none that was withdrawn. What is only begun is its
// author's; who sees the whole workspace has to leave it out.
func (s Scope) Card() (text string, args []any) {
	switch {
	case !s.Part && !s.Keyless:
		return "", nil
	case !s.Part && s.Me.Role == recruit.Recruiter:
		return " AND (c.given_at IS NOT NULL OR c.member_id = ?)", []any{s.Me.ID}
	}
	open := ` OR c.given_at IS NOT NULL AND EXISTS (SELECT 1 FROM scorecards still WHERE still.interview_id = c.interview_id AND still.member_id = c.member_id
		AND still.given_at IS NOT NULL AND still.withdrawn_at IS NULL) AND (EXISTS (SELECT 1 FROM settings WHERE key = '` + recruit.SettingBlind + `' AND value = 'off')
		OR EXISTS (SELECT 1 FROM scorecards own WHERE own.interview_id = c.interview_id AND own.member_id = ? AND own.given_at IS NOT NULL AND own.withdrawn_at IS NULL)`
	args = []any{s.Me.ID, s.Me.ID}
	if !s.Part { // they see every candidate, and are blind only where they are on the panel
		open += ` OR NOT EXISTS (SELECT 1 FROM participants p WHERE p.interview_id = c.interview_id AND p.member_id = ? AND p.audience = 'panel')`
		args = append(args, s.Me.ID)
	}
	return s.In("c.interview_id", Interviews) + " AND (c.member_id = ?" + open + "))", append(s.Args(1), args...)
}
