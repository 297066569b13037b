package zoom

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"strings"
	"time"

	"recruitty/recruit"
)

// CreateMeeting implements recruit.Meetings.
func (p *Provider) CreateMeeting(ctx context.Context, via recruit.Connection, d recruit.MeetingDraft) (recruit.Meeting, error) {
	s, err := p.open(ctx, via)
	if err != nil {
		return recruit.Meeting{}, problem(err)
	}
	m, err := s.CreateMeeting(ctx, host(via, d.Host), d)
	p.count(ctx, via, d.Host, err)
	switch {
	case err == nil:
		return domainMeeting(m, via), nil
	case m.ID != 0:
		return recruit.Meeting{}, leftBehind(m, err)
	case errors.Is(err, ErrUnknownUser):
		return recruit.Meeting{}, unknownHost(via, d.Host, err)
	}
	return recruit.Meeting{}, s.problem(ctx, err)
}

// leftBehind is the failure when Zoom made another meeting than asked for and
// kept it. It counts as lost: the meeting has the reference, so that looking it
// up finds it, and FindMeeting removes it before another one is made.
func leftBehind(m Meeting, err error) error {
	p := &recruit.Problem{Kind: recruit.ErrLost, MeetingID: m.ID, Cause: err,
		Sentence: fmt.Sprintf("Zoom made another meeting than asked for (%d) and did not let it be deleted; that is tried again.", m.ID)}
	var z *Error
	if errors.As(err, &z) {
		p.TrackingID = z.TrackingID
	}
	return p
}

// unknownHost says which host Zoom does not know, and who can host instead.
func unknownHost(via recruit.Connection, email string, err error) error {
	who, instead := "the connected user", "connect Zoom again"
	if email != "" {
		who, instead = email, "ask the administrator of the Zoom account to add this user"
		if via.UserEmail != "" && !strings.EqualFold(via.UserEmail, email) {
			instead = "let " + via.UserEmail + " host, or " + instead
		}
	}
	p := &recruit.Problem{Kind: recruit.ErrUnknownUser, Field: "host", Cause: err,
		Sentence: fmt.Sprintf("Zoom does not know %s in the connected account, so no meeting was created; %s.", who, instead)}
	var z *Error
	if errors.As(err, &z) {
		p.TrackingID = z.TrackingID
	}
	return p
}

// FindMeeting implements recruit.Meetings. The list knows no passcode, so the
// meeting that is found is read whole where that is permitted. One that is not
// as asked for was never told to anybody: it is deleted, and then there is none.
func (p *Provider) FindMeeting(ctx context.Context, via recruit.Connection, d recruit.MeetingDraft) (recruit.Meeting, error) {
	s, err := p.open(ctx, via)
	if err != nil {
		return recruit.Meeting{}, problem(err)
	}
	if !permits(via, toList) {
		return recruit.Meeting{}, problem(&Error{Kind: ErrScope, Message: "Zoom did not grant permission to list meetings, so that this one cannot be looked up."})
	}
	m, found, err := s.FindMeeting(ctx, host(via, d.Host), d.Reference)
	switch {
	case err != nil:
		return recruit.Meeting{}, s.problem(ctx, err)
	case !found:
		return recruit.Meeting{}, &recruit.Problem{Kind: recruit.ErrGone, Sentence: "Zoom has no meeting for this interview."}
	}
	if permits(via, toRead) {
		if whole, err := s.GetMeeting(ctx, m.ID); err == nil {
			m = whole
		}
	}
	switch {
	case m.JoinURL == "" && (m.Type == 0 || m.Type == typeScheduled):
		return recruit.Meeting{}, &recruit.Problem{Kind: recruit.ErrLater, Sentence: "Zoom has the meeting but did not say its link; it is asked again."}
	case m.differs(d) == "":
		return domainMeeting(m, via), nil
	}
	if err := s.DeleteMeeting(ctx, m.ID); err != nil && !errors.Is(err, ErrGone) {
		return recruit.Meeting{}, s.problem(ctx, err)
	}
	return recruit.Meeting{}, &recruit.Problem{Kind: recruit.ErrGone, Sentence: "Zoom had another meeting than asked for, which was deleted."}
}

// UpdateMeeting implements recruit.Meetings. Zoom confirms changes that it
// silently ignored, so the meeting is read back where Zoom lets it be read; where
// it does not, its confirmation has to do.
func (p *Provider) UpdateMeeting(ctx context.Context, via recruit.Connection, id int64, d recruit.MeetingDraft) error {
	s, err := p.open(ctx, via)
	if err != nil {
		return problem(err)
	}
	err = s.UpdateMeeting(ctx, id, d)
	p.count(ctx, via, d.Host, err)
	if err != nil {
		return s.problem(ctx, err)
	}
	if !permits(via, toRead) {
		return nil
	}
	m, err := s.GetMeeting(ctx, id)
	switch {
	case errors.Is(err, ErrScope), errors.Is(err, ErrRejected):
		return nil
	case err != nil:
		return s.problem(ctx, err)
	case !m.Matches(d):
		return &recruit.Problem{Kind: recruit.ErrLater, Sentence: fmt.Sprintf("Zoom confirmed the change of meeting %d but still shows the old time; it is told again.", id)}
	}
	return nil
}

// DeleteMeeting implements recruit.Meetings.
func (p *Provider) DeleteMeeting(ctx context.Context, via recruit.Connection, id int64) error {
	s, err := p.open(ctx, via)
	if err != nil {
		return problem(err)
	}
	if err := s.DeleteMeeting(ctx, id); err != nil && !errors.Is(err, ErrGone) {
		return s.problem(ctx, err)
	}
	return nil
}

// permits reports whether Zoom granted an operation; a connection of which Zoom
// named no permission may find out.
func permits(via recruit.Connection, name string) bool {
	return len(via.Scopes) == 0 || Allows(via.Scopes, name)
}

// count adds a create or update to those of its host today, if Zoom may have
// taken it. That Zoom takes no more until midnight is taken at its word.
func (p *Provider) count(ctx context.Context, via recruit.Connection, email string, err error) {
	now, n := p.options.Now(), 1
	var z *Error
	switch {
	case err == nil, errors.Is(err, ErrLost), errors.Is(err, ErrProtocol):
	case !errors.As(err, &z), z.Status == 0, z.Status == http.StatusUnauthorized, errors.Is(err, ErrReconnect):
		return
	case errors.Is(err, ErrLater):
		midnight := now.UTC().Truncate(24 * time.Hour).Add(24 * time.Hour)
		if z.Status != http.StatusTooManyRequests || !z.RetryAt.Equal(midnight) {
			return
		}
		n = recruit.CallsPerDay
	}
	if err := p.options.Vault.AddCalls(context.WithoutCancel(ctx), via.HostOf(email), now, n); err != nil && p.options.Log != nil {
		p.options.Log.Warn("zoom call not counted", "error", err)
	}
}

// host addresses a user of the connection's account. With a user's own access
// Zoom wants no name.
func host(via recruit.Connection, email string) string {
	if email == "" || via.Kind == recruit.UserApp || via.Kind == "" {
		return Me
	}
	return email
}

func domainMeeting(m Meeting, via recruit.Connection) recruit.Meeting {
	out := recruit.Meeting{ID: m.ID, JoinURL: m.JoinURL, Passcode: m.Passcode, HostEmail: m.Host, ConnectionID: via.ID}
	if out.HostEmail == "" && via.Kind == recruit.UserApp {
		out.HostEmail = via.UserEmail
	}
	return out
}
