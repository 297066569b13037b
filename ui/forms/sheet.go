package forms

import (
	"charm.land/huh/v2"

	"recruitty/ui/draft"
)

// Rows makes the rows of a sheet. What a row says that changes is given to it
// afterwards, by its name in f.Rows.
func Rows[T any](f *Fields, s *draft.Sheet[T]) []huh.Field {
	var rows []huh.Field
	for i, field := range s.Fields {
		var r *Row
		switch name, label, value := field.Name, field.Label, &s.Texts[i]; field.Kind {
		case draft.Lines:
			r = f.Lines(name, label, value, 4)
		case draft.Zone:
			r = f.Zone(name, label, value).Reserving(2)
		case draft.AnyZone:
			r = f.ZoneIfKnown(name, label, value)
		case draft.Language:
			rows = append(rows, f.Language(name, label, value, field.Hint))
			continue
		case draft.Choice:
			r = f.Radio(name, label, value, field.Options)
		default:
			r = f.Line(name, label, value)
		}
		if field.Proposal != "" {
			r.Proposing(field.Proposal)
		}
		if field.Hint != "" {
			r.Saying(1, Says(field.Hint))
		}
		rows = append(rows, r)
	}
	return rows
}
