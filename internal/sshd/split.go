package sshd

import (
	"strings"

	"recruitty/recruit"
)

// maxCommand bounds a command as the client sends it, in bytes.
const maxCommand = 8 << 10

// words splits a command as a POSIX shell does (quotes and backslashes; nothing
// is expanded) in one pass. A command that is too long, or whose quotes do not
// close, is ErrInvalid.
func words(command string) ([]string, error) {
	if len(command) > maxCommand {
		return nil, recruit.Invalid("", "The command has more than %s; send long texts through a file of your inbox, or standard input.", recruit.Size(maxCommand))
	}
	var (
		out    []string
		word   strings.Builder
		inWord bool
		quote  rune // 0, ' or "
		escape bool
	)
	for _, r := range command {
		switch {
		case escape:
			// Within double quotes a backslash stands for itself before all but these.
			if quote == '"' && !strings.ContainsRune("\"\\$`\n", r) {
				word.WriteByte('\\')
			}
			if r != '\n' {
				word.WriteRune(r)
			}
			escape = false
		case r == '\\' && quote != '\'':
			escape, inWord = true, true
		case quote != 0 && r == quote:
			quote = 0
		case quote != 0:
			word.WriteRune(r)
		case r == '\'' || r == '"':
			quote, inWord = r, true
		case r == ' ' || r == '\t' || r == '\n' || r == '\r':
			if inWord {
				out = append(out, word.String())
				word.Reset()
				inWord = false
			}
		default:
			word.WriteRune(r)
			inWord = true
		}
	}
	if quote != 0 || escape {
		return nil, recruit.Invalid("", "The command cannot be understood; check its quotes.")
	}
	if inWord {
		out = append(out, word.String())
	}
	return out, nil
}
