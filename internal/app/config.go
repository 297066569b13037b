package app

import (
	"cmp"
	"context"
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
	Themes   []themeJSON         `json:"themes"`
	Problems []string            `json:"problems"`
}

// themeJSON is a theme that can be chosen; built-in ones have neither base nor colours.
type themeJSON struct {
	Name    string            `json:"name"`
	Own     bool              `json:"own"`
	Base    string            `json:"base"`
	Colours map[string]string `json:"colours"`
}

func themesOf(now preferences.Now) []themeJSON {
	var all []themeJSON
	for _, name := range ui.Limits().ThemeNames(now.Config) {
		own, mine := now.Themes[name]
		all = append(all, themeJSON{name, mine, own.Base, orEmpty(own.Colours)})
	}
	return all
}

// keeper is where someone's preferences are kept, and can be set back.
type keeper interface {
	preferences.Place
	// reset sets everything back to the usual. aside is where what was set is kept, and text
	// what it was where it is not; both are "" when nothing was set.
	reset(ctx context.Context) (aside, text string, err error)
}

// keptByHost is the preferences of a member who came by SSH: their own, whoever else the
// host serves.
type keptByHost struct{ preferences.OfMember }

func (k keptByHost) reset(ctx context.Context) (aside, text string, err error) {
	if text, err = k.Read(ctx); err == nil && text != "" {
		err = k.Write(ctx, "")
	}
	return "", text, err
}

// configCommand shows and changes the preferences of whoever sits at this machine, or
// came by SSH; place is asked for them when a command runs.
func configCommand(p *command.Program, place func() keeper) *cobra.Command {
	svc := func() preferences.Service { return preferences.Service{Place: place(), Limits: ui.Limits} }
	kept := func() string { return strings.TrimSpace(place().Called()) }
	jsonOf := func(now preferences.Now) configJSON {
		return configJSON{kept(), now.Theme, now.Mouse, orEmpty(now.Keys), orEmpty(now.Colours), themesOf(now), output.Words(now.Wrong)}
	}
	shown := func(now preferences.Now) error {
		return p.Print(jsonOf(now), func(w *output.Page) { configPage(w, kept(), now) })
	}
	path := &cobra.Command{
		Use: "path", Short: "Say where the file is", Example: "  recruitty config path",
		Args: command.Exactly(),
		RunE: func(*cobra.Command, []string) error {
			return p.Print(struct {
				Path string `json:"path"`
			}{kept()}, func(w *output.Page) { w.Line("%s", kept()) })
		},
	}
	show := &cobra.Command{
		Use: "show", Short: "Show what is set, and every action with its keys",
		Long:    "Shows theme, mouse, colours, every action that may have another key with the keys that it has, and which lines of the file do not hold.",
		Example: "  recruitty config show\n  recruitty config show --json",
		Args:    command.Exactly(),
		RunE: func(cmd *cobra.Command, _ []string) error {
			now, err := svc().Read(cmd.Context())
			if err != nil {
				return err
			}
			return shown(now)
		},
	}
	set := &cobra.Command{
		Use: "set NAME VALUE", Short: "Set a key, the theme, a colour or the mouse",
		Long: `NAME is theme, mouse, keys.ACTION, colours.NAME, or themes.THEME.NAME for a theme of your own, as recruitty config show
lists them; themes.THEME.base is the built-in theme whose colours hold where yours sets none. A key is written like R, ctrl+r,
alt+r, f6, home or space, and an action may have up to four, with blanks between them. A key that another action has where both work is refused, with the
name of that action. The value default restores the usual one.`,
		Example: "  recruitty config set keys.interview.reschedule 'R ctrl+r'\n  recruitty config set colours.accent '#7CB7FF'\n  recruitty config set mouse off\n  recruitty config set theme high-contrast\n  recruitty config set themes.ocean.accent '#5FD7D7'\n  recruitty config set theme default",
		Args:    command.Exactly("the name, such as theme or keys.interview.reschedule", "the value, or default"),
		RunE: func(cmd *cobra.Command, args []string) error {
			value := strings.TrimSpace(args[1])
			if value == "default" {
				value = ""
			}
			now, err := svc().Set(cmd.Context(), args[0], value)
			if err != nil {
				return err
			}
			said := "Set: " + args[0] + " is " + cmp.Or(value, "the default") + ". It takes effect the next time recruitty starts."
			return p.Print(jsonOf(now), func(w *output.Page) { w.Line("%s", said) })
		},
	}
	reset := &cobra.Command{
		Use: "reset", Short: "Reset everything to the defaults",
		Long:    "Resets everything to the defaults. The old file is kept beside it, with .before added to its name; over SSH, what was set is written out.",
		Example: "  recruitty config reset",
		Args:    command.Exactly(),
		RunE: func(cmd *cobra.Command, _ []string) error {
			aside, text, err := place().reset(cmd.Context())
			if err != nil {
				return err
			}
			return p.Print(struct {
				Kept string `json:"kept"`
				Was  string `json:"was"`
			}{aside, text}, func(w *output.Page) {
				switch {
				case aside != "":
					w.Line("Everything is as usual again. What was set is kept in %s.", aside)
				case text != "":
					w.Line("Everything is as usual again. This was set:\n")
					w.Line("%s", text)
				default:
					w.Line("Nothing was set.")
				}
			})
		},
	}
	c := command.Noun("config", "Set keys, colours and the mouse for yourself", show, path, set, reset)
	c.Long += `

Keys of actions, theme, colours and mouse stand in a file of TOML that is yours: config.toml in the folder for
configuration, or the one that RECRUITTY_CONFIG names. A line in it that is wrong is named, and skipped; the program
starts anyway. On the screens the same is under Settings, Keys and colours; on an SSH host, where the host keeps it for each
member, the same commands show and change what is yours there.`
	c.Example = "  recruitty config show\n  recruitty config set theme dark\n  recruitty config set keys.interview.reschedule R"
	return c
}

// configPage writes what is set for people.
func configPage(w *output.Page, kept string, now preferences.Now) {
	theme, mouse := now.Theme, "off"
	if theme == "" {
		theme = "of the profile"
	}
	if now.Mouse {
		mouse = "on"
	}
	w.Line("Preferences, kept %s", kept)
	w.Field("Theme", theme)
	w.Field("Mouse", mouse)
	w.Field("Themes", strings.Join(ui.Limits().ThemeNames(now.Config), ", "))
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
