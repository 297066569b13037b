// Package defining is the talk in lines about the fields that candidates have in a
// workspace.
package defining

import (
	"context"
	"slices"
	"strconv"
	"strings"

	"recruitty/recruit"
	"recruitty/recruit/fields"
	"recruitty/recruit/services"
	"recruitty/ui/draft"
	"recruitty/ui/plain/talk"
	"recruitty/ui/text"
	"recruitty/ui/wording"
)

// Takes is what may stand behind the word that begins this.
const Takes = "NAME, add, or change, move, remove or restore NAME"

// Talk is a conversation with someone about the fields.
type Talk struct {
	*talk.Conversation
	Services *services.Services
	Member   recruit.Member
}

// Do lists the fields, reads one out, or changes one.
func (t Talk) Do(ctx context.Context, rest string) error {
	if !t.Member.SeesAll() {
		return recruit.Refused(fields.NotShown)
	}
	word, name, _ := strings.Cut(rest, " ")
	name = strings.TrimSpace(name)
	does := map[string]func(context.Context, fields.Field) error{"change": t.change, "move": t.move, "remove": t.remove, "restore": t.restore}
	switch do, known := does[strings.ToLower(word)]; {
	case word == "":
		return t.list(ctx)
	case strings.EqualFold(word, "add") && name == "":
		if err := recruit.Allow(t.Member, recruit.ToManage); err != nil {
			return err
		}
		return talk.FillIn(ctx, t.Conversation, draft.FieldForm(t.Services, t.Member, fields.Field{}))
	case known:
		if err := recruit.Allow(t.Member, recruit.ToManage); err != nil {
			return err
		}
		f, err := t.which(ctx, name, strings.EqualFold(word, "restore"))
		if err != nil {
			return err
		}
		return do(ctx, f)
	}
	f, err := t.Services.Fields.Find(ctx, rest, true)
	if err != nil {
		return recruit.NotFound("There is no field called %s. Type fields, or fields with %s.", wording.Shown(rest), Takes)
	}
	return t.read(ctx, f)
}

// which is the field that a name means, or one that is chosen.
func (t Talk) which(ctx context.Context, name string, removed bool) (fields.Field, error) {
	if name != "" {
		return t.Services.Fields.Find(ctx, name, removed)
	}
	all, err := t.Services.Fields.List(ctx)
	if err != nil {
		return fields.Field{}, err
	}
	all = slices.DeleteFunc(all, func(f fields.Field) bool { return f.Removed() != removed })
	switch {
	case len(all) == 0 && removed:
		return fields.Field{}, recruit.NotFound("No field was removed.")
	case len(all) == 0:
		return fields.Field{}, recruit.NotFound("There are no fields yet; type fields add.")
	case len(all) == 1:
		return all[0], nil
	}
	lines := make([]string, len(all))
	for n, f := range all {
		lines[n] = line(f)
	}
	n, err := t.Choose(ctx, "Which field", lines, -1)
	if err != nil {
		return fields.Field{}, err
	}
	return all[n], nil
}

// line says a field in one line of a list.
func line(f fields.Field) string {
	state := ""
	if f.Removed() {
		state = "removed"
	}
	return wording.Joined(", ", text.Line(f.Name), text.Line(f.Words()), state)
}

func (t Talk) list(ctx context.Context) error {
	all, err := t.Services.Fields.List(ctx)
	if err != nil {
		return err
	}
	if len(all) == 0 {
		t.Tell("%s Type fields add to add one.", wording.NoFields)
		return nil
	}
	rows := make([]talk.Row, len(all))
	for n, f := range all {
		rows[n] = talk.Row{Words: line(f), Open: func(ctx context.Context) error { return t.read(ctx, f) }}
	}
	t.Tell("%s.", wording.Counted(len(rows), "field"))
	return t.ListedIfAny(ctx, rows)
}

// read says a field and how many candidates have a value in it.
func (t Talk) read(ctx context.Context, f fields.Field) error {
	used, err := t.Services.Fields.Used(ctx, f)
	if err != nil {
		return err
	}
	t.Tell("%s.", line(f))
	if len(f.Earlier) > 0 {
		t.Tell("It was called %s before.", text.Line(strings.Join(f.Earlier, ", ")))
	}
	t.Tell("In use by %s.", wording.Counted(used, "candidate"))
	if f.Removed() {
		t.Tell("Type fields restore %s to bring it back.", text.Line(f.Name))
	}
	return nil
}

func (t Talk) change(ctx context.Context, f fields.Field) error {
	return talk.FillIn(ctx, t.Conversation, draft.FieldForm(t.Services, t.Member, f))
}

// move asks for another place among the fields.
func (t Talk) move(ctx context.Context, f fields.Field) error {
	place := 0
	err := t.Ask(ctx, talk.Question{Label: "Place of " + text.Line(f.Name), Help: "A number; 1 is before all others.", Take: func(typed string) error {
		n, err := strconv.Atoi(strings.TrimSpace(typed))
		if err != nil || n < 1 {
			return recruit.Invalid("place", "A place is a number from 1.")
		}
		place = n
		return nil
	}})
	if err != nil {
		return err
	}
	if _, err := t.Services.Fields.Move(ctx, t.Member, f.Name, place); err != nil {
		return err
	}
	t.Tell("Moved.")
	return t.list(ctx)
}

func (t Talk) remove(ctx context.Context, f fields.Field) error {
	used, err := t.Services.Fields.Used(ctx, f)
	if err != nil {
		return err
	}
	yes, err := t.Confirm(ctx, "Remove the field "+text.Line(f.Name)+"? "+f.Leaves(used))
	if err != nil {
		return err
	}
	if !yes {
		return talk.ErrLeave
	}
	if f, err = t.Services.Fields.Remove(ctx, t.Member, f.Name); err != nil {
		return err
	}
	t.Tell("Removed the field %s. fields restore %s undoes that.", text.Line(f.Name), text.Line(f.Name))
	return nil
}

func (t Talk) restore(ctx context.Context, f fields.Field) error {
	f, err := t.Services.Fields.Restore(ctx, t.Member, f.Name)
	if err != nil {
		return err
	}
	t.Tell("%s", wording.BroughtBack("the field", f.Name))
	return nil
}
