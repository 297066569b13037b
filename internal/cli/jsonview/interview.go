package jsonview

import (
	"time"

	"recruitty/internal/cli/output"
	"recruitty/recruit"
	"recruitty/recruit/export"
)

// Interview is an interview with everything that belongs to it. Its fields
// are a promise to scripts.
type Interview struct {
	ID              recruit.InterviewID `json:"id"`
	Version         int                 `json:"version"`
	Status          recruit.Status      `json:"status"`
	Title           string              `json:"title"`
	Description     string              `json:"description"`
	InternalNote    string              `json:"internal_note"`
	Candidate       Invited             `json:"candidate"`
	Job             Ref                 `json:"job"`
	Organiser       export.Person       `json:"organiser"`
	OrganiserEntry  string              `json:"organiser_entry"` // in their calendar: own, invitation or none
	Start           export.Time         `json:"start"`
	End             export.Time         `json:"end"`
	DurationMinutes int                 `json:"duration_minutes"`
	TimeZone        string              `json:"time_zone"`
	Platform        recruit.Platform    `json:"platform"`
	Place           string              `json:"place"`
	Meeting         *Meeting            `json:"meeting"` // null until it is confirmed to exist
	Participants    []Participant       `json:"participants"`
	Files           []File              `json:"files"`
	Effects         []Effect            `json:"effects"`
	Answers         []Answer            `json:"answers"`     // of everybody, the candidate first
	Unplaced        []UnverifiedReply   `json:"unplaced"`    // answers of which nobody knows whose they are
	Reminders       []Reminder          `json:"reminders"`   // that wait for their moment
	Imported        bool                `json:"imported"`    // arranged in another system
	ExternalID      string              `json:"external_id"` // there
	Loop            string              `json:"loop"`        // shared by those that were booked together
	LoopPlace       int                 `json:"loop_place"`  // among them, from 1
	Reference       string              `json:"reference"`
	UID             string              `json:"uid"`
	Sequence        int                 `json:"sequence"`
	CancelReason    string              `json:"cancel_reason"`
	CreatedAt       export.Time         `json:"created_at"`
	UpdatedAt       export.Time         `json:"updated_at"`
	Versions        []Version           `json:"versions"`
	// Warnings are those of the decision that was made just now.
	Warnings []Warning `json:"warnings,omitempty"`
}

// Meeting is the meeting of an interview.
type Meeting struct {
	ID        int64  `json:"id"`
	JoinURL   string `json:"join_url"`
	Passcode  string `json:"passcode"`
	HostEmail string `json:"host_email"`
	Gone      bool   `json:"gone,omitempty"` // seen not to be at Zoom any more
}

// Effect is something that is to happen outside, or has happened.
type Effect struct {
	ID          recruit.EffectID    `json:"id"`
	Kind        recruit.EffectKind  `json:"kind"`
	Target      string              `json:"target"`
	Host        string              `json:"host,omitempty"` // the Zoom user who was chosen to host the meeting
	State       recruit.EffectState `json:"state"`
	Attempts    int                 `json:"attempts"`
	NextAttempt export.Time         `json:"next_attempt"`
	Error       string              `json:"error"`
	CameBack    bool                `json:"came_back"` // a mail server took it and could not deliver it
}

// Reminder waits for its moment.
type Reminder struct {
	Target string      `json:"target"`
	At     export.Time `json:"at"`
}

// Version is an interview as it was once.
type Version struct {
	Number          int                 `json:"number"`
	Kind            recruit.VersionKind `json:"kind"`
	At              export.Time         `json:"at"`
	By              string              `json:"by"`
	Start           export.Time         `json:"start"`
	DurationMinutes int                 `json:"duration_minutes"`
	TimeZone        string              `json:"time_zone"`
	Sequence        int                 `json:"sequence"`
	Reason          string              `json:"reason"`
}

// InterviewLine is an interview as lists show it; what it has in common
// with Interview has the same names.
type InterviewLine struct {
	ID              recruit.InterviewID `json:"id"`
	Version         int                 `json:"version"`
	Status          recruit.Status      `json:"status"`
	Title           string              `json:"title"`
	Candidate       Name                `json:"candidate"`
	Job             Ref                 `json:"job"`
	Organiser       Name                `json:"organiser"`
	Start           export.Time         `json:"start"`
	End             export.Time         `json:"end"`
	DurationMinutes int                 `json:"duration_minutes"`
	TimeZone        string              `json:"time_zone"`
	Platform        recruit.Platform    `json:"platform"`
	Place           string              `json:"place"`
	Meeting         *Meeting            `json:"meeting"`
	Panel           []string            `json:"panel"`
	Waiting         int                 `json:"waiting"` // effects still to happen
	Trouble         int                 `json:"trouble"` // effects that need a person
}

// Name names a person, or a thing, by its name.
type Name struct {
	ID   int64  `json:"id"`
	Name string `json:"name"`
}

// Participant is someone who interviews, what they answered, and for which pool they
// were chosen.
type Participant struct {
	export.Invited
	Pool      string         `json:"pool"`    // its name, "" for who was asked for by name
	PoolID    recruit.PoolID `json:"pool_id"` // 0 for the same
	PoolLevel string         `json:"pool_level"`
}

// Invited is the candidate with what they answered, as participants have it.
type Invited struct {
	export.Person
	Answer recruit.Answer `json:"answer"`
}

func ofInvited(r recruit.Record) Invited {
	shape := Invited{Person: export.Person{ID: int64(r.Candidate.ID), Name: r.Candidate.Name, Email: r.Candidate.Email}, Answer: recruit.NoAnswer}
	for _, p := range r.Invited() {
		if p.Audience == recruit.ToCandidate && p.Answer != "" {
			shape.Answer = p.Answer
		}
	}
	return shape
}

// Minutes is a length as JSON and sentences have it.
func Minutes(d time.Duration) int { return int(d / time.Minute) }

// OfMeeting leaves out what opens a meeting that is not there any more.
func OfMeeting(i recruit.Interview) *Meeting {
	m := i.Meeting
	if m == nil {
		return nil
	}
	if i.JoinURL() == "" {
		return &Meeting{ID: m.ID, HostEmail: m.HostEmail, Gone: i.MeetingGone()}
	}
	return &Meeting{ID: m.ID, JoinURL: m.JoinURL, Passcode: m.Passcode, HostEmail: m.HostEmail}
}

// OfEffect is an effect as it stands at now: what is due is due now, and never
// in the past.
func OfEffect(e recruit.Effect, now time.Time) Effect {
	switch {
	case e.State != recruit.Waiting && e.State != recruit.Unknown:
		e.NextAttempt = time.Time{}
	case !e.NextAttempt.IsZero() && e.NextAttempt.Before(now):
		e.NextAttempt = now
	}
	return Effect{ID: e.ID, Kind: e.Kind, Target: e.Target, Host: e.Host, State: e.State, Attempts: e.Attempts, NextAttempt: export.Time(e.NextAttempt), Error: e.Error, CameBack: e.CameBack()}
}

func ofVersion(v recruit.Version) Version {
	return Version{Number: v.Number, Kind: v.Kind, At: export.Time(v.At), By: v.By, Start: export.Time(v.Start), DurationMinutes: Minutes(v.Duration),
		TimeZone: v.TimeZone, Sequence: v.Sequence, Reason: v.Reason}
}

// Shown are the effects that people see: superseded ones never left a trace
// outside, and reminders are listed apart until their moment comes.
func Shown(all []recruit.Effect) []recruit.Effect {
	var out []recruit.Effect
	for _, e := range all {
		if e.State != recruit.Superseded && !e.Planned() {
			out = append(out, e)
		}
	}
	return out
}

// OfRecord is an interview with what belongs to it as it stands at now.
func OfRecord(r recruit.Record, now time.Time) Interview {
	i := r.Interview
	return Interview{
		ID: i.ID, Version: i.Version, Status: i.Status, Title: i.Title, Description: i.Description, InternalNote: i.InternalNote,
		Candidate: ofInvited(r),
		Job:       Ref{int64(r.Job.ID), r.Job.Title},
		Organiser: export.Person{ID: int64(r.Organiser.ID), Name: r.Organiser.Name, Email: r.Organiser.Email}, OrganiserEntry: Entry(r),
		Start: export.Time(i.Start), End: export.Time(i.End()), DurationMinutes: Minutes(i.Duration), TimeZone: i.TimeZone,
		Platform: i.Platform, Place: i.Place, Meeting: OfMeeting(i),
		Participants: output.Each(r.Panel(), func(p recruit.Participant) Participant {
			return Participant{Invited: export.Invited{Name: p.Name, Email: p.Address, Answer: string(p.Answer)}, Pool: p.PoolName, PoolID: p.Pool, PoolLevel: p.PoolLevel}
		}),
		Files: output.Each(r.Files, OfFile), Effects: output.Each(Shown(r.Effects), func(e recruit.Effect) Effect {
			if e.Kind == recruit.MailSheet && e.State == recruit.Waiting && e.Error == "" {
				e.Error = r.SheetWaits()
			}
			return OfEffect(e, now)
		}),
		Reminders: output.Each(r.PlannedReminders(), func(e recruit.Effect) Reminder { return Reminder{e.Target, export.Time(e.RemindAt)} }),
		Unplaced:  output.Each(r.Unplaced(), ofClaim),
		Answers:   output.Each(r.Invited(), func(p recruit.Participant) Answer { return OfAnswer(r, p) }),
		Imported:  r.Imported(), ExternalID: i.ExternalID, Loop: i.Loop, LoopPlace: i.LoopPlace, Reference: i.Reference, UID: i.UID, Sequence: i.Sequence, CancelReason: i.CancelReason,
		CreatedAt: export.Time(i.CreatedAt), UpdatedAt: export.Time(i.UpdatedAt), Versions: output.Each(r.Versions, ofVersion),
	}
}

// OfSummary is an interview as lists show it.
func OfSummary(s recruit.InterviewSummary) InterviewLine {
	i := s.Interview
	return InterviewLine{
		ID: i.ID, Version: i.Version, Status: i.Status, Title: i.Title,
		Candidate: Name{int64(i.CandidateID), s.CandidateName},
		Job:       Ref{int64(i.JobID), s.JobTitle},
		Organiser: Name{int64(i.OrganiserID), s.OrganiserName},
		Start:     export.Time(i.Start), End: export.Time(i.End()), DurationMinutes: Minutes(i.Duration), TimeZone: i.TimeZone,
		Platform: i.Platform, Place: i.Place, Meeting: OfMeeting(i), Panel: output.Words(s.PanelNames), Waiting: s.Waiting, Trouble: s.NeedAttention,
	}
}

// Entry says in one word where an interview stands in its organiser's
// calendar: by an entry of their own, by an invitation, or not at all.
func Entry(r recruit.Record) string {
	if _, own := r.OwnEntry(); own {
		return "own"
	}
	if r.OrganiserInvited() {
		return "invitation"
	}
	return "none"
}
