// Package importing is the talk in lines about files that are brought in, and about those that
// were.
package importing

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"recruitty/recruit"
	"recruitty/recruit/importer"
	"recruitty/recruit/sanitize"
	"recruitty/recruit/services"
	"recruitty/ui/draft"
	"recruitty/ui/plain/talk"
	"recruitty/ui/text"
	"recruitty/ui/wording"
)

// Import is what the lines about imports need of the conversation and the workspace.
type Import struct {
	*talk.Conversation
	Importer *importer.Service // nil where nothing can be imported
	Services *services.Services
	Member   recruit.Member
	// Inbox lists the files that the member has sent to this host, nil where files are
	// named by their path.
	Inbox func() ([]string, error)
}

// bringing is an import that is spoken about.
type bringing struct {
	*Import
	kind    importer.Kind
	path    string
	options importer.Options
	report  importer.Report
}

// Do brings a file in, lists the imports, or takes one back.
func (p *Import) Do(ctx context.Context, rest string) error {
	if p.Importer == nil {
		return recruit.Invalid("", wording.ImportElsewhere)
	}
	if err := recruit.Allow(p.Member, recruit.ToRecruit); err != nil {
		return err
	}
	word, rest, _ := strings.Cut(rest, " ")
	rest = strings.TrimSpace(rest)
	switch word = sanitize.Fold(word); word {
	case "list":
		return p.pastImports(ctx)
	case "undo":
		return p.undoImport(ctx, rest)
	}
	b := &bringing{Import: p, path: draft.Path(rest)}
	kinds := importer.Kinds()
	at := slices.IndexFunc(kinds, func(k importer.Kind) bool { return word != "" && strings.HasPrefix(string(k), word) })
	if at < 0 && word != "" {
		return recruit.Invalid("", "%q cannot be imported; type import candidates, import jobs or import interviews, each with a file, or import list, or import undo and a number.", wording.Shown(word))
	}
	if at < 0 {
		var err error
		if at, err = p.Choose(ctx, "Import what", []string{"jobs", "candidates", "interviews"}, -1); err != nil {
			return err
		}
	}
	b.kind = kinds[at]
	return b.bring(ctx)
}

// bring leads from the file to what became of it.
func (b *bringing) bring(ctx context.Context) error {
	key := recruit.DraftKey(b.Member.ID, 0, "import-plain-"+string(b.kind))
	if b.path != "" { // what was said about another file is of no use for this one
		text, err := b.Services.Store.Setting(ctx, key)
		if err != nil {
			return err
		}
		if before, is := draft.DecodeKept(text); is && before.Typed["file"] != b.path {
			b.Saver(key, text).Store("")
		}
	}
	kept, err := b.Resume(ctx, key, b.take)
	if err != nil {
		return kept.Left(err)
	}
	keep := func() { kept.Store(draft.Kept{Typed: b.values()}.Encode()) }
	if err := b.file(ctx); err != nil {
		return kept.Left(err)
	}
	keep()
	for {
		if err := b.look(ctx); err != nil {
			return kept.Left(err)
		}
		keep()
		b.sayColumns()
		if err := b.columns(ctx, keep); err != nil {
			return kept.Left(err)
		}
		keep()
		report, err := b.run(ctx, "Checking", func(ctx context.Context, f importer.File, o importer.Options) (importer.Report, error) {
			o.By = b.Member.ID
			return b.Importer.Plan(ctx, b.kind, f, o)
		})
		if err != nil {
			if talk.Ends(err) {
				return kept.Left(err)
			}
			b.Complain(err)
			continue
		}
		b.sayReport(report)
		if !report.Brings() {
			b.Tell(wording.NothingComesIn)
			continue
		}
		switch yes, err := b.Confirm(ctx, "Nothing is imported yet. Import it?"); {
		case err != nil:
			return kept.Left(err)
		case !yes:
			continue
		}
		report, err = b.run(ctx, "Importing", func(ctx context.Context, f importer.File, o importer.Options) (importer.Report, error) {
			return b.Importer.Import(ctx, b.Member, b.kind, f, o)
		})
		if report.Rows > 0 || err == nil {
			b.sayReport(report)
		}
		if err == nil {
			kept.Store("")
			return nil
		}
		if report.Batch != 0 {
			b.Tell("What was written until then stays; importing the file again goes on from there.")
		}
		return kept.Left(err)
	}
}

// values are what was said about the file, to be kept.
func (b *bringing) values() map[string]string {
	v := map[string]string{"file": b.path, "sheet": b.options.Sheet, "encoding": b.options.Encoding, "dates": b.options.DateOrder, "source": b.options.Source}
	if b.options.DropUnknown {
		v["others"] = "drop"
	}
	for column, field := range b.options.Mapping {
		v["column "+column] = string(field)
	}
	return v
}

// take puts back what was kept.
func (b *bringing) take(v map[string]string) {
	b.path = v["file"]
	b.options = importer.Options{Sheet: v["sheet"], Encoding: v["encoding"], DateOrder: v["dates"], Source: v["source"], DropUnknown: v["others"] != "", Mapping: importer.Mapping{}}
	for name, field := range v {
		column, is := strings.CutPrefix(name, "column ")
		if _, custom := importer.Field(field).CustomName(); is && (custom || slices.Contains(importer.Fields(b.kind), importer.Field(field))) {
			b.options.Mapping[column] = importer.Field(field)
		}
	}
}

// file asks which file it is, until there is one.
func (b *bringing) file(ctx context.Context) error {
	taken := func(v string) error {
		f, err := importer.Named(b.Services.Documents, v)
		if err == nil {
			b.path, err = v, f.Close()
		}
		return err
	}
	if b.path != "" {
		err := taken(b.path)
		if err == nil {
			return nil
		}
		b.Complain(err)
		b.path = ""
	}
	help := "The path of a file on this machine."
	if b.Inbox != nil {
		help = "The name of a file in your inbox; send it first with: ssh HOST upload NAME."
		if names, err := b.Inbox(); err == nil && len(names) > 0 {
			for i := range names {
				names[i] = text.Line(names[i])
			}
			b.Tell("In your inbox: %s.", strings.Join(names, ", "))
		}
	}
	return b.Ask(ctx, talk.Question{Label: "File", Kept: b.path, Help: help, Take: func(v string) error { return taken(draft.Path(v)) }})
}

// look reads which columns there are; with several sheets it asks which is meant.
func (b *bringing) look(ctx context.Context) error {
	for {
		report, err := b.run(ctx, "Reading", func(ctx context.Context, f importer.File, o importer.Options) (importer.Report, error) {
			return b.Importer.Look(ctx, b.Member, b.kind, f, o)
		})
		if err == nil {
			b.report, b.options.Mapping = report, report.Mapping
			return nil
		}
		sheets := importer.Sheets(err)
		if sheets == nil {
			return err
		}
		shown := make([]string, len(sheets))
		for i := range sheets {
			shown[i] = text.Line(sheets[i])
		}
		at, err := b.Choose(ctx, "Which sheet", shown, -1)
		if err != nil {
			return err
		}
		b.options.Sheet = sheets[at]
	}
}

// sayColumns says how the file is read, each column with a value, and the first
// rows.
func (b *bringing) sayColumns() {
	r := b.report
	b.Tell("%s, %s: %s.", text.Line(r.File), wording.Counted(r.Rows, "row"), text.Line(r.Format))
	for _, guess := range r.Guesses {
		b.Tell("%s", text.Line(wording.Guess(guess)))
	}
	for i, c := range r.Columns {
		if c.Name == "" {
			continue
		}
		value := ""
		if v := r.Value(c.Name); v != "" {
			value = ", such as " + text.Line(v)
		}
		b.Tell("%d. %s is %s%s.", i+1, text.Line(c.Name), text.Line(wording.FieldName(b.kind, importer.Field(c.Becomes))), value)
	}
	for _, s := range r.Samples {
		cells := make([]string, len(s.Cells))
		for i, c := range s.Cells {
			cells[i] = text.Line(wording.FieldName(b.kind, importer.Field(c.Becomes))) + " " + text.Line(c.Value)
		}
		b.Tell("Line %d: %s.", s.Line, strings.Join(cells, ", "))
	}
	if r.Lacks != "" {
		b.Tell("%s", text.Line(r.Lacks))
	}
}

// columns lets a person change what columns mean, and how the file is read, until
// it is right.
func (b *bringing) columns(ctx context.Context, keep func()) error {
	help := "A number changes what that column is. sheet, encoding, dates or source with a word say how the file is read; others keep or others drop what becomes of columns that have no field here; say says the columns again."
	for {
		done := false
		err := b.Ask(ctx, talk.Question{Label: "Columns (a number changes one)", Empty: true, Shown: "them and checks the file", Help: help, Take: func(v string) error {
			if done = v == ""; !done {
				return b.change(ctx, v)
			}
			if b.report.Lacks != "" {
				done = false
				return recruit.Invalid("columns", "%s", b.report.Lacks)
			}
			return nil
		}})
		keep()
		if err != nil || done {
			return err
		}
	}
}

// change does what was typed about columns.
func (b *bringing) change(ctx context.Context, typed string) error {
	word, rest, _ := strings.Cut(typed, " ")
	rest = strings.TrimSpace(rest)
	before := b.options
	switch strings.ToLower(word) {
	case "say":
		b.sayColumns()
		return nil
	case "sheet":
		b.options.Sheet = rest
	case "encoding":
		b.options.Encoding = rest
	case "dates":
		b.options.DateOrder = rest
	case "source":
		b.options.Source = rest
	case "others":
		switch strings.ToLower(rest) {
		case "keep", "drop":
			b.options.DropUnknown = strings.EqualFold(rest, "drop")
		default:
			return recruit.Invalid("others", "Type others keep, or others drop.")
		}
	default:
		return b.column(ctx, typed)
	}
	if err := b.look(ctx); err != nil {
		b.options = before
		return err
	}
	b.sayColumns()
	return nil
}

// column asks what one column is.
func (b *bringing) column(ctx context.Context, typed string) error {
	names := make([]string, len(b.report.Columns))
	for i, c := range b.report.Columns {
		names[i] = text.Line(c.Name)
	}
	at, err := talk.Match(typed, names)
	if err != nil {
		return err
	}
	fields := b.report.Choices()
	words := make([]string, len(fields))
	for i, f := range fields {
		words[i] = wording.FieldName(b.kind, f)
	}
	chosen, err := b.Choose(ctx, "What is "+names[at], words, slices.Index(fields, b.report.Columns[at].Means()))
	if err != nil {
		return err
	}
	b.report.Remap(b.report.Columns[at].Name, fields[chosen], b.options)
	b.options.Mapping, b.options.ForgetMapping = b.report.Mapping, false
	b.Tell("%s is %s.", names[at], words[chosen])
	if b.report.Lacks != "" {
		b.Tell("%s", text.Line(b.report.Lacks))
	}
	return nil
}

// run does a step that takes as long as its file is, and says now and then how
// far it is. At a terminal stop ends it between two rows.
func (b *bringing) run(ctx context.Context, what string, do func(context.Context, importer.File, importer.Options) (importer.Report, error)) (importer.Report, error) {
	f, err := importer.Named(b.Services.Documents, b.path)
	if err != nil {
		return importer.Report{}, err
	}
	defer f.Close()
	o := b.options
	return talk.WithProgress(ctx, b.Conversation, what, func(ctx context.Context, told func(done, all int)) (importer.Report, error) {
		o.Progress = told
		return do(ctx, f, o)
	})
}

// sayReport says what an import did, or would do.
func (b *bringing) sayReport(r importer.Report) {
	const most = 10
	b.Tell("%s", text.Line(r.Summary()))
	for _, f := range wording.Findings(r) {
		b.Tell("%s: %s.", f.Name, wording.Grouped(f.Count))
		for _, k := range f.Kinds[:min(most, len(f.Kinds))] {
			more := ""
			if k.Count > 1 {
				more = fmt.Sprintf(", and %s more like it", wording.Grouped(k.Count-1))
			}
			b.Tell("Line %d: %s%s.", k.Line, text.Line(strings.TrimSuffix(k.Reason, ".")), more)
		}
		if n := len(f.Kinds) - most; n > 0 {
			b.Tell("And %s more kinds; recruitty import %s with --dry-run says all of them.", wording.Grouped(n), b.kind)
		}
	}
	said := 0
	for _, d := range r.Papers {
		if d.Reason == "" || said == most {
			continue
		}
		said++
		b.Tell("Not attached: %s, %s.", text.Line(d.Name), text.Line(d.Reason))
	}
	if n := r.Unattached - said; n > 0 {
		b.Tell("And %s more documents that are not attached.", wording.Grouped(n))
	}
	if r.Batch != 0 {
		b.Tell("This is import %d; type import undo %d to undo it.", r.Batch, r.Batch)
	}
}
