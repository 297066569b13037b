package app

import (
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
)

// TestMain lets the test binary also act as a program that does not end.
func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"busy": busyProgram})
}
