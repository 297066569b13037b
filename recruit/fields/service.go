package fields

import (
	"context"
	"errors"
	"slices"
	"strings"
	"time"

	"recruitty/recruit"
)

// Setting is the key under which the fields are kept.
const Setting = "candidate.fields"

// Store keeps the fields.
type Store interface {
	Setting(ctx context.Context, key string) (string, error)
	// ChangeSetting changes a setting from what it was to what it is, with a line of the
	// log. recruit.ErrStale says that it is not any more what it was.
	ChangeSetting(ctx context.Context, key, was, now string, log recruit.Activity) error
	// CandidatesWithField counts who has a value under one of the names.
	CandidatesWithField(ctx context.Context, names []string) (int, error)
}

// Fields is the service for the fields of a workspace.
type Fields struct {
	Store Store
	Now   recruit.Clock
}

// List lists the fields, those that were removed last.
func (s *Fields) List(ctx context.Context) (List, error) {
	text, err := s.Store.Setting(ctx, Setting)
	if err != nil {
		return nil, err
	}
	return Parse(text)
}

// Find finds a field by its name, whatever the case, also one that was removed where
// removed is true.
func (s *Fields) Find(ctx context.Context, name string, removed bool) (Field, error) {
	all, err := s.List(ctx)
	if err != nil {
		return Field{}, err
	}
	at := all.at(name, removed)
	if at < 0 {
		return Field{}, all.unknown(name, removed)
	}
	return all[at], nil
}

// at is the place of a field, -1 for none: the one in use before one that was removed.
func (l List) at(name string, removed bool) int {
	if f, known := l.Called(name); known {
		return slices.IndexFunc(l, func(o Field) bool { return !o.Removed() && o.Name == f.Name })
	}
	if !removed {
		return -1
	}
	return slices.IndexFunc(l, func(o Field) bool { return o.Removed() && same(o.Name, name) })
}

// unknown says that there is no such field, and which there are.
func (l List) unknown(name string, removed bool) error {
	var names []string
	for _, f := range l {
		if removed || !f.Removed() {
			names = append(names, f.Name)
		}
	}
	if len(names) == 0 {
		return recruit.NotFound("There is no field “%s”; no fields are defined (recruitty field add).", recruit.Shorten(name))
	}
	return recruit.NotFound("There is no field “%s”; there is %s.", recruit.Shorten(name), strings.Join(names, ", "))
}

// Used counts the candidates who have a value in a field.
func (s *Fields) Used(ctx context.Context, f Field) (int, error) {
	return s.Store.CandidatesWithField(ctx, f.Names())
}

// Add defines a field, behind the others. A field of the name that was removed is brought
// back by Restore.
func (s *Fields) Add(ctx context.Context, actor recruit.Member, f Field) (Field, error) {
	f.Earlier, f.RemovedAt = nil, time.Time{}
	return s.change(ctx, actor, func(l List) (List, Field, string, error) {
		f, err := clean(f)
		if err != nil {
			return l, f, "", err
		}
		if err := l.free(f.Name, -1); err != nil {
			return l, f, "", err
		}
		for _, o := range l {
			if o.Removed() && o.has(f.Name) {
				return l, f, "", recruit.Refused("The field %s was removed, and candidates may have values in it; bring it back (recruitty field restore %q), and change it then.", o.Name, o.Name)
			}
		}
		if len(l.InUse()) >= MaxFields {
			return l, f, "", recruit.Invalid("name", "At most %d fields are possible; remove one first.", MaxFields)
		}
		at := len(l.InUse())
		return slices.Insert(l, at, f), f, "Added the field " + f.Name + ": " + f.Words(), nil
	})
}

// Change gives a field another name, type, list or another answer to whether interviewers
// see it. Values that do not fit the type stay as they are until someone changes them.
func (s *Fields) Change(ctx context.Context, actor recruit.Member, name string, to Field) (Field, error) {
	return s.change(ctx, actor, func(l List) (List, Field, string, error) {
		at := l.at(name, false)
		if at < 0 {
			return l, to, "", l.unknown(name, false)
		}
		was := l[at]
		now, err := clean(to)
		if err != nil {
			return l, now, "", err
		}
		if err := l.free(now.Name, at); err != nil {
			return l, now, "", err
		}
		now.RemovedAt = was.RemovedAt
		now.Earlier = slices.DeleteFunc(slices.Clone(was.Earlier), func(n string) bool { return n == now.Name })
		if was.Name != now.Name {
			now.Earlier = append(now.Earlier, was.Name)
		}
		if len(now.Earlier) > maxEarlier {
			return l, now, "", recruit.Refused("%s has already had %d names, under which values are stored; it keeps its current one.", was.Name, maxEarlier)
		}
		l[at] = now
		said := recruit.JoinDifferences(recruit.Difference("Name", was.Name, now.Name), recruit.Difference("Type", was.Words(), now.Words()))
		return l, now, recruit.ChangedWords("Changed the field "+was.Name, said), nil
	})
}

// Move puts a field at a place among those in use, counted from 1; a place beyond the ends
// is the end.
func (s *Fields) Move(ctx context.Context, actor recruit.Member, name string, place int) (Field, error) {
	return s.change(ctx, actor, func(l List) (List, Field, string, error) {
		at := l.at(name, false)
		if at < 0 {
			return l, Field{}, "", l.unknown(name, false)
		}
		f := l[at]
		was := slices.Clone(l)
		to := min(max(place, 1), len(l.InUse())) - 1
		l = slices.Insert(slices.Delete(l, at, at+1), to, f)
		return l, f, recruit.ChangedWords("Changed the order of the fields", recruit.Difference("Order", was.names(), l.names())), nil
	})
}

// names are those of the fields in use, in their order.
func (l List) names() string {
	var names []string
	for _, f := range l.InUse() {
		names = append(names, f.Name)
	}
	return strings.Join(names, ", ")
}

// Remove takes a field out of use. The values stay with the candidates, as text.
func (s *Fields) Remove(ctx context.Context, actor recruit.Member, name string) (Field, error) {
	return s.change(ctx, actor, func(l List) (List, Field, string, error) {
		at := l.at(name, false)
		if at < 0 {
			return l, Field{}, "", l.unknown(name, false)
		}
		f := l[at]
		f.RemovedAt = s.Now().UTC()
		l = slices.Delete(l, at, at+1)
		l = slices.Insert(l, len(l.InUse()), f) // the one that was removed last comes first
		if kept := len(l.InUse()) + MaxRemoved; len(l) > kept {
			l = l[:kept]
		}
		return l, f, "Removed the field " + f.Name + ": " + f.Words(), nil
	})
}

// Restore brings a field back that was removed, behind the others; one that is in use stays
// as it is.
func (s *Fields) Restore(ctx context.Context, actor recruit.Member, name string) (Field, error) {
	return s.change(ctx, actor, func(l List) (List, Field, string, error) {
		at := slices.IndexFunc(l, func(o Field) bool { return o.Removed() && same(o.Name, name) })
		if at < 0 {
			if known := l.at(name, false); known >= 0 {
				return l, l[known], "", nil
			}
			return l, Field{}, "", l.unknown(name, true)
		}
		f := l[at]
		if err := l.free(f.Name, at); err != nil {
			return l, f, "", err
		}
		if len(l.InUse()) >= MaxFields {
			return l, f, "", recruit.Invalid("name", "At most %d fields are possible; remove one first.", MaxFields)
		}
		f.RemovedAt = time.Time{}
		l = slices.Delete(l, at, at+1)
		return slices.Insert(l, len(l.InUse()), f), f, "Brought back the field " + f.Name + ": " + f.Words(), nil
	})
}

// free refuses a name that another field in use has, or had.
func (l List) free(name string, but int) error {
	for n, f := range l {
		switch {
		case n == but || f.Removed():
		case same(f.Name, name):
			return &recruit.Problem{Kind: recruit.ErrDuplicate, Field: "name", Sentence: "There is already a field called " + f.Name + "; choose another name."}
		case f.has(name):
			return &recruit.Problem{Kind: recruit.ErrDuplicate, Field: "name", Sentence: f.Name + " had that name before, and values are stored under it; choose another name."}
		}
	}
	return nil
}

// change changes the list by do, which says what it did; nothing where that is "". It
// looks again when someone else was faster.
func (s *Fields) change(ctx context.Context, actor recruit.Member, do func(List) (List, Field, string, error)) (Field, error) {
	if err := recruit.Allow(actor, recruit.ToManage); err != nil {
		return Field{}, err
	}
	for {
		text, err := s.Store.Setting(ctx, Setting)
		if err != nil {
			return Field{}, err
		}
		l, err := Parse(text)
		if err != nil {
			return Field{}, err
		}
		l, f, said, err := do(l)
		if err != nil || said == "" {
			return f, err
		}
		err = s.Store.ChangeSetting(ctx, Setting, text, l.Encode(), recruit.Activity{At: s.Now().UTC(), ActorID: actor.ID, Actor: actor.Name, Action: "settings.changed", Text: said})
		if errors.Is(err, recruit.ErrStale) && ctx.Err() == nil {
			continue
		}
		return f, err
	}
}
