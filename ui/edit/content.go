package edit

import (
	"slices"
	"strings"
	"unicode/utf8"

	"recruitty/ui/text"
)

// content is a text with a cursor that lies between two of its clusters, always:
// whatever is put in or taken out may join what stands at both sides of it, and
// then the cursor goes behind what they became.
type content struct {
	lines []line // at least one
	row   int    // the line with the cursor
	at    int    // bytes of that line before the cursor
	limit int    // characters, line ends among them; 0 for none
	cut   int    // characters that the last insertion left out for it
}

// line is one line without its end, and how it was wrapped last.
type line struct {
	text string
	wrap *wrap
}

func newContent(limit int) content { return content{lines: make([]line, 1), limit: limit} }

func (c *content) line() string   { return c.lines[c.row].text }
func (c *content) before() string { return c.line()[:c.at] }
func (c *content) after() string  { return c.line()[c.at:] }

// value is the whole text.
func (c *content) value() string {
	if len(c.lines) == 1 {
		return c.lines[0].text
	}
	var b strings.Builder
	for i, l := range c.lines {
		if i > 0 {
			b.WriteByte('\n')
		}
		b.WriteString(l.text)
	}
	return b.String()
}

// size counts the characters, as the limit does.
func (c *content) size() int {
	n := len(c.lines) - 1
	for _, l := range c.lines {
		n += utf8.RuneCountInString(l.text)
	}
	return n
}

// set replaces everything; the cursor is behind it.
func (c *content) set(s string) {
	c.lines, c.row, c.at = make([]line, 1), 0, 0
	c.insert(s)
}

// put replaces the line with the cursor; the cursor goes to the first edge that
// is not before at.
func (c *content) put(s string, at int) {
	c.lines[c.row] = line{text: s}
	c.at = text.Edge(s, at)
}

// insert puts s, which is clean, where the cursor is, as far as there is room.
func (c *content) insert(s string) {
	if s = c.fitting(s); s == "" {
		return
	}
	head, tail := c.before(), c.after()
	parts := strings.Split(s, "\n")
	last := len(parts) - 1
	if last == 0 {
		c.put(head+s+tail, len(head)+len(s))
		return
	}
	lines := make([]line, len(parts))
	for i, part := range parts {
		lines[i].text = part
	}
	lines[0].text = head + parts[0]
	c.lines = slices.Replace(c.lines, c.row, c.row+1, lines...)
	c.row += last
	c.put(parts[last]+tail, len(parts[last]))
}

// fitting is as much of s, in whole clusters, as the limit has room for.
func (c *content) fitting(s string) string {
	c.cut = 0
	if c.limit <= 0 {
		return s
	}
	room, all := c.limit-c.size(), utf8.RuneCountInString(s)
	if all <= room {
		return s
	}
	taken, end := 0, 0
	for end < len(s) {
		cluster := text.FirstCluster(s[end:])
		n := utf8.RuneCountInString(cluster)
		if taken+n > room {
			break
		}
		taken, end = taken+n, end+len(cluster)
	}
	c.cut = all - taken
	return s[:end]
}

// back takes out the cluster before the cursor, or the end of the line above.
func (c *content) back() {
	if c.at == 0 {
		c.join(c.row - 1)
		return
	}
	head := c.before()
	head = head[:len(head)-len(text.LastCluster(head))]
	c.put(head+c.after(), len(head))
}

// forward takes out the cluster behind the cursor, or the end of the line.
func (c *content) forward() {
	tail := c.after()
	if tail == "" {
		c.join(c.row)
		return
	}
	c.put(c.before()+tail[len(text.FirstCluster(tail)):], c.at)
}

// join makes one line of the line at row and the next, if there are both. The
// cursor is in one of the two and goes to where they meet.
func (c *content) join(row int) {
	if row < 0 || row+1 >= len(c.lines) {
		return
	}
	head, tail := c.lines[row].text, c.lines[row+1].text
	c.lines = slices.Delete(c.lines, row+1, row+2)
	c.row = row
	c.put(head+tail, len(head))
}

// toStart and toEnd take out what is before and behind the cursor in its line.
func (c *content) toStart() {
	if c.at == 0 {
		c.join(c.row - 1)
		return
	}
	c.put(c.after(), 0)
}

func (c *content) toEnd() {
	if c.after() == "" {
		c.join(c.row)
		return
	}
	c.put(c.before(), c.at)
}

// left and right move over one cluster, or to the next line.
func (c *content) left() {
	switch {
	case c.at > 0:
		c.at -= len(text.LastCluster(c.before()))
	case c.row > 0:
		c.row--
		c.at = len(c.line())
	}
}

func (c *content) right() {
	switch {
	case c.at < len(c.line()):
		c.at += len(text.FirstCluster(c.after()))
	case c.row+1 < len(c.lines):
		c.row++
		c.at = 0
	}
}

// blank reports whether a cluster is one between words.
func blank(cluster string) bool {
	if len(cluster) == 1 {
		return cluster == " " || cluster == "\n"
	}
	return strings.TrimSpace(cluster) == ""
}

// wordBefore is how many bytes before the cursor the last word of the line has,
// with the blanks behind it; wordAfter the same for the next.
func (c *content) wordBefore() int {
	n, word := 0, false
	for _, cluster := range slices.Backward(text.Clusters(c.before())) {
		if blank(cluster) && word {
			break
		}
		word = word || !blank(cluster)
		n += len(cluster)
	}
	return n
}

func (c *content) wordAfter() int {
	n, word := 0, false
	for rest := c.after(); n < len(rest); {
		cluster := text.FirstCluster(rest[n:])
		if blank(cluster) && word {
			break
		}
		word = word || !blank(cluster)
		n += len(cluster)
	}
	return n
}

// wordLeft moves to the beginning of a word, wordRight behind the end of one.
func (c *content) wordLeft() {
	for strings.TrimSpace(c.before()) == "" && c.row > 0 {
		c.row--
		c.at = len(c.line())
	}
	c.at -= c.wordBefore()
}

func (c *content) wordRight() {
	for strings.TrimSpace(c.after()) == "" && c.row+1 < len(c.lines) {
		c.row++
		c.at = 0
	}
	c.at += c.wordAfter()
}

// backWord and forwardWord take out a word, or the end of a line.
func (c *content) backWord() {
	if c.at == 0 {
		c.join(c.row - 1)
		return
	}
	head := c.before()[:c.at-c.wordBefore()]
	c.put(head+c.after(), len(head))
}

func (c *content) forwardWord() {
	if c.after() == "" {
		c.join(c.row)
		return
	}
	c.put(c.before()+c.after()[c.wordAfter():], c.at)
}

// swap exchanges the clusters at both sides of the cursor, at the end of a line
// the last two of it.
func (c *content) swap() {
	if c.at == len(c.line()) {
		c.at -= len(text.LastCluster(c.before()))
	}
	a, b := text.LastCluster(c.before()), text.FirstCluster(c.after())
	if a == "" || b == "" {
		c.at = text.Edge(c.line(), c.at+len(b))
		return
	}
	head, tail := c.before(), c.after()
	head = head[:len(head)-len(a)] + b + a
	c.put(head+tail[len(b):], len(head))
}

// change writes the next word anew, as in capitals, and goes behind it.
func (c *content) change(f func(string) string) {
	for strings.TrimSpace(c.after()) == "" && c.row+1 < len(c.lines) {
		c.row++
		c.at = 0
	}
	n := c.wordAfter()
	word := f(c.after()[:n])
	head := c.before() + word
	c.put(head+c.after()[n:], len(head))
}
