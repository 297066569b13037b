package columns

import (
	"slices"
	"strings"
)

// Conditions gathers what a WHERE clause asks for. The texts are constants of
// this package; whatever comes from people is an argument.
type Conditions struct {
	Texts []string
	Args  []any
}

// Add asks for one more condition, with the arguments of its question marks.
func (c *Conditions) Add(text string, args ...any) {
	c.Texts = append(c.Texts, text)
	c.Args = append(c.Args, args...)
}

// Clause is the WHERE clause, "" without conditions.
func (c *Conditions) Clause() string {
	if len(c.Texts) == 0 {
		return ""
	}
	return "WHERE " + strings.Join(c.Texts, " AND ")
}

// With returns the arguments, and more behind them.
func (c *Conditions) With(more ...any) []any { return append(slices.Clone(c.Args), more...) }
