package page

import (
	"context"
	"time"
)

// Viewer tells what the owner of a token is to be shown. It has nothing by which anything could be changed, and it is all
// that requests by GET and HEAD can reach: mail scanners and previews open every link.
type Viewer interface {
	// Look returns what there is to see now. It changes nothing, not even that somebody looked. The error is
	// recruit.ErrNotFound for every token that leads nowhere, whatever the reason.
	Look(ctx context.Context, t Token) (View, error)
}

// Choices takes what the owner of a token decided, by a button. The same decision made twice has the same outcome and
// happens once. Errors are recruit.ErrNotFound for a token that leads nowhere; all others mean that it is not known
// whether it happened.
type Choices interface {
	// Take agrees on an option. Where another one was agreed on before, that one stands and the outcome is Already.
	Take(ctx context.Context, t Token, option string) (Outcome, error)
	// Refresh looks for other hours than those that can be chosen: when they are late, none of them is left, or what was
	// agreed is to be moved. What is agreed stays as it is.
	Refresh(ctx context.Context, t Token) (Outcome, error)
	// Move agrees on an option instead of the one that stands, up to View.MoveUntil.
	Move(ctx context.Context, t Token, option string) (Outcome, error)
	// Ask asks a person for other hours. What was agreed stands until that person has answered.
	Ask(ctx context.Context, t Token, w Wish) (Outcome, error)
	// CallOff ends it, with a reason or without.
	CallOff(ctx context.Context, t Token, reason string) (Outcome, error)
}

// State is how things stand between a candidate and the company.
type State int

// The states. In each of them but Over the candidate can ask for other hours, so that no page is a dead end.
const (
	Choosing  State = iota // nothing is agreed; View.Options may be taken, and may be none
	Agreed                 // View.Agreed holds
	CalledOff              // what was agreed no longer holds
	Closed                 // the offer was withdrawn
	Over                   // what was agreed is in the past
)

// View is what is to be shown to the owner of a token. Texts are clean and unescaped.
type View struct {
	State   State
	Company string // "" where the workspace has no name
	Job     string
	// Language is the one in which the candidate is written to (BCP 47), "" where none is noted; HouseLanguage is the
	// workspace's.
	Language, HouseLanguage string
	// Zone is the candidate's time zone by its name, "" where it is not known. ZoneGuessed says that nobody told it: it was
	// concluded from an email.
	Zone        string
	ZoneGuessed bool
	TeamZone    string // of who organises it
	Contact     Contact
	// Sessions are what awaits the candidate, in the order of the plan.
	Sessions []Session
	// Options are the hours that can be chosen, earliest first: in Choosing those to take, in Agreed those to move to. To
	// somebody whose choice was gone they are the nearest that are left.
	Options []Option
	// Refreshable says that Refresh may find other hours.
	Refreshable bool
	// AnswerBy is until when the hours are kept, zero for no end.
	AnswerBy time.Time
	// Asked says that the candidate asked for other hours and nobody has answered yet.
	Asked bool
	// Agreed is what holds, or in Over what was held. Pending says that it is still to be confirmed by a person.
	Agreed  []Part
	Pending bool
	// MoveUntil and CallOffUntil are until when the candidate may do so by herself, zero for never.
	MoveUntil, CallOffUntil time.Time
}

// Contact is who helps when the page does not.
type Contact struct{ Name, Email string }

// Session is one conversation that awaits the candidate.
type Session struct {
	Title    string
	Length   time.Duration
	Platform string   // the label of a recruit.Platform: "Zoom"
	With     []string // names of interviewers, where they are the same in all options; none unless the workspace shows them
}

// Option is one choice: an hour, or all hours of a loop.
type Option struct {
	ID    string // at most 64 letters, digits, - and _; of this token only
	Parts []Part // by Start; at least one
}

// Part is when one session takes place.
type Part struct {
	Session    int // index in View.Sessions
	Start, End time.Time
	With       []string // names of interviewers, where they differ between options
	Place      string   // where to meet, or what is dialled, of what is agreed only
	Join       string   // https address of the meeting, of what is agreed only; "" while there is none
}

// Outcome is what became of a decision.
type Outcome int

// The outcomes. What the candidate reads afterwards is what Look says then; an outcome only leads there.
const (
	Done     Outcome = iota // it holds, now or since the same decision was made before
	Waiting                 // it stands, and a person confirms it within the day
	Gone                    // the option is not free any more, or not known; others are
	NoneLeft                // there is no hour that could be chosen
	Already                 // another option was agreed on before, which stands
	TooLate                 // past the cut-off, or no longer possible
)

// Wish is which other hours would suit.
type Wish struct {
	Words   string   // several lines; "" where windows say it all
	Windows []Window // by Start, at most three
	Zone    string   // in which the candidate gave them
}

// Window is a time in which the candidate can come.
type Window struct{ Start, End time.Time }
