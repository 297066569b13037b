package invite

import (
	"bytes"
	_ "embed"
	"fmt"
	"html/template"
	"strings"
	"unicode/utf8"
)

// letter is what a mail says, before it is written down as plain text and as HTML. Both come from it, so they cannot
// say different things.
type letter struct {
	Language string
	Subject  string
	Heading  string
	Blocks   []block
}

// blockKind is what a block of a letter is.
type blockKind string

// The kinds of block.
const (
	textBlock   blockKind = "text"
	factBlock   blockKind = "facts"
	noteBlock   blockKind = "note"
	buttonBlock blockKind = "button"
)

// block is one part of a letter.
type block struct {
	Kind blockKind
	// Text of a paragraph, a note or a button.
	Text    string
	Heading string // of a note
	URL     string // of a button
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
}

// plainText writes the letter for readers without HTML.
func (l letter) plainText() string {
	width := 0
	for _, b := range l.Blocks {
		for _, f := range b.Facts {
			width = max(width, utf8.RuneCountInString(f.Label)+2)
		}
	}
	var parts []string
	for _, b := range l.Blocks {
		switch b.Kind {
		case factBlock:
			parts = append(parts, plainFacts(b.Facts, width))
		case noteBlock:
			parts = append(parts, b.Heading+"\n"+strings.Repeat("-", utf8.RuneCountInString(b.Heading))+"\n"+b.Text)
		case textBlock:
			parts = append(parts, b.Text)
		}
	}
	return strings.Join(parts, "\n\n") + "\n"
}

// plainFacts writes facts below one another, their values in a column.
func plainFacts(facts []fact, width int) string {
	var lines []string
	for _, f := range facts {
		label := f.Label + ":"
		for _, line := range f.Lines {
			lines = append(lines, fmt.Sprintf("%-*s%s", width, label, line))
			label = ""
		}
	}
	return strings.Join(lines, "\n")
}

//go:embed letter.html
var letterHTML string

// html writes the letter as one page that loads nothing from anywhere.
func (l letter) html() (string, error) {
	page, err := template.New("letter").Parse(letterHTML)
	if err != nil {
		return "", fmt.Errorf("parse letter template: %w", err)
	}
	var out bytes.Buffer
	if err := page.Execute(&out, l); err != nil {
		return "", fmt.Errorf("write letter as HTML: %w", err)
	}
	return out.String(), nil
}
