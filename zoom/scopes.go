package zoom

import (
	"slices"
	"strings"
)

// Operation is something this program wants to do at Zoom.
type Operation string

// The operations that need a permission.
const (
	OperationCreate Operation = "create a meeting"
	OperationUpdate Operation = "update a meeting"
	OperationDelete Operation = "delete a meeting"
	OperationUser   Operation = "view your user"
	OperationRead   Operation = "read a meeting"
	OperationList   Operation = "list your meetings"
)

// Permission is a permission and what it is for.
type Permission struct {
	Operation Operation
	// Why tells a recruiter what it is for, in a few words after the operation's name.
	Why string
	// Without tells a recruiter what does not work without it.
	Without string
	// Scope is Zoom's granular name of the permission.
	Scope string
	// Required is false for permissions without which the program still does its work.
	Required bool

	// classic are the older names that include this permission.
	classic []string
}

// Permissions lists every permission, required ones first.
func Permissions() []Permission {
	return []Permission{
		{OperationCreate, "makes the Zoom meeting when you schedule", "Without it no interview can be scheduled on Zoom.",
			"meeting:write:meeting", true, []string{"meeting:write"}},
		{OperationUpdate, "moves that meeting when you reschedule", "Without it a rescheduled interview keeps its old time on Zoom.",
			"meeting:update:meeting", true, []string{"meeting:write"}},
		{OperationDelete, "removes that meeting when you cancel", "Without it a cancelled interview leaves its meeting behind on Zoom.",
			"meeting:delete:meeting", true, []string{"meeting:write"}},
		{OperationUser, "shows who is connected, and a 40-minute limit", "Without it neither the connected account nor its 40-minute limit can be shown.",
			"user:read:user", true, []string{"user:read", "user_info:read"}},
		{OperationRead, "checks that a change has arrived", "Without it a change cannot be verified on Zoom.",
			"meeting:read:meeting", false, []string{"meeting:read"}},
		{OperationList, "finds one whose answer was lost", "Without it a meeting whose confirmation was lost has to be looked up by hand.",
			"meeting:read:list_meetings", false, []string{"meeting:read"}},
	}
}

// Missing lists the permissions that the granted scopes do not include. Zoom's older classic names, the granular ones
// and the account-wide :admin variants of both all count.
func Missing(granted []string) []Permission {
	return slices.DeleteFunc(Permissions(), func(need Permission) bool { return need.in(granted) })
}

// Allows reports whether the granted scopes include an operation.
func Allows(granted []string, operation Operation) bool {
	return !slices.ContainsFunc(Missing(granted), func(need Permission) bool { return need.Operation == operation })
}

// AccountWide reports whether the grant reaches other users of the account, as an administrator's app does: then the
// host is addressed by e-mail.
func AccountWide(granted []string) bool {
	return slices.ContainsFunc(granted, func(scope string) bool {
		need, admin := strings.CutSuffix(scope, ":admin")
		return admin && (need == "meeting:write" || need == "meeting:write:meeting")
	})
}

func (n Permission) in(granted []string) bool {
	return slices.ContainsFunc(granted, func(scope string) bool {
		scope = strings.TrimSuffix(scope, ":admin")
		return scope == n.Scope || slices.Contains(n.classic, scope)
	})
}
