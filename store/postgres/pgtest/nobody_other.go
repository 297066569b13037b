//go:build !unix

package pgtest

import "syscall"

// nobody is as whom the server runs.
func nobody(string) (*syscall.SysProcAttr, error) { return nil, nil }
