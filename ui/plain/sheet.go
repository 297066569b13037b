package plain

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

// fillIn asks for a form about what is set, and saves it.
func fillIn[T any](ctx context.Context, p *plain, form draft.Form[T]) error {
	if form.Intro != "" {
		p.tell("%s", spoken(form.Intro))
	}
	base := form.Values()
	kept, err := p.resumeKept(ctx, recruit.DraftKey(p.Member.ID, form.About, form.Key), func(before draft.Kept) {
		values, both := before.Onto(base)
		form.Fill(values)
		for _, f := range form.Fields {
			if slices.Contains(both, f.Name) {
				p.tell("Note: somebody has changed %s to %s meanwhile; you typed %s.", cmp.Or(f.Alone, f.Label), said(f, base[f.Name]), said(f, values[f.Name]))
			}
		}
	})
	if err != nil {
		return kept.left(err)
	}
	keep := func() { kept.store(draft.Kept{Base: base, Typed: form.Values()}.Encode()) }
	fields := questions(p, form.Sheet, nil)
	if err := p.fill(ctx, fields, keep); err != nil {
		return kept.left(err)
	}
	done, warning := "", ""
	if err := p.insist(ctx, fields, keep, func() error {
		typed, err := form.Read()
		if err == nil {
			done, warning, err = form.Save(ctx, typed)
		}
		return err
	}); err != nil {
		return kept.left(err)
	}
	kept.store("")
	if done != "" {
		p.tell("%s", done)
	}
	if warning != "" {
		p.tell("Note: %s", spoken(warning))
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

// questions are those that a sheet asks, in its order. check looks at an answer
// before it is taken; it may be nil.
func questions[T any](p *plain, s *draft.Sheet[T], check func(ctx context.Context, f draft.Field[T], typed string) error) []field {
	out := make([]field, len(s.Fields))
	for i, f := range s.Fields {
		out[i] = field{name: f.Name, label: cmp.Or(f.Alone, f.Label), asked: true,
			ask: func(ctx context.Context) error {
				if f.Unused != nil && f.Unused(s.Typed()) {
					return errUnused
				}
				if err := askFor(ctx, p, s, i, check); err != nil {
					return err
				}
				if f.Note == nil || f.Kind == draft.Secret {
					return nil
				}
				if n := f.Note(s.Typed()); n.Warns || f.Kind == draft.Choice && n.Text != "" {
					p.tell("Note: %s.", n.Text)
				}
				return nil
			}}
	}
	return out
}

// those are the questions with these names.
func those(fields []field, names ...string) []field {
	return slices.DeleteFunc(fields, func(f field) bool { return !slices.Contains(names, f.name) })
}

// askFor asks for one field of a sheet.
func askFor[T any](ctx context.Context, p *plain, s *draft.Sheet[T], i int, check func(context.Context, draft.Field[T], string) error) error {
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
	q := question{label: label, kept: *value, value: value, empty: f.Optional, blank: f.Blank, help: help, take: func(typed string) error {
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
		n, err := p.choose(ctx, label, labels, slices.IndexFunc(f.Options, func(o draft.Option) bool { return o.Value == *value }))
		if err == nil {
			*value = f.Options[n].Value
		}
		return err
	case draft.Lines:
		if f.Each != nil {
			return p.oneByOne(ctx, *f.Each, value, help)
		}
		return p.long(ctx, label, value, help, f.Optional)
	case draft.Zone:
		q.take = p.zone(value)
	case draft.Language:
		q.take = func(typed string) error {
			tag, err := recruit.CleanLanguage(typed)
			if err != nil {
				return err
			}
			if *value = typed; tag != "" {
				p.tell("%s.", wording.LanguageWords(tag, p.Desk.Templates.Renderer.Languages()))
			}
			return nil
		}
	case draft.Secret:
		q.kept, q.value, q.says = "", nil, note
		q.help = "It is kept sealed and never shown again; while you type it, it is visible."
	}
	return p.ask(ctx, q)
}

// oneByOne asks for the lines of a value one after the other, those that are kept first,
// until an empty answer. Each is read at its question, and said as it was understood. What
// was answered stays in value, however this ends.
func (p *plain) oneByOne(ctx context.Context, each draft.Each, value *string, help string) error {
	lines := slices.DeleteFunc(strings.Split(*value, "\n"), func(line string) bool { return strings.TrimSpace(line) == "" })
	for at := 0; at < each.Most; {
		label, answer := fmt.Sprintf("%s %d", each.Label, at+1), ""
		q := question{label: label, empty: at > 0, help: help, take: func(typed string) error {
			answer = strings.TrimSpace(strings.TrimSuffix(typed, "\\"))
			if answer == "" {
				return nil
			}
			said, err := each.Read(answer)
			if err == nil {
				p.tell("%s: %s.", label, text.Line(said))
			}
			return err
		}}
		switch kept := at < len(lines); {
		case kept:
			q.kept, q.empty = lines[at], true
			q.says = "enter keeps " + shortened(lines[at]) + "; none takes it out"
		case at > 0:
			q.says = "enter when there is no more"
		}
		err := p.ask(ctx, q)
		switch {
		case errors.Is(err, errBack) && at > 0:
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
			p.tell("%s: taken out.", label)
			lines = slices.Delete(lines, at, at+1)
		case at > 0:
			return nil
		}
		*value = strings.Join(lines, "\n")
	}
	return nil
}
