package app

import (
	"maps"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"recruitty/internal/cli/command"
	"recruitty/internal/cli/output"
	"recruitty/ui"
	"recruitty/ui/preferences"
)

type configJSON struct {
	Path     string              `json:"path"`
	Theme    string              `json:"theme"`
	Mouse    bool                `json:"mouse"`
	Keys     map[string][]string `json:"keys"`
	Colours  map[string]string   `json:"colours"`
	Problems []string            `json:"problems"`
}

// configCommand shows and changes the preferences of whoever sits at this machine. A host
// keeps those of its visitors itself, where they are changed on the screens.
func configCommand(p *command.Program) *cobra.Command {
	desk := func() preferences.Desk { return preferences.Desk{Place: configPath(), Limits: ui.Limits} }
	shown := func(now preferences.Now) error {
		return p.Print(configJSON{configPath().Called(), now.Theme, now.Mouse, orEmpty(now.Keys), orEmpty(now.Colours), output.Words(now.Wrong)},
			func(w *output.Page) { configPage(w, now) })
	}
	path := &cobra.Command{
		Use: "path", Short: "Say where the file is", Example: "  recruitty config path",
		Args: command.Exactly(),
		RunE: func(*cobra.Command, []string) error {
			return p.Print(struct {
				Path string `json:"path"`
			}{configPath().Called()}, func(w *output.Page) { w.Line("%s", configPath().Called()) })
		},
	}
	show := &cobra.Command{
		Use: "show", Short: "Show what is set, and every action with its keys",
		Long:    "Shows theme, mouse, colours, every action that may have another key with the keys that it has, and which lines of the file do not hold.",
		Example: "  recruitty config show\n  recruitty config show --json",
		Args:    command.Exactly(),
		RunE: func(cmd *cobra.Command, _ []string) error {
			now, err := desk().Read(cmd.Context())
			if err != nil {
				return err
			}
			return shown(now)
		},
	}
	set := &cobra.Command{
		Use: "set NAME VALUE", Short: "Set a key, the theme, a colour or the mouse",
		Long: `NAME is theme, mouse, keys.ACTION or colours.NAME, as recruitty config show lists them. A key is written like R, ctrl+r,
alt+r, f6, home or space, and an action may have up to four, with blanks between them. A key that another action has where both work is refused, with the
name of that action. With the value default the usual holds again.`,
		Example: "  recruitty config set keys.interview.reschedule 'R ctrl+r'\n  recruitty config set colours.accent '#7CB7FF'\n  recruitty config set mouse off\n  recruitty config set theme default",
		Args:    command.Exactly("the name, such as theme or keys.interview.reschedule", "the value, or default"),
		RunE: func(cmd *cobra.Command, args []string) error {
			value := strings.TrimSpace(args[1])
			if value == "default" {
				value = ""
			}
			now, err := desk().Set(cmd.Context(), args[0], value)
			if err != nil {
				return err
			}
			p.Tell("Set. It holds from the next start on.")
			return shown(now)
		},
	}
	reset := &cobra.Command{
		Use: "reset", Short: "Set everything back to the usual",
		Long:    "Sets everything back to the usual. The file is kept beside its place, with .before behind its name.",
		Example: "  recruitty config reset",
		Args:    command.Exactly(),
		RunE: func(*cobra.Command, []string) error {
			aside, err := configPath().setAside()
			if err != nil {
				return err
			}
			return p.Print(struct {
				Kept string `json:"kept"`
			}{aside}, func(w *output.Page) {
				if aside == "" {
					w.Line("Nothing was set.")
					return
				}
				w.Line("Everything is as usual again. What was set is kept in %s.", aside)
			})
		},
	}
	c := command.Noun("config", "Set keys, colours and the mouse for yourself", show, path, set, reset)
	c.Long += `

Keys of actions, theme, colours and mouse stand in a file of TOML that is yours: config.toml in the folder for
configuration, or the one that RECRUITTY_CONFIG names. A line in it that does not hold is named, and left out; the program
starts all the same. On the screens the same is under Settings, Keys and colours; on an SSH host that is kept for each
member by the host, and changed there.`
	c.Example = "  recruitty config show\n  recruitty config set theme dark\n  recruitty config set keys.interview.reschedule R"
	return c
}

// configPage writes what is set for people.
func configPage(w *output.Page, now preferences.Now) {
	theme, mouse := now.Theme, "off"
	if theme == "" {
		theme = "of the profile"
	}
	if now.Mouse {
		mouse = "on"
	}
	w.Line("Preferences in %s", configPath().Called())
	w.Field("Theme", theme)
	w.Field("Mouse", mouse)
	for _, role := range slices.Sorted(maps.Keys(now.Colours)) {
		w.Field("colours."+role, now.Colours[role])
	}
	w.Field("Does not hold", strings.Join(now.Wrong, "\n"))
	var rows [][]string
	said := map[string]bool{}
	for _, k := range ui.Limits().Known {
		if k.Fixed || said[k.Name] {
			continue
		}
		said[k.Name] = true
		keys := strings.Join(k.Strokes, " ")
		if own, set := now.Keys[k.Name]; set {
			keys = strings.Join(k.With(own), " ") + " (yours)"
		}
		rows = append(rows, []string{"keys." + k.Name, keys, k.Help, k.Where})
	}
	w.Line("")
	w.Table([]string{"NAME", "KEYS", "WHAT IT DOES", "WHERE"}, rows)
}

// orEmpty is a map that is not nil, so that JSON has an object.
func orEmpty[M ~map[K]V, K comparable, V any](m M) M {
	if m == nil {
		return M{}
	}
	return m
}
