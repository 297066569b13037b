package e2e

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"recruitty/internal/app"
	"recruitty/internal/cli"
	"recruitty/internal/cli/command"
	"recruitty/recruit"
	"recruitty/recruit/pipeline"
	"recruitty/recruit/sanitize"
	"recruitty/recruit/scheduling"
	"recruitty/recruit/workspace"
	"recruitty/store"
)

// TestExportsComeBack exports random workspaces, each kind of thing in each format,
// imports that into an empty one and compares what is there then: everything,
// whatever it looks like, and nothing twice when it is imported again.
func TestExportsComeBack(t *testing.T) {
	t.Parallel()
	for _, format := range []string{"csv", "json", "jsonl"} {
		for seed := range uint64(3) {
			t.Run(fmt.Sprintf("%s %d", format, seed), func(t *testing.T) {
				t.Parallel()
				from, to := newHouse(t), newHouse(t)
				from.fill(rand.New(rand.NewPCG(seed, 7)))
				kinds := []string{"jobs", "candidates", "interviews"}
				for _, kind := range kinds {
					to.take(kind, format, from.run("export", kind, "--format", format))
				}
				for _, kind := range kinds {
					want, got := from.exported(kind), to.exported(kind)
					if len(want) == 0 || len(got) != len(want) {
						t.Fatalf("of %d %s there are %d", len(want), kind, len(got))
					}
					for key, one := range want {
						if other, is := got[key]; !is || !reflect.DeepEqual(one, other) {
							t.Errorf("%s of %s:\n%s\ncame back as\n%s", kind, format, shown(one), shown(other))
						}
					}
				}
				for _, kind := range kinds {
					file := from.run("export", kind, "--format", format)
					for _, again := range []*house{to, from} { // where they are, and where they are from
						before := len(again.exported(kind))
						again.take(kind, format, file)
						if after := len(again.exported(kind)); after != before {
							t.Errorf("%s of %s, imported again: %d are %d", kind, format, before, after)
						}
					}
				}
				for batch := 3; batch > 0; batch-- {
					to.run("import", "undo", fmt.Sprint(batch), "--yes")
				}
				for _, kind := range kinds {
					if left := to.exported(kind); len(left) > 0 {
						t.Errorf("%d %s are left when the imports are taken back", len(left), kind)
					}
				}
			})
		}
	}
}

// house is a workspace that is worked in by commands.
type house struct {
	t   *testing.T
	dir string
}

func newHouse(t *testing.T) *house {
	t.Helper()
	h := &house{t, filepath.Join(t.TempDir(), "w")}
	w, err := app.Open(t.Context(), h.dir, store.Options{}, recruit.Environment{})
	if err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	h.run("member", "add", "--name", "Dana Ruiz", "--email", "dana@example.com", "--time-zone", "Europe/Lisbon")
	return h
}

// run is what a command writes.
func (h *house) run(args ...string) string {
	h.t.Helper()
	var out, said bytes.Buffer
	app := command.App{In: strings.NewReader(""), Out: &out, Err: &said, Data: h.dir, Now: time.Now,
		Open: func(ctx context.Context, dir string) (*workspace.Workspace, error) {
			return app.Open(ctx, dir, store.Options{Existing: true}, recruit.Environment{})
		}}
	// How far it is stands there only where an import takes long.
	code := cli.Run(h.t.Context(), app, args)
	if told := strings.TrimSpace(said.String()); code != 0 || told != "" && !strings.HasPrefix(told, "Importing: ") {
		h.t.Fatalf("%s: exit code %d: %s\n%s", strings.Join(args, " "), code, said.String(), out.String())
	}
	return out.String()
}

// take imports a file; none of its rows may be bad, or need a remark.
func (h *house) take(kind, format, content string) {
	h.t.Helper()
	file := filepath.Join(h.t.TempDir(), kind+"."+format)
	if err := os.WriteFile(file, []byte(content), 0o600); err != nil {
		h.t.Fatal(err)
	}
	report := h.run("import", kind, file)
	for _, wrong := range []string{"\nBad rows", "\nLeft out"} {
		if strings.Contains(report, wrong) {
			h.t.Errorf("%s as %s: %s", kind, format, report)
		}
	}
}

// exported are the things of a kind, by what names each, without the numbers that
// only their own workspace has.
func (h *house) exported(kind string) map[string]any {
	h.t.Helper()
	var list []map[string]any
	if err := json.Unmarshal([]byte(h.run("export", kind, "--format", "json")), &list); err != nil {
		h.t.Fatal(err)
	}
	all := map[string]any{}
	for _, one := range list {
		key := fmt.Sprint(one["external_source"], one["external_id"], one["email"], one["title"])
		if _, twice := all[key]; twice {
			h.t.Fatalf("two %s are called %s", kind, key)
		}
		all[key] = anonymous(kind, one)
	}
	return all
}

// anonymous leaves the numbers of a workspace out. A Zoom meeting that is ahead is
// kept as a link by whom it does not belong to.
func anonymous(kind string, value any) any {
	switch v := value.(type) {
	case map[string]any:
		delete(v, "id")
		if kind == "interviews" && v["platform"] == string(recruit.Zoom) && v["join_url"] != "" {
			v["platform"], v["place"], v["meeting"] = string(recruit.OtherLink), v["join_url"], nil
		}
		for name, in := range v {
			v[name] = anonymous(kind, in)
		}
	case []any:
		for i, in := range v {
			v[i] = anonymous(kind, in)
		}
	}
	return value
}

func shown(value any) string {
	text, _ := json.MarshalIndent(value, "", " ")
	return string(text)
}

// scribe writes texts that are easily taken for something else.
type scribe struct{ *rand.Rand }

func (s scribe) line(most int) string {
	words := []string{"Ana", "O'Hara", "=1+1", "+351 912 345 678", "-", "@x", "a;b", "c, d", "e|f", `say "hi"`, "N/A", "null", "[x]", "{y}", "日本", "naïve", "😀", "'=z", "''", "100%", "a = b",
		"01/02/2026", "2026-01-02", "0049", "1e9", "<b>", "a@b.example", "http://x.example/?a=1;b", "\\N", "true", "Total"}
	var all []string
	for range 1 + s.IntN(most) {
		all = append(all, words[s.IntN(len(words))])
	}
	line, _ := sanitize.Line(strings.Join(all, []string{" ", "; ", ", ", ";"}[s.IntN(4)]), 1000)
	return line
}

func (s scribe) text() string {
	var all []string
	for range 1 + s.IntN(6) {
		all = append(all, []string{"", "  ", "- "}[s.IntN(3)]+s.line(4))
		if s.IntN(4) == 0 {
			all = append(all, "", "'")
		}
	}
	text, _ := sanitize.Text(strings.Join(all, "\n"), 10_000)
	return text
}

func (s scribe) lines(most int) []string {
	var all []string
	for range s.IntN(most + 1) {
		if line := s.line(2); line != "" && !slices.ContainsFunc(all, func(o string) bool { return strings.EqualFold(o, line) }) {
			all = append(all, line[:min(len(line), 40)])
		}
	}
	for i := range all {
		all[i] = strings.TrimSpace(strings.ToValidUTF8(all[i], ""))
	}
	return all
}

func (s scribe) past(now time.Time) time.Time {
	return now.Add(-time.Duration(1+s.IntN(1000)) * time.Hour).Truncate(time.Second)
}

// number is an external id with its source, now and then.
func (s scribe) number(n int) (id, source string) {
	switch s.IntN(3) {
	case 0:
		return "", ""
	case 1:
		return fmt.Sprint(n / 2), []string{"greenhouse", "lever"}[n%2]
	}
	return fmt.Sprintf("0%d", n), ""
}

// fill puts random jobs, candidates and interviews into a workspace.
func (h *house) fill(r *rand.Rand) {
	h.t.Helper()
	ctx, s, now := h.t.Context(), scribe{r}, time.Now().UTC()
	db, err := store.Open(ctx, h.dir, store.Options{Clock: time.Now})
	if err != nil {
		h.t.Fatal(err)
	}
	defer db.Close()
	fails := func(err error) {
		h.t.Helper()
		if err != nil {
			h.t.Fatal(err)
		}
	}
	begun, err := db.BeginImport(ctx, recruit.Import{File: "test"}, func(recruit.BatchID, bool) recruit.Activity {
		return recruit.Activity{At: now, Action: "import.begun"}
	})
	fails(err)
	defer begun.Release()
	batch := begun.ID
	jobs := make([]recruit.Job, 12)
	for n := range jobs {
		j := recruit.Job{Title: s.line(2), Department: s.line(2), Location: s.line(2), Description: s.text(), Status: recruit.JobOpen, Stages: s.lines(5), CreatedAt: s.past(now)}
		if n%3 == 0 {
			j.Title = "Engineer" // several have one name
		}
		if s.IntN(4) == 0 {
			j.Status, j.ClosedAt = recruit.JobClosed, s.past(now)
		}
		j.ExternalID, j.ExternalSource = s.number(n)
		jobs[n], err = pipeline.CleanJob(j)
		fails(err)
	}
	made, err := db.ImportJobs(ctx, batch, jobs)
	fails(err)
	for i, one := range made {
		fails(one.Refused)
		jobs[i].ID = one.ID
	}
	people := make([]recruit.NewCandidate, 30)
	for n := range people {
		c := recruit.Candidate{Name: s.line(2), Phone: "+351 9" + fmt.Sprint(n), Headline: s.line(2), Tags: s.lines(6), CreatedAt: s.past(now), Language: []string{"", "de", "pt-BR"}[s.IntN(3)],
			TimeZone: []string{"", "America/Sao_Paulo", "Asia/Kolkata"}[s.IntN(3)]}
		if n%4 == 0 {
			c.Name = "Sam Lee" // several have one name
		}
		if n%3 > 0 {
			c.Email = fmt.Sprintf("p%d@example.com", n)
			c.Emails = []string{fmt.Sprintf("q%d@example.com", n), fmt.Sprintf("jürgen%d@example.com", n)}[:s.IntN(3)]
		}
		c.ExternalID, c.ExternalSource = s.number(n)
		c.Phones, c.Residence, c.Origin = s.lines(3), s.line(2), s.line(2)
		c.Links = []string{"https://www.linkedin.com/in/sam", "https://example.com/?a=1;b=2"}[:s.IntN(3)]
		for f := range s.IntN(4) {
			c.Fields = append(c.Fields, recruit.OwnField{Name: fmt.Sprintf("Field %d %s", f, s.line(1)), Value: s.text()})
		}
		c, err = pipeline.CleanCandidate(c)
		fails(err)
		people[n].Candidate = c
		for range s.IntN(3) {
			note := recruit.Note{Author: "Dana Ruiz", At: s.past(now), Text: s.text()}
			if s.IntN(2) == 0 {
				note.JobID = jobs[s.IntN(len(jobs))].ID
			}
			if s.IntN(3) == 0 {
				note.EditedAt = s.past(now)
			}
			people[n].Notes = append(people[n].Notes, note)
		}
	}
	put, err := db.ImportCandidates(ctx, batch, people)
	fails(err)
	var links []recruit.Application
	var meets []recruit.Commit
	team, err := db.Members(ctx, false)
	fails(err)
	for i, one := range put {
		if fails(one.Refused); !one.Added {
			continue
		}
		people[i].ID = one.ID
		for range s.IntN(3) {
			j := jobs[s.IntN(len(jobs))]
			links = append(links, recruit.Application{CandidateID: one.ID, JobID: j.ID, Stage: j.Stages[s.IntN(len(j.Stages))], StageSince: s.past(now), CreatedAt: s.past(now), ExternalID: []string{"", "77"}[s.IntN(2)], ExternalSource: "lever", Reason: []string{"", "Withdrew"}[s.IntN(2)]})
			if people[i].Email != "" {
				meets = append(meets, s.meeting(people[i].Candidate, j, team[0], now))
			}
		}
	}
	_, err = db.ImportApplications(ctx, batch, links)
	fails(err)
	held, err := db.ImportInterviews(ctx, batch, meets)
	fails(err)
	for _, one := range held {
		fails(one.Refused)
	}
}

// meeting is a random interview.
func (s scribe) meeting(c recruit.Candidate, j recruit.Job, by recruit.Member, now time.Time) recruit.Commit {
	i := recruit.Interview{
		CandidateID: c.ID, JobID: j.ID, Title: s.line(2), Description: s.text(), InternalNote: s.text(), Start: s.past(now).Truncate(time.Minute), Duration: time.Duration(15+s.IntN(90)) * time.Minute,
		TimeZone: []string{"Europe/Lisbon", "America/Sao_Paulo", "Asia/Kolkata"}[s.IntN(3)], Status: []recruit.Status{recruit.Scheduled, recruit.Completed, recruit.NoShow, recruit.Cancelled}[s.IntN(4)],
		CreatedAt: s.past(now),
	}
	switch i.Platform = recruit.Platforms()[s.IntN(4)]; i.Platform {
	case recruit.OtherLink:
		i.Place = "https://meet.example.com/a?b=1;c"
	case recruit.Zoom:
		if i.Status == recruit.Scheduled {
			i.Meeting = &recruit.Meeting{ID: 81234567890, JoinURL: "https://zoom.us/j/81234567890?pwd=x", HostEmail: by.Email}
		}
	default:
		i.Place = s.line(2)
	}
	if i.Status == recruit.Cancelled {
		i.CancelReason = s.line(3)
	}
	i.ExternalID, i.ExternalSource = s.number(s.IntN(1_000_000))
	people := []recruit.Participant{
		{Address: c.Email, Name: c.Name, Audience: recruit.ToCandidate, TimeZone: c.TimeZone, Answer: recruit.Accepted},
		{Address: "lee@example.org", Name: s.line(1), Audience: recruit.ToPanel, Answer: recruit.Declined},
		{Address: by.Email, Name: by.Name, MemberID: by.ID, Audience: recruit.ToPanel, TimeZone: by.TimeZone, Answer: recruit.NoAnswer},
	}
	return scheduling.ImportInterview(recruit.Record{Interview: i, Candidate: c, Job: j, Organiser: by, People: people[:1+s.IntN(3)]}, by, now)
}
