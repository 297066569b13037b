// Package defining has the commands about the fields that candidates have in a workspace.
package defining

import (
	"context"
	"strings"

	"github.com/spf13/cobra"

	"recruitty/internal/cli/command"
	"recruitty/internal/cli/output"
	"recruitty/recruit"
	"recruitty/recruit/export"
	"recruitty/recruit/fields"
	"recruitty/recruit/workspace"
)

// program is what the commands of this package are built on.
type program struct{ *command.Program }

// Field is the noun for the fields of candidates.
func Field(on *command.Program) *cobra.Command {
	p := program{on}
	return command.Noun("field", "Custom fields of candidates", p.add(), p.list(), p.edit(), p.move(), p.remove(), p.restore())
}

// fieldJSON is a field with --json.
type fieldJSON struct {
	Name      string      `json:"name"`
	Type      fields.Type `json:"type"`
	Choices   []string    `json:"choices"`
	Panel     bool        `json:"interviewers_see_it"`
	Earlier   []string    `json:"earlier_names"`
	RemovedAt export.Time `json:"removed_at"`
	Used      *int        `json:"candidates,omitempty"` // who have a value, where one field is meant
}

func shapeField(f fields.Field) fieldJSON {
	return fieldJSON{Name: f.Name, Type: f.Type, Choices: append([]string{}, f.Choices...), Panel: f.Panel, Earlier: append([]string{}, f.Earlier...), RemovedAt: export.Time(f.RemovedAt)}
}

// print prints a field with how many candidates have a value in it.
func (p program) print(ctx context.Context, s *command.Session, f fields.Field) error {
	used, err := s.Services.Fields.Used(ctx, f)
	if err != nil {
		return err
	}
	shape := shapeField(f)
	shape.Used = &used
	return s.Print(shape, func(w *output.Page) {
		w.Line("Field: %s", f.Name)
		w.Field("Type", f.Type.Words())
		w.Field("Choices", strings.Join(f.Choices, "\n"))
		w.Field("Interviewers", see(f))
		w.Field("Earlier names", strings.Join(f.Earlier, ", "))
		w.Field("In use by", recruit.Counted(used, "candidate", "candidates"))
		if f.Removed() {
			w.Field("Removed", s.Moment(f.RemovedAt))
			w.Line("%s recruitty field restore %s brings it back.", f.Leaves(used), output.Quote(f.Name))
		}
	})
}

// see says in words if interviewers see a field.
func see(f fields.Field) string {
	if f.Panel {
		return "see it"
	}
	return "do not see it"
}

// names offers the fields in use, or those that were removed.
func (p program) names(removed bool) func(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
	return p.First(func(ctx context.Context, w *workspace.Workspace, typed string) []string {
		all, err := w.Services.Fields.List(ctx)
		if err != nil {
			return nil
		}
		var names []string
		for _, f := range all {
			if f.Removed() == removed {
				names = append(names, f.Name+"\t"+f.Type.Words())
			}
		}
		return command.Starting(names, typed)
	})
}

// flags are what can be said of a field.
func (p program) flags(c *cobra.Command, kind *string, choices *[]string, panel *bool) {
	c.Flags().StringVar(kind, "type", string(fields.Text), "text, number, date, yes_no or choice")
	c.Flags().StringArrayVar(choices, "choice", nil, "a `value` of a choice, in their order (may be repeated)")
	c.Flags().BoolVar(panel, "panel", false, "interviewers see it for the candidates they can see")
	p.Among(c, "type", output.Each(fields.Types(), func(t fields.Type) string { return string(t) })...)
}

func (p program) add() *cobra.Command {
	var (
		kind    string
		choices []string
		panel   bool
	)
	c := &cobra.Command{
		Use:   "add NAME",
		Short: "Define a field",
		Long: `Defines a custom field for candidates; only an admin can do this. Values that candidates already have under this name, such
as from an import, become its values. Interviewers see it only with --panel. recruitty candidate edit ID --field NAME=VALUE fills it in.`,
		Example: "  recruitty field add \"Notice period\"\n  recruitty field add Level --type choice --choice Junior --choice Senior\n  recruitty field add \"Available from\" --type date --panel",
		Args:    command.Exactly("the name of the field"),
		RunE: p.Acting(func(ctx context.Context, s *command.Session, args []string) error {
			f, err := s.Services.Fields.Add(ctx, s.Actor, fields.Field{Name: args[0], Type: typed(kind, choices), Choices: choices, Panel: panel})
			if err != nil {
				return err
			}
			return p.print(ctx, s, f)
		}),
	}
	p.flags(c, &kind, &choices, &panel)
	return c
}

// typed is the type that flags mean: choices alone say that it is a choice.
func typed(kind string, choices []string) fields.Type {
	if kind == string(fields.Text) && len(choices) > 0 {
		return fields.Choice
	}
	return fields.Type(kind)
}

func (p program) list() *cobra.Command {
	var removed bool
	c := &cobra.Command{
		Use:     "list [QUERY]",
		Short:   "List the fields in their order",
		Example: "  recruitty field list --json",
		Args:    command.Exactly("[words to look for]"),
		RunE: p.Reading(func(ctx context.Context, s *command.Session, args []string) error {
			if !s.Actor.SeesAll() {
				return recruit.Refused(fields.NotShown)
			}
			all, err := s.Services.Fields.List(ctx)
			if err != nil {
				return err
			}
			if !removed {
				all = all.InUse()
			}
			query := command.Wanted(args)
			none := command.NoneOf(query, "No fields are defined yet; add one with recruitty field add.")
			return command.List(s, query, output.ListOf(none, []string{"NAME", "TYPE", "INTERVIEWERS", "STATE"}, func(f fields.Field) []string {
				state := ""
				if f.Removed() {
					state = "removed"
				}
				return []string{f.Name, f.TypeWords(), see(f), state}
			}, shapeField), func(f fields.Field) string { return strings.Join(f.Earlier, " ") }, output.Whole(all))
		}),
	}
	c.Flags().BoolVar(&removed, "removed", false, "also those that were removed")
	return c
}

// one gives a command its argument, a field, and the body that is run with it.
func (p program) one(c *cobra.Command, removed bool, do func(context.Context, *command.Session, string) (fields.Field, error)) *cobra.Command {
	c.Args = command.Exactly("the name of a field")
	c.ValidArgsFunction = p.names(removed)
	c.RunE = p.Acting(func(ctx context.Context, s *command.Session, args []string) error {
		f, err := do(ctx, s, args[0])
		if err != nil {
			return err
		}
		return p.print(ctx, s, f)
	})
	return c
}

func (p program) edit() *cobra.Command {
	var (
		name, kind string
		choices    []string
		panel      bool
	)
	c := p.one(&cobra.Command{
		Use:   "edit NAME",
		Short: "Change a field's name, type or choices",
		Long: `Changes a field; everything else stays as it is, and --choice replaces the whole list. A renamed field keeps its
values, and imports and filters find it by its earlier names too. Values that do not fit a new type stay until someone
changes them.`,
		Example: "  recruitty field edit \"Notice period\" --name Notice\n  recruitty field edit Level --choice Junior --choice Senior --choice Staff",
	}, false, func(ctx context.Context, s *command.Session, named string) (fields.Field, error) {
		f, err := s.Services.Fields.Find(ctx, named, false)
		if err != nil {
			return f, err
		}
		given := s.Cmd.Flags().Changed
		if !given("name") && !given("type") && !given("choice") && !given("panel") {
			return f, command.WrongUsage(s.Cmd, "Say what to change: --name, --type, --choice or --panel.")
		}
		to := f
		if given("name") {
			to.Name = name
		}
		if given("type") {
			to.Type = fields.Type(kind)
		}
		if given("choice") {
			to.Choices = choices
			if !given("type") {
				to.Type = fields.Choice
			}
		}
		if given("panel") {
			to.Panel = panel
		}
		return s.Services.Fields.Change(ctx, s.Actor, f.Name, to)
	})
	c.Flags().StringVar(&name, "name", "", "another `name`")
	p.flags(c, &kind, &choices, &panel)
	return c
}

func (p program) move() *cobra.Command {
	var to int
	c := p.one(&cobra.Command{
		Use:     "move NAME --to PLACE",
		Short:   "Change a field's position",
		Long:    "Moves a field to a position, counted from 1, in profiles and forms.",
		Example: "  recruitty field move Level --to 1",
	}, false, func(ctx context.Context, s *command.Session, name string) (fields.Field, error) {
		if err := command.Required(s.Cmd, "to"); err != nil {
			return fields.Field{}, err
		}
		return s.Services.Fields.Move(ctx, s.Actor, name, to)
	})
	c.Flags().IntVar(&to, "to", 1, "the `position`, counted from 1")
	return c
}

func (p program) remove() *cobra.Command {
	return p.one(&cobra.Command{
		Use:   "remove NAME",
		Short: "Remove a field",
		Long: `Removes a field, and says how many candidates have a value in it. The values are kept as plain
text; recruitty field restore brings the field back.`,
		Example: "  recruitty field remove \"Notice period\"",
	}, false, func(ctx context.Context, s *command.Session, name string) (fields.Field, error) {
		return s.Services.Fields.Remove(ctx, s.Actor, name)
	})
}

func (p program) restore() *cobra.Command {
	return p.one(&cobra.Command{
		Use:     "restore NAME",
		Short:   "Bring a removed field back",
		Example: "  recruitty field restore \"Notice period\"",
	}, true, func(ctx context.Context, s *command.Session, name string) (fields.Field, error) {
		return s.Services.Fields.Restore(ctx, s.Actor, name)
	})
}
