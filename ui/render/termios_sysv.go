//go:build unix && !(darwin || dragonfly || freebsd || netbsd || openbsd)

package render

import "golang.org/x/sys/unix"

const getTermios = unix.TCGETS
