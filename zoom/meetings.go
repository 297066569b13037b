package zoom

import (
	"context"
	"net/http"
	"strconv"
	"time"
)

// CreateMeeting creates a scheduled meeting for the host, Me or an e-mail.
//
// It must not be repeated after ErrLost: look the meeting up first with FindMeeting. If Zoom made something else than
// was asked for, the error is ErrProtocol and the returned Meeting carries its id, so that it can be deleted.
func (c *Client) CreateMeeting(ctx context.Context, host string, request MeetingRequest) (Meeting, error) {
	user, err := userPath(host)
	if err != nil {
		return Meeting{}, err
	}
	body, err := request.body(c.clock())
	if err != nil {
		return Meeting{}, err
	}
	answer, err := c.do(ctx, call{
		operation: "meeting.create", method: http.MethodPost, path: user + "/meetings", body: body, onUser: true,
	})
	if err != nil {
		return Meeting{}, err
	}
	meeting, ok := parseMeeting(answer.body)
	if !ok {
		return Meeting{}, unreadable(answer, true)
	}
	if fault := meeting.differs(request); fault != "" {
		return meeting, &Error{Kind: ErrProtocol, Status: answer.status, TrackingID: answer.trackingID(), Message: fault}
	}
	return meeting, nil
}

// differs says in what a created meeting is not what was asked for. A field that Zoom left out is no difference, but
// a meeting of which neither the type nor the start is known cannot be trusted.
func (m Meeting) differs(request MeetingRequest) string {
	wanted := request.Start.Truncate(time.Second)
	switch {
	case m.JoinURL == "":
		return "Zoom created the meeting without a usable join link; create it again."
	case m.Type != 0 && m.Type != typeScheduled, m.Type == 0 && m.Start.IsZero():
		return "Zoom created another kind of meeting than a scheduled one; create it again."
	case !m.Start.IsZero() && !m.Start.Equal(wanted):
		return "Zoom created the meeting at another time than asked for; create it again."
	}
	return ""
}

// UpdateMeeting moves a meeting: start, duration and zone, nothing else. It may be repeated. A nil error means that
// Zoom accepted it; read the meeting back and compare with Meeting.Matches to know that it was done.
func (c *Client) UpdateMeeting(ctx context.Context, id int64, change MeetingChange) error {
	body, err := change.body(c.clock())
	if err != nil {
		return err
	}
	_, err = c.do(ctx, call{operation: "meeting.update", method: http.MethodPatch, path: meetingPath(id), body: body})
	return err
}

// GetMeeting reads a meeting, or returns ErrGone.
func (c *Client) GetMeeting(ctx context.Context, id int64) (Meeting, error) {
	answer, err := c.do(ctx, call{operation: "meeting.get", method: http.MethodGet, path: meetingPath(id)})
	if err != nil {
		return Meeting{}, err
	}
	meeting, ok := parseMeeting(answer.body)
	if !ok || meeting.ID != id {
		return Meeting{}, unreadable(answer, false)
	}
	return meeting, nil
}

// DeleteMeeting deletes a meeting. It may be repeated: ErrGone is as good as success.
func (c *Client) DeleteMeeting(ctx context.Context, id int64) error {
	_, err := c.do(ctx, call{operation: "meeting.delete", method: http.MethodDelete, path: meetingPath(id)})
	return err
}

func meetingPath(id int64) string { return "/meetings/" + strconv.FormatInt(id, 10) }
