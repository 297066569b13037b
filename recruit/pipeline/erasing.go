package pipeline

import (
	"context"

	"recruitty/recruit"
)

// Erasure says what an erasing has reached beside the database.
type Erasure struct {
	// Removed are files below the workspace's folder that were deleted: copies of
	// the person's documents.
	Removed []string
	// Rewritten are log files out of which the person was taken.
	Rewritten []string
	// Look are files in inboxes that speak of the person, and may be of others as
	// well: someone has to look at them.
	Look []string
	// Kept are copies of the whole workspace, such as back-ups, that are as they were.
	Kept []string
	// Unreached says in sentences what could not be done.
	Unreached []string
}

// Disk is what a workspace has on the disk beside its database.
type Disk interface {
	// Forget takes a person out of it, as far as it can, and says how far.
	Forget(ctx context.Context, t recruit.Traces) Erasure
}

// forget takes an erased person out of the database's bytes and off the disk. The
// data are gone already, so that what fails is told and fails nothing.
func (p *Pipeline) forget(ctx context.Context, t recruit.Traces) Erasure {
	var done Erasure
	if p.Disk != nil {
		done = p.Disk.Forget(ctx, t)
	}
	if err := p.Candidates.Wipe(ctx); err != nil {
		done.Unreached = append(done.Unreached, "The database file may still hold overwritten bytes until it is rewritten. "+recruit.Sentence(err))
	}
	return done
}
