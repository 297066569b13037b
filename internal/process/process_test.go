//go:build unix

package process

import (
	"os"
	"os/exec"
	"strconv"
	"strings"
	"testing"
)

func TestDead(t *testing.T) {
	t.Parallel()
	ended := exec.Command(os.Args[0], "-test.run=^$")
	if err := ended.Run(); err != nil {
		t.Fatal(err)
	}
	pid := strconv.Itoa(ended.Process.Pid)
	mine := Owner()
	for name, c := range map[string]struct {
		owner string
		want  bool
	}{
		"this process":    {mine, false},
		"one that ended":  {where() + "/" + pid + "/abc", true},
		"another machine": {"elsewhere/" + pid + "/abc", false},
		"no owner":        {"", false},
		"no number":       {where() + "/x/abc", false},
		"everybody":       {where() + "/-1/abc", false},
	} {
		if got := Dead(c.owner); got != c.want {
			t.Errorf("%s: Dead(%q) = %v, want %v", name, c.owner, got, c.want)
		}
	}
	if strings.Count(mine, "/") != 2 || mine == Owner() {
		t.Errorf("owner %q is not unique", mine)
	}
}
