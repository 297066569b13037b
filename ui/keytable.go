package ui

import (
	"recruitty/ui/candidates"
	"recruitty/ui/forms"
	"recruitty/ui/importing"
	"recruitty/ui/interviews"
	"recruitty/ui/jobs"
	"recruitty/ui/mails"
	"recruitty/ui/outbox"
	"recruitty/ui/settings"
	"recruitty/ui/shell"
	"recruitty/ui/today"
)

// KeySection is one part of the table of keys.
type KeySection struct {
	Name string
	Keys []shell.Key
	Lead lead // how the palette gets there
}

// KeyTable is every key of the program by section, as data: help shows it and
// the README's table is checked against it. A screen's file declares its keys
// in a function and adds it here.
func KeyTable() []KeySection {
	day, openings, job, list, profile, meetings := today.Keys(), jobs.Keys(), jobs.JobKeys(), candidates.Keys(), candidates.ProfileKeys(), interviews.Keys()
	return []KeySection{
		{"Everywhere", shell.Everywhere().List(), nil},
		{"Sections (esc or ← on the first screen)", shell.ListOf(shell.BarKeys()), nil},
		{"Lists", append(shell.ListKeys(), shell.FilterKey()), nil},
		{"Today", day.List(), inSection(shell.Today)},
		{"Jobs", openings.List(), either(ofJob, inSection(shell.Jobs), openings.Edit, openings.Close)},
		{"Job", job.List(), either(ofCandidate, ofJob, job.Move, job.Schedule)},
		{"Candidates", list.List(), either(inSection(shell.Candidates), ofCandidate, list.Add, list.Import)},
		{"Candidate", append(profile.List(), interviews.CardKeys().List()...), either(ofInterview, ofCandidate, interviews.CardKeys().List()...)},
		{"Interviews", meetings.List(), either(ofInterview, inSection(shell.Interviews), meetings.Versions)},
		{"Import", importing.Keys().List(), nil},
		{"Imports", []shell.Key{importing.PastKeys()}, nil},
		{"Outbox", outbox.Keys().List(), inSection(shell.Outbox)},
		{"Mails", mails.Keys().List(), nil},
		{"Settings", []shell.Key{settings.PartKey()}, nil},
		{"Settings, Profile", []shell.Key{settings.OwnKeys()}, inPart(shell.ProfilePart)},
		{"Settings, Team", shell.ListOf(settings.TeamKeys()), inPart(shell.TeamPart)},
		{"Left behind", shell.ListOf(settings.LeftKeys()), nil},
		{"SSH keys", shell.ListOf(settings.SSHKeys()), nil},
		{"Invite", shell.ListOf(settings.InviteKeys()), nil},
		{"Settings, Other Integrations", shell.ListOf(settings.IntegrationKeys("Connect or Disconnect")), inPart(shell.IntegrationsPart)},
		{"Settings, Mail", shell.ListOf(settings.MailKeys("Google or Microsoft 365")), inPart(shell.MailPart)},
		{"Settings, Templates", shell.ListOf(settings.TemplateKeys()), inPart(shell.TemplatesPart)},
		{"Template", shell.ListOf(settings.TemplateEditorKeys()), nil},
		{"Settings, Workspace", []shell.Key{settings.WorkspaceKeys()}, inPart(shell.WorkspacePart)},
		{"Settings, Doctor", shell.ListOf(settings.DoctorKeys("repair")), inPart(shell.DoctorPart)},
		{"Forms", append(shell.FormKeys("save"), shell.Bind("enter", "next field, or a new line in a text box"), shell.BeginAnew(), forms.TheirsKey()), nil},
		{"Schedule Interview Event", []shell.Key{interviews.ConnectHere()}, nil},
	}
}
