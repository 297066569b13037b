package cli

import (
	"bytes"
	"context"
	"encoding/csv"
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

// exported is what an export writes: rows for a spreadsheet, and values with
// the names that lists have, for programs.
type exported struct {
	heads  []string
	rows   [][]string
	values any
}

// export makes the command that writes one kind of thing; calendar is nil
// where a calendar file makes no sense.
func (p *program) export(kind, short string, gather func(context.Context, *session) (exported, error), calendar func(context.Context, *session) ([]byte, error)) *cobra.Command {
	formats := []string{"csv", "json"}
	if calendar != nil {
		formats = append(formats, "ics")
	}
	var format string
	c := &cobra.Command{
		Use:   kind,
		Short: short,
		Long: short + ` on standard output. In a CSV file a value that a spreadsheet would take
for a formula has an apostrophe in front, which an import takes away again; phone numbers stay as they are.`,
		Example: "  recruitty export " + kind + " --format " + formats[len(formats)-1] + " > " + kind + "." + formats[len(formats)-1],
		Args:    exactly(),
		RunE: p.reading(func(ctx context.Context, s *session, _ []string) error {
			if p.json && !s.cmd.Flags().Changed("format") {
				format = "json"
			}
			if format == "ics" && calendar != nil {
				file, err := calendar(ctx, s)
				if err != nil {
					return err
				}
				return p.writeCalendar(file)
			}
			if format != "csv" && format != "json" {
				return recruit.Invalid("format", "%s are exported as %s, not as %s.", strings.ToUpper(kind[:1])+kind[1:], strings.Join(formats, " or "), quote(format))
			}
			e, err := gather(ctx, s)
			if err != nil {
				return err
			}
			if format == "json" {
				p.json = true
				return p.print(e.values, nil)
			}
			table, err := spreadsheet(e.heads, e.rows)
			if err != nil {
				return err
			}
			return p.write(table)
		}),
	}
	c.Flags().StringVar(&format, "format", "csv", strings.Join(formats, " or "))
	p.among(c, "format", formats...)
	return c
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

// spreadsheet writes a CSV file (RFC 4180).
func spreadsheet(heads []string, rows [][]string) ([]byte, error) {
	var b bytes.Buffer
	w := csv.NewWriter(&b)
	w.UseCRLF = true
	if err := w.Write(heads); err != nil {
		return nil, fmt.Errorf("write CSV: %w", err)
	}
	for _, row := range rows {
		if err := w.Write(each(row, defused)); err != nil {
			return nil, fmt.Errorf("write CSV: %w", err)
		}
	}
	w.Flush()
	return b.Bytes(), w.Error()
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
	return p.export("jobs", "Write all jobs", func(ctx context.Context, s *session) (exported, error) {
		jobs, err := s.allJobs(ctx, recruit.JobFilter{Limit: 500})
		e := exported{heads: []string{"id", "title", "department", "location", "status", "external_id", "candidates", "interviews", "created_at", "closed_at", "description"}}
		e.values = each(jobs, func(j recruit.JobSummary) jobLineJSON {
			return jobLineJSON{ID: j.ID, Title: j.Title, Department: j.Department, Location: j.Location, Status: j.Status, ExternalID: j.ExternalID,
				Candidates: j.Candidates, Interviews: j.Interviews, CreatedAt: instant(j.CreatedAt)}
		})
		for _, j := range jobs {
			e.rows = append(e.rows, []string{number(j.ID), j.Title, j.Department, j.Location, string(j.Status), j.ExternalID,
				number(j.Candidates), number(j.Interviews), stamp(j.CreatedAt), stamp(j.ClosedAt), j.Description})
		}
		return e, err
	}, nil)
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
	ExternalID string              `json:"external_id"`
	Job        string              `json:"job"`
	Stage      string              `json:"stage"`
	CreatedAt  instant             `json:"created_at"`
}

func (p *program) exportCandidates() *cobra.Command {
	return p.export("candidates", "Write all candidates", func(ctx context.Context, s *session) (exported, error) {
		list, err := s.allCandidates(ctx, recruit.CandidateFilter{Limit: 1000})
		if err != nil {
			return exported{}, err
		}
		values := make([]candidateExportJSON, 0, len(list))
		e := exported{heads: []string{"id", "name", "email", "phone", "time_zone", "language", "headline", "tags", "external_id", "job", "stage", "created_at"}}
		for _, line := range list {
			c, err := s.Desk.Store.Candidate(ctx, line.ID)
			if err != nil {
				return exported{}, err
			}
			values = append(values, candidateExportJSON{c.ID, c.Name, c.Email, c.Phone, c.TimeZone, c.Language, c.Headline, words(c.Tags), c.ExternalID, line.JobTitle, line.Stage, instant(c.CreatedAt)})
			e.rows = append(e.rows, []string{number(c.ID), c.Name, c.Email, c.Phone, c.TimeZone, c.Language, c.Headline, strings.Join(c.Tags, "; "), c.ExternalID, line.JobTitle, line.Stage, stamp(c.CreatedAt)})
		}
		e.values = values
		return e, nil
	}, nil)
}

func (p *program) exportInterviews() *cobra.Command {
	gather := func(ctx context.Context, s *session) (exported, error) {
		list, err := s.Desk.Store.Interviews(ctx, recruit.InterviewFilter{Limit: maxInterviews})
		e := exported{values: each(list, shapeSummary), heads: []string{"id", "status", "start", "end", "minutes", "time_zone", "title", "candidate", "job", "organiser", "panel", "platform", "place", "join_url", "description"}}
		for _, i := range list {
			e.rows = append(e.rows, []string{number(i.ID), string(i.Status), stamp(i.Start), stamp(i.End()), strconv.Itoa(minutes(i.Duration)), i.TimeZone, i.Title,
				i.CandidateName, i.JobTitle, i.OrganiserName, strings.Join(i.PanelNames, "; "), string(i.Platform), i.Place, i.JoinURL(), i.Description})
		}
		return e, err
	}
	return p.export("interviews", "Write all interviews", gather, func(ctx context.Context, s *session) ([]byte, error) {
		list, err := s.Desk.Store.Interviews(ctx, recruit.InterviewFilter{Limit: maxInterviews})
		if err != nil {
			return nil, err
		}
		records := make([]recruit.Record, 0, len(list))
		for _, i := range list {
			r, err := s.Desk.Store.Record(ctx, i.ID)
			if err != nil {
				return nil, err
			}
			records = append(records, r)
		}
		return s.Desk.Post.CalendarFile(records)
	})
}

func (p *program) exportActivity() *cobra.Command {
	return p.export("activity", "Write the activity log, newest first", func(ctx context.Context, s *session) (exported, error) {
		lines, err := s.activities(ctx, recruit.ActivityFilter{}, 0)
		e := exported{values: each(lines, shapeActivity), heads: []string{"at", "actor", "action", "candidate", "job", "interview", "text"}}
		for _, a := range lines {
			interview := ""
			if a.InterviewID != 0 {
				interview = number(a.InterviewID)
			}
			e.rows = append(e.rows, []string{stamp(a.At), a.Actor, a.Action, a.Candidate, a.Job, interview, a.Text})
		}
		return e, err
	}, nil)
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
			file, err := s.Desk.Post.CalendarFile([]recruit.Record{r})
			if err != nil {
				return err
			}
			if p.json {
				return p.print(map[string]string{"ics": string(file)}, nil)
			}
			return p.writeCalendar(file)
		}),
	}
}
