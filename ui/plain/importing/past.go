package importing

import (
	"context"
	"fmt"

	"recruitty/recruit"
	"recruitty/ui/plain/talk"
	"recruitty/ui/text"
	"recruitty/ui/wording"
)

// pastImports lists the imports that were made.
func (p *Import) pastImports(ctx context.Context) error {
	var before recruit.BatchID
	fetch := func(ctx context.Context) (rows []talk.Row, err error) {
		part, err := p.Importer.Past(ctx, p.Member, before, talk.PerPage)
		for _, i := range part {
			before = i.ID
			by := ""
			if i.By != "" {
				by = "by " + text.Line(i.By)
			}
			words := wording.Joined(", ", fmt.Sprintf("import %d", i.ID), text.Line(i.File), p.Reader().Stamp(i.At), by, i.Words())
			rows = append(rows, talk.Row{Words: words, Open: func(ctx context.Context) error { return p.undoImport(ctx, fmt.Sprint(i.ID)) }})
		}
		return rows, err
	}
	rows, err := fetch(ctx)
	if err != nil {
		return err
	}
	if len(rows) == 0 {
		p.Tell("Nothing was imported yet.")
		p.Forget()
		return nil
	}
	p.Tell("Imports, the newest first. A number asks whether to undo that one.")
	// Imports are numbered without gaps.
	return p.Listed(ctx, &talk.List{Rows: rows, Fetch: fetch, Total: int(before) - 1 + len(rows)})
}

// undoImport takes an import back.
func (p *Import) undoImport(ctx context.Context, typed string) error {
	n := talk.Number(typed)
	if n == 0 {
		return recruit.Invalid("", "Which import? Type import undo and its number; import list says the numbers.")
	}
	yes, err := p.Confirm(ctx, fmt.Sprintf("Remove what import %d added, except what someone has worked on since?", n))
	if err != nil || !yes {
		if err == nil {
			p.Tell("Nothing was undone.")
		}
		return err
	}
	u, err := talk.WithProgress(ctx, p.Conversation, "Undoing", func(ctx context.Context, told func(done, all int)) (recruit.Undone, error) {
		return p.Importer.Undo(ctx, p.Member, recruit.BatchID(n), told)
	})
	if err != nil {
		return err
	}
	p.Tell("Import %d is undone: %s removed, %s kept because someone has worked on them since.", n, wording.Counted(u.Removed, "row"), wording.Grouped(u.Kept))
	return nil
}
