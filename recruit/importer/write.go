package importer

import (
	"context"
	"fmt"
	"strings"
	"time"

	"recruitty/recruit"
	"recruitty/recruit/importer/drafts"
	"recruitty/recruit/scheduling"
)

// rowsAtOnce is how many rows one transaction writes, so that others who work
// in the workspace wait for less than a second, and how many are planned at once.
const rowsAtOnce = 5000

// readAtOnce is how many parts of them are read one by one.
const readAtOnce = 5

// writing writes plans as one batch, and counts what was really added. A row
// that the workspace does not take becomes a bad one, and so does what needs it.
type writing struct {
	service       *Service
	actor         recruit.Member
	plan          plan
	report        *Report
	lines         *drafts.Origins // where those who are written stood
	planner       *planner
	let           func() // says that nobody is at the import any more
	here          int    // rows that came in before it was stopped
	now           time.Time
	added, linked int
	learnt        int
	noted         map[int]struct{} // rows that became notes
}

// write writes a plan. The first that holds anything begins the batch.
func (w *writing) write(ctx context.Context, p plan) (err error) {
	if p.empty() {
		settle(p.claims, nil)
		return nil
	}
	if err := w.begin(ctx); err != nil {
		return err
	}
	w.plan, w.now = p, w.service.Now().UTC()
	return w.all(ctx)
}

// begin begins the import, unless it has begun.
func (w *writing) begin(ctx context.Context) error {
	if w.report.Batch != 0 {
		return nil
	}
	b, err := w.service.Store.BeginImport(ctx, recruit.Import{Kind: string(w.report.Kind), File: w.report.File, Content: w.planner.content, FileRows: w.planner.layout.rows, By: w.actor.ID},
		func(id recruit.BatchID, resumed bool) recruit.Activity {
			if resumed {
				return w.line("import.begun", "Continued import %d: %s, %d rows, as %s", id, w.report.File, w.planner.layout.rows, w.report.Kind)
			}
			return w.line("import.begun", "Began import %d: %s, %d rows, as %s", id, w.report.File, w.planner.layout.rows, w.report.Kind)
		})
	if err != nil {
		return err
	}
	w.let, w.report.Batch, w.planner.resumes, w.here = b.Release, b.ID, 0, b.Here
	if b.Resumed {
		w.planner.resumes = b.ID
	}
	return nil
}

func (w *writing) line(action, format string, args ...any) recruit.Activity {
	return recruit.Activity{At: w.service.Now().UTC(), ActorID: w.actor.ID, Actor: w.actor.Name, Action: action, Text: fmt.Sprintf(format, args...)}
}

// release says that nobody is at the import any more.
func (w *writing) release() {
	if w.let != nil {
		w.let()
	}
}

// end says what became of the import, which ended with err.
func (w *writing) end(ctx context.Context, r *Report, err error) error {
	action := "import.done"
	if err != nil {
		action, r.Stopped, r.Before = "import.stopped", true, max(r.Before, w.here) // also those that it did not come to again
		r.Unread = max(0, r.Rows-r.Added-r.Before-r.Duplicates.Count-r.Bad.Count-r.Skipped.Count-r.Joined)
	}
	said := w.service.Store.EndImport(context.WithoutCancel(ctx), r.Batch, err == nil, w.line(action, "%s This is import %d.", r.Summary(), r.Batch))
	if err == nil {
		return said
	}
	kind, why := err, recruit.Sentence(err)
	if ctx.Err() != nil {
		kind, why = context.Canceled, "Stopped."
	}
	return &recruit.Problem{Kind: kind, Cause: err, Sentence: fmt.Sprintf(
		"%s %d rows of import %d are in the workspace; importing %s again continues it, and recruitty import undo %d undoes it.", why, r.Added+r.Before, r.Batch, r.File, r.Batch)}
}

func (w *writing) all(ctx context.Context) error {
	ctx, stopped := context.WithoutCancel(ctx), ctx // what is planned together is written together
	if err := stopped.Err(); err != nil {
		return err
	}
	store, batch := w.service.Store, w.report.Batch
	jobs, err := inParts(ctx, w, w.plan.jobs, func(part []recruit.Job) ([]recruit.Imported[recruit.JobID], error) {
		return store.ImportJobs(ctx, batch, part)
	})
	if err == nil {
		err = w.texts(ctx, jobs)
	}
	if err != nil {
		return err
	}
	people, err := inParts(ctx, w, w.newcomers(), func(part []recruit.NewCandidate) ([]recruit.Imported[recruit.CandidateID], error) {
		return store.ImportCandidates(ctx, batch, part)
	})
	if err != nil {
		return err
	}
	ids := make([]recruit.CandidateID, len(people))
	for i, one := range people {
		ids[i] = one.ID
		d := w.plan.people[i]
		switch {
		case one.Added:
			w.lines.Add(one.ID, d.line)
		case one.ID != 0: // added by someone else meanwhile
			for _, n := range d.value.Person.Notes {
				n.CandidateID = one.ID
				w.plan.notes = append(w.plan.notes, planned[recruit.Note]{d.line, d.row, n})
			}
		}
	}
	settle(w.plan.claims, ids)
	if err := w.known(ctx, ids); err != nil {
		return err
	}
	unlinked, err := w.links(ctx, ids)
	if err != nil {
		return err
	}
	_, err = inParts(ctx, w, w.meets(unlinked), func(part []recruit.Record) ([]recruit.Imported[recruit.InterviewID], error) {
		commits := make([]recruit.Commit, len(part))
		for i, record := range part {
			commits[i] = scheduling.ImportInterview(record, w.actor, w.now)
		}
		return store.ImportInterviews(ctx, batch, commits)
	})
	return err
}

// known writes what became known of people and jobs who are here already.
func (w *writing) known(ctx context.Context, people []recruit.CandidateID) error {
	if w.noted == nil {
		w.noted = map[int]struct{}{}
	}
	for _, j := range w.plan.joins {
		switch id := people[j.who.at]; {
		case id == 0:
			w.report.Duplicates.take(j.line)
			w.report.refused(j.line, fmt.Sprintf("is about the same person as line %d, which was refused", j.who.line))
		case j.noted:
			w.noted[j.row] = struct{}{}
		}
	}
	_, err := eachPart(ctx, w.plan.notes, func(part []recruit.Note) ([]recruit.Imported[recruit.NoteID], error) {
		return w.service.Store.ImportNotes(ctx, w.report.Batch, part)
	}, func(n planned[recruit.Note], added bool, refused error) {
		switch {
		case refused != nil:
			w.report.Remarks.add(n.line, "the note was refused: %s", recruit.Sentence(refused))
		case added:
			w.noted[n.row] = struct{}{}
		}
	})
	if err != nil {
		return err
	}
	var numbers []planned[recruit.CandidateNumber]
	for _, n := range w.plan.numbers {
		id := n.who.id
		if id == 0 && n.who.at < len(people) {
			id = people[n.who.at]
		}
		if id != 0 {
			numbers = append(numbers, planned[recruit.CandidateNumber]{line: n.line, value: recruit.CandidateNumber{CandidateID: id, Source: n.source, Number: n.number}})
		}
	}
	_, err = eachPart(ctx, numbers, func(part []recruit.CandidateNumber) ([]recruit.Imported[recruit.CandidateID], error) {
		return w.service.Store.ImportNumbers(ctx, w.report.Batch, part)
	}, func(n planned[recruit.CandidateNumber], added bool, refused error) {
		switch {
		case refused != nil:
			w.report.Remarks.add(n.line, "the ID was not kept: %s", recruit.Sentence(refused))
		case added:
			w.learnt++
		}
	})
	if err != nil {
		return err
	}
	_, err = eachPart(ctx, w.plan.sources, func(part []recruit.Job) ([]recruit.Imported[recruit.JobID], error) {
		return w.service.Store.ImportSources(ctx, w.report.Batch, part)
	}, func(j planned[recruit.Job], added bool, refused error) {
		switch {
		case refused != nil:
			w.report.Remarks.add(j.line, "the source of the ID was not kept: %s", recruit.Sentence(refused))
		case added:
			w.learnt++
		}
	})
	return err
}

// newcomers are the people of the plan who are new.
func (w *writing) newcomers() []planned[recruit.NewCandidate] {
	all := make([]planned[recruit.NewCandidate], len(w.plan.people))
	for i, d := range w.plan.people {
		all[i] = planned[recruit.NewCandidate]{line: d.line, value: d.value.Person}
	}
	return all
}

// texts attaches descriptions that are too long to the jobs whose they are. A job
// that someone else added meanwhile stays as it is.
func (w *writing) texts(ctx context.Context, jobs []recruit.Imported[recruit.JobID]) error {
	for _, whole := range w.plan.texts {
		id := whole.id
		if id == 0 && jobs[whole.at].Added {
			id = jobs[whole.at].ID
		}
		if id == 0 {
			continue
		}
		f, err := w.service.Store.PutFile(ctx, "description.txt", strings.NewReader(whole.text), recruit.MaxInterviewFiles)
		if err == nil {
			f.Kind = recruit.JobDescription
			log := recruit.Activity{At: w.now, ActorID: w.actor.ID, Actor: w.actor.Name, Action: "job.file_added", JobID: id, Text: "Added the document " + f.Name}
			err = w.service.Store.ImportJobFile(ctx, w.report.Batch, id, f, log)
		}
		if err != nil {
			why, err := w.refusal(err)
			if err != nil {
				return err
			}
			w.report.Remarks.add(whole.line, "the full description could not be attached: %s", why)
		}
	}
	return nil
}

// settle says who they are who have claims to documents.
func settle(claims []*claim, people []recruit.CandidateID) {
	for _, c := range claims {
		if c.id = c.who.id; c.id == 0 && c.who.at < len(people) {
			c.id = people[c.who.at]
		}
	}
}

// pair is a candidate and a job.
type pair struct {
	candidate recruit.CandidateID
	job       recruit.JobID
}

// links writes the links, but those of people who were refused, and returns why
// some were refused themselves.
func (w *writing) links(ctx context.Context, people []recruit.CandidateID) (refused map[pair]string, err error) {
	var rows []planned[recruit.Application]
	for _, l := range w.plan.links {
		a := recruit.Application{CandidateID: l.who.id, JobID: l.job, Stage: l.stage, StageSince: sane(l.since, w.now), Reason: l.reason, ExternalID: l.application, ExternalSource: l.source, CreatedAt: sane(l.created, w.now)}
		if a.CandidateID == 0 {
			a.CandidateID = people[l.who.at]
		}
		if a.CandidateID != 0 {
			rows = append(rows, planned[recruit.Application]{line: l.line, value: a})
		}
	}
	refused = map[pair]string{}
	for len(rows) > 0 {
		part := rows[:min(rowsAtOnce, len(rows))]
		done, err := w.service.Store.ImportApplications(ctx, w.report.Batch, values(part))
		for i, one := range done {
			switch a := part[i]; {
			case one.Refused != nil:
				refused[pair{a.value.CandidateID, a.value.JobID}] = recruit.Sentence(one.Refused)
				w.report.unlinked(a.line, recruit.Sentence(one.Refused), w.report.Kind == Interviews)
			case one.Added:
				w.linked++
			}
		}
		if err != nil {
			return refused, err
		}
		rows = rows[len(part):]
	}
	return refused, nil
}

// meets are the interviews but those whose candidate could not be linked to the
// job. Such a row is bad.
func (w *writing) meets(unlinked map[pair]string) []planned[recruit.Record] {
	rows := make([]planned[recruit.Record], 0, len(w.plan.meets))
	for _, m := range w.plan.meets {
		if why, is := unlinked[pair{m.value.Interview.CandidateID, m.value.Interview.JobID}]; is {
			w.report.refused(m.line, "could not be linked to the job: "+why)
			continue
		}
		rows = append(rows, m)
	}
	return rows
}

// inParts writes rows some thousands at a time, and returns what became of each.
func inParts[T any, ID ~int64](ctx context.Context, w *writing, rows []planned[T], write func([]T) ([]recruit.Imported[ID], error)) ([]recruit.Imported[ID], error) {
	return eachPart(ctx, rows, write, func(row planned[T], added bool, refused error) {
		switch {
		case refused != nil:
			w.report.refused(row.line, "was refused: "+recruit.Sentence(refused))
		case added:
			w.added++
		default:
			w.report.Duplicates.add(row.line, "was added by someone else in the meantime; import the file again to keep the differences in this row")
		}
	})
}

// eachPart writes rows some thousands at a time, and tells of each what became of it.
func eachPart[T any, ID ~int64](ctx context.Context, rows []planned[T], write func([]T) ([]recruit.Imported[ID], error), told func(row planned[T], added bool, refused error)) ([]recruit.Imported[ID], error) {
	all := make([]recruit.Imported[ID], 0, len(rows))
	for from := 0; from < len(rows); from += rowsAtOnce {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		part := rows[from:min(from+rowsAtOnce, len(rows))]
		done, err := write(values(part))
		all = append(all, done...)
		for i, one := range done {
			told(part[i], one.Added, one.Refused)
		}
		if err != nil {
			return nil, err
		}
	}
	return all, nil
}

func values[T any](rows []planned[T]) []T {
	all := make([]T, len(rows))
	for i, row := range rows {
		all[i] = row.value
	}
	return all
}
