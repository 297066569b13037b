// Package views keeps filters under a name: a few that everybody has, and those that a
// member has saved for themselves. Nobody sees another member's.
package views

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"recruitty/recruit"
	"recruitty/recruit/filter"
	"recruitty/recruit/sanitize"
)

// Limits of what one member saves.
const (
	maxName  = 40 // characters
	maxViews = 60
)

// View is a filter of a list with a name.
type View struct {
	List  filter.List `json:"list"`
	Name  string      `json:"name"`
	Key   string      `json:"key,omitempty"` // one letter or digit that chooses it, "" for none
	Query string      `json:"query"`
	// RemovedAt is when it was removed, zero while it is there.
	RemovedAt time.Time `json:"removed_at,omitzero"`
	// Own says that a member saved it.
	Own bool `json:"-"`
}

// BuiltIn are the views that everybody has of a list.
func BuiltIn(l filter.List) []View {
	var all []View
	for _, v := range []View{
		{filter.Interviews, "Needs an answer", "a", "state:scheduled answer:none after:today", time.Time{}, false},
		{filter.Interviews, "Declined", "d", "state:scheduled answer:declined after:today", time.Time{}, false},
		{filter.Interviews, "Needs you", "n", "state:needs-you", time.Time{}, false},
		{filter.Interviews, "Past, outcome not recorded", "o", "state:over before:tomorrow", time.Time{}, false},
		{filter.Interviews, "Today", "t", "on:today", time.Time{}, false},
		{filter.Interviews, "This week", "w", "on:week", time.Time{}, false},
		{filter.Interviews, "Next week", "x", "on:nextweek", time.Time{}, false},
		{filter.Interviews, "Mine", "m", "mine", time.Time{}, false},
		{filter.Interviews, "Cancelled", "c", "state:cancelled", time.Time{}, false},
		{filter.Candidates, "Needs an answer", "a", "answer:none", time.Time{}, false},
		{filter.Candidates, "Declined", "d", "answer:declined", time.Time{}, false},
		{filter.Candidates, "Upcoming interview", "i", "has:interview", time.Time{}, false},
		{filter.Candidates, "In my interviews", "m", "mine", time.Time{}, false},
		{filter.Candidates, "Added this week", "w", "added:week", time.Time{}, false},
		{filter.Candidates, "Without a résumé", "r", "-has:resume", time.Time{}, false},
		{filter.Candidates, "Without a job", "j", "-has:job", time.Time{}, false},
		{filter.Jobs, "Open", "o", "state:open", time.Time{}, false},
		{filter.Jobs, "Closed", "c", "state:closed", time.Time{}, false},
		{filter.Jobs, "Added this month", "n", "added:month", time.Time{}, false},
		{filter.Outbox, "Needs you", "n", "state:needs-you", time.Time{}, false},
		{filter.Outbox, "Failed", "f", "state:failed,unknown", time.Time{}, false},
		{filter.Outbox, "Zoom", "z", "kind:zoom", time.Time{}, false},
		{filter.Mails, "Today", "t", "on:today", time.Time{}, false},
		{filter.Mails, "This week", "w", "on:week", time.Time{}, false},
		{filter.Team, "Interviewers", "i", "role:interviewer", time.Time{}, false},
		{filter.Team, "Who recruits", "r", "role:admin,recruiter", time.Time{}, false},
		{filter.Activity, "What I did", "m", "mine", time.Time{}, false},
		{filter.Activity, "This week", "w", "on:week", time.Time{}, false},
	} {
		if v.List == l {
			all = append(all, v)
		}
	}
	return all
}

// Views is the service for them.
type Views struct {
	Settings recruit.SettingsStore
	Now      recruit.Clock
}

// List are the views that a member has of a list: the built-in ones, then their own in
// the order in which they were saved.
func (s *Views) List(ctx context.Context, actor recruit.Member, l filter.List) ([]View, error) {
	own, err := s.own(ctx, actor)
	if err != nil {
		return nil, err
	}
	all := BuiltIn(l)
	for _, v := range own {
		if v.List == l && v.RemovedAt.IsZero() {
			all = append(all, v)
		}
	}
	return all, nil
}

// Find is the view of a list that is called so, whatever the case, or of which the name
// begins so where only one does.
func (s *Views) Find(ctx context.Context, actor recruit.Member, l filter.List, name string) (View, error) {
	all, err := s.List(ctx, actor, l)
	if err != nil {
		return View{}, err
	}
	var begin []View
	for _, v := range all {
		if sanitize.SameName(v.Name, name) {
			return v, nil
		}
		if strings.HasPrefix(sanitize.Fold(v.Name), sanitize.Fold(name)) && strings.TrimSpace(name) != "" {
			begin = append(begin, v)
		}
	}
	if len(begin) == 1 {
		return begin[0], nil
	}
	names := make([]string, len(all))
	for n, v := range all {
		names[n] = v.Name
	}
	if len(names) == 0 {
		return View{}, recruit.NotFound("There is no view %q of %s yet; recruitty view save makes one.", recruit.Shorten(name), l)
	}
	return View{}, recruit.NotFound("There is no view %q of %s; there is %s.", recruit.Shorten(name), l, strings.Join(names, ", "))
}

// Save keeps a view for the member. One of the same name is replaced, a removed one too.
func (s *Views) Save(ctx context.Context, actor recruit.Member, v View) (View, error) {
	if err := mayKeep(actor); err != nil {
		return View{}, err
	}
	var err error
	if v.Name, err = sanitize.Line(v.Name, maxName); err != nil || v.Name == "" {
		return View{}, recruit.Invalid("name", "A view needs a name of at most %d characters.", maxName)
	}
	v.Query, v.Key, v.RemovedAt, v.Own = strings.TrimSpace(v.Query), strings.TrimSpace(v.Key), time.Time{}, true
	zone := actor.Location()
	if zone == nil {
		zone = time.UTC
	}
	switch q, err := (filter.Language{List: v.List, Now: s.Now(), Zone: zone, Me: actor}).Parse(v.Query); {
	case err != nil:
		return View{}, err
	case q.Empty():
		return View{}, recruit.Invalid("query", "There is no filter to save; type one first, such as with:dana.")
	}
	if v.Key != "" && (utf8.RuneCountInString(v.Key) != 1 || !strings.ContainsAny(v.Key, keys)) {
		return View{}, recruit.Invalid("key", "The key of a view is one letter from a to z, or a digit.")
	}
	for _, b := range BuiltIn(v.List) {
		if sanitize.SameName(b.Name, v.Name) {
			return View{}, &recruit.Problem{Kind: recruit.ErrDuplicate, Field: "name", Sentence: fmt.Sprintf("There is already a built-in view %s; choose another name.", b.Name)}
		}
		if b.Key == v.Key && v.Key != "" {
			return View{}, taken(b)
		}
	}
	own, err := s.own(ctx, actor)
	if err != nil {
		return View{}, err
	}
	own = slices.DeleteFunc(own, func(o View) bool { return o.List == v.List && sanitize.SameName(o.Name, v.Name) })
	for _, o := range own {
		if o.List == v.List && o.Key == v.Key && v.Key != "" && o.RemovedAt.IsZero() {
			return View{}, taken(o)
		}
	}
	if len(own) >= maxViews {
		return View{}, recruit.Refused("You have %d views; remove one first.", len(own))
	}
	return v, s.keep(ctx, actor, append(own, v))
}

// keys are what may choose a view.
const keys = "abcdefghijklmnopqrstuvwxyz0123456789"

// taken says that a key chooses another view.
func taken(by View) error {
	return &recruit.Problem{Kind: recruit.ErrDuplicate, Field: "key", Sentence: fmt.Sprintf("The key %s already chooses %s; choose another one.", by.Key, by.Name)}
}

// Remove takes one of the member's own views away; Restore brings it back.
func (s *Views) Remove(ctx context.Context, actor recruit.Member, l filter.List, name string) (View, error) {
	return s.change(ctx, actor, l, name, false, s.Now())
}

// Restore brings a view back that the member has removed: the one of a name, or with ""
// the one that was removed last. One that is there stays. It loses its key where that chooses another one now.
func (s *Views) Restore(ctx context.Context, actor recruit.Member, l filter.List, name string) (View, error) {
	return s.change(ctx, actor, l, name, true, time.Time{})
}

func (s *Views) change(ctx context.Context, actor recruit.Member, l filter.List, name string, removed bool, at time.Time) (View, error) {
	if err := mayKeep(actor); err != nil {
		return View{}, err
	}
	own, err := s.own(ctx, actor)
	if err != nil {
		return View{}, err
	}
	chosen := -1
	for n, v := range own {
		if v.List != l || v.RemovedAt.IsZero() == removed {
			continue
		}
		if sanitize.SameName(v.Name, name) || name == "" && removed && (chosen < 0 || v.RemovedAt.After(own[chosen].RemovedAt)) {
			chosen = n
		}
	}
	if chosen < 0 && removed && name != "" {
		for _, v := range own {
			if v.List == l && sanitize.SameName(v.Name, name) {
				return v, nil
			}
		}
	}
	switch {
	case chosen < 0 && removed:
		return View{}, recruit.NotFound("There is no removed view %q of %s.", recruit.Shorten(name), l)
	case chosen < 0 && slices.ContainsFunc(BuiltIn(l), func(v View) bool { return sanitize.SameName(v.Name, name) }):
		return View{}, recruit.Refused("%s is built in; only views that you saved can be removed.", name)
	case chosen < 0:
		return View{}, recruit.NotFound("You have no view %q of %s.", recruit.Shorten(name), l)
	}
	v := &own[chosen]
	v.RemovedAt = at
	for n, o := range own {
		if n != chosen && o.List == l && o.Key == v.Key && o.RemovedAt.IsZero() && removed {
			v.Key = ""
		}
	}
	back := *v
	return back, s.keep(ctx, actor, own)
}

// mayKeep refuses to keep views for nobody.
func mayKeep(actor recruit.Member) error {
	if actor.ID == 0 || actor.Removed() {
		return recruit.Refused("Only members of the team have views of their own.")
	}
	return nil
}

// own are the views that a member has saved, removed ones too.
func (s *Views) own(ctx context.Context, actor recruit.Member) ([]View, error) {
	if actor.ID == 0 {
		return nil, nil
	}
	text, err := s.Settings.Setting(ctx, recruit.ViewsOf(actor.ID))
	if err != nil || text == "" {
		return nil, err
	}
	var own []View
	if err := json.Unmarshal([]byte(text), &own); err != nil {
		return nil, &recruit.Problem{Kind: recruit.ErrDamaged, Sentence: "Your saved views cannot be read; an earlier backup may have them.", Cause: err}
	}
	for n := range own {
		own[n].Own = true
	}
	return own, nil
}

func (s *Views) keep(ctx context.Context, actor recruit.Member, own []View) error {
	text, err := json.Marshal(own)
	if err != nil {
		return fmt.Errorf("write views: %w", err)
	}
	return s.Settings.SetSetting(ctx, recruit.ViewsOf(actor.ID), string(text))
}
