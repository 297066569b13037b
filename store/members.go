package store

import (
	"cmp"
	"context"
	"crypto/rand"
	"database/sql"
	"strings"
	"time"

	"recruitty/recruit"
	"recruitty/recruit/access"
	"recruitty/recruit/accounts"
	"recruitty/recruit/busy"
	"recruitty/recruit/sanitize"
	"recruitty/store/columns"
	"recruitty/store/problem"
	"recruitty/store/scope"
)

var memberFields = columns.Of[recruit.Member]{
	columns.ReadOnly("id", func(m *recruit.Member) *recruit.MemberID { return &m.ID }),
	columns.Plain("name", func(m *recruit.Member) *string { return &m.Name }),
	columns.Derived("sort_key", func(m *recruit.Member) any { return sanitize.Fold(m.Name) }),
	columns.Plain("email", func(m *recruit.Member) *string { return &m.Email }),
	columns.Plain("role", func(m *recruit.Member) *recruit.Role { return &m.Role }),
	columns.Plain("time_zone", func(m *recruit.Member) *string { return &m.TimeZone }),
	columns.Flag("twelve_hour", func(m *recruit.Member) *bool { return &m.TwelveHour }),
	columns.Plain("theme", func(m *recruit.Member) *string { return &m.Theme }),
	columns.Flag("plain", func(m *recruit.Member) *bool { return &m.Plain }),
	columns.Flag("skip_entry", func(m *recruit.Member) *bool { return &m.SkipEntry }),
	columns.OnlyOnce(columns.Plain("inbox", func(m *recruit.Member) *string { return &m.Inbox })),
	columns.ReadOnly("version", func(m *recruit.Member) *int { return &m.Version }),
	columns.OnlyOnce(columns.Instant("created_at", func(m *recruit.Member) *time.Time { return &m.CreatedAt })),
	columns.Instant("removed_at", func(m *recruit.Member) *time.Time { return &m.RemovedAt }),
}

// How a member m is read, inserted and updated.
var (
	memberColumns = memberFields.Read("m") + ", (SELECT json_group_array(k.key ORDER BY k.position) FROM member_keys k WHERE k.member_id = m.id), " + memberDamage
	insertsMember = memberFields.Insert("members", "version")
	updatesMember = memberFields.Update("members", ", version = version + 1 WHERE id = ? AND version = ?")
)

// scanMember reads memberColumns, without the keys that are not to be seen.
func scanMember(see scope.Scope, row columns.Scanner) (recruit.Member, error) {
	var m recruit.Member
	err := row.Scan(memberFields.Into(&m, columns.List(&m.SSHKeys), &m.Damage)...)
	damagedZone(&m.Damage, m.TimeZone)
	return see.WithoutKeys(m), err
}

// Member returns a member, one who left too.
func (db *DB) Member(ctx context.Context, id recruit.MemberID) (m recruit.Member, err error) {
	err = db.readAs(ctx, func(tx *sql.Tx, see scope.Scope) error {
		m, err = memberIn(ctx, tx, see, id)
		return err
	})
	return m, err
}

func memberIn(ctx context.Context, tx *sql.Tx, see scope.Scope, id recruit.MemberID) (recruit.Member, error) {
	m, err := scanMember(see, tx.QueryRowContext(ctx, "SELECT "+memberColumns+" FROM members m WHERE m.id = ?"+see.Myself("m.id"),
		append([]any{id}, see.Args(1)...)...))
	return m, problem.Unreadable(ctx, see.Absent(err, "member", "There is no member %d; the team is listed in Settings.", id), "member", id)
}

// MemberByEmail returns the member with this address. Of those who left, the
// last is returned if nobody in the team has it.
func (db *DB) MemberByEmail(ctx context.Context, email string) (m recruit.Member, err error) {
	kept, earlier := emailForms(email)
	err = db.readAs(ctx, func(tx *sql.Tx, see scope.Scope) error {
		m, err = scanMember(see, tx.QueryRowContext(ctx, "SELECT "+memberColumns+` FROM members m WHERE m.email IN (?1, ?2)`+see.Myself("m.id")+`
			ORDER BY m.removed_at IS NOT NULL, m.id DESC LIMIT 1`, append([]any{kept, earlier}, see.Args(1)...)...))
		return see.Absent(err, "member", "Nobody in the team has the address %s.", email)
	})
	return m, err
}

// Members lists the team by name; with removed, those who left too.
func (db *DB) Members(ctx context.Context, removed bool) (team []recruit.Member, err error) {
	err = db.readAs(ctx, func(tx *sql.Tx, see scope.Scope) error {
		rows, err := tx.QueryContext(ctx, "SELECT "+memberColumns+` FROM members m
			WHERE (? OR m.removed_at IS NULL)`+see.Myself("m.id")+" ORDER BY m.sort_key, m.id", append([]any{removed}, see.Args(1)...)...)
		team, err = columns.Collect(rows, err, columns.Leniently(func(row columns.Scanner) (recruit.Member, error) { return scanMember(see, row) }))
		return err
	})
	return team, err
}

// MembersByKey lists those of the team who have this key, whatever comment is
// stored behind it. It is read from an index: a stranger may ask as often as a
// line carries. Who may not see the keys of others learns of their own only.
func (db *DB) MembersByKey(ctx context.Context, key string) (team []recruit.Member, err error) {
	if !strings.Contains(key, " ") {
		return nil, nil // a type is no key
	}
	err = db.readAs(ctx, func(tx *sql.Tx, see scope.Scope) error {
		rows, err := tx.QueryContext(ctx, "SELECT "+memberColumns+` FROM members m WHERE m.removed_at IS NULL
			AND m.id IN (SELECT k.member_id FROM member_keys k WHERE `+hasKey+`) AND (m.id = ?2 OR NOT ?3) ORDER BY m.id`, key, see.Me.ID, see.Keyless)
		team, err = columns.Collect(rows, err, columns.Leniently(func(row columns.Scanner) (recruit.Member, error) { return scanMember(see, row) }))
		return err
	})
	return team, err
}

// hasKey is a condition that a key k is ?1, whatever comment is stored behind it.
const hasKey = "(k.key = ?1 OR k.key >= ?1 || ' ' AND k.key < ?1 || '!')"

// mayBeSaved refuses that someone who does not see all of a member writes them: what
// is not seen must not be written back empty. Whose a key is that someone else
// has already, nobody learns by it.
func mayBeSaved(ctx context.Context, s scope.Scope, tx *sql.Tx, m recruit.Member) error {
	if !s.Keyless {
		return nil
	}
	if m.ID != s.Me.ID || m.Role != s.Me.Role {
		return cmp.Or(recruit.Allow(s.Me, recruit.ToManage), s.Hidden("member"))
	}
	for _, key := range m.SSHKeys {
		fields := strings.Fields(key)
		var taken bool
		err := tx.QueryRowContext(ctx, `SELECT EXISTS (SELECT 1 FROM member_keys k JOIN members m ON m.id = k.member_id
			WHERE `+hasKey+` AND m.removed_at IS NULL AND m.id <> ?2)`, strings.Join(fields[:min(2, len(fields))], " "), m.ID).Scan(&taken)
		if err != nil {
			return err
		}
		if taken {
			return &recruit.Problem{Kind: recruit.ErrDuplicate, Field: "ssh_key", Sentence: "This key belongs to someone else already; everybody needs one of their own."}
		}
	}
	return nil
}

// SaveMember adds (ID 0) or changes a member, and returns it with its new
// version.
func (db *DB) SaveMember(ctx context.Context, m recruit.Member, log recruit.Activity) (recruit.Member, error) {
	err := db.writeAs(ctx, func(tx *sql.Tx, see scope.Scope) error {
		err := mayBeSaved(ctx, see, tx, m)
		if err != nil {
			return err
		}
		if m, err = db.saveMember(ctx, tx, m); err != nil {
			return problem.Duplicate(err, "email", "Someone in the team has the address "+m.Email+" already.")
		}
		return db.addActivity(ctx, tx, log)
	})
	return m, err
}

func (db *DB) saveMember(ctx context.Context, tx *sql.Tx, m recruit.Member) (recruit.Member, error) {
	if m.ID == 0 {
		if m.CreatedAt.IsZero() {
			m.CreatedAt = db.clock()
		}
		m.Version, m.Inbox = 1, strings.ToLower(rand.Text()) // of upper and lower case some disks make one
		result, err := tx.ExecContext(ctx, insertsMember, memberFields.Values(&m, m.Version)...)
		if m.ID, err = columns.InsertedID[recruit.MemberID](result, err); err != nil {
			return m, err
		}
	} else {
		ok, err := columns.ChangedOne(tx.ExecContext(ctx, updatesMember, memberFields.Changes(&m, m.ID, m.Version)...))
		if err != nil {
			return m, err
		}
		if !ok {
			return m, missed(ctx, tx, "members", int64(m.ID), "this member")
		}
		if _, err := tx.ExecContext(ctx, "DELETE FROM member_keys WHERE member_id = ?", m.ID); err != nil {
			return m, err
		}
		if m.Removed() {
			if err := leave(ctx, tx, m); err != nil {
				return m, err
			}
		}
	}
	for i, key := range m.SSHKeys {
		if _, err := tx.ExecContext(ctx, "INSERT INTO member_keys (member_id, position, key) VALUES (?, ?, ?)", m.ID, i, key); err != nil {
			return m, err
		}
	}
	return memberIn(ctx, tx, scope.Scope{}, m.ID)
}

// leave ends what only a member of the team has: what they typed and did not
// save, their views, their invitation code, their hours, what was read of their calendars, and their
// access to calendars and to Zoom, which is to be revoked now unless someone else
// answers for it. A password is only forgotten.
func leave(ctx context.Context, tx *sql.Tx, m recruit.Member) error {
	if _, err := tx.ExecContext(ctx, "DELETE FROM settings WHERE key GLOB ? OR key IN (?, ?, ?)", recruit.DraftsOf(m.ID)+"*", access.InvitationOf(m.ID), recruit.PreferencesKey(m.ID), recruit.ViewsOf(m.ID)); err != nil {
		return err
	}
	if _, err := tx.ExecContext(ctx, "DELETE FROM calendar_sources WHERE owner_id = ? AND (state <> ? OR kind NOT IN (?, ?))", m.ID, recruit.Connected, busy.Google, busy.Microsoft); err != nil {
		return err
	}
	if _, err := tx.ExecContext(ctx, "UPDATE calendar_sources SET state = ?, failures = 0, due_at = ? WHERE owner_id = ?", recruit.Revoking, m.RemovedAt.UnixMicro(), m.ID); err != nil {
		return err
	}
	for _, table := range []string{"calendars", "member_hours"} {
		if _, err := tx.ExecContext(ctx, "DELETE FROM "+table+" WHERE member_id = ?", m.ID); err != nil {
			return err
		}
	}
	_, err := tx.ExecContext(ctx, "UPDATE connections SET state = ?, trouble = ? WHERE owner_id = ? AND state = ? AND keeper_id IS NULL",
		recruit.Revoking, accounts.NotRevokedYet, m.ID, recruit.Connected)
	return err
}

// missed says why a guarded update changed no row of table: it has another
// version by now, or does not exist.
func missed(ctx context.Context, tx columns.Querier, table string, id int64, what string) error {
	var exists bool
	if err := tx.QueryRowContext(ctx, "SELECT EXISTS (SELECT 1 FROM "+table+" WHERE id = ?)", id).Scan(&exists); err != nil {
		return err
	}
	if exists {
		return problem.Stale(what)
	}
	return recruit.NotFound("There is no longer an entry %s (%d).", what, id)
}
