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
)

// inboxFolder is where the SSH host keeps the members' inboxes. They are called
// by the members' numbers, which a restored copy gives to others.
const inboxFolder = "inbox"

// access is who may enter a workspace: the members by address, and their keys.
type access struct {
	members map[string]string // lower-case address to name
	keys    map[string]string // key to name of its member
}

// accessIn reads who may enter the workspace at path, which is only read.
func accessIn(ctx context.Context, path string, more url.Values) (access, error) {
	more.Set("mode", "ro")
	pool, err := connect(path, 1, more, time.Second)
	if err != nil {
		return access{}, err
	}
	defer pool.Close()
	a := access{members: map[string]string{}, keys: map[string]string{}}
	rows, err := pool.QueryContext(ctx, `SELECT m.name, m.email, coalesce(k.key, '') FROM members m
		LEFT JOIN member_keys k ON k.member_id = m.id WHERE m.removed_at IS NULL`)
	_, err = collect(rows, err, func(row scanner) (struct{}, error) {
		var name, email, key string
		err := row.Scan(&name, &email, &key)
		a.members[strings.ToLower(email)] = name
		if key != "" {
			a.keys[key] = name
		}
		return struct{}{}, err
	})
	return a, err
}

// comesBack names the members and the keys that may enter again after a restore:
// those of the copy that the workspace in place has removed or never had. A
// workspace that cannot be read compares with nothing, which is said.
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
		return []string{"perhaps removed members and keys: the workspace that is replaced cannot be read to compare; see recruitty member list and recruitty member key list"}, nil
	}
	var back []string
	for email, name := range then.members {
		if _, there := now.members[email]; !there {
			back = append(back, fmt.Sprintf("member %s <%s>", name, email))
		}
	}
	for key, name := range then.keys {
		if _, there := now.keys[key]; !there {
			back = append(back, fmt.Sprintf("SSH key %s of %s", recruit.ReadKey(key).Fingerprint, name))
		}
	}
	slices.Sort(back)
	return back, nil
}

// setInboxesAside moves the inboxes out of the way, so that nobody finds the
// files of somebody who had their number.
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
