package offers

import (
	"time"

	"recruitty/recruit"
	"recruitty/recruit/slots"
)

// Search says how hours were looked for. It is kept with an offer, so that others can be
// found when those are gone.
type Search struct {
	// Single is the interview of an offer that is about no plan; nil means the interview
	// plan of the stage.
	Single *Single `json:"single,omitempty"`
	From   time.Time
	To     time.Time
	Days   int
	// Windows are when the candidate has said they can.
	Windows []slots.Span `json:",omitempty"`
	Soft    bool         `json:",omitempty"`
	Lifts   []slots.Lift `json:",omitempty"`
	Count   int          // how many options were asked for
	// Reply is how long an answer was waited for.
	Reply time.Duration
}

// Single is one interview, without its hour: what the form Schedule Interview Event holds
// besides it.
type Single struct {
	Title        string           `json:"title"`
	Description  string           `json:"description,omitempty"`
	Note         string           `json:"note,omitempty"`
	Duration     time.Duration    `json:"duration"`
	Participants []string         `json:"participants,omitempty"`
	Pools        []PoolNeed       `json:"pools,omitempty"`
	Platform     recruit.Platform `json:"platform"`
	Place        string           `json:"place,omitempty"`
	Host         string           `json:"host,omitempty"`
}

// PoolNeed is how many of a pool are wanted.
type PoolNeed struct {
	Pool  recruit.PoolID `json:"pool"`
	Count int            `json:"count"`
}
