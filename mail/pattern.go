package mail

import (
	"errors"
	"fmt"
	"strings"
)

// pattern is a text with placeholders: {{name}} stands for a value, [ … ] for
// a passage that is left out when a value in it is empty, {{?name}} for nothing
// at all, but it makes its passage depend on the value. A backslash takes the
// meaning from the character behind it.
type pattern []piece

// piece is one part of a pattern; exactly one of the first three is set.
type piece struct {
	literal string
	place   string
	passage pattern
	test    bool // of a place: it stands for nothing
}

// maxNesting bounds passages within passages.
const maxNesting = 8

// parsePattern reads a pattern.
func parsePattern(text string) (pattern, error) {
	p, rest, err := parsePassage(text, 0)
	if err == nil && rest != "" {
		err = errors.New("a ] closes nothing; write \\] for the character")
	}
	return p, err
}

// parsePassage reads up to the end of the text or a closing bracket, which it
// leaves in rest.
func parsePassage(text string, depth int) (p pattern, rest string, err error) {
	if depth > maxNesting {
		return nil, "", errors.New("passages in [ ] are nested too deeply")
	}
	var literal strings.Builder
	flush := func() {
		if literal.Len() > 0 {
			p = append(p, piece{literal: literal.String()})
			literal.Reset()
		}
	}
	for text != "" {
		switch {
		case text[0] == '\\' && len(text) > 1 && strings.IndexByte(`[]{}\`, text[1]) >= 0:
			literal.WriteByte(text[1])
			text = text[2:]
		case text[0] == ']':
			flush()
			return p, text, nil
		case text[0] == '[':
			flush()
			inner, after, err := parsePassage(text[1:], depth+1)
			if err != nil {
				return nil, "", err
			}
			if after == "" {
				return nil, "", errors.New("a [ is not closed; write \\[ for the character")
			}
			p, text = append(p, piece{passage: inner}), after[1:]
		case strings.HasPrefix(text, "{{"):
			flush()
			name, after, closed := strings.Cut(text[2:], "}}")
			if !closed {
				return nil, "", errors.New("a {{ is not closed by }}")
			}
			name, test := strings.CutPrefix(strings.TrimSpace(name), "?")
			p, text = append(p, piece{place: strings.TrimSpace(name), test: test}), after
		default:
			literal.WriteByte(text[0])
			text = text[1:]
		}
	}
	flush()
	return p, "", nil
}

// fill writes the values into the pattern. whole says that none of those
// outside of passages was empty.
func (p pattern) fill(values map[string]string) (text string, whole bool) {
	var out strings.Builder
	whole = true
	for _, part := range p {
		switch {
		case part.passage != nil:
			if inner, all := part.passage.fill(values); all {
				out.WriteString(inner)
			}
		case part.place != "":
			whole = whole && values[part.place] != ""
			if !part.test {
				out.WriteString(values[part.place])
			}
		default:
			out.WriteString(part.literal)
		}
	}
	return out.String(), whole
}

// places returns the names of all placeholders.
func (p pattern) places() []string {
	var names []string
	for _, part := range p {
		if part.place != "" {
			names = append(names, part.place)
		}
		names = append(names, part.passage.places()...)
	}
	return names
}

// check wants every placeholder to be one of those allowed.
func (p pattern) check(allowed map[string]bool) error {
	for _, name := range p.places() {
		ok, known := allowed[name]
		switch {
		case !known:
			return fmt.Errorf("there is no placeholder {{%s}}", shorten(oneLine(name), 40))
		case !ok:
			return fmt.Errorf("{{%s}} must not stand here", name)
		}
	}
	return nil
}
