package ui_test

import (
	"crypto/ed25519"
	"encoding/base64"
	"encoding/binary"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"

	"recruitty/recruit"
	"recruitty/ui/shell"
)

// sshKey is a public key of ed25519 in the format of authorized_keys (RFC 8709
// section 4), another one for each seed.
func sshKey(seed byte, comment string) string {
	var wire []byte
	for _, part := range [][]byte{[]byte("ssh-ed25519"), ed25519.NewKeyFromSeed(slices.Repeat([]byte{seed}, ed25519.SeedSize)).Public().(ed25519.PublicKey)} {
		wire = append(binary.BigEndian.AppendUint32(wire, uint32(len(part))), part...)
	}
	return strings.TrimSpace("ssh-ed25519 " + base64.StdEncoding.EncodeToString(wire) + " " + comment)
}

// team goes to Settings, Team; Dana's row is the first.
func (w *world) team() {
	w.Run(w.app.Goto(shell.Settings))
	w.Press("right", "home")
}

func (w *world) member(id recruit.MemberID) recruit.Member {
	w.t.Helper()
	return firstOf(w.svc.Store.Member(w.t.Context(), id))
}

func TestAnAdminHandlesTheKeysOfAMember(t *testing.T) {
	t.Parallel()
	for _, size := range [][2]int{{80, 24}, {120, 40}} {
		w := newWorld(t, size[0], size[1], setup{})
		w.team()
		w.Shows("Dana Ortiz: no SSH key yet", "s SSH keys", "i invite")
		w.Press("s")
		w.Shows("SSH keys of Dana Ortiz", "No SSH key lets Dana Ortiz in yet. Press a")
		w.Press("x")
		w.Shows("There is no key to remove.")
		w.Press("a")
		w.Shows("Add a key", "Dana Ortiz", "~/.ssh/id_ed25519.pub")
		w.put("hello AAAA there")
		w.Press("ctrl+s")
		w.Shows("not a whole public key")
		w.Press("ctrl+u")
		w.put(sshKey(1, "dana@laptop") + "\n")
		w.Press("ctrl+s")
		w.Shows("Added; Dana Ortiz can enter with it from now on.", "dana@laptop", "ssh-ed25519", "SHA256:", "Today 14:02", "added Today 14:02 by Robin Reyes", "1 key")
		if m := w.member(w.dana.ID); !m.HasKey(sshKey(1, "")) {
			t.Fatalf("keys are %q", m.SSHKeys)
		}
		w.Press("a")
		w.put(sshKey(1, "the same"))
		w.Press("ctrl+s")
		w.Shows("Dana Ortiz has this key already.")
		w.Press("x")
		w.Shows("Remove the key dana@laptop?", "can no longer enter with it", "end at once", "the only key")
		w.Press("n")
		w.Press("x", "right", "enter")
		w.Shows("Removed the key dana@laptop.", "No SSH key lets Dana Ortiz in")
		if m := w.member(w.dana.ID); len(m.SSHKeys) != 0 {
			t.Errorf("keys left are %q", m.SSHKeys)
		}
		w.Press("esc")
		w.Shows("Team", "Dana Ortiz: no SSH key yet")
	}
}

func TestAKeyComesOutOfItsFile(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "my keys.pub")
	if err := os.WriteFile(path, []byte("# mine\n"+sshKey(1, "one")+"\n"+sshKey(2, "two")+"\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	w := newWorld(t, 120, 40, setup{})
	w.team()
	w.Press("s", "a")
	w.put(path + "x")
	w.Press("ctrl+s")
	w.Shows("cannot be read")
	w.Press("backspace", "ctrl+s")
	w.Shows("one", "two", "2 keys")

	far := newWorld(t, 120, 40, setup{remote: true})
	far.team()
	far.Press("s", "a")
	far.Hides("path")
	far.put(path)
	far.Press("ctrl+s")
	far.Shows("This is not a public key; paste the whole line")
	if m := far.member(far.dana.ID); len(m.SSHKeys) != 0 {
		t.Errorf("a file of the host was read: %q", m.SSHKeys)
	}
}

// TestEverybodyHandlesOwnKeys lets an interviewer, who sees nobody else, add a
// key and change the profile after it.
func TestEverybodyHandlesOwnKeys(t *testing.T) {
	t.Parallel()
	w := newWorld(t, 100, 30, setup{remote: true})
	w.app.SetMember(w.dana)
	w.team()
	w.Press("s", "a")
	w.put(sshKey(1, "dana@home"))
	w.Press("ctrl+s", "a")
	w.put(sshKey(2, "dana@work"))
	w.Press("ctrl+s")
	w.Shows("2 keys", "dana@home", "dana@work")
	w.Press("x")
	w.Shows("You can no longer enter with it", "this one too, if you came with it")
	w.Press("right", "enter")
	w.Shows("1 key")
	w.Press("esc", "left", "e", "ctrl+u")
	w.put("Dana O. Ortiz")
	w.Press("ctrl+s")
	w.Shows("Profile saved.")
	if m := w.member(w.dana.ID); m.Name != "Dana O. Ortiz" || len(m.SSHKeys) != 1 || !m.HasKey(sshKey(2, "")) {
		t.Errorf("member is %+v", m)
	}
	w.Press("right", "end", "s")
	w.Shows("only an admin may change the team")
	w.Press("i")
	w.Shows("only an admin may change the team")
	w.Hides("SSH keys of Robin", "Invite Robin")
}

func TestAKeyThatIsTakenAwayElsewhereGoes(t *testing.T) {
	t.Parallel()
	w := newWorld(t, 100, 30, setup{})
	firstOf(w.svc.Team.AddKeys(t.Context(), w.robin, w.dana.ID, []string{sshKey(1, "first"), sshKey(2, "山田花子のノートパソコン")}))
	w.team()
	w.Shows("Dana Ortiz: 2 SSH keys")
	w.Press("s", "x")
	firstOf(w.svc.Team.RemoveKeys(t.Context(), w.robin, w.dana.ID, func(k string) bool { return strings.Contains(k, "first") }))
	w.Press("right", "enter")
	w.Shows("Dana Ortiz has no such key")
	w.Send(changed())
	w.Shows("山田花子", "1 key")
	w.Hides("first")
}

func TestAMemberIsInvited(t *testing.T) {
	t.Parallel()
	code := regexp.MustCompile(`[A-Z2-7]{5}(-[A-Z2-7]{5}){3}`)
	for _, size := range [][2]int{{80, 24}, {120, 40}} {
		w := newWorld(t, size[0], size[1], setup{})
		w.team()
		w.Press("i")
		w.Shows("Invite Dana Ortiz", "A code works once and for 3 days", "enter create a code")
		w.Press("enter")
		w.Shows("ssh -t -p PORT HOST join ", "It works once, until Wed 25 Nov 14:02", "HOST and PORT stand for", "c copy")
		first := code.FindString(w.Screen())
		w.Press("c")
		w.Shows("The line was sent to the clipboard.")
		w.Press("esc")
		w.Shows("Open invitation codes", "Dana Ortiz until Wed 25 Nov 14:02")
		w.Hides(first)

		if err := w.svc.Settings.SetHostAddress(t.Context(), w.robin, "desk.example.com:2222"); err != nil {
			t.Fatal(err)
		}
		w.Send(changed())
		w.Press("i")
		w.Shows("A code is open until Wed 25 Nov 14:02", "x withdraw")
		w.Press("enter")
		w.Shows("ssh -t -p 2222 desk.example.com join ")
		w.Hides("PORT", first)
		second := code.FindString(w.Screen())
		if _, err := w.svc.Invitations.Join(t.Context(), first, sshKey(1, "")); err == nil {
			t.Error("the first code still works")
		}
		w.Press("x", "right", "enter")
		w.Shows("The code of Dana Ortiz no longer works.")
		w.Hides("Open invitation codes")
		if _, err := w.svc.Invitations.Join(t.Context(), second, sshKey(1, "")); err == nil {
			t.Error("the code that was taken back still works")
		}
	}
}

func TestAnInvitationThatCannotBeSavedSaysSo(t *testing.T) {
	t.Parallel()
	w := newWorld(t, 80, 24, setup{})
	w.team()
	w.Press("i")
	w.db.setting = recruit.Refused("The disk is full; make room and try again.")
	w.Press("enter")
	w.Shows("✗ The disk is full", "enter create a code")
	w.Hides("join")
	w.db.setting = nil
	w.Press("enter")
	w.Shows(" join ")
}

func TestTheHostsAddressIsSet(t *testing.T) {
	t.Parallel()
	w := newWorld(t, 80, 24, setup{})
	w.Run(w.app.Goto(shell.Settings))
	w.Press("left", "left", "left", "left")
	w.Shows("SSH address", "not set")
	w.Press("e", "tab", "tab")
	w.put("desk; rm")
	w.Press("ctrl+s")
	w.Shows("is not an address to connect to")
	w.Press("ctrl+u")
	w.put("desk.example.com:2222")
	w.Press("ctrl+s")
	w.Shows("Workspace saved", "desk.example.com:2222")
}

// changed is what a session hears when something changed elsewhere.
func changed() tea.Msg { return shell.Changed{} }
