package zoom

import (
	"slices"
	"strings"

	"recruitty/recruit"
)

// What this program wants to do at Zoom and needs a permission for.
const (
	toCreate = "create a meeting"
	toUpdate = "update a meeting"
	toDelete = "delete a meeting"
	toUser   = "view your user"
	toRead   = "read a meeting"
	toList   = "list your meetings"
)

// Permissions lists every permission, required ones first.
func Permissions() []recruit.Permission {
	return []recruit.Permission{
		{Name: toCreate, Why: "makes the Zoom meeting when you schedule", Without: "Without it no interview can be scheduled on Zoom.",
			Scope: "meeting:write:meeting", Required: true},
		{Name: toUpdate, Why: "moves that meeting when you reschedule", Without: "Without it a rescheduled interview keeps its old time on Zoom.",
			Scope: "meeting:update:meeting", Required: true},
		{Name: toDelete, Why: "removes that meeting when you cancel", Without: "Without it a cancelled interview leaves its meeting behind on Zoom.",
			Scope: "meeting:delete:meeting", Required: true},
		{Name: toUser, Why: "shows who is connected, and a 40-minute limit", Without: "Without it neither the connected account nor its 40-minute limit can be shown.",
			Scope: "user:read:user", Required: true},
		{Name: toRead, Why: "checks that a change has arrived", Without: "Without it a change cannot be verified on Zoom.",
			Scope: "meeting:read:meeting"},
		{Name: toList, Why: "finds one whose answer was lost", Without: "Without it a meeting whose confirmation was lost has to be looked up by hand.",
			Scope: "meeting:read:list_meetings"},
	}
}

// classic are the older names of permissions that include a need.
func classic(need recruit.Permission) []string {
	switch need.Name {
	case toUser:
		return []string{"user:read", "user_info:read"}
	case toRead, toList:
		return []string{"meeting:read"}
	}
	return []string{"meeting:write"}
}

// Missing lists the permissions that the granted scopes do not include. Zoom's older classic names, the granular ones
// and the account-wide :admin variants of both all count.
func Missing(granted []string) []recruit.Permission {
	return slices.DeleteFunc(Permissions(), func(need recruit.Permission) bool {
		return slices.ContainsFunc(granted, func(scope string) bool {
			scope = strings.TrimSuffix(scope, ":admin")
			return scope == need.Scope || slices.Contains(classic(need), scope)
		})
	})
}

// Allows reports whether the granted scopes include what a need has as its name.
func Allows(granted []string, name string) bool {
	return !slices.ContainsFunc(Missing(granted), func(need recruit.Permission) bool { return need.Name == name })
}

// accountWide reports whether the grant reaches other users of the account, as an administrator's app does: then the
// host is addressed by e-mail.
func accountWide(granted []string) bool {
	return slices.ContainsFunc(granted, func(scope string) bool {
		need, admin := strings.CutSuffix(scope, ":admin")
		return admin && (need == "meeting:write" || need == "meeting:write:meeting")
	})
}
