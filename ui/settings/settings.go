// Package settings is the screen Settings with its parts side by side.
package settings

import (
	"context"
	"errors"
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"

	"recruitty/recruit"
	"recruitty/recruit/access"
	"recruitty/recruit/accounts"
	"recruitty/recruit/availability"
	"recruitty/recruit/fields"
	"recruitty/recruit/pools"
	"recruitty/recruit/services"
	"recruitty/ui/draft"
	"recruitty/ui/pointer"
	"recruitty/ui/shell"
	"recruitty/ui/wording"
)

// Settings is the screen Settings with its parts side by side (R1).
type Settings struct {
	app     *shell.App
	part    int // the visible one of parts
	parts   []settingsPart
	doctor  *doctorPart // the last of them
	words   *templatesPart
	reading shell.Reading
	facts   settingsFacts
	known   bool
	row     string // to choose once it has been read
	err     error
}

// settingsFacts is all that the screen shows, read at once.
type settingsFacts struct {
	team      []recruit.Member
	zoom      accounts.ZoomStatus
	shared    recruit.Connection // the workspace's; zero when there is none
	platform  recruit.Platform
	mail      recruit.MailSettings
	mailShown string // the mail server's address without its password
	reminders recruit.Reminders
	inbox     recruit.Inbox        // for answers
	sender    string               // what the sender does to the interviews that stand, "" when nothing
	account   accounts.MailAccount // of Google or Microsoft, that mails go through
	// inboxShown is its address without its password.
	inboxShown string
	workspace  draft.Workspace
	language   string // of mails
	templates  []recruit.Template
	codes      []access.OpenInvitation // for whom may manage the team
	left       accounts.Left           // the same
	hours      []draft.HoursOf         // one's own first, then everybody's
	pools      []pools.Pool            // those that were removed last
	fields     fields.List             // of candidates, those that were removed last
	calendars  []availability.Source   // that the member may see
	counting   availability.Settings   // when they count
}

// settingsPart is one part of the screen.
type settingsPart interface {
	Name() string
	// actions are what can be done there.
	actions() []shell.Action
	// view draws the part out of the facts as they are.
	view(w, h int) string
	// learn takes new facts.
	learn(settingsFacts)
	// holds are the names of what can be set here, as view shows them, each with
	// further words after it that the palette finds it by.
	holds() [][2]string
}

// filteredPart is a part that is a list with a filter.
type filteredPart interface {
	settingsPart
	List() *shell.Listing
	show() // what matches the filter
}

// New is the screen Settings.
func New(a *shell.App) *Settings {
	s := &Settings{app: a, doctor: newDoctorPart(a), words: newTemplatesPart(a)}
	s.parts = []settingsPart{&profilePart{app: a}, newTeamPart(a), newIntegrations(a), newCalendars(a), newHoursPart(a), newPoolsPart(a), &mailPart{app: a}, s.words, &workspacePart{app: a}, newFieldsPart(a), newKeysPart(a), s.doctor}
	return s
}

// Visible is the name of the part that is shown.
func (s *Settings) Visible() string { return s.parts[s.part].Name() }

// Open goes to one of the settings, from wherever one is; row, if not "",
// is the one under the cursor there.
func Open(a *shell.App, part, row string) tea.Cmd {
	var cmd tea.Cmd
	if a.Section != shell.Settings {
		cmd = a.Goto(shell.Settings)
	}
	if len(a.Stacks[shell.Settings].Screens) > 1 { // someone's keys stand over them
		_ = a.Goto(shell.Settings)
	}
	if s, ok := a.Active().(*Settings); ok {
		s.part = max(slices.IndexFunc(s.parts, func(p settingsPart) bool { return p.Name() == part }), 0)
		if row != "" {
			s.choose(row)
		}
	}
	return cmd
}

// PartCommands leads to each of the settings by its name.
func PartCommands(a *shell.App) []shell.Command {
	var list []shell.Command
	for _, p := range New(a).parts {
		part := p.Name()
		list = append(list, shell.Command{Name: part, Hint: "Settings", Run: func() tea.Cmd {
			if part == shell.DoctorPart {
				return showDoctor(a)
			}
			return a.ShowPart(part, "")
		}})
		for _, held := range p.holds() {
			list = append(list, shell.Command{Name: held[0], Hint: "Settings, " + part, Also: held[1], Run: func() tea.Cmd { return a.ShowPart(part, "") }})
		}
	}
	return list
}

// Ready implements readier.
func (s *Settings) Ready() bool { return s.known || s.err != nil }

// choose puts the cursor on a row of the visible part, now or once it has been
// read.
func (s *Settings) choose(key string) {
	if s.row = key; !s.known || key == "" {
		return
	}
	s.row = ""
	if f := s.filtered(); f != nil && f.List().Clear() { // it may hide the row
		f.show()
	}
	if p, ok := s.parts[s.part].(interface{ choose(key string) }); ok {
		p.choose(key)
	}
}

func (s *Settings) Init() tea.Cmd { return s.ask() }

func (s *Settings) Title() string { return "Settings" }

// filtered is the visible part if it is a list with a filter, else nil.
func (s *Settings) filtered() filteredPart {
	if !s.known {
		return nil
	}
	f, _ := s.parts[s.part].(filteredPart)
	return f
}

func (s *Settings) Typing() bool {
	f := s.filtered()
	return f != nil && f.List().Editing
}

// Cursor implements Cursored.
func (s *Settings) Cursor() *tea.Cursor {
	if f := s.filtered(); f != nil {
		return f.List().Cursor()
	}
	return nil
}

// Back implements Backer: from a filter to the whole list, and from any part to the
// first one.
func (s *Settings) Back() bool {
	if f := s.filtered(); f != nil && f.List().Clear() {
		f.show()
		return true
	}
	if s.part == 0 {
		return false
	}
	s.part = 0
	return true
}

func (s *Settings) ask() tea.Cmd {
	svc, id, language := s.app.Services(), s.app.Member(), s.words.language
	return shell.Reread(s.app, &s.reading, func(ctx context.Context) (settingsFacts, error) { return readSettings(ctx, svc, id, language) },
		func(f settingsFacts, err error) tea.Cmd {
			if s.err = err; err != nil {
				return nil
			}
			s.facts, s.known = f, true
			for _, p := range s.parts {
				p.learn(f)
			}
			s.choose(s.row)
			return nil
		})
}

func readSettings(ctx context.Context, svc *services.Services, member recruit.Member, language string) (settingsFacts, error) {
	var f settingsFacts
	var err error
	if f.team, err = svc.Store.Members(ctx, false); err != nil {
		return f, err
	}
	if f.zoom, err = svc.Accounts.Status(ctx, member); err != nil {
		return f, err
	}
	if f.shared, err = svc.Accounts.WorkspaceConnection(ctx); err != nil && !errors.Is(err, recruit.ErrNotFound) {
		return f, err
	}
	if f.platform, err = svc.Accounts.DefaultPlatform(ctx); err != nil {
		return f, err
	}
	if f.mail, err = svc.Settings.Mail(ctx); err != nil {
		return f, err
	}
	if f.mail.URL != "" {
		f.mailShown = svc.Mailer.Describe(f.mail.URL)
	}
	if f.sender, err = svc.MailAccounts.Standing(ctx); err != nil {
		return f, err
	}
	if f.reminders, err = svc.Settings.Reminders(ctx); err != nil {
		return f, err
	}
	if f.inbox, err = svc.Settings.Inbox(ctx); err != nil {
		return f, err
	}
	if f.account, err = svc.MailAccounts.Account(ctx); err != nil {
		return f, err
	}
	if f.inbox.URL != "" {
		if f.inboxShown, err = svc.Mailer.CheckInbox(f.inbox.URL); err != nil {
			f.inboxShown = "an unreadable address; press i to set it again"
		}
	}
	if recruit.Allow(member, recruit.ToManage) == nil {
		if f.codes, err = svc.Invitations.List(ctx, member); err != nil {
			return f, err
		}
		if f.left, err = svc.Departures.Left(ctx, member); err != nil {
			return f, err
		}
	}
	if f.language, err = svc.Settings.Language(ctx); err != nil {
		return f, err
	}
	if f.templates, err = svc.Templates.List(ctx, language); err != nil {
		return f, err
	}
	if f.hours, err = draft.ReadHours(ctx, svc, member, f.team); err != nil {
		return f, err
	}
	if f.pools, err = draft.ReadPools(ctx, svc, member); err != nil {
		return f, err
	}
	if f.fields, err = svc.Fields.List(ctx); err != nil {
		return f, err
	}
	if f.calendars, err = svc.Availability.Sources(ctx, member); err != nil {
		return f, err
	}
	if f.counting, err = svc.Availability.Settings(ctx); err != nil {
		return f, err
	}
	f.workspace, err = draft.ReadWorkspace(ctx, svc)
	return f, err
}

func (s *Settings) Update(msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case shell.Changed:
		return s.ask()
	case tea.KeyPressMsg:
		switch {
		case s.Typing():
			return s.filter(msg)
		case s.filtered() != nil:
			s.filtered().List().Table.Update(msg)
		}
	case shell.Completed:
		if s.filtered() != nil {
			return s.filter(msg)
		}
	default:
		if s.Typing() {
			return s.filter(msg)
		}
	}
	return nil
}

// filter gives a key or a paste to the filter of the visible part.
func (s *Settings) filter(msg tea.Msg) tea.Cmd { return filterPart(s.filtered(), msg) }

func filterPart(f filteredPart, msg tea.Msg) tea.Cmd {
	_, changed, cmd := f.List().Key(msg)
	if changed {
		f.show()
		f.List().Table.Move(0)
	}
	return cmd
}

// shown lets the doctor begin when he is visited.
func (s *Settings) shown() tea.Cmd {
	if s.Visible() != shell.DoctorPart || !s.known {
		return nil
	}
	return s.doctor.shown()
}

// turn leads to the other parts.
func (s *Settings) turn() shell.Action {
	return shell.Action{Name: "settings.part", Key: "←/→", Help: "next page", Strokes: []string{"left", "right", "tab", "shift+tab", "h", "l"}, Turn: func(by int) tea.Cmd {
		s.part = (s.part + by + len(s.parts)) % len(s.parts)
		return s.shown()
	}}
}

// Keys implements Screen.
func (s *Settings) Keys() []shell.Action {
	if !s.known {
		return []shell.Action{s.turn()}
	}
	if s.Typing() {
		return shell.FilterKeys(s.filtered().List(), s)
	}
	keys := append(s.parts[s.part].actions(), s.turn())
	if f := s.filtered(); f != nil {
		keys = append(keys, f.List().Filter())
	}
	return keys
}

func (s *Settings) View(w, h int) string {
	st := s.app.Styles()
	var tabs []string
	for i, p := range s.parts {
		if i == s.part {
			tabs = append(tabs, st.Accent.Bold(true).Underline(true).Render(p.Name()))
		} else {
			tabs = append(tabs, st.Dim.Render(p.Name()))
		}
	}
	head := st.Title.Render("Settings") + st.Dim.Render(" "+st.Signs.Cursor+" ") + strings.Join(tabs, st.Dim.Render(" "+st.Signs.Dot+" "))
	if s.app.Grid().Width(head) > w { // no room for the way that leads there, and perhaps not for all parts
		from := 0
		for from < s.part && s.app.Grid().Width(strings.Join(tabs[from:s.part+1], "  ")) > w-4 {
			from++
		}
		head = s.app.Grid().Pack(tabs[from:], "  ", w)
		if from > 0 {
			head = st.Dim.Render(st.Signs.Ellipsis) + " " + s.app.Grid().Pack(tabs[from:], "  ", w-2)
		}
	}
	names := make([]string, len(s.parts))
	for i, p := range s.parts {
		names[i] = p.Name()
	}
	s.app.Drew(&pointer.Words{Line: head, Names: names, Go: func(i int) tea.Cmd {
		s.part = i
		return s.shown()
	}})
	body := st.Dim.Render(st.Signs.Waiting + " Reading")
	switch {
	case s.err != nil:
		body = st.Error.Render(s.app.Grid().Wrap(st.Signs.Error+" "+recruit.Sentence(s.err), w))
	case s.known:
		body = s.partView(min(w, wording.Readable), h-2)
	}
	return head + "\n\n" + body
}

// partView draws the visible part, with its filter above when there is one.
func (s *Settings) partView(w, h int) string {
	part := s.parts[s.part]
	f := s.filtered()
	if f == nil || !f.List().Filtering() {
		return part.view(w, h)
	}
	l := f.List()
	l.Top = 2
	return l.Head("", "", wording.Grouped(l.Table.Len()), w) + "\n\n" + part.view(w, h-shell.ListingHead)
}
