package recruit

import (
	"context"
	"errors"
	"fmt"
	"time"
)

// Kinds of problem that callers branch on with errors.Is. The first group is
// about what was asked for here.
var (
	// ErrInvalid is input that cannot be accepted as it is.
	ErrInvalid = errors.New("invalid input")
	// ErrNotFound is a thing that does not exist, or not for this person.
	ErrNotFound = errors.New("not found")
	// ErrRefused is a request that a rule of the product forbids (R1–R10).
	ErrRefused = errors.New("refused by a rule")
	// ErrStale is a change that was decided on an older version of the record.
	ErrStale = errors.New("changed by someone else meanwhile")
	// ErrTaken is a time that someone else has taken since it was looked at, see Agreed.
	ErrTaken = errors.New("taken by someone else meanwhile")
	// ErrDuplicate is a thing that exists already.
	ErrDuplicate = errors.New("already exists")
	// ErrStorage is a workspace that cannot be read or written now: a full
	// disk, a read-only folder, a lock that did not go away, a damaged file.
	ErrStorage = errors.New("workspace unavailable")
	// ErrDamaged is one record of which something stored cannot be understood.
	// It is ErrStorage too, but others can be read and written.
	ErrDamaged = errors.New("damaged record")
)

// The second group is how an outside service answered.
var (
	// ErrNoConnection means that no account is connected for this work.
	ErrNoConnection = errors.New("no connection")
	// ErrReconnect means that the credentials are dead and only a new
	// authorisation helps (R3).
	ErrReconnect = errors.New("reconnect needed")
	// ErrScope means that a permission was not granted (R3).
	ErrScope = errors.New("permission missing")
	// ErrGone means that the meeting does not exist at the provider.
	ErrGone = errors.New("gone at the provider")
	// ErrInProgress means that the meeting is running just now.
	ErrInProgress = errors.New("meeting in progress")
	// ErrLater means that nothing happened and that trying later may help.
	ErrLater = errors.New("try later")
	// ErrLost means that the answer was lost: it may have happened or not.
	ErrLost = errors.New("answer lost")
	// ErrRejected means that the service refused for good.
	ErrRejected = errors.New("rejected by the service")
	// ErrUnknownUser means that the provider does not know the host.
	ErrUnknownUser = errors.New("unknown user at the provider")
	// ErrNotSetUp means that a service was never configured here.
	ErrNotSetUp = errors.New("not set up")
	// ErrDeclined means that a person said no on the permission page.
	ErrDeclined = errors.New("declined")
	// ErrUnsupported means that the service does not offer this way.
	ErrUnsupported = errors.New("not offered by the service")
)

// Problem is an error that a recruiter can read: one sentence that says what
// happened, to what, and what to do next. Cause is for the log file.
type Problem struct {
	Kind     error  // one of the kinds above
	Field    string // the form field or flag at fault, "" when it is none
	Sentence string
	// RetryAt is when the service said that trying again makes sense.
	RetryAt time.Time
	// TrackingID is the provider's own name for the failed request.
	TrackingID string
	// MeetingID is a meeting that was left behind at the provider, 0 if none was.
	MeetingID int64
	Cause     error
}

// Error returns the sentence.
func (p *Problem) Error() string { return p.Sentence }

// Unwrap gives the kind and the cause to errors.Is and errors.As.
func (p *Problem) Unwrap() []error {
	if p.Cause == nil {
		return []error{p.Kind}
	}
	return []error{p.Kind, p.Cause}
}

// Invalid says that field holds something that cannot be accepted.
func Invalid(field, format string, args ...any) *Problem {
	return &Problem{Kind: ErrInvalid, Field: field, Sentence: fmt.Sprintf(format, args...)}
}

// Refused says which rule forbids what was asked for.
func Refused(format string, args ...any) *Problem {
	return &Problem{Kind: ErrRefused, Sentence: fmt.Sprintf(format, args...)}
}

// NotFound says that there is no such thing, and how to find the right one.
func NotFound(format string, args ...any) *Problem {
	return &Problem{Kind: ErrNotFound, Sentence: fmt.Sprintf(format, args...)}
}

// AboutOne reports whether err says something of the one item that it came from,
// so that others may well go right: not when the person went away, and not when
// the workspace itself cannot be used.
func AboutOne(ctx context.Context, err error) bool {
	return ctx.Err() == nil && (!errors.Is(err, ErrStorage) || errors.Is(err, ErrDamaged))
}

// FieldOf returns the field that err is about, or "".
func FieldOf(err error) string {
	var p *Problem
	if errors.As(err, &p) {
		return p.Field
	}
	return ""
}

// Reason returns the sentence of the outermost Problem in err, or else err's own
// words, for who can do something with them.
func Reason(err error) string {
	var p *Problem
	if errors.As(err, &p) {
		return p.Sentence
	}
	return err.Error()
}

// Sentence returns what a person should read of err: the sentence of the
// outermost Problem in it, or a general one that points to the log file.
func Sentence(err error) string {
	var p *Problem
	switch {
	case err == nil:
		return ""
	case errors.As(err, &p):
		return p.Sentence
	}
	return "Something went wrong inside recruitty; the log file in the workspace folder has the details."
}
