package plain

import (
	"context"
	"errors"
	"slices"
	"strings"

	"recruitty/recruit"
	"recruitty/recruit/sanitize"
	"recruitty/recruit/scheduling"
	"recruitty/ui/wording"
)

// field is one question of a form.
type field struct {
	name  string // as the services name it
	label string
	// asked says that it is asked in its turn; else only when a person names it.
	asked bool
	ask   func(ctx context.Context) error
}

// errUnused says that other answers make a question useless, so that it is not asked.
var errUnused = errors.New("the question is of no use")

// fill asks the questions of a form in their order. keep is called after each
// answer.
func (p *plain) fill(ctx context.Context, fields []field, keep func()) error {
	turn := slices.DeleteFunc(slices.Clone(fields), func(f field) bool { return !f.asked })
	step := 1
	for i := 0; i < len(turn); i += step {
		err := turn[i].ask(ctx)
		keep()
		if errors.Is(err, errUnused) {
			if i == 0 {
				step = 1
			}
			continue // on, or further back
		}
		step = 1
		switch {
		case errors.Is(err, errBack) && i == 0:
			p.tell("This is the first question; leave closes the form.")
			step = 0
		case errors.Is(err, errBack):
			step = -1
		case err != nil:
			return err
		}
	}
	return nil
}

// insist saves what a form asked for. Where a field is at fault it is asked
// anew, so that nothing has to be typed twice.
func (p *plain) insist(ctx context.Context, fields []field, keep func(), save func() error) error {
	for {
		err := save()
		at := slices.IndexFunc(fields, func(f field) bool { return f.name == recruit.FieldOf(err) })
		if err == nil || ends(err) || at < 0 {
			return err
		}
		p.complain(err)
		if err := p.anew(ctx, fields[at], keep); err != nil {
			return err
		}
	}
}

// sendOrChange asks for the decision; false means that something was changed.
func (p *plain) sendOrChange(ctx context.Context, question string, fields []field, keep func()) (bool, error) {
	for {
		p.prompt(question + " (yes, no, or what to change)")
		answer, err := p.read(ctx)
		if err != nil {
			return false, err
		}
		switch word := strings.ToLower(answer); word {
		case "yes", "y":
			return true, nil
		case "no", "n", "leave":
			return false, errLeave
		case "back":
			if err := p.anew(ctx, fields[last(fields)], keep); err != nil {
				return false, err
			}
			return false, nil
		default:
			if f, ok := named(fields, answer); ok {
				return false, p.anew(ctx, f, keep)
			}
			p.tell("Type yes, no, or one of: %s.", labels(fields))
		}
	}
}

// change asks for a question by its name and answers it anew.
func (p *plain) change(ctx context.Context, prompt string, fields []field, keep func()) error {
	for {
		p.prompt(prompt)
		answer, err := p.read(ctx)
		if err != nil {
			return err
		}
		switch strings.ToLower(answer) {
		case "leave", "cancel", "no":
			return errLeave
		}
		if f, ok := named(fields, answer); ok {
			return p.anew(ctx, f, keep)
		}
		p.tell("Type one of: %s, or leave.", labels(fields))
	}
}

// anew asks one question again. Going back from it leaves it as it is.
func (p *plain) anew(ctx context.Context, f field, keep func()) error {
	err := f.ask(ctx)
	keep()
	if errors.Is(err, errBack) || errors.Is(err, errUnused) {
		return nil
	}
	return err
}

// last is the last question that is asked in its turn.
func last(fields []field) int {
	at := 0
	for i, f := range fields {
		if f.asked {
			at = i
		}
	}
	return at
}

// named finds a question by a part of its label.
func named(fields []field, answer string) (field, bool) {
	want := strings.TrimPrefix(sanitize.Fold(answer), "change ")
	for _, f := range fields {
		if want != "" && strings.Contains(sanitize.Fold(f.label), want) {
			return f, true
		}
	}
	return field{}, false
}

func labels(fields []field) string {
	out := make([]string, len(fields))
	for i, f := range fields {
		out[i] = f.label
	}
	return strings.Join(out, ", ")
}

// warn says what is odd about an answer.
func (p *plain) warn(warnings []scheduling.Warning, field string) {
	for _, w := range warnings {
		if field == "" || w.Field == field {
			p.tell("Note: %s", recruit.Capital(spoken(sift(w.Sentence))))
		}
	}
}

// early says before the first question what of an interview would have to wait.
func (p *plain) early(ctx context.Context, r recruit.Record, platform recruit.Platform) {
	warnings, err := p.Desk.Scheduling.Early(ctx, r, platform)
	if err == nil { // else the summary says it
		p.warn(warnings, "")
	}
}

// foreseen says what a decision would do: what happens outside, and who is told
// what.
func (p *plain) foreseen(f scheduling.Preview) {
	p.warn(f.Warnings, "")
	ahead, waits := wording.Ahead(f)
	p.tell("%s.", spoken(ahead))
	for _, wait := range waits {
		p.tell("Note: %s", spoken(wait))
	}
	for _, e := range f.Effects {
		if e.Kind.IsMail() {
			p.tell("%s.", spoken(p.reader().MailText(f.Record, e)))
		}
	}
	for _, file := range f.Record.Files {
		p.tell("File: %s.", wording.File(file))
	}
	p.tell(wording.NothingYet)
}
