package draft

import (
	"context"
	"slices"
	"strings"
	"time"

	"recruitty/recruit"
	"recruitty/recruit/fields"
	"recruitty/recruit/services"
)

// FieldForm defines a field of candidates, one without a name, or changes it.
func FieldForm(svc *services.Services, actor recruit.Member, was fields.Field) Form[fields.Field] {
	type field = fields.Field
	f := Form[field]{Key: "own-field-" + was.Name, Title: "Change a field of candidates", Intro: "Values that do not fit a new type stay until someone changes them."}
	if was.Name == "" {
		f.Title, f.Intro = "Add a field of candidates", ""
		was.Type = fields.Text
	}
	kind := Field[field]{Name: "type", Label: "Type", Kind: Choice, Text: func(f *field) *string { return (*string)(&f.Type) }}
	for _, t := range fields.Types() {
		label := t.Words()
		if t == fields.Choice {
			label = "choice"
		}
		kind.Options = append(kind.Options, Option{Value: string(t), Label: label})
	}
	f.Sheet = NewSheet(was, []Field[field]{
		{Name: "name", Label: "Name", Alone: "Name of the field", Proposal: "e.g. Notice period", Help: "What the field is called, such as Notice period.", Text: func(f *field) *string { return &f.Name }},
		kind,
		{Name: "choices", Label: "Choices", Kind: Lines, Optional: true, Hint: "one on each line, in their order", Unused: func(f field) bool { return f.Type != fields.Choice },
			Get: func(f field) string { return strings.Join(f.Choices, "\n") },
			Set: func(f *field, typed string) error {
				f.Choices = slices.DeleteFunc(strings.Split(strings.ReplaceAll(typed, "\r\n", "\n"), "\n"), func(one string) bool { return strings.TrimSpace(one) == "" })
				return nil
			}},
		Either(Field[field]{Name: "panel", Label: "Interviewers", Options: []Option{{"no", "do not see it"}, {"yes", "see it"}}}, func(f *field) *bool { return &f.Panel }),
	})
	f.Save = func(ctx context.Context, typed field) (said, warning string, err error) {
		if was.Name == "" {
			typed, err = svc.Fields.Add(ctx, actor, typed)
			return "Added the field " + typed.Name + ".", "", err
		}
		typed, err = svc.Fields.Change(ctx, actor, was.Name, typed)
		return "Saved the field " + typed.Name + ".", "", err
	}
	return f
}

// noValue is what stands for no value where one of a few is chosen.
const noValue = "none"

// mostRadio is up to how many choices stand beside each other.
const mostRadio = 5

// ownFields are the rows of the fields of a workspace, and one for what a candidate has
// besides.
func ownFields(c recruit.Candidate, own fields.List) []Field[recruit.Candidate] {
	type who = recruit.Candidate
	var rows []Field[who]
	for _, f := range own.InUse() {
		row := Field[who]{Name: f.Key(), Label: f.Name, Optional: true, Get: func(c who) string { return c.Field(f.Name) },
			Set: func(c *who, typed string) error {
				c.SetField(f.Name, typed)
				return nil
			}}
		now, among := c.Field(f.Name), f.Choices
		switch f.Type {
		case fields.Number:
			row.Proposal, row.Help = "a number", "A number, such as 3 or 70,000.50."
			row.Check = func(typed string) error {
				if typed == now { // from before it was one, perhaps
					return nil
				}
				_, err := f.Value(typed, time.Time{})
				return err
			}
		case fields.Date:
			row.Proposal, row.Help = "a day, such as 2026-12-01", "A day, such as 2026-12-01."
		case fields.YesNo:
			among = []string{"yes", "no"}
		case fields.Text:
			row.Help = f.Name + "."
			if strings.Contains(now, "\n") {
				row.Kind = Lines
			}
		}
		switch {
		case len(among) > mostRadio:
			row.Proposal, row.Help = "one of "+strings.Join(among, ", "), "One of "+strings.Join(among, ", ")+"."
		case len(among) > 0:
			row.Kind, row.Options = Choice, []Option{{"", noValue}}
			for _, one := range among {
				row.Options = append(row.Options, Option{one, one})
			}
			if now != "" && !slices.Contains(among, now) { // from before the field was as it is
				row.Options = append(row.Options, Option{now, recruit.Shorten(now)})
			}
		}
		rows = append(rows, row)
	}
	label := "Custom fields"
	if len(rows) > 0 {
		label = "Other fields"
	}
	besides := func(c who) []recruit.OwnField {
		return slices.DeleteFunc(slices.Clone(c.Fields), func(v recruit.OwnField) bool {
			_, known := own.Called(v.Name)
			return known
		})
	}
	return append(rows, Field[who]{Name: "fields", Label: label, Optional: true, Kind: Lines, Hint: "one NAME = VALUE on each line",
		Get: func(c who) string { return recruit.FieldLines(besides(c)) },
		Set: func(c *who, typed string) error {
			lines, err := recruit.ParseFieldLines(typed)
			if err != nil {
				return err
			}
			for _, v := range besides(*c) {
				c.SetField(v.Name, "")
			}
			c.Fields = append(slices.Clone(c.Fields), lines...) // one that is there twice is said when it is saved
			return nil
		}})
}
