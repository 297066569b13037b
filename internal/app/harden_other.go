//go:build !linux

package app

// keepSecretsInMemory is for Linux, where a process can be told to leave nothing
// of its memory behind.
func keepSecretsInMemory() {}
