package recruit

import (
	"context"
	"slices"
	"strings"
	"time"
)

// Letter is a mail to a candidate that is about no interview: how an application goes on,
// or what someone wrote to them. What it says is fixed when it is decided on, so that what
// was looked at is what leaves.
type Letter struct {
	ID          LetterID
	CandidateID CandidateID
	JobID       JobID // 0 when it is about no job
	// Stage is the one in which the candidate has to be for that job when it leaves; ""
	// for any. A rejection does not leave any more once someone has moved them on.
	Stage    string
	Event    MailEvent
	AuthorID MemberID // whose decision it is, and to whom an answer goes
	Language string   // that it is written in (BCP 47)
	Subject  string   // one line
	Text     string   // paragraphs with an empty line between them
	// Thread is that of the email to which the letter answers by itself, as Incoming.Thread
	// has it; none for all others.
	Thread []string
	// Effect brings it out.
	Effect Effect
	// Hold is the tentative entry that a MailHold or MailHoldEnd is about, nil for all others.
	// It goes to who takes part, and says nothing of the candidate.
	Hold      *HoldEntry
	Revision  int // counts every write
	CreatedAt time.Time

	// What it is about as it is now; filled when read.
	Candidate Candidate
	JobTitle  string
	NowStage  string // the candidate's stage for the job, "" without a link
	Author    Member
}

// Bounds of a letter, in characters.
const (
	MaxLetterSubject = 200
	MaxLetterText    = 10_000
)

// HoldEntry is a tentative entry in the calendar of somebody whose hour an offer holds, as it
// was when it was read.
type HoldEntry struct {
	UID        string
	Title      string
	Start, End time.Time // UTC
	TimeZone   string    // that was meant; IANA
	// Reader is whose calendar it is; of who is not in the team only the address is known.
	Reader     Mailbox
	ReaderZone string // IANA, "" for TimeZone
	TwelveHour bool   // the reader's clock
	// Over says that the hour is held no more.
	Over bool
	// Told is how the mail that makes the entry stands, Left whether it may have left, and
	// MessageID its own.
	Told      EffectState
	Left      bool
	MessageID string
	// Ending says that the end of the entry was begun: nothing may make it any more.
	Ending bool
}

// Pointless says why a letter must not leave any more, "" while it may.
func (l Letter) Pointless() string {
	switch {
	case l.Effect.Kind == MailHold && l.Hold != nil:
		if l.Hold.Over || l.Hold.Ending {
			return "the hour is held no more"
		}
		return ""
	case l.Effect.Kind == MailHoldEnd && l.Hold != nil:
		if !l.Hold.Left && l.Hold.Told != Running {
			return "there is no entry to be taken out"
		}
		return "" // what is in a calendar has to go, whatever became of the candidate
	case !l.Candidate.ErasedAt.IsZero():
		return "the person's data was erased"
	case l.Stage != "" && l.NowStage == "":
		return l.Candidate.Name + " is no longer linked to " + l.JobTitle
	case l.Stage != "" && l.NowStage != l.Stage:
		return l.Candidate.Name + " is in " + l.NowStage + " now, and no longer in " + l.Stage
	}
	return ""
}

// Withdrawable refuses to take a letter back of which something has left, or may have.
func (l Letter) Withdrawable() error {
	switch e := l.Effect; {
	case e.State == Superseded:
		return Refused("This email has already been undone.")
	case e.State == Done:
		return Refused("This email has already been handed to the mail server; send another one to correct it.")
	case e.State == Running:
		return e.Free()
	case e.MaybeSent:
		return Refused("This email may already have been sent, so it cannot be undone; send another one to correct it.")
	}
	return nil
}

// LetterRequest is everything a letter says, for the mailer.
type LetterRequest struct {
	Event     MailEvent
	To        Mailbox
	Author    Mailbox // to whom an answer goes
	From      Mailbox
	Language  string
	Subject   string
	Text      string
	Link      string    // a line of Text that is this address leads there
	Written   time.Time // Date of the mail
	MessageID string
	InReplyTo string
	// References are the Message-IDs of the emails before, oldest first.
	References []string
	// Read says that answers are read in the mailbox of From, to which they go then.
	Read bool
	// Hold is the tentative entry that an email of OnHold makes, and one of OnHoldEnd takes
	// out; its words are those of the program, and Subject and Text stay empty.
	Hold      *HoldEntry
	Workspace string // the company's name, with Hold
}

// The events of emails about a tentative entry for an hour of an offer.
const (
	OnHold    MailEvent = "hold"
	OnHoldEnd MailEvent = "hold_end"
)

// IsHold reports whether mails of an event are about such an entry.
func (o MailEvent) IsHold() bool { return o == OnHold || o == OnHoldEnd }

// LetterValues are what the placeholders in the template of a letter stand for; "" is not
// known.
type LetterValues struct {
	Reader, Job, Stage, Company string
	Author                      Mailbox
	// Text stands where a template says {{text}}, as free words do.
	Text  string
	Offer OfferValues
}

// The events of mails about an offer, which are letters that nobody writes by hand.
const (
	OnOffer    MailEvent = "offer"          // hours to choose from
	OnOfferAsk MailEvent = "offer_reminder" // once more, as long as nobody has answered
	// What is sent by itself in return to an email: that the time is gone, with those that are
	// left, and that someone will read what was written.
	OnOfferGone  MailEvent = "offer_gone"
	OnOfferNoted MailEvent = "offer_noted"
)

// OfferEvents lists them.
func OfferEvents() []MailEvent { return []MailEvent{OnOffer, OnOfferAsk, OnOfferGone, OnOfferNoted} }

// AnswersMail reports whether mails of an event are sent by themselves in return to one.
func (o MailEvent) AnswersMail() bool { return o == OnOfferGone || o == OnOfferNoted }

// IsOffer reports whether mails of an event bring an offer.
func (o MailEvent) IsOffer() bool { return slices.Contains(OfferEvents(), o) }

// OfferValues are what an offer says in its mail.
type OfferValues struct {
	Options []LetterOption
	Until   time.Time // until when an answer is waited for
	Link    string    // where she can choose, "" where there is no page
	// Zone is the candidate's, and SenderZone that of who sends it; IANA.
	Zone, SenderZone string
}

// LetterOption is one that a candidate may choose: one session, or those of a loop by their start.
type LetterOption struct {
	Number   int
	Sessions []LetterSession
}

// LetterSession is an interview as an offer tells of it. Title is "" where there is only one.
type LetterSession struct {
	Title      string
	Start, End time.Time
}

// OfferLink stands in the text of a stored letter where the link to the offer stands in the
// mail. The link itself opens the offer, and is not kept.
const OfferLink = "{{link}}"

// WithoutOfferLink leaves out the paragraphs of a text that hold OfferLink.
func WithoutOfferLink(text string) string {
	var kept []string
	for part := range strings.SplitSeq(text, "\n\n") {
		if !strings.Contains(part, OfferLink) {
			kept = append(kept, part)
		}
	}
	return strings.Join(kept, "\n\n")
}

// sampleOffer makes up what an offer says, for looking at its template.
func (v *LetterValues) sampleOffer(r Record) {
	v.Offer = OfferValues{Until: r.Interview.Start.Add(-48 * time.Hour), Link: "https://jobs.example/p/…", Zone: r.Candidate.TimeZone, SenderZone: r.Organiser.TimeZone}
	for n := range 3 {
		start := r.Interview.Start.AddDate(0, 0, n)
		v.Offer.Options = append(v.Offer.Options, LetterOption{Number: n + 1, Sessions: []LetterSession{{Start: start, End: start.Add(r.Interview.Duration)}}})
	}
}

// LetterWriter writes letters; package mail does.
type LetterWriter interface {
	// ComposeLetter writes the whole message, ready to be sent.
	ComposeLetter(l LetterRequest) ([]byte, error)
}

// Letters keeps letters with their effects. Who sees a part of the workspace sees none.
type Letters interface {
	Letter(ctx context.Context, id LetterID) (Letter, error)
	// LettersTo lists those to a candidate, newest first, at most 200.
	LettersTo(ctx context.Context, id CandidateID) ([]Letter, error)
	// LetterOf is the letter that an effect brings out.
	LetterOf(ctx context.Context, id EffectID) (LetterID, error)
	// LetterByMessageID finds it by the mail that was written for it.
	LetterByMessageID(ctx context.Context, id string) (LetterID, error)
	// SaveLetter adds a letter (ID 0) or changes its effect; ErrStale when it was written
	// in between. A log without text is left out.
	SaveLetter(ctx context.Context, l Letter, log Activity) (Letter, error)
	// DueLetters lists the letters whose effect is to run at now, longest due first.
	DueLetters(ctx context.Context, now time.Time, limit int) ([]LetterID, error)
	// PutOffLetter makes what is due of a letter at now wait until then, and says why.
	PutOffLetter(ctx context.Context, id LetterID, now, until time.Time, why string) error
	// SaveOutcome moves a candidate to another stage of a job, with the reason in a, and
	// adds a letter about it unless that is nil, all or nothing. Letters about the stage
	// that they leave, of which nothing has left, are superseded.
	SaveOutcome(ctx context.Context, a Application, l *Letter, log Activity) (Application, Letter, error)
}
