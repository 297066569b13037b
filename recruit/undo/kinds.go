package undo

import "slices"

// Way is how a kind of change is taken back.
type Way int

// The ways.
const (
	// ByUndo is u on the record, for as long as recruit.KeptChanges.
	ByUndo Way = iota
	// ByInterview is u on the interview, while nothing of the change has left; how it
	// went, without end. After that it is changed again, and everybody is told.
	ByInterview
	// ByAgain is a further change of the same kind; the log has the old value.
	ByAgain
	// Fact is no change by a person here: what someone outside did, or what the
	// program has seen or done.
	Fact
	// Final cannot be taken back.
	Final
)

// Kind is a kind of line of the log, and how what it tells is taken back.
type Kind struct {
	Action string // as Activity has it
	Way    Way
	// By is the command that makes the further change, or the reason why there is none.
	By string
}

// Kinds are all kinds of lines that the program writes. A test holds that: whoever adds
// a kind says here how it is taken back.
func Kinds() []Kind {
	return slices.Concat(
		kinds(ByUndo, "candidate undo", "candidate.added", "candidate.changed", "candidate.salary", "candidate.fields", "candidate.linked", "candidate.unlinked", "candidate.moved", "candidate.moved_on",
			"candidate.advanced", "candidate.rejected", "candidate.noted", "candidate.note_changed", "candidate.note_removed", "candidate.file_added", "candidate.file_removed", "candidate.mailed"),
		kinds(ByUndo, "job undo", "job.added", "job.changed", "job.closed", "job.reopened", "job.file_added", "job.file_removed"),
		kinds(ByInterview, "interview undo", "interview.scheduled", "interview.rescheduled", "interview.cancelled", "interview.regrouped", "interview.completed", "interview.no_show", "interview.asked"),
		kinds(ByAgain, "interview undo", "interview.undone", "interview.ask_undone"),
		kinds(ByAgain, "interview take-over", "interview.taken_over"),
		kinds(ByAgain, "interview answer", "interview.answer_noted"),
		kinds(ByAgain, "heal", "interview.kept", "interview.kept_no_more"),
		kinds(ByAgain, "zoom", "interview.host", "interview.relinked", "interview.moved_back", "zoom.resolved"),
		kinds(ByAgain, "candidate move", "candidate.outcome_undone"),
		kinds(ByAgain, "candidate edit", "candidate.undone"),
		kinds(ByAgain, "job edit", "job.undone"),
		kinds(ByAgain, "candidate mail", "candidate.mail_withdrawn"),
		kinds(ByAgain, "offer send", "offer.sent", "offer.renewed", "offer.restored", "offer.withdrawn", "offer.seen"),
		kinds(ByAgain, "score", "scorecard.given", "scorecard.changed", "scorecard.withdrawn"),
		kinds(ByAgain, "candidate move", "debrief.decided"),
		kinds(ByAgain, "member add", "member.removed", "member.inbox_removed"),
		kinds(ByAgain, "calendar settings", "calendar.settings"),
		kinds(ByAgain, "interview reply", "interview.answer_accepted", "interview.answer_dismissed", "interview.delegate_refused", "interview.proposal_refused"),
		kinds(ByAgain, "score form", "form.changed"),
		kinds(ByAgain, "score guide", "guide.changed"),
		kinds(ByAgain, "loop", "plan.added", "plan.changed", "plan.removed", "plan.restored"),
		kinds(ByAgain, "pool", "pool.added", "pool.changed", "pool.removed", "pool.restored", "pool.member_set", "pool.member_removed"),
		kinds(ByAgain, "member edit", "member.added", "member.changed", "member.key_added", "member.key_removed", "member.joined"),
		kinds(ByAgain, "member invite", "member.invited", "member.uninvited"),
		kinds(ByAgain, "hours", "hours.changed", "hours.workspace"),
		kinds(ByAgain, "workspace", "settings.changed", "template.changed"),
		kinds(ByAgain, "mail", "mail.changed", "mail.connect", "mail.disconnect"),
		kinds(ByAgain, "calendar connect", "calendar.connected", "calendar.disconnected"),
		kinds(ByAgain, "zoom connect", "zoom.connected", "zoom.disconnected", "zoom.taken_over"),
		kinds(ByAgain, "import", "import.begun", "import.done", "import.stopped", "interview.imported"),
		kinds(Fact, "It was done by someone outside.", "offer.taken", "offer.lost", "offer.moved", "offer.called_off", "offer.none_suits", "offer.refreshed", "offer.proposed", "offer.entry_answered",
			"offer.mail_automatic", "offer.mail_doubted", "offer.mail_taken", "offer.mail_waits",
			"interview.answered", "interview.organiser_answered", "interview.answer_doubted", "interview.answer_unplaced", "interview.mail_came",
			"mail.came_back", "mail.letter_came_back", "scorecard.mail_doubted", "scorecard.mail_empty", "scorecard.mail_older", "scorecard.mail_unfinished"),
		kinds(Fact, "An email that has been sent cannot be called back.", "mail.invite", "mail.update", "mail.cancel", "mail.reminder", "mail.refusal", "mail.sheet", "mail.feedback", "mail.ask", "mail.outcome", "mail.message", "mail.offer", "mail.hold", "mail.hold_end",
			"offer.reminded", "offer.sent_again", "offer.changed", "offer.hopeless"),
		kinds(Fact, "The outbox did it for a decision; undo the decision itself.", "mail.dropped", "mail.failed", "mail.given_up", "effect.failed", "effect.held", "effect.given_up",
			"zoom.created", "zoom.updated", "zoom.deleted", "zoom.left_behind"),
		kinds(Fact, "It is only what the program has observed.", "mail.reconnect", "calendar.reconnect", "zoom.reconnect", "zoom.seen", "offer.released"),
		kinds(Final, "Zoom has deleted the meeting.", "zoom.orphan_deleted"),
		kinds(Final, "What was erased no longer exists.", "candidate.erased"),
		kinds(Final, "The content was wiped at once, as requested.", "candidate.file_wiped", "job.file_wiped"),
		kinds(Final, "The workspace from before lies beside this one until it is removed.", "workspace.restored"),
		kinds(Final, "An import that was undone can be imported again from its file.", "import.undone"),
	)
}

// kinds are those of one way.
func kinds(way Way, by string, actions ...string) []Kind {
	all := make([]Kind, len(actions))
	for n, action := range actions {
		all[n] = Kind{action, way, by}
	}
	return all
}
