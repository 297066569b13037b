package settings

import "recruitty/ui/shell"

// Section is what can be done at one place of the settings, with the part that it
// belongs to, if the palette leads there.
type Section struct {
	Name, Part string
	Actions    []shell.Action
}

// Sections are what can be done in the settings.
func Sections() []Section {
	return []Section{
		{"Settings", "", []shell.Action{(&Settings{}).turn()}},
		{"Settings, Profile", shell.ProfilePart, (&profilePart{}).actions()},
		{"Settings, Team", shell.TeamPart, (&teamPart{}).actions()},
		{"Left by former members", "", (&leftBehind{}).Keys()},
		{"SSH keys", "", (&memberKeys{}).Keys()},
		{"Invite", "", (&invite{}).Keys()},
		{"Settings, Other Integrations", shell.IntegrationsPart, (&integrations{}).actions()},
		{"Settings, Calendars", shell.CalendarsPart, (&calendars{}).actions()},
		{"Settings, Hours", shell.HoursPart, (&hoursPart{}).actions()},
		{"Settings, Pools", shell.PoolsPart, (&poolsPart{}).actions()},
		{"Members of a pool", "", (&poolMembers{}).Keys()},
		{"Settings, Mail", shell.MailPart, shell.Trailing((&mailPart{}).actions(), "mail.account", "mail.disconnect")},
		{"Settings, Templates", shell.TemplatesPart, (&templatesPart{}).actions()},
		{"Template", "", templateActions()},
		{"Settings, Workspace", shell.WorkspacePart, (&workspacePart{}).actions()},
		{"Settings, Fields", shell.FieldsPart, (&fieldsPart{}).actions()},
		{"Settings, Keys and colours", shell.KeysPart, (&keysPart{}).actions()},
		{"Settings, Doctor", shell.DoctorPart, (&doctorPart{}).actions()},
	}
}
