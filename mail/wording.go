package mail

import (
	"embed"
	"errors"
	"fmt"
	"strings"

	"recruitty/recruit"
)

// wording is a template of one mail: what it says, in order.
//
//	Subject: Invitation: {{title}}, {{start}}
//	Heading: You are invited
//
//	A paragraph with {{placeholders}}[ and a passage that may be left out].
//
//	- Label: {{value}}
//
//	=> Text of the button that opens the join link
//
//	# Heading of a note
//	Its text.
//
// A block is left out when a placeholder outside of [ ] in it has no value.
// Plain text and HTML are both written from it.
type wording struct {
	subject, heading pattern
	blocks           []blockPattern
}

// blockPattern is one block of a template.
type blockPattern struct {
	kind  blockKind
	label string // of a fact or a note
	text  pattern
}

//go:embed words
var words embed.FS

// maxTemplate bounds a template, in bytes.
const maxTemplate = 16 << 10

// builtIn returns the template that comes with the program, "" in a language
// that it does not speak.
func builtIn(o recruit.MailEvent, a recruit.Audience, language string) string {
	speaks, ok := speak(language)
	if !ok {
		return ""
	}
	source, err := words.ReadFile(fmt.Sprintf("words/%s/%s.%s.txt", speaks.Tag, o, a))
	if err != nil {
		return ""
	}
	return string(source)
}

// parseWording reads a template and checks it for its audience. An error names
// the line.
func parseWording(source string, event recruit.MailEvent, audience recruit.Audience) (wording, error) {
	if len(source) > maxTemplate {
		return wording{}, fmt.Errorf("the template has %d bytes; at most %d are possible", len(source), maxTemplate)
	}
	inSubject, inText := map[string]bool{}, map[string]bool{}
	for _, p := range placesOf(event) {
		inSubject[p.Name], inText[p.Name] = p.subject, p.mayRead(audience)
	}
	if !event.IsLetter() {
		for _, name := range retired() {
			inSubject[name], inText[name] = false, true
		}
	}
	var w wording
	lines := strings.Split(strings.ReplaceAll(paragraphs(source), "\r", ""), "\n")
	for n := 0; n < len(lines); {
		line := strings.TrimRight(lines[n], " ")
		first := n
		n++
		if line == "" {
			continue
		}
		b, allowed := blockPattern{}, inText
		target := (*pattern)(nil)
		text := ""
		switch subject, heading := strings.CutPrefix(line, "Subject: "); {
		case heading:
			text, target, allowed = subject, &w.subject, inSubject
		case event.IsLetter() && (strings.HasPrefix(line, "Heading: ") || strings.HasPrefix(line, "=> ")):
			return w, fmt.Errorf("line %d: this email has neither a heading nor a button; write it as a letter", first+1)
		case strings.HasPrefix(line, "Heading: "):
			text, target = strings.TrimPrefix(line, "Heading: "), &w.heading
		case strings.HasPrefix(line, "=> "):
			b.kind, text = buttonBlock, strings.TrimPrefix(line, "=> ")
		case strings.HasPrefix(line, "- "):
			label, value, ok := strings.Cut(strings.TrimPrefix(line, "- "), ": ")
			if !ok || strings.ContainsAny(label, "{}[]") {
				return w, fmt.Errorf("line %d: a fact is written as \"- Label: {{placeholder}}\"", first+1)
			}
			b.kind, b.label, text = factBlock, label, value
		default:
			b.kind = textBlock
			if note, ok := strings.CutPrefix(line, "# "); ok {
				b.kind, b.label, line = noteBlock, note, ""
			}
			kept := nonEmpty(line)
			for n < len(lines) && strings.TrimSpace(lines[n]) != "" && !startsBlock(lines[n]) {
				kept = append(kept, strings.TrimRight(lines[n], " "))
				n++
			}
			text = strings.Join(kept, "\n")
		}
		p, err := parsePattern(text)
		if err == nil {
			err = p.check(allowed)
		}
		if err != nil {
			return w, fmt.Errorf("line %d: %w", faultyLine(lines[first:n], allowed)+first+1, err)
		}
		if target != nil {
			if *target != nil {
				return w, fmt.Errorf("line %d: there is a second one of this line", first+1)
			}
			*target = p
			continue
		}
		b.text = p
		w.blocks = append(w.blocks, b)
	}
	if event.IsLetter() && (len(w.subject) == 0 || len(w.blocks) == 0) {
		return w, errors.New("line 1: the template of this email begins with \"Subject: …\", and has text after it")
	}
	if !event.IsLetter() && (len(w.subject) == 0 || len(w.heading) == 0 || len(w.blocks) == 0) {
		return w, errors.New("line 1: a template begins with \"Subject: …\" and \"Heading: …\", and has text after them")
	}
	return w, nil
}

// faultyLine finds the first line of a block that is wrong by itself, else it
// is the first.
func faultyLine(lines []string, allowed map[string]bool) int {
	for n, line := range lines {
		p, err := parsePattern(line)
		if err == nil {
			err = p.check(allowed)
		}
		if err != nil {
			return n
		}
	}
	return 0
}

func startsBlock(line string) bool {
	return strings.HasPrefix(line, "- ") || strings.HasPrefix(line, "=> ") || strings.HasPrefix(line, "# ")
}
