package scoring

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"recruitty/internal/cli/command"
	"recruitty/internal/cli/output"
	"recruitty/recruit"
	"recruitty/recruit/export"
	"recruitty/recruit/scorecards"
)

type sheetJSON struct {
	Interview recruit.InterviewID `json:"interview"`
	Title     string              `json:"title"`
	Candidate string              `json:"candidate"`
	Stage     string              `json:"stage"`
	Start     export.Time         `json:"start"`
	Guide     string              `json:"guide"`
	Form      []attributeJSON     `json:"form"`
	Cards     []cardJSON          `json:"cards"`
	Own       *cardJSON           `json:"own"`   // your own, begun, given or withdrawn
	Blind     bool                `json:"blind"` // some are not shown until yours is given
	Panel     []seatJSON          `json:"panel"`
}

type seatJSON struct {
	Member  recruit.MemberID `json:"member"`
	Name    string           `json:"name"`
	Given   bool             `json:"given"`
	Missing bool             `json:"missing"`
	OnPanel bool             `json:"on_panel"`
	Left    bool             `json:"left"` // has left the team
}

func shapeSheet(x scorecards.Sheet) sheetJSON {
	i := x.Interview
	out := sheetJSON{i.ID, i.Title, i.CandidateName, x.Stage, export.Time(i.Start), x.Guide, shapeForm(x.Form), output.Each(x.Cards, shapeCard), nil, x.Blind,
		output.Each(x.Seats, func(s scorecards.Seat) seatJSON {
			missing := slices.Contains(x.Missing(), s)
			return seatJSON{s.Member, s.Name, s.Given, missing, s.OnPanel, s.Left}
		})}
	if x.Own.Version > 0 {
		own := shapeCard(x.Own)
		out.Own = &own
	}
	return out
}

// writeSheet writes a sheet as a page shows it.
func writeSheet(w *output.Page, x scorecards.Sheet, guide bool) {
	w.Line("Interview %d: %s with %s", x.Interview.ID, x.Interview.Title, x.Interview.CandidateName)
	for _, c := range x.Cards {
		writeCard(w, c)
	}
	for _, s := range x.Missing() {
		w.Line("%s: missing", s.Name)
	}
	if x.Own.Version > 0 && !x.Own.Given() {
		writeCard(w, x.Own)
	}
	if x.Blind {
		w.Line("%s", scorecards.BlindWords)
	}
	if guide && x.Guide != "" {
		w.Line("Interview guide:")
		w.Block(x.Guide)
	}
}

func (p scorer) show() *cobra.Command {
	var history string
	c := &cobra.Command{
		Use:   "show INTERVIEW",
		Short: "Show the scorecards and the guide of an interview",
		Long: `Shows who has given a scorecard of an interview, who is missing, and the cards as far as you may read them: of a panel,
nobody reads another's before their own is given. With --history it shows the earlier versions of one member's card.`,
		Example:           "  recruitty score show 12\n  recruitty score show 12 --history dana@example.com",
		Args:              command.Exactly("the number of an interview"),
		ValidArgsFunction: p.First(p.InterviewIDs),
		RunE: p.Reading(func(ctx context.Context, s *command.Session, args []string) error {
			if history != "" {
				return printHistory(ctx, s, args[0], history)
			}
			x, err := sheetOf(ctx, s, args[0])
			if err != nil {
				return err
			}
			return s.Print(shapeSheet(x), func(w *output.Page) { writeSheet(w, x, true) })
		}),
	}
	c.Flags().StringVar(&history, "history", "", "`email` of the member whose versions are shown")
	p.Complete(c, "history", p.MemberEmails)
	return c
}

func (p scorer) prepare() *cobra.Command {
	return &cobra.Command{
		Use:   "prepare INTERVIEW",
		Short: "Prepare for an interview: guide, résumé, notes",
		Long: `Prints what the panel of an interview reads before it: the guide, what the scorecard asks for, the text of the résumé, earlier
scorecards and notes, as far as you may read them. None of it is meant for the candidate.`,
		Example:           "  recruitty score prepare 12",
		Args:              command.Exactly("the number of an interview"),
		ValidArgsFunction: p.First(p.InterviewIDs),
		RunE: p.Reading(func(ctx context.Context, s *command.Session, args []string) error {
			id, err := command.Numbered[recruit.InterviewID]("interview", args[0])
			if err != nil {
				return err
			}
			of, err := s.Services.Scorecards.Prepare(ctx, s.Actor, id)
			if err != nil {
				return err
			}
			resume, err := s.Services.Documents.Told(ctx, of.Resume)
			if err != nil {
				return err
			}
			parts := of.Parts(resume, s.Moment)
			return s.Print(parts, func(w *output.Page) {
				w.Line("Interview %d: %s with %s", of.Interview.ID, of.Interview.Title, of.Interview.CandidateName)
				for _, part := range parts {
					w.Line("")
					w.Line("%s", part.Heading)
					w.Block(part.Text)
				}
			})
		}),
	}
}

func printHistory(ctx context.Context, s *command.Session, ref, author string) error {
	x, err := sheetOf(ctx, s, ref)
	if err != nil {
		return err
	}
	at := slices.IndexFunc(x.Seats, func(seat scorecards.Seat) bool { return strings.EqualFold(seat.Address, author) })
	var of recruit.MemberID
	switch {
	case at >= 0:
		of = x.Seats[at].Member
	default:
		m, err := s.MemberRef(ctx, author)
		if err != nil {
			return err
		}
		of = m.ID
	}
	all, err := s.Services.Scorecards.History(ctx, x.Interview.ID, of, s.Actor.ID)
	if err != nil {
		return err
	}
	return s.Print(output.Each(all, shapeCard), func(w *output.Page) {
		for _, c := range all {
			w.Line("%s, version %d by %s", s.Moment(c.UpdatedAt), c.Version, c.By)
			writeCard(w, c)
		}
	})
}

type dueJSON struct {
	Interview recruit.InterviewID `json:"interview"`
	Title     string              `json:"title"`
	Candidate string              `json:"candidate"`
	Job       string              `json:"job"`
	Start     export.Time         `json:"start"`
	Given     int                 `json:"given"`
	Missing   []string            `json:"missing"`
	Own       string              `json:"own"` // missing, begun, given, withdrawn, or "" for none
}

func (p scorer) list() *cobra.Command {
	var mine bool
	c := &cobra.Command{
		Use:     "list",
		Short:   "List the interviews of the last four weeks with their scorecards",
		Long:    "Lists the interviews of the last four weeks that have begun, with how many scorecards are given and whose are missing.",
		Example: "  recruitty score list\n  recruitty score list --mine",
		Args:    command.Exactly(),
		RunE: p.Reading(func(ctx context.Context, s *command.Session, _ []string) error {
			sheets, err := s.Services.Scorecards.Recent(ctx, s.Actor)
			if err != nil {
				return err
			}
			if mine {
				sheets = slices.DeleteFunc(sheets, func(x scorecards.Sheet) bool { return !awaitedOf(x, s.Actor.ID) })
			}
			none := "No interview of the last four weeks has begun."
			if mine {
				none = "None of your scorecards is missing."
			}
			return command.List(s, nil, output.ListOf(none, []string{"INTERVIEW", "WHEN", "CANDIDATE", "TITLE", "GIVEN", "MISSING"}, func(x scorecards.Sheet) []string {
				return []string{output.Number(x.Interview.ID), s.Moment(x.Interview.Start), x.Interview.CandidateName, x.Interview.Title,
					fmt.Sprintf("%d of %d", x.Given(), x.Given()+len(x.Missing())), strings.Join(names(x.Missing()), ", ")}
			}, func(x scorecards.Sheet) dueJSON {
				i, own := x.Interview, ""
				switch {
				case x.Own.Version > 0:
					own = stateOf(x.Own)
				case awaitedOf(x, s.Actor.ID):
					own = "missing"
				}
				return dueJSON{i.ID, i.Title, i.CandidateName, i.JobTitle, export.Time(i.Start), x.Given(), output.Words(names(x.Missing())), own}
			}), nil, output.Whole(sheets))
		}),
	}
	c.Flags().BoolVar(&mine, "mine", false, "only those of which your own scorecard is missing")
	return c
}

func awaitedOf(x scorecards.Sheet, m recruit.MemberID) bool {
	return slices.ContainsFunc(x.Missing(), func(s scorecards.Seat) bool { return s.Member == m })
}

func names(all []scorecards.Seat) []string {
	return output.Each(all, func(s scorecards.Seat) string { return s.Name })
}
