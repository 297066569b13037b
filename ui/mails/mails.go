// Package mails is the mailbox of a demo.
package mails

import (
	"strings"

	tea "charm.land/bubbletea/v2"

	"recruitty/recruit"
	"recruitty/recruit/filter"
	"recruitty/ui/shell"
	"recruitty/ui/table"
	"recruitty/ui/text"
	"recruitty/ui/views"
	"recruitty/ui/wording"
)

// mailsScreen lists the mails of a demo, newest first.
type mailsScreen struct {
	shell.Listing
	all []recruit.MailSummary
}

// New is the list of mails.
func New(a *shell.App) *mailsScreen {
	s := &mailsScreen{Listing: shell.NewListing(a, table.New(
		"No emails yet. Schedule an interview, and its invitations appear here.",
		table.Column{Title: "To", Width: 16, Weight: 2},
		table.Column{Title: "Subject", Width: 20, Weight: 4},
		table.Column{Title: "Calendar", Width: 12, Weight: 1, Drop: 1})).Speaking(filter.Mails)}
	s.Beside(s.detail)
	return s
}

// Actions are what can be done in the list of mails.
func Actions() []shell.Action { return (&mailsScreen{}).Keys() }

func (s *mailsScreen) Keys() []shell.Action {
	return []shell.Action{{Name: "mails.read", Key: "enter", Help: "read", When: s.none, Do: s.open}, s.Filter(), views.Key(&s.Listing, filter.Mails, s)}
}

func (s *mailsScreen) Init() tea.Cmd {
	s.read()
	return nil
}

func (s *mailsScreen) Title() string { return "Emails" }

// none says that there is no mail to choose.
func (s *mailsScreen) none() string {
	return shell.If(s.Table.Key() == "", "There is no email to read yet.")
}

// open shows the mail under the cursor.
func (s *mailsScreen) open() tea.Cmd {
	m, err := s.App.Session().Mails.Read(int(shell.IDOf[mailID](s.Table.Key())))
	if err != nil {
		return s.App.SayProblem(err)
	}
	return s.App.Push(&mailScreen{app: s.App, mail: m})
}

// Back implements Backer.
func (s *mailsScreen) Back() bool {
	if !s.Clear() {
		return false
	}
	s.show()
	return true
}

// read takes the mails out of the mailbox, which is in memory.
func (s *mailsScreen) read() {
	s.all = s.App.Session().Mails.List()
	s.show()
}

func (s *mailsScreen) show() {
	s.Find.Begin(s.Asked())
	var rows []table.Row
	for i := len(s.all) - 1; i >= 0; i-- {
		m := s.all[i]
		calendar := ""
		if m.Method != "" {
			calendar = calendarWord(m)
		}
		cells := []table.Cell{shell.PlainCell(m.To), shell.PlainCell(m.Subject), shell.DimCell(calendar)}
		if !filter.Mail(s.Asked().Terms, m) || !s.Find.Keeps(cells, m.From, recruit.TimeWords(m.Date, s.App.Session().Zone)) {
			continue
		}
		rows = append(rows, table.Row{Key: shell.RowKey(mailID(m.ID)), Cells: cells})
	}
	s.Table.SetRows(rows)
}

// mailID is a mail's number as a row key.
type mailID int64

func (s *mailsScreen) Update(msg tea.Msg) tea.Cmd {
	if _, ok := msg.(shell.Changed); ok {
		s.read()
		return func() tea.Msg { return nil } // what was read has to be drawn
	}
	_, changed, cmd := s.Key(msg)
	if changed {
		s.show()
	}
	return cmd
}

func (s *mailsScreen) View(w, h int) string {
	return s.Draw("Emails", "sent in this demo; none left this machine", wording.Counted(len(s.all), "email"), w, h)
}

// calendarWord says what a mail does to its reader's calendar.
func calendarWord(m recruit.MailSummary) string {
	switch {
	case m.Method == "CANCEL":
		return "removes it"
	case m.Method != "REQUEST":
		return m.Method
	case m.Sequence == "0":
		return "adds it"
	}
	return "updates it"
}

// mailScreen is one mail: what its reader sees, then what their calendar gets.
type mailScreen struct {
	app  *shell.App
	mail recruit.SentMail
	pane shell.TextPane
}

func (s *mailScreen) Init() tea.Cmd { return nil }

func (s *mailScreen) Title() string { return "Mail" }

func (s *mailScreen) Typing() bool { return false }

func (s *mailScreen) Keys() []shell.Action {
	return []shell.Action{shell.Bind("↑/↓", "scroll", "up", "down")}
}

func (s *mailScreen) Update(msg tea.Msg) tea.Cmd {
	if press, ok := msg.(tea.KeyPressMsg); ok {
		s.pane.Key(press)
	}
	return nil
}

func (s *mailScreen) View(w, h int) string {
	st, m := s.app.Styles(), s.mail
	field := func(name, value string) string {
		return st.Dim.Render(s.app.Grid().Pad(name, 9)) + s.app.Grid().Truncate(text.Line(value), max(w-9, 0))
	}
	head := []string{field("From", m.From), field("To", m.To), field("Subject", m.Subject)}
	if len(m.Files) > 0 {
		head = append(head, field("Files", strings.Join(m.Files, ", ")))
	}
	body := s.app.Grid().Wrap(text.Block(m.Text), w)
	if m.Calendar != "" {
		body += "\n\n" + st.Title.Render("What the calendar gets") + "\n" + st.Dim.Render(s.app.Grid().Wrap(text.Block(m.Calendar), w))
	}
	return strings.Join(head, "\n") + "\n\n" + s.app.Scrolled(&s.pane, body, w, h-len(head)-1)
}
