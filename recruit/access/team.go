package access

import (
	"context"
	"errors"
	"strings"

	"recruitty/recruit"
	"recruitty/recruit/sanitize"
	"recruitty/recruit/scheduling"
)

// Team is the service for members.
type Team struct {
	Members recruit.Members
	Log     recruit.ActivityLog // where keys came from; see Keys
	// Scheduling makes the calendar entries of an organiser follow to another
	// address; nil lets them stay.
	Scheduling *scheduling.Service
	Now        recruit.Clock
}

// Add adds a member. The first one of a workspace may be added by nobody and
// becomes an admin; later ones are added by an admin.
func (t *Team) Add(ctx context.Context, actor recruit.Member, m recruit.Member) (recruit.Member, error) {
	all, err := t.Members.Members(ctx, true)
	if err != nil {
		return recruit.Member{}, err
	}
	if len(all) == 0 {
		m.Role, actor = recruit.Admin, recruit.Member{Name: "recruitty"}
	} else if err := recruit.Allow(actor, recruit.ToManage); err != nil {
		return recruit.Member{}, err
	}
	if m, err = CleanMember(m); err != nil {
		return recruit.Member{}, err
	}
	if err := freeKeys(ctx, t.Members, 0, m.SSHKeys); err != nil {
		return recruit.Member{}, err
	}
	m.ID, m.Version, m.CreatedAt = 0, 0, t.Now().UTC()
	what := "Added " + m.Name + " to the team as " + string(m.Role)
	if len(m.SSHKeys) > 0 {
		what += " with " + keyWords(m.SSHKeys)
	}
	added, err := t.Members.SaveMember(ctx, m, recruit.Activity{At: m.CreatedAt, ActorID: actor.ID, Actor: actor.Name,
		Action: "member.added", Text: what})
	if errors.Is(err, recruit.ErrDuplicate) {
		return recruit.Member{}, &recruit.Problem{Kind: recruit.ErrDuplicate, Field: "email", Sentence: m.Email + " already belongs to a member.", Cause: err}
	}
	return added, err
}

// Update changes a member: everybody themselves, an admin anybody. Only an
// admin changes roles, and the last admin stays one.
func (t *Team) Update(ctx context.Context, actor recruit.Member, m recruit.Member) (recruit.Member, error) {
	was, err := t.Members.Member(ctx, m.ID)
	if err != nil {
		return recruit.Member{}, err
	}
	if actor.ID != m.ID || m.Role != was.Role {
		if err := recruit.Allow(actor, recruit.ToManage); err != nil {
			return recruit.Member{}, err
		}
	}
	if m, err = CleanMember(m); err != nil {
		return recruit.Member{}, err
	}
	// Invitations to an address are those of the member who has it.
	if !sanitize.SameAddress(m.Email, was.Email) && recruit.Allow(actor, recruit.ToManage) != nil {
		return recruit.Member{}, &recruit.Problem{Kind: recruit.ErrRefused, Field: "email",
			Sentence: "Only an admin may change an email address, because it determines whose interviews a person sees; ask an admin."}
	}
	if was.Role == recruit.Admin && m.Role != recruit.Admin {
		if err := t.notLastAdmin(ctx, m.ID); err != nil {
			return recruit.Member{}, err
		}
	}
	saved, err := t.save(ctx, actor, was, m)
	if errors.Is(err, recruit.ErrDuplicate) {
		return recruit.Member{}, &recruit.Problem{Kind: recruit.ErrDuplicate, Field: "email", Sentence: m.Email + " already belongs to a member.", Cause: err}
	}
	return saved, err
}

// save changes a member. To another address the calendar entries of the interviews
// follow that they organise: all of it is written, or none.
func (t *Team) save(ctx context.Context, actor, was, m recruit.Member) (recruit.Member, error) {
	log := recruit.Activity{At: t.Now().UTC(), ActorID: actor.ID, Actor: actor.Name, Action: "member.changed",
		Text: recruit.ChangedWords("Changed the profile of "+m.Name, recruit.Differences(recruit.MemberDetails(keyWords), was, m))}.IfSaid()
	if t.Scheduling == nil || sanitize.SameAddress(was.Email, m.Email) {
		return t.Members.SaveMember(ctx, m, log)
	}
	for {
		now, err := t.Members.Member(ctx, m.ID)
		if err != nil {
			return recruit.Member{}, err
		}
		follow, err := scheduling.Reseated(ctx, t.Scheduling, actor, m)
		if err != nil {
			return recruit.Member{}, err
		}
		if now.Version != m.Version || len(follow) == 0 {
			return t.Members.SaveMember(ctx, m, log) // which refuses an old version
		}
		first := follow[0]
		first.Member, first.Along = &m, follow[1:]
		first.Activity = append(first.Activity, log)
		done, err := t.Scheduling.Store.Commit(ctx, first)
		if err == nil || !errors.Is(err, recruit.ErrStale) || ctx.Err() != nil {
			return done.Organiser, err
		}
	}
}

// RememberEntry keeps what a member wants usually: whether they get a calendar
// entry of interviews that they organise.
func (t *Team) RememberEntry(ctx context.Context, actor recruit.Member, wish recruit.EntryPreference) (recruit.Member, error) {
	if err := wish.Valid(); err != nil {
		return actor, err
	}
	m, err := t.Members.Member(ctx, actor.ID)
	if err != nil || wish.Or(!m.SkipEntry) == !m.SkipEntry {
		return m, err
	}
	m.SkipEntry = wish == recruit.WithoutEntry
	return t.Update(ctx, m, m)
}

// Remove takes a member off the team. What they did stays in the log.
func (t *Team) Remove(ctx context.Context, actor recruit.Member, id recruit.MemberID) (recruit.Member, error) {
	if err := recruit.Allow(actor, recruit.ToManage); err != nil {
		return recruit.Member{}, err
	}
	m, err := t.Members.Member(ctx, id)
	if err != nil {
		return recruit.Member{}, err
	}
	if m.Removed() {
		return recruit.Member{}, recruit.NotInTeam(m)
	}
	if m.Role == recruit.Admin {
		if err := t.notLastAdmin(ctx, id); err != nil {
			return recruit.Member{}, err
		}
	}
	m.RemovedAt = t.Now().UTC()
	return t.Members.SaveMember(ctx, m, recruit.Activity{At: m.RemovedAt, ActorID: actor.ID, Actor: actor.Name,
		Action: "member.removed", Text: "Removed " + m.Name + " from the team"})
}

// notLastAdmin refuses to lose the only person who can manage the workspace.
func (t *Team) notLastAdmin(ctx context.Context, id recruit.MemberID) error {
	all, err := t.Members.Members(ctx, false)
	if err != nil {
		return err
	}
	for _, m := range all {
		if m.Role == recruit.Admin && m.ID != id {
			return nil
		}
	}
	return recruit.Refused("This is the only admin; make someone else an admin first.")
}

// Gone says why the session of someone who has left the team ends.
func Gone(m recruit.Member) error {
	return recruit.Refused("%s is no longer in the team, so recruitty has closed.", m.Name)
}

// Acting finds out who acts on this machine: the member with email, or, when
// it is "", the first member of the workspace. ErrNotFound with an empty team
// means that nobody has set it up yet.
func (t *Team) Acting(ctx context.Context, email string) (recruit.Member, error) {
	if email != "" {
		m, err := t.Members.MemberByEmail(ctx, email)
		if errors.Is(err, recruit.ErrNotFound) || err == nil && m.Removed() {
			return recruit.Member{}, recruit.NotFound("No member of the team has the address %s; see recruitty member list.", recruit.Shorten(email))
		}
		return m, err
	}
	all, err := t.Members.Members(ctx, false)
	if err != nil {
		return recruit.Member{}, err
	}
	first := recruit.Member{}
	for _, m := range all {
		if first.ID == 0 || m.ID < first.ID {
			first = m
		}
	}
	if first.ID == 0 {
		return recruit.Member{}, recruit.NotFound("This workspace has no members yet; add yourself with recruitty member add --name … --email … --time-zone ….")
	}
	return first, nil
}

// CleanMember sanitises and checks what a person typed about a member.
func CleanMember(m recruit.Member) (recruit.Member, error) {
	var err error
	if m.Name, err = recruit.CleanLine("name", "name", m.Name, 100); err != nil {
		return m, err
	}
	if m.Name == "" {
		return m, recruit.Invalid("name", "A member needs a name.")
	}
	typed := strings.TrimSpace(m.Email)
	if typed == "" {
		return m, recruit.Invalid("email", "A member needs an email address, at which invitations reach them.")
	}
	if m.Email, err = sanitize.Email(typed); err != nil {
		return m, recruit.NoAddress("email", typed)
	}
	if m.Role == "" {
		m.Role = recruit.Recruiter
	}
	if !m.Role.Valid() {
		return m, recruit.Invalid("role", "There is no role %q; choose admin, recruiter, interviewer or read-only.", recruit.Shorten(string(m.Role)))
	}
	if m.TimeZone == "" {
		m.TimeZone = "UTC"
	}
	m.TimeZone, err = recruit.ZoneName(m.TimeZone)
	return m, err
}
