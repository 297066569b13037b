package cli

import (
	"context"
	"errors"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"recruitty/internal/cli/command"
	"recruitty/internal/cli/jsonview"
	"recruitty/internal/cli/output"
	"recruitty/internal/cli/several"
	"recruitty/internal/cli/takeback"
	"recruitty/recruit"
	"recruitty/recruit/export"
	"recruitty/recruit/filter"
	"recruitty/recruit/pipeline"
	"recruitty/recruit/timeparse"
)

func (p *program) candidate() *cobra.Command {
	return command.Noun("candidate", "Candidates, and their progress through a job's stages",
		p.candidateAdd(), p.candidateEdit(), p.candidateList(), p.candidateShow(), p.candidateLink(), p.candidateMove(), p.candidateAdvance(), p.candidateReject(), takeback.Candidate(p.Program), several.People(p.Program), p.candidateMail(), p.candidateUnlink(), p.candidateNote(), p.candidateFiles(), p.candidateErase())
}

func (p *program) candidateAdd() *cobra.Command {
	var (
		c      recruit.Candidate
		resume string
		job    string
	)
	cmd := &cobra.Command{
		Use:   "add --name NAME --email ADDRESS",
		Short: "Add a candidate",
		Example: `  recruitty candidate add --name "Priya Nair" --email priya@example.com --time-zone Asia/Kolkata
  recruitty candidate add --name "Jonas Weber" --email jonas@example.com --job 3 --resume jonas.pdf --tag go --tag remote`,
		Args: command.Exactly(),
		RunE: p.acting(func(ctx context.Context, s *session, _ []string) error {
			if err := command.Required(s.Cmd, "name"); err != nil {
				return err
			}
			var err error
			if c.TimeZone, err = command.ZoneName(c.TimeZone); err != nil {
				return err
			}
			var files []recruit.File
			if resume != "" {
				if files, err = s.fromDisk(ctx, recruit.Resume, []string{resume}); err != nil {
					return err
				}
			}
			arrival := pipeline.Arrival{Candidate: c}
			if len(files) > 0 {
				arrival.Resume = files[0]
			}
			if arrival.Job, err = s.Services.Pipeline.OpenJob(ctx, job); err != nil {
				return err
			}
			added, err := s.Services.Pipeline.Arrive(ctx, s.Actor, arrival)
			if err != nil {
				return err
			}
			if err := s.printCandidate(ctx, added.Candidate.ID); err != nil || len(added.Left) == 0 {
				return err
			}
			s.Tell("%s was added.", added.Candidate.Name)
			return errors.Join(added.Left...)
		}),
	}
	cmd.Flags().StringVar(&job, "job", "", "number or title of the open `job` to link the candidate to")
	p.Complete(cmd, "job", p.JobIDs)
	p.candidateFlags(cmd, &c, &resume)
	return cmd
}

// candidateFlags are what can be typed about a candidate.
func (p *program) candidateFlags(cmd *cobra.Command, c *recruit.Candidate, resume *string) {
	cmd.Flags().StringVar(&c.Name, "name", "", "full name")
	cmd.Flags().StringVar(&c.Email, "email", "", "email `address`; without one no interview can be scheduled")
	cmd.Flags().StringVar(&c.Phone, "phone", "", "phone `number`")
	cmd.Flags().StringVar(&c.TimeZone, "time-zone", "", "`zone` such as Asia/Kolkata, if it is known")
	cmd.Flags().StringVar(&c.Headline, "headline", "", "current title and company")
	cmd.Flags().StringArrayVar(&c.Tags, "tag", nil, "a `word` to find the candidate by (may be repeated)")
	cmd.Flags().StringArrayVar(&c.Emails, "further-email", nil, "another `address` of the candidate (may be repeated)")
	cmd.Flags().StringArrayVar(&c.Phones, "further-phone", nil, "another phone `number` (may be repeated)")
	cmd.Flags().StringArrayVar(&c.Links, "link", nil, "a profile or page, such as https://www.linkedin.com/in/priya (may be repeated)")
	cmd.Flags().StringVar(&c.Residence, "location", "", "where the candidate lives")
	cmd.Flags().StringVar(&c.Origin, "source", "", "where the candidate came from, such as Referral")
	cmd.Flags().StringVar(&c.Owner, "owner", "", "name or address of the `member` who owns the candidate")
	cmd.Flags().StringVar(&c.Salary, "salary", "", "the `salary` they expect, such as \"70,000 EUR a year\"")
	cmd.Flags().Var(&ownFields{&c.Fields}, "field", "a custom field of the candidate, as `NAME=VALUE` (may be repeated)")
	cmd.Flags().StringVar(resume, "resume", "", "résumé `file`")
	cmd.Flags().StringVar(&c.Language, "language", "", "`language` of emails to the candidate, such as de or pt-BR (default that of all emails)")
	p.Zones(cmd, "time-zone")
	p.Complete(cmd, "owner", p.MemberEmails)
}

type candidateLineJSON struct {
	ID            recruit.CandidateID `json:"id"`
	Name          string              `json:"name"`
	Email         string              `json:"email"`
	Headline      string              `json:"headline"`
	Job           string              `json:"job"`
	Stage         string              `json:"stage"`
	Owner         string              `json:"owner"`
	NextInterview export.Time         `json:"next_interview"`
}

func (p *program) candidateList() *cobra.Command {
	var job, stage, view string
	c := &cobra.Command{
		Use:     "list [QUERY]",
		Short:   "List candidates by name",
		Long:    "Lists candidates by name, or the newest first where there is a QUERY. " + command.FilterHelp,
		Example: "  recruitty candidate list\n  recruitty candidate list nair --job 3 --stage Interview --json\n  recruitty candidate list \"backend offer\"\n  recruitty candidate list stage:offer tag:go",
		Args:    command.Filter(),
		RunE: p.reading(func(ctx context.Context, s *session, args []string) error {
			q, err := s.Filtered(ctx, filter.Candidates, view, args)
			if err != nil {
				return err
			}
			f := recruit.CandidateFilter{Query: q.Words, Without: q.Without, Where: q.Terms, Stage: stage, Limit: 1000}
			if job != "" {
				id, err := command.Numbered[recruit.JobID]("job", job)
				if err != nil {
					return err
				}
				f.JobID = id
			}
			part := false
			f.Also, part, err = recruit.NextFound(ctx, s.Services.Store, s.Now(), f.Query, func(t time.Time) string {
				return recruit.TimeWords(t, s.Actor.Location())
			})
			if err != nil {
				return err
			}
			if part {
				s.Tell("Note: %s", recruit.NotAllUpcoming)
			}
			f.Also = withNumbers(f.Also, f.Query)
			unknown, err := s.knownStage(ctx, &f)
			if err != nil {
				return err
			}
			found := s.candidatePages(ctx, f)
			defer s.notSearched(ctx, f)
			if unknown != nil { // else it was taken out of the job while someone was in it
				found = s.orElse(found, unknown)
			}
			return command.List(s.Session, nil, output.ListOf("There are no such candidates.", []string{"ID", "NAME", "EMAIL", "JOB", "STAGE", "NEXT INTERVIEW"},
				func(c recruit.CandidateSummary) []string {
					return []string{output.Number(c.ID), c.Name, c.Email, c.JobTitle, c.Stage, s.Moment(c.NextAt)}
				},
				func(c recruit.CandidateSummary) candidateLineJSON {
					return candidateLineJSON{ID: c.ID, Name: c.Name, Email: c.Email, Headline: c.Headline, Job: c.JobTitle, Stage: c.Stage, Owner: c.Owner, NextInterview: export.Time(c.NextAt)}
				}), nil, found)
		}),
	}
	c.Flags().StringVar(&job, "job", "", "only those linked to the job with this `ID`")
	c.Flags().StringVar(&stage, "stage", "", "only those in this `stage`")
	p.ViewFlag(c, filter.Candidates, &view)
	p.Complete(c, "job", p.JobIDs)
	p.Complete(c, "stage", p.Stages)
	return c
}

// knownStage finds the stage that a list is of, whatever the case: in its job, or
// in any. unknown says that there is none and which there are.
func (s *session) knownStage(ctx context.Context, f *recruit.CandidateFilter) (unknown, err error) {
	if f.JobID != 0 {
		j, err := s.Services.Store.Job(ctx, f.JobID)
		if err != nil || f.Stage == "" {
			return nil, err
		}
		stage, unknown := j.Stage(f.Stage)
		if unknown == nil {
			f.Stage = stage
		}
		return unknown, nil
	}
	if f.Stage == "" {
		return nil, nil
	}
	jobs, err := s.Services.Store.Jobs(ctx, recruit.JobFilter{Limit: 10_000, Brief: true})
	if err != nil {
		return nil, err
	}
	known := ""
	for _, j := range jobs {
		switch stage, err := j.Stage(f.Stage); {
		case err != nil:
		case stage == f.Stage:
			return nil, nil
		case known == "":
			known = stage
		}
	}
	if known == "" {
		return recruit.NoStage(jobs, f.Stage), nil
	}
	f.Stage = known
	return nil, nil
}

// orElse is an error in place of a list that has no rows.
func (s *session) orElse(all output.Pages[recruit.CandidateSummary], instead error) output.Pages[recruit.CandidateSummary] {
	return func(yield func([]recruit.CandidateSummary, error) bool) {
		first := true
		for page, err := range all {
			if first && len(page) == 0 && err == nil {
				err = instead
			}
			first = false
			if !yield(page, err) {
				return
			}
		}
	}
}

func (p *program) candidateShow() *cobra.Command {
	return &cobra.Command{
		Use:               "show ID|ADDRESS",
		Short:             "Show a candidate's profile with files, notes and interviews",
		Example:           "  recruitty candidate show 12 --json",
		Args:              command.Exactly("the number or email address of a candidate"),
		ValidArgsFunction: p.First(p.CandidateIDs),
		RunE: p.reading(func(ctx context.Context, s *session, args []string) error {
			id, err := s.CandidateRef(ctx, args[0])
			if err != nil {
				return err
			}
			return s.printCandidate(ctx, id)
		}),
	}
}

// printCandidate prints a profile with its interviews.
func (s *session) printCandidate(ctx context.Context, id recruit.CandidateID) error {
	profile, err := s.Services.Store.Profile(ctx, id)
	if err != nil {
		return err
	}
	interviews, err := s.Services.Store.Interviews(ctx, recruit.InterviewFilter{CandidateID: id})
	if err != nil {
		return err
	}
	c, shape := profile.Candidate, jsonview.OfCandidate(profile, interviews)
	return s.Print(shape, func(w *output.Page) {
		w.Line("Candidate %d: %s", c.ID, c.Name)
		w.Field("Headline", c.Headline)
		w.Field("Email", c.Email)
		w.Field("Phone", c.Phone)
		w.Field("Time zone", timeparse.Called(c.TimeZone, s.Now()))
		w.Field("Language", recruit.LanguageName(c.Language))
		w.Field("Tags", strings.Join(c.Tags, ", "))
		w.Field("Other email", strings.Join(c.Emails, ", "))
		w.Field("Other phone", strings.Join(c.Phones, ", "))
		w.Field("Links", strings.Join(c.Links, "\n"))
		w.Field("Location", c.Residence)
		w.Field("Source", c.Origin)
		w.Field("Owner", c.Owner)
		w.Field("Expected salary", c.Salary)
		w.Field("External ID", export.Shown(c.ExternalID))
		w.Field("Source of the ID", c.ExternalSource)
		for _, f := range c.Fields {
			w.Field(f.Name, f.Value)
		}
		w.Field("Jobs", strings.Join(output.Each(profile.Applications, func(a recruit.Application) string {
			return a.JobTitle + " (job " + output.Number(a.JobID) + "), " + a.Stage + " since " + s.Moment(a.StageSince)
		}), "\n"))
		w.Field("Files", fileLines(profile.Files))
		w.Field("Interviews", strings.Join(output.Each(interviews, func(i recruit.InterviewSummary) string {
			return output.Number(i.ID) + ": " + output.Span(i.Start, i.Duration, s.Actor.Location()) + ", " + i.Title + ", " + spoken(string(i.Status))
		}), "\n"))
		for _, n := range profile.Notes {
			about, edited := "", ""
			if n.JobID != 0 {
				about = ", about " + n.JobTitle
			}
			if !n.EditedAt.IsZero() {
				edited = ", edited " + s.Moment(n.EditedAt)
			}
			w.Line("\nNote %d, %s, %s%s%s:", n.ID, n.Author, s.Moment(n.At), about, edited)
			w.Block(n.Text)
		}
	})
}

// ownFields is a flag that gathers fields of a candidate's own.
type ownFields struct{ to *[]recruit.OwnField }

// Set implements pflag.Value.
func (f *ownFields) Set(text string) error {
	name, value, found := strings.Cut(text, "=")
	if name = strings.TrimSpace(name); !found || name == "" {
		return errors.New("write it as NAME=VALUE, and NAME= to remove it")
	}
	*f.to = append(*f.to, recruit.OwnField{Name: name, Value: value})
	return nil
}

// String implements pflag.Value.
func (f *ownFields) String() string {
	if f.to == nil {
		return ""
	}
	return recruit.FieldLines(*f.to)
}

// Type implements pflag.Value.
func (f *ownFields) Type() string { return "NAME=VALUE" }
