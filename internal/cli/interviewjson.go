package cli

import (
	"time"

	"recruitty/internal/cli/output"
	"recruitty/recruit"
	"recruitty/recruit/export"
)

// interviewJSON is an interview with everything that belongs to it. Its fields
// are a promise to scripts.
type interviewJSON struct {
	ID              recruit.InterviewID `json:"id"`
	Version         int                 `json:"version"`
	Status          recruit.Status      `json:"status"`
	Title           string              `json:"title"`
	Description     string              `json:"description"`
	InternalNote    string              `json:"internal_note"`
	Candidate       invitedJSON         `json:"candidate"`
	Job             refJSON             `json:"job"`
	Organiser       whoJSON             `json:"organiser"`
	OrganiserEntry  string              `json:"organiser_entry"` // in their calendar: own, invitation or none
	Start           export.Time         `json:"start"`
	End             export.Time         `json:"end"`
	DurationMinutes int                 `json:"duration_minutes"`
	TimeZone        string              `json:"time_zone"`
	Platform        recruit.Platform    `json:"platform"`
	Place           string              `json:"place"`
	Meeting         *meetingJSON        `json:"meeting"` // null until it is confirmed to exist
	Participants    []participantJSON   `json:"participants"`
	Files           []fileJSON          `json:"files"`
	Effects         []effectJSON        `json:"effects"`
	Answers         []answerJSON        `json:"answers"`     // of everybody, the candidate first
	Unplaced        []claimJSON         `json:"unplaced"`    // answers of which nobody knows whose they are
	Reminders       []reminderJSON      `json:"reminders"`   // that wait for their moment
	Imported        bool                `json:"imported"`    // arranged in another system
	ExternalID      string              `json:"external_id"` // there
	Reference       string              `json:"reference"`
	UID             string              `json:"uid"`
	Sequence        int                 `json:"sequence"`
	CancelReason    string              `json:"cancel_reason"`
	CreatedAt       export.Time         `json:"created_at"`
	UpdatedAt       export.Time         `json:"updated_at"`
	Versions        []versionJSON       `json:"versions"`
	// Warnings are those of the decision that was made just now.
	Warnings []warningJSON `json:"warnings,omitempty"`
}

type meetingJSON struct {
	ID        int64  `json:"id"`
	JoinURL   string `json:"join_url"`
	Passcode  string `json:"passcode"`
	HostEmail string `json:"host_email"`
	Gone      bool   `json:"gone,omitempty"` // seen not to be at Zoom any more
}

type participantJSON struct {
	Name   string         `json:"name"`
	Email  string         `json:"email"`
	Answer recruit.Answer `json:"answer"`
}

type effectJSON struct {
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

type reminderJSON struct {
	Target string      `json:"target"`
	At     export.Time `json:"at"`
}

type versionJSON struct {
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

// interviewSummaryJSON is an interview as lists show it; what it has in common
// with interviewJSON has the same names.
type interviewSummaryJSON struct {
	ID              recruit.InterviewID `json:"id"`
	Version         int                 `json:"version"`
	Status          recruit.Status      `json:"status"`
	Title           string              `json:"title"`
	Candidate       nameJSON            `json:"candidate"`
	Job             refJSON             `json:"job"`
	Organiser       nameJSON            `json:"organiser"`
	Start           export.Time         `json:"start"`
	End             export.Time         `json:"end"`
	DurationMinutes int                 `json:"duration_minutes"`
	TimeZone        string              `json:"time_zone"`
	Platform        recruit.Platform    `json:"platform"`
	Place           string              `json:"place"`
	Meeting         *meetingJSON        `json:"meeting"`
	Panel           []string            `json:"panel"`
	Waiting         int                 `json:"waiting"` // effects still to happen
	Trouble         int                 `json:"trouble"` // effects that need a person
}

type nameJSON struct {
	ID   int64  `json:"id"`
	Name string `json:"name"`
}

// invitedJSON is the candidate with what they answered, as participants have it.
type invitedJSON struct {
	whoJSON
	Answer recruit.Answer `json:"answer"`
}

func shapeInvited(r recruit.Record) invitedJSON {
	shape := invitedJSON{whoJSON: whoJSON{int64(r.Candidate.ID), r.Candidate.Name, r.Candidate.Email}, Answer: recruit.NoAnswer}
	for _, p := range r.Invited() {
		if p.Audience == recruit.ToCandidate && p.Answer != "" {
			shape.Answer = p.Answer
		}
	}
	return shape
}

func minutes(d time.Duration) int { return int(d / time.Minute) }

// shapeMeeting leaves out what opens a meeting that is not there any more.
func shapeMeeting(i recruit.Interview) *meetingJSON {
	m := i.Meeting
	if m == nil {
		return nil
	}
	if i.JoinURL() == "" {
		return &meetingJSON{ID: m.ID, HostEmail: m.HostEmail, Gone: i.MeetingGone()}
	}
	return &meetingJSON{ID: m.ID, JoinURL: m.JoinURL, Passcode: m.Passcode, HostEmail: m.HostEmail}
}

// shapeEffect is an effect as it stands at now: what is due is due now, and never
// in the past.
func shapeEffect(e recruit.Effect, now time.Time) effectJSON {
	switch {
	case e.State != recruit.Waiting && e.State != recruit.Unknown:
		e.NextAttempt = time.Time{}
	case !e.NextAttempt.IsZero() && e.NextAttempt.Before(now):
		e.NextAttempt = now
	}
	return effectJSON{ID: e.ID, Kind: e.Kind, Target: e.Target, Host: e.Host, State: e.State, Attempts: e.Attempts, NextAttempt: export.Time(e.NextAttempt), Error: e.Error, CameBack: e.CameBack()}
}

func shapeVersion(v recruit.Version) versionJSON {
	return versionJSON{Number: v.Number, Kind: v.Kind, At: export.Time(v.At), By: v.By, Start: export.Time(v.Start), DurationMinutes: minutes(v.Duration),
		TimeZone: v.TimeZone, Sequence: v.Sequence, Reason: v.Reason}
}

// shown are the effects that people see: superseded ones never left a trace
// outside, and reminders are listed apart until their moment comes.
func shown(all []recruit.Effect) []recruit.Effect {
	var out []recruit.Effect
	for _, e := range all {
		if e.State != recruit.Superseded && !e.Planned() {
			out = append(out, e)
		}
	}
	return out
}

func shapeRecord(r recruit.Record, now time.Time) interviewJSON {
	i := r.Interview
	return interviewJSON{
		ID: i.ID, Version: i.Version, Status: i.Status, Title: i.Title, Description: i.Description, InternalNote: i.InternalNote,
		Candidate: shapeInvited(r),
		Job:       refJSON{int64(r.Job.ID), r.Job.Title},
		Organiser: whoJSON{int64(r.Organiser.ID), r.Organiser.Name, r.Organiser.Email}, OrganiserEntry: entryState(r),
		Start: export.Time(i.Start), End: export.Time(i.End()), DurationMinutes: minutes(i.Duration), TimeZone: i.TimeZone,
		Platform: i.Platform, Place: i.Place, Meeting: shapeMeeting(i),
		Participants: output.Each(r.Panel(), func(p recruit.Participant) participantJSON {
			return participantJSON{Name: p.Name, Email: p.Address, Answer: p.Answer}
		}),
		Files: output.Each(r.Files, shapeFile), Effects: output.Each(shown(r.Effects), func(e recruit.Effect) effectJSON { return shapeEffect(e, now) }),
		Reminders: output.Each(r.PlannedReminders(), func(e recruit.Effect) reminderJSON { return reminderJSON{e.Target, export.Time(e.RemindAt)} }),
		Unplaced:  output.Each(r.Unplaced(), shapeClaim),
		Answers:   output.Each(r.Invited(), func(p recruit.Participant) answerJSON { return shapeAnswer(r, p) }),
		Imported:  r.Imported(), ExternalID: i.ExternalID, Reference: i.Reference, UID: i.UID, Sequence: i.Sequence, CancelReason: i.CancelReason,
		CreatedAt: export.Time(i.CreatedAt), UpdatedAt: export.Time(i.UpdatedAt), Versions: output.Each(r.Versions, shapeVersion),
	}
}

func shapeSummary(s recruit.InterviewSummary) interviewSummaryJSON {
	i := s.Interview
	return interviewSummaryJSON{
		ID: i.ID, Version: i.Version, Status: i.Status, Title: i.Title,
		Candidate: nameJSON{int64(i.CandidateID), s.CandidateName},
		Job:       refJSON{int64(i.JobID), s.JobTitle},
		Organiser: nameJSON{int64(i.OrganiserID), s.OrganiserName},
		Start:     export.Time(i.Start), End: export.Time(i.End()), DurationMinutes: minutes(i.Duration), TimeZone: i.TimeZone,
		Platform: i.Platform, Place: i.Place, Meeting: shapeMeeting(i), Panel: output.Words(s.PanelNames), Waiting: s.Waiting, Trouble: s.Trouble,
	}
}
