package planning

import (
	"context"

	"github.com/spf13/cobra"

	"recruitty/internal/cli/command"
	"recruitty/recruit"
	"recruitty/recruit/finder"
	"recruitty/recruit/slots"
)

// searchFlags say for whom hours are looked for and when, as it is typed.
type searchFlags struct {
	candidate, from, to, windows string
	answers                      []string
	days                         int
	soft                         bool
	understood                   []string // of the windows
}

// add gives the flags to a command that looks for hours, or for schedules.
func (f *searchFlags) add(p planner, c *cobra.Command, what string) {
	c.Flags().StringVar(&f.candidate, "candidate", "", "`ID` or email address of the candidate")
	p.Complete(c, "candidate", p.CandidateIDs)
	f.addTimes(c, what)
}

// addTimes gives the flags that say when hours are looked for.
func (f *searchFlags) addTimes(c *cobra.Command, what string) {
	flags := c.Flags()
	flags.StringVar(&f.from, "from", "", "first `day` or time")
	flags.StringVar(&f.to, "to", "", "`day` or time at which the search ends")
	flags.IntVar(&f.days, "days", finder.NearDays, "how many days to look ahead without --to")
	flags.StringVar(&f.windows, "window", "", "when the candidate can, in their own `words`")
	flags.StringArrayVar(&f.answers, "answer", nil, "`number` of the answer to a question about --window (repeat it for each question)")
	flags.BoolVar(&f.soft, "soft", false, "also "+what+" that overlap something that may be overruled")
}

// search reads the flags.
func (f *searchFlags) search(ctx context.Context, s *command.Session) (finder.Search, error) {
	if err := command.Required(s.Cmd, "candidate"); err != nil {
		return finder.Search{}, err
	}
	id, err := s.CandidateRef(ctx, f.candidate)
	if err != nil {
		return finder.Search{}, err
	}
	return f.times(ctx, s, id)
}

// times reads when hours are looked for, for a candidate.
func (f *searchFlags) times(ctx context.Context, s *command.Session, id recruit.CandidateID) (ask finder.Search, err error) {
	ask = finder.Search{Candidate: id, Soft: f.soft, Days: f.days}
	if f.days < 1 || f.days > finder.FarDays {
		return ask, recruit.Invalid("days", "Calendars are read at most %d days ahead; look 1 to %d days ahead.", finder.FarDays, finder.FarDays)
	}
	zone := s.Actor.Location()
	if ask.From, err = s.Edge("from", f.from, zone); err != nil {
		return ask, err
	}
	if ask.To, err = s.Edge("to", f.to, zone); err != nil {
		return ask, err
	}
	if !ask.To.IsZero() && !ask.To.After(s.Now()) || !ask.To.IsZero() && !ask.To.After(ask.From) {
		return ask, recruit.Invalid("to", "The search would end before it begins; choose a later end.")
	}
	switch {
	case f.windows != "":
		ask.Windows, err = f.read(ctx, s, ask.Candidate)
	case len(f.answers) > 0:
		err = recruit.Invalid("answer", "--answer goes with --window; nothing was asked.")
	}
	return ask, err
}

// mostUnderstood is how many windows are said.
const mostUnderstood = 50

// read reads the candidate's own words with the answers that were given; what is unclear
// still is refused with the question.
func (f *searchFlags) read(ctx context.Context, s *command.Session, id recruit.CandidateID) ([]slots.Span, error) {
	c, err := s.Services.Store.Candidate(ctx, id)
	if err != nil {
		return nil, err
	}
	given := map[string]string{}
	read := finder.ReadWindows(f.windows, c, s.Now(), s.Actor.Location(), given)
	for n, typed := range f.answers { // each answers the first question that is open then
		if len(read.Questions) == 0 {
			return nil, recruit.Invalid("answer", "Only %s asked about these words; leave out --answer %s.", recruit.Counted(n, "question is", "questions are"), recruit.Shorten(typed))
		}
		q := read.Questions[0]
		if given[q.ID], err = finder.Answer("answer", q, typed); err != nil {
			return nil, err
		}
		read = finder.ReadWindows(f.windows, c, s.Now(), s.Actor.Location(), given)
	}
	if len(read.Questions) > 0 {
		q := read.Questions[0]
		return nil, recruit.Invalid("window", "%s Say with --answer which: %s.", q.Says, finder.Numbered(q))
	}
	if err := finder.Unclear("window", read); err != nil {
		return nil, err
	}
	f.understood = finder.Understood(read, s.Now(), mostUnderstood)
	return finder.Spans(read, s.Now()), nil
}
