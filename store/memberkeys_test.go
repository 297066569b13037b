package store

import (
	"strings"
	"testing"

	"recruitty/recruit"
)

// TestMembersByKey finds owners by a key's type and bytes, whatever stands
// behind it, and nobody by a part of it.
func TestMembersByKey(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	for name, keys := range map[string][]string{
		"Ana": {"ssh-ed25519 AAAAone"}, "Ben": {"ssh-ed25519 AAAAtwo ben@laptop", "ssh-rsa AAAAthree"}, "Cy": {"ssh-ed25519 AAAAtwo cy@desk"},
	} {
		_, err := w.SaveMember(w.ctx, recruit.Member{Name: name, Email: strings.ToLower(name) + "@keys.example", Role: recruit.Recruiter, TimeZone: "UTC", SSHKeys: keys}, recruit.Activity{})
		must(t, err)
	}
	for key, want := range map[string]string{
		"ssh-ed25519 AAAAone": "Ana", "ssh-ed25519 AAAAtwo": "Ben Cy", "ssh-rsa AAAAthree": "Ben",
		"ssh-ed25519 AAAAtw": "", "ssh-ed25519": "", "": "", "ssh-rsa AAAAone": "", "ssh-ed25519 AAAAone%": "",
	} {
		team, err := w.MembersByKey(w.ctx, key)
		must(t, err)
		var names []string
		for _, m := range team {
			names = append(names, m.Name)
		}
		if got := strings.Join(names, " "); len(strings.Fields(got)) != len(strings.Fields(want)) || want != "" && !strings.Contains(want, names[0]) {
			t.Errorf("%q belongs to %q, want %q", key, got, want)
		}
	}
	if hosted() {
		return // what follows is how SQLite goes about it
	}
	plan, err := w.readers.Query("EXPLAIN QUERY PLAN SELECT k.member_id FROM member_keys k WHERE k.key = ?1 OR k.key >= ?1 || ' ' AND k.key < ?1 || '!'", "x")
	must(t, err)
	defer plan.Close()
	for plan.Next() {
		var id, parent, unused int
		var detail string
		must(t, plan.Scan(&id, &parent, &unused, &detail))
		if strings.HasPrefix(detail, "SCAN") {
			t.Errorf("every key is read: %s", detail)
		}
	}
	must(t, plan.Err())
}
