package planning

import (
	"context"
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"recruitty/internal/cli/command"
	"recruitty/internal/cli/output"
	"recruitty/recruit"
	"recruitty/recruit/availability"
	"recruitty/recruit/busy"
	"recruitty/recruit/export"
	"recruitty/recruit/timeparse"
	"recruitty/recruit/workspace"
)

func (p planner) calendar() *cobra.Command {
	return command.Noun("calendar", "Calendars that show when people are free",
		p.calendarConnect(), p.calendarList(), p.calendarTest(), p.calendarSync(), p.calendarDisconnect(), p.calendarSettings())
}

// sourceJSON is a connection through which calendars are read, with --json. Nothing of
// what opens it is in it.
type sourceJSON struct {
	ID        availability.SourceID   `json:"id"`
	OwnerID   *recruit.MemberID       `json:"owner_id"` // null for the workspace's
	Owner     string                  `json:"owner"`    // "" for the workspace's
	Kind      busy.Kind               `json:"kind"`
	Account   string                  `json:"account"`
	Server    string                  `json:"server"`
	Titles    bool                    `json:"titles"`
	Whole     bool                    `json:"whole"`
	Everyone  bool                    `json:"everyone"` // its calendars follow the team
	State     recruit.ConnectionState `json:"state"`
	Trouble   string                  `json:"trouble"`
	Since     export.Time             `json:"since"`
	ReadAt    export.Time             `json:"read_at"` // null before the first reading
	DueAt     export.Time             `json:"due_at"`
	Calendars []calendarJSON          `json:"calendars"`
}

type calendarJSON struct {
	MemberID recruit.MemberID `json:"member_id"`
	Member   string           `json:"member"`
	Name     string           `json:"name"` // as its server knows it; "" for a published calendar
	ReadAt   export.Time      `json:"read_at"`
	From     export.Time      `json:"from"` // of what was read
	To       export.Time      `json:"to"`
	Trouble  string           `json:"trouble"`
	Doubts   []string         `json:"doubts"`
}

// names are those of members by number, of those who left as well.
type names map[recruit.MemberID]string

// names reads the names that the acting member may see.
func (p planner) names(ctx context.Context, s *command.Session) (names, error) {
	team, err := s.Services.Store.Members(ctx, true)
	all := names{}
	for _, m := range team {
		all[m.ID] = m.Name
	}
	return all, err
}

// of names a member, or the workspace.
func (n names) of(id recruit.MemberID) string {
	switch name, known := n[id]; {
	case id == 0:
		return "the workspace"
	case known:
		return name
	}
	return fmt.Sprintf("member %d", id)
}

func (n names) source(src availability.Source) sourceJSON {
	shape := sourceJSON{ID: src.ID, Kind: src.Kind, Account: src.Account, Server: src.Server, Titles: src.Titles, Whole: src.Whole, Everyone: src.Everyone,
		State: src.State, Trouble: src.Trouble, Since: export.Time(src.Since), ReadAt: export.Time(src.ReadAt), DueAt: export.Time(src.DueAt),
		Calendars: output.Each(src.Calendars, n.calendar)}
	if src.OwnerID != 0 {
		shape.OwnerID, shape.Owner = &src.OwnerID, n.of(src.OwnerID)
	}
	return shape
}

func (n names) calendar(c availability.Calendar) calendarJSON {
	return calendarJSON{MemberID: c.MemberID, Member: n.of(c.MemberID), Name: c.Name, ReadAt: export.Time(c.ReadAt), From: export.Time(c.From), To: export.Time(c.To),
		Trouble: c.Trouble, Doubts: output.Words(c.Doubts)}
}

// age says how long ago something was.
func age(s *command.Session) func(time.Time) string {
	return func(t time.Time) string { return timeparse.Relative(t, s.Now()) }
}

// printSource shows one connection with its calendars.
func (p planner) printSource(ctx context.Context, s *command.Session, src availability.Source) error {
	all, err := p.names(ctx, s)
	if err != nil {
		return err
	}
	return s.Print(all.source(src), func(w *output.Page) {
		w.Line("Calendar connection %d: %s", src.ID, src.Label())
		w.Field("Whose", all.of(src.OwnerID))
		w.Field("Connected", s.Moment(src.Since))
		w.Field("State", src.Story(age(s)))
		w.Field("Reads", reads(src))
		w.List("It reads no calendar.", []string{"OF", "LAST READ", "TROUBLE", "CALENDAR"}, output.Each(src.Calendars, func(c availability.Calendar) []string {
			return []string{all.of(c.MemberID), lastRead(s, c.ReadAt), c.Trouble, c.Name}
		}))
	})
}

// reads says what of calendars is asked for.
func reads(src availability.Source) string {
	words := ""
	if src.Titles {
		words = "entries with their titles, by which soft ones are told apart; no title is kept"
	} else if src.Kind == busy.Google || src.Kind == busy.Microsoft {
		words = "when someone is busy, without titles"
	}
	if src.Everyone {
		words = strings.TrimPrefix(words+"; the calendars of everybody in the team, also of who joins later", "; ")
	}
	return words
}

func lastRead(s *command.Session, t time.Time) string {
	if t.IsZero() {
		return "never"
	}
	return age(s)(t)
}

func (p planner) calendarList() *cobra.Command {
	return &cobra.Command{
		Use:     "list [QUERY]",
		Short:   "List the calendars that are connected, how old their last reading is, and what is wrong",
		Example: "  recruitty calendar list\n  recruitty calendar list google --json",
		Args:    command.Exactly("[words to look for]"),
		RunE: p.Acting(func(ctx context.Context, s *command.Session, args []string) error {
			sources, err := s.Services.Availability.Sources(ctx, s.Actor)
			if err != nil {
				return err
			}
			all, err := p.names(ctx, s)
			if err != nil {
				return err
			}
			query := command.Wanted(args)
			none := command.NoneOf(query, "No calendar is connected yet; connect one with recruitty calendar connect.")
			return command.List(s, query, output.ListOf(none, []string{"ID", "WHOSE", "CALENDAR", "SINCE", "STATE"}, func(src availability.Source) []string {
				return []string{output.Number(src.ID), all.of(src.OwnerID), src.Label(), s.Moment(src.Since), src.Story(age(s))}
			}, all.source), func(src availability.Source) string {
				return strings.Join(output.Each(src.Of(), all.of), " ")
			}, output.Whole(sources))
		}),
	}
}

// sourceIDs offers the numbers of the connections that the member may see.
func (p planner) sourceIDs(ctx context.Context, w *workspace.Workspace, typed string) []string {
	sources, err := w.Services.Availability.Store.Sources(ctx)
	if err != nil {
		return nil
	}
	return command.Starting(output.Each(sources, func(src availability.Source) string {
		return strconv.FormatInt(int64(src.ID), 10) + "\t" + src.Label()
	}), typed)
}
