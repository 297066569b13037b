package candidates

import (
	"context"
	"strings"
	"time"
	"unicode/utf8"

	"recruitty/recruit"
	"recruitty/recruit/board"
	"recruitty/recruit/scorecards"
	"recruitty/recruit/services"
	"recruitty/ui/shell"
	"recruitty/ui/text"
	"recruitty/ui/wording"
)

// paneStage is since when someone is in their stage, and why where that was said.
func paneStage(_ context.Context, f paneFacts) (panePainter, error) {
	app, ok := shownApplication(f.profile, f.job)
	if !ok {
		return nil, nil
	}
	return func(a *shell.App) []shell.PaneSection {
		return []shell.PaneSection{{Lines: func(w int) []string {
			said := "Since " + wording.Amid(a.Stamp(app.StageSince))
			if age := f.now.Sub(app.StageSince); age >= time.Hour {
				said += " (" + board.Age(app.StageSince, f.now) + ")"
			}
			if app.Reason != "" {
				said += ": " + text.Line(app.Reason)
			}
			return a.Toned(shell.Saying{Words: said, Tone: wording.Dim}, w)
		}}}
	}, nil
}

// paneCards is how many scorecards a pane names.
const paneCards = 6

// paneScores is how the scorecards stand, and what those say that the member may read.
func paneScores(ctx context.Context, f paneFacts) (panePainter, error) {
	b, err := f.svc.Scorecards.Brief(ctx, f.profile.Candidate.ID, f.job)
	if err != nil || b.Awaited == 0 {
		return nil, err
	}
	return func(a *shell.App) []shell.PaneSection {
		heading := "Scorecards " + wording.Grouped(b.Given) + " of " + wording.Grouped(b.Awaited)
		return []shell.PaneSection{{Heading: heading, Lines: func(w int) (lines []string) {
			st, g := a.Styles(), a.Grid()
			for _, c := range b.Cards[:min(len(b.Cards), paneCards)] {
				lines = append(lines, g.Truncate(cardSign(a, c)+" "+text.Line(c.Author)+"  "+c.Short(), w))
			}
			if n := len(b.Cards) - paneCards; n > 0 {
				lines = append(lines, st.Dim.Render("and "+wording.Grouped(n)+" more"))
			}
			if b.Given > len(b.Cards) {
				lines = append(lines, a.Toned(shell.Saying{Words: scorecards.BlindWords, Tone: wording.Dim}, w)...)
			}
			if len(lines) == 0 {
				lines = append(lines, st.Dim.Render("none given yet"))
			}
			return lines
		}}}
	}, nil
}

// cardSign is what a scorecard recommends, in a sign.
func cardSign(a *shell.App, c scorecards.Card) string {
	st := a.Styles()
	switch c.Recommendation {
	case scorecards.Yes, scorecards.StrongYes:
		return st.OK.Render(st.Signs.OK)
	case scorecards.No, scorecards.StrongNo:
		return st.Error.Render(st.Signs.Error)
	}
	return st.Signs.Dot
}

// Bounds of what a pane shows of a résumé: its bytes and its lines, and how many résumés
// are kept, so that going back and forth in a list reads none again.
const (
	resumeBytes = 6000
	resumeLines = 60
	resumesKept = 32
)

// resume is the beginning of the text of a résumé.
type resume struct {
	file recruit.File
	text string
	more bool // there is more of it
	// unread says that nobody has read the file yet.
	unread bool
}

// NotReadYet is what stands in place of a résumé whose text is not there yet.
const NotReadYet = "Its text is not read yet; files are read one after another while recruitty is open. enter on Files reads it now."

// resumes are those that were read, by the digest of their files.
type resumes struct{ known map[string]resume }

// read says how the text of the newest résumé is read, nil where there is none.
func (r *resumes) read(svc *services.Services, p recruit.Profile) func(context.Context) (resume, error) {
	if len(p.Files) == 0 || p.Files[0].Kind != recruit.Resume {
		return nil
	}
	f := p.Files[0]
	if known, ok := r.known[f.SHA256]; ok {
		return func(context.Context) (resume, error) { return known, nil }
	}
	return func(ctx context.Context) (resume, error) {
		got, err := svc.Store.FileText(ctx, f.SHA256) // as the search has it; the file itself is not opened
		one := resume{file: f, text: got.Text, more: got.Cut}
		switch {
		case err == nil && !got.Read:
			one.unread = true
		case got.Problem != "":
			one.text, one.more = got.Why(f.Name), false
		}
		if len(one.text) > resumeBytes {
			cut := resumeBytes
			for cut > 0 && !utf8.RuneStart(one.text[cut]) {
				cut--
			}
			one.text, one.more = one.text[:cut], true
		}
		return one, err
	}
}

// show makes a section of a résumé, or says why it cannot be read.
func (r *resumes) show(a *shell.App, one resume, err error) []shell.PaneSection {
	heading := "Résumé"
	if err != nil {
		return []shell.PaneSection{{Heading: heading, Lines: func(w int) []string {
			return a.Toned(shell.Saying{Words: recruit.Sentence(err), Tone: wording.Dim}, w)
		}}}
	}
	if one.unread {
		return []shell.PaneSection{{Heading: heading, Lines: func(w int) []string {
			return a.Toned(shell.Saying{Words: NotReadYet, Tone: wording.Dim}, w)
		}}}
	}
	if r.known == nil || len(r.known) >= resumesKept {
		r.known = map[string]resume{}
	}
	r.known[one.file.SHA256] = one
	return []shell.PaneSection{{Heading: heading, Lines: func(w int) (lines []string) {
		g, st := a.Grid(), a.Styles()
		more := one.more
		for line := range strings.Lines(text.Block(one.text)) {
			if line = strings.TrimSpace(line); line == "" {
				continue
			}
			if len(lines) >= resumeLines {
				more = true
				break
			}
			lines = append(lines, strings.Split(g.Wrap(line, w), "\n")...)
		}
		if more {
			lines = append(lines, st.Dim.Render(g.Truncate("more in "+text.Line(one.file.Name), w)))
		}
		return lines
	}}}
}
