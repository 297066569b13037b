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
	"recruitty/recruit/finder"
	"recruitty/recruit/pools"
	"recruitty/recruit/sanitize"
	"recruitty/recruit/timeparse"
	"recruitty/ui/wording"
)

// Schedule is what the form Schedule Interview Event holds: texts as they
// were typed, also those that cannot be understood yet, so that they can be
// kept and shown again unchanged (R12).
type Schedule struct {
	Title        string   `json:"title"`
	Description  string   `json:"description"`
	InternalNote string   `json:"internal_note"`
	Start        string   `json:"start"`
	TimeZone     string   `json:"time_zone"`
	Duration     string   `json:"duration"`
	Participants []string `json:"participants"` // addresses
	Person       string   `json:"person"`       // typed, not yet added
	// Pools is what is wanted of pools, as it is typed: "2 of Backend, Architects". Seats
	// are those who were chosen for it, and ChosenFor what was typed then.
	Pools     string           `json:"pools,omitempty"`
	Seats     []recruit.Seat   `json:"seats,omitempty"`
	ChosenFor string           `json:"chosen_for,omitempty"`
	Files     []File           `json:"files"`
	Path      string           `json:"path"` // typed, not yet added
	Platform  recruit.Platform `json:"platform"`
	Place     string           `json:"place"`
	Host      string           `json:"host"` // "" for the connection's own rule
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
	if out.Seats = d.seated(); strings.TrimSpace(d.Pools) != "" && len(out.Seats) == 0 {
		return out, recruit.Invalid("pools", "No one is chosen yet for %s: press ctrl+f to find a time and people who are free then, or leave the pools empty.", wording.Shown(d.Pools))
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

// Wanted is what is looked for when hours are to be found for the draft.
func (d *Schedule) Wanted(f Facts) (finder.Request, error) {
	out := finder.Request{Candidate: f.Profile.Candidate.ID, People: d.Named()}
	var err error
	if out.Duration, err = timeparse.ParseDuration(d.Duration); err != nil {
		return out, recruit.Invalid("duration", "%s", err)
	}
	if out.Needs, err = pools.ParseNeeds(d.Pools, f.Pools); err != nil {
		return out, err
	}
	if len(out.People)+len(out.Needs) == 0 {
		return out, finder.Nobody()
	}
	return out, nil
}

// Take puts an hour that was found into the draft, with those who were chosen for it and
// without those who need not come; see finder.Hour.Uninvited.
func (d *Schedule) Take(h finder.Hour) {
	zone, err := timeparse.Zone(d.TimeZone)
	if err != nil {
		zone = h.Start.Location()
		d.TimeZone = zone.String()
	}
	d.Start = wording.Exact(h.Start.In(zone))
	d.Seated(h.Seats())
	for _, m := range h.Left {
		d.Participants = slices.DeleteFunc(d.Participants, func(a string) bool { return sanitize.SameAddress(a, m.Email) })
		if sanitize.SameAddress(strings.TrimSpace(d.Person), m.Email) {
			d.Person = ""
		}
	}
}

// At puts a start into the draft, in the zone that is meant there.
func (d *Schedule) At(start, now time.Time) {
	zone, err := timeparse.Zone(d.TimeZone)
	if err != nil {
		zone = start.Location()
		d.TimeZone = zone.String()
	}
	start = start.In(zone)
	d.Start = start.Format("2006-01-02 15:04")
	if again, err := timeparse.Parse(d.Start, now, zone); err != nil || !again.Time.Equal(start) {
		d.Start = wording.Exact(start) // of an hour that occurs twice
	}
}

// Seated puts those who were chosen for the pools into the draft, in place of those who
// were chosen before.
func (d *Schedule) Seated(seats []recruit.Seat) {
	for _, was := range d.Seats {
		d.Participants = slices.DeleteFunc(d.Participants, func(a string) bool { return sanitize.SameAddress(a, was.Address) })
	}
	d.Seats, d.ChosenFor = seats, d.Pools
	for _, s := range seats {
		if !slices.ContainsFunc(d.Participants, func(a string) bool { return sanitize.SameAddress(a, s.Address) }) {
			d.Participants = append(d.Participants, s.Address)
		}
	}
}

// seated are those who were chosen for the pools and are participants still. Another
// wish than the one that they were chosen for wants others.
func (d *Schedule) seated() []recruit.Seat {
	if strings.TrimSpace(d.Pools) == "" || d.Pools != d.ChosenFor {
		return nil
	}
	var all []recruit.Seat
	for _, s := range d.Seats {
		if slices.ContainsFunc(d.Participants, func(a string) bool { return sanitize.SameAddress(a, s.Address) }) {
			all = append(all, s)
		}
	}
	return all
}

// Moved takes the place of the platform that is chosen now, in place of the one that was
// proposed for the platform chosen before; what someone typed stays.
func (d *Schedule) Moved(from recruit.Platform, c recruit.Candidate) {
	if typed := strings.TrimSpace(d.Place); typed == "" || typed == c.PlaceOn(from) {
		d.Place = c.PlaceOn(d.Platform)
	}
}

// SeatedNames are the names of those who were chosen for the pools, "" as long as nobody
// is.
func (d *Schedule) SeatedNames(team []recruit.Member) string {
	var names []string
	for _, s := range d.seated() {
		for _, m := range team {
			if sanitize.SameAddress(m.Email, s.Address) {
				names = append(names, m.Name)
			}
		}
	}
	return strings.Join(names, ", ")
}

// Named are the participants without those who were chosen for a pool.
func (d *Schedule) Named() []string {
	var all []string
	for _, a := range d.Participants {
		if !slices.ContainsFunc(d.Seats, func(s recruit.Seat) bool { return sanitize.SameAddress(s.Address, a) }) {
			all = append(all, a)
		}
	}
	if p := strings.TrimSpace(d.Person); p != "" {
		all = append(all, p)
	}
	return all
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
		"organiser_entry": string(d.OrganiserEntry), "pools": d.Pools}
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
