// Package scoring has the commands about scorecards: giving, showing and withdrawing them,
// the forms and guides behind them, and the debrief.
package scoring

import (
	"context"
	"io"
	"os"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"recruitty/internal/cli/command"
	"recruitty/internal/cli/output"
	"recruitty/recruit"
	"recruitty/recruit/export"
	"recruitty/recruit/scorecards"
)

// scorer makes the commands.
type scorer struct{ *command.Program }

// Commands are the nouns of this room.
func Commands(p *command.Program) []*cobra.Command {
	here := scorer{p}
	return []*cobra.Command{here.score(), here.debrief()}
}

// score is the noun. With the number of an interview it gives the own scorecard.
func (p scorer) score() *cobra.Command {
	c := command.Noun("score", "Scorecards of interviews, their forms and the interview guides",
		p.give(), p.show(), p.prepare(), p.list(), p.withdraw(), p.form(), p.guide(), p.remind(), p.settings())
	give, otherwise := p.give(), c.RunE
	c.Use = "score [INTERVIEW]"
	c.Long = strings.Replace(c.Long, ".\n\n", ". With the number of an interview it does what “score give” does.\n\n", 1)
	c.Flags().AddFlagSet(give.Flags())
	c.ValidArgsFunction = give.ValidArgsFunction
	c.Args = func(cmd *cobra.Command, args []string) error {
		if len(args) == 1 && strings.Trim(args[0], "0123456789") == "" {
			return nil
		}
		return command.Known(cmd, args)
	}
	c.RunE = func(cmd *cobra.Command, args []string) error {
		if len(args) == 1 {
			return give.RunE(cmd, args)
		}
		return otherwise(cmd, args)
	}
	return c
}

// cardJSON is a scorecard with --json.
type cardJSON struct {
	Interview      recruit.InterviewID       `json:"interview"`
	Member         recruit.MemberID          `json:"member"`
	Author         string                    `json:"author"`
	State          string                    `json:"state"` // begun, given or withdrawn
	Ratings        []scorecards.Rating       `json:"ratings"`
	Recommendation scorecards.Recommendation `json:"recommendation"`
	Note           string                    `json:"note"`
	PrivateNote    string                    `json:"private_note"` // "" for who may not read it
	Unread         string                    `json:"unread"`       // lines of a mail that were not understood
	Mailed         bool                      `json:"mailed"`
	Version        int                       `json:"version"`
	GivenAt        export.Time               `json:"given_at"`
	UpdatedAt      export.Time               `json:"updated_at"`
	By             string                    `json:"by,omitempty"` // who made a version of a history
}

func shapeCard(c scorecards.Card) cardJSON {
	return cardJSON{c.Interview, c.Member, c.Author, stateOf(c), append([]scorecards.Rating{}, c.Ratings...), c.Recommendation, c.Note, c.Private, c.Unread, c.Mailed,
		c.Version, export.Time(c.GivenAt), export.Time(c.UpdatedAt), c.By}
}

func stateOf(c scorecards.Card) string {
	switch {
	case !c.WithdrawnAt.IsZero():
		return "withdrawn"
	case c.Given():
		return "given"
	}
	return "begun"
}

// writeCard writes a scorecard as a page shows it.
func writeCard(w *output.Page, c scorecards.Card) {
	head := c.Author
	if c.Left {
		head += " (left the team)"
	}
	if state := stateOf(c); state != "given" {
		head += ", " + state
	}
	w.Line("%s: %s", head, orNone(c.Recommendation.Words(), "no recommendation yet"))
	for _, r := range c.Ratings {
		w.Field(r.Attribute, strings.TrimSpace(strconv.Itoa(r.Value)+" of "+strconv.Itoa(r.Of)+" "+r.Word))
	}
	for _, note := range [][2]string{{"Note", c.Note}, {"Private note", c.Private}, {"Not understood in your email", c.Unread}} {
		if note[1] != "" {
			w.Line("  %s:", note[0])
			w.Block(note[1])
		}
	}
}

func orNone(text, none string) string {
	if text == "" {
		return none
	}
	return text
}

// maxFile bounds a file with a form, a guide or a scorecard.
const maxFile = 64 << 10

// read reads a text file, or standard input for -.
func (p scorer) read(name string) (string, error) {
	from := p.In
	if name != "-" {
		if p.Remote() {
			return "", recruit.Refused("A file of your machine cannot be read from here; send it in with --file - < FILE.")
		}
		f, err := os.Open(name)
		if err != nil {
			return "", recruit.Invalid("file", "%s cannot be read; check its name.", recruit.Shorten(name))
		}
		defer f.Close()
		from = f
	}
	content, err := io.ReadAll(io.LimitReader(from, maxFile+1))
	switch {
	case err != nil:
		return "", recruit.Invalid("file", "%s cannot be read.", recruit.Shorten(name))
	case len(content) > maxFile:
		return "", recruit.Invalid("file", "%s is larger than 64 KB.", recruit.Shorten(name))
	}
	return string(content), nil
}

// sheetOf is the sheet of the interview that a person named.
func sheetOf(ctx context.Context, s *command.Session, ref string) (scorecards.Sheet, error) {
	id, err := command.Numbered[recruit.InterviewID]("interview", ref)
	if err != nil {
		return scorecards.Sheet{}, err
	}
	return s.Services.Scorecards.Sheet(ctx, s.Actor, id)
}
