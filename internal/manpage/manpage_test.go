package manpage

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/spf13/cobra"
)

// TestPage holds the language of a page: what is text stays text.
func TestPage(t *testing.T) {
	t.Parallel()
	root := &cobra.Command{Use: "tool", Short: "Do things", Long: "Does things.\n\n.PP is no request\n'neither is this\n\n  kept -- as\n  lines"}
	child := &cobra.Command{Use: "say TEXT", Short: "Say a thing", Example: `  tool say 'a\b' \` + "\n      --loud", Run: func(*cobra.Command, []string) {}}
	child.Flags().StringP("voice", "v", "low", "the `voice` of it")
	child.Flags().Bool("secret", false, "")
	if err := child.Flags().MarkHidden("secret"); err != nil {
		t.Fatal(err)
	}
	root.AddCommand(child, &cobra.Command{Use: "hidden", Hidden: true, Run: func(*cobra.Command, []string) {}})
	at := time.Date(2026, 11, 30, 1, 0, 0, 0, time.UTC)
	for _, c := range []struct {
		of  *cobra.Command
		has []string
		not []string
	}{
		{root, []string{`.TH "TOOL" "1" "2026\-11\-30" "recruitty v1.2" "recruitty"`, "tool \\- Do things\n", "\n\\&.PP is no request\n\\&'neither", ".nf\n  kept \\-\\- as\n  lines\n.fi", ".TP\n\\fBsay\\fR\nSay a thing", `.BR "tool\-say" "(1)"`}, []string{"hidden"}},
		{child, []string{"\\fBtool say TEXT [flags]\\fR", ".TP\n\\fB\\-\\-voice\\fR, \\fB\\-v\\fR \\fIvoice\\fR\nthe voice of it (usually low)", `tool say 'a\eb' \e`, `.BR "tool" "(1)"`}, []string{"secret"}},
	} {
		got := string(Page(c.of, Head{"v1.2", at}))
		for _, want := range c.has {
			if !strings.Contains(got, want) {
				t.Errorf("%s lacks %q:\n%s", Name(c.of), want, got)
			}
		}
		for _, wrong := range c.not {
			if strings.Contains(got, wrong) {
				t.Errorf("%s has %q", Name(c.of), wrong)
			}
		}
	}
	dir := t.TempDir()
	paths, err := Write(root, dir, Head{"v1.2", at})
	if err != nil || len(paths) != 2 || paths[1] != filepath.Join(dir, "tool-say.1") {
		t.Errorf("%v, %v", paths, err)
	}
	if _, err := os.Stat(paths[1]); err != nil {
		t.Error(err)
	}
}
