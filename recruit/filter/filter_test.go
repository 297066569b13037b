package filter_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"recruitty/recruit"
	"recruitty/recruit/filter"
	"recruitty/recruit/timeparse"
)

// language is one for a reader in Lisbon on Monday 30 November 2026, 14:00.
func language(tb testing.TB, l filter.List) filter.Language {
	tb.Helper()
	zone, err := timeparse.Zone("Europe/Lisbon")
	if err != nil {
		tb.Fatal(err)
	}
	return filter.Language{List: l, Zone: zone, Now: time.Date(2026, 11, 30, 14, 0, 0, 0, zone), Me: recruit.Member{ID: 7, Name: "Robin Reyes", Email: "robin@acme.example"}}
}

// shown writes a query in a line.
func shown(q filter.Query) string {
	var parts []string
	if q.Words != "" {
		parts = append(parts, "words "+q.Words)
	}
	for _, w := range q.Without {
		parts = append(parts, "without "+w)
	}
	for _, t := range q.Terms {
		parts = append(parts, written(t))
	}
	return strings.Join(parts, " | ")
}

// written writes a term in a line.
func written(t recruit.Term) string {
	s := string(t.Field) + ":" + t.Named + t.Compare + strings.Join(t.Any, ",")
	if !t.From.IsZero() || !t.To.IsZero() {
		s += fmt.Sprintf("[%s…%s)", t.From.Format("2006-01-02T15:04"), t.To.Format("2006-01-02T15:04"))
	}
	if t.Not {
		return "-" + s
	}
	return s
}

func TestParse(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		list        filter.List
		typed, want string
	}{
		{filter.Candidates, "", ""},
		{filter.Candidates, "priya raman", "words priya raman"},
		{filter.Candidates, "stage:offer tag:go", "stage:offer | tag:go"},
		{filter.Candidates, "Stage:Offer", "stage:offer"},
		{filter.Candidates, "-stage:offer,rejected storage", "words storage | -stage:offer,rejected"},
		{filter.Candidates, `job:"Backend Engineer"`, "job:backend engineer"},
		{filter.Candidates, `job:„Backend Engineer“ x`, "words x | job:backend engineer"},
		{filter.Candidates, `with:"dana ortiz",sam`, "with:dana ortiz,sam"},
		{filter.Candidates, "with:me", "with:robin acme example"},
		{filter.Candidates, "has:cv -has:ph", "has:resume | -has:phone"},
		{filter.Candidates, "mine -storage", "without storage | mine:"},
		{filter.Candidates, `"mine"`, "words mine"},
		{filter.Candidates, `"stage:offer"`, "words stage:offer"},
		{filter.Candidates, "10:00 https://example.com/x - --", "words 10:00 https://example.com/x - --"},
		{filter.Candidates, "email:Priya@Example.com", "email:priya example com"},
		{filter.Candidates, "added:week", "added:[2026-11-30T00:00…0001-01-01T00:00)"},
		{filter.Interviews, "-mine state:cancelled", "-mine: | state:cancelled"},
		{filter.Interviews, "state:c", "state:cancelled,completed"},
		{filter.Interviews, "answer:no answer:pend", "answer:declined | answer:needs-action"},
		{filter.Interviews, "on:fri", "start:[2026-12-04T00:00…2026-12-05T00:00)"},
		{filter.Interviews, "on:nextweek", "start:[2026-12-07T00:00…2026-12-14T00:00)"},
		{filter.Interviews, `on:"next month"`, "start:[2026-12-01T00:00…2027-01-01T00:00)"},
		{filter.Interviews, "after:mon before:2026-12-24", "start:[2026-11-30T00:00…0001-01-01T00:00) | start:[0001-01-01T00:00…2026-12-24T00:00)"},
		{filter.Interviews, `after:"tue 14:30"`, "start:[2026-12-01T14:30…0001-01-01T00:00)"},
		{filter.Interviews, `on:"27 nov"`, "start:[2026-11-27T00:00…2026-11-28T00:00)"},
		{filter.Interviews, "day:mon,tue", "day:1,2"},
		{filter.Interviews, "organiser:me", "owner:robin acme example"},
		{filter.Activity, "on:fri mine kind:rescheduled", "start:[2026-11-27T00:00…2026-11-28T00:00) | mine: | kind:rescheduled"},
		{filter.Outbox, "state:failed to:dana kind:invitation", "state:failed | to:dana | kind:mail.invite"},
		{filter.Jobs, "state:open department:platform", "state:open | kind:platform"},
		{filter.Team, "role:admin,read", "role:admin,read-only"},
		{filter.Mails, "to:dana subject:invitation", "to:dana | title:invitation"},
	} {
		got, err := language(t, c.list).Parse(c.typed)
		if err != nil || shown(got) != c.want {
			t.Errorf("%s %q = %q, %v; want %q", c.list, c.typed, shown(got), err, c.want)
		}
	}
}

// TestWhatIsNotUnderstoodIsSaid names what there is instead of matching nothing.
func TestWhatIsNotUnderstoodIsSaid(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		list        filter.List
		typed, want string
	}{
		{filter.Candidates, "stagge:offer", "There is no field “stagge”; did you mean stage?"},
		{filter.Candidates, "colour:red", "There is no field “colour” in Candidates; there is name, stage"},
		{filter.Jobs, "platform:zoom", "There is no field “platform” in Jobs, only in Candidates and Interviews; there is "},
		{filter.Candidates, "updated:yesterday", "There is no field “updated” in Candidates, only in Interviews (added: finds by when they came, and Activity lists what was changed when); there is name"},
		{filter.Jobs, "changed:yesterday", "There is no field “changed” in Jobs, only in Interviews (added: finds by when they came"},
		{filter.Team, "updated:yesterday", "There is no field “updated” in Team, only in Interviews; there is"},
		{filter.Candidates, "stage:offr", "There is no stage “offr”; there is Applied, Offer and Rejected."},
		{filter.Candidates, "has:wings", "There is no has “wings”; there is resume, file"},
		{filter.Interviews, "answer:perhaps", "There is no answer “perhaps”; there is accepted, declined, maybe, delegated and none."},
		{filter.Interviews, "state:x", "there is scheduled, completed, no-show, cancelled, needs-you, waiting and over."},
		{filter.Interviews, "with:", "with: needs a value, such as with:dana."},
		{filter.Interviews, "with:---", "with: needs a value, such as with:dana."},
		{filter.Interviews, "on:", "on: needs a value, such as on:fri."},
		{filter.Interviews, "on:someday", "on: “someday” cannot be read"},
		{filter.Interviews, "on:mon,tue", "on: takes one day"},
		{filter.Interviews, strings.Repeat("x", 1001), "The filter is too long"},
		{filter.Interviews, strings.Repeat("-mine ", 25), "A filter can have at most 24 terms"},
		{filter.Interviews, "with:" + strings.Repeat("x,", 25), "with: takes at most 24 values"},
	} {
		l := language(t, c.list)
		l.Known = map[recruit.Field][]string{recruit.ByStage: {"Applied", "Offer", "Rejected"}}
		_, err := l.Parse(c.typed)
		if err == nil || !strings.Contains(err.Error(), c.want) || !errors.Is(err, recruit.ErrInvalid) {
			t.Errorf("%s %q: %v, want %q", c.list, c.typed, err, c.want)
		}
	}
}

// TestTyping holds that a term which is being typed asks for nothing yet, and that
// what can become nothing is said at once.
func TestTyping(t *testing.T) {
	t.Parallel()
	for typed, want := range map[string]string{
		"stage:": "", "dana stage:": "words dana", "on:": "", "on:t": "", "on:tu": "", "-": "words -", "-dana": "without dana", `with:"da`: "with:da", "with:,": "",
	} {
		q, err := language(t, filter.Interviews).ParseTyped(typed)
		if err != nil || shown(q) != want {
			t.Errorf("%q = %q, %v, want %q", typed, shown(q), err, want)
		}
	}
	for _, typed := range []string{"stage: dana", "sta:x", "answer:q"} {
		if _, err := language(t, filter.Interviews).ParseTyped(typed); err == nil {
			t.Errorf("%q is not refused", typed)
		}
	}
}

func TestComplete(t *testing.T) {
	t.Parallel()
	l := language(t, filter.Interviews)
	l.Known = map[recruit.Field][]string{recruit.ByStage: {"Applied", "Phone screen", "Offer"}, recruit.ByWith: {"Dana Ortiz", "Sam Lee"}}
	for _, c := range []struct{ typed, want string }{
		{"sta", "stage: state:"},
		{"dana pl", "platform:"},
		{"-mi", "mine"},
		{"stage:", "Applied Phone screen Offer"},
		{"stage:ph", "Phone screen"},
		{"stage:applied,of", "Offer"},
		{"answer:", "accepted declined maybe delegated none"},
		{`with:"da`, "Dana Ortiz"},
		{"on:to", "today tomorrow"},
		{"nosuch:", ""},
		{`"sta`, ""},
	} {
		var words []string
		for _, done := range l.Complete(c.typed) {
			words = append(words, done.Word)
			if _, err := l.ParseTyped(done.Text); err != nil {
				t.Errorf("%q is completed as %q: %v", c.typed, done.Text, err)
			}
		}
		if got := strings.Join(words, " "); got != c.want {
			t.Errorf("%q goes on as %q, want %q", c.typed, got, c.want)
		}
	}
	if all := l.Complete("dana "); len(all) != len(filter.Fields(filter.Interviews)) {
		t.Errorf("behind a blank %d fields are offered", len(all))
	}
	for _, c := range []struct{ typed, want string }{{"x -stage:ph", `x -stage:"Phone screen"`}, {`with:"da`, `with:"Dana Ortiz"`}, {"sta", "stage:"}} {
		if got := l.Complete(c.typed)[0].Text; got != c.want {
			t.Errorf("%q becomes %q, want %q", c.typed, got, c.want)
		}
	}
}

// TestFieldsAreWhole holds that every field has words for help, an example that it
// takes itself, and one meaning in each list.
func TestFieldsAreWhole(t *testing.T) {
	t.Parallel()
	for _, list := range filter.Lists() {
		names := map[string]bool{}
		for _, f := range filter.Fields(list) {
			for _, name := range append([]string{f.Name}, f.Also...) {
				if names[name] {
					t.Errorf("%s has two fields %q", list, name)
				}
				names[name] = true
			}
			if f.Means == "" {
				t.Errorf("%s: %s has no meaning", list, f.Name)
			}
			typed := f.Name + ":" + f.Try
			if f.Sort == filter.Flag {
				typed = f.Name
			}
			q, err := language(t, list).Parse(typed)
			if err != nil || len(q.Terms) != 1 || q.Terms[0].Field != f.Is {
				t.Errorf("%s: the example %q is %q, %v", list, typed, shown(q), err)
			}
		}
	}
}

func TestSays(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		text, value string
		want        bool
	}{
		{"Łukasz Nowak", "lukasz", true}, {"Łukasz Nowak", "no luk", true}, {"Łukasz Nowak", "owak", false},
		{"dana@acme.example", "acme", true}, {"Zoë", "zoe", true}, {"", "x", false}, {"Backend Engineer", "backend eng", true},
		{"é", "e", true}, {"ab b", "b", true}, {"李小龙", "李小", true}, {"日本語", "本", false},
	} {
		if got := filter.Says(c.text, c.value); got != c.want {
			t.Errorf("%q says %q: %v", c.text, c.value, got)
		}
	}
}

// TestInterview holds each field against one interview.
func TestInterview(t *testing.T) {
	t.Parallel()
	i := recruit.InterviewSummary{CandidateName: "Priya Raman", CandidateEmail: "priya@example.com", JobTitle: "Staff Engineer, Storage", Stage: "Interview",
		OrganiserName: "Robin Reyes", OrganiserEmail: "robin@acme.example", NeedAttention: 1,
		People: []recruit.Invitee{{Name: "Priya Raman", Address: "priya@example.com", Answer: recruit.Accepted, Audience: recruit.ToCandidate},
			{Name: "Dana Ortiz", Address: "dana@acme.example", Answer: recruit.Declined, Audience: recruit.ToPanel}, {Name: "Sam Lee", Address: "sam@acme.example", Answer: recruit.NoAnswer}}}
	i.OrganiserID, i.Title, i.Status, i.Platform = 7, "Technical interview", recruit.Scheduled, recruit.Zoom
	i.Start, i.Duration = time.Date(2026, 12, 1, 10, 0, 0, 0, time.UTC), time.Hour
	i.UpdatedAt = time.Date(2026, 11, 29, 10, 0, 0, 0, time.UTC)
	for typed, want := range map[string]bool{
		"with:dana": true, "with:priya with:sam": true, "with:haru": false, "with:robin@acme": true, "-with:haru": true,
		"answer:declined": true, "answer:maybe": false, "answer:none": true, "with:dana answer:declined": true, "with:sam answer:declined": false, "with:sam,dana answer:declined": true,
		"-answer:declined": false, "state:scheduled": true, "state:needs-you": true, "state:cancelled,waiting": false, "state:over": false,
		"platform:zoom": true, "platform:phone": false, "mine": true, "-mine": false, "owner:robin": true, "owner:dana": false,
		"on:tue": true, "on:today": false, "after:tue": true, "before:tue": false, "day:tue": true, "day:mon,wed": false, "updated:today": false, "updated:yesterday": true,
		"job:storage": true, "job:storag": true, "job:torage": false, "stage:int": true, "title:technical": true, "candidate:raman": true, "candidate:dana": false, "email:sam@acme": true,
		"state:scheduled with:dana job:storage on:week": true,
	} {
		q, err := language(t, filter.Interviews).Parse(typed)
		if err != nil || filter.Interview(q.Terms, i) != want {
			t.Errorf("%q: %v, %v", typed, !want, err)
		}
	}
}

// FuzzParse holds that no text is too much: reading ends, what is understood is
// understood again when it was completed, and terms say what they are of.
func FuzzParse(f *testing.F) {
	for _, seed := range []string{"", "stage:offer tag:go", `-with:"dana ortiz",sam mine`, "on:nextweek before:mon", `"`, `:"`, "-:", "a:b,c", "stage:„", "\xff:\xfe", "on:99999999999", "day:mon,,tue,", strings.Repeat("x:", 300), "mine:", "with:" + strings.Repeat(",", 500)} {
		f.Add(seed, 2)
	}
	f.Fuzz(func(t *testing.T, typed string, n int) {
		lists := filter.Lists()
		l := language(t, lists[uint(n)%uint(len(lists))])
		q, err := l.Parse(typed)
		if err == nil {
			for _, term := range q.Terms {
				if term.Field == "" {
					t.Errorf("%q has a term of nothing: %+v", typed, term)
				}
			}
			filter.Interview(q.Terms, recruit.InterviewSummary{})
			filter.Member(q.Terms, recruit.Member{}, l.Now)
		}
		_, _ = l.ParseTyped(typed)
		for _, done := range l.Complete(typed) {
			if !strings.HasPrefix(done.Text, typed[:min(len(typed), 1)]) && typed != "" && done.Word == "" {
				t.Errorf("%q goes on as %q", typed, done.Text)
			}
		}
		filter.Says(typed, "a")
	})
}

func ExampleLanguage_Parse() {
	l := filter.Language{List: filter.Candidates, Now: time.Date(2026, 11, 30, 14, 0, 0, 0, time.UTC), Zone: time.UTC}
	q, _ := l.Parse(`storage stage:offer -tag:go with:"dana ortiz"`)
	fmt.Println(q.Words)
	for _, t := range q.Terms {
		fmt.Println(written(t))
	}
	_, err := l.Parse("stagge:offer")
	fmt.Println(err)
	// Output:
	// storage
	// stage:offer
	// -tag:go
	// with:dana ortiz
	// There is no field “stagge”; did you mean stage?
}

// TestAWordMayEndInAColon: words that were copied out of a sentence are words.
func TestAWordMayEndInAColon(t *testing.T) {
	t.Parallel()
	l := filter.Language{List: filter.Activity, Now: time.Date(2026, 11, 30, 9, 0, 0, 0, time.UTC), Zone: time.UTC}
	if q, err := l.Parse("Ortiz: scheduled"); err != nil || q.Words != "ortiz: scheduled" || len(q.Terms) != 0 {
		t.Errorf("%+v, %v", q, err)
	}
	for _, typed := range []string{"ortiz:x", "-ortiz:", "kind:"} {
		if q, err := l.Parse(typed); err == nil {
			t.Errorf("%s is understood as %+v", typed, q)
		}
	}
}
