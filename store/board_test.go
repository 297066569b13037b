package store

import (
	"cmp"
	"flag"
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"recruitty/recruit"
	"recruitty/recruit/board"
)

// compareBoards reads the board of each job and compares it with what the rule says.
func (r *rule) compareBoards() {
	for _, id := range append([]recruit.JobID{r.job.ID}, r.crew.jobs...) {
		_, none := r.seen.Job(r.ctx, nothing)
		got, err := (&board.Service{Store: r.seen.(board.Store), Now: func() time.Time { return now }}).Read(r.ctx, board.Query{Job: id, Limit: board.Most})
		if !r.jobs[id] {
			r.isHidden("board", err, none)
			continue
		}
		must(r.t, err)
		want := map[string][]board.Person{}
		for who, p := range r.candidates {
			for _, a := range p.Applications {
				if a.JobID == id {
					want[a.Stage] = append(want[a.Stage], boardPerson(r.interviews, got.Job, a, who, p.Candidate.Name, false))
				}
			}
		}
		r.same("a board", shownOn(got), inOrder(want))
		if !got.Part {
			r.t.Errorf("the board of %s is said to be whole", r.me.Name)
		}
	}
}

// boardPerson is someone on a board by what the records of their interviews say.
func boardPerson(all map[recruit.InterviewID]recruit.Record, j recruit.Job, a recruit.Application, who recruit.CandidateID, name string, whole bool) board.Person {
	p := board.Person{Candidate: who, Name: name, Since: a.StageSince, Version: a.Version}
	for id, x := range all {
		i := x.Interview
		if i.CandidateID != who || i.JobID != a.JobID || i.Status != recruit.Scheduled && (i.Status != recruit.Completed || i.Start.Before(a.StageSince.Add(-24*time.Hour))) {
			continue
		}
		one := board.Interview{ID: id, Status: i.Status, Start: i.Start, End: i.End()}
		ended := x // as if it were over, so that the rule of a record says whose card is missing
		ended.Interview.Status = recruit.Completed
		for _, m := range ended.People {
			if ended.WantsFeedback(m, i.End()) {
				one.Unscored++
			}
		}
		one.Answer = i.Status == recruit.Scheduled && i.End().After(now) && board.NeedsAnswer(x, now)
		p.Interviews = append(p.Interviews, one)
	}
	slices.SortFunc(p.Interviews, func(a, b board.Interview) int { return cmp.Or(a.Start.Compare(b.Start), cmp.Compare(a.ID, b.ID)) })
	p.Waits = board.Waits(a.Stage, p, j.Status == recruit.JobClosed, whole, now)
	return p
}

func inOrder(all map[string][]board.Person) map[string]string {
	out := map[string]string{}
	for stage, people := range all {
		slices.SortFunc(people, func(a, b board.Person) int {
			return cmp.Or(a.Since.Compare(b.Since), cmp.Compare(a.Candidate, b.Candidate))
		})
		if board.NewestFirst(stage) {
			slices.Reverse(people)
		}
		out[stage] = fmt.Sprint(len(people), people)
	}
	return out
}

// shownOn is a board without what only says where to look.
func shownOn(b board.Board) map[string]string {
	out := map[string]string{}
	for _, c := range b.Columns {
		for n := range c.People {
			for i := range c.People[n].Interviews {
				c.People[n].Interviews[i].Doubtful = false
			}
		}
		if c.Count > 0 {
			out[c.Stage] = fmt.Sprint(c.Count, c.People)
		}
	}
	return out
}

// linkAll links whoever has an interview to its job.
func (c *crew) linkAll(t *testing.T) {
	t.Helper()
	all, err := c.Interviews(c.ctx, recruit.InterviewFilter{})
	must(t, err)
	for _, i := range all {
		a := recruit.Application{CandidateID: i.CandidateID, JobID: i.JobID, Stage: []string{"Applied", "Offer"}[c.of(4)/3], CreatedAt: c.moment(), StageSince: c.moment()}
		_, _ = c.SaveApplication(c.ctx, a, c.line("candidate.linked", "Linked")) // who is linked already stays so
	}
}

// TestWhoWaits compares, in random workspaces, the boards of those who see everything with
// what the records say.
func TestWhoWaits(t *testing.T) {
	t.Parallel()
	for seed := range uint64(6) {
		t.Run(fmt.Sprint(seed), func(t *testing.T) {
			t.Parallel()
			c := newCrew(t, seed)
			c.linkAll(t)
			records := map[recruit.InterviewID]recruit.Record{}
			all, err := c.Interviews(c.ctx, recruit.InterviewFilter{})
			must(t, err)
			for _, i := range all {
				records[i.ID], err = c.Record(c.ctx, i.ID)
				must(t, err)
			}
			waits := map[board.Wait]int{}
			for _, id := range append([]recruit.JobID{c.job.ID}, c.jobs...) {
				b, err := (&board.Service{Store: c.DB, Now: func() time.Time { return now }}).Read(c.ctx, board.Query{Job: id})
				must(t, err)
				want := map[string][]board.Person{}
				for _, who := range append(c.candidates, c.candidate.ID) {
					p, err := c.Profile(c.ctx, who)
					must(t, err)
					if a, ok := p.Application(id); ok {
						want[a.Stage] = append(want[a.Stage], boardPerson(records, b.Job, a, who, p.Candidate.Name, true))
					}
				}
				for _, column := range b.Columns {
					for _, p := range column.People {
						waits[p.Wait()]++
					}
				}
				if got, want := shownOn(b), inOrder(want); !maps.Equal(got, want) {
					t.Errorf("board of job %d:\n %v, want\n %v", id, got, want)
				}
			}
			if len(waits) < 3 {
				t.Errorf("hardly anything is tried: %v", waits)
			}
		})
	}
}

// TestPagesOfABoard reads a stage part by part from both ends, and again from a place.
func TestPagesOfABoard(t *testing.T) {
	t.Parallel()
	for _, stage := range []string{"Applied", "Rejected"} {
		t.Run(stage, func(t *testing.T) {
			t.Parallel()
			w := newWorld(t)
			var want []recruit.CandidateID
			for n := range 23 {
				c, err := w.SaveCandidate(w.ctx, recruit.Candidate{Name: fmt.Sprint("Person ", n)}, recruit.Activity{})
				must(t, err)
				_, err = w.SaveApplication(w.ctx, recruit.Application{CandidateID: c.ID, JobID: w.job.ID, Stage: stage, StageSince: now.Add(time.Duration(n/3) * time.Hour)}, recruit.Activity{})
				must(t, err)
				want = append(want, c.ID)
			}
			if stage == "Rejected" {
				slices.Reverse(want)
			} else { // who is linked in every world is in it, and came last
				want = append(want, w.candidate.ID)
				a := w.link
				a.Stage, a.StageSince = stage, now.Add(100*time.Hour)
				_, err := w.SaveApplication(w.ctx, a, recruit.Activity{})
				must(t, err)
			}
			read := func(p board.Part) board.Column {
				t.Helper()
				p.Stage = stage
				b, err := w.Board(w.ctx, board.Query{Job: w.job.ID, Parts: []board.Part{p}, Limit: 5})
				must(t, err)
				for _, c := range b.Columns {
					if c.Stage == stage {
						if c.Count != len(want) {
							t.Fatalf("%d are counted, want %d", c.Count, len(want))
						}
						return c
					}
					if c.Read || len(c.People) > 0 {
						t.Fatalf("%s was read without being asked for", c.Stage)
					}
				}
				t.Fatal("the stage is not on the board")
				return board.Column{}
			}
			var forwards, backwards []recruit.CandidateID
			for c := read(board.Part{}); len(c.People) > 0; c = read(board.Part{After: c.People[len(c.People)-1].Place()}) {
				if c.Above != len(forwards) || c.Below() != len(want)-len(forwards)-len(c.People) {
					t.Errorf("%d above and %d below, behind %d", c.Above, c.Below(), len(forwards))
				}
				again := read(board.Part{From: c.People[0].Place()})
				if fmt.Sprint(again) != fmt.Sprint(c) {
					t.Errorf("read again:\n %+v, was\n %+v", again, c)
				}
				forwards = append(forwards, idsOf(c)...)
			}
			for c := read(board.Part{Last: true}); len(c.People) > 0; c = read(board.Part{Before: c.People[0].Place()}) {
				backwards = append(idsOf(c), backwards...)
				if c.Above != len(want)-len(backwards) {
					t.Errorf("%d above, want %d", c.Above, len(want)-len(backwards))
				}
			}
			if !slices.Equal(forwards, want) || !slices.Equal(backwards, want) {
				t.Errorf("forwards %v, backwards %v, want %v", forwards, backwards, want)
			}
		})
	}
}

func idsOf(c board.Column) (ids []recruit.CandidateID) {
	for _, p := range c.People {
		ids = append(ids, p.Candidate)
	}
	return ids
}

// TestStagesStayCounted links, moves, unlinks, erases, imports and takes back at random, and
// compares the numbers that are kept with a count.
func TestStagesStayCounted(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	random := rand.New(rand.NewPCG(1, 2))
	var batch recruit.BatchID
	for n := range 120 {
		profile, err := w.Profile(w.ctx, recruit.CandidateID(1+random.IntN(n+1)))
		switch what := random.IntN(7); {
		case what == 6:
			if batch != 0 {
				_, err := w.UndoBatch(w.ctx, batch, func(int, int) {})
				must(t, err)
			}
			batch = w.imported(t, 7)
		case err != nil || what < 3:
			c, err := w.SaveCandidate(w.ctx, recruit.Candidate{Name: "Someone"}, recruit.Activity{})
			must(t, err)
			_, err = w.SaveApplication(w.ctx, recruit.Application{CandidateID: c.ID, JobID: w.job.ID, Stage: fmt.Sprint("Stage ", random.IntN(3))}, recruit.Activity{})
			must(t, err)
		case len(profile.Applications) == 0:
		case what == 3:
			must(t, w.RemoveApplication(w.ctx, profile.Applications[0], recruit.Activity{}))
		case what == 4:
			_ = w.erase(profile.Candidate.ID, recruit.Activity{}) // or was erased
		default:
			a := profile.Applications[0]
			a.Stage = fmt.Sprint("Stage ", random.IntN(3))
			_, err := w.SaveApplication(w.ctx, a, recruit.Activity{})
			must(t, err)
		}
		counted := texts(t, w.readers, "SELECT job_id || ' ' || stage || ' ' || count(*) FROM applications WHERE sort_key IS NOT NULL GROUP BY job_id, stage ORDER BY job_id, stage")
		kept := texts(t, w.readers, "SELECT job_id || ' ' || stage || ' ' || n FROM stage_counts WHERE n <> 0 ORDER BY job_id, stage")
		if !slices.Equal(counted, kept) {
			t.Fatalf("after %d steps %v is kept, and %v is so", n, kept, counted)
		}
	}
}

// boardPeople is how many candidates BenchmarkBoard has, half of them in one stage of a job
// of which half are linked.
var boardPeople = flag.Int("board-people", 20_000, "candidates in the benchmark of a job's board")

// BenchmarkBoard reads the board of a job with so many candidates, from its beginning, from
// the middle of a stage and from its end, and the numbers alone:
//
//	go test ./store -run '^$' -bench Board -board-people 1000000
func BenchmarkBoard(b *testing.B) {
	w := newWorld(b)
	const count = "WITH RECURSIVE n (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM n WHERE n < ?1) "
	const stage = `iif(n % 2, 'Applied', json_extract('["Screening","Interview","Offer","Hired","Rejected"]', '$[' || (n / 2 % 5) || ']'))`
	people := *boardPeople
	for _, step := range []struct {
		rows  int
		query string
	}{
		{people, "INSERT INTO candidates (id, name, sort_key, search_text, email, phone, time_zone, headline, tags, external_id, version, created_at) SELECT n + 10, 'Person ' || n, 'person ' || n, '', '', '', '', '', '[]', '', 1, ?2 FROM n"},
		{people / 2, "INSERT INTO applications (id, candidate_id, job_id, stage, stage_since, sort_key, version, created_at) SELECT n + 10, n + 10, 1, " + stage + ", ?2 - n * 1000000, 'person ' || n, 1, ?2 FROM n"},
		{people / 5, `INSERT INTO interviews (id, version, revision, reference, uid, sequence, candidate_id, job_id, organiser_id, title, search_text, description, internal_note, start_at, duration_seconds, time_zone, wall_start, platform, place,
			join_url, passcode, host_email, status, cancel_reason, created_at, updated_at) SELECT n + 10, 2, 1, 'b' || n, 'b' || n, 0, n + 10, 1, 1, 'Talk', '', '', '', ?2 + (n % 200 - 100) * 3600000000, 2700, 'Europe/Lisbon', '', 'phone', '1', '', '', '',
			json_extract('["completed","scheduled","scheduled"]', '$[' || (n % 3) || ']'), '', ?2, ?2 FROM n`},
		{people / 5, "INSERT INTO participants (interview_id, address, position, name, member_id, audience, time_zone, answer, last_message_id) SELECT n + 10, 'ana@acme.example', 0, 'Ana', 1, 'panel', '', 'accepted', '' FROM n"},
	} {
		if _, err := w.current().writer.ExecContext(b.Context(), count+step.query, step.rows, now.UnixMicro()); err != nil {
			b.Fatalf("%s: %v", step.query[:40], err)
		}
	}
	if _, err := w.current().writer.ExecContext(b.Context(), `UPDATE jobs SET stages = '["Applied","Screening","Interview","Offer","Hired","Rejected"]'`); err != nil {
		b.Fatal(err)
	}
	middle := board.Place{Since: now.Add(-time.Duration(people/4) * time.Second), Candidate: 1}
	for name, q := range map[string]board.Query{
		"open":    {Job: 1},
		"numbers": {Job: 1, Parts: []board.Part{}},
		"middle":  {Job: 1, Parts: []board.Part{{Stage: "Applied", After: middle}}},
		"end":     {Job: 1, Parts: []board.Part{{Stage: "Applied", Last: true}}},
	} {
		service := &board.Service{Store: w.DB, Now: func() time.Time { return now }}
		b.Run(name, func(b *testing.B) {
			var all []time.Duration
			for b.Loop() {
				began := time.Now()
				if got, err := service.Read(b.Context(), q); err != nil || got.Columns[0].Count < people/4 {
					b.Fatal(err, got.Columns[0].Count)
				}
				all = append(all, time.Since(began))
			}
			slices.Sort(all)
			b.ReportMetric(float64(all[len(all)*95/100].Microseconds()), "p95-µs")
		})
	}
}
