package candidates

import (
	"context"
	"strings"
	"time"

	tea "charm.land/bubbletea/v2"
	"charm.land/huh/v2"

	"recruitty/recruit"
	"recruitty/recruit/fields"
	"recruitty/recruit/pipeline"
	"recruitty/recruit/sanitize"
	"recruitty/ui/draft"
	"recruitty/ui/forms"
	"recruitty/ui/interviews"
	"recruitty/ui/shell"
	"recruitty/ui/theme"
)

// EditCandidate opens the form of a new candidate (ID 0) or of a known one; then goes on with who was saved.
func EditCandidate(a *shell.App, c recruit.Candidate, then func(recruit.Candidate) tea.Cmd) tea.Cmd {
	own, err := ownFields(a)
	if err != nil {
		return a.SayProblem(err)
	}
	if c.ID == 0 {
		return newCandidate(a, own, then)
	}
	d := draft.NewCandidate(c, own)
	svc, actor, id := a.Services(), a.Member(), c.ID
	return forms.OpenForm(a, forms.FormSpec{
		Title: "Edit details", Note: c.Name, Draft: &d.Texts, Keep: draft.CandidateKey, About: c.ID,
		Fields: func(f *forms.Fields) []huh.Field {
			rows := forms.Rows(f, d)
			f.Rows["email"].Saying(func() []forms.Hint {
				typed := strings.TrimSpace(*d.At("email"))
				if address := sanitize.Address(typed); !sanitize.SameAddress(address, c.Email) {
					if cannot := interviews.Mailable(a, address); cannot != nil {
						return []forms.Hint{{Tone: theme.Error, Text: cannot.Error()}}
					}
				}
				if c.Email == "" || typed == "" || sanitize.SameAddress(typed, c.Email) {
					return nil
				}
				return []forms.Hint{{Tone: theme.Dim, Text: "upcoming invitations move here; the old address gets a cancellation"}}
			})
			return rows
		},
		Theirs: func(ctx context.Context) (forms.Theirs, error) {
			now, err := svc.Store.Candidate(ctx, c.ID)
			return forms.Theirs{Values: draft.NewCandidate(now, own).Values(), Adopt: func() { c = now }}, err
		},
	}, forms.Saves[recruit.Candidate]{
		Save: func() func(context.Context) (recruit.Candidate, error) {
			next, err := d.Into(c)
			return func(ctx context.Context) (recruit.Candidate, error) {
				if err != nil {
					return next, err
				}
				return svc.Pipeline.Update(ctx, actor, next)
			}
		},
		Said: func(now recruit.Candidate) string { return draft.SavedCandidate(id, now) }, Then: then})
}

// newCandidate opens the form of a new candidate, with the job that they apply for and
// their résumé. What is wrong with those is said before anything is stored.
func newCandidate(a *shell.App, own fields.List, then func(recruit.Candidate) tea.Cmd) tea.Cmd {
	d := draft.NewNewcomer(own)
	svc, actor := a.Services(), a.Member()
	return forms.OpenForm(a, forms.FormSpec{
		Title: "New candidate", Draft: &d.Texts, Keep: draft.CandidateKey,
		Fields: func(f *forms.Fields) []huh.Field {
			rows := forms.Rows(f, d)
			f.Rows["email"].Saying(func() []forms.Hint {
				if cannot := interviews.Mailable(a, sanitize.Address(strings.TrimSpace(*d.At("email")))); cannot != nil {
					return []forms.Hint{{Tone: theme.Error, Text: cannot.Error()}}
				}
				return nil
			})
			return rows
		},
	}, forms.Saves[pipeline.Arrived]{
		Save: func() func(context.Context) (pipeline.Arrived, error) {
			next, err := d.Read()
			return func(ctx context.Context) (pipeline.Arrived, error) {
				if err != nil {
					return pipeline.Arrived{}, err
				}
				return draft.Arrive(ctx, svc, actor, next)
			}
		},
		Said: pipeline.Arrived.Words, Then: func(now pipeline.Arrived) tea.Cmd {
			if then == nil {
				return nil
			}
			return then(now.Candidate)
		}})
}

// ownFieldsTime bounds how long opening a form waits for the fields of the workspace.
const ownFieldsTime = 300 * time.Millisecond

// ownFields are the fields of candidates that the workspace has. They are read on the spot:
// it is one small row, and a form that came later would take letters that were typed for it.
func ownFields(a *shell.App) (fields.List, error) {
	ctx, cancel := context.WithTimeout(a.Session().Context, ownFieldsTime)
	defer cancel()
	return a.Services().Fields.List(ctx)
}
