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
  recruitty import candidates people.csv --map "Mentor=owner" --map "Available from=field:Notice period"
  recruitty import candidates greenhouse-candidates.json --json`, ""),
		p.importKind(importer.Interviews, `  recruitty import interviews interviews.csv --dry-run
  recruitty import interviews panels.csv --map "Applicant Mail=email" --map "When (local)=start"
  recruitty import interviews greenhouse-scheduled-interviews.json`, `

These interviews were arranged elsewhere, so nothing is created at Zoom and no email is sent: they are shown in the profile
as imported, and a link in the file is kept as a link. A row needs the candidate (email, candidate_id, or application_id as in
Greenhouse), the start (RFC 3339, or a local time with a column time_zone), and a duration or an end. The candidate and the
job must be in recruitty already; a missing link between them is added. The status is scheduled, completed, no_show or
cancelled. In a calendar file (.ics) each event is an interview: the attendee who is a candidate here is interviewed, and the
other attendees are the panel.
Nobody gets a calendar entry from recruitty until an interview is rescheduled; that sends a first invitation.`),
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
		Long: `Imports a table with a header row: CSV with any delimiter, a sheet of an Excel workbook (.xlsx, .xlsm, .xltx; --sheet
chooses one of several), or a table in a web page or in XML saved as .xls. It also imports records: JSON, JSON Lines,
Greenhouse, JSON Resume, a Django dump, or address cards (vCard). A file may be compressed (.gz), or be in a ZIP together
with people's documents. Those are attached to the person whose name, address or number is in the file name, or by a column
that names the file. The format is detected from the content, not from the file name; - reads standard input. A format that
cannot be read is named, with what to export instead.

Whoever and whatever is known already is reported and not changed; what a row adds about a known person becomes a note. A bad
row is reported with its line number, and the other rows are still imported. For every column the report says what became of
it: a field, a custom field of the candidate (unless --drop-unknown), a note, or the job's description. --dry-run shows what
would happen, with the first rows, and changes nothing.

An ID identifies someone only within the system that it comes from, which --source names: use the same name for the jobs,
candidates and interviews of one system. You can add it later by importing the same file again with --source.

The encoding of the text, and whether 01/02/2026 begins with the day, are detected and reported; --encoding and --date-order
override that. A mapping (--map, or made on the screen) is remembered for files with the same columns, and reported when it is
used; --forget-mapping detects the columns again.` + more,
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
	c.Flags().StringArrayVar(&columns, "map", nil, "`COLUMN=FIELD`: the field for a column, or for a nested value such as applicant.email=email; of candidates also field:NAME, a field of this workspace (may be repeated)")
	c.Flags().StringVar(&options.Source, "source", "", "the `system` that the IDs in the file come from, such as the name of your old one")
	c.Flags().StringVar(&options.Encoding, "encoding", "", "the `encoding` of the text, such as windows-1250 or shift_jis")
	c.Flags().StringVar(&options.DateOrder, "date-order", "", "`dmy` or mdy: the order of day and month in dates such as 01/02/2026")
	c.Flags().BoolVar(&options.DropUnknown, "drop-unknown", false, "leave out columns that have no field here")
	c.Flags().StringVar(&options.Sheet, "sheet", "", "the `sheet` of the workbook to import, by name or number")
	c.Flags().BoolVar(&options.ForgetMapping, "forget-mapping", false, "detect the columns again, without an earlier mapping from --map or the screen")
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
		w.Line("This is import %d; recruitty import undo %d undoes it.", r.Batch, r.Batch)
	}
	for _, guess := range r.Guesses {
		w.Line("%s", guess)
	}
	writeColumns(w, r)
	for _, part := range []struct {
		title string
		found importer.Findings
	}{{"Bad rows", r.Bad}, {"Already known", r.Duplicates}, {"Left out", r.Skipped}, {"Remarks", r.Remarks}} {
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
			w.Line("  %s → %s", c.Name, importer.InWords(c.Becomes))
		}
	}
	if r.Source != "" {
		w.Line("Its IDs are those of %s.", r.Source)
	}
	if !r.DryRun {
		return
	}
	for _, sample := range r.Samples {
		w.Line("\nLine %d:", sample.Line)
		for _, c := range sample.Cells {
			w.Line("  %s → %s: %s", c.Column, importer.InWords(c.Becomes), c.Value)
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
		Short:   "List past imports, with the numbers for import undo",
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
		Short:   "Undo an import, except for what someone has worked on since",
		Example: "  recruitty import undo 4 --yes",
		Args:    command.Exactly("the number of an import"),
		RunE: p.acting(func(ctx context.Context, s *session, args []string) error {
			batch, err := command.Numbered[recruit.BatchID]("import", args[0])
			if err != nil {
				return err
			}
			if err := s.Confirm("Remove what import " + args[0] + " added, except what someone has worked on since?"); err != nil {
				return err
			}
			u, err := s.Importer.Undo(ctx, s.Actor, batch, s.Printer().Progress("Undoing"))
			if err != nil && u.Removed == 0 {
				return err
			}
			shown := s.Print(u, func(w *output.Page) {
				if err == nil {
					w.Line("Import %d is undone: %d rows removed, %d kept because someone has worked on them since.", batch, u.Removed, u.Kept)
				}
			})
			if err == nil {
				err = shown
			}
			return err
		}),
	})
}
