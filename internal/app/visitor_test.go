package app

import (
	"bytes"
	"path/filepath"
	"strings"
	"testing"

	"recruitty/internal/sshd"
	"recruitty/recruit"
	"recruitty/recruit/services"
	"recruitty/store"
)

// TestPreferencesOverSSH sets those of one member by command, and holds that another
// sees and changes nothing of them.
func TestPreferencesOverSSH(t *testing.T) {
	t.Parallel()
	w, err := Open(t.Context(), filepath.Join(t.TempDir(), "w"), store.Options{}, recruit.Environment{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = w.Close() })
	dana, err := w.Services.Team.Add(t.Context(), recruit.Member{}, recruit.Member{Name: "Dana Ruiz", Email: "dana@example.com", Role: recruit.Admin, TimeZone: "UTC"})
	if err != nil {
		t.Fatal(err)
	}
	kim, err := w.Services.Team.Add(t.Context(), dana, recruit.Member{Name: "Kim Ode", Email: "kim@example.com", Role: recruit.Interviewer, TimeZone: "UTC"})
	if err != nil {
		t.Fatal(err)
	}
	run := func(m recruit.Member, words ...string) (string, int) {
		var out, said bytes.Buffer
		code := RunVisitorCommand(t.Context(), sshd.Command{Member: m, Workspace: w.For(services.Visit{Member: m}), Args: words, In: strings.NewReader(""), Out: &out, Err: &said})
		return out.String() + said.String(), code
	}
	for _, c := range []struct {
		who  recruit.Member
		args string
		says string
		code int
	}{
		{kim, "config path", "by this host, for you", 0},
		{kim, "config set theme high-contrast", "Set: theme is high-contrast.", 0},
		{kim, "config show", "Theme +high-contrast", 0},
		{kim, "config set themes.ocean.accent #5FD7D7", "Themes .*ocean", 0},
		{kim, "config set keys.interview.reschedule R", "Set: keys.interview.reschedule is R.", 0},
		{kim, "config show", "R (yours)", 0},
		{kim, "config set theme pink", "heme is one of auto, dark, light, terminal, high-contrast, slate, sepia, ocean", 2},
		{dana, "config show", "Theme +of the profile", 0},
		{dana, "config reset", "Nothing was set", 0},
		{kim, "config show --json", `"theme": "high-contrast"`, 0},
		{kim, "config reset", "accent = ", 0},
		{kim, "config show", "Theme +of the profile", 0},
	} {
		got, code := run(c.who, strings.Fields(c.args)...)
		parts := strings.Split(c.says, " +")
		at := strings.Index(got, parts[0])
		if code != c.code || at < 0 && !strings.Contains(c.says, ".*") || len(parts) > 1 && !strings.Contains(got, parts[1]) {
			t.Errorf("%s: %s: exit code %d, said %.600s", c.who.Name, c.args, code, got)
		}
	}
	if text, err := w.Services.Store.Setting(t.Context(), recruit.PreferencesKey(dana.ID)); err != nil || text != "" {
		t.Errorf("something is set for Dana: %q, %v", text, err)
	}
	seen := w.For(services.Visit{Member: kim})
	if err := seen.Services.Store.SetSetting(t.Context(), recruit.PreferencesKey(dana.ID), "theme = \"dark\""); err == nil {
		t.Error("Kim sets what is Dana's")
	}
	if got, want := visitorCommandName([]string{"config", "set", "theme", "secret"}), "config set"; got != want {
		t.Errorf("it is called %q, want %q", got, want)
	}
}
