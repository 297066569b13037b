package accounts

import (
	"context"
	"errors"
	"fmt"
	"net/url"
	"slices"

	"recruitty/recruit"
	"recruitty/recruit/access"
	"recruitty/recruit/sanitize"
)

// everything is more than any list holds.
const everything = 10_000

// Departures is the service for members who leave the team: it says what they
// have that would outlive that, ends it, and looks after what stays.
type Departures struct {
	Team     *access.Team
	Accounts *Accounts
	Mail     *MailAccounts
	Store    interface {
		recruit.Members
		recruit.Connections
		recruit.SettingsStore
		recruit.DraftCounter
	}
	Interviews recruit.InterviewLister
	Inboxes    Inboxes // nil where there are none
	// Calendars names the connections through which a member's calendars are read; nil
	// where none are kept.
	Calendars func(ctx context.Context, id recruit.MemberID) ([]string, error)
	Now       recruit.Clock
}

// Inboxes looks after the inboxes of the SSH host.
type Inboxes interface {
	// Inboxes lists all that hold a file, those that were set aside too.
	Inboxes(ctx context.Context) ([]FileInbox, error)
	// RemoveInbox deletes one with its files.
	RemoveInbox(ctx context.Context, name string) error
}

// FileInbox is a folder of files that a member sent to the SSH host.
type FileInbox struct {
	Name  string // below the workspace's folder
	Key   string // Member.Inbox of whose it is, "" when it was set aside
	Files []string
	Bytes int64
}

// Belongings is what a member has beyond what they did.
type Belongings struct {
	Member    recruit.Member
	Zoom      DisconnectPlan // its connection is zero where they have none
	Shared    recruit.Connection
	Organised []recruit.InterviewSummary // scheduled and ahead
	Invited   []recruit.InterviewSummary // the same, to which they are invited and which someone else organises
	Inbox     FileInbox
	Drafts    int      // forms that were begun and not saved
	Mail      []string // what the workspace's mail goes through that is theirs
	Calendars []string // their own connections to calendars
}

// Of says what a member has; for an admin, before they remove them.
func (d *Departures) Of(ctx context.Context, actor recruit.Member, id recruit.MemberID) (Belongings, error) {
	if err := recruit.Allow(actor, recruit.ToManage); err != nil {
		return Belongings{}, err
	}
	m, err := d.Store.Member(ctx, id)
	if err != nil {
		return Belongings{}, err
	}
	b := Belongings{Member: m}
	c, err := d.Store.ConnectionOf(ctx, id)
	if err == nil {
		b.Zoom, err = d.Accounts.disconnectPlan(ctx, c)
	}
	if err != nil && !errors.Is(err, recruit.ErrNotFound) {
		return b, err
	}
	shared, err := d.Store.ConnectionOf(ctx, 0)
	if err == nil && shared.UserEmail != "" && sanitize.SameAddress(shared.UserEmail, m.Email) {
		b.Shared = shared
	}
	if err != nil && !errors.Is(err, recruit.ErrNotFound) {
		return b, err
	}
	ahead, err := d.Interviews.Interviews(ctx, recruit.InterviewFilter{MemberID: id, From: d.Now(), Status: recruit.Scheduled, Limit: everything})
	if err != nil {
		return b, err
	}
	for _, i := range ahead {
		if i.OrganiserID == id {
			b.Organised = append(b.Organised, i)
		} else {
			b.Invited = append(b.Invited, i)
		}
	}
	if b.Drafts, err = d.Store.Drafts(ctx, id); err != nil {
		return b, err
	}
	if d.Calendars != nil {
		if b.Calendars, err = d.Calendars(ctx, id); err != nil {
			return b, err
		}
	}
	if b.Inbox, err = d.inboxOf(ctx, m); err != nil {
		return b, err
	}
	b.Mail, err = d.mailOf(ctx, m)
	return b, err
}

// inboxOf is a member's inbox.
func (d *Departures) inboxOf(ctx context.Context, m recruit.Member) (FileInbox, error) {
	if d.Inboxes == nil || m.Inbox == "" {
		return FileInbox{}, nil
	}
	all, err := d.Inboxes.Inboxes(ctx)
	for _, b := range all {
		if b.Key == m.Inbox {
			return b, err
		}
	}
	return FileInbox{}, err
}

// mailOf names what the workspace's mail goes through that is a member's own.
func (d *Departures) mailOf(ctx context.Context, m recruit.Member) ([]string, error) {
	account, err := d.Mail.Account(ctx)
	if err != nil {
		return nil, err
	}
	if account.Provider != "" && sanitize.SameAddress(account.Address, m.Email) {
		return []string{fmt.Sprintf("the sign-in to %s as %s, through which emails are sent and answers are read", account.Provider.Label(), account.Address)}, nil
	}
	var out []string
	for key, what := range map[string]string{recruit.SettingMailURL: "the password with which emails are sent", recruit.SettingInboxURL: "the password with which answers are read"} {
		kept, err := d.Store.Secret(ctx, key)
		if err != nil {
			return nil, err
		}
		if u, err := url.Parse(kept); err == nil && u.User != nil && sanitize.SameAddress(u.User.Username(), m.Email) {
			out = append(out, what)
		}
	}
	return out, nil
}

// Departed is how a removal went.
type Departed struct {
	Member recruit.Member
	Zoom   DisconnectResult // zero where there was no connection
	Kept   bool             // the actor answers for the connection now
}

// Unconfirmed says what is not certain yet, "" when everything is.
func (d Departed) Unconfirmed() string {
	if d.Zoom.Connection.ID == 0 || d.Kept || d.Zoom.Confirmed {
		return ""
	}
	return d.Zoom.Advice
}

// Remove takes a member off the team. Their drafts, keys and invitation end with
// it, and their access to Zoom is revoked; with keepZoom the actor takes that
// over as long as meetings need it. What they did stays in the log, their
// interviews stay, and so does their inbox, which nobody but an admin reaches.
func (d *Departures) Remove(ctx context.Context, actor recruit.Member, id recruit.MemberID, keepZoom bool) (Departed, error) {
	b, err := d.Of(ctx, actor, id)
	if err != nil {
		return Departed{}, err
	}
	c := b.Zoom.Connection
	keepZoom = keepZoom && c.State == recruit.Connected && len(b.Zoom.Upcoming) > 0
	keeper := recruit.MemberID(0)
	if keepZoom {
		keeper = actor.ID
	}
	if c.ID != 0 && c.KeeperID != keeper { // before: whoever leaves takes the access along unless someone keeps it
		c.KeeperID = keeper
		if err := d.Store.SetConnectionState(ctx, c, nil); err != nil {
			return Departed{}, err
		}
	}
	out := Departed{Kept: keepZoom}
	if out.Member, err = d.Team.Remove(ctx, actor, id); err != nil || c.ID == 0 {
		return out, err
	}
	if keepZoom {
		out.Zoom.DisconnectPlan = b.Zoom
		_, err = d.Accounts.TakeOverLeft(ctx, actor, id)
		return out, err
	}
	out.Zoom, err = d.Accounts.DisconnectLeft(ctx, actor, id)
	return out, err
}

// Left is what members have left behind who are not in the team any more.
type Left struct {
	Connections []LeftConnection
	Inboxes     []LeftInbox
	Organised   []recruit.InterviewSummary // scheduled and ahead, organised by someone who left
	Invited     []LeftInvitee              // those who left and are still invited
	Mail        []string                   // whose it is, and what
}

// Nothing reports whether nothing was left.
func (l Left) Nothing() bool {
	return len(l.Connections)+len(l.Inboxes)+len(l.Organised)+len(l.Invited)+len(l.Mail) == 0
}

// LeftInvitee is someone who left and is invited to an upcoming interview.
type LeftInvitee struct {
	Member    recruit.Member
	Interview recruit.InterviewSummary
}

// LeftInbox is an inbox of nobody in the team.
type LeftInbox struct {
	FileInbox
	Owner recruit.Member // who left; zero when nobody knows
}

// Whose says whose it was.
func (l LeftInbox) Whose() string {
	if l.Owner.ID == 0 {
		return "nobody in this workspace"
	}
	return l.Owner.Name
}

// Left lists what members have left behind; for an admin.
func (d *Departures) Left(ctx context.Context, actor recruit.Member) (Left, error) {
	var out Left
	var err error
	if out.Connections, err = d.Accounts.Left(ctx, actor); err != nil {
		return out, err
	}
	all, err := d.Store.Members(ctx, true)
	if err != nil {
		return out, err
	}
	if out.Inboxes, err = d.leftInboxes(ctx, all); err != nil {
		return out, err
	}
	ahead, err := d.Interviews.Interviews(ctx, recruit.InterviewFilter{From: d.Now(), Status: recruit.Scheduled, Limit: everything})
	if err != nil {
		return out, err
	}
	for _, m := range all {
		if !m.Removed() {
			continue
		}
		for _, i := range ahead {
			if i.OrganiserID == m.ID {
				out.Organised = append(out.Organised, i)
			}
		}
		if here, err := d.Store.MemberByEmail(ctx, m.Email); err != nil || !here.Removed() {
			continue // their address is someone's in the team
		}
		for _, i := range ahead {
			if slices.ContainsFunc(i.People, func(p recruit.Invitee) bool {
				return p.Audience == recruit.ToPanel && sanitize.SameAddress(p.Address, m.Email)
			}) {
				out.Invited = append(out.Invited, LeftInvitee{m, i})
			}
		}
		mail, err := d.mailOf(ctx, m)
		if err != nil {
			return out, err
		}
		for _, what := range mail {
			out.Mail = append(out.Mail, m.Name+": "+what)
		}
	}
	return out, nil
}

// leftInboxes are the inboxes of nobody in the team.
func (d *Departures) leftInboxes(ctx context.Context, all []recruit.Member) ([]LeftInbox, error) {
	if d.Inboxes == nil {
		return nil, nil
	}
	boxes, err := d.Inboxes.Inboxes(ctx)
	if err != nil {
		return nil, err
	}
	owners := map[string]recruit.Member{}
	for _, m := range all {
		owners[m.Inbox] = m
	}
	var out []LeftInbox
	for _, b := range boxes {
		m := owners[b.Key]
		if b.Key == "" || m.ID == 0 || m.Removed() {
			if b.Key == "" {
				m = recruit.Member{}
			}
			out = append(out, LeftInbox{b, m})
		}
	}
	return out, nil
}

// RemoveInbox deletes an inbox of nobody in the team, with its files.
func (d *Departures) RemoveInbox(ctx context.Context, actor recruit.Member, name string) error {
	if err := recruit.Allow(actor, recruit.ToManage); err != nil {
		return err
	}
	if d.Inboxes == nil {
		return recruit.Refused("This workspace has no inboxes; only an SSH host has them.")
	}
	all, err := d.Store.Members(ctx, true)
	if err != nil {
		return err
	}
	left, err := d.leftInboxes(ctx, all)
	if err != nil {
		return err
	}
	for _, l := range left {
		if l.Name != name {
			continue
		}
		if err := d.Inboxes.RemoveInbox(ctx, name); err != nil {
			return err
		}
		return d.Team.Log.Log(ctx, recruit.Activity{At: d.Now().UTC(), ActorID: actor.ID, Actor: actor.Name, Action: "member.inbox_removed",
			Text: fmt.Sprintf("Deleted the inbox of %s, which held %d files", l.Whose(), len(l.Files))})
	}
	return recruit.NotFound("Nobody left an inbox called %s; recruitty member left lists them.", recruit.Shorten(name))
}
