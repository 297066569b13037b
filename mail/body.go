package mail

import (
	"bytes"
	_ "embed"
	"fmt"
	"html/template"
	"strings"

	"github.com/charmbracelet/x/ansi"
)

// blockKind is what a block of a mail is.
type blockKind string

// The kinds of block.
const (
	textBlock   blockKind = "text"
	factBlock   blockKind = "facts"
	noteBlock   blockKind = "note"
	buttonBlock blockKind = "button"
)

// block is one part of what a mail says.
type block struct {
	Kind blockKind
	// Text of a paragraph, a note or a button.
	Text    string
	Heading string // of a note
	URL     string // of a button; of a paragraph a line of it that leads there
	Facts   []fact
	// Quiet marks a paragraph behind the facts.
	Quiet bool
}

// Lines are the lines of the text.
func (b block) Lines() []string { return strings.Split(b.Text, "\n") }

// fact is one labelled thing to know.
type fact struct {
	Label string
	Lines []string
	// Link is what the lines lead to, or empty.
	Link string
	// Past marks what no longer holds.
	Past bool
	// Whole marks lines that are not to be broken: a time apart from its zone is misread.
	Whole bool
}

// plainColumns is how wide the lines of plain text are at most; RFC 5322 section 2.1.1 asks for 78 at most. Only a word
// without a space in it, such as a link, and a time with its zone may be longer: both are worse broken than long.
const plainColumns = 76

// plainText writes the mail for readers without HTML.
func (m *message) plainText() string { return m.plainTextIn(plainColumns) }

// plainTextIn writes it in lines of so many columns; fewer than those of a mail break everything that has a space in it.
func (m *message) plainTextIn(columns int) string {
	margin := 0
	for _, b := range m.Blocks {
		for _, f := range b.Facts {
			margin = max(margin, ansi.StringWidth(f.Label)+2)
		}
	}
	var parts []string
	for _, b := range m.Blocks {
		switch b.Kind {
		case factBlock:
			parts = append(parts, plainFacts(b.Facts, margin, columns))
		case noteBlock:
			parts = append(parts, b.Heading+"\n"+strings.Repeat("-", ansi.StringWidth(b.Heading))+"\n"+wrap(b.Lines(), columns))
		case textBlock:
			parts = append(parts, wrap(b.Lines(), columns))
		}
	}
	return strings.Join(parts, "\n\n") + "\n"
}

// plainFacts writes facts below one another, their values in a column behind the margin.
func plainFacts(facts []fact, margin, columns int) string {
	var lines []string
	for _, f := range facts {
		label := f.Label + ":"
		text := strings.Join(f.Lines, "\n")
		if !f.Whole || columns < plainColumns {
			text = wrap(f.Lines, max(columns-margin, columns/2))
		}
		for line := range strings.SplitSeq(text, "\n") {
			lines = append(lines, label+strings.Repeat(" ", margin-ansi.StringWidth(label))+line)
			label = ""
		}
	}
	return strings.Join(lines, "\n")
}

// wrap breaks lines at spaces so that they take at most so many columns on a screen with letters of one width, and drops
// spaces at their ends.
func wrap(lines []string, columns int) string {
	var wrapped strings.Builder
	for n, line := range lines {
		if n > 0 {
			wrapped.WriteByte('\n')
		}
		used, gap := 0, 0
		for i, word := range strings.Split(line, " ") {
			if i > 0 {
				gap++
			}
			if word == "" {
				continue
			}
			width := ansi.StringWidth(word)
			if used > 0 && used+gap+width > columns {
				wrapped.WriteByte('\n')
				used, gap = 0, 0
			}
			wrapped.WriteString(strings.Repeat(" ", gap) + word)
			used, gap = used+gap+width, 0
		}
	}
	return wrapped.String()
}

// Direction is the way in which the mail is written.
func (m *message) Direction() string { return direction(m.Language) }

//go:embed body.html
var bodyHTML string

// html writes the mail as one page that loads nothing from anywhere.
func (m *message) html() (string, error) {
	page, err := template.New("body").Parse(bodyHTML)
	if err != nil {
		return "", fmt.Errorf("parse template of an email: %w", err)
	}
	var out bytes.Buffer
	if err := page.Execute(&out, m); err != nil {
		return "", fmt.Errorf("write mail as HTML: %w", err)
	}
	return out.String(), nil
}
