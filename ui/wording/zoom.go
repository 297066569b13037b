package wording

import (
	"recruitty/recruit"
	"recruitty/recruit/accounts"
	"recruitty/ui/text"
)

// Account is through whom Zoom is reached, in a few words.
func Account(z accounts.ZoomStatus) string {
	switch z.State {
	case recruit.NotConnected:
		return "not connected"
	case recruit.ReauthRequired:
		return "to be connected again"
	}
	who := text.Line(z.Connection.UserEmail)
	if who == "" {
		who = "connected"
	}
	return who + ", " + Plan(z.Connection.Plan)
}

// Plan is a plan as people say it; an unknown one is "plan unknown", never "no
// limit" (R10).
func Plan(p recruit.Plan) string {
	switch p {
	case recruit.PlanBasic:
		return "Basic"
	case recruit.PlanLicensed:
		return "Licensed"
	}
	return "plan unknown"
}

// Permission is a permission with its reason (R3).
func Permission(n recruit.Permission) string {
	name := n.Name
	if !n.Required {
		name += " (optional)"
	}
	return name + ": " + text.Line(n.Why)
}

// Lack is a permission that was not granted, with what will not work.
func Lack(n recruit.Permission) string { return recruit.Capital(n.Name) + ". " + text.Line(n.Without) }
