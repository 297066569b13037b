package cli

import (
	"context"
	"strings"
	"unicode/utf8"

	"github.com/spf13/cobra"

	"recruitty/internal/cli/command"
	"recruitty/internal/cli/jsonview"
	"recruitty/internal/cli/output"
	"recruitty/internal/cli/planning"
	"recruitty/internal/cli/takeback"
	"recruitty/recruit"
	"recruitty/recruit/export"
	"recruitty/recruit/filter"
	"recruitty/recruit/pipeline"
)

func (p *program) job() *cobra.Command {
	return command.Noun("job", "Jobs and their documents", p.jobAdd(), p.jobEdit(), p.jobList(), p.jobShow(), p.jobClose(), p.jobReopen(), takeback.Job(p.Program), p.jobFiles(), planning.Board(p.Program))
}

type jobJSON struct {
	ID          recruit.JobID     `json:"id"`
	Version     int               `json:"version"`
	Title       string            `json:"title"`
	Department  string            `json:"department"`
	Location    string            `json:"location"`
	Status      recruit.JobStatus `json:"status"`
	ExternalID  string            `json:"external_id"`
	Stages      []string          `json:"stages"`
	CreatedAt   export.Time       `json:"created_at"`
	ClosedAt    export.Time       `json:"closed_at"`
	Description string            `json:"description"`
	Files       []jsonview.File   `json:"files"`
	// Candidates counts the linked candidates by stage.
	Candidates map[string]int `json:"candidates"`
}

type jobLineJSON struct {
	ID         recruit.JobID     `json:"id"`
	Title      string            `json:"title"`
	Department string            `json:"department"`
	Location   string            `json:"location"`
	Status     recruit.JobStatus `json:"status"`
	ExternalID string            `json:"external_id"`
	Candidates int               `json:"candidates"`
	Interviews int               `json:"interviews"`
	CreatedAt  export.Time       `json:"created_at"`
}

// printJob prints a job with all that belongs to it.
func (s *session) printJob(ctx context.Context, j recruit.Job) error {
	files, err := s.documents(ctx, j.ID)
	if err != nil {
		return err
	}
	counts, err := s.Services.Store.StageCounts(ctx, j.ID)
	if err != nil {
		return err
	}
	if counts == nil {
		counts = map[string]int{}
	}
	shape := jobJSON{ID: j.ID, Version: j.Version, Title: j.Title, Department: j.Department, Location: j.Location, Status: j.Status, ExternalID: j.ExternalID,
		Stages: output.Words(j.Stages), CreatedAt: export.Time(j.CreatedAt), ClosedAt: export.Time(j.ClosedAt), Description: j.Description,
		Files: output.Each(files, jsonview.OfFile), Candidates: counts}
	return s.Print(shape, func(w *output.Page) {
		w.Line("Job %d: %s (%s)", j.ID, j.Title, j.Status)
		w.Field("Department", j.Department)
		w.Field("Location", j.Location)
		w.Field("External ID", export.Shown(j.ExternalID))
		var stages []string
		for _, name := range j.Stages {
			stages = append(stages, name+" "+output.Number(counts[name]))
		}
		w.Field("Stages", strings.Join(stages, ", "))
		w.Field("Documents", fileLines(files))
		if j.Description != "" {
			w.Line("\n%s", j.Description)
		}
	})
}

// documents are a job's files. Only the job description is for everyone.
func (s *session) documents(ctx context.Context, id recruit.JobID) ([]recruit.File, error) {
	files, err := s.Services.Store.JobFiles(ctx, id)
	for i := range files {
		files[i].Everyone = files[i].Kind == recruit.JobDescription
	}
	return files, err
}

// fileLines lists files for people.
func fileLines(files []recruit.File) string {
	return strings.Join(output.Each(files, func(f recruit.File) string {
		to := "panel only"
		if f.Everyone {
			to = "for everyone"
		}
		return f.Name + ", " + recruit.Size(f.Size) + ", " + to
	}), "\n")
}

func (p *program) jobAdd() *cobra.Command {
	var typed jobTyped
	c := &cobra.Command{
		Use:   "add --title TITLE",
		Short: "Add a job",
		Long: `Adds a job. The description file becomes a document of the job that candidates may get too, and, when it is
plain text, also the description that the job shows. Other files are for the panel only.`,
		Example: `  recruitty job add --title "Site Reliability Engineer" --department Platform --location Lisbon
  recruitty job add --title "Data Analyst" --description-file analyst.md --file rubric.pdf --stages "Applied,Interview,Offer"`,
		Args: command.Exactly(),
		RunE: p.acting(func(ctx context.Context, s *session, _ []string) error {
			if err := command.Required(s.Cmd, "title"); err != nil {
				return err
			}
			if err := recruit.Allow(s.Actor, recruit.ToRecruit); err != nil {
				return err
			}
			if _, err := pipeline.CleanJob(typed.job); err != nil {
				return err
			}
			documents, err := typed.read(ctx, s)
			if err != nil {
				return err
			}
			added, err := s.Services.Jobs.Add(ctx, s.Actor, typed.job)
			if err != nil {
				return err
			}
			return s.withDocuments(ctx, added, documents)
		}),
	}
	typed.flags(c)
	return c
}

// fromDisk stores files before anything refers to them.
func (s *session) fromDisk(ctx context.Context, kind recruit.FileKind, paths []string) ([]recruit.File, error) {
	var out []recruit.File
	for _, path := range paths {
		f, err := s.Services.Documents.FromDisk(ctx, path, kind)
		if err != nil {
			return nil, err
		}
		out = append(out, f)
	}
	return out, nil
}

// text is a stored file's text, "" when it is not plain text.
func (s *session) text(ctx context.Context, f recruit.File) (string, error) {
	if !strings.HasPrefix(f.ContentType, "text/") {
		return "", nil
	}
	content, err := s.Services.Store.FileContent(ctx, f.SHA256)
	if err != nil || !utf8.Valid(content) {
		return "", err
	}
	return string(content), nil
}

func (p *program) jobList() *cobra.Command {
	var status, view string
	c := &cobra.Command{
		Use:     "list [QUERY]",
		Short:   "List jobs, newest first",
		Long:    "Lists jobs, newest first. " + command.FilterHelp,
		Example: "  recruitty job list\n  recruitty job list engineer --status open --json\n  recruitty job list department:platform added:month",
		Args:    command.Filter(),
		RunE: p.reading(func(ctx context.Context, s *session, args []string) error {
			if status != "" && status != string(recruit.JobOpen) && status != string(recruit.JobClosed) {
				return recruit.Invalid("status", "A job is open or closed, not %s.", output.Quote(status))
			}
			q, err := s.Filtered(ctx, filter.Jobs, view, args)
			if err != nil {
				return err
			}
			l := output.ListOf("There are no such jobs.", []string{"ID", "TITLE", "DEPARTMENT", "LOCATION", "STATUS", "CANDIDATES", "AHEAD"}, func(j recruit.JobSummary) []string {
				return []string{output.Number(j.ID), j.Title, j.Department, j.Location, string(j.Status), output.Number(j.Candidates), output.Number(j.Interviews)}
			}, shapeJobLine)
			return output.Stream(s.Printer(), l, command.Narrowed(q, filter.Job, l, recruit.JobSummary.Words, s.jobPages(ctx, recruit.JobFilter{Status: recruit.JobStatus(status)})))
		}),
	}
	c.Flags().StringVar(&status, "status", "", "only open or closed ones")
	p.ViewFlag(c, filter.Jobs, &view)
	p.Among(c, "status", string(recruit.JobOpen), string(recruit.JobClosed))
	return c
}

func shapeJobLine(j recruit.JobSummary) jobLineJSON {
	return jobLineJSON{ID: j.ID, Title: j.Title, Department: j.Department, Location: j.Location, Status: j.Status,
		ExternalID: j.ExternalID, Candidates: j.Candidates, Interviews: j.Interviews, CreatedAt: export.Time(j.CreatedAt)}
}

func (p *program) jobShow() *cobra.Command {
	return p.oneJob("show", "Show a job with its documents and stages", "  recruitty job show 3 --json", p.reading,
		func(ctx context.Context, s *session, id recruit.JobID) (recruit.Job, error) {
			return s.Services.Store.Job(ctx, id)
		})
}

func (p *program) jobClose() *cobra.Command {
	return p.oneJob("close", "Close a job; candidates and interviews stay as they are", "  recruitty job close 3", p.acting,
		func(ctx context.Context, s *session, id recruit.JobID) (recruit.Job, error) {
			return s.Services.Jobs.Close(ctx, s.Actor, id)
		})
}

func (p *program) jobReopen() *cobra.Command {
	return p.oneJob("reopen", "Open a closed job again", "  recruitty job reopen 3", p.acting,
		func(ctx context.Context, s *session, id recruit.JobID) (recruit.Job, error) {
			return s.Services.Jobs.Reopen(ctx, s.Actor, id)
		})
}

// oneJob makes a command about one job, which it prints.
func (p *program) oneJob(verb, short, example string, as func(work) func(*cobra.Command, []string) error,
	do func(context.Context, *session, recruit.JobID) (recruit.Job, error)) *cobra.Command {
	return &cobra.Command{
		Use: verb + " ID", Short: short, Example: example,
		Args:              command.Exactly("the number of a job"),
		ValidArgsFunction: p.First(p.JobIDs),
		RunE: as(func(ctx context.Context, s *session, args []string) error {
			id, err := command.Numbered[recruit.JobID]("job", args[0])
			if err != nil {
				return err
			}
			j, err := do(ctx, s, id)
			if err != nil {
				return err
			}
			return s.printJob(ctx, j)
		}),
	}
}
