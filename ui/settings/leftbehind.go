package settings

import (
	"context"

	tea "charm.land/bubbletea/v2"

	"recruitty/recruit"
	"recruitty/recruit/accounts"
	"recruitty/ui/shell"
	"recruitty/ui/table"
	"recruitty/ui/text"
	"recruitty/ui/theme"
	"recruitty/ui/wording"
)

// leftBehind is the screen of what members have left who are not in the team any
// more.
type leftBehind struct {
	app     *shell.App
	table   *table.Table
	left    accounts.Left
	reading shell.Reading
}

func newLeftBehind(a *shell.App) *leftBehind {
	s := &leftBehind{app: a, table: table.New(accounts.NothingLeft,
		table.Column{Title: "What", Width: 10}, table.Column{Title: "Whose", Width: 16, Weight: 1}, table.Column{Title: "Status", Width: 24, Weight: 2, Below: true})}
	s.table.SetLoading()
	return s
}

func (s *leftBehind) Init() tea.Cmd { return s.ask() }

func (s *leftBehind) Title() string { return "Left by former members" }

func (s *leftBehind) Typing() bool { return false }

// Keys implements Screen.
func (s *leftBehind) Keys() []shell.Action {
	return []shell.Action{
		{Name: "left.open", Key: "enter", Help: "open", Row: true, When: shell.Unless(s.nothing, func() string {
			if _, ok := s.interview(); !ok {
				return "Only interviews can be opened; everything about the others is shown here."
			}
			return ""
		}), Do: func() tea.Cmd {
			i, _ := s.interview()
			return s.app.ShowCandidate(i.CandidateID, i.ID)
		}},
		{Name: "left.take-over", Key: "t", Help: "take over", Row: true, When: shell.Unless(s.nothing, func() string {
			if c, ok := s.connection(); !ok || c.Minded() && c.Connection.State == recruit.Connected {
				return "Only a Zoom connection that nobody is responsible for can be taken over here; interviews are taken over on their own pages."
			}
			return ""
		}), Do: s.takeOver},
		{Name: "left.end", Key: "x", Help: "revoke or delete", Row: true, When: shell.Unless(s.nothing, func() string {
			_, connection := s.connection()
			if _, inbox := s.inbox(); !connection && !inbox {
				return "This is settled elsewhere: an interview on its own page, a sign-in in Settings, Mail."
			}
			return ""
		}), Do: func() tea.Cmd {
			if c, ok := s.connection(); ok {
				return s.revoke(c)
			}
			b, _ := s.inbox()
			return s.remove(b)
		}},
	}
}

func (s *leftBehind) nothing() string {
	return shell.If(s.table.Len() == 0, shell.NothingToChoose)
}

func (s *leftBehind) ask() tea.Cmd {
	departures, actor := s.app.Services().Departures, s.app.Member()
	return shell.Reread(s.app, &s.reading, func(ctx context.Context) (accounts.Left, error) { return departures.Left(ctx, actor) },
		func(l accounts.Left, err error) tea.Cmd {
			if err != nil {
				s.left = accounts.Left{}
				s.table.SetError(recruit.Sentence(err))
				return nil
			}
			s.left = l
			s.fill()
			return nil
		})
}

func (s *leftBehind) fill() {
	var rows []table.Row
	add := func(key, what, whose, how string, tone theme.Tone) {
		rows = append(rows, table.Row{Key: key, Cells: []table.Cell{shell.PlainCell(what), shell.PlainCell(whose), shell.ToneCell(tone, how)}})
	}
	for _, c := range s.left.Connections {
		how, tone := "nobody is responsible for it", theme.Warning
		switch {
		case c.Connection.State == recruit.Revoking:
			how = "Zoom has not confirmed the end"
		case c.Minded():
			how, tone = "taken over by "+c.Keeper.Name, theme.Dim
		}
		add("zoom "+shell.RowKey(c.Owner.ID), "Zoom", c.Owner.Name, how, tone)
	}
	for _, i := range s.left.Organised {
		add("interview "+shell.RowKey(i.ID), "Interview", i.OrganiserName, s.app.Start(i.Start)+", "+i.CandidateName+", "+i.Title, theme.Plain)
	}
	for _, i := range s.left.Invited {
		add("invited "+shell.RowKey(i.Interview.ID)+" "+shell.RowKey(i.Member.ID), "Invited", i.Member.Name, s.app.Start(i.Interview.Start)+", "+i.Interview.CandidateName+", "+i.Interview.Title, theme.Plain)
	}
	for _, b := range s.left.Inboxes {
		add("inbox "+b.Name, "Inbox", b.Whose(), wording.Counted(len(b.Files), "file")+" on the SSH host", theme.Plain)
	}
	for _, what := range s.left.Mail {
		add("mail "+what, "Mail", "", what, theme.Warning)
	}
	s.table.SetRows(rows)
}

// connection is the Zoom connection on which the cursor is.
func (s *leftBehind) connection() (accounts.LeftConnection, bool) {
	for _, c := range s.left.Connections {
		if "zoom "+shell.RowKey(c.Owner.ID) == s.table.Key() {
			return c, true
		}
	}
	return accounts.LeftConnection{}, false
}

// interview is the interview on which the cursor is.
func (s *leftBehind) interview() (recruit.InterviewSummary, bool) {
	for _, i := range s.left.Organised {
		if "interview "+shell.RowKey(i.ID) == s.table.Key() {
			return i, true
		}
	}
	for _, i := range s.left.Invited {
		if "invited "+shell.RowKey(i.Interview.ID)+" "+shell.RowKey(i.Member.ID) == s.table.Key() {
			return i.Interview, true
		}
	}
	return recruit.InterviewSummary{}, false
}

// inbox is the inbox on which the cursor is.
func (s *leftBehind) inbox() (accounts.LeftInbox, bool) {
	for _, b := range s.left.Inboxes {
		if "inbox "+b.Name == s.table.Key() {
			return b, true
		}
	}
	return accounts.LeftInbox{}, false
}

func (s *leftBehind) Update(msg tea.Msg) tea.Cmd {
	return shell.Follow(msg, s.table, s.ask)
}

const accessRevoked = "Zoom has confirmed that the access is revoked."

func (s *leftBehind) takeOver() tea.Cmd {
	c, _ := s.connection()
	connections, actor := s.app.Services().Accounts, s.app.Member()
	return shell.Act(s.app, func(ctx context.Context) (accounts.LeftConnection, error) {
		return connections.TakeOverLeft(ctx, actor, c.Owner.ID)
	}, func(c accounts.LeftConnection) string { return text.Line(c.Story(s.app.Stamp)) })
}

func (s *leftBehind) revoke(c accounts.LeftConnection) tea.Cmd {
	connections, actor := s.app.Services().Accounts, s.app.Member()
	words := "Zoom is asked to revoke it, and the credentials are cleared here once it has confirmed."
	if n := len(c.Upcoming); n > 0 {
		words += " The meetings of " + wording.Counted(n, "interview") + " ahead stay, but can no longer be changed or cancelled from here."
	}
	return s.app.Open(shell.NewConfirm(s.app, "Revoke the access of "+s.app.Grid().Truncate(text.Line(c.Owner.Name), 24)+"?", words, "revoke", func() tea.Cmd {
		return shell.Run(s.app, func(ctx context.Context) (accounts.DisconnectResult, error) {
			return connections.DisconnectLeft(ctx, actor, c.Owner.ID)
		},
			func(bye accounts.DisconnectResult, err error) tea.Cmd {
				said := s.app.Say(theme.OK, accessRevoked)
				switch {
				case err != nil:
					said = s.app.SayProblem(err)
				case !bye.Confirmed:
					said = s.app.Say(theme.Warning, text.Line(bye.Advice))
				}
				return tea.Batch(said, s.app.Broadcast(shell.Changed{}))
			})
	}))
}

func (s *leftBehind) remove(b accounts.LeftInbox) tea.Cmd {
	departures, actor := s.app.Services().Departures, s.app.Member()
	return s.app.Open(shell.NewConfirm(s.app, "Delete this inbox?", wording.Counted(len(b.Files), "file")+" that "+text.Line(b.Whose())+" sent to the SSH host are deleted for good.", "delete", func() tea.Cmd {
		return shell.Act(s.app, func(ctx context.Context) (struct{}, error) {
			return struct{}{}, departures.RemoveInbox(ctx, actor, b.Name)
		}, func(struct{}) string { return "The inbox is deleted." })
	}))
}

func (s *leftBehind) View(w, h int) string {
	st := s.app.Styles()
	detail := ""
	if c, ok := s.connection(); ok {
		detail = "\n\n" + s.app.Grid().Wrap(text.Line(c.Story(s.app.Stamp)), w)
	} else if b, ok := s.inbox(); ok {
		files := ""
		for i, f := range b.Files {
			if i == 6 {
				files += "\n" + st.Dim.Render("and more; recruitty member inbox list shows all")
				break
			}
			files += "\n" + st.Text.Render(s.app.Grid().Truncate(text.Line(f), w))
		}
		detail = "\n" + files
	}
	return st.Title.Render(s.app.Grid().Truncate("Left behind by those who are no longer in the team", w)) + "\n\n" +
		s.app.ListOver(s.table, w, min(max(s.table.Len()+1, 3), max(h-2-text.Height(detail), 3)), detail)
}
