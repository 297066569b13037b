package ui

import (
	"strings"

	tea "charm.land/bubbletea/v2"

	"recruitty/recruit"
	"recruitty/ui/table"
	"recruitty/ui/text"
	"recruitty/ui/wording"
)

// mailsScreen lists the mails of a demo, newest first.
type mailsScreen struct {
	listing
	all []recruit.MailSummary
}

func newMails(a *App) *mailsScreen {
	return &mailsScreen{listing: newListing(a, table.New(
		"No mails yet. Schedule an interview, and the invitations will lie here.",
		table.Column{Title: "To", Width: 16, Weight: 2},
		table.Column{Title: "Subject", Width: 20, Weight: 4},
		table.Column{Title: "Calendar", Width: 12, Weight: 1, Drop: 1}))}
}

type mailsKeyMap struct{ Open Key }

func mailsKeys() mailsKeyMap { return mailsKeyMap{Open: Bind("enter", "read")} }

func (k mailsKeyMap) list() []Key { return []Key{k.Open} }

func (s *mailsScreen) Init() tea.Cmd {
	s.read()
	return nil
}

func (s *mailsScreen) Title() string { return "Mails" }

func (s *mailsScreen) Keys() []Key {
	if s.typing {
		return typingKeys()
	}
	none := ""
	if s.table.Key() == "" {
		none = "There is no mail to read yet."
	}
	return []Key{mailsKeys().Open.Unless(none), filterKey()}
}

// Back implements Backer.
func (s *mailsScreen) Back() bool {
	if !s.clear() {
		return false
	}
	s.show()
	return true
}

// read takes the mails out of the mailbox, which is in memory.
func (s *mailsScreen) read() {
	s.all = s.app.Session().Mails.List()
	s.show()
}

func (s *mailsScreen) show() {
	s.find.begin(s.query())
	var rows []table.Row
	for i := len(s.all) - 1; i >= 0; i-- {
		m := s.all[i]
		calendar := ""
		if m.Method != "" {
			calendar = calendarWord(m)
		}
		cells := []table.Cell{plainCell(m.To), plainCell(m.Subject), dimCell(calendar)}
		if !s.find.keeps(cells, m.From, recruit.TimeWords(m.Date, s.app.Session().Zone)) {
			continue
		}
		rows = append(rows, table.Row{Key: rowKey(mailID(m.ID)), Cells: cells})
	}
	s.table.SetRows(rows)
}

// mailID is a mail's number as a row key.
type mailID int64

func (s *mailsScreen) Update(msg tea.Msg) tea.Cmd {
	if _, ok := msg.(Changed); ok {
		s.read()
		return func() tea.Msg { return nil } // what was read has to be drawn
	}
	taken, changed, cmd := s.key(msg)
	if changed {
		s.show()
	}
	press, ok := msg.(tea.KeyPressMsg)
	if taken || !ok || !mailsKeys().Open.Matches(press) {
		return cmd
	}
	m, err := s.app.Session().Mails.Read(int(idOf[mailID](s.table.Key())))
	if err != nil {
		return s.app.sayProblem(err)
	}
	return s.app.Push(&mailScreen{app: s.app, mail: m})
}

func (s *mailsScreen) View(w, h int) string {
	return s.draw("Mails", "of this demo; none of them left this machine", wording.Counted(len(s.all), "mail"), w, h)
}

// calendarWord says what a mail does to its reader's calendar.
func calendarWord(m recruit.MailSummary) string {
	switch {
	case m.Method == "CANCEL":
		return "takes it out"
	case m.Method != "REQUEST":
		return m.Method
	case m.Sequence == "0":
		return "puts it in"
	}
	return "changes it"
}

// mailScreen is one mail: what its reader sees, then what their calendar gets.
type mailScreen struct {
	app  *App
	mail recruit.SentMail
	pane textPane
}

func (s *mailScreen) Init() tea.Cmd { return nil }

func (s *mailScreen) Title() string { return "Mail" }

func (s *mailScreen) Typing() bool { return false }

func (s *mailScreen) Keys() []Key { return []Key{Bind("↑/↓", "scroll", "up", "down")} }

func (s *mailScreen) Update(msg tea.Msg) tea.Cmd {
	if press, ok := msg.(tea.KeyPressMsg); ok {
		s.pane.key(press)
	}
	return nil
}

func (s *mailScreen) View(w, h int) string {
	st, m := s.app.Styles(), s.mail
	field := func(name, value string) string {
		return st.Dim.Render(s.app.grid().Pad(name, 9)) + s.app.grid().Truncate(text.Line(value), max(w-9, 0))
	}
	head := []string{field("From", m.From), field("To", m.To), field("Subject", m.Subject)}
	if len(m.Files) > 0 {
		head = append(head, field("Files", strings.Join(m.Files, ", ")))
	}
	body := s.app.grid().Wrap(text.Block(m.Text), w)
	if m.Calendar != "" {
		body += "\n\n" + st.Title.Render("What the calendar gets") + "\n" + st.Dim.Render(s.app.grid().Wrap(text.Block(m.Calendar), w))
	}
	return strings.Join(head, "\n") + "\n\n" + s.app.scrolled(&s.pane, body, w, h-len(head)-1)
}
