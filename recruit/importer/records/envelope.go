package records

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
)

// This file finds the list of objects in a JSON text, whatever stands around it.

// maxEnvelopes is how many objects a list may stand in, and mostTopNames how many
// names of the outermost one are looked at.
const (
	maxEnvelopes = 4
	mostTopNames = 1000
)

// listed is a list of objects that was found.
type listed struct {
	Place
	size  int64
	named bool // its key says that it holds what is imported
	suits bool // its first object could be one
}

// Locate finds the list of objects in the text: the text itself, or in an envelope
// the list that is called and looks like one, else the largest one. An object that
// is a person, a job or an interview itself is no envelope.
func (t *JSON) Locate(want Sought) (Place, error) {
	var first json.Token
	if err := t.token(&first); err != nil {
		return Place{}, err
	}
	if first != json.Delim('{') {
		return Place{List: true}, nil
	}
	s := search{Sought: want, top: Object{}}
	if err := t.search(&s, nil); err != nil {
		return Place{}, err
	}
	if s.sure || s.Known(s.top) {
		return Place{}, nil
	}
	best := -1
	for i, l := range s.lists {
		if s.weak && !l.suits { // a list of something else in the only thing
			continue
		}
		if best < 0 || l.better(s.lists[best]) {
			best = i
		}
	}
	switch {
	case best >= 0:
		return s.lists[best].Place, nil
	case s.thing != nil: // the only thing, in an envelope
		return Place{Keys: s.thing}, nil
	}
	return Place{}, nil
}

func (l listed) better(o listed) bool {
	if l.suits != o.suits {
		return l.suits
	}
	if l.named != o.named {
		return l.named
	}
	return l.size > o.size
}

// Sought knows the things that a JSON text is searched for.
type Sought interface {
	// StandsFor reports whether a key belongs to such a thing, and not to an envelope
	// around several, which may have a name or a title too.
	StandsFor(key string) Likelihood
	// ListName reports whether a key may name the list in an envelope.
	ListName(key string) bool
	// Suits reports whether an object could be such a thing.
	Suits(o Object) bool
	// Known reports whether the names of an object are those of one in an export of
	// a system that is known, of whatever kind.
	Known(names Object) bool
}

// search is what was found in an object and those in it.
type search struct {
	Sought
	lists []listed
	top   Object   // the first names in the outermost object
	sure  bool     // the object is a thing itself
	weak  bool     // it may be one, by its name
	thing []string // an object in it that may be one
}

// search looks through the object whose opening brace was read, up to its end; it
// stops where the list is sure.
func (t *JSON) search(s *search, within []string) error {
	for t.d.More() {
		var token json.Token
		if err := t.token(&token); err != nil {
			return err
		}
		k, _ := token.(string)
		keys := append(slices.Clone(within), k)
		if len(within) == 0 {
			if len(s.top) < mostTopNames {
				s.top[k] = nil
			}
			switch s.StandsFor(k) {
			case Certain:
				s.sure = true
				return nil
			case Possible:
				s.weak = true
			}
		} else if s.StandsFor(k) != Unlikely && s.thing == nil && s.ListName(within[len(within)-1]) {
			s.thing = within
		}
		if err := t.token(&token); err != nil {
			return err
		}
		switch token {
		case json.Delim('{'):
			var err error
			if len(keys) < maxEnvelopes {
				err = t.search(s, keys)
				if err == nil && s.found() {
					return nil
				}
				if err == nil {
					err = t.token(nil) // }
				}
			} else {
				err = t.leave()
			}
			if err != nil {
				return err
			}
		case json.Delim('['):
			if err := t.list(s, keys); err != nil || s.found() {
				return err
			}
		}
	}
	return nil
}

// found reports whether the last list is the one without doubt.
func (s *search) found() bool {
	n := len(s.lists)
	return n > 0 && s.lists[n-1].named && s.lists[n-1].suits
}

// List looks at the list whose opening bracket was read.
func (t *JSON) list(s *search, keys []string) error {
	from := t.d.InputOffset()
	l := listed{Place: Place{Keys: keys, List: true}, named: s.ListName(keys[len(keys)-1])}
	objects := false
	if t.d.More() {
		var raw json.RawMessage
		if err := t.decode(&raw); err != nil {
			return err
		}
		var first Object
		if json.Unmarshal(raw, &first) == nil && first != nil {
			objects = true
			l.suits = s.Sought.Suits(first)
		}
	}
	empty := l.named && !objects
	if objects || empty {
		s.lists = append(s.lists, l)
		if s.found() {
			return nil
		}
	}
	if err := t.leave(); err != nil {
		return err
	}
	if objects || empty {
		s.lists[len(s.lists)-1].size = t.d.InputOffset() - from
	}
	return nil
}

// leave reads up to the end of the object or list that was begun.
func (t *JSON) leave() error {
	for depth := 1; depth > 0; {
		var token json.Token
		if err := t.token(&token); err != nil {
			return err
		}
		t.in.lineAt(t.d.InputOffset())
		switch token {
		case json.Delim('{'), json.Delim('['):
			depth++
		case json.Delim('}'), json.Delim(']'):
			depth--
		}
	}
	return nil
}

// Beside is what stands around the list that is read.
type Beside struct {
	Names []string          // in the order of the file
	Texts map[string]string // those that are single values
}

// maxBeside is how much of it is kept.
const maxBeside = 50

// NewBeside returns room for what stands around a list.
func NewBeside() *Beside { return &Beside{Texts: map[string]string{}} }

// aside reads the key and the value ahead, which stand in the object at keys.
func (t *JSON) aside(keys []string) error {
	var token json.Token
	if err := t.token(&token); err != nil {
		return err
	}
	name, _ := token.(string)
	return t.asideOf(append(slices.Clone(keys), name))
}

// asideOf reads the value ahead, which stands behind keys beside the list.
func (t *JSON) asideOf(keys []string) error {
	var token json.Token
	if err := t.token(&token); err != nil {
		return err
	}
	t.in.lineAt(t.d.InputOffset())
	switch token {
	case json.Delim('{'):
		for t.d.More() {
			var name json.Token
			if err := t.token(&name); err != nil {
				return err
			}
			k, _ := name.(string)
			if err := t.asideOf(append(slices.Clone(keys), k)); err != nil {
				return err
			}
		}
		return t.token(nil)
	case json.Delim('['):
		t.Beside.note(keys, "")
		return t.leave()
	}
	if token == nil {
		return nil
	}
	t.Beside.note(keys, fmt.Sprint(token))
	return nil
}

func (b *Beside) note(keys []string, text string) {
	name := strings.Join(keys, ".")
	if b == nil || len(b.Names) >= maxBeside || slices.Contains(b.Names, name) {
		return
	}
	b.Names = append(b.Names, name)
	b.Texts[name] = text
}

// Likelihood is how sure it is that a key belongs to a thing and not to an envelope.
type Likelihood int

// What a key may be.
const (
	Unlikely Likelihood = iota
	Possible
	Certain
)
