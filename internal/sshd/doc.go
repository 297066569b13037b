// Package sshd is the host that a whole team reaches by SSH: recruitty itself
// on a terminal, every command without one, and an inbox for files.
//
// Who comes is decided by the key alone, never by the login name, and is looked
// up twice: when the connection asks for it, and again for each session by the
// key that was really used. There is no shell, no forwarding, no agent and no
// password. A key that nobody knows can do one thing, and only while an
// invitation is open: type its code.
//
// One visit is one session of one member. Visits end by themselves, by idling,
// by the server's end, and as soon as the member, their role or their key is
// not what it was.
package sshd
