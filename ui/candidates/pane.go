package candidates

import (
	"context"
	"errors"
	"strings"
	"time"

	"recruitty/recruit"
	"recruitty/recruit/services"
	"recruitty/ui/interviews"
	"recruitty/ui/shell"
	"recruitty/ui/text"
	"recruitty/ui/wording"
)

// paneFacts is what every part of a candidate's pane may ask.
type paneFacts struct {
	svc     *services.Services
	now     time.Time
	profile recruit.Profile
	job     recruit.JobID // that the list is about, 0 for all
}

// panePart reads one part of what the pane says about a candidate, and returns what shows
// it. To say more there, write one and put it into paneParts.
type panePart func(context.Context, paneFacts) (panePainter, error)

// panePainter makes sections of what a part has read, in the event loop; nil for none.
type panePainter func(*shell.App) []shell.PaneSection

// paneParts are the parts in their order.
func paneParts() []panePart {
	return []panePart{paneStage, paneInterview, paneJobs, paneScores, paneFields, paneNotes, paneFiles}
}

// candidateDetail is what the pane of a candidate is made of.
type candidateDetail struct {
	recruit.Profile
	parts []panePainter
}

// readDetail reads all of it.
func readDetail(ctx context.Context, svc *services.Services, id recruit.CandidateID, job recruit.JobID, now time.Time) (d candidateDetail, err error) {
	if d.Profile, err = svc.Store.Profile(ctx, id); err != nil {
		return d, err
	}
	for _, part := range paneParts() {
		show, err := part(ctx, paneFacts{svc, now, d.Profile, job})
		if err != nil {
			return d, err
		}
		if show != nil {
			d.parts = append(d.parts, show)
		}
	}
	return d, nil
}

// detail asks what the pane beside a list of candidates says about one; the text of their
// résumé comes behind it.
func (l *CandidateList) detail(key string) shell.Question {
	a, id, job := l.App, shell.IDOf[recruit.CandidateID](key), l.Filter.JobID
	svc, now := a.Services(), a.Now()
	return shell.AskThen(func(ctx context.Context) (candidateDetail, error) { return readDetail(ctx, svc, id, job, now) }, func(found candidateDetail) shell.Detail {
		c := found.Candidate
		d := shell.Detail{Title: c.Name, About: func(change recruit.Change) bool { return change.Candidate == id }}
		if app, ok := shownApplication(found.Profile, job); ok {
			bar := wording.StageBar(app.Place, app.Stage)
			d.Right = shell.Saying{Tone: bar.Tone(), Words: a.Styles().Stage(bar)}
			d.Under = text.Line(app.JobTitle)
		}
		d.Under = wording.Joined(" "+a.Styles().Signs.Dot+" ", d.Under, text.Line(c.Headline), text.Line(c.Email), text.Line(c.Phone), a.TheirClock(c))
		if !c.ErasedAt.IsZero() {
			d.Under = wording.Erased
		}
		for _, show := range found.parts {
			d.Sections = append(d.Sections, show(a)...)
		}
		return d
	}, func(found candidateDetail) func(context.Context) (resume, error) {
		return l.resumes.read(svc, found.Profile)
	}, func(r resume, err error) []shell.PaneSection {
		return l.resumes.show(a, r, err)
	})
}

// shownApplication is the link to the job that a list is about, else the newest.
func shownApplication(p recruit.Profile, job recruit.JobID) (recruit.Application, bool) {
	if app, ok := p.Application(job); ok {
		return app, true
	}
	if len(p.Applications) == 0 {
		return recruit.Application{}, false
	}
	return p.Applications[0], true
}

// paneInterview is the interview that comes next, else the last that nobody has closed.
func paneInterview(ctx context.Context, f paneFacts) (panePainter, error) {
	all, err := f.svc.Store.Interviews(ctx, recruit.InterviewFilter{CandidateID: f.profile.Candidate.ID, Status: recruit.Scheduled, Brief: true})
	if err != nil || len(all) == 0 {
		return nil, err
	}
	r, err := f.svc.Store.Record(ctx, aheadFirst(all, f.now)[0].ID)
	if errors.Is(err, recruit.ErrDamaged) {
		return func(a *shell.App) []shell.PaneSection {
			return []shell.PaneSection{a.Texts("Interview", recruit.Sentence(err))}
		}, nil
	}
	if err != nil {
		return nil, err
	}
	return func(a *shell.App) []shell.PaneSection {
		sections := interviews.PaneSections(a, r)
		sections[0].Heading = text.Line(r.Interview.Title)
		if n := len(all); n > 1 {
			sections[0].Heading += " (1 of " + wording.Grouped(n) + ")"
		}
		return sections
	}, nil
}

// paneJobs are all jobs that the candidate is linked to, where there are several.
func paneJobs(_ context.Context, f paneFacts) (panePainter, error) {
	apps := f.profile.Applications
	if len(apps) < 2 {
		return nil, nil
	}
	return func(a *shell.App) []shell.PaneSection {
		return []shell.PaneSection{{Heading: "Jobs", Lines: func(w int) (lines []string) {
			for _, app := range apps {
				bar := wording.StageBar(app.Place, app.Stage)
				lines = append(lines, a.Grid().Truncate(text.Line(app.JobTitle)+"  "+a.Styles().Tone(bar.Tone()).Render(a.Styles().Stage(bar)), w))
			}
			return lines
		}}}
	}, nil
}

// paneFieldsMost is how many fields a pane shows.
const paneFieldsMost = 8

// paneFields is what stands in the candidate's fields, those of the workspace first.
func paneFields(_ context.Context, f paneFacts) (panePainter, error) {
	own, heading := f.profile.Candidate.Fields, "Fields"
	if len(own) == 0 {
		return nil, nil
	}
	if len(own) > paneFieldsMost {
		heading += " (" + wording.Grouped(paneFieldsMost) + " of " + wording.Grouped(len(own)) + ")"
		own = own[:paneFieldsMost]
	}
	return func(a *shell.App) []shell.PaneSection {
		return []shell.PaneSection{{Heading: heading, Lines: func(w int) (lines []string) {
			for _, v := range own {
				lines = append(lines, a.Grid().Truncate(a.Styles().Dim.Render(text.Line(v.Name)+": ")+text.Line(v.Value), w))
			}
			return lines
		}}}
	}, nil
}

// How many notes a pane shows, and how many lines of each.
const paneNotesMost, paneNoteLines = 3, 4

// paneNotes are the newest notes.
func paneNotes(_ context.Context, f paneFacts) (panePainter, error) {
	notes, heading := f.profile.Notes, "Notes"
	if len(notes) > paneNotesMost {
		heading += " (" + wording.Grouped(paneNotesMost) + " of " + wording.Grouped(len(notes)) + ")"
		notes = notes[:paneNotesMost]
	}
	return func(a *shell.App) []shell.PaneSection {
		return []shell.PaneSection{{Heading: heading, Lines: func(w int) (lines []string) {
			for _, n := range notes {
				who := a.Styles().Dim.Render(a.Stamp(n.At) + ", " + wording.FirstName(n.Author) + ":")
				lines = append(lines, a.Grid().Paragraph(who+" "+strings.Join(strings.Fields(text.Block(n.Text)), " "), w, paneNoteLines)...)
			}
			return lines
		}}}
	}, nil
}

// paneFiles are the files, the résumé first.
func paneFiles(_ context.Context, f paneFacts) (panePainter, error) {
	files := f.profile.Files
	return func(a *shell.App) []shell.PaneSection {
		return []shell.PaneSection{{Heading: "Files", Lines: func(w int) (lines []string) {
			for _, file := range files {
				lines = append(lines, a.Grid().Truncate(text.Line(file.Name)+a.Styles().Dim.Render("  "+recruit.Size(file.Size)), w))
			}
			return lines
		}}}
	}, nil
}
