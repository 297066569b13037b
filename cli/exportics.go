package cli

import (
	"context"
	"errors"
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"recruitty/recruit"
	"recruitty/recruit/clean"
)

// exporting is the command export; importing is its counterpart.
func (p *program) exporting() *cobra.Command {
	return noun("export", "Write everything of one kind, for spreadsheets, calendars and other programs",
		p.exportJobs(), p.exportCandidates(), p.exportInterviews(), p.exportActivity())
}

// exporter writes one kind of thing as a format.
type exporter func(ctx context.Context, s *session, format string) error

// exports makes the exporter of a list: rows for a spreadsheet, and values with
// the names that lists have, for programs.
func exports[T any](p *program, l func(context.Context, *session) listing[T], all func(context.Context, *session) pages[T]) exporter {
	return func(ctx context.Context, s *session, format string) error {
		if format == "json" {
			p.json = true
			return stream(p, l(ctx, s), all(ctx, s))
		}
		return streamCSV(p, l(ctx, s), all(ctx, s))
	}
}

// export makes the command that writes one kind of thing; calendar is nil
// where a calendar file makes no sense.
func (p *program) export(kind, short string, write exporter, calendar func(context.Context, *session) error) *cobra.Command {
	formats := []string{"csv", "json"}
	if calendar != nil {
		formats = append(formats, "ics")
	}
	var format string
	c := &cobra.Command{
		Use:   kind,
		Short: short,
		Long: short + ` on standard output. In a CSV file a value that a spreadsheet would take
for a formula has an apostrophe in front, which an import takes away again; phone numbers stay as they are.
What cannot be read is left out and named, and the exit code is then 1.`,
		Example: "  recruitty export " + kind + " --format " + formats[len(formats)-1] + " > " + kind + "." + formats[len(formats)-1],
		Args:    exactly(),
		RunE: p.reading(func(ctx context.Context, s *session, _ []string) error {
			if p.json && !s.cmd.Flags().Changed("format") {
				format = "json"
			}
			if format == "ics" && calendar != nil {
				return s.orLeftOut(calendar(ctx, s))
			}
			if format != "csv" && format != "json" {
				return recruit.Invalid("format", "%s are exported as %s, not as %s.", strings.ToUpper(kind[:1])+kind[1:], strings.Join(formats, " or "), quote(format))
			}
			return s.orLeftOut(write(ctx, s, format))
		}),
	}
	c.Flags().StringVar(&format, "format", "csv", strings.Join(formats, " or "))
	p.among(c, "format", formats...)
	return c
}

// leaveOut names something that is missing from a result. What is not there any
// more is not missing.
func (s *session) leaveOut(what string, why error) {
	if errors.Is(why, recruit.ErrNotFound) {
		return
	}
	s.left++
	s.tell("recruitty: left out %s: %s", what, oneLine(because(why)))
}

// because is the sentence of an error, or else its words.
func because(err error) string {
	var p *recruit.Problem
	if errors.As(err, &p) {
		return p.Sentence
	}
	return err.Error()
}

// orLeftOut is err, or else that something was left out.
func (s *session) orLeftOut(err error) error {
	if err != nil || s.left == 0 {
		return err
	}
	return &recruit.Problem{Kind: recruit.ErrStorage, Sentence: fmt.Sprintf("The result is complete but for %d, named above.", s.left)}
}

// write writes bytes to standard output, all at once.
func (p *program) write(content []byte) error {
	if _, err := p.Out.Write(content); err != nil {
		return fmt.Errorf("write the result: %w", err)
	}
	return nil
}

// writeCalendar writes a calendar file, whose lines end with CR LF.
func (p *program) writeCalendar(file []byte) error {
	return p.write([]byte(strings.ReplaceAll(clean.Shown(string(file)), "\n", "\r\n")))
}

// defused is a cell that a spreadsheet shows and does not run; an import takes it
// back as it was.
func defused(cell string) string { return clean.Defused(clean.Shown(cell)) }

// stamp writes an instant for a spreadsheet, "" when unset.
func stamp(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.UTC().Format(time.RFC3339)
}

func (p *program) exportJobs() *cobra.Command {
	return p.export("jobs", "Write all jobs", exports(p, func(context.Context, *session) listing[recruit.JobSummary] {
		return listing[recruit.JobSummary]{
			heads: []string{"id", "title", "department", "location", "status", "external_id", "candidates", "interviews", "created_at", "closed_at", "description"},
			row: func(j recruit.JobSummary) []string {
				return []string{number(j.ID), j.Title, j.Department, j.Location, string(j.Status), j.ExternalID,
					number(j.Candidates), number(j.Interviews), stamp(j.CreatedAt), stamp(j.ClosedAt), j.Description}
			},
			shape: shapeJobLine,
		}
	}, func(ctx context.Context, s *session) pages[recruit.JobSummary] {
		return s.jobPages(ctx, recruit.JobFilter{})
	}), nil)
}

// candidateExportJSON is a candidate without what belongs to the profile only.
type candidateExportJSON struct {
	ID         recruit.CandidateID `json:"id"`
	Name       string              `json:"name"`
	Email      string              `json:"email"`
	Phone      string              `json:"phone"`
	TimeZone   string              `json:"time_zone"`
	Language   string              `json:"language"`
	Headline   string              `json:"headline"`
	Tags       []string            `json:"tags"`
	Emails     []string            `json:"further_emails"`
	Phones     []string            `json:"further_phones"`
	Links      []string            `json:"links"`
	Location   string              `json:"location"`
	Source     string              `json:"source"`
	Fields     []ownFieldJSON      `json:"fields"`
	ExternalID string              `json:"external_id"`
	IDSource   string              `json:"external_source"`
	Job        string              `json:"job"`
	Stage      string              `json:"stage"`
	CreatedAt  instant             `json:"created_at"`
}

// exportedCandidate is a candidate with the application that a list shows.
type exportedCandidate struct {
	recruit.Candidate
	job, stage string
}

func (p *program) exportCandidates() *cobra.Command {
	return p.export("candidates", "Write all candidates", exports(p, func(context.Context, *session) listing[exportedCandidate] {
		return listing[exportedCandidate]{
			heads: []string{"id", "name", "email", "phone", "time_zone", "language", "headline", "tags", "further_emails", "further_phones", "links", "location", "source", "fields",
				"external_id", "external_source", "job", "stage", "created_at"},
			row: func(c exportedCandidate) []string {
				return []string{number(c.ID), c.Name, c.Email, c.Phone, c.TimeZone, c.Language, c.Headline, strings.Join(c.Tags, "; "),
					strings.Join(c.Emails, "; "), strings.Join(c.Phones, "; "), strings.Join(c.Links, "; "), c.Residence, c.Origin, recruit.FieldLines(c.Fields),
					c.ExternalID, c.ExternalSource, c.job, c.stage, stamp(c.CreatedAt)}
			},
			shape: func(c exportedCandidate) any {
				return candidateExportJSON{c.ID, c.Name, c.Email, c.Phone, c.TimeZone, c.Language, c.Headline, words(c.Tags),
					words(c.Emails), words(c.Phones), words(c.Links), c.Residence, c.Origin, each(c.Fields, shapeOwnField), c.ExternalID, c.ExternalSource, c.job, c.stage, instant(c.CreatedAt)}
			},
		}
	}, func(ctx context.Context, s *session) pages[exportedCandidate] {
		return mapped(s.candidatePages(ctx, recruit.CandidateFilter{}), func(line recruit.CandidateSummary) (exportedCandidate, bool) {
			c, err := s.Desk.Store.Candidate(ctx, line.ID)
			if err != nil {
				s.leaveOut(fmt.Sprintf("candidate %d (%s)", line.ID, line.Name), err)
			}
			return exportedCandidate{c, line.JobTitle, line.Stage}, err == nil
		})
	}), nil)
}

func (p *program) exportInterviews() *cobra.Command {
	all := func(ctx context.Context, s *session) pages[recruit.InterviewSummary] {
		return s.interviewPages(ctx, recruit.InterviewFilter{})
	}
	return p.export("interviews", "Write all interviews", exports(p, func(context.Context, *session) listing[recruit.InterviewSummary] {
		return listing[recruit.InterviewSummary]{
			heads: []string{"id", "status", "start", "end", "minutes", "time_zone", "title", "candidate", "job", "organiser", "panel", "platform", "place", "join_url", "description"},
			row: func(i recruit.InterviewSummary) []string {
				return []string{number(i.ID), string(i.Status), stamp(i.Start), stamp(i.End()), strconv.Itoa(minutes(i.Duration)), i.TimeZone, i.Title,
					i.CandidateName, i.JobTitle, i.OrganiserName, strings.Join(i.PanelNames, "; "), string(i.Platform), i.Place, i.JoinURL(), i.Description}
			},
			shape: func(i recruit.InterviewSummary) any { return shapeSummary(i) },
		}
	}, all), func(ctx context.Context, s *session) error { return p.streamCalendar(ctx, s, all(ctx, s)) })
}

// streamCalendar writes one calendar file, page by page: the entries of each
// page between the head and the end that a file has.
func (p *program) streamCalendar(ctx context.Context, s *session, all pages[recruit.InterviewSummary]) error {
	const end = "END:VCALENDAR\r\n"
	begun := false
	for page, err := range all {
		if err != nil && begun {
			return cutShort(err)
		}
		if err != nil {
			return err
		}
		records := make([]recruit.Record, 0, len(page))
		for _, i := range page {
			r, err := s.Desk.Store.Record(ctx, i.ID)
			if err != nil {
				s.leaveOut(fmt.Sprintf("interview %d (%s)", i.ID, i.Title), err)
				continue
			}
			records = append(records, r)
		}
		file, left, err := s.Desk.Post.CalendarFile(records)
		if err != nil {
			return err
		}
		for _, l := range left {
			s.leaveOut(fmt.Sprintf("interview %d", l.ID), l.Why)
		}
		part := strings.TrimSuffix(string(file), end)
		if begun {
			at := strings.Index(part, "BEGIN:VEVENT")
			if at < 0 {
				continue
			}
			part = part[at:]
		}
		begun = true
		if err := p.writeCalendar([]byte(part)); err != nil {
			return err
		}
	}
	return p.writeCalendar([]byte(end))
}

func (p *program) exportActivity() *cobra.Command {
	return p.export("activity", "Write the activity log, newest first", exports(p, func(context.Context, *session) listing[recruit.Activity] {
		return listing[recruit.Activity]{
			heads: []string{"at", "actor", "action", "candidate", "job", "interview", "text"},
			row: func(a recruit.Activity) []string {
				interview := ""
				if a.InterviewID != 0 {
					interview = number(a.InterviewID)
				}
				return []string{stamp(a.At), a.Actor, a.Action, a.Candidate, a.Job, interview, a.Text}
			},
			shape: func(a recruit.Activity) any { return shapeActivity(a) },
		}
	}, func(ctx context.Context, s *session) pages[recruit.Activity] {
		return s.activityPages(ctx, recruit.ActivityFilter{}, 0)
	}), nil)
}

// calendarFile is interview ics.
func (p *program) calendarFile() *cobra.Command {
	return &cobra.Command{
		Use:   "ics ID",
		Short: "Write an interview as a calendar file",
		Long: `Writes an interview as a calendar file on standard output, for a calendar of your own: it names nobody as invited,
so importing it sends nothing to anybody.`,
		Example:           "  recruitty interview ics 7 > interview.ics",
		Args:              exactly("the number of an interview"),
		ValidArgsFunction: p.first(p.interviewIDs),
		RunE: p.reading(func(ctx context.Context, s *session, args []string) error {
			id, err := numbered[recruit.InterviewID]("interview", args[0])
			if err != nil {
				return err
			}
			r, err := s.Desk.Store.Record(ctx, id)
			if err != nil {
				return err
			}
			file, left, err := s.Desk.Post.CalendarFile([]recruit.Record{r})
			if err != nil {
				return err
			}
			if len(left) > 0 {
				return &recruit.Problem{Kind: recruit.ErrInvalid, Cause: left[0].Why,
					Sentence: fmt.Sprintf("Interview %d cannot be written as a calendar file: %s.", id, strings.TrimSuffix(because(left[0].Why), "."))}
			}
			if p.json {
				return p.print(map[string]string{"ics": string(file)}, nil)
			}
			return p.writeCalendar(file)
		}),
	}
}
