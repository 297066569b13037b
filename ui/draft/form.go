package draft

import (
	"context"

	"recruitty/recruit"
)

// Form is a form about something that is set, wherever it is filled in.
type Form[T any] struct {
	Key   string              // under which what is typed is kept
	About recruit.CandidateID // whose data it holds, 0 for nobody's
	Title string
	Intro string
	*Sheet[T]
	// Save saves what was typed. It returns what is so from now on, "" where something
	// else says it, and what is to be known of that, "" for nothing.
	Save func(ctx context.Context, typed T) (said, warning string, err error)
}
