package sshd_test

import (
	"context"

	"recruitty/internal/sshd"
	"recruitty/recruit"
)

// waiting is a command that tells when it has begun, and ends with 7 when
// finish is closed, or with 1 when it is cut off.
func waiting(began, finish chan struct{}) func(context.Context, sshd.Command) int {
	return func(ctx context.Context, _ sshd.Command) int {
		close(began)
		select {
		case <-finish:
			return 7
		case <-ctx.Done():
			return 1
		}
	}
}

// fetching is a command that stores the file that it is given.
func fetching(found chan<- error) func(context.Context, sshd.Command) int {
	return func(ctx context.Context, c sshd.Command) int {
		_, err := c.Workspace.Services.Documents.FromDisk(ctx, c.Args[1], recruit.OtherFile)
		found <- err
		return 0
	}
}
