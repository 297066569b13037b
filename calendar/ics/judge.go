package ics

import "recruitty/recruit/busy"

// judge says what the time of an entry is.
//
// An invitation that is not answered yet (NEEDS-ACTION) is busy: calendars show it in
// its place, and whoever sent it counts on that hour. One that was delegated is soft:
// someone else should go, but it is still there.
func (d *draft) judge() busy.State {
	switch {
	case d.status == "CANCELLED", d.part == "DECLINED":
		return busy.Free
	}
	state := busy.Busy
	switch d.busyStatus {
	case "FREE", "WORKINGELSEWHERE":
		// Whoever works elsewhere can be met, as Microsoft's own calendar has it.
		return busy.Free
	case "TENTATIVE":
		state = busy.Soft
	case "BUSY", "OOF":
	default:
		if d.transp == "TRANSPARENT" {
			return busy.Free
		}
	}
	if d.status == "TENTATIVE" || d.part == "TENTATIVE" || d.part == "DELEGATED" || d.soft {
		state = busy.Soft
	}
	return state
}
