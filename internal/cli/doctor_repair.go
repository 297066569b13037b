package cli

import (
	"context"

	"github.com/spf13/cobra"

	"recruitty/internal/cli/command"
	"recruitty/internal/cli/jsonview"
	"recruitty/internal/cli/output"
	"recruitty/recruit"
	"recruitty/recruit/doctor"
)

// repairing is what was typed to have something put right.
type repairing struct {
	number int
}

func (m *repairing) flags(c *cobra.Command) {
	c.Flags().IntVar(&m.number, "repair", 0, "do what the line with this `number` offers")
	c.Flags().Bool("yes", false, "do not ask; needed to delete a meeting where nobody can be asked")
}

// compared says in what the workspace and Zoom differ, numbered.
func (s *session) compared(ctx context.Context) ([]finding, error) {
	if s.Actor.ID == 0 {
		return nil, nil // a new workspace has nothing at Zoom
	}
	if err := recruit.Allow(s.Actor, recruit.ToConnect); err != nil {
		return []finding{{About: "zoom", Level: remark, Text: "Interviews are compared with Zoom for recruiters and admins only."}}, nil
	}
	watched, stop := s.Printer().Wait(ctx, s.Interactive)
	defer stop()
	found, err := s.Doctor.Examine(watched, s.Actor)
	if err != nil {
		return nil, command.Stopped(ctx, err, "Stopped while the interviews were compared with Zoom; nothing was changed, and the findings so far are not shown.")
	}
	out := make([]finding, 0, len(found))
	for i, f := range found {
		shape := shapeFinding(f)
		shape.Number = i + 1
		out = append(out, shape)
	}
	return out, nil
}

func shapeFinding(f doctor.Finding) finding {
	shape := finding{About: "zoom", Level: warning, Text: f.Sentence, Next: nextStep(f.Repair),
		Kind: f.Kind, Repair: f.Repair, Interview: f.InterviewID, Meeting: f.MeetingID}
	switch f.Severity {
	case doctor.Remark:
		shape.Level = remark
	case doctor.Serious:
		shape.Level = problem
	}
	switch f.Kind {
	case doctor.FoundClock:
		shape.About = "clock"
	case doctor.FoundOldZones:
		shape.About = "time zones"
	case doctor.FoundSender, doctor.FoundEntry:
		shape.About = "mail"
	case doctor.FoundGone, doctor.FoundMoved, doctor.FoundRenamed, doctor.FoundUnreadable, doctor.FoundLost, doctor.FoundOrphan:
		shape.About = "meeting"
	}
	return shape
}

// nextStep says what --repair would do.
func nextStep(r doctor.Repair) string {
	switch r {
	case doctor.Reconnect:
		return "Run recruitty zoom connect."
	case doctor.RecreateIt:
		return "--repair creates a new meeting and tells everybody the new link."
	case doctor.AdoptIt:
		return "--repair uses the meeting for the interview and sends the invitations."
	case doctor.MoveItBack:
		return "--repair moves the meeting back to the time that everybody was told."
	case doctor.DeleteOrphan:
		return "--repair deletes the meeting at Zoom."
	case doctor.EndAccess:
		return "--repair revokes the access at Zoom; recruitty zoom take-over keeps it while meetings need it."
	}
	return ""
}

type mendedJSON struct {
	finding
	Repaired bool                `json:"repaired"`
	Record   *jsonview.Interview `json:"record"` // the interview as it is then, null when it concerns none
}

// repair does what a finding offers and makes happen outside what it calls for.
func (s *session) repair(ctx context.Context, command string, how repairing) error {
	found, err := s.Doctor.Examine(ctx, s.Actor)
	if err != nil {
		return err
	}
	if how.number < 1 || how.number > len(found) {
		return recruit.Invalid("repair", "There is no finding with the number %d; %s shows them.", how.number, command)
	}
	f := found[how.number-1]
	if f.Repair != doctor.NoRepair && f.Repair != doctor.Reconnect {
		agree := s.Consider
		if f.Repair == doctor.DeleteOrphan || f.Repair == doctor.EndAccess {
			agree = s.Confirm
		}
		if err := agree(f.Sentence + "\nRepair this now?"); err != nil {
			return err
		}
	}
	if err := s.Doctor.Repair(ctx, s.Actor, f); err != nil {
		return err
	}
	shape := mendedJSON{finding: shapeFinding(f), Repaired: true}
	shape.Number = how.number
	o := s.Outside()
	if f.InterviewID != 0 {
		if r := o.Numbered(ctx, f.InterviewID); r.Interview.ID != 0 {
			interview := jsonview.OfRecord(r, s.Now())
			shape.Record = &interview
		}
		shape.Repaired = !o.Open()
	}
	if err := s.Print(shape, func(w *output.Page) {
		w.Line("%s", f.Sentence)
		if shape.Repaired {
			w.Line("Repaired.")
		}
	}); err != nil {
		return err
	}
	return o.Unconfirmed("The change is")
}
