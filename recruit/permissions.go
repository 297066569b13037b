package recruit

import (
	"context"
	"errors"
	"slices"
	"strings"
)

// Operation is something that a connection needs a permission for. The values
// are the names of the Needs.
type Operation string

// The operations (R3).
const (
	ToCreateMeeting Operation = "create a meeting"
	ToUpdateMeeting Operation = "update a meeting"
	ToDeleteMeeting Operation = "delete a meeting"
	ToViewUser      Operation = "view your user"
	ToReadMeeting   Operation = "read a meeting"
	ToListMeetings  Operation = "list your meetings"
)

// permissions says which permissions are not among those granted.
type permissions interface {
	Missing(granted []string) []Permission
}

// Missing lists what was not granted. A provider that named no permission at
// all has said nothing about any of them.
func Missing(p permissions, granted []string) []Permission {
	if len(granted) == 0 {
		return nil
	}
	return p.Missing(granted)
}

// Able is nil when the connection has the permission for an operation, else
// ErrScope with the consequence and what to do.
func Able(p permissions, c Connection, what Operation) error {
	lacking := Missing(p, c.Scopes)
	i := slices.IndexFunc(lacking, func(n Permission) bool { return n.Name == string(what) })
	if i < 0 {
		return nil
	}
	n := lacking[i]
	return &Problem{Kind: ErrScope, Sentence: "Zoom did not grant permission to " + n.Name + " (" + n.Scope + "). " +
		strings.TrimSuffix(n.Without, ".") + "; connect Zoom again with it first (Settings, Other Integrations)."}
}

// NeedConnection refuses what needs Zoom where there is no connection (R1).
func NeedConnection() error {
	return &Problem{Kind: ErrRefused, Field: "platform", Cause: ErrNoConnection,
		Sentence: "Zoom is not connected; connect it in Settings, Other Integrations (recruitty zoom connect), or choose another platform."}
}

// permitted refuses a change of r that would call for something at Zoom that
// the connection is not permitted to do, before anything is saved.
func (s *Scheduling) permitted(ctx context.Context, r Record, plan []Effect) error {
	if s.Hosts == nil {
		return nil
	}
	for _, e := range plan {
		if e.ID != 0 {
			continue // called for already
		}
		what, known := map[EffectKind]Operation{ZoomCreate: ToCreateMeeting, ZoomUpdate: ToUpdateMeeting, ZoomDelete: ToDeleteMeeting}[e.Kind]
		if !known {
			continue
		}
		c, err := ConnectionFor(ctx, s.Store, r, e.Host)
		if errors.Is(err, ErrNotFound) || errors.Is(err, ErrRefused) {
			return nil // without a connection the work waits for one
		}
		if err != nil {
			return err
		}
		if err := Able(s.Hosts, c, what); err != nil {
			return err
		}
	}
	return nil
}

// Able reports whether what an interview needs at Zoom can be done: ToUpdateMeeting
// for Reschedule, ToDeleteMeeting for Cancel. Screens show the reason on the
// disabled action.
func (s *Scheduling) Able(ctx context.Context, r Record, what Operation) error {
	var plan []Effect
	switch what {
	case ToUpdateMeeting:
		plan = planZoomMoved(r, s.Now())
	case ToDeleteMeeting:
		plan = planCancelled(r, s.Now())
	default:
		if r.Interview.Platform == Zoom {
			plan = []Effect{{Kind: ZoomCreate}}
		}
	}
	return s.permitted(ctx, r, plan)
}

// unable is Able as a warning.
func (s *Scheduling) unable(ctx context.Context, r Record, what Operation) []Warning {
	if err := s.Able(ctx, r, what); err != nil {
		return []Warning{{Field: "platform", Sentence: Sentence(err)}}
	}
	return nil
}
