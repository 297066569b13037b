package recruit

import (
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
