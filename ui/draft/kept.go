package draft

import (
	"encoding/json"
	"maps"
	"slices"

	"recruitty/recruit"
)

// FirstKey is the setting under which what the first member has typed about
// themselves is kept; there is nobody yet whose it is.
func FirstKey() string { return recruit.DraftKey(0, 0, "first-member") }

// Kept is what was typed into a form that edits a record, by the names of its
// fields, and what stood there when it was begun.
type Kept struct {
	Base  map[string]string `json:"base"`
	Typed map[string]string `json:"typed"`
}

// Encode writes it down, "" where nothing differs from what stood there.
func (k Kept) Encode() string {
	if maps.Equal(k.Base, k.Typed) {
		return ""
	}
	b, err := json.Marshal(k)
	if err != nil {
		return "" // texts only: cannot happen
	}
	return string(b)
}

// Onto puts what was typed onto the values of the record as it is now: a field that
// nobody typed into is as it is there. both are those that someone else has changed
// meanwhile as well.
func (k Kept) Onto(now map[string]string) (values map[string]string, both []string) {
	values = maps.Clone(now)
	for name, typed := range k.Typed {
		was, is := k.Base[name], now[name]
		if typed == was {
			continue
		}
		if values[name] = typed; is != was && is != typed {
			both = append(both, name)
		}
	}
	slices.Sort(both)
	return values, both
}

// DecodeKept reads what Encode wrote. What cannot be read, from another version
// of recruitty, counts as nothing.
func DecodeKept(text string) (Kept, bool) {
	var k Kept
	if text == "" || json.Unmarshal([]byte(text), &k) != nil || k.Typed == nil {
		return Kept{}, false
	}
	return k, true
}
