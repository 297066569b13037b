//go:build darwin || dragonfly || freebsd || netbsd || openbsd

package render

import "golang.org/x/sys/unix"

const getTermios = unix.TIOCGETA
