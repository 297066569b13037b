package store

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"recruitty/recruit"
	"recruitty/recruit/access"
	"recruitty/recruit/accounts"
	"recruitty/store/columns"
)

// inboxFolder is where the SSH host keeps the members' inboxes. They are called
// by the members' numbers, which a restored copy gives to others.
const inboxFolder = "inbox"

// accessList is who may enter a workspace, the members by address, and their keys, and
// whose data it holds.
type accessList struct {
	members map[string]string // lower-case address to name
	keys    map[string]holder
	people  map[person]bool // whether the data were erased
}

// holder is the member who has a key.
type holder struct{ name, email string }

// person is a candidate, told from one with the same number in another workspace.
type person struct {
	id recruit.CandidateID
	at int64 // when they were added
}

// accessIn reads who may enter the workspace at path, which is only read.
func accessIn(ctx context.Context, path string, more url.Values) (accessList, error) {
	return inWorkspace(path, more, func(in columns.Querier) (accessList, error) { return accessOf(ctx, in) })
}

func accessOf(ctx context.Context, in columns.Querier) (accessList, error) {
	a := accessList{members: map[string]string{}, keys: map[string]holder{}, people: map[person]bool{}}
	rows, err := in.QueryContext(ctx, `SELECT m.name, m.email, coalesce(k.key, '') FROM members m
		LEFT JOIN member_keys k ON k.member_id = m.id WHERE m.removed_at IS NULL`)
	_, err = columns.Collect(rows, err, func(row columns.Scanner) (struct{}, error) {
		var name, email, key string
		err := row.Scan(&name, &email, &key)
		a.members[strings.ToLower(email)] = name
		if key != "" {
			a.keys[key] = holder{name, email}
		}
		return struct{}{}, err
	})
	if err != nil {
		return a, err
	}
	rows, err = in.QueryContext(ctx, "SELECT id, created_at, erased_at IS NOT NULL FROM candidates")
	_, err = columns.Collect(rows, err, func(row columns.Scanner) (struct{}, error) {
		var p person
		var gone bool
		err := row.Scan(&p.id, &p.at, &gone)
		a.people[p] = gone
		return struct{}{}, err
	})
	return a, err
}

// comesBack names what a restore brings back that was taken away since: members
// and keys that may enter again, and data that were erased, which nobody is told
// the name of. It says how each is taken away again. A workspace that cannot be read compares with nothing, which is said.
func comesBack(ctx context.Context, place, fresh string) ([]string, error) {
	if info, err := os.Stat(place); err != nil || info.Size() == 0 {
		return nil, nil
	}
	then, err := accessIn(ctx, fresh, url.Values{"immutable": {"1"}})
	if err != nil {
		return nil, err
	}
	now, err := accessIn(ctx, place, url.Values{})
	if ctx.Err() != nil {
		return nil, ctx.Err()
	}
	if err != nil {
		return []string{"perhaps removed members and keys, and erased candidates: the workspace that is replaced cannot be read to compare; see recruitty member list and recruitty member key list"}, nil
	}
	var back []string
	for email, name := range then.members {
		if _, there := now.members[email]; !there {
			back = append(back, fmt.Sprintf("member %s <%s> (recruitty member remove %[2]s)", name, email))
		}
	}
	for key, who := range then.keys {
		if _, there := now.keys[key]; !there {
			print := access.ReadKey(key).Fingerprint
			back = append(back, fmt.Sprintf("SSH key %s of %s (recruitty member key remove %s %[1]s)", print, who.name, who.email))
		}
	}
	for p, gone := range then.people {
		if !gone && now.people[p] {
			back = append(back, fmt.Sprintf("candidate %d, whose data were erased (recruitty candidate erase %[1]d)", p.id))
		}
	}
	slices.Sort(back)
	return back, nil
}

// anotherSender says that the back-up sends mails from another address than the one
// under which people know the interviews of the workspace that is replaced; "" when
// it does not, or that cannot be read.
func anotherSender(ctx context.Context, place, fresh string, now time.Time) string {
	if info, err := os.Stat(place); err != nil || info.Size() == 0 {
		return ""
	}
	sends, err := inWorkspace(fresh, url.Values{"immutable": {"1"}}, func(in columns.Querier) (from string, err error) {
		err = in.QueryRowContext(ctx, "SELECT ifnull((SELECT value FROM settings WHERE key = ?), '')", recruit.SettingMailFrom).Scan(&from)
		return from, err
	})
	if err != nil {
		return ""
	}
	uses, err := inWorkspace(place, url.Values{}, func(in columns.Querier) ([]recruit.SenderUse, error) { return senders(ctx, in, now) })
	if err != nil {
		return ""
	}
	said := accounts.SenderWords(uses, sends)
	if said == "" {
		return ""
	}
	if sends == "" {
		return "The backup has no sender for emails, and in the workspace that is replaced " + said
	}
	return "The backup sends emails from " + sends + ", and in the workspace that is replaced " + said
}

// inWorkspace asks a workspace that is only read.
func inWorkspace[T any](path string, more url.Values, ask func(columns.Querier) (T, error)) (out T, err error) {
	more.Set("mode", "ro")
	pool, err := connect(path, 1, more, time.Second)
	if err != nil {
		return out, err
	}
	defer pool.Close()
	return ask(pool)
}

// setInboxesAside moves the inboxes out of the way, so that nobody finds the
// files of someone who had their number.
func setInboxesAside(dir, aside string) (kept string, err error) {
	kept = filepath.Join(dir, inboxFolder+aside)
	err = os.Rename(filepath.Join(dir, inboxFolder), kept)
	if errors.Is(err, fs.ErrNotExist) {
		return "", nil
	}
	if err != nil {
		return "", fmt.Errorf("set the inboxes aside: %w", err)
	}
	return kept, nil
}
