//go:build !unix

package process

// gone never knows here; a lease then lasts until it ends.
func gone(int) bool { return false }
