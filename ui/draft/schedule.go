// Package draft holds what the forms of an interview hold: texts as they were
// typed, also those that cannot be understood yet, so that they can be kept and
// shown again unchanged (R12). The screens and the plain mode share it: what
// was typed in the one goes on in the other.
package draft

import (
	"encoding/json"
	"slices"
	"strconv"
	"strings"
	"time"

	"recruitty/recruit"
	"recruitty/recruit/sanitize"
	"recruitty/recruit/timeparse"
	"recruitty/ui/wording"
)

// Schedule is what the form Schedule Interview Event holds: texts as they
// were typed, also those that cannot be understood yet, so that they can be
// kept and shown again unchanged (R12).
type Schedule struct {
	Title        string           `json:"title"`
	Description  string           `json:"description"`
	InternalNote string           `json:"internal_note"`
	Start        string           `json:"start"`
	TimeZone     string           `json:"time_zone"`
	Duration     string           `json:"duration"`
	Participants []string         `json:"participants"` // addresses
	Person       string           `json:"person"`       // typed, not yet added
	Files        []File           `json:"files"`
	Path         string           `json:"path"` // typed, not yet added
	Platform     recruit.Platform `json:"platform"`
	Place        string           `json:"place"`
	Host         string           `json:"host"` // "" for the connection's own rule
	// OrganiserEntry reports whether who schedules it gets a calendar entry of their own.
	OrganiserEntry recruit.EntryPreference `json:"organiser_entry"`
}

// File is a document that may be attached.
type File struct {
	recruit.File
	Attach bool `json:"attach"`
}

// Key is the setting under which a draft is kept.
func Key(m recruit.MemberID, c recruit.CandidateID, j recruit.JobID) string {
	return recruit.DraftKey(m, c, strconv.FormatInt(int64(j), 10))
}

// Read turns the draft into what is asked of the scheduling service. The error
// names the field that is not understood.
func (d *Schedule) Read(c recruit.CandidateID, j recruit.JobID, now time.Time) (recruit.ScheduleRequest, error) {
	out := recruit.ScheduleRequest{CandidateID: c, JobID: j, Title: d.Title, Description: d.Description, InternalNote: d.InternalNote,
		Participants: slices.Clone(d.Participants), Platform: d.Platform, Place: d.Place, OrganiserEntry: d.OrganiserEntry}
	if out.Platform == recruit.Zoom {
		out.Host, out.Place = strings.TrimSpace(d.Host), "" // what was typed for another platform stays in the draft
	}
	for _, f := range d.Files {
		if f.Attach {
			out.Files = append(out.Files, f.File)
		}
	}
	if p := strings.TrimSpace(d.Person); p != "" {
		address, err := sanitize.International(p)
		if err != nil {
			return out, recruit.NoParticipant(p)
		}
		out.Participants = append(out.Participants, address)
	}
	if p := strings.TrimSpace(d.Path); p != "" {
		return out, recruit.Invalid("files", "%s is not attached yet: press enter on it, or delete it.", wording.Shown(p))
	}
	if _, err := recruit.CleanTitle(d.Title); err != nil {
		return out, err
	}
	loc, err := timeparse.Zone(d.TimeZone)
	if err != nil {
		return out, recruit.Invalid("time_zone", "%s", err)
	}
	if strings.TrimSpace(d.Start) == "" {
		return out, recruit.NoStart()
	}
	m, err := timeparse.Parse(d.Start, now, loc)
	if err != nil {
		return out, recruit.Invalid("start", "%s", err)
	}
	out.Start, out.TimeZone = m.Time, m.Zone.String()
	if out.Duration, err = timeparse.ParseDuration(d.Duration); err != nil {
		return out, recruit.Invalid("duration", "%s", err)
	}
	return out, nil
}

// Glance is Read without complaints: what can be understood so far, for the
// warnings that appear while typing.
func (d *Schedule) Glance(c recruit.CandidateID, j recruit.JobID, now time.Time) recruit.ScheduleRequest {
	out := recruit.ScheduleRequest{CandidateID: c, JobID: j, Participants: slices.Clone(d.Participants), Platform: d.Platform}
	if loc, err := timeparse.Zone(d.TimeZone); err == nil {
		if m, err := timeparse.Parse(d.Start, now, loc); err == nil {
			out.Start, out.TimeZone = m.Time, m.Zone.String()
		}
	}
	if length, err := timeparse.ParseDuration(d.Duration); err == nil {
		out.Duration = length
	}
	return out
}

// Values are what is typed, by the names of the fields.
func (d *Schedule) Values() map[string]string {
	return map[string]string{"title": d.Title, "description": d.Description, "internal_note": d.InternalNote, "start": d.Start, "time_zone": d.TimeZone,
		"duration": d.Duration, "participants": strings.Join(d.Participants, " "), "platform": string(d.Platform), "place": d.Place, "host": d.Host,
		"organiser_entry": string(d.OrganiserEntry)}
}

// Encode writes the draft down.
func (d *Schedule) Encode() string {
	b, err := json.Marshal(d)
	if err != nil {
		return "" // texts and numbers only: cannot happen
	}
	return string(b)
}

// Decode reads a kept draft. One that cannot be read, from another
// version of recruitty, counts as none.
func Decode(text string) (*Schedule, bool) {
	d := new(Schedule)
	if text == "" || json.Unmarshal([]byte(text), d) != nil {
		return nil, false
	}
	return d, true
}
