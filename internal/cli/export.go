package cli

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"recruitty/internal/cli/command"
	"recruitty/internal/cli/jsonview"
	"recruitty/internal/cli/output"
	"recruitty/internal/cli/planning"
	"recruitty/recruit"
	"recruitty/recruit/export"
	"recruitty/recruit/importer"
	"recruitty/recruit/sanitize"
)

// exporting is the command export; importing is its counterpart.
func (p *program) exporting() *cobra.Command {
	return command.Noun("export", "Write everything of one kind, for spreadsheets, calendars and other programs",
		append([]*cobra.Command{p.exportJobs(), p.exportCandidates(), p.exportInterviews(), p.exportActivity()}, planning.Exports(p.Program)...)...)
}

// exporter writes one kind of thing as a format.
type exporter func(ctx context.Context, s *session, format string) error

// exports makes the exporter of a list: rows for a spreadsheet, and values with
// the names that lists have, for programs.
func exports[T any](p *program, l func(context.Context, *session) output.Listing[T], all func(context.Context, *session) output.Pages[T]) exporter {
	return func(ctx context.Context, s *session, format string) error {
		rows := output.Told(p.Printer(), "Writing", all(ctx, s))
		switch format {
		case "json":
			p.JSON = true
			return output.Stream(p.Printer(), l(ctx, s), rows)
		case "jsonl":
			return output.StreamLines(p.Printer(), l(ctx, s), rows)
		}
		return output.StreamCSV(p.Printer(), l(ctx, s), rows)
	}
}

// export makes the command that writes one kind of thing; calendar is nil
// where a calendar file makes no sense.
func (p *program) export(kind, short string, write exporter, calendar func(context.Context, *session) error) *cobra.Command {
	formats := []string{"csv", "json", "jsonl"}
	if calendar != nil {
		formats = append(formats, "ics")
	}
	back := ""
	if slices.Contains(importer.Kinds(), importer.Kind(kind)) {
		back = "\nrecruitty import " + kind + " restores it in full, except for documents and what is waiting in the outbox."
	}
	var format string
	c := &cobra.Command{
		Use:   kind,
		Short: short,
		Long: short + ` on standard output. In a CSV file a value that a spreadsheet would take
for a formula gets a leading apostrophe, which an import removes again; phone numbers stay as they are.
json is one list, jsonl an object on each line.` + back + `
What cannot be read is left out and listed, and the exit code is then 1.`,
		Example: "  recruitty export " + kind + " --format " + formats[len(formats)-1] + " > " + kind + "." + formats[len(formats)-1],
		Args:    command.Exactly(),
		RunE: p.reading(func(ctx context.Context, s *session, _ []string) error {
			if p.JSON && !s.Cmd.Flags().Changed("format") {
				format = "json"
			}
			if format == "ics" && calendar != nil {
				return s.orLeftOut(calendar(ctx, s))
			}
			if !slices.Contains(formats, format) {
				return output.NoFormat(kind, formats, format)
			}
			return s.orLeftOut(write(ctx, s, format))
		}),
	}
	c.Flags().StringVar(&format, "format", "csv", strings.Join(formats, " or "))
	p.Among(c, "format", formats...)
	return c
}

// leaveOut names something that is missing from a result. What is not there any
// more is not missing.
func (s *session) leaveOut(what string, why error) {
	if errors.Is(why, recruit.ErrNotFound) {
		return
	}
	s.left++
	s.Tell("recruitty: left out %s: %s", what, output.OneLine(recruit.Reason(why)))
}

// orLeftOut is err, or else that something was left out.
func (s *session) orLeftOut(err error) error {
	if err != nil || s.left == 0 {
		return err
	}
	return output.AllBut(s.left)
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
	return p.write([]byte(strings.ReplaceAll(sanitize.Shown(string(file)), "\n", "\r\n")))
}

// stamp writes an instant for a spreadsheet, "" when unset.
func stamp(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.UTC().Format(time.RFC3339)
}

// itself is the shape of what is made for programs already.
func itself[T any](t T) T { return t }

func (p *program) exportJobs() *cobra.Command {
	return p.export("jobs", "Write all jobs", exports(p, func(context.Context, *session) output.Listing[export.Job] {
		return output.ListOf("", export.JobHeads(), export.Job.Row, itself)
	}, func(ctx context.Context, s *session) output.Pages[export.Job] {
		return output.Mapped(s.jobPages(ctx, recruit.JobFilter{}), func(j recruit.JobSummary) (export.Job, bool) { return export.OfJob(j), true })
	}), nil)
}

func (p *program) exportCandidates() *cobra.Command {
	return p.export("candidates", "Write all candidates with their links to jobs and their notes", exports(p, func(_ context.Context, s *session) output.Listing[export.Candidate] {
		row := func(c export.Candidate) []string {
			c, left := c.Fitting()
			if left > 0 {
				s.leaveOut(fmt.Sprintf("%d notes about candidate %d (%s)", left, c.ID, c.Name), recruit.Invalid("notes", "A cell cannot hold more; --format json has all of them."))
			}
			return c.Row()
		}
		return output.ListOf("", export.CandidateHeads(), row, itself)
	}, func(ctx context.Context, s *session) output.Pages[export.Candidate] {
		jobs := map[recruit.JobID]recruit.Job{}
		return output.Mapped(s.candidatePages(ctx, recruit.CandidateFilter{}), func(line recruit.CandidateSummary) (c export.Candidate, ok bool) {
			profile, err := s.Services.Store.Profile(ctx, line.ID)
			if err == nil {
				err = s.jobsOf(ctx, profile, jobs)
			}
			if err != nil {
				s.leaveOut(fmt.Sprintf("candidate %d (%s)", line.ID, line.Name), err)
				return c, false
			}
			return export.OfCandidate(profile, jobs), true
		})
	}), nil)
}

// jobsOf reads the jobs that a profile speaks of, each once.
func (s *session) jobsOf(ctx context.Context, p recruit.Profile, jobs map[recruit.JobID]recruit.Job) error {
	ids := output.Each(p.Applications, func(a recruit.Application) recruit.JobID { return a.JobID })
	for _, n := range p.Notes {
		if n.JobID != 0 {
			ids = append(ids, n.JobID)
		}
	}
	for _, id := range ids {
		if _, known := jobs[id]; known {
			continue
		}
		j, err := s.Services.Store.Job(ctx, id)
		if err != nil {
			return err
		}
		j.Description = "" // only its number and title are needed
		jobs[id] = j
	}
	return nil
}

// interviewExportJSON is an interview as exports write it, with what lists have
// besides.
type interviewExportJSON struct {
	export.Interview
	Version int               `json:"version"`
	Meeting *jsonview.Meeting `json:"meeting"`
	Panel   []string          `json:"panel"`
	Waiting int               `json:"waiting"` // effects still to happen
	Trouble int               `json:"trouble"` // effects that need a person
}

// exportedInterview is an interview with the line that a list has of it.
type exportedInterview struct {
	export.Interview
	line recruit.InterviewSummary
}

func (p *program) exportInterviews() *cobra.Command {
	all := func(ctx context.Context, s *session) output.Pages[recruit.InterviewSummary] {
		return s.interviewPages(ctx, recruit.InterviewFilter{})
	}
	return p.export("interviews", "Write all interviews", exports(p, func(context.Context, *session) output.Listing[exportedInterview] {
		return output.ListOf("", export.InterviewHeads(), func(i exportedInterview) []string { return i.Row() }, func(i exportedInterview) interviewExportJSON {
			return interviewExportJSON{i.Interview, i.line.Version, jsonview.OfMeeting(i.line.Interview), output.Words(i.line.PanelNames), i.line.Waiting, i.line.NeedAttention}
		})
	}, func(ctx context.Context, s *session) output.Pages[exportedInterview] {
		return output.Mapped(all(ctx, s), func(line recruit.InterviewSummary) (i exportedInterview, ok bool) {
			r, err := s.Services.Store.Record(ctx, line.ID)
			if err != nil {
				s.leaveOut(fmt.Sprintf("interview %d (%s)", line.ID, line.Title), err)
				return i, false
			}
			return exportedInterview{export.OfInterview(r), line}, true
		})
	}), func(ctx context.Context, s *session) error { return p.streamCalendar(ctx, s, all(ctx, s)) })
}

// streamCalendar writes one calendar file, page by page: the entries of each
// page between the head and the end that a file has.
func (p *program) streamCalendar(ctx context.Context, s *session, all output.Pages[recruit.InterviewSummary]) error {
	const end = "END:VCALENDAR\r\n"
	begun := false
	for page, err := range all {
		if err != nil && begun {
			return output.CutShort(err)
		}
		if err != nil {
			return err
		}
		records := make([]recruit.Record, 0, len(page))
		for _, i := range page {
			r, err := s.Services.Store.Record(ctx, i.ID)
			if err != nil {
				s.leaveOut(fmt.Sprintf("interview %d (%s)", i.ID, i.Title), err)
				continue
			}
			records = append(records, r)
		}
		file, left, err := s.Services.Mailer.CalendarFile(records)
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
	return p.export("activity", "Write the activity log, newest first", exports(p, func(context.Context, *session) output.Listing[recruit.Activity] {
		return output.ListOf("", []string{"at", "actor", "action", "candidate", "job", "interview", "text"}, func(a recruit.Activity) []string {
			interview := ""
			if a.InterviewID != 0 {
				interview = output.Number(a.InterviewID)
			}
			return []string{stamp(a.At), a.Actor, a.Action, a.Candidate, a.Job, interview, a.Text}
		}, jsonview.OfActivity)
	}, func(ctx context.Context, s *session) output.Pages[recruit.Activity] {
		return s.activityPages(ctx, recruit.ActivityFilter{}, 0)
	}), nil)
}

// calendarFile is interview ics.
func (p *program) calendarFile() *cobra.Command {
	return &cobra.Command{
		Use:   "ics ID",
		Short: "Write an interview as a calendar file",
		Long: `Writes an interview as a calendar file on standard output, for a calendar of your own: it names nobody as invited,
so importing it sends nothing to anyone.`,
		Example:           "  recruitty interview ics 7 > interview.ics",
		Args:              command.Exactly("the number of an interview"),
		ValidArgsFunction: p.First(p.InterviewIDs),
		RunE: p.reading(func(ctx context.Context, s *session, args []string) error {
			r, err := s.Record(ctx, args[0])
			if err != nil {
				return err
			}
			file, left, err := s.Services.Mailer.CalendarFile([]recruit.Record{r})
			if err != nil {
				return err
			}
			if len(left) > 0 {
				return &recruit.Problem{Kind: recruit.ErrInvalid, Cause: left[0].Why,
					Sentence: fmt.Sprintf("Interview %d cannot be written as a calendar file: %s.", r.Interview.ID, strings.TrimSuffix(recruit.Reason(left[0].Why), "."))}
			}
			if p.JSON {
				return p.Print(map[string]string{"ics": string(file)}, nil)
			}
			return p.writeCalendar(file)
		}),
	}
}
