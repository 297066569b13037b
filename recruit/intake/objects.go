package intake

import (
	"bytes"
	"encoding/json"
	"fmt"
	"iter"
	"maps"
	"slices"
	"strconv"
	"strings"
)

// readObjects reads a file of JSON: one object, or an array of them. What an
// object is (Greenhouse, JSON Resume, or plain fields) is seen by its keys.
func readObjects(name, text string, kind Kind, m Mapping) (source, error) {
	if at, err := wellFormed(text); err != nil {
		return source{}, refuse(err, "%s is damaged JSON from line %d on; nothing of it was imported.", name, at)
	}
	var first object
	for _, raw := range elements(text) {
		if json.Unmarshal(raw, &first) == nil && len(first) > 0 {
			break
		}
	}
	if len(first) == 0 {
		return source{}, refuse(nil, "%s holds no objects that could be %s.", name, kind)
	}
	shape := shapeOf(first)
	switch {
	case shape.name != "" && shape.read == nil:
		return source{}, refuse(nil, "%s holds %s, not %s.", name, shape.name, kind)
	case shape.read != nil && shape.kind != kind:
		return source{}, refuse(nil, "%s holds %s, not %s; use import %s for it.", name, shape.name, kind, shape.kind)
	}
	src := source{format: shape.name}
	read := shape.read
	if read == nil {
		src.format = "JSON objects"
		src.columns = understand(kind, m, slices.Sorted(maps.Keys(first)))
		if err := complete(name, kind, m, src.columns); err != nil {
			return source{}, err
		}
		if len(m) == 0 && !telling(kind, src.columns) {
			return source{}, refuse(nil, "%s does not look like %s; if it is, say what its fields mean with --map COLUMN=FIELD.", name, kind)
		}
		read = plainObject(kind, m)
	}
	src.entries = func(yield func(entry) bool) {
		for line, raw := range elements(text) {
			var o object
			e := entry{}
			if err := json.Unmarshal(raw, &o); err != nil || o == nil {
				e.bad = "is not a JSON object"
			} else {
				e = read(o)
			}
			e.line = line
			if !yield(e) {
				return
			}
		}
	}
	return src, nil
}

// telling reports whether plain objects are what they are taken for: tags, offices
// and much else have a name and an id as well.
func telling(kind Kind, columns []Column) bool {
	return slices.ContainsFunc(columns, func(c Column) bool {
		return kind == Candidates && (c.Field == Email || c.Field == LastName) ||
			kind == Jobs && c.Field == Title && key(c.Name) != "name" || kind == Interviews && (c.Field == Start || c.Field == Date)
	})
}

// wellFormed checks the whole text, and says in which line it goes wrong.
func wellFormed(text string) (line int, err error) {
	d := json.NewDecoder(strings.NewReader(text))
	var whole json.RawMessage
	if err = d.Decode(&whole); err == nil {
		if rest := strings.TrimSpace(text[d.InputOffset():]); rest == "" {
			return 0, nil
		}
		err = fmt.Errorf("more than one value")
	}
	at := d.InputOffset()
	if syntax, ok := err.(*json.SyntaxError); ok {
		at = syntax.Offset
	}
	return 1 + newlines(text[:min(int(at), len(text))]), err
}

// elements yields the objects of a well-formed text with their lines.
func elements(text string) iter.Seq2[int, json.RawMessage] {
	return func(yield func(int, json.RawMessage) bool) {
		line, counted := 1, 0
		lineAt := func(offset int) int {
			offset += len(text[offset:]) - len(strings.TrimLeft(text[offset:], ", \t\r\n"))
			line += newlines(text[counted:offset])
			counted = offset
			return line
		}
		if !strings.HasPrefix(strings.TrimSpace(text), "[") {
			yield(lineAt(0), json.RawMessage(text))
			return
		}
		d := json.NewDecoder(strings.NewReader(text))
		if _, err := d.Token(); err != nil {
			return
		}
		for d.More() {
			at := lineAt(int(d.InputOffset()))
			var raw json.RawMessage
			if d.Decode(&raw) != nil || !yield(at, raw) {
				return
			}
		}
	}
}

// object is a JSON object whose values are read as they are asked for: a value
// of another type than expected is the same as none.
type object map[string]json.RawMessage

// text returns a string, number or boolean as text.
func (o object) text(name string) string { return scalar(o[name]) }

func scalar(raw json.RawMessage) string {
	raw = bytes.TrimSpace(raw)
	if len(raw) == 0 {
		return ""
	}
	switch raw[0] {
	case '"':
		var s string
		if json.Unmarshal(raw, &s) != nil {
			return ""
		}
		return strings.TrimSpace(s)
	case '{', '[', 'n':
		return ""
	}
	return string(raw)
}

// object returns an object, nil when there is none.
func (o object) object(name string) object {
	var in object
	if json.Unmarshal(o[name], &in) != nil {
		return nil
	}
	return in
}

// objects returns the objects of an array.
func (o object) objects(name string) []object {
	var in []object
	if json.Unmarshal(o[name], &in) != nil {
		return nil
	}
	return in
}

// texts returns an array of texts as one list.
func (o object) texts(name string) string {
	var raw []json.RawMessage
	if json.Unmarshal(o[name], &raw) != nil {
		return ""
	}
	var all []string
	for _, r := range raw {
		if s := scalar(r); s != "" {
			all = append(all, s)
		}
	}
	return strings.Join(all, "; ")
}

// first returns the text of a field of the first object in an array that has it.
func (o object) first(list, field string) string {
	for _, in := range o.objects(list) {
		if s := in.text(field); s != "" {
			return s
		}
	}
	return ""
}

// has reports whether the object has a value of that name, null included.
func (o object) has(name string) bool { _, ok := o[name]; return ok }

// plainObject reads an object whose keys are headers, as other programs (and
// recruitty itself) export lists. Objects of one list may differ in their keys.
func plainObject(kind Kind, m Mapping) func(object) entry {
	known := map[string]Column{}
	return func(o object) entry {
		columns := make([]Column, 0, len(o))
		cells := make([]string, 0, len(o))
		for _, k := range slices.Sorted(maps.Keys(o)) {
			if _, seen := known[k]; !seen {
				known[k] = understand(kind, m, []string{k})[0]
			}
			cell := o.text(k)
			if cell == "" {
				cell = o.texts(k)
			}
			columns, cells = append(columns, known[k]), append(cells, cell)
		}
		return rowEntry(kind, columns, row{cells: cells})
	}
}

// number is an id as text.
func number(o object, name string) string {
	s := o.text(name)
	if f, err := strconv.ParseFloat(s, 64); err == nil && strings.ContainsAny(s, ".eE") && f == float64(int64(f)) {
		return strconv.FormatInt(int64(f), 10)
	}
	return s
}
