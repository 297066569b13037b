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
	Subject  string
	Heading  string
	Greeting string
	Intro    []string
	Facts    []fact
	// Button is a link worth one press, or empty.
	Button  link
	Notes   []note
	Closing []string
}

// fact is one labelled thing to know.
type fact struct {
	Label string
	Lines []string
	// Link is what the lines lead to, or empty.
	Link string
	// Past marks what no longer holds.
	Past bool
}

type link struct{ Text, URL string }

// note is a text somebody wrote, under a heading.
type note struct{ Heading, Text string }

// plainText writes the letter for readers without HTML.
func (l letter) plainText() string {
	width := 0
	for _, f := range l.Facts {
		width = max(width, utf8.RuneCountInString(f.Label)+2)
	}
	var out strings.Builder
	out.WriteString(l.Greeting + "\n\n")
	for _, paragraph := range l.Intro {
		out.WriteString(paragraph + "\n\n")
	}
	for _, f := range l.Facts {
		label := f.Label + ":"
		for _, line := range f.Lines {
			fmt.Fprintf(&out, "%-*s%s\n", width, label, line)
			label = ""
		}
	}
	for _, n := range l.Notes {
		out.WriteString("\n" + n.Heading + "\n" + strings.Repeat("-", utf8.RuneCountInString(n.Heading)) + "\n" + n.Text + "\n")
	}
	for _, paragraph := range l.Closing {
		out.WriteString("\n" + paragraph + "\n")
	}
	return out.String()
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
