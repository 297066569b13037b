package cli

import (
	"context"
	"path/filepath"

	"github.com/spf13/cobra"

	"recruitty/internal/cli/command"
	"recruitty/internal/cli/output"
	"recruitty/recruit"
	"recruitty/recruit/export"
	"recruitty/recruit/importer"
)

func (p *program) importing() *cobra.Command {
	return command.Noun("import", "Bring in jobs, candidates and interviews from files",
		p.importKind(importer.Jobs, `  recruitty import jobs jobs.csv --dry-run
  recruitty import jobs openings.csv --map "Business Title=title"`, ""),
		p.importKind(importer.Candidates, `  recruitty import candidates people.csv
  recruitty import candidates greenhouse-candidates.json --json`, ""),
		p.importKind(importer.Interviews, `  recruitty import interviews interviews.csv --dry-run
  recruitty import interviews panels.csv --map "Applicant Mail=email" --map "When (local)=start"
  recruitty import interviews greenhouse-scheduled-interviews.json`, `

These interviews were arranged elsewhere, so nothing is created at Zoom and no email is sent: they stand in the profile as
imported, and a link in the file is kept as a link. A row needs the candidate (email, candidate_id, or application_id as
Greenhouse has it), the start (RFC 3339, or a wall time with a column time_zone), and a duration or an end. Candidate and
job must be known here; a missing link between them is added. status is scheduled, completed, no_show or cancelled.
Of a calendar file (.ics) each event is an interview: of those who attend, the one who is a candidate here is it, and the
others interview.
Nobody holds a calendar entry from here until an interview is rescheduled: that sends a first invitation.`),
		p.importList(), p.importUndo())
}

// importKind is the import of a kind; more is what its help says besides.
func (p *program) importKind(kind importer.Kind, example, more string) *cobra.Command {
	var (
		dryRun  bool
		columns []string
		options importer.Options
	)
	c := &cobra.Command{
		Use:   string(kind) + " FILE",
		Short: "Import " + string(kind) + " from Excel, CSV, JSON and other files",
		Long: `Imports a table with a header: CSV, whatever its delimiter; a sheet of an Excel workbook (.xlsx, .xlsm, .xltx; with several
sheets --sheet says which); a table of a web page or XML saved as .xls. Or objects: JSON, JSON Lines, Greenhouse, JSON Resume,
a Django dump; or address cards (vCard). Each may be compressed (.gz), or stand in a ZIP beside the people's
documents: those are attached by the person's name, address or number in the file's name, or by a column that names them. What a file is shows in it, not in its name; - reads
standard input. What cannot be read is called by its name, with what to export instead.
Who and what is known already is reported and not changed; what a row says of a person that nobody knew becomes a note. A
bad row is reported with its line and stops nothing else. Every column is named with what became of it: a field, a field of
the candidate's own (unless --drop-unknown), a note, a job's description. --dry-run says what would happen with the first
rows, and changes nothing.
An id means somebody together with the system that it belongs to, which --source names: say the same one for the jobs, the
candidates and the interviews of that system. It may be said later, by importing the same file again with it.
How text is written and whether 01/02/2026 begins with the day are found out and said; --encoding and --date-order say it
instead. A mapping (--map, or made on the screen) is remembered for files with the same columns, and said when it is used;
--forget-mapping reads them again.` + more,
		Example: example,
		Args:    command.Exactly("the file to import"),
		RunE: p.bringing(func(ctx context.Context, s *session, args []string) error {
			// A trial says who is known already, so it is for those who may see all.
			if err := recruit.Allow(s.Actor, recruit.ToRecruit); err != nil {
				return err
			}
			options := options
			var err error
			if options.Mapping, err = importer.ParseMapping(kind, columns); err != nil {
				return err
			}
			file, err := s.importFile(args[0])
			if err != nil {
				return err
			}
			defer file.Close()
			options.Progress = s.Printer().Progress("Reading")
			if !dryRun {
				options.Progress = s.Printer().Progress("Importing")
			}
			var report importer.Report
			if dryRun {
				options.By = s.Actor.ID
				report, err = s.Importer.Plan(ctx, kind, file, options)
			} else {
				report, err = s.Importer.Import(ctx, s.Actor, kind, file, options)
			}
			if err != nil && report.Batch == 0 {
				return err
			}
			if shown := s.Print(report, func(w *output.Page) { writeReport(w, report) }); err == nil {
				err = shown
			}
			if err == nil && report.Empty() {
				err = recruit.Invalid("file", "No row of %s was imported; the reasons are above.", report.File)
			}
			return err
		}),
	}
	c.Flags().BoolVar(&dryRun, "dry-run", false, "change nothing")
	c.Flags().StringArrayVar(&columns, "map", nil, "`COLUMN=FIELD`: what a column means, or a value inside others such as applicant.email=email (may be repeated)")
	c.Flags().StringVar(&options.Source, "source", "", "the `system` that the file's ids belong to, such as the name of your old one")
	c.Flags().StringVar(&options.Encoding, "encoding", "", "the `encoding` of the text, such as windows-1250 or shift_jis")
	c.Flags().StringVar(&options.DateOrder, "date-order", "", "`dmy` or mdy: how dates such as 01/02/2026 are meant")
	c.Flags().BoolVar(&options.DropUnknown, "drop-unknown", false, "keep nothing of columns that have no field here")
	c.Flags().StringVar(&options.Sheet, "sheet", "", "the `sheet` of a workbook that is meant, by name or number")
	c.Flags().BoolVar(&options.ForgetMapping, "forget-mapping", false, "read columns again that were mapped before, by --map or on the screen")
	return c
}

func (s *session) importFile(path string) (importer.File, error) {
	if path == "-" {
		return importer.Spool(filepath.Join(s.Dir, "tmp"), "standard input", s.In)
	}
	return importer.Named(s.Services.Documents, path)
}

// writeReport writes what an import did.
func writeReport(w *output.Page, r importer.Report) {
	w.Line("%s", r.Summary())
	if r.Batch != 0 {
		w.Line("It is import %d; recruitty import undo %d takes it back.", r.Batch, r.Batch)
	}
	for _, guess := range r.Guesses {
		w.Line("%s", guess)
	}
	writeColumns(w, r)
	for _, part := range []struct {
		title string
		found importer.Findings
	}{{"Bad rows", r.Bad}, {"Known already", r.Duplicates}, {"Left out", r.Skipped}, {"Remarks", r.Remarks}} {
		writeFindings(w, part.title, part.found)
	}
	writePapers(w, r)
}

// writePapers writes which documents of an archive are nobody's.
func writePapers(w *output.Page, r importer.Report) {
	const most = 20
	if r.Attached+r.Unattached == 0 {
		return
	}
	w.Line("\nDocuments: %d attached, %d not", r.Attached, r.Unattached)
	said := 0
	for _, d := range r.Papers {
		if d.Reason != "" && said < most {
			w.Line("  %s: %s", d.Name, d.Reason)
			said++
		}
	}
	if more := r.Unattached - said; more > 0 {
		w.Line("  and %d more (--json names up to %d)", more, importer.MostFindings)
	}
}

// writeFindings writes what was found; rows alike beyond the first few are counted.
func writeFindings(w *output.Page, title string, found importer.Findings) {
	const most, alike = 20, 3
	if found.Count == 0 {
		return
	}
	w.Line("\n%s: %d", title, found.Count)
	if found.Count <= most {
		for _, row := range found.Rows {
			w.Line("  line %d: %s", row.Line, row.Reason)
		}
		return
	}
	said := 0
	for _, kind := range found.Kinds[:min(most, len(found.Kinds))] {
		w.Line("  line %d: %s", kind.Line, kind.Reason)
		if kind.Count > 1 {
			w.Line("    and %d more like it", kind.Count-1)
		}
		said += kind.Count
	}
	if more := found.Count - said; more > 0 {
		w.Line("  and %d more (--json names up to %d)", more, importer.MostFindings)
	}
}

// writeColumns writes what became of each column, and, of a trial, the first rows.
func writeColumns(w *output.Page, r importer.Report) {
	if len(r.Columns) == 0 {
		return
	}
	w.Line("\nColumns (%s):", r.Format)
	for _, c := range r.Columns {
		if c.Name != "" {
			w.Line("  %s → %s", c.Name, c.Becomes)
		}
	}
	if r.Source != "" {
		w.Line("Its ids are those of %s.", r.Source)
	}
	if !r.DryRun {
		return
	}
	for _, sample := range r.Samples {
		w.Line("\nLine %d:", sample.Line)
		for _, c := range sample.Cells {
			w.Line("  %s → %s: %s", c.Column, c.Becomes, c.Value)
		}
	}
}

// pastImportJSON is an import that was made.
type pastImportJSON struct {
	ID         recruit.BatchID `json:"id"`
	File       string          `json:"file"`
	By         string          `json:"by"`
	At         export.Time     `json:"at"`
	UndoneAt   export.Time     `json:"undone_at"`
	State      string          `json:"state"`     // under way, interrupted, stopped, done, undoing, undone
	Kind       string          `json:"kind"`      // jobs, candidates or interviews
	FileRows   int             `json:"file_rows"` // that its file has
	Jobs       int             `json:"jobs"`      // that it brought and that are still here
	Candidates int             `json:"candidates"`
	Links      int             `json:"links"`
	Interviews int             `json:"interviews"`
	Documents  int             `json:"documents"`
	Notes      int             `json:"notes"` // of people who were here before
	Numbers    int             `json:"numbers"`
	Sources    int             `json:"sources"` // of the ids of jobs that were here before
}

// importList is import list.
func (p *program) importList() *cobra.Command {
	return &cobra.Command{
		Use:     "list",
		Short:   "List the imports that were made, with the numbers that undo takes",
		Example: "  recruitty import list --json",
		Args:    command.Exactly(),
		RunE: p.reading(func(ctx context.Context, s *session, _ []string) error {
			var before recruit.BatchID
			return command.List(s.Session, nil, output.ListOf("Nothing was imported yet.", []string{"ID", "WHEN", "BY", "FILE", "OF IT HERE"},
				func(i recruit.PastImport) []string {
					return []string{output.Number(i.ID), s.Moment(i.At), i.By, i.File, i.Words()}
				},
				func(i recruit.PastImport) pastImportJSON {
					return pastImportJSON{i.ID, i.File, i.By, export.Time(i.At), export.Time(i.UndoneAt), string(i.State), i.Kind, i.FileRows, i.Jobs, i.Candidates, i.Links, i.Interviews, i.Documents, i.Notes, i.Numbers, i.Sources}
				}), nil, output.Paged(func() ([]recruit.PastImport, bool, error) {
				const most = 100
				part, err := s.Importer.Past(ctx, s.Actor, before, most)
				if len(part) > 0 {
					before = part[len(part)-1].ID
				}
				return part, len(part) == most, err
			}))
		}),
	}
}

func (p *program) importUndo() *cobra.Command {
	return p.Destroys(&cobra.Command{
		Use:     "undo BATCH",
		Short:   "Undo an import, except for what somebody has worked on since",
		Example: "  recruitty import undo 4 --yes",
		Args:    command.Exactly("the number of an import"),
		RunE: p.acting(func(ctx context.Context, s *session, args []string) error {
			batch, err := command.Numbered[recruit.BatchID]("import", args[0])
			if err != nil {
				return err
			}
			if err := s.Confirm("Remove what import " + args[0] + " added, except what somebody has worked on since?"); err != nil {
				return err
			}
			u, err := s.Importer.Undo(ctx, s.Actor, batch, s.Printer().Progress("Undoing"))
			if err != nil && u.Removed == 0 {
				return err
			}
			shown := s.Print(u, func(w *output.Page) {
				if err == nil {
					w.Line("Import %d is undone: %d rows removed, %d kept because somebody has worked on them since.", batch, u.Removed, u.Kept)
				}
			})
			if err == nil {
				err = shown
			}
			return err
		}),
	})
}
