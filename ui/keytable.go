package ui

import (
	"slices"

	"recruitty/ui/board"
	"recruitty/ui/bulk"
	many "recruitty/ui/bulk/people"
	"recruitty/ui/candidates"
	"recruitty/ui/connect"
	"recruitty/ui/forms"
	"recruitty/ui/importing"
	"recruitty/ui/interviews"
	"recruitty/ui/jobs"
	"recruitty/ui/mails"
	"recruitty/ui/offers"
	"recruitty/ui/outbox"
	"recruitty/ui/plans"
	"recruitty/ui/reports"
	"recruitty/ui/scorecards"
	"recruitty/ui/settings"
	"recruitty/ui/shell"
	"recruitty/ui/today"
	"recruitty/ui/views"
	"recruitty/ui/week"
)

// KeySection is one part of the table of keys.
type KeySection struct {
	Name    string
	Actions []shell.Action
	Lead    lead // how the palette gets there
}

// KeyTable is everything that has a key, by section: the palette finds it there,
// and docs/keys.md is written from it. A screen's file has the table of its actions
// and adds it here.
func KeyTable() []KeySection {
	table := []KeySection{
		{"Everywhere", new(shell.App).Everywhere(), nil},
		{"Sections (esc or ← on the first screen)", new(shell.App).BarActions(), nil},
		{"Lists", append(shell.ListKeys(), (&shell.Listing{}).Filter()), nil},
		{"Filter of a list", shell.FilterActions(), nil},
		{"Views of a list", views.Actions(), nil},
		{"First run", today.FirstRunActions(), nil},
		{"Today", own(today.Actions()), either(ofInterview, inSection(shell.Today), "interview.")},
		{"Week", week.Actions(), nil},
		{"Week, while an interview is moved", week.MovingActions(), nil},
		{"Jobs", own(jobs.Actions()), either(ofJob, inSection(shell.Jobs), "job.")},
		{"Job", own(jobs.JobActions()), either(ofCandidate, ofJob, "candidate.")},
		{"Board of a job", board.Actions(), nil},
		{"Interview plans", plans.Actions(), nil},
		{"Candidates", own(candidates.Actions()), either(inSection(shell.Candidates), ofCandidate, "candidates.")},
		{"Candidate", own(candidates.ProfileActions()), either(ofInterview, ofCandidate, "interview.")},
		{"Interviews", own(interviews.Actions()), either(ofInterview, inSection(shell.Interviews), "interview.")},
		{"Prepare", scorecards.PrepareActions(), nil},
		{"Import", importing.Actions(), nil},
		{"Imports", importing.PastActions(), nil},
		{"Outbox", own(outbox.Actions()), inSection(shell.Outbox)},
		{"Reports", reports.Actions(), inSection(shell.Reports)},
		{"Report", reports.FigureActions(), nil},
		{"Rows behind a figure", reports.RowActions(), nil},
		{"Emails", own(mails.Actions()), nil},
	}
	for _, s := range settings.Sections() {
		section := KeySection{s.Name, s.Actions, nil}
		if s.Part != "" {
			section.Lead = inPart(s.Part)
		}
		table = append(table, section)
	}
	return append(table,
		KeySection{"Forms", append(shell.FormKeys("save"), shell.Bind("enter", "next field, or a new line in a text box"), shell.Bind(shell.EditorKey, "a text box in your editor"), shell.BeginAnew(), forms.TheirsKey(), forms.MailsKey()), nil},
		KeySection{"Schedule Interview Event", interviews.FormActions(), nil},
		KeySection{"Find a time", interviews.FindTimeActions(), nil},
		KeySection{"Book a loop", interviews.LoopActions(), nil},
		KeySection{"Offer times", offers.SendActions(), nil},
		KeySection{"Offered times", offers.ShowActions(), nil},
		KeySection{"What a candidate means", interviews.WordsActions(), nil},
		KeySection{"Move many interviews", bulk.MoveActions(), nil},
		KeySection{"Preview of many interviews", bulk.PreviewActions(), nil},
		KeySection{"After a change of many", bulk.FollowActions(), nil},
		KeySection{"Preview of many candidates", many.PreviewActions(), nil},
		KeySection{"After a change of many candidates", many.FollowActions(), nil},
		KeySection{"Preview of a decision", interviews.PreviewActions(), nil},
		KeySection{"After a decision", interviews.ProgressActions(), nil},
		KeySection{"Sign-in", connect.Actions(), nil},
		KeySection{"Sign-in in a browser", connect.BrowserActions(), nil},
		KeySection{"Sign-in by a code", connect.CodeActions(), nil})
}

// own are the actions of a list without what all lists have.
func own(all []shell.Action) []shell.Action {
	return slices.DeleteFunc(all, func(a shell.Action) bool { return a.Name == shell.FilterName })
}
