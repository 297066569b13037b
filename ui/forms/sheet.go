package forms

import (
	"cmp"
	"context"

	tea "charm.land/bubbletea/v2"
	"charm.land/huh/v2"

	"recruitty/ui/draft"
	"recruitty/ui/theme"
)

// Rows makes the rows of a sheet. What a row says that changes is given to it
// afterwards, by its name in f.Rows.
func Rows[T any](f *Fields, s *draft.Sheet[T]) []huh.Field {
	var rows []huh.Field
	for i, field := range s.Fields {
		var r *Row
		switch name, label, value := field.Name, field.Label, &s.Texts[i]; field.Kind {
		case draft.Lines:
			r = f.Lines(name, label, value, cmp.Or(field.Height, 4))
		case draft.Zone:
			r = f.Zone(name, label, value)
		case draft.AnyZone:
			r = f.ZoneIfKnown(name, label, value)
		case draft.Language:
			rows = append(rows, f.Language(name, label, value, field.Hint))
			continue
		case draft.Choice:
			r = f.Radio(name, label, value, field.Options)
		case draft.Rating:
			r = f.Rating(name, label, value, field.Options)
		case draft.FilePath:
			if f.app.Session().Inbox != nil {
				r = f.SentFile(name, label, value, NewSentFiles(f.app))
			} else {
				r = f.PathOfFile(name, label, value)
			}
		case draft.Secret:
			r = f.Line(name, label, value).Hiding()
		default:
			r = f.Line(name, label, value)
		}
		r.optional = field.Optional || field.Unused != nil // which is needed at times only
		if field.Proposal != "" {
			r.Proposing(field.Proposal)
		}
		if field.Hint != "" {
			r.Saying(Says(field.Hint))
		}
		if field.Note != nil {
			r.Saying(func() []Hint { return hinted(field.Note(s.Typed())) })
		}
		rows = append(rows, r)
	}
	return rows
}

func hinted(n draft.Note) []Hint {
	switch {
	case n.Text == "":
		return nil
	case n.Warns:
		return []Hint{{theme.Warning, n.Text}}
	}
	return []Hint{{theme.Dim, n.Text}}
}

// SpecOf is a form about what is set, in a box of its own. saved goes on once it is
// saved, with what there is to say of that.
func SpecOf[T any](form draft.Form[T], saved func(said, warning string) tea.Cmd) FormSpec {
	said, warning := "", ""
	return FormSpec{
		Title: form.Title, Intro: form.Intro, Keep: form.Key, About: form.About, Draft: &form.Texts,
		Fields: func(f *Fields) []huh.Field { return Rows(f, form.Sheet) },
		Save: func() func(context.Context) error {
			typed, err := form.Read()
			return func(ctx context.Context) error {
				if err == nil {
					said, warning, err = form.Save(ctx, typed)
				}
				return err
			}
		},
		Saved: func() tea.Cmd { return saved(said, warning) },
	}
}
