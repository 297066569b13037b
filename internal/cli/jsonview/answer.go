package jsonview

import (
	"recruitty/internal/cli/output"
	"recruitty/recruit"
	"recruitty/recruit/export"
	"recruitty/recruit/rsvp"
)

// Answer is what an invited person answered. answer is what counts for the
// times in force; said is their newest word, perhaps about an earlier time.
type Answer struct {
	Name             string           `json:"name"`
	Email            string           `json:"email"`
	Answer           recruit.Answer   `json:"answer"`
	Said             recruit.Answer   `json:"said"`
	Note             string           `json:"note"`
	AnsweredAt       export.Time      `json:"answered_at"`
	ProposedStart    export.Time      `json:"proposed_start"`
	ProposedDuration int              `json:"proposed_duration_minutes"`
	ProposedText     string           `json:"proposed_text"`       // the same in words, where it cannot be placed
	RefusedAt        export.Time      `json:"proposal_refused_at"` // null unless another time was refused
	Delegate         string           `json:"delegate"`            // who is to come instead, of a delegated answer
	DelegateAnswers  []Deputy         `json:"delegate_answers"`    // what those have answered
	SentBy           string           `json:"sent_by"`             // "" when it was the person's own mail
	Claim            *UnverifiedReply `json:"claim"`               // null when none waits
}

// Deputy is what someone answered whom an invited person sends instead.
type Deputy struct {
	Email  string         `json:"email"`
	Answer recruit.Answer `json:"answer"`
	Note   string         `json:"note"`
	At     export.Time    `json:"answered_at"`
}

func ofDeputy(d recruit.DeputyAnswer) Deputy {
	return Deputy{Email: d.Address, Answer: d.Answer, Note: d.Note, At: export.Time(d.At)}
}

// UnverifiedReply is an answer that does not count until a member accepts it: someone
// else sent it in a person's name, or it cannot be read or placed.
type UnverifiedReply struct {
	From          string         `json:"from"`
	For           string         `json:"for"`    // whom it names, where nobody who is invited was found
	Why           string         `json:"why"`    // it waits; "" when only its sender is in doubt
	Answer        recruit.Answer `json:"answer"` // "" when it cannot be read
	Delegate      string         `json:"delegate"`
	Delegates     []Deputy       `json:"delegate_answers"`
	ProposedText  string         `json:"proposed_text"`
	Note          string         `json:"note"`
	At            export.Time    `json:"at"`
	ProposedStart export.Time    `json:"proposed_start"`
}

// OfAnswer is what p was asked and said about the interview of r.
func OfAnswer(r recruit.Record, p recruit.Participant) Answer {
	shape := Answer{Name: p.Name, Email: p.Address, Answer: p.Answer, Said: p.Said, Note: p.AnswerNote, AnsweredAt: export.Time(p.AnsweredAt), SentBy: p.AnsweredBy, DelegateAnswers: []Deputy{}}
	if c, ok := r.Claimed(p); ok {
		claim := ofClaim(c)
		shape.Claim = &claim
	}
	shape.ProposedText, _ = r.Asks(p)
	if r.ProposalRefused(p) {
		shape.RefusedAt = export.Time(p.Refused)
	}
	if p.Answer == recruit.Delegated {
		shape.Delegate, shape.DelegateAnswers = p.Delegate, output.Each(p.Deputised, ofDeputy)
	}
	if m, ok := r.Proposal(p, p.AnsweredAt); ok {
		shape.ProposedStart, shape.ProposedDuration = export.Time(m.Start), Minutes(m.Duration)
	}
	return shape
}

func ofClaim(c recruit.UnverifiedReply) UnverifiedReply {
	return UnverifiedReply{From: c.From, For: c.Named, Why: c.Why, Answer: c.Answer, Delegate: c.Delegate, Delegates: output.Each(c.Deputised, ofDeputy), Note: c.Note, At: export.Time(c.At),
		ProposedStart: export.Time(c.Proposed.Start), ProposedText: c.Asked}
}

// ReplyOutcome is what became of one answer.
type ReplyOutcome struct {
	Interview recruit.InterviewID `json:"interview"`
	Recorded  bool                `json:"recorded"`
	Sentence  string              `json:"sentence"`
	Answer    Answer              `json:"answer"`
}

// OfTaken is what became of one answer.
func OfTaken(t rsvp.Outcome) ReplyOutcome {
	return ReplyOutcome{Interview: t.Record.Interview.ID, Recorded: t.Recorded, Sentence: t.Sentence, Answer: OfAnswer(t.Record, t.Person)}
}
