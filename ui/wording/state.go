package wording

import (
	"recruitty/recruit"
	"recruitty/recruit/pools"
	"recruitty/ui/text"
)

// State is how something stands: an interview, an answer, a mail. Each has one word here,
// one tone, and one sign, which the theme draws.
type State int

// The states. The zero value has neither word nor sign.
const (
	NoState  State = iota
	Set            // decided, and nothing about it is open
	Pending        // on its way
	Yes            // agreed to, done, confirmed
	No             // declined, refused
	Maybe          // neither
	NoReply        // asked, and has not answered
	NeedsYou       // waits for a person
)

// Word is the state in a word, for plain lines and where there is room.
func (s State) Word() string {
	switch s {
	case Set:
		return "set"
	case Pending:
		return "pending"
	case Yes:
		return "yes"
	case No:
		return "no"
	case Maybe:
		return "maybe"
	case NoReply:
		return "no answer"
	case NeedsYou:
		return "needs you"
	case NoState:
	}
	return ""
}

// Tone is what the state means among colours.
func (s State) Tone() Tone {
	switch s {
	case Set:
		return Accent
	case Yes:
		return OK
	case No:
		return Error
	case NeedsYou, Maybe:
		return Warning
	case Pending, NoState:
		return Dim
	case NoReply:
	}
	return Plain
}

// Attendee is one line of the table "who · answer · told".
type Attendee struct {
	Who    string
	Seat   string // for which pool they take part, "" for none
	State  State  // the sign beside the name
	Answer string // in a word
	Told   string // in a word, "" for someone who needs no mail
	Lost   bool   // what they were to be told has failed, or nobody knows
}

// Attendees are those who take part in an interview, the candidate first.
func Attendees(r recruit.Record) []Attendee {
	people := Attending(r)
	out := make([]Attendee, len(people))
	for n, p := range people {
		out[n] = AttendeeOf(r, p)
	}
	return out
}

// AttendeeOf says of one person what they answered and whether they were told.
func AttendeeOf(r recruit.Record, p recruit.Participant) Attendee {
	a := Attendee{Who: PersonName(p), Seat: text.Line(pools.Seated(p))}
	var reached State
	a.Told, reached = told(r, p)
	a.Lost = reached == NeedsYou
	a.State, a.Answer = AnswerOf(r, p)
	if p.Answer == recruit.NoAnswer || p.Answer == "" {
		if a.State != NoReply { // whether they were told stands beside it
			a.Answer = NoAnswerYet
		}
	}
	return a
}

// NoAnswerYet is said of someone who cannot have answered yet.
const NoAnswerYet = "–"

// told reports whether the newest mail to a person has reached them.
func told(r recruit.Record, p recruit.Participant) (string, State) {
	e, ok := Delivery(r, p.Address)
	switch {
	case !ok && r.Imported():
		return "not from here", NoState
	case !ok:
		return Untold, NoState
	case e.State == recruit.Done:
		return "told", Yes
	case e.State == recruit.Failed:
		return "failed", NeedsYou
	case e.NeedsAttention() || e.State == recruit.Unknown || e.Attempts > 0:
		return "not reached yet", NeedsYou
	}
	return Pending.Word(), Pending
}

// Bar is a stage as a bar: Full of Steps are behind the candidate or where they are, and
// Name says which one it is. Steps is 0 where nobody knows, or where there are so many
// that nobody would count them.
type Bar struct {
	Full, Steps int
	Name        string
	Lost        bool // the candidate is none any more
	Won         bool // the stage is the last but those
}

// mostSteps is as many as are counted at a glance.
const mostSteps = 8

// StageBar is the bar of a stage.
func StageBar(p recruit.StagePlace, stage string) Bar {
	b := Bar{Name: text.Line(stage), Lost: recruit.StageLost(stage)}
	b.Won = !b.Lost && (p.Of > 0 && p.At == p.Of || p.Of == 0 && recruit.StageOutcome(stage))
	if !b.Lost && p.Of > 1 && p.Of <= mostSteps {
		b.Full, b.Steps = p.At, p.Of
	}
	return b
}

// Tone is what the stage means among colours.
func (b Bar) Tone() Tone {
	switch {
	case b.Lost:
		return Error
	case b.Won:
		return OK
	case b.Name == "":
		return Dim
	}
	return Accent
}
