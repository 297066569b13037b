package ui

// KeySection is one part of the table of keys.
type KeySection struct {
	Name string
	Keys []Key
	Lead lead // how the palette gets there
}

// KeyTable is every key of the program by section, as data: help shows it and
// the README's table is checked against it. A screen's file declares its keys
// in a function and adds it here.
func KeyTable() []KeySection {
	day, openings, job, list, profile, meetings := todayKeys(), jobsKeys(), jobKeys(), candidatesKeys(), profileKeys(), interviewsKeys()
	return []KeySection{
		{"Everywhere", everywhere().list(), nil},
		{"Sections (esc or ← on the first screen)", listOf(barKeys()), nil},
		{"Lists", append(listKeys(), filterKey()), nil},
		{"Today", day.list(), inSection(Today)},
		{"Jobs", openings.list(), either(ofJob, inSection(Jobs), openings.Edit, openings.Close)},
		{"Job", job.list(), either(ofCandidate, ofJob, job.Move, job.Schedule)},
		{"Candidates", list.list(), either(inSection(Candidates), ofCandidate, list.Add, list.Import)},
		{"Candidate", append(profile.list(), cardKeys().list()...), either(ofInterview, ofCandidate, cardKeys().list()...)},
		{"Interviews", meetings.list(), either(ofInterview, inSection(Interviews), meetings.Versions)},
		{"Import", importKeys().list(), nil},
		{"Imports", []Key{pastKeys()}, nil},
		{"Outbox", outboxKeys().list(), inSection(Outbox)},
		{"Mails", mailsKeys().list(), nil},
		{"Settings", []Key{partKey()}, nil},
		{"Settings, Profile", []Key{ownKeys()}, inPart(ProfilePart)},
		{"Settings, Team", listOf(teamKeys()), inPart(TeamPart)},
		{"Left behind", listOf(leftKeys()), nil},
		{"SSH keys", listOf(sshKeys()), nil},
		{"Invite", listOf(inviteKeys()), nil},
		{"Settings, Other Integrations", listOf(integrationKeys("Connect or Disconnect")), inPart(IntegrationsPart)},
		{"Settings, Mail", listOf(mailKeys("Google or Microsoft 365")), inPart(MailPart)},
		{"Settings, Templates", listOf(templateKeys()), inPart(TemplatesPart)},
		{"Template", listOf(templateEditorKeys()), nil},
		{"Settings, Workspace", []Key{workspaceKeys()}, inPart(WorkspacePart)},
		{"Settings, Doctor", listOf(doctorKeys("repair")), inPart(DoctorPart)},
		{"Forms", append(formKeys("save"), Bind("enter", "next field, or a new line in a text box"), beginAnew(), theirsKey()), nil},
		{"Schedule Interview Event", []Key{connectHere()}, nil},
	}
}
