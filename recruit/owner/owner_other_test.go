//go:build !unix

package owner

import (
	"os"
	"testing"
)

func ownerOf(*testing.T, string) int { return os.Getuid() }
