package shell

import (
	"context"

	tea "charm.land/bubbletea/v2"

	"recruitty/recruit"
)

// PlaceKind is what kind of place a Place is.
type PlaceKind int

// What can be led to from anywhere.
const (
	CandidatePlace PlaceKind = iota
	JobPlace
	SettingsPlace
	WeekPlace
)

// Place is somewhere that a screen leads to without knowing the screen there.
type Place struct {
	Kind      PlaceKind
	Candidate recruit.CandidateID
	Interview recruit.InterviewID // which one the profile shows first; 0 is the next
	Job       recruit.JobID
	Part      string // of the settings
	Row       string // on which the cursor is; "" leaves it
	Everybody bool   // the week of the whole team, and not only the member's own
}

// The parts of the settings by their names on the screen.
const (
	ProfilePart      = "Profile"
	TeamPart         = "Team"
	IntegrationsPart = "Other Integrations"
	CalendarsPart    = "Calendars"
	HoursPart        = "Hours"
	PoolsPart        = "Pools"
	MailPart         = "Mail"
	TemplatesPart    = "Templates"
	WorkspacePart    = "Workspace"
	FieldsPart       = "Fields"
	KeysPart         = "Keys and colours"
	DoctorPart       = "Doctor"
)

// Navigator knows every screen, so that screens need not know each other.
type Navigator interface {
	// First makes the first screen of a section.
	First(*App, Section) Screen
	// Open goes to a place.
	Open(*App, Place) tea.Cmd
	// Profile makes the screen of a candidate; interview, if not 0, is the one that
	// its card shows first.
	Profile(*App, recruit.CandidateID, recruit.InterviewID) Screen
	// Help lists the keys that work on the active screen.
	Help(*App) Modal
	// Palette lists everything that can be done or visited, by name.
	Palette(*App) Modal
	// Find looks up candidates, jobs, interviews, members and templates by name.
	Find(*App, string) Look
}

// Lead goes to a place.
func (a *App) Lead(p Place) tea.Cmd { return a.Nav.Open(a, p) }

// ShowCandidate opens a profile over the active screen; interview, if not 0, is
// the one that its card shows first.
func (a *App) ShowCandidate(id recruit.CandidateID, interview recruit.InterviewID) tea.Cmd {
	return a.Lead(Place{Kind: CandidatePlace, Candidate: id, Interview: interview})
}

// ShowJob opens a job over the active screen.
func (a *App) ShowJob(id recruit.JobID) tea.Cmd { return a.Lead(Place{Kind: JobPlace, Job: id}) }

// ShowWeek opens the member's own week, or that of everybody, over the active screen.
func (a *App) ShowWeek(everybody bool) tea.Cmd {
	return a.Lead(Place{Kind: WeekPlace, Everybody: everybody})
}

// WeekKey is the key that opens a week: the member's own unless everybody says otherwise.
func (a *App) WeekKey(everybody func() bool) Action {
	return Action{Name: "week.show", Key: "w", Help: "week", Also: "calendar days hours team free busy", Do: func() tea.Cmd { return a.ShowWeek(everybody()) }}
}

// ShowPart goes to one of the settings, from wherever one is; row, if not "", is
// the one under the cursor there.
func (a *App) ShowPart(part, row string) tea.Cmd {
	return a.Lead(Place{Kind: SettingsPlace, Part: part, Row: row})
}

// Look is the part of a Finder that is done beside the event loop.
type Look = func(context.Context) ([]Command, error)

// Finder says how to look records up by what a person typed. It is called with
// each change of the query; the context of an earlier look is cancelled then.
type Finder func(query string) Look
