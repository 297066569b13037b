package export

import (
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"
)

// Time is an instant as exports write it: RFC 3339 in UTC to the second, null
// or an empty cell when unset.
type Time time.Time

// Instant is the time as exports keep it.
func Instant(t time.Time) Time { return Time(t.UTC().Truncate(time.Second)) }

// MarshalJSON writes the instant.
func (t Time) MarshalJSON() ([]byte, error) {
	if time.Time(t).IsZero() {
		return []byte("null"), nil
	}
	return []byte(`"` + t.String() + `"`), nil
}

// UnmarshalJSON reads what MarshalJSON writes.
func (t *Time) UnmarshalJSON(raw []byte) error {
	var text string
	if err := json.Unmarshal(raw, &text); err != nil {
		return fmt.Errorf("read a time: %w", err)
	}
	return t.read(text)
}

// String is the instant as a cell.
func (t Time) String() string {
	if time.Time(t).IsZero() {
		return ""
	}
	return time.Time(t).UTC().Format(time.RFC3339)
}

func (t *Time) read(cell string) error {
	*t = Time{}
	if cell = strings.TrimSpace(cell); cell == "" {
		return nil
	}
	at, err := time.Parse(time.RFC3339, cell)
	if err == nil {
		*t = Instant(at)
	}
	return err
}

// list writes several texts as one cell: with semicolons between them, or as a
// JSON array where one of them has a semicolon itself.
func list(texts []string) string {
	plain := strings.Join(texts, "; ")
	if slices.Equal(texts, parts(plain)) || len(texts) == 0 {
		return plain
	}
	return structured(texts)
}

// parts reads what list writes.
func parts(cell string) []string {
	var texts []string
	if strings.HasPrefix(cell, "[") && json.Unmarshal([]byte(cell), &texts) == nil {
		return texts
	}
	if strings.TrimSpace(cell) == "" {
		return nil
	}
	for part := range strings.SplitSeq(cell, ";") {
		if part = strings.TrimSpace(part); part != "" {
			texts = append(texts, part)
		}
	}
	return texts
}

// structured writes what has parts of its own as one cell, "" for nothing.
func structured[T any](all []T) string {
	if len(all) == 0 {
		return ""
	}
	var b strings.Builder
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if e.Encode(all) != nil { // texts and numbers can always be written
		return ""
	}
	return strings.TrimSuffix(b.String(), "\n")
}

// row are the cells of a line by the names of their columns.
type row struct {
	cells map[string]string
	// wrong names the columns of which a cell cannot be read.
	wrong []string
}

func rowOf(heads, cells []string) *row {
	r := &row{cells: make(map[string]string, len(heads))}
	for i, head := range heads {
		if i < len(cells) {
			r.cells[strings.ToLower(strings.TrimSpace(head))] = cells[i]
		}
	}
	return r
}

func (r *row) text(head string) string { return r.cells[head] }

func (r *row) number(head string) int64 {
	cell := strings.TrimSpace(r.cells[head])
	n, err := strconv.ParseInt(cell, 10, 64)
	if err != nil && cell != "" {
		r.wrong = append(r.wrong, head)
	}
	return n
}

func (r *row) time(head string) (t Time) {
	if t.read(r.cells[head]) != nil {
		r.wrong = append(r.wrong, head)
	}
	return t
}

// structure reads what structured writes.
func structure[T any](r *row, head string) (all []T) {
	if cell := strings.TrimSpace(r.cells[head]); cell != "" && json.Unmarshal([]byte(cell), &all) != nil {
		r.wrong = append(r.wrong, head)
		return nil
	}
	return all
}

// Is reports whether columns are those of heads, in whatever order and with
// whatever others.
func Is(heads, columns []string) bool {
	has := make(map[string]bool, len(columns))
	for _, c := range columns {
		has[strings.ToLower(strings.TrimSpace(c))] = true
	}
	return !slices.ContainsFunc(heads, func(head string) bool { return !has[head] })
}
