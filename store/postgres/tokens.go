package postgres

import "strings"

// tokens cuts a query into words, numbers, texts in quotes, question marks and other
// characters, without spaces and comments.
func tokens(query string) []string {
	all := make([]string, 0, len(query)/4)
	for n := 0; n < len(query); {
		end := n + 1
		switch c := query[n]; {
		case c == ' ' || c == '\n' || c == '\t' || c == '\r':
			n++
			continue
		case strings.HasPrefix(query[n:], "--"):
			if end = strings.IndexByte(query[n:], '\n'); end < 0 {
				return all
			}
			n += end + 1
			continue
		case (c == 'x' || c == 'X') && strings.HasPrefix(query[end:], "'"):
			end = quoted(query, end)
		case c == '\'' || c == '"':
			end = quoted(query, n)
		case isLetter(c):
			for end < len(query) && (isLetter(query[end]) || isDigit(query[end])) {
				end++
			}
		case isDigit(c):
			for end < len(query) && (isDigit(query[end]) || query[end] == '.') {
				end++
			}
		case c == '?':
			for end < len(query) && isDigit(query[end]) {
				end++
			}
		default:
			for _, operator := range []string{"->>", "<>", "<=", ">=", "<<", ">>", "||", "->"} {
				if strings.HasPrefix(query[n:], operator) {
					end = n + len(operator)
					break
				}
			}
		}
		all = append(all, query[n:end])
		n = end
	}
	return all
}

// quoted is where the text in quotes that begins at n ends.
func quoted(query string, n int) int {
	for end := n + 1; end < len(query); end++ {
		if query[end] == query[n] {
			if end+1 < len(query) && query[end+1] == query[n] {
				end++
				continue
			}
			return end + 1
		}
	}
	return len(query)
}

func isLetter(c byte) bool {
	return c == '_' || 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || c >= 0x80
}

func isDigit(c byte) bool { return '0' <= c && c <= '9' }
