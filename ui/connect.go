package ui

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"charm.land/bubbles/v2/textinput"
	tea "charm.land/bubbletea/v2"

	"recruitty/recruit"
	"recruitty/ui/text"
	"recruitty/ui/theme"
)

// connectPatience is how long the box waits for the browser.
const connectPatience = 5 * time.Minute

// connect is the box Connect Zoom (R2, R3): it says what Zoom will be asked
// for, shows the address of Zoom's own page, and waits until the browser comes
// back or a person pastes where it ended.
type connect struct {
	app    *App
	then   func()
	ctx    context.Context // of this sign-in; ends with the box
	cancel context.CancelFunc
	until  time.Time

	sign   recruit.SignIn
	grant  *recruit.Grant // granted, and perhaps not saved yet
	busy   string         // what is under way
	err    error
	over   bool // nobody waits for the browser any more
	closed bool
	input  textinput.Model
	typing bool
	asked  bool // the reasons were read; now the address is shown
}

// openConnect opens Connect Zoom, or where no Zoom app is registered yet, the
// form that says how to register one. then is called once it is connected.
func (a *App) openConnect(then func()) tea.Cmd {
	if why := a.forbidden(recruit.ToConnect); why != "" {
		return a.Say(theme.Warning, why)
	}
	desk, actor := a.desk(), a.Member()
	return run(a, func(ctx context.Context) (recruit.ZoomStatus, error) { return desk.Accounts.Status(ctx, actor) },
		func(st recruit.ZoomStatus, err error) tea.Cmd {
			switch {
			case err != nil:
				return a.sayProblem(err)
			case !st.Configured:
				return a.openZoomApp(then)
			}
			return a.Open(newConnect(a, then))
		})
}

func newConnect(a *App, then func()) *connect {
	c := &connect{app: a, then: then, input: a.NewInput("the whole address, or the code in it")}
	c.input.CharLimit = 4096
	c.input.Blur()
	return c
}

func (c *connect) Init() tea.Cmd { return c.begin() }

// begin starts a sign-in. It lives as long as the box, which is longer than
// other commands may take.
func (c *connect) begin() tea.Cmd {
	a := c.app
	if c.cancel != nil {
		c.cancel()
	}
	c.ctx, c.cancel = context.WithTimeout(a.session.Context, connectPatience)
	c.until = a.session.Now().Add(connectPatience)
	c.sign, c.err, c.over, c.busy = nil, nil, false, "asking for the address of Zoom's page"
	desk, actor, local, ctx := a.desk(), a.Member(), !a.session.Remote, c.ctx
	return func() tea.Msg {
		sign, err := desk.Accounts.Begin(ctx, actor, local)
		return answer{func() tea.Cmd {
			if c.closed || c.ctx != ctx {
				if sign != nil {
					_ = sign.Close() // nobody waits for it any more
				}
				return nil
			}
			if c.busy = ""; err != nil {
				c.err, c.over = err, true
				return nil
			}
			c.sign = sign
			if !local {
				return c.tick()
			}
			return tea.Batch(c.wait(), c.tick())
		}}
	}
}

// wait waits for the browser to come back to this machine.
func (c *connect) wait() tea.Cmd {
	sign, ctx := c.sign, c.ctx
	return func() tea.Msg {
		grant, err := sign.Wait(ctx)
		return answer{func() tea.Cmd {
			if c.closed || c.ctx != ctx || c.grant != nil || c.busy != "" {
				return nil
			}
			if err != nil {
				return c.failed(err)
			}
			return c.granted(grant)
		}}
	}
}

// failed ends a sign-in with a reason; another can be begun.
func (c *connect) failed(err error) tea.Cmd {
	c.busy, c.err = "", err
	if errors.Is(err, context.DeadlineExceeded) || errors.Is(err, context.Canceled) {
		c.err = &recruit.Problem{Kind: recruit.ErrLater, Sentence: "Nothing came back from the browser within five minutes; press r to begin again."}
	}
	c.over = true
	return nil
}

// tick lets the minutes run down.
func (c *connect) tick() tea.Cmd {
	ctx := c.ctx
	return c.app.after(time.Second, answer{func() tea.Cmd {
		if c.closed || c.ctx != ctx || c.over || c.grant != nil {
			return nil
		}
		if !c.app.session.Now().Before(c.until) {
			c.cancel()
			return c.failed(context.DeadlineExceeded)
		}
		return c.tick()
	}})
}

// paste takes the address on which a browser elsewhere ended.
func (c *connect) paste() tea.Cmd {
	typed := strings.TrimSpace(c.input.Value())
	if typed == "" || c.sign == nil || c.busy != "" {
		return nil
	}
	c.busy, c.err = "asking Zoom", nil
	sign, ctx := c.sign, c.ctx
	return func() tea.Msg {
		grant, err := sign.Paste(ctx, typed)
		return answer{func() tea.Cmd {
			if c.closed || c.ctx != ctx {
				return nil
			}
			c.busy = ""
			if err != nil {
				return c.refused(err)
			}
			return c.granted(grant)
		}}
	}
}

// refused says why a pasted address was not taken. The sign-in may still go on,
// unless it was used up.
func (c *connect) refused(err error) tea.Cmd {
	var known *recruit.Problem
	if c.err = err; !errors.As(err, &known) {
		c.over = true
		c.err = &recruit.Problem{Kind: recruit.ErrLater, Sentence: "This sign-in is over; press r to begin again.", Cause: err}
	}
	c.typing = false
	c.input.Reset()
	c.input.Blur()
	return nil
}

// granted saves what Zoom granted. When saving fails, the grant is still here
// and r tries again.
func (c *connect) granted(g recruit.Grant) tea.Cmd {
	c.grant, c.busy, c.err = &g, "asking Zoom whose account it is", nil
	desk, actor := c.app.desk(), c.app.Member()
	return run(c.app, func(ctx context.Context) (recruit.ZoomStatus, error) { return desk.Accounts.Finish(ctx, actor, g) },
		func(st recruit.ZoomStatus, err error) tea.Cmd {
			c.busy = ""
			if err != nil {
				c.err = err
				return nil
			}
			c.end()
			c.app.Close(c)
			if c.then != nil {
				c.then()
			}
			tone, said := theme.OK, "Zoom is connected: "+accountWord(st)+"."
			if len(st.Missing) > 0 {
				tone, said = theme.Warning, "Zoom is connected, but not everything was granted; Settings, Other Integrations says what will not work."
			}
			var show tea.Cmd
			if c.app.topModal() == nil { // else somebody wants to go on where they were
				show = c.app.showIntegrations()
			}
			return tea.Batch(show, c.app.broadcast(Changed{Kind: "connection"}), c.app.Say(tone, said))
		})
}

// end gives up the sign-in.
func (c *connect) end() {
	c.closed = true
	if c.cancel != nil {
		c.cancel()
	}
	if c.sign != nil {
		_ = c.sign.Close() // it only stops listening
	}
}

func (c *connect) Typing() bool { return c.typing }

func (c *connect) Keys() []Key {
	switch {
	case c.typing:
		return []Key{Bind("enter", "take this address"), Bind("esc", "not now")}
	case c.grant != nil || c.over:
		return []Key{Bind("r", "try again"), Bind("esc", "cancel")}
	case c.short() && !c.asked:
		return []Key{Bind("enter", "go on to Zoom"), Bind("esc", "cancel")}
	}
	keys := []Key{Bind("c", "copy"), Bind("o", "open here").Unless(c.app.noBrowser()), Bind("p", "paste where it ended"), Bind("esc", "cancel")}
	if c.err != nil {
		keys = append([]Key{Bind("r", "begin again")}, keys...)
	}
	return keys
}

func (c *connect) Update(msg tea.Msg) (Outcome, tea.Cmd) {
	switch msg := msg.(type) {
	case tea.PasteMsg:
		c.asked = true
		c.input.SetValue(text.Line(msg.Content))
		return Stay, c.paste()
	case tea.KeyPressMsg:
		return c.press(msg)
	}
	if c.typing {
		var cmd tea.Cmd
		c.input, cmd = c.input.Update(msg)
		return Stay, cmd
	}
	return Stay, nil
}

func (c *connect) press(press tea.KeyPressMsg) (Outcome, tea.Cmd) {
	if c.typing {
		switch press.String() {
		case "enter":
			return Stay, c.paste()
		case "esc":
			c.typing = false
			c.input.Blur()
			return Stay, nil
		}
		var cmd tea.Cmd
		c.input, cmd = c.input.Update(press)
		return Stay, cmd
	}
	switch press.String() {
	case "esc":
		c.end()
		return Closed, nil
	case "r":
		switch {
		case c.busy != "":
		case c.grant != nil:
			return Stay, c.granted(*c.grant)
		case c.over || c.err != nil:
			return Stay, c.begin()
		}
	case "c":
		if c.sign != nil {
			return Stay, c.app.copyText("Address", c.sign.URL())
		}
	case "o":
		if why := c.app.noBrowser(); why != "" {
			return Stay, c.app.Say(theme.Warning, "There is no browser on this side; copy the address with c and open it on any device.")
		}
		if c.sign != nil {
			return Stay, c.app.openAddress(c.sign.URL())
		}
	case "p", "enter", "tab":
		if c.short() && !c.asked {
			c.asked = true
			return Stay, nil
		}
		if c.sign != nil && !c.over {
			c.typing = true
			return Stay, c.input.Focus()
		}
	}
	return Stay, nil
}

func (c *connect) View(maxW, maxH int) (string, *tea.Cursor) {
	s, w := c.app.styles, min(maxW, 92)
	inner, rows := FrameSize(w, maxH)
	rows -= 2 // the foot
	var lines []string
	add := func(tone theme.Tone, indent int, words string) {
		for line := range strings.SplitSeq(text.Wrap(words, max(inner-indent, 10)), "\n") {
			lines = append(lines, text.Spaces(indent)+s.Tone(tone).Render(line))
		}
	}
	if c.short() && c.asked {
		add(theme.Plain, 0, "recruitty asks Zoom for: "+c.needs()+".")
	} else {
		add(theme.Plain, 0, "recruitty will ask Zoom for:")
		for _, n := range c.app.desk().Accounts.Needs() {
			add(theme.Plain, 2, s.Signs.Bullet+" "+needWords(n))
		}
	}
	if !c.short() || !c.asked {
		add(theme.Plain, 0, "Your Zoom data goes nowhere else. You can take this back any time in Zoom: Marketplace → Manage → Added apps.")
	}
	var at *tea.Cursor
	if c.waiting() && (c.asked || !c.short()) {
		lines = append(lines, "")
		add(theme.Plain, 1, "1  open this address on any device      c copy"+openWord(c.app))
		lines = append(lines, c.address(inner, rows-len(lines)-6)...)
		add(theme.Plain, 1, "2  sign in and press Allow")
		add(theme.Plain, 1, c.third())
		c.input.SetWidth(inner - 6)
		if c.typing {
			at = offset(c.input.Cursor(), 2+4, 1+len(lines))
			lines = append(lines, text.Spaces(4)+c.input.View())
		}
	}
	switch {
	case c.busy != "":
		add(theme.Dim, 0, s.Signs.Waiting+" "+c.busy)
	case c.err != nil:
		add(theme.Error, 0, s.Signs.Error+" "+recruit.Sentence(c.err))
	case c.sign != nil:
		add(theme.Dim, 0, s.Signs.Waiting+" waiting for the browser, "+c.left()+" left")
	}
	return c.app.Frame("Connect Zoom", "", strings.Join(lines, "\n"), c.foot(), w, maxH), at
}

// short says that there is no room for reasons and address at once.
func (c *connect) short() bool {
	_, h := c.app.boxSize(0)
	return h < 28
}

// waiting says whether the address is of use now.
func (c *connect) waiting() bool { return c.sign != nil && !c.over && c.grant == nil }

func (c *connect) foot() string {
	switch {
	case c.typing:
		return "enter take this address     esc not now"
	case c.over, c.grant != nil && c.busy == "":
		return "r try again     esc cancel"
	case c.short() && !c.asked:
		return "enter go on to Zoom     esc cancel"
	case c.err != nil:
		return "p paste again     r begin again     esc cancel"
	}
	return "esc cancel"
}

// needs names every permission in a line.
func (c *connect) needs() string {
	var required, optional []string
	for _, n := range c.app.desk().Accounts.Needs() {
		if n.Required {
			required = append(required, n.Name)
		} else {
			optional = append(optional, n.Name)
		}
	}
	out := strings.Join(required, ", ")
	if len(optional) > 0 {
		out += "; optional: " + strings.Join(optional, ", ")
	}
	return out
}

// third is the last step, which differs where the browser cannot come back by
// itself.
func (c *connect) third() string {
	if c.app.session.Remote {
		return "3  paste the address you end on, though it cannot be reached   p paste"
	}
	return "3  that is all; from another device: p paste where it ended"
}

func openWord(a *App) string {
	if a.noBrowser() != "" {
		return ""
	}
	return "   o open here"
}

// needWords is a permission with its reason.
func needWords(n recruit.Need) string {
	why := n.Why
	if why == "" {
		why = n.Without
	}
	name := n.Name
	if !n.Required {
		name += " (optional)"
	}
	return name + ". " + text.Line(why)
}

// address is the whole address in as many lines as there is room for; where
// there is too little, its beginning, for it can be copied.
func (c *connect) address(w, room int) []string {
	url := c.sign.URL()
	w -= 4
	var out []string
	for url != "" {
		n := min(len(url), max(w, 10))
		if len(out)+1 >= max(room, 1) && n < len(url) {
			return append(out, text.Spaces(4)+c.app.styles.Accent.Render(text.Truncate(url, max(w, 10))))
		}
		out = append(out, text.Spaces(4)+c.app.styles.Accent.Render(url[:n]))
		url = url[n:]
	}
	return out
}

// left is the time left as minutes and seconds.
func (c *connect) left() string {
	n := max(seconds(c.until.Sub(c.app.session.Now())), 0)
	return fmt.Sprintf("%d:%02d", n/60, n%60)
}
