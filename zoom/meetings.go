package zoom

import (
	"context"
	"errors"
	"net/http"
	"strconv"
	"time"

	"recruitty/recruit"
)

// CreateMeeting creates a scheduled meeting for the host, Me or an e-mail.
//
// It must not be repeated after ErrLost: look the meeting up first with FindMeeting. If Zoom made something else than
// was asked for, that is deleted again and the error is ErrProtocol; the returned Meeting then has an id only if the
// deletion was not confirmed. Its kind is ErrProtocol alone, so that nobody takes it for a lost create.
func (c *Client) CreateMeeting(ctx context.Context, host string, request recruit.MeetingDraft) (Meeting, error) {
	user, err := userPath(host)
	if err != nil {
		return Meeting{}, err
	}
	body, err := requestBody(request, c.clock())
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
	fault := meeting.differs(request)
	if fault != "" && meeting.vague() {
		// The meeting may be as wanted and only the reply incomplete.
		if read, err := c.GetMeeting(ctx, meeting.ID); err == nil {
			meeting, fault = read, read.differs(request)
		}
	}
	if fault == "" {
		return meeting, nil
	}
	failed := &Error{Kind: ErrProtocol, Status: answer.status, TrackingID: answer.trackingID()}
	if err := c.DeleteMeeting(ctx, meeting.ID); err != nil && !errors.Is(err, ErrGone) {
		failed.Message = fault + " It could not be deleted again; delete it in Zoom."
		return meeting, failed
	}
	failed.Message = fault + " It was deleted again; try once more."
	return Meeting{}, failed
}

// vague reports whether a reply lacks what is needed to judge the meeting.
func (m Meeting) vague() bool { return m.JoinURL == "" || (m.Type == 0 && m.Start.IsZero()) }

// differs says in what a created meeting is not what was asked for. A field that Zoom left out is no difference, but
// a meeting of which neither the type nor the start is known cannot be trusted.
func (m Meeting) differs(request recruit.MeetingDraft) string {
	wanted := request.Start.Truncate(time.Second)
	switch {
	case m.JoinURL == "":
		return "Zoom created the meeting without a usable join link."
	case m.Type != 0 && m.Type != typeScheduled, m.Type == 0 && m.Start.IsZero():
		return "Zoom created another kind of meeting than a scheduled one."
	case !m.Start.IsZero() && !m.Start.Equal(wanted):
		return "Zoom created the meeting at another time than asked for."
	}
	return ""
}

// UpdateMeeting moves a meeting: start, duration and zone, nothing else; what is zero stays as it is. It may be repeated. A nil error means that
// Zoom accepted it; read the meeting back and compare with Meeting.Matches to know that it was done.
func (c *Client) UpdateMeeting(ctx context.Context, id int64, change recruit.MeetingDraft) error {
	body, err := changeBody(change, c.clock())
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
