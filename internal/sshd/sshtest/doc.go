// Package sshtest visits an SSH host in tests as people and their programs do:
// with a key, by a command, at a terminal. Whatever may be called beside the
// test's own goroutine returns an error and fails no test by itself.
package sshtest
