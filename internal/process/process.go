// Package process names this process for everybody who shares a workspace,
// and knows whether another one has ended.
package process

import (
	"crypto/rand"
	"os"
	"strconv"
	"strings"
)

// Owner names this process: where it runs, its number there, and a random part
// because numbers are used again.
func Owner() string {
	return where() + "/" + strconv.Itoa(os.Getpid()) + "/" + rand.Text()[:12]
}

// Dead says for certain that the process that owner names has ended. It knows
// only of processes that run in the same place; of others, and in doubt, it
// says false.
func Dead(owner string) bool {
	parts := strings.Split(owner, "/")
	if len(parts) != 3 || parts[0] != where() {
		return false
	}
	pid, err := strconv.Atoi(parts[1])
	return err == nil && pid > 0 && gone(pid)
}

// where names the place in which process numbers mean one thing: the machine
// and, where there are containers, the namespace.
func where() string {
	host, _ := os.Hostname()
	namespace, _ := os.Readlink("/proc/self/ns/pid")
	return strings.ReplaceAll(host+namespace, "/", "_")
}
