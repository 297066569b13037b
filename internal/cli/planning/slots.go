package planning

import (
	"context"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"recruitty/internal/cli/command"
	"recruitty/internal/cli/output"
	"recruitty/recruit"
	"recruitty/recruit/export"
	"recruitty/recruit/finder"
	"recruitty/recruit/pools"
	"recruitty/recruit/slots"
	"recruitty/recruit/timeparse"
)

// slotsFlags are what is looked for, as it is typed.
type slotsFlags struct {
	searchFlags
	duration            string
	participants, pools []string
	limit               int
	except              string
}

func (p planner) slots() *cobra.Command {
	var f slotsFlags
	c := &cobra.Command{
		Use:   "slots --candidate ID --duration LENGTH",
		Short: "Find the hours that suit everybody",
		Long: `Finds hours for an interview that suit the candidate, every participant you name, and the given number of members of each
pool: free in their calendars, within their working hours and limits, and with the breaks they want. The best come first. For
each day without an hour the reason is given, followed by alternatives that would work.

Unknown does not count as free: if a calendar cannot be read, or was never connected, each hour that depends on it says so.

--window takes the candidate's own words, such as "Tuesday after 3pm or Wednesday morning". If they are unclear, the command
asks a question with numbered answers instead of guessing; give the number with --answer, once for each question, in their
order. Nothing is booked: recruitty interview schedule does that.`,
		Example: `  recruitty slots --candidate 12 --duration 45m --participant dana@example.com
  recruitty slots --candidate 12 --duration 45m --participant dana@example.com --window "next Tuesday afternoon" --answer 2
  recruitty slots --candidate 12 --duration 60 --pool "2 of Backend" --participant dana@example.com --from tomorrow --days 10 --json`,
		Args: command.Exactly(),
		RunE: p.Acting(func(ctx context.Context, s *command.Session, _ []string) error {
			ask, err := f.request(ctx, s)
			if err != nil {
				return err
			}
			found, err := s.Services.Finder.Find(ctx, s.Actor, ask)
			if err != nil {
				return err
			}
			return printSlots(s, found, f.understood)
		}),
	}
	flags := c.Flags()
	f.add(p, c, "hours")
	flags.StringVar(&f.duration, "duration", "", "`length` of the interview, such as 45m")
	flags.StringArrayVar(&f.participants, "participant", nil, "email `address` of a participant (may be repeated)")
	flags.StringArrayVar(&f.pools, "pool", nil, "a number of members of a `pool`, such as \"2 of Backend\" (may be repeated)")
	flags.IntVar(&f.limit, "limit", 20, "maximum number of times to list")
	flags.StringVar(&f.except, "interview", "", "`ID` of the interview to be moved, which does not count as busy")
	p.Complete(c, "participant", p.MemberEmails)
	p.Complete(c, "interview", p.InterviewIDs)
	p.Complete(c, "pool", p.PoolNames)
	return c
}

// request reads the flags.
func (f *slotsFlags) request(ctx context.Context, s *command.Session) (finder.Request, error) {
	ask := finder.Request{People: f.participants, Soft: f.soft, Limit: f.limit, Days: f.days}
	if err := command.Required(s.Cmd, "candidate", "duration"); err != nil {
		return ask, err
	}
	var err error
	if ask.Duration, err = command.Duration(f.duration); err != nil {
		return ask, err
	}
	if f.except != "" {
		if ask.Interview, err = command.Numbered[recruit.InterviewID]("interview", f.except); err != nil {
			return ask, err
		}
	}
	if f.limit < 1 || f.limit > 200 {
		return ask, recruit.Invalid("limit", "From 1 to 200 hours can be listed.")
	}
	if ask.Needs, err = s.PoolNeeds(ctx, f.pools); err != nil {
		return ask, err
	}
	in, err := f.search(ctx, s)
	ask.Candidate, ask.From, ask.To, ask.Windows = in.Candidate, in.From, in.To, in.Windows
	return ask, err
}

// whoJSON is someone who takes part.
type whoJSON struct {
	Name  string         `json:"name"`
	Email string         `json:"email"`
	Pool  recruit.PoolID `json:"pool"` // 0 for who was asked for by name
	Level pools.Level    `json:"level"`
	Why   string         `json:"why"`
}

type hourJSON struct {
	Start    export.Time `json:"start"`
	End      export.Time `json:"end"`
	People   []whoJSON   `json:"people"`
	Soft     int         `json:"soft"`    // people who would have to give something up
	Unknown  int         `json:"unknown"` // people of whom it is not known
	Concerns []string    `json:"concerns"`
}

type dayJSON struct {
	Date   string `json:"date"` // in the candidate's zone
	Hours  int    `json:"hours"`
	Reason string `json:"reason"` // why it has none
	Person string `json:"person"` // whom that is about
	Cause  string `json:"cause"`
}

type wayJSON struct {
	What  string `json:"what"`
	Hours int    `json:"hours"`
}

type slotsJSON struct {
	TimeZone string      `json:"time_zone"` // the candidate's, in which days are counted
	From     export.Time `json:"from"`
	To       export.Time `json:"to"`
	Hours    []hourJSON  `json:"hours"`
	Days     []dayJSON   `json:"days"`
	WaysOut  []wayJSON   `json:"ways_out"`
	Unknown  []string    `json:"unknown"` // why someone's time is not known
	NotAsked []string    `json:"not_looked_at"`
	GaveUp   bool        `json:"gave_up"`
	// Understood is what was read of the candidate's words.
	Understood []string `json:"understood"`
}

func shapeSlots(f finder.Found, understood []string, moment func(time.Time) string) slotsJSON {
	shape := slotsJSON{Understood: output.Words(understood), TimeZone: f.Zone.String(), From: export.Time(f.From), To: export.Time(f.To), Unknown: output.Words(f.Unknown(moment)), NotAsked: output.Words(f.Strangers), GaveUp: f.GaveUp,
		Hours: output.Each(f.Hours, func(h finder.Hour) hourJSON {
			return hourJSON{Start: export.Time(h.Start), End: export.Time(h.End), Soft: h.Quality.Soft, Unknown: h.Quality.Unknown, Concerns: output.Words(h.Concerns(f.Zone)), People: ofPeople(h)}
		}),
		WaysOut: ofWays(f), Days: ofDays(f)}
	return shape
}

// ofPeople are those who take part in an hour.
func ofPeople(h finder.Hour) []whoJSON {
	return output.Each(h.People, func(p finder.Chosen) whoJSON {
		return whoJSON{Name: p.Member.Name, Email: p.Member.Email, Pool: p.Pool, Level: p.Level, Why: p.Reason()}
	})
}

// ofWays are the ways out of a search.
func ofWays(f finder.Found) []wayJSON {
	return output.Each(f.Relaxations, func(r slots.Relaxation) wayJSON { return wayJSON{What: f.WayOut(r), Hours: r.Hours} })
}

// ofDays are the days of a search, with what stands against those without an hour.
func ofDays(f finder.Found) []dayJSON {
	reasons := map[string]slots.Reason{}
	for _, r := range f.Refusals {
		reasons[r.Start.In(f.Zone).Format(time.DateOnly)] = r.Reason
	}
	return output.Each(f.Days, func(d slots.Day) dayJSON {
		day := dayJSON{Date: d.Start.In(f.Zone).Format(time.DateOnly), Hours: d.Hours}
		if r, refused := reasons[day.Date]; refused {
			day.Reason, day.Person, day.Cause = r.String(), r.Name, r.Kind.String()
		}
		return day
	})
}

func printSlots(s *command.Session, f finder.Found, understood []string) error {
	zone := s.Actor.Location()
	return s.Print(shapeSlots(f, understood, s.Moment), func(w *output.Page) {
		for _, said := range understood {
			w.Line("Understood: %s.", said)
		}
		if none := f.None(); none != "" {
			w.Line("%s", none)
		}
		if len(f.Hours) > 0 {
			output.Rows(w, output.ListOf("", []string{"START", "END", "FOR THE CANDIDATE", "WHO", "BUT"}, func(h finder.Hour) []string {
				return []string{s.Moment(h.Start), timeparse.Clock(h.End.In(zone)), timeparse.WeekdayClock(h.Start.In(f.Zone)) + " " + timeparse.Label(h.Start.In(f.Zone)), h.Who(), strings.Join(h.Concerns(zone), "; ")}
			}, func(h finder.Hour) string { return h.Who() }), f.Hours)
		}
		sayWhyNot(w, s, f)
	})
}

// sayWhyNot says what stands against the days without an hour, the ways out, and what is
// not known.
func sayWhyNot(w *output.Page, s *command.Session, f finder.Found) {
	for _, r := range f.Refused() {
		w.Line("%s: %s.", r.Days(), r.Reason.String())
	}
	for _, way := range f.Relaxations {
		w.Line("Alternative: %s.", f.WayOut(way))
	}
	for _, said := range f.Unknown(s.Moment) {
		w.Line("%s", said)
	}
	if short := f.Short(); short != "" {
		w.Line("%s", short)
	}
}
