package zoom_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"recruitty/recruit"
	"recruitty/zoom/zoomsim"
)

// Every answer that Zoom is known to give arrives in the domain as one kind of
// problem with a sentence, and with the moment and the tracking id if Zoom said
// them (developers.zoom.us, "Errors" of each call and "Rate limits").
func TestProviderProblems(t *testing.T) {
	t.Parallel()
	const create, update, remove, read, list = "meeting.create", "meeting.update", "meeting.delete", "meeting.get", "meeting.list"
	midnight := time.Date(2026, time.November, 23, 0, 0, 0, 0, time.UTC)
	zoomSays := func(status, code int, message string) zoomsim.Fault {
		body, err := json.Marshal(map[string]any{"code": code, "message": message})
		if err != nil {
			t.Fatal(err)
		}
		return zoomsim.Fault{Do: "reply", Status: status, Body: body}
	}
	for _, test := range []struct {
		on    string // the operation that answers so
		name  string
		fault zoomsim.Fault
		kind  error // nil: the call succeeds all the same
		says  string
		retry time.Time
	}{
		{create, "validation", zoomSays(400, 300, "Validation Failed."), recruit.ErrRejected, "Validation Failed.", time.Time{}},
		{create, "cannot schedule for", zoomSays(400, 3000, "You cannot schedule a meeting for x."), recruit.ErrRejected, "cannot schedule", time.Time{}},
		{create, "may not host", zoomSays(400, 3161, "Not allowed."), recruit.ErrRejected, "may not host", time.Time{}},
		{create, "user unknown", zoomSays(404, 1001, "User does not exist."), recruit.ErrUnknownUser, "does not know", time.Time{}},
		{create, "user unknown, 3001", zoomSays(404, 3001, "User does not exist."), recruit.ErrUnknownUser, "does not know", time.Time{}},
		{create, "user of another account", zoomSays(400, 1010, "User not found."), recruit.ErrUnknownUser, "does not know", time.Time{}},
		{create, "invalid user", zoomSays(400, 1120, "Invalid user."), recruit.ErrUnknownUser, "does not know", time.Time{}},
		{create, "no permission", zoomSays(400, 200, "Only available for paid account."), recruit.ErrRejected, "paid account", time.Time{}},
		{create, "wrong path", zoomSays(404, 2300, "Not recognized."), recruit.ErrRejected, "address", time.Time{}},
		{create, "scope", zoomSays(400, 4711, "Invalid access token, does not contain scopes:[meeting:write:meeting]."), recruit.ErrScope, "meeting:write:meeting", time.Time{}},
		{create, "scope, older number", zoomSays(401, 104, "Invalid access token, does not contain scopes:[meeting:write]."), recruit.ErrScope, "meeting:write", time.Time{}},
		{create, "expired once", zoomsim.Fault{Do: "expired"}, nil, "", time.Time{}},
		{create, "expired for ever", zoomsim.Fault{Do: "expired", Times: -1}, recruit.ErrReconnect, "Connect again", time.Time{}},
		{create, "revoked elsewhere", func() zoomsim.Fault { f := zoomSays(401, 4741, "Revoked."); f.Times = -1; return f }(), recruit.ErrReconnect, "Connect again", time.Time{}},
		{create, "app disabled", zoomSays(400, 4717, "App disabled."), recruit.ErrReconnect, "switched the app off", time.Time{}},
		{create, "per second", zoomsim.Fault{Do: "rate-second"}, recruit.ErrLater, "no more requests", noon.Add(time.Second)},
		{create, "per day", zoomsim.Fault{Do: "rate-day"}, recruit.ErrLater, "no more requests", midnight},
		{create, "100 a day", zoomsim.Fault{Do: "rate-host"}, recruit.ErrLater, "100 meeting changes", midnight},
		{create, "fault", zoomSays(500, 0, "Oops."), recruit.ErrLost, "not known", time.Time{}},
		{create, "page", zoomsim.Fault{Do: "html"}, recruit.ErrLost, "not known", time.Time{}},
		{create, "answer lost", zoomsim.Fault{Do: "drop-after-effect"}, recruit.ErrLost, "lost", time.Time{}},
		{update, "validation", zoomSays(400, 300, "Validation Failed."), recruit.ErrRejected, "Validation Failed.", time.Time{}},
		{update, "cannot", zoomSays(400, 3000, "You cannot do that."), recruit.ErrRejected, "cannot do that", time.Time{}},
		{update, "may not host", zoomSays(400, 3161, "Not allowed."), recruit.ErrRejected, "may not host", time.Time{}},
		{update, "gone", zoomSays(404, 3001, "Meeting does not exist: 1."), recruit.ErrGone, "no longer on Zoom", time.Time{}},
		{update, "404 of something else", zoomSays(404, 0, ""), recruit.ErrLost, "not known", time.Time{}},
		{update, "not the host", zoomSays(400, 3003, "Not host."), recruit.ErrRejected, "not the host", time.Time{}},
		{update, "page", zoomsim.Fault{Do: "html"}, recruit.ErrLost, "not known", time.Time{}},
		{update, "silently ignored", zoomsim.Fault{Do: "reply", Status: 204}, recruit.ErrLater, "still shows the old time", time.Time{}},
		{remove, "in progress", zoomSays(400, 3002, "In progress."), recruit.ErrInProgress, "running", time.Time{}},
		{remove, "gone already", zoomSays(404, 3001, "Meeting does not exist: 1."), nil, "", time.Time{}},
		{remove, "404 of something else", zoomSays(404, 2300, "Not recognized."), recruit.ErrRejected, "address", time.Time{}},
		{remove, "404 page", zoomsim.Fault{Do: "html", Status: 404}, recruit.ErrLost, "not known", time.Time{}},
		{remove, "not the host", zoomSays(400, 3003, "Not host."), recruit.ErrRejected, "not the host", time.Time{}},
		{remove, "ended", zoomSays(400, 3007, "Ended."), recruit.ErrRejected, "ended", time.Time{}},
		{remove, "personal meeting", zoomSays(400, 3018, "PMI."), recruit.ErrRejected, "personal", time.Time{}},
		{remove, "personal audio", zoomSays(400, 3037, "PAC."), recruit.ErrRejected, "personal", time.Time{}},
		{remove, "cannot", zoomSays(400, 3000, "Cannot."), recruit.ErrRejected, "Cannot.", time.Time{}},
		{remove, "scope", zoomSays(400, 4711, "does not contain scopes:[meeting:delete:meeting]"), recruit.ErrScope, "meeting:delete:meeting", time.Time{}},
		{read, "gone", zoomSays(404, 3001, "Meeting does not exist: 1."), recruit.ErrGone, "no longer on Zoom", time.Time{}},
		{read, "cannot", zoomSays(400, 3000, "Cannot."), recruit.ErrRejected, "Cannot.", time.Time{}},
		{read, "page", zoomsim.Fault{Do: "html"}, recruit.ErrLater, "trouble", time.Time{}},
		{list, "scope", zoomSays(400, 4711, "does not contain scopes:[meeting:read:list_meetings]"), recruit.ErrScope, "list_meetings", time.Time{}},
		{list, "page", zoomsim.Fault{Do: "html"}, recruit.ErrLater, "trouble", time.Time{}},
	} {
		t.Run(fmt.Sprintf("%s/%s", test.on, test.name), func(t *testing.T) {
			t.Parallel()
			o := newOffice(t, zoomsim.Options{}, publicApp)
			via := o.connect()
			ctx, draft := t.Context(), o.draft()
			m, err := o.provider.CreateMeeting(ctx, via, draft)
			if err != nil {
				t.Fatal(err)
			}
			test.fault.Operation = test.on
			o.fault(test.fault)
			moved := draft
			moved.Start = moved.Start.Add(time.Hour)
			switch test.on {
			case create:
				_, err = o.provider.CreateMeeting(ctx, via, draft)
			case update:
				err = o.provider.UpdateMeeting(ctx, via, m.ID, moved)
			case remove:
				err = o.provider.DeleteMeeting(ctx, via, m.ID)
			case read:
				_, err = o.provider.Sight(ctx, via, m.ID)
			case list:
				_, err = o.provider.FindMeeting(ctx, via, draft)
			}
			if test.kind == nil {
				if err != nil {
					t.Errorf("error %v", err)
				}
				return
			}
			var p *recruit.Problem
			if !errors.As(err, &p) || p.Kind != test.kind {
				t.Fatalf("error %v, want %v", err, test.kind)
			}
			if !strings.Contains(p.Sentence, test.says) || !strings.HasSuffix(p.Sentence, ".") && test.fault.Body == nil {
				t.Errorf("sentence %q, want one with %q", p.Sentence, test.says)
			}
			if !p.RetryAt.Equal(test.retry) {
				t.Errorf("retry at %v, want %v", p.RetryAt, test.retry)
			}
			last := o.sim.Requests()[len(o.sim.Requests())-1]
			if test.fault.Do == "reply" && test.fault.Body != nil && (p.TrackingID == "" || p.TrackingID != last.TrackingID) {
				t.Errorf("tracking id %q, want %q", p.TrackingID, last.TrackingID)
			}
			if c := o.state(via.ID); (c.State == recruit.ReauthRequired) != (test.kind == recruit.ErrReconnect) {
				t.Errorf("state = %s", c.State)
			}
			o.silent(via.ID)
		})
	}
}

// What Zoom confirmed is done, also where it then does not let the meeting be
// read; what it did not let be read for the moment is looked at again.
func TestChangeThatCannotBeChecked(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		status int
		body   string
		kind   error
	}{
		"refused":       {400, `{"code":3000,"message":"Cannot."}`, nil},
		"may not host":  {400, `{"code":3161,"message":"Not allowed."}`, nil},
		"no permission": {400, `{"code":4711,"message":"does not contain scopes:[meeting:read:meeting]"}`, nil},
		"trouble":       {503, `{}`, recruit.ErrLater},
		"gone":          {404, `{"code":3001,"message":"Meeting does not exist: 1."}`, recruit.ErrGone},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			o := newOffice(t, zoomsim.Options{}, publicApp)
			via := o.connect()
			m, err := o.provider.CreateMeeting(t.Context(), via, o.draft())
			if err != nil {
				t.Fatal(err)
			}
			o.fault(zoomsim.Fault{Operation: "meeting.get", Do: "reply", Status: test.status, Body: []byte(test.body)})
			moved := o.draft()
			moved.Start = moved.Start.Add(time.Hour)
			if err := o.provider.UpdateMeeting(t.Context(), via, m.ID, moved); !errors.Is(err, test.kind) {
				t.Errorf("update: %v, want %v", err, test.kind)
			}
			if got := o.meetings(1)[0]; !got.Start.Equal(moved.Start) {
				t.Errorf("at Zoom on %s", got.Start)
			}
		})
	}
}
