package app

import (
	"cmp"
	"io/fs"
	"log/slog"
	"math"
	"path"
	"runtime/debug"
	"strconv"
	"strings"
)

// limitMemory tells the runtime how much memory the process may take, and
// returns it in bytes. Above that it collects more often; it is no hard limit.
// group is where the system would end the process, 0 when it would not: a fifth
// of that is left for what the runtime does not see, the database's cache.
func limitMemory(o serveOptions, group int64, log *slog.Logger) int64 {
	const base, each, usualSessions = 128 << 20, 4 << 20, 300
	limit := int64(o.Memory) << 20
	if limit <= 0 {
		if limit = debug.SetMemoryLimit(-1); limit == math.MaxInt64 { // not even GOMEMLIMIT says
			limit = base + each*int64(cmp.Or(max(o.Sessions, 0), usualSessions))
		}
	}
	if most := group / 5 * 4; group > 0 && most < limit {
		log.Warn("the system gives this service less memory than it may take", "limit_mb", limit>>20, "group_mb", group>>20, "taken_mb", most>>20)
		limit = most
	}
	debug.SetMemoryLimit(limit)
	return limit
}

// memoryOfGroup is how much memory the control groups of this process allow
// (systemd's MemoryMax, a container's limit), 0 when they allow any. root is the
// system's root folder.
func memoryOfGroup(root fs.FS) int64 {
	groups, err := fs.ReadFile(root, "proc/self/cgroup")
	if err != nil {
		return 0 // there are none on this system
	}
	least := int64(0)
	for line := range strings.Lines(string(groups)) {
		parts := strings.SplitN(strings.TrimSpace(line), ":", 3)
		if len(parts) != 3 {
			continue
		}
		folder, name := "sys/fs/cgroup", "memory.max"
		switch {
		case parts[0] == "0" && parts[1] == "":
		case strings.Contains(","+parts[1]+",", ",memory,"):
			folder, name = "sys/fs/cgroup/memory", "memory.limit_in_bytes"
		default:
			continue
		}
		for group := path.Join("/", parts[2]); ; group = path.Dir(group) {
			text, err := fs.ReadFile(root, path.Join(folder, group, name))
			limit, wrong := strconv.ParseInt(strings.TrimSpace(string(text)), 10, 64)
			if err == nil && wrong == nil && limit > 0 && limit < math.MaxInt64/2 && (least == 0 || limit < least) {
				least = limit
			}
			if group == "/" {
				break
			}
		}
	}
	return least
}
