package app

import (
	"syscall"
	"testing"
)

// TestNothingOfMemoryIsLeftBehind: no core file can be made of this process, and
// nobody of the same user reads its memory.
func TestNothingOfMemoryIsLeftBehind(t *testing.T) {
	t.Parallel()
	keepSecretsInMemory()
	var core syscall.Rlimit
	if err := syscall.Getrlimit(syscall.RLIMIT_CORE, &core); err != nil || core.Cur != 0 || core.Max != 0 {
		t.Errorf("core files up to %+v, %v", core, err)
	}
	const getDumpable = 3
	if is, _, failed := syscall.RawSyscall(syscall.SYS_PRCTL, getDumpable, 0, 0); failed != 0 || is != 0 {
		t.Errorf("dumpable: %d, %v", is, failed)
	}
}
