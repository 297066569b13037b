package app

import "syscall"

// keepSecretsInMemory keeps what this process knows, sign-ins and people's data,
// out of core files and from other programs of the same user that would read its
// memory. What the system does not allow is left as it is.
func keepSecretsInMemory() {
	_ = syscall.Setrlimit(syscall.RLIMIT_CORE, &syscall.Rlimit{})
	const setDumpable = 4 // PR_SET_DUMPABLE of prctl(2)
	_, _, _ = syscall.RawSyscall(syscall.SYS_PRCTL, setDumpable, 0, 0)
}
