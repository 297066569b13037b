package settings

import (
	"context"

	tea "charm.land/bubbletea/v2"

	"recruitty/recruit"
	"recruitty/recruit/access"
	"recruitty/ui/shell"
	"recruitty/ui/table"
	"recruitty/ui/text"
	"recruitty/ui/wording"
)

// memberKeys is the screen of the SSH keys with which one member enters.
type memberKeys struct {
	app     *shell.App
	member  recruit.Member
	table   *table.Table
	keys    []access.SSHKey
	reading shell.Reading
}

func newMemberKeys(a *shell.App, m recruit.Member) *memberKeys {
	s := &memberKeys{app: a, member: m, table: table.New("",
		table.Column{Title: "Comment", Width: 16, Weight: 2}, table.Column{Title: "Type", Width: 11},
		table.Column{Title: "Added", Width: 15}, table.Column{Title: "By", Width: 12, Weight: 1, Drop: 1},
		table.Column{Title: "Fingerprint", Width: 50, Drop: 2})}
	s.table.SetLoading()
	return s
}

func (s *memberKeys) Init() tea.Cmd { return s.ask() }

func (s *memberKeys) Title() string { return "SSH keys" }

func (s *memberKeys) Typing() bool { return false }

// Keys implements Screen.
func (s *memberKeys) Keys() []shell.Action {
	return []shell.Action{
		{Name: "ssh-keys.add", Key: "a", Help: "add a key", Do: s.add},
		{Name: "ssh-keys.remove", Key: "x", Help: "remove", When: func() string { return shell.If(len(s.keys) == 0, "There is no key to remove.") }, Do: func() tea.Cmd {
			if k, ok := s.selected(); ok {
				return s.remove(k)
			}
			return nil
		}},
	}
}

// keysNow is a member with their keys as they are.
type keysNow struct {
	member recruit.Member
	keys   []access.SSHKey
}

func (s *memberKeys) ask() tea.Cmd {
	svc, actor, id := s.app.Services(), s.app.Member(), s.member.ID
	return shell.Reread(s.app, &s.reading, func(ctx context.Context) (now keysNow, err error) {
		if now.keys, err = svc.Team.Keys(ctx, actor, id); err == nil {
			now.member, err = svc.Store.Member(ctx, id)
		}
		return now, err
	}, func(now keysNow, err error) tea.Cmd {
		if err != nil {
			s.keys = nil
			s.table.SetError(recruit.Sentence(err))
			return nil
		}
		s.member, s.keys = now.member, now.keys
		s.fill()
		return nil
	})
}

func (s *memberKeys) fill() {
	s.table.SetEmpty("No SSH key lets " + text.Line(s.member.Name) + " in yet. Press a to add a public key.")
	rows := make([]table.Row, len(s.keys))
	for i, k := range s.keys {
		comment, added := shell.PlainCell(k.Comment), ""
		if k.Comment == "" {
			comment = shell.DimCell("without a comment")
		}
		if !k.AddedAt.IsZero() {
			added = s.app.Stamp(k.AddedAt)
		}
		rows[i] = table.Row{Key: "key " + k.Line, Cells: []table.Cell{comment, shell.PlainCell(k.Type), shell.DimCell(added), shell.DimCell(k.AddedBy), shell.DimCell(k.Fingerprint)}}
	}
	s.table.SetRows(rows)
}

// selected is the key on which the cursor is.
func (s *memberKeys) selected() (access.SSHKey, bool) {
	for _, k := range s.keys {
		if "key "+k.Line == s.table.Key() {
			return k, true
		}
	}
	return access.SSHKey{}, false
}

func (s *memberKeys) Update(msg tea.Msg) tea.Cmd {
	return shell.Follow(msg, s.table, s.ask)
}

func (s *memberKeys) View(w, h int) string {
	st := s.app.Styles()
	count := ""
	if len(s.keys) > 0 {
		count = wording.Counted(len(s.keys), "key")
	}
	title := s.app.Grid().Truncate("SSH keys of "+text.Line(s.member.Name), max(w-s.app.Grid().Width(count)-2, 10))
	head := s.app.Grid().Spread(st.Title.Render(title), st.Dim.Render(count), w)
	detail := ""
	if k, ok := s.selected(); ok {
		detail = "\n\n" + st.Text.Render(s.app.Grid().Wrap(s.describe(k), w))
	}
	return head + "\n\n" + s.app.ListOver(s.table, w, min(max(len(s.keys)+1, 3), max(h-2-text.Height(detail), 3)), detail)
}

// describe says all that is known of a key.
func (s *memberKeys) describe(k access.SSHKey) string {
	if k.Fingerprint == "" {
		return "This line cannot be read as a key, so it opens nothing; remove it."
	}
	words := k.Fingerprint + "\n" + text.Line(k.Type)
	if k.Comment != "" {
		words += ", " + text.Line(k.Comment)
	}
	if k.AddedAt.IsZero() {
		return words + "; the log does not tell you when it was added."
	}
	return words + "; added " + s.app.Start(k.AddedAt) + " by " + text.Line(k.AddedBy) + "."
}

// mayHandleKeys says why the member may not see someone's keys, "" when they
// may.
func mayHandleKeys(a *shell.App, m recruit.Member) string {
	if err := access.AllowKeys(a.Session().Member, m.ID); err != nil {
		return recruit.Sentence(err)
	}
	return ""
}

// keyCount says how many keys a member has.
func keyCount(m recruit.Member) string {
	if len(m.SSHKeys) == 0 {
		return "no SSH key yet"
	}
	return wording.Counted(len(m.SSHKeys), "SSH key")
}
