package records

import (
	"bytes"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
)

// Object is a JSON object whose values are read as they are asked for: a value
// of another type than expected is the same as none.
type Object map[string]json.RawMessage

// Text returns a string, number or boolean as text.
func (o Object) Text(name string) string { return Scalar(o[name]) }

// Scalar returns a string, number or boolean as text, and "" for anything else.
func Scalar(raw json.RawMessage) string {
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

// Object returns an object, nil when there is none.
func (o Object) Object(name string) Object {
	var in Object
	if json.Unmarshal(o[name], &in) != nil {
		return nil
	}
	return in
}

// Objects returns the objects of an array.
func (o Object) Objects(name string) []Object {
	var in []Object
	if json.Unmarshal(o[name], &in) != nil {
		return nil
	}
	return in
}

// Texts returns an array of texts as one list.
func (o Object) Texts(name string) string {
	var raw []json.RawMessage
	if json.Unmarshal(o[name], &raw) != nil {
		return ""
	}
	var all []string
	for _, r := range raw {
		if s := Scalar(r); s != "" {
			all = append(all, s)
		}
	}
	return strings.Join(all, "; ")
}

// First returns the text of a field of the first object in an array that has it.
func (o Object) First(list, field string) string {
	for _, in := range o.Objects(list) {
		if s := in.Text(field); s != "" {
			return s
		}
	}
	return ""
}

// Has reports whether the object has a value of that name, null included.
func (o Object) Has(name string) bool { _, ok := o[name]; return ok }

// Flatten writes an object as cells with names: what stands inside another one
// behind a dot, in a list behind its place: "applicant.email", "emails[0].value".
// A list of texts is one cell.
func Flatten(o Object) (names, cells []string) {
	f := flattening{}
	f.object("", o, 0)
	return f.names, f.cells
}

// Bounds of what is flattened; what lies beyond is kept as the JSON that it is.
const (
	maxNested   = 6
	maxElements = 20
)

type flattening struct{ names, cells []string }

func (f *flattening) add(name, cell string) {
	if cell != "" && len(f.names) < MaxColumns {
		f.names, f.cells = append(f.names, name), append(f.cells, cell)
	}
}

func (f *flattening) object(within string, o Object, depth int) {
	for _, k := range slices.Sorted(maps.Keys(o)) {
		f.value(within+k, o[k], depth)
	}
}

func (f *flattening) value(name string, raw json.RawMessage, depth int) {
	raw = bytes.TrimSpace(raw)
	if len(raw) == 0 {
		return
	}
	if raw[0] != '{' && raw[0] != '[' {
		f.add(name, Scalar(raw))
		return
	}
	if len(raw) == 2 {
		return // an empty one
	}
	if depth >= maxNested {
		f.add(name, string(raw))
		return
	}
	if raw[0] == '{' {
		var in Object
		if json.Unmarshal(raw, &in) == nil {
			f.object(name+".", in, depth+1)
		}
		return
	}
	var list []json.RawMessage
	if json.Unmarshal(raw, &list) != nil {
		return
	}
	var texts []string
	for i, in := range list {
		if s := Scalar(in); s != "" {
			texts = append(texts, s)
			continue
		}
		if i < maxElements {
			f.value(fmt.Sprintf("%s[%d]", name, i), in, depth+1)
		} else {
			f.add(fmt.Sprintf("%s[%d]", name, i), string(in))
		}
	}
	f.add(name, strings.Join(texts, "; "))
}

// Number is an id as text.
func Number(o Object, name string) string {
	s := o.Text(name)
	if f, err := strconv.ParseFloat(s, 64); err == nil && strings.ContainsAny(s, ".eE") && f == float64(int64(f)) {
		return strconv.FormatInt(int64(f), 10)
	}
	return s
}
