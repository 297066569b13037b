// Package viewing has the commands about filters and views.
package viewing

import (
	"context"
	"strings"

	"github.com/spf13/cobra"

	"recruitty/internal/cli/command"
	"recruitty/internal/cli/output"
	"recruitty/recruit/filter"
	"recruitty/recruit/views"
)

// program is what the commands of this package are built on.
type program struct{ *command.Program }

// session is one command at work.
type session = command.Session

// View is the noun for filters with a name.
func View(on *command.Program) *cobra.Command {
	p := program{on}
	return command.Noun("view", "Saved filters of lists", p.viewList(), p.viewSave(), p.viewRemove(), p.viewRestore(), p.viewFields())
}

type viewJSON struct {
	List  filter.List `json:"list"`
	Name  string      `json:"name"`
	Key   string      `json:"key"`
	Query string      `json:"query"`
	Own   bool        `json:"own"`
}

func shapeView(v views.View) viewJSON { return viewJSON{v.List, v.Name, v.Key, v.Query, v.Own} }

// listNames are the lists as commands name them.
func listNames() []string {
	return output.Each(filter.Lists(), func(l filter.List) string { return strings.ToLower(l.String()) })
}

// ofList completes the name of a list.
func ofList(_ *cobra.Command, args []string, _ string) ([]string, cobra.ShellCompDirective) {
	if len(args) > 0 {
		return nil, cobra.ShellCompDirectiveNoFileComp
	}
	return listNames(), cobra.ShellCompDirectiveNoFileComp
}

// those are the list that an argument names, or all.
func those(args []string) ([]filter.List, error) {
	if len(args) == 0 {
		return filter.Lists(), nil
	}
	l, err := filter.Named(args[0])
	return []filter.List{l}, err
}

func (p program) viewList() *cobra.Command {
	return &cobra.Command{
		Use:               "list [LIST]",
		Short:             "List the views that you have, built-in ones first",
		Example:           "  recruitty view list\n  recruitty view list interviews --json",
		Args:              command.Exactly("[the name of a list]"),
		ValidArgsFunction: ofList,
		RunE: p.Reading(func(ctx context.Context, s *session, args []string) error {
			lists, err := those(args)
			if err != nil {
				return err
			}
			var all []views.View
			for _, l := range lists {
				found, err := s.Services.Views.List(ctx, s.Actor, l)
				if err != nil {
					return err
				}
				all = append(all, found...)
			}
			return command.List(s, nil, output.ListOf("There are no views of this list yet; recruitty view save makes one.", []string{"LIST", "KEY", "NAME", "FILTER"}, func(v views.View) []string {
				return []string{strings.ToLower(v.List.String()), v.Key, v.Name, v.Query}
			}, shapeView), nil, output.Whole(all))
		}),
	}
}

func (p program) viewSave() *cobra.Command {
	var v views.View
	c := &cobra.Command{
		Use:   "save LIST NAME FILTER",
		Short: "Save a filter of a list as a view of your own",
		Long:  "Saves a filter under a name, for you alone. A view of that name is replaced. On the screen V lists the views, and --key chooses it there.",
		Example: `  recruitty view save interviews "Dana is ill" "with:dana state:scheduled on:week" --key i
  recruitty candidate list --view "Dana is ill"`,
		Args:              command.Exactly("the name of a list", "the name of the view", "the filter"),
		ValidArgsFunction: ofList,
		RunE: p.Acting(func(ctx context.Context, s *session, args []string) error {
			l, err := filter.Named(args[0])
			if err != nil {
				return err
			}
			v.List, v.Name, v.Query = l, args[1], args[2]
			saved, err := s.Services.Views.Save(ctx, s.Actor, v)
			if err != nil {
				return err
			}
			return printView(s, saved, "Saved")
		}),
	}
	c.Flags().StringVar(&v.Key, "key", "", "a `letter` or digit that chooses it on the screen")
	return c
}

// printView says what became of a view.
func printView(s *session, v views.View, done string) error {
	return s.Print(shapeView(v), func(w *output.Page) {
		w.Line("%s the view %s of %s: %s", done, v.Name, v.List, v.Query)
	})
}

// ofView is a command about one of the member's own views.
func (p program) ofView(use, short, example, done string, do func(context.Context, *session, filter.List, string) (views.View, error)) *cobra.Command {
	return &cobra.Command{
		Use: use, Short: short, Example: example,
		Args:              command.Exactly("the name of a list", "the name of the view"),
		ValidArgsFunction: ofList,
		RunE: p.Acting(func(ctx context.Context, s *session, args []string) error {
			l, err := filter.Named(args[0])
			if err != nil {
				return err
			}
			v, err := do(ctx, s, l, args[1])
			if err != nil {
				return err
			}
			return printView(s, v, done)
		}),
	}
}

func (p program) viewRemove() *cobra.Command {
	return p.ofView("remove LIST NAME", "Remove a view that you saved; restore brings it back", `  recruitty view remove interviews "Dana is ill"`, "Removed",
		func(ctx context.Context, s *session, l filter.List, name string) (views.View, error) {
			return s.Services.Views.Remove(ctx, s.Actor, l, name)
		})
}

func (p program) viewRestore() *cobra.Command {
	return p.ofView("restore LIST NAME", "Bring back a view that you removed", `  recruitty view restore interviews "Dana is ill"`, "Brought back",
		func(ctx context.Context, s *session, l filter.List, name string) (views.View, error) {
			return s.Services.Views.Restore(ctx, s.Actor, l, name)
		})
}

type fieldJSON struct {
	List   filter.List `json:"list"`
	Name   string      `json:"name"`
	Means  string      `json:"means"`
	Values []string    `json:"values"`
}

func (p program) viewFields() *cobra.Command {
	return &cobra.Command{
		Use:               "fields [LIST]",
		Short:             "List the fields that filters take",
		Example:           "  recruitty view fields interviews",
		Args:              command.Exactly("[the name of a list]"),
		ValidArgsFunction: ofList,
		RunE: p.Reading(func(_ context.Context, s *session, args []string) error {
			lists, err := those(args)
			if err != nil {
				return err
			}
			var all []fieldJSON
			for _, l := range lists {
				for _, f := range filter.Fields(l) {
					all = append(all, fieldJSON{l, f.Name, f.Means, output.Words(f.Examples())})
				}
			}
			return command.List(s, nil, output.ListOf("There are no fields.", []string{"LIST", "FIELD", "FILTER", "VALUES"}, func(f fieldJSON) []string {
				return []string{strings.ToLower(f.List.String()), f.Name, f.Means, strings.Join(f.Values, ", ")}
			}, func(f fieldJSON) fieldJSON { return f }), nil, output.Whole(all))
		}),
	}
}
