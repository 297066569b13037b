package cli

import (
	"context"
	"strings"

	"github.com/spf13/cobra"

	"recruitty/recruit"
)

func (p *program) candidate() *cobra.Command {
	return noun("candidate", "People who may be hired, and their way through a job's stages",
		p.candidateAdd(), p.candidateEdit(), p.candidateList(), p.candidateShow(), p.candidateLink(), p.candidateMove(), p.candidateNote(), p.candidateErase())
}

// whoJSON names a person.
type whoJSON struct {
	ID    int64  `json:"id"`
	Name  string `json:"name"`
	Email string `json:"email"`
}

// refJSON names a thing by its title.
type refJSON struct {
	ID    int64  `json:"id"`
	Title string `json:"title"`
}

type candidateJSON struct {
	ID           recruit.CandidateID    `json:"id"`
	Version      int                    `json:"version"`
	Name         string                 `json:"name"`
	Email        string                 `json:"email"`
	Phone        string                 `json:"phone"`
	TimeZone     string                 `json:"time_zone"`
	Language     string                 `json:"language"` // "" is that of the workspace's mails
	Headline     string                 `json:"headline"`
	Tags         []string               `json:"tags"`
	ExternalID   string                 `json:"external_id"`
	CreatedAt    instant                `json:"created_at"`
	ErasedAt     instant                `json:"erased_at"`
	Applications []applicationJSON      `json:"applications"`
	Files        []fileJSON             `json:"files"`
	Notes        []noteJSON             `json:"notes"`
	Interviews   []interviewSummaryJSON `json:"interviews"`
}

type applicationJSON struct {
	ID         recruit.ApplicationID `json:"id"`
	Candidate  recruit.CandidateID   `json:"candidate_id"`
	Job        refJSON               `json:"job"`
	Stage      string                `json:"stage"`
	StageSince instant               `json:"stage_since"`
}

type noteJSON struct {
	ID     int64   `json:"id"`
	At     instant `json:"at"`
	Author string  `json:"author"`
	Text   string  `json:"text"`
}

func shapeApplication(a recruit.Application) applicationJSON {
	return applicationJSON{ID: a.ID, Candidate: a.CandidateID, Job: refJSON{int64(a.JobID), a.JobTitle}, Stage: a.Stage, StageSince: instant(a.StageSince)}
}

func shapeNote(n recruit.Note) noteJSON {
	return noteJSON{ID: n.ID, At: instant(n.At), Author: n.Author, Text: n.Text}
}

// printCandidate prints a profile with its interviews.
func (s *session) printCandidate(ctx context.Context, id recruit.CandidateID) error {
	profile, err := s.Desk.Store.Profile(ctx, id)
	if err != nil {
		return err
	}
	interviews, err := s.Desk.Store.Interviews(ctx, recruit.InterviewFilter{CandidateID: id})
	if err != nil {
		return err
	}
	c := profile.Candidate
	shape := candidateJSON{ID: c.ID, Version: c.Version, Name: c.Name, Email: c.Email, Phone: c.Phone, TimeZone: c.TimeZone, Language: c.Language, Headline: c.Headline,
		Tags: words(c.Tags), ExternalID: c.ExternalID, CreatedAt: instant(c.CreatedAt), ErasedAt: instant(c.ErasedAt),
		Applications: each(profile.Applications, shapeApplication), Files: each(profile.Files, shapeFile),
		Notes: each(profile.Notes, shapeNote), Interviews: each(interviews, shapeSummary)}
	return s.print(shape, func(w *page) {
		w.line("Candidate %d: %s", c.ID, c.Name)
		w.field("Headline", c.Headline)
		w.field("E-mail", c.Email)
		w.field("Phone", c.Phone)
		w.field("Time zone", c.TimeZone)
		w.field("Language", recruit.LanguageName(c.Language))
		w.field("Tags", strings.Join(c.Tags, ", "))
		w.field("External id", c.ExternalID)
		w.field("Jobs", strings.Join(each(profile.Applications, func(a recruit.Application) string {
			return a.JobTitle + " (job " + number(a.JobID) + "), " + a.Stage + " since " + s.moment(a.StageSince)
		}), "\n"))
		w.field("Files", fileLines(profile.Files))
		w.field("Interviews", strings.Join(each(interviews, func(i recruit.InterviewSummary) string {
			return number(i.ID) + ": " + span(i.Start, i.Duration, s.actor.Location()) + ", " + i.Title + ", " + spoken(string(i.Status))
		}), "\n"))
		for _, n := range profile.Notes {
			w.line("\n%s, %s:\n%s", n.Author, s.moment(n.At), n.Text)
		}
	})
}

func (p *program) candidateAdd() *cobra.Command {
	var (
		c      recruit.Candidate
		resume string
	)
	cmd := &cobra.Command{
		Use:   "add --name NAME --email ADDRESS",
		Short: "Add a candidate",
		Example: `  recruitty candidate add --name "Priya Nair" --email priya@example.com --time-zone Asia/Kolkata
  recruitty candidate add --name "Jonas Weber" --email jonas@example.com --resume jonas.pdf --tag go --tag remote`,
		Args: exactly(),
		RunE: p.acting(func(ctx context.Context, s *session, _ []string) error {
			if err := required(s.cmd, "name"); err != nil {
				return err
			}
			var err error
			if c.TimeZone, err = zoneName(c.TimeZone); err != nil {
				return err
			}
			var files []recruit.File
			if resume != "" {
				if files, err = s.fromDisk(ctx, recruit.Resume, []string{resume}); err != nil {
					return err
				}
			}
			added, err := s.Desk.Pipeline.Add(ctx, s.actor, c)
			if err != nil {
				return err
			}
			for _, f := range files {
				if err := s.Desk.Pipeline.AddFile(ctx, s.actor, added.ID, f); err != nil {
					return err
				}
			}
			return s.printCandidate(ctx, added.ID)
		}),
	}
	candidateFlags(cmd, &c, &resume)
	return cmd
}

// candidateFlags are what can be typed about a candidate.
func candidateFlags(cmd *cobra.Command, c *recruit.Candidate, resume *string) {
	cmd.Flags().StringVar(&c.Name, "name", "", "full name")
	cmd.Flags().StringVar(&c.Email, "email", "", "e-mail `address`; without one no interview can be scheduled")
	cmd.Flags().StringVar(&c.Phone, "phone", "", "phone `number`")
	cmd.Flags().StringVar(&c.TimeZone, "time-zone", "", "`zone` such as Asia/Kolkata, if it is known")
	cmd.Flags().StringVar(&c.Headline, "headline", "", "present title and company")
	cmd.Flags().StringArrayVar(&c.Tags, "tag", nil, "a `word` to find the candidate by (may be repeated)")
	cmd.Flags().StringVar(resume, "resume", "", "résumé `file`")
	cmd.Flags().StringVar(&c.Language, "language", "", "`language` of mails to the candidate, such as de or pt-BR (default that of all mails)")
	zones(cmd, "time-zone")
}

type candidateLineJSON struct {
	ID            recruit.CandidateID `json:"id"`
	Name          string              `json:"name"`
	Email         string              `json:"email"`
	Headline      string              `json:"headline"`
	Job           string              `json:"job"`
	Stage         string              `json:"stage"`
	NextInterview instant             `json:"next_interview"`
}

func (p *program) candidateList() *cobra.Command {
	var job, stage string
	c := &cobra.Command{
		Use:     "list [QUERY]",
		Short:   "List candidates by name",
		Example: "  recruitty candidate list\n  recruitty candidate list nair --job 3 --stage Interview --json",
		Args:    exactly("[words to look for]"),
		RunE: p.reading(func(ctx context.Context, s *session, args []string) error {
			f := recruit.CandidateFilter{Query: strings.Join(args, " "), Stage: stage, Limit: 1000}
			if job != "" {
				id, err := numbered[recruit.JobID]("job", job)
				if err != nil {
					return err
				}
				j, err := s.Desk.Store.Job(ctx, id)
				if err != nil {
					return err
				}
				if f.JobID = id; stage != "" {
					if f.Stage, err = j.Stage(stage); err != nil {
						return err
					}
				}
			}
			all, err := s.allCandidates(ctx, f)
			if err != nil {
				return err
			}
			shape := func(c recruit.CandidateSummary) candidateLineJSON {
				return candidateLineJSON{ID: c.ID, Name: c.Name, Email: c.Email, Headline: c.Headline, Job: c.JobTitle, Stage: c.Stage, NextInterview: instant(c.NextAt)}
			}
			return s.print(each(all, shape), func(w *page) {
				var rows [][]string
				for _, c := range all {
					rows = append(rows, []string{number(c.ID), c.Name, c.Email, c.JobTitle, c.Stage, s.moment(c.NextAt)})
				}
				w.list("There are no such candidates.", []string{"ID", "NAME", "E-MAIL", "JOB", "STAGE", "NEXT INTERVIEW"}, rows)
			})
		}),
	}
	c.Flags().StringVar(&job, "job", "", "only those linked to the job with this `ID`")
	c.Flags().StringVar(&stage, "stage", "", "only those in this `stage`")
	p.complete(c, "job", p.jobIDs)
	p.complete(c, "stage", p.stages)
	return c
}

// allCandidates reads page after page.
func (s *session) allCandidates(ctx context.Context, f recruit.CandidateFilter) ([]recruit.CandidateSummary, error) {
	var all []recruit.CandidateSummary
	for {
		part, err := s.Desk.Store.CandidatePage(ctx, f)
		if err != nil {
			return nil, err
		}
		all = append(all, part.Rows...)
		if len(part.Rows) < f.Limit || part.Last == "" {
			return all, nil
		}
		f.After = part.Last
	}
}

func (p *program) candidateShow() *cobra.Command {
	return &cobra.Command{
		Use:               "show ID|ADDRESS",
		Short:             "Show a candidate's profile with files, notes and interviews",
		Example:           "  recruitty candidate show 12 --json",
		Args:              exactly("the number or e-mail address of a candidate"),
		ValidArgsFunction: p.first(p.candidateIDs),
		RunE: p.reading(func(ctx context.Context, s *session, args []string) error {
			id, err := s.candidateRef(ctx, args[0])
			if err != nil {
				return err
			}
			return s.printCandidate(ctx, id)
		}),
	}
}

func (p *program) candidateLink() *cobra.Command {
	return p.toStage("link ID --job ID", "Link a candidate to a job",
		"Links a candidate to a job, in its first stage unless --stage names another.",
		"  recruitty candidate link 12 --job 3 --stage Screening", []string{"job"},
		func(ctx context.Context, s *session, id recruit.CandidateID, job recruit.JobID, stage string) (recruit.Application, error) {
			return s.Desk.Pipeline.Link(ctx, s.actor, id, job, stage)
		})
}

func (p *program) candidateMove() *cobra.Command {
	return p.toStage("move ID --job ID --stage STAGE", "Move a candidate to another stage of a job", "",
		"  recruitty candidate move 12 --job 3 --stage Interview", []string{"job", "stage"},
		func(ctx context.Context, s *session, id recruit.CandidateID, job recruit.JobID, stage string) (recruit.Application, error) {
			return s.Desk.Pipeline.Move(ctx, s.actor, id, job, stage)
		})
}

// toStage makes a command that brings a candidate into a stage of a job.
func (p *program) toStage(use, short, long, example string, needs []string,
	do func(context.Context, *session, recruit.CandidateID, recruit.JobID, string) (recruit.Application, error)) *cobra.Command {
	var job, stage string
	c := &cobra.Command{
		Use: use, Short: short, Long: long, Example: example,
		Args:              exactly("the number or e-mail address of a candidate"),
		ValidArgsFunction: p.first(p.candidateIDs),
		RunE: p.acting(func(ctx context.Context, s *session, args []string) error {
			if err := required(s.cmd, needs...); err != nil {
				return err
			}
			id, err := s.candidateRef(ctx, args[0])
			if err != nil {
				return err
			}
			to, err := numbered[recruit.JobID]("job", job)
			if err != nil {
				return err
			}
			a, err := do(ctx, s, id, to, stage)
			if err != nil {
				return err
			}
			if a.JobTitle == "" {
				j, err := s.Desk.Store.Job(ctx, a.JobID)
				if err != nil {
					return err
				}
				a.JobTitle = j.Title
			}
			return s.print(shapeApplication(a), func(w *page) {
				w.line("Candidate %d is in %s for %s (job %d).", a.CandidateID, a.Stage, a.JobTitle, a.JobID)
			})
		}),
	}
	c.Flags().StringVar(&job, "job", "", "`ID` of the job")
	c.Flags().StringVar(&stage, "stage", "", "`stage` of the job's pipeline")
	p.complete(c, "job", p.jobIDs)
	p.complete(c, "stage", p.stages)
	return c
}

func (p *program) candidateNote() *cobra.Command {
	return &cobra.Command{
		Use:               "note ID TEXT",
		Short:             "Write a note about a candidate",
		Example:           `  recruitty candidate note 12 "Prefers mornings, notice period two months"`,
		Args:              exactly("the number or e-mail address of a candidate", "the text of the note"),
		ValidArgsFunction: p.first(p.candidateIDs),
		RunE: p.acting(func(ctx context.Context, s *session, args []string) error {
			id, err := s.candidateRef(ctx, args[0])
			if err != nil {
				return err
			}
			n, err := s.Desk.Pipeline.Note(ctx, s.actor, id, args[1])
			if err != nil {
				return err
			}
			return s.print(shapeNote(n), func(w *page) { w.line("Noted for candidate %d.", id) })
		}),
	}
}

func (p *program) candidateErase() *cobra.Command {
	var yes bool
	c := &cobra.Command{
		Use:               "erase ID",
		Short:             "Erase a candidate's personal data for ever",
		Long:              "Overwrites the person's data everywhere, the activity log included; only counts remain. It cannot be undone.",
		Example:           "  recruitty candidate erase 12 --yes",
		Args:              exactly("the number or e-mail address of a candidate"),
		ValidArgsFunction: p.first(p.candidateIDs),
		RunE: p.acting(func(ctx context.Context, s *session, args []string) error {
			id, err := s.candidateRef(ctx, args[0])
			if err != nil {
				return err
			}
			c, err := s.Desk.Store.Candidate(ctx, id)
			if err != nil {
				return err
			}
			if err := s.confirm(yes, "Erase everything about "+c.Name+" for ever?"); err != nil {
				return err
			}
			if err := s.Desk.Pipeline.Erase(ctx, s.actor, id); err != nil {
				return err
			}
			return s.printCandidate(ctx, id)
		}),
	}
	c.Flags().BoolVar(&yes, "yes", false, "do not ask")
	return c
}
