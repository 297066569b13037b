package cli

import (
	"context"

	"github.com/spf13/cobra"

	"recruitty/internal/cli/command"
	"recruitty/recruit"
)

func jobFields() []field[recruit.Job] {
	type j = recruit.Job
	return []field[j]{
		{flag: "title", text: func(j *j) *string { return &j.Title }},
		{flag: "department", text: func(j *j) *string { return &j.Department }},
		{flag: "location", text: func(j *j) *string { return &j.Location }},
		{flag: "stages", list: func(j *j) *[]string { return &j.Stages }},
		{flag: "description-file", text: func(j *j) *string { return &j.Description }},
	}
}

func (p *program) jobEdit() *cobra.Command {
	var (
		typed jobTyped
		seen  int
	)
	c := &cobra.Command{
		Use:   "edit ID",
		Short: "Change a job; everything else stays as it is",
		Long: `Changes a job. Files are added to its documents. If someone else has changed the job in the meantime, nothing is saved
and both values are shown (exit code 4); --if-version says which version the change was based on.`,
		Example:           "  recruitty job edit 3 --title \"Senior Data Analyst\" --if-version 2\n  recruitty job edit 3 --file rubric.pdf",
		Args:              command.Exactly("the number of a job"),
		ValidArgsFunction: p.First(p.JobIDs),
		RunE: p.acting(func(ctx context.Context, s *session, args []string) error {
			fields := given(s.Cmd, jobFields())
			if len(fields)+len(typed.files) == 0 {
				return nothingGiven(s.Cmd)
			}
			id, err := command.Numbered[recruit.JobID]("job", args[0])
			if err != nil {
				return err
			}
			if err := recruit.Allow(s.Actor, recruit.ToRecruit); err != nil {
				return err
			}
			documents, err := typed.read(ctx, s)
			if err != nil {
				return err
			}
			saved, err := editing[recruit.Job]{
				fields: fields, typed: typed.job, seen: seen, version: func(j *recruit.Job) *int { return &j.Version },
				read: func() (recruit.Job, error) { return s.Services.Store.Job(ctx, id) },
				save: func(j recruit.Job) (recruit.Job, error) { return s.Services.Jobs.Update(ctx, s.Actor, j) },
			}.run(s)
			if err != nil {
				return err
			}
			return s.withDocuments(ctx, saved, documents)
		}),
	}
	typed.flags(c)
	seenFlag(c, &seen)
	return c
}

// jobTyped is what was typed about a job.
type jobTyped struct {
	job         recruit.Job
	description string
	files       []string
}

func (t *jobTyped) flags(c *cobra.Command) {
	c.Flags().StringVar(&t.job.Title, "title", "", "what the job is called")
	c.Flags().StringVar(&t.job.Department, "department", "", "department")
	c.Flags().StringVar(&t.job.Location, "location", "", "where the work is done")
	c.Flags().StringVar(&t.description, "description-file", "", "`file` with the job description")
	c.Flags().StringArrayVar(&t.files, "file", nil, "another document of the job (`path`, may be repeated)")
	c.Flags().StringSliceVar(&t.job.Stages, "stages", nil, "the pipeline's stages in order, separated by commas")
}

// read stores the documents that were named and takes the job's description
// from its file, if that is plain text.
func (t *jobTyped) read(ctx context.Context, s *session) ([]recruit.File, error) {
	documents, err := s.fromDisk(ctx, recruit.OtherFile, t.files)
	if err != nil || t.description == "" {
		return documents, err
	}
	f, err := s.Services.Documents.FromDisk(ctx, t.description, recruit.JobDescription)
	if err != nil {
		return nil, err
	}
	if t.job.Description, err = s.text(ctx, f); err != nil {
		return nil, err
	}
	return append([]recruit.File{f}, documents...), nil
}

// withDocuments adds documents to a job and prints it.
func (s *session) withDocuments(ctx context.Context, j recruit.Job, documents []recruit.File) error {
	for _, f := range documents {
		if err := s.Services.Jobs.AddFile(ctx, s.Actor, j.ID, f); err != nil {
			return err
		}
	}
	return s.printJob(ctx, j)
}
