package editor

import (
	"errors"
	"runtime"
	"strings"
)

// errQuote says that a quotation mark has no second one.
var errQuote = errors.New("a quotation mark in it is not closed")

// Words splits a command line into a program and its arguments, as a shell would with
// blanks, quotation marks and backslashes, and does nothing else that a shell does:
// there are no variables, no wildcards, and no commands in a command. On Windows a
// backslash belongs to the path.
func Words(line string) ([]string, error) { return words(line, runtime.GOOS != "windows") }

func words(line string, escapes bool) ([]string, error) {
	var all []string
	var word strings.Builder
	begun, quote := false, rune(0)
	runes := []rune(line)
	for i := 0; i < len(runes); i++ {
		r := runes[i]
		switch {
		case r == '\\' && escapes && quote != '\'' && i+1 < len(runes):
			next := runes[i+1]
			if quote == '"' && next != '"' && next != '\\' {
				word.WriteRune(r) // within double marks it escapes these two only
				break
			}
			word.WriteRune(next)
			begun, i = true, i+1
		case quote != 0 && r == quote:
			quote = 0
		case quote != 0:
			word.WriteRune(r)
		case r == '"' || r == '\'' && escapes:
			begun, quote = true, r
		case r == ' ' || r == '\t' || r == '\n':
			if begun {
				all = append(all, word.String())
				word.Reset()
			}
			begun = false
		default:
			word.WriteRune(r)
			begun = true
		}
	}
	if quote != 0 {
		return nil, errQuote
	}
	if begun {
		all = append(all, word.String())
	}
	return all, nil
}
