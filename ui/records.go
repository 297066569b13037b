package ui

import (
	"context"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	tea "charm.land/bubbletea/v2"

	"recruitty/recruit"
	"recruitty/recruit/filter"
	"recruitty/recruit/sanitize"
	"recruitty/ui/settings"
	"recruitty/ui/shell"
	"recruitty/ui/text"
	"recruitty/ui/wording"
)

// How many records of a kind the palette shows.
const (
	maxNamed   = 8  // whose name begins with what was typed
	maxFound   = 12 // that hold it
	maxMembers = 8
	maxTexts   = 6 // candidates by what a note or a file says
	shortText  = 3 // letters of a word by which texts are searched
)

// findRecords looks up everything that has a name for the palette. Jobs stand
// before people, who may be found by their headline alone.
func findRecords(a *shell.App, query string) shell.Look {
	var looks []shell.Look
	for _, find := range []func(*shell.App, string) shell.Look{findJobs, findMembers, findViews, findPools, findTemplates, findCandidates, findInterviews, findTexts} {
		looks = append(looks, find(a, query))
	}
	return func(ctx context.Context) ([]shell.Command, error) {
		var found []shell.Command
		for _, look := range looks {
			list, err := look(ctx)
			if err != nil {
				return nil, err
			}
			found = append(found, list...)
		}
		if slices.ContainsFunc(found, cut) { // once, whatever there is more of
			found = append(slices.DeleteFunc(found, cut), shell.MoreFound())
		}
		return found, nil
	}
}

// cut reports whether a line says that there is more.
func cut(c shell.Command) bool { return c.Run == nil && c.Name == shell.MoreFound().Name }

// capped are the first of what was found, and a line that says that there is more.
func capped(found []shell.Command, most int) []shell.Command {
	if len(found) <= most {
		return found
	}
	return append(found[:most:most], shell.MoreFound())
}

func findCandidates(a *shell.App, query string) shell.Look {
	store := a.Services().Store
	return func(ctx context.Context) ([]shell.Command, error) {
		named, err := store.CandidatePage(ctx, recruit.CandidateFilter{Named: query, Limit: maxNamed, CountTo: maxNamed})
		if err != nil {
			return nil, err
		}
		page, err := store.CandidatePage(ctx, recruit.CandidateFilter{Query: query, Limit: maxFound, CountTo: maxFound})
		if err != nil {
			return nil, err
		}
		var found []shell.Command
		seen := make(map[recruit.CandidateID]bool)
		for _, c := range append(named.Rows, page.Rows...) {
			if seen[c.ID] {
				continue
			}
			seen[c.ID] = true
			hint := wording.Joined(", ", wording.Damaged(c.Damage), "candidate")
			if c.Headline != "" {
				hint += ", " + text.Line(c.Headline)
			}
			found = append(found, shell.Command{Name: text.Line(c.Name), Hint: hint, Run: func() tea.Cmd {
				return a.ShowCandidate(c.ID, 0)
			}})
		}
		if named.More || page.More {
			found = append(found, shell.MoreFound())
		}
		return found, nil
	}
}

// findTexts looks for candidates by what a note or a file about them says. An answer of
// it is marked, for nothing on it says why it is there.
func findTexts(a *shell.App, query string) shell.Look {
	svc := a.Services()
	return func(ctx context.Context) ([]shell.Command, error) {
		q, err := filter.Language{List: filter.Candidates}.Parse(filter.Quote(recruit.ByText, query))
		if err != nil || !slices.ContainsFunc(recruit.NewQuery(query), func(w string) bool { return utf8.RuneCountInString(w) >= shortText }) {
			return nil, nil // no words to be looked for
		}
		page, err := svc.Store.CandidatePage(ctx, recruit.CandidateFilter{Where: q.Terms, Limit: maxTexts, CountTo: maxTexts})
		var found []shell.Command
		for _, c := range page.Rows {
			found = append(found, shell.Command{Name: text.Line(c.Name), Hint: wording.Joined(", ", wording.Damaged(c.Damage), "candidate, in a note or file"), Run: func() tea.Cmd {
				return a.ShowCandidate(c.ID, 0)
			}})
		}
		if page.More {
			found = append(found, shell.MoreFound())
		}
		return found, err
	}
}

func findJobs(a *shell.App, query string) shell.Look {
	store := a.Services().Store
	return func(ctx context.Context) ([]shell.Command, error) {
		jobs, err := store.Jobs(ctx, recruit.JobFilter{Query: query, Limit: maxFound + 1, Brief: true})
		var found []shell.Command
		for _, j := range jobs {
			hint := "job"
			if j.Status == recruit.JobClosed {
				hint = "closed job"
			}
			hint = wording.Joined(", ", wording.Damaged(j.Damage), hint)
			found = append(found, shell.Command{Name: text.Line(j.Title), Hint: hint, Run: func() tea.Cmd { return a.ShowJob(j.ID) }})
		}
		return capped(found, maxFound), err
	}
}

// findInterviews looks among those of the last month and ahead, and only if it
// finds few among all others. An interviewer sees their own.
func findInterviews(a *shell.App, query string) shell.Look {
	if query = strings.TrimSpace(query); utf8.RuneCountInString(query) == 1 {
		return func(context.Context) ([]shell.Command, error) { return nil, nil } // that is in almost all of them
	}
	since := a.Session().Now().Add(-31 * 24 * time.Hour).Truncate(time.Minute) // all who ask now ask the same
	f := recruit.InterviewFilter{Query: query, From: since, Limit: maxFound + 1, Brief: true}
	if a.Member().Role == recruit.Interviewer {
		f.MemberID = a.Member().ID
	}
	store, reader := a.Services().Store, a.Reader()
	return func(ctx context.Context) ([]shell.Command, error) {
		list, err := store.Interviews(ctx, f)
		if err != nil {
			return nil, err
		}
		if len(list) < maxFound && query != "" {
			earlier := f
			earlier.From, earlier.To, earlier.Limit = time.Time{}, since, maxFound+1-len(list)
			more, err := store.Interviews(ctx, earlier)
			if err != nil {
				return nil, err
			}
			list = append(list, more...)
		}
		var found []shell.Command
		for _, i := range list {
			found = append(found, shell.Command{Name: text.Line(i.Title) + ", " + text.Line(i.CandidateName), Hint: wording.Joined(", ", wording.Damaged(i.Damage), "interview", reader.Start(i.Start)),
				Run: func() tea.Cmd { return a.ShowCandidate(i.CandidateID, i.ID) }})
		}
		return capped(found, maxFound), nil
	}
}

// findMembers looks among the members by name and address.
func findMembers(a *shell.App, query string) shell.Look {
	store := a.Services().Store
	return func(ctx context.Context) ([]shell.Command, error) {
		members, err := store.Members(ctx, false)
		var found []shell.Command
		for _, m := range members {
			if recruit.NewQuery(query).In(m.Name, m.Email) {
				found = append(found, shell.Command{Name: text.Line(m.Name), Hint: wording.Joined(", ", wording.Damaged(m.Damage), "member"), Run: func() tea.Cmd {
					return a.ShowPart(shell.TeamPart, shell.RowKey(m.ID))
				}})
			}
		}
		return capped(found, maxMembers), err
	}
}

// findTemplates looks among the templates of the mails' usual language.
func findTemplates(a *shell.App, query string) shell.Look {
	svc := a.Services()
	return func(ctx context.Context) ([]shell.Command, error) {
		language, err := svc.Settings.Language(ctx)
		if err != nil {
			return nil, err
		}
		templates, err := svc.Templates.List(ctx, language)
		var found []shell.Command
		for _, t := range templates {
			c := shell.Command{Name: "Interview " + settings.EventName(t.Event) + ", to " + strings.TrimPrefix(settings.TheReader(t.Audience), "to "),
				Hint: "template", Also: "template mail invitation " + string(t.Event), Run: func() tea.Cmd {
					return a.ShowPart(shell.TemplatesPart, settings.TemplateRow(t))
				}}
			if shell.Answers(c, sanitize.Fold(query), false) != shell.Unfound {
				found = append(found, c)
			}
		}
		return found, err
	}
}
