package app

import (
	"testing"
	"testing/fstest"
)

func TestMemoryOfTheControlGroup(t *testing.T) {
	t.Parallel()
	file := func(text string) *fstest.MapFile { return &fstest.MapFile{Data: []byte(text)} }
	for name, c := range map[string]struct {
		files fstest.MapFS
		want  int64
	}{
		"a system without groups": {fstest.MapFS{}, 0},
		"no limit":                {fstest.MapFS{"proc/self/cgroup": file("0::/a\n"), "sys/fs/cgroup/a/memory.max": file("max\n")}, 0},
		"the unit's":              {fstest.MapFS{"proc/self/cgroup": file("0::/system.slice/recruitty.service\n"), "sys/fs/cgroup/system.slice/recruitty.service/memory.max": file("2147483648\n")}, 2 << 30},
		"a slice's is less": {fstest.MapFS{
			"proc/self/cgroup": file("0::/system.slice/recruitty.service\n"),
			"sys/fs/cgroup/system.slice/recruitty.service/memory.max": file("2147483648\n"), "sys/fs/cgroup/system.slice/memory.max": file("1073741824\n"),
		}, 1 << 30},
		"a container's": {fstest.MapFS{"proc/self/cgroup": file("0::/\n"), "sys/fs/cgroup/memory.max": file("536870912\n")}, 512 << 20},
		"the old kind": {fstest.MapFS{
			"proc/self/cgroup": file("5:cpu:/x\n4:memory:/docker/1\n"),
			"sys/fs/cgroup/memory/docker/1/memory.limit_in_bytes": file("268435456\n"), "sys/fs/cgroup/memory/memory.limit_in_bytes": file("9223372036854771712\n"),
		}, 256 << 20},
		"nonsense": {fstest.MapFS{"proc/self/cgroup": file("0::/../..\n:\nx\n"), "sys/fs/cgroup/memory.max": file("-5\n")}, 0},
	} {
		if got := memoryOfGroup(c.files); got != c.want {
			t.Errorf("%s: %d, not %d", name, got, c.want)
		}
	}
}
