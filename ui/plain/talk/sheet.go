package talk

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"recruitty/recruit"
	"recruitty/ui/draft"
	"recruitty/ui/text"
	"recruitty/ui/wording"
)

// FillIn asks for a form about what is set, and saves it.
func FillIn[T any](ctx context.Context, c *Conversation, form draft.Form[T]) error {
	if form.Intro != "" {
		c.Tell("%s", Spoken(form.Intro))
	}
	base := form.Values()
	kept, err := c.resumeKept(ctx, recruit.DraftKey(c.around.Member().ID, form.About, form.Key), func(before draft.Kept) {
		values, both := before.Onto(base)
		form.Fill(values)
		for _, f := range form.Fields {
			if slices.Contains(both, f.Name) {
				c.Tell("Note: someone has changed %s to %s in the meantime; you typed %s.", cmp.Or(f.Alone, f.Label), said(f, base[f.Name]), said(f, values[f.Name]))
			}
		}
	})
	if err != nil {
		return kept.Left(err)
	}
	keep := func() { kept.Store(draft.Kept{Base: base, Typed: form.Values()}.Encode()) }
	fields := Questions(c, form.Sheet, nil)
	if err := c.Fill(ctx, fields, keep); err != nil {
		return kept.Left(err)
	}
	done, warning := "", ""
	if err := c.Insist(ctx, fields, keep, func() error {
		typed, err := form.Read()
		if err == nil {
			done, warning, err = form.Save(ctx, typed)
		}
		return err
	}); err != nil {
		return kept.Left(err)
	}
	kept.Store("")
	if done != "" {
		c.Tell("%s", done)
	}
	if warning != "" {
		c.Tell("Note: %s", Spoken(warning))
	}
	return nil
}

// said is a value of a field in one line, as its question repeats it.
func said[T any](f draft.Field[T], value string) string {
	for _, o := range f.Options {
		if o.Value == value {
			return o.Label
		}
	}
	return cmp.Or(shortened(value), f.Blank, "none")
}

// Questions are those that a sheet asks, in its order. check looks at an answer
// before it is taken; it may be nil.
func Questions[T any](c *Conversation, s *draft.Sheet[T], check func(ctx context.Context, f draft.Field[T], typed string) error) []Field {
	out := make([]Field, len(s.Fields))
	for i, f := range s.Fields {
		out[i] = Field{Name: f.Name, Label: cmp.Or(f.Alone, f.Label), Asked: true,
			Ask: func(ctx context.Context) error {
				if f.Unused != nil && f.Unused(s.Typed()) {
					return errUnused
				}
				if err := askFor(ctx, c, s, i, check); err != nil {
					return err
				}
				if f.Note == nil || f.Kind == draft.Secret {
					return nil
				}
				if n := f.Note(s.Typed()); n.Warns || f.Kind == draft.Choice && n.Text != "" {
					c.Tell("Note: %s.", n.Text)
				}
				return nil
			}}
	}
	return out
}

// Those are the questions with these names.
func Those(fields []Field, names ...string) []Field {
	return slices.DeleteFunc(fields, func(f Field) bool { return !slices.Contains(names, f.Name) })
}

// askFor asks for one field of a sheet.
func askFor[T any](ctx context.Context, c *Conversation, s *draft.Sheet[T], i int, check func(context.Context, draft.Field[T], string) error) error {
	f, value := s.Fields[i], &s.Texts[i]
	label := cmp.Or(f.Alone, f.Label)
	note := f.Hint
	if f.Note != nil {
		note = cmp.Or(note, f.Note(s.Typed()).Text)
	}
	help := f.Help
	if help == "" && note != "" {
		help = recruit.Capital(note) + "."
	}
	q := Question{Label: label, Kept: *value, Value: value, Empty: f.Optional, Blank: f.Blank, Help: help, Take: func(typed string) error {
		if f.Check != nil {
			if err := f.Check(typed); err != nil {
				return err
			}
		}
		record := s.Typed()
		if err := f.Write(&record, typed); err != nil {
			return err
		}
		if check != nil {
			if err := check(ctx, f, typed); err != nil {
				return err
			}
		}
		*value = typed
		return nil
	}}
	switch f.Kind {
	case draft.Choice:
		labels := make([]string, len(f.Options))
		for n, o := range f.Options {
			labels[n] = o.Label
		}
		n, err := c.Choose(ctx, label, labels, slices.IndexFunc(f.Options, func(o draft.Option) bool { return o.Value == *value }))
		if err == nil {
			*value = f.Options[n].Value
		}
		return err
	case draft.Rating:
		q.Label, q.Shown = label+", "+numbers(f.Options), said(f, *value)
		if *value == "" {
			q.Shown = ""
		}
		take := q.Take
		q.Take = func(typed string) error {
			err := take(typed)
			if err == nil { // as the screen keeps it
				*value = f.Get(s.Typed())
			}
			return err
		}
	case draft.Lines:
		if f.Each != nil {
			return c.oneByOne(ctx, *f.Each, value, help)
		}
		return c.AskText(ctx, label, value, help, f.Optional)
	case draft.Zone:
		q.Take = c.TakeZone(value)
	case draft.Language:
		q.Take = func(typed string) error {
			tag, err := recruit.CleanLanguage(typed)
			if err != nil {
				return err
			}
			if *value = typed; tag != "" {
				c.Tell("%s.", wording.LanguageWords(tag, c.around.Languages()))
			}
			return nil
		}
	case draft.Secret:
		q.Kept, q.Value, q.Says = "", nil, note
		q.Help = "It is stored encrypted and never shown again; while you type it, it is visible."
	}
	return c.Ask(ctx, q)
}

// numbers say what can be typed for a rating: "1 poor, 2 fair".
func numbers(options []draft.Option) string {
	var all []string
	for _, o := range options {
		if o.Value != "" {
			all = append(all, o.Label)
		}
	}
	return strings.Join(all, ", ")
}

// oneByOne asks for the lines of a value one after the other, those that are kept first,
// until an empty answer. Each is read at its question, and said as it was understood. What
// was answered stays in value, however this ends.
func (c *Conversation) oneByOne(ctx context.Context, each draft.Each, value *string, help string) error {
	lines := slices.DeleteFunc(strings.Split(*value, "\n"), func(line string) bool { return strings.TrimSpace(line) == "" })
	for at := 0; at < each.Most; {
		label, answer := fmt.Sprintf("%s %d", each.Label, at+1), ""
		q := Question{Label: label, Empty: at > 0, Help: help, Take: func(typed string) error {
			answer = strings.TrimSpace(strings.TrimSuffix(typed, "\\"))
			if answer == "" {
				return nil
			}
			said, err := each.Read(answer)
			if err == nil {
				c.Tell("%s: %s.", label, text.Line(said))
			}
			return err
		}}
		switch kept := at < len(lines); {
		case kept:
			q.Kept, q.Empty = lines[at], true
			q.Says = "enter keeps " + shortened(lines[at]) + "; none takes it out"
		case at > 0:
			q.Says = "enter when there is no more"
		}
		err := c.Ask(ctx, q)
		switch {
		case errors.Is(err, ErrBack) && at > 0:
			at--
			continue
		case err != nil:
			return err
		case answer != "" && at < len(lines):
			lines[at] = answer
			at++
		case answer != "":
			lines = append(lines, answer)
			at++
		case at < len(lines):
			c.Tell("%s: taken out.", label)
			lines = slices.Delete(lines, at, at+1)
		case at > 0:
			return nil
		}
		*value = strings.Join(lines, "\n")
	}
	return nil
}
