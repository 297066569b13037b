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
	"recruitty/recruit/windows"
	"recruitty/ui/forms"
	"recruitty/ui/shell"
	"recruitty/ui/text"
	"recruitty/ui/theme"
)

// readWords reads the candidate's words with the answers that were given.
func (t *findTime) readWords(words string, answers map[string]string) windows.Reading {
	s := t.app.Session()
	return finder.ReadWindows(words, t.candidate, s.Now(), s.Zone, answers)
}

// paste reads when the candidate has said they can. What was understood stands under the
// field before it counts, and what is unclear is asked, never guessed.
func (t *findTime) paste() tea.Cmd {
	d := &struct{ words string }{t.words}
	now, desk, id := t.app.Session().Now(), t.app.Desk(), t.ask.Candidate
	return shell.Prepare(t.app, func(ctx context.Context) (recruit.Candidate, error) { return desk.Store.Candidate(ctx, id) },
		func(c recruit.Candidate, err error) tea.Cmd {
			if err != nil {
				return t.app.SayProblem(err)
			}
			t.candidate = c
			return forms.OpenForm(t.app, forms.FormSpec{
				Title: "When can the candidate?", Note: text.Line(c.Name), Verb: "look at these times", Draft: d, Room: 22, Keep: "windows-" + shell.RowKey(id), About: id,
				Intro: "Paste what they have written; what is unclear is asked next. Empty means any time between 8 and 20 where they are.",
				Fields: func(f *forms.Fields) []huh.Field {
					return []huh.Field{f.Lines("window", "Their words", &d.words, 4).Saying(6, func() []forms.Hint { return understoodHints(d.words, t.readWords(d.words, nil), now) })}
				},
			}, forms.Saves[windows.Reading]{
				Save: func() func(context.Context) (windows.Reading, error) {
					r, typed := t.readWords(d.words, nil), strings.TrimSpace(d.words)
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
						return "What is meant is asked before it counts."
					case strings.TrimSpace(d.words) == "":
						return "Any time between 8 and 20 where the candidate is."
					}
					return onlyOffered
				},
				Then: func(r windows.Reading) tea.Cmd {
					t.words = d.words
					if len(r.Questions) > 0 {
						return t.app.Open(&wordsQuestion{of: t, reading: r, answers: map[string]string{}})
					}
					return t.within(r)
				},
			})
		})
}

const onlyOffered = "Only times that the candidate has offered."

// within looks only at what was read.
func (t *findTime) within(r windows.Reading) tea.Cmd {
	t.ask.Windows, t.cursor = finder.Spans(r, t.app.Session().Now()), 0
	return t.look()
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
		hints = append(hints, forms.Hint{Tone: theme.Dim, Text: text.Line(said)})
	}
	return hints
}

// wordsQuestion asks what is meant by words of the candidate, one question after the
// other. Each is answered with one key.
type wordsQuestion struct {
	of      *findTime
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
	q.reading, q.cursor = q.of.readWords(q.of.words, q.answers), 0
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
	foot := shell.Foot(q.Keys(), "enter", "1–"+strconv.Itoa(max(min(len(options), mostNumbers), 1)), "esc")
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
