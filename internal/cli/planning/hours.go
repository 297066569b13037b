package planning

import (
	"context"
	"errors"
	"strconv"
	"time"

	"github.com/spf13/cobra"

	"recruitty/internal/cli/command"
	"recruitty/internal/cli/output"
	"recruitty/recruit"
	"recruitty/recruit/availability"
	"recruitty/recruit/hours"
	"recruitty/recruit/timeparse"
)

func (p planner) hours() *cobra.Command {
	return command.Noun("hours", "When people work, their time off, and how many interviews they take", p.hoursShow(), p.hoursSet(), p.hoursOff())
}

// hoursJSON are hours that hold, with --json.
type hoursJSON struct {
	Member    *hoursOfJSON `json:"member"` // null for the workspace's
	TimeZone  string       `json:"time_zone"`
	Working   hours.Week   `json:"working"`
	Preferred hours.Week   `json:"preferred"`
	Lunch     hours.Span   `json:"lunch"`
	Before    int          `json:"before_minutes"`
	After     int          `json:"after_minutes"`
	PerDay    int          `json:"per_day"`  // 0 is no limit
	PerWeek   int          `json:"per_week"` // 0 is no limit
	Holidays  string       `json:"holidays"` // "" for none
	Off       []offJSON    `json:"off"`
	// Set are the fields that are set for this member, or for the workspace, and do not
	// come from what holds otherwise.
	Set []string `json:"set"`
}

type hoursOfJSON struct {
	ID      recruit.MemberID `json:"id"`
	Name    string           `json:"name"`
	Email   string           `json:"email"`
	Version int              `json:"version"`
}

type offJSON struct {
	First     hours.Date `json:"first"`
	Last      hours.Date `json:"last"`
	Part      hours.Span `json:"part"`
	Workspace bool       `json:"workspace"` // it is everybody's
}

// whose says whose hours a command is about.
type whose struct{ workspace bool }

// flag adds how the workspace's are named.
func (of *whose) flag(c *cobra.Command) {
	c.Flags().BoolVar(&of.workspace, "workspace", false, "what applies to everybody who has not set their own; an admin's to set")
}

// rules are what someone has set, and what holds for them with the rest.
type rules struct {
	own, workspace hours.Rules // own is empty where the workspace's are meant
	holds          hours.Hours
	member         recruit.Member // zero for the workspace
	version        int
}

// read returns the rules of the member who was named, of the workspace, or of the
// acting member. Where something of them is damaged, the rest comes with the error.
func (of whose) read(ctx context.Context, s *command.Session, args []string) (rules, error) {
	var r rules
	if of.workspace && len(args) > 0 {
		return r, command.WrongUsage(s.Cmd, "--workspace does not go with a member.")
	}
	all, err := s.Services.Availability.WorkspaceHours(ctx)
	if of.workspace {
		r.workspace, r.holds = all, all.Over(hours.Default(time.UTC))
		return r, err
	}
	if err != nil && !errors.Is(err, recruit.ErrDamaged) {
		return r, err
	}
	id := s.Actor.ID
	if len(args) > 0 {
		m, err := s.MemberRef(ctx, args[0])
		if err != nil {
			return r, err
		}
		id = m.ID
	}
	got, err := s.Services.Availability.MemberHours(ctx, s.Actor, id)
	return rules{own: got.Own, workspace: all, holds: got.Hours, member: got.Member, version: got.Version}, err
}

// ofWorkspace reports whether they are the workspace's.
func (r rules) ofWorkspace() bool { return r.member.ID == 0 }

// set are the rules that are changed: a member's own, or the workspace's.
func (r *rules) set() *hours.Rules {
	if r.ofWorkspace() {
		return &r.workspace
	}
	return &r.own
}

// change lets do change the rules, saves them and shows what holds then.
func (of whose) change(ctx context.Context, s *command.Session, args []string, do func(*rules) error) (rules, error) {
	r, err := of.read(ctx, s, args)
	switch {
	case errors.Is(err, recruit.ErrDamaged) && (of.workspace || r.member.ID != 0):
		s.Tell("%s", recruit.Sentence(err)) // only so can they be set again
		if of.workspace {
			r = rules{}
		}
	case err != nil:
		return r, err
	}
	if err := do(&r); err != nil {
		return r, err
	}
	if r.ofWorkspace() {
		err = s.Services.Availability.SetWorkspaceHours(ctx, s.Actor, r.workspace)
	} else {
		var saved availability.MemberHours
		saved, err = s.Services.Availability.SetMemberHours(ctx, s.Actor, r.member.ID, r.own, r.version)
		r.version = saved.Version
	}
	if err != nil {
		return r, err
	}
	now, err := of.read(ctx, s, args)
	if errors.Is(err, recruit.ErrDamaged) { // it was said before
		err = nil
	}
	return now, err
}

func (p planner) hoursShow() *cobra.Command {
	var of whose
	c := &cobra.Command{
		Use:     "show [MEMBER]",
		Short:   "Show when a member works, and where each rule comes from",
		Example: "  recruitty hours show\n  recruitty hours show lee@example.com --json\n  recruitty hours show --workspace",
		Args:    command.Exactly("[the number or email address of a member]"),
		RunE: p.Acting(func(ctx context.Context, s *command.Session, args []string) error {
			r, err := of.read(ctx, s, args)
			if err != nil {
				return err
			}
			return printHours(s, r)
		}),
	}
	of.flag(c)
	c.ValidArgsFunction = p.First(p.MemberEmails)
	return c
}

func shapeHours(r rules) hoursJSON {
	h := r.holds
	shape := hoursJSON{Working: h.Working, Preferred: h.Preferred, Lunch: h.Lunch, Before: int(h.Before / time.Minute), After: int(h.After / time.Minute),
		PerDay: h.PerDay, PerWeek: h.PerWeek, Holidays: h.Holidays, Off: r.off(), Set: []string{}}
	for _, f := range fields() {
		if f.isSet(r.set()) {
			shape.Set = append(shape.Set, f.name)
		}
	}
	if !r.ofWorkspace() {
		shape.Member = &hoursOfJSON{r.member.ID, r.member.Name, r.member.Email, r.version}
		shape.TimeZone = h.Zone.String()
	}
	return shape
}

// off lists all time off that holds.
func (r rules) off() []offJSON {
	all := []offJSON{}
	for _, o := range r.workspace.Off {
		all = append(all, offJSON{o.First, o.Last, o.Part, true})
	}
	for _, o := range r.own.Off {
		all = append(all, offJSON{o.First, o.Last, o.Part, false})
	}
	return all
}

func printHours(s *command.Session, r rules) error {
	shape := shapeHours(r)
	return s.Print(shape, func(w *output.Page) {
		if r.ofWorkspace() {
			w.Line("Hours of the workspace, on each member's own clock")
		} else {
			w.Line("Hours of %s (%s)", r.member.Name, timeparse.Called(r.member.TimeZone, s.Now()))
		}
		for _, f := range fields() {
			w.Field(f.label, f.words(shape)+r.source(f))
		}
		for n, o := range shape.Off {
			name := ""
			if n == 0 {
				name = "Time off"
			}
			w.Field(name, o.words())
		}
	})
}

// source says where a rule comes from that a member has not set.
func (r rules) source(f field) string {
	switch {
	case f.isSet(r.set()):
		return ""
	case f.isSet(&r.workspace):
		return "  (the workspace's)"
	}
	return "  (nobody has set it)"
}

func (o offJSON) words() string {
	words := hours.TimeOff{First: o.First, Last: o.Last, Part: o.Part}.String()
	if o.Workspace {
		words += "  (the workspace's)"
	}
	return words
}

// atMost writes a limit.
func atMost(n int) string {
	if n == 0 {
		return "no limit"
	}
	return "at most " + strconv.Itoa(n)
}
