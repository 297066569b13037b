package jobs

import (
	"context"
	"strings"

	"recruitty/recruit"
	"recruitty/ui/shell"
	"recruitty/ui/text"
	"recruitty/ui/wording"
)

// panePeople is how many of a job's candidates its pane names.
const panePeople = 12

// jobDetail is what the pane of a job is made of.
type jobDetail struct {
	jobFacts
	people recruit.CandidatePage
}

// detail asks what the pane beside the list of jobs says about one.
func (s *jobsScreen) detail(key string) shell.Question {
	a, svc, id := s.App, s.App.Services(), shell.IDOf[recruit.JobID](key)
	return shell.Ask(func(ctx context.Context) (d jobDetail, err error) {
		if d.jobFacts, err = readJob(ctx, svc, id); err != nil {
			return d, err
		}
		d.people, err = svc.Store.CandidatePage(ctx, recruit.CandidateFilter{JobID: id, Limit: panePeople})
		return d, err
	}, func(d jobDetail) shell.Detail {
		j := d.job
		return shell.Detail{Title: j.Title, Right: shell.Saying{Words: string(j.Status), Tone: wording.Dim},
			Under:    wording.Joined(" "+a.Styles().Signs.Dot+" ", text.Line(j.Department), text.Line(j.Location)),
			About:    func(c recruit.Change) bool { return c.Job == id },
			Sections: []shell.PaneSection{stageLines(a, j, d.stages), peopleLines(a, d.people), fileLines(a, d.files), a.Texts("About", j.Description)}}
	})
}

// stageLines are the stages of a job with how many candidates are in each, as long as the
// numbers are.
func stageLines(a *shell.App, j recruit.Job, counts map[string]int) shell.PaneSection {
	return shell.PaneSection{Heading: "Stages", Lines: func(w int) (lines []string) {
		g, st := a.Grid(), a.Styles()
		name, number, most := 0, 0, 1
		for _, stage := range j.Stages {
			name, number, most = max(name, g.Width(text.Line(stage))), max(number, len(wording.Grouped(counts[stage]))), max(most, counts[stage])
		}
		name = min(name, w/2)
		room := min(w-name-number-4, 24)
		for _, stage := range j.Stages {
			n := counts[stage]
			tone := wording.StageBar(recruit.PlaceOf(j.Stages, stage), stage).Tone()
			bar := ""
			if n > 0 {
				bar = st.Tone(tone).Render(strings.Repeat(st.Signs.Block, barLength(n, most, room)))
			}
			lines = append(lines, g.Truncate(g.Pad(text.Line(stage), name)+"  "+g.PadLeft(wording.Grouped(n), number)+"  "+bar, w))
		}
		return lines
	}}
}

// barLength is how long the bar of n is: one piece for each, or in proportion to the most
// where those would not fit.
func barLength(n, most, room int) int {
	if most <= room {
		return n
	}
	return max(n*room/most, 1)
}

// peopleLines names candidates of a job with their stages.
func peopleLines(a *shell.App, page recruit.CandidatePage) shell.PaneSection {
	heading := "Candidates"
	if page.Total > len(page.Rows) {
		heading += " (" + wording.Grouped(len(page.Rows)) + " of " + wording.Grouped(page.Total) + ")"
	}
	return shell.PaneSection{Heading: heading, Lines: func(w int) (lines []string) {
		g, st := a.Grid(), a.Styles()
		widest := 0
		for _, c := range page.Rows {
			widest = max(widest, g.Width(text.Line(c.Name)))
		}
		widest = min(widest, w/2)
		for _, c := range page.Rows {
			bar := wording.StageBar(c.Place, c.Stage)
			lines = append(lines, g.Truncate(g.Pad(text.Line(c.Name), widest)+"  "+st.Tone(bar.Tone()).Render(st.Stage(bar)), w))
		}
		return lines
	}}
}

// fileLines are the documents of a job.
func fileLines(a *shell.App, files []recruit.File) shell.PaneSection {
	return shell.PaneSection{Heading: "Documents", Lines: func(w int) (lines []string) {
		for _, f := range files {
			lines = append(lines, a.Grid().Truncate(text.Line(f.Name)+a.Styles().Dim.Render("  "+recruit.Size(f.Size)), w))
		}
		return lines
	}}
}
