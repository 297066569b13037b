package interviews

import (
	"context"
	"strconv"
	"strings"
	"time"

	tea "charm.land/bubbletea/v2"
	"charm.land/huh/v2"

	"recruitty/recruit"
	"recruitty/recruit/finder"
	"recruitty/recruit/slots"
	"recruitty/recruit/windows"
	"recruitty/ui/forms"
	"recruitty/ui/shell"
	"recruitty/ui/text"
	"recruitty/ui/theme"
)

// candidateWords asks when a candidate has said they can, in their own words.
type candidateWords struct {
	app       *shell.App
	candidate recruit.Candidate
	typed     string
	then      func(typed string, windows []slots.Span) tea.Cmd // none are any time at civil hours
}

// askWords asks for the words of a candidate; typed are those of before.
func askWords(a *shell.App, id recruit.CandidateID, typed string, then func(typed string, windows []slots.Span) tea.Cmd) tea.Cmd {
	svc := a.Services()
	return shell.Prepare(a, func(ctx context.Context) (recruit.Candidate, error) { return svc.Store.Candidate(ctx, id) },
		func(c recruit.Candidate, err error) tea.Cmd {
			if err != nil {
				return a.SayProblem(err)
			}
			return (&candidateWords{app: a, candidate: c, typed: typed, then: then}).paste()
		})
}

// read reads the words with the answers that were given.
func (c *candidateWords) read(words string, answers map[string]string) windows.Reading {
	s := c.app.Session()
	return finder.ReadWindows(words, c.candidate, s.Now(), s.Zone, answers)
}

// paste reads when the candidate has said they can. What was understood stands under the
// field before it counts, and what is unclear is asked, never guessed.
func (c *candidateWords) paste() tea.Cmd {
	d := &struct{ words string }{c.typed}
	now, id := c.app.Session().Now(), c.candidate.ID
	return forms.OpenForm(c.app, forms.FormSpec{
		Title: "When is the candidate free?", Note: text.Line(c.candidate.Name), Verb: "look at these times", Draft: d, Room: 22, Keep: "windows-" + shell.RowKey(id), About: id,
		Intro: "Paste what they wrote; anything unclear is asked next. Empty means any time between 8:00 and 20:00 where they are.",
		Fields: func(f *forms.Fields) []huh.Field {
			return []huh.Field{f.Lines("window", "Their words", &d.words, 4).Saying(func() []forms.Hint { return understoodHints(d.words, c.read(d.words, nil), now) })}
		},
	}, forms.Saves[windows.Reading]{
		Save: func() func(context.Context) (windows.Reading, error) {
			r, typed := c.read(d.words, nil), strings.TrimSpace(d.words)
			return func(context.Context) (windows.Reading, error) {
				if typed == "" || len(r.Questions) > 0 {
					return r, nil
				}
				return r, finder.Unclear("window", r)
			}
		},
		Said: func(r windows.Reading) string {
			switch {
			case len(r.Questions) > 0:
				return "Anything unclear is asked before it counts."
			case strings.TrimSpace(d.words) == "":
				return "Any time between 8:00 and 20:00 where the candidate is."
			}
			return onlyOffered
		},
		Then: func(r windows.Reading) tea.Cmd {
			c.typed = d.words
			if len(r.Questions) > 0 {
				return c.app.Open(&wordsQuestion{of: c, reading: r, answers: map[string]string{}})
			}
			return c.within(r)
		},
	})
}

const onlyOffered = "Only times that the candidate has offered."

// within goes on with what was read.
func (c *candidateWords) within(r windows.Reading) tea.Cmd {
	return c.then(c.typed, finder.Spans(r, c.app.Session().Now()))
}

// understoodHints are what was read of the candidate's words, and what is to be asked.
func understoodHints(words string, r windows.Reading, now time.Time) []forms.Hint {
	if strings.TrimSpace(words) == "" {
		return nil
	}
	var hints []forms.Hint
	for _, q := range r.Questions {
		hints = append(hints, forms.Hint{Tone: theme.Warning, Text: text.Line(finder.QuestionWords(q))})
	}
	for _, said := range finder.Understood(r, now, 5) {
		hints = append(hints, forms.Hint{Text: text.Line(said)})
	}
	return hints
}

// wordsQuestion asks what is meant by words of the candidate, one question after the
// other. Each is answered with one key.
type wordsQuestion struct {
	of      *candidateWords
	reading windows.Reading
	answers map[string]string // by the ID of their question
	cursor  int
}

// wordsWidth is the widest that the box gets.
const wordsWidth = 84

// mostNumbers is how many options have a number of their own.
const mostNumbers = 9

// Init implements shell.Modal.
func (q *wordsQuestion) Init() tea.Cmd { return nil }

// Typing implements shell.Modal.
func (q *wordsQuestion) Typing() bool { return false }

// Update implements shell.Modal.
func (q *wordsQuestion) Update(tea.Msg) tea.Cmd { return nil }

// asked is the question, with its options.
func (q *wordsQuestion) asked() (windows.Question, []windows.Choice) {
	if len(q.reading.Questions) == 0 {
		return windows.Question{}, nil
	}
	first := q.reading.Questions[0]
	return first, finder.Options(first)
}

// Keys implements shell.Modal.
func (q *wordsQuestion) Keys() []shell.Action {
	_, options := q.asked()
	numbers := min(len(options), mostNumbers)
	return []shell.Action{
		{Name: "words.answer", Key: "enter", Help: "that is meant", Do: func() tea.Cmd { return q.answer(q.cursor) }},
		{Name: "words.move", Key: "↑/↓", Help: "move", Strokes: []string{"up", "down", "k", "j"}, Turn: func(by int) tea.Cmd {
			q.cursor = max(min(q.cursor+by, len(options)-1), 0)
			return nil
		}},
		{Name: "words.number", Key: "1–" + strconv.Itoa(max(numbers, 1)), Help: "answer", Strokes: numberKeys(numbers), On: func(press tea.KeyPressMsg) tea.Cmd {
			n, err := strconv.Atoi(press.String())
			if err != nil {
				return nil
			}
			return q.answer(n - 1)
		}},
		{Name: "words.leave", Key: "esc", Help: "back to the words", Do: func() tea.Cmd {
			q.of.app.Close(q)
			return q.of.paste()
		}},
	}
}

// answer takes option n, and asks on or goes on with what is understood.
func (q *wordsQuestion) answer(n int) tea.Cmd {
	asked, options := q.asked()
	if n < 0 || n >= len(options) {
		return nil
	}
	q.answers[asked.ID] = options[n].Value
	q.reading, q.cursor = q.of.read(q.of.typed, q.answers), 0
	if len(q.reading.Questions) > 0 {
		return nil
	}
	q.of.app.Close(q)
	if err := finder.Unclear("window", q.reading); err != nil { // all of it was left out
		return tea.Batch(q.of.app.SayProblem(err), q.of.paste())
	}
	return tea.Batch(q.of.within(q.reading), q.of.app.Say(theme.OK, onlyOffered))
}

// View implements shell.Modal.
func (q *wordsQuestion) View(maxW, maxH int) (string, *tea.Cursor) {
	w := min(maxW, wordsWidth)
	inner, rows := shell.FrameSize(w, maxH)
	app, s := q.of.app, q.of.app.Styles()
	asked, options := q.asked()
	lines := strings.Split(app.Grid().Wrap(text.Line(asked.Says), inner), "\n")
	lines = append(lines[:min(len(lines), max(rows-4, 1))], "")
	room := max(rows-len(lines)-1, 1)
	from := max(min(q.cursor-room/2, len(options)-room), 0)
	for n, o := range options[from:min(from+room, len(options))] {
		n += from
		number := "  "
		if n < mostNumbers {
			number = strconv.Itoa(n+1) + " "
		}
		line := app.Grid().Truncate("  "+number+text.Line(o.Label), inner)
		if n == q.cursor {
			line = s.Chosen.Render(app.Grid().Truncate(s.Signs.Cursor+" "+number+text.Line(o.Label), inner))
		}
		lines = append(lines, line)
	}
	note := text.Line(q.of.candidate.Name)
	if more := len(q.reading.Questions) - 1; more > 0 {
		note = recruit.Counted(more, "more question", "more questions") + " after it"
	}
	foot := app.Foot(q.Keys(), "enter", "1–"+strconv.Itoa(max(min(len(options), mostNumbers), 1)), "esc")
	return app.Frame("What is meant?", note, strings.Join(lines, "\n"), foot, w, maxH), nil
}

// numberKeys are the keys from 1 to n.
func numberKeys(n int) []string {
	var keys []string
	for k := range n {
		keys = append(keys, strconv.Itoa(k+1))
	}
	return keys
}

// WordsActions are the keys of the questions about the candidate's words.
func WordsActions() []shell.Action {
	return (&wordsQuestion{reading: windows.Reading{Questions: []windows.Question{{Choices: make([]windows.Choice, mostNumbers-1)}}}}).Keys()
}
