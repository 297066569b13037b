package settings

import (
	"context"
	"strings"

	tea "charm.land/bubbletea/v2"
	"charm.land/huh/v2"

	"recruitty/recruit"
	"recruitty/recruit/access"
	"recruitty/recruit/documents"
	"recruitty/ui/draft"
	"recruitty/ui/forms"
	"recruitty/ui/shell"
	"recruitty/ui/text"
)

// changed goes on with a member whose keys were changed. The acting member's
// own record is the one that their profile is saved on.
func (s *memberKeys) changed(m recruit.Member) {
	if m.ID == s.app.Member().ID {
		s.app.SetMember(m)
	}
}

// add asks for a public key, or for the name of its file where there is one.
func (s *memberKeys) add() tea.Cmd {
	a, d := s.app, &struct{ text string }{}
	svc, actor, m := a.Services(), a.Member(), s.member
	how, noFile := "paste the one line of a .pub file, or type its path, such as ~/.ssh/id_ed25519.pub", forms.NoDisk(a)
	switch {
	case a.Session().Inbox != nil:
		how = "paste the one line of a .pub file, or name a file in your inbox: " + forms.NewSentFiles(a).Line()
	case noFile != "":
		how = "paste the one line of the file, such as id_ed25519.pub, that ssh-keygen made"
	}
	return forms.OpenForm(a, forms.FormSpec{
		Title: "Add a key", Note: m.Name, Verb: "add", Draft: d, Keep: "key-" + shell.RowKey(m.ID),
		Fields: func(f *forms.Fields) []huh.Field {
			return []huh.Field{f.Lines("ssh_key", "Public key", &d.text, 5).Saying(forms.Says(how))}
		},
	}, forms.Saves[recruit.Member]{
		Save: func() func(context.Context) (recruit.Member, error) {
			typed := strings.TrimSpace(d.text)
			return func(ctx context.Context) (recruit.Member, error) {
				keys, err := keysIn(svc.Documents, typed, noFile)
				if err != nil {
					return recruit.Member{}, err
				}
				return svc.Team.AddKeys(ctx, actor, m.ID, keys)
			}
		},
		Said: func(now recruit.Member) string {
			if now.Version == m.Version {
				return now.Name + " has this key already."
			}
			return "Added; " + now.Name + " can enter with it from now on."
		},
		Then: func(now recruit.Member) tea.Cmd {
			s.changed(now)
			return nil
		}})
}

// keysIn reads the keys that were pasted, or those of the file that was named.
func keysIn(documents *documents.Documents, typed, noFile string) ([]string, error) {
	if typed == "" || strings.Contains(typed, "AAAA") || strings.ContainsAny(typed, "\n#") || strings.HasPrefix(typed, "-----") {
		return access.ParseKeys(typed)
	}
	if noFile != "" {
		return nil, recruit.Invalid("ssh_key", "This is not a public key; paste the whole line, which begins with its type, such as ssh-ed25519.")
	}
	return documents.Keys(draft.Path(typed))
}

// remove asks before a key is taken away.
func (s *memberKeys) remove(k access.SSHKey) tea.Cmd {
	a := s.app
	team, actor, m := a.Services().Team, a.Member(), s.member
	name := s.app.Grid().Truncate(text.Line(k.Comment), 30)
	if name == "" {
		name = s.app.Grid().Truncate(k.Fingerprint, 24)
	}
	body := text.Line(m.Name) + " can no longer enter with it, and sessions that it opened end at once."
	if m.ID == actor.ID {
		body = "You can no longer enter with it, and sessions that it opened end at once."
		if a.Session().Remote {
			body = "You can no longer enter with it, and sessions that it opened end at once: this one too, if you came with it."
		}
	}
	if len(s.keys) == 1 {
		body += " It is the only key; without another one, an invitation code of an admin is the way back in."
	}
	return a.Open(shell.NewConfirm(a, "Remove the key "+name+"?", body, "remove", func() tea.Cmd {
		return shell.Act(a, func(ctx context.Context) (recruit.Member, error) {
			return team.RemoveKeys(ctx, actor, m.ID, func(line string) bool { return line == k.Line })
		}, func(now recruit.Member) string {
			s.changed(now)
			return "Removed the key " + name + "."
		})
	}))
}
