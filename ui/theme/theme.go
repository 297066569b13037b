// Package theme turns a handful of palette roles into the styles that every
// screen shares. Styles are built once per theme change and passed by pointer;
// nothing here is global, so two sessions in one process may look different.
//
// No state is told by colour alone: each tone has a sign beside it, so that
// the screens stay readable with NO_COLOR, on a monochrome terminal and for
// people who do not tell red from green.
package theme

import (
	"image/color"
	"strings"
	"sync"

	"charm.land/huh/v2"
	"charm.land/lipgloss/v2"

	"recruitty/ui/text"
	"recruitty/ui/wording"
)

// Names of the themes, as they stand in the settings.
const (
	Auto     = "auto"     // dark or light, after what the terminal says its background is
	Dark     = "dark"     // for dark backgrounds
	Light    = "light"    // for light backgrounds
	Terminal = "terminal" // only the terminal's own 16 colours

	HighContrast = "high-contrast" // black on white or white on black, and colours far from both
	Slate        = "slate"         // cool and muted, for dark backgrounds
	Sepia        = "sepia"         // warm, for light backgrounds
)

// Names lists the themes in the order in which a profile offers them: what they look
// like follows from the background alone.
func Names() []string { return []string{Auto, Dark, Light, Terminal} }

// All lists every theme that is built in.
func All() []string { return append(Names(), HighContrast, Slate, Sepia) }

// Background is what is known about the terminal's background.
type Background int

// The terminal may not have answered yet, or may never answer.
const (
	Unknown Background = iota
	IsDark
	IsLight
)

// Tone says what a piece of text means, not what it looks like.
type Tone = wording.Tone

// The tones. Plain is the zero value.
const (
	Plain   = wording.Plain
	Dim     = wording.Dim
	Accent  = wording.Accent
	OK      = wording.OK
	Warning = wording.Warning
	Error   = wording.Error
)

// palette holds the roles from which all styles are made. A nil colour is the
// terminal's own foreground or background.
type palette struct {
	text, dim, accent, warning, err, ok, border, selection, selectionText color.Color
}

// Styles are the looks of everything on screen. It is read-only once built, but
// for the Grid, which the terminal tells while the first screen is open.
type Styles struct {
	Name string

	Text    Ink
	Dim     Ink // secondary text, and the screen under a modal
	Accent  Ink // focus and the main action
	OK      Ink
	Warning Ink
	Error   Ink

	Title    Ink // the name of a screen or a box
	Heading  Ink // column heads and section heads
	Border   Ink // frames of what floats
	Selected Ink // the row under the cursor
	Key      Ink // a key in the footer
	Chosen   Ink // the section, or the answer, that is chosen
	Demo     Ink // the mark that this is sample data

	Entry    Ink // what stands in a field that is typed into
	Proposal Ink // what stands in one while it is empty
	Rule     Ink // the line of a field where nothing stands
	Ruling   Ink // the same of the field that has the keyboard

	Signs Signs
	Box   lipgloss.Border // what a frame is drawn with
	// Form returns the same looks for forms. They are made when the first form opens:
	// they take a hundred kilobytes, and many sessions open none.
	Form func() *huh.Styles
	Grid text.Grid // how the terminal counts cells
	// Drew is told of what was drawn and can be pointed at; nil where nobody points.
	Drew func(drawn any)
}

// Signs are the marks that stand beside a colour. Each means one thing: the
// ellipsis is no state, it stands where a text was cut off.
type Signs struct {
	Cursor, OK, Warning, Error string
	Left                       string // there is more to the left
	Waiting                    string // on its way
	Asked                      string // someone was asked and has not answered
	Maybe                      string // someone may come
	Empty                      string // a step that is still ahead
	Block                      string // a piece of a bar that is as long as a number
	Mark                       string // a row that was chosen with others
	Rising, Falling            string // a column by which rows are in order
	Dot, Ellipsis, Bullet      string
	// Blank fills what is empty of a field's line: a blank that is underlined, or a sign
	// where a terminal underlines nothing.
	Blank string
}

// New builds the styles of the theme called name; an unknown name is Auto.
// ascii asks for frames and signs that every terminal can draw, as on a Linux
// console or with TERM=dumb.
func New(name string, bg Background, ascii bool) *Styles { return Own(name, bg, ascii, nil) }

// OfSixteen is the theme in place of another on a terminal of sixteen colours, whose nearest
// ones to an exact colour can be dark blue on black, or blue on blue in the selected row.
func OfSixteen(name string) string {
	if name == HighContrast {
		return name // of black, white and the brightest of the sixteen
	}
	return Terminal
}

// Own is New with some colours of someone's own, by what they are for (Roles): #rrggbb,
// or the number of one of the terminal's.
func Own(name string, bg Background, ascii bool, own map[string]string) *Styles {
	p, resolved := choose(name, bg)
	p.take(own)
	s := &Styles{Name: resolved, Signs: unicodeSigns(), Box: lipgloss.RoundedBorder()}
	if ascii {
		s.Signs, s.Box = asciiSigns(), lipgloss.ASCIIBorder()
	}
	in := func(c color.Color) lipgloss.Style {
		st := lipgloss.NewStyle()
		if c != nil {
			st = st.Foreground(c)
		}
		return st
	}
	s.Text, s.Dim, s.Accent = newInk(in(p.text)), newInk(in(p.dim)), newInk(in(p.accent))
	s.OK, s.Warning, s.Error = newInk(in(p.ok)), newInk(in(p.warning)), newInk(in(p.err).Bold(true))
	s.Title, s.Heading, s.Border = newInk(in(p.text).Bold(true)), newInk(in(p.dim).Bold(true)), newInk(in(p.border))
	s.Key, s.Chosen = newInk(in(p.accent).Bold(true)), newInk(in(p.accent).Bold(true))
	s.Demo = newInk(in(p.warning).Bold(true).Reverse(true))
	under := func(st lipgloss.Style) Ink { return newInk(st.Underline(!ascii)) }
	s.Entry, s.Proposal, s.Rule, s.Ruling = under(in(p.text)), under(in(p.dim)), under(in(p.border)), under(in(p.accent))
	if p.selection == nil {
		s.Selected = newInk(lipgloss.NewStyle().Reverse(true))
	} else {
		s.Selected = newInk(in(p.selectionText).Background(p.selection).Bold(true))
	}
	s.Form = sync.OnceValue(func() *huh.Styles { return formStyles(s, p) })
	return s
}

// Tone returns the style of a tone.
func (s *Styles) Tone(t Tone) Ink {
	switch t {
	case Dim:
		return s.Dim
	case Accent:
		return s.Accent
	case OK:
		return s.OK
	case Warning:
		return s.Warning
	case Error:
		return s.Error
	default:
		return s.Text
	}
}

// Sign returns the mark of a tone, or nothing for plain, dim and accented text.
func (s *Styles) Sign(t Tone) string {
	switch t {
	case OK:
		return s.Signs.OK
	case Warning:
		return s.Signs.Warning
	case Error:
		return s.Signs.Error
	default:
		return ""
	}
}

// Ruled is n cells of a field's line on which nothing stands; here says that the field has
// the keyboard.
func (s *Styles) Ruled(n int, here bool) string {
	switch {
	case n <= 0:
		return ""
	case here:
		return s.Ruling.Render(strings.Repeat(s.Signs.Blank, n))
	}
	return s.Rule.Render(strings.Repeat(s.Signs.Blank, n))
}

// choose resolves a name and what is known about the background to a palette.
func choose(name string, bg Background) (palette, string) {
	if p, is := further(name, bg); is {
		return p, name
	}
	switch {
	case name == Dark, name != Light && name != Terminal && bg == IsDark:
		return palette{
			text: lipgloss.Color("#E4E4E7"), dim: lipgloss.Color("#9A9AA5"), accent: lipgloss.Color("#7CB7FF"),
			warning: lipgloss.Color("#F2C14E"), err: lipgloss.Color("#FF7B72"), ok: lipgloss.Color("#6FD08C"),
			border: lipgloss.Color("#6B7280"), selection: lipgloss.Color("#2F4A6D"), selectionText: lipgloss.Color("#FFFFFF"),
		}, Dark
	case name == Light, name != Terminal && bg == IsLight:
		return palette{
			text: lipgloss.Color("#1F2328"), dim: lipgloss.Color("#5F6670"), accent: lipgloss.Color("#0550AE"),
			warning: lipgloss.Color("#8A5A00"), err: lipgloss.Color("#B3201A"), ok: lipgloss.Color("#1A6B33"),
			border: lipgloss.Color("#8C959F"), selection: lipgloss.Color("#CFE3FB"), selectionText: lipgloss.Color("#0B1F33"),
		}, Light
	default:
		// Readable on either background: the terminal's own text colour for
		// text, and palette colours that both kinds of scheme keep visible.
		return palette{
			dim: lipgloss.BrightBlack, accent: lipgloss.Blue, warning: lipgloss.Magenta,
			err: lipgloss.Red, ok: lipgloss.Green, border: lipgloss.BrightBlack,
		}, Terminal
	}
}

func unicodeSigns() Signs {
	return Signs{Cursor: "▸", Left: "◂", OK: "✓", Warning: "!", Error: "✗", Waiting: "◌", Asked: "?", Maybe: "~", Empty: "○", Block: "▪", Mark: "•", Rising: "↑", Falling: "↓", Dot: "·", Ellipsis: "…", Bullet: "●", Blank: " "}
}

func asciiSigns() Signs {
	return Signs{Cursor: ">", Left: "<", OK: "+", Warning: "!", Error: "x", Waiting: "o", Asked: "?", Maybe: "~", Empty: ".", Block: "#", Mark: "*", Rising: "^", Falling: "v", Dot: "-", Ellipsis: "..", Bullet: "*", Blank: "_"}
}
