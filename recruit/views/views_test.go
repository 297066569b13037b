package views_test

import (
	"context"
	"errors"
	"strings"
	"testing"
	"time"

	"recruitty/recruit"
	"recruitty/recruit/filter"
	"recruitty/recruit/views"
)

// settings keeps settings in memory.
type settings struct {
	recruit.SettingsStore
	kept map[string]string
}

func (s settings) Setting(_ context.Context, key string) (string, error) { return s.kept[key], nil }
func (s settings) SetSetting(_ context.Context, key, value string) error {
	s.kept[key] = value
	return nil
}

// TestBuiltInViews are understood, and of one list no two have a name or a key.
func TestBuiltInViews(t *testing.T) {
	t.Parallel()
	for _, l := range filter.Lists() {
		seen := map[string]bool{}
		for _, v := range views.BuiltIn(l) {
			if seen[v.Name] || seen["key "+v.Key] || len(v.Key) != 1 {
				t.Errorf("%s: %q is there twice, or has the key of another", l, v.Name)
			}
			seen[v.Name], seen["key "+v.Key] = true, true
			if _, err := (filter.Language{List: l, Now: time.Now(), Zone: time.UTC}).Parse(v.Query); err != nil {
				t.Errorf("%s: %q is %v", l, v.Name, err)
			}
		}
	}
}

func TestViews(t *testing.T) {
	t.Parallel()
	now := time.Date(2026, 11, 30, 14, 0, 0, 0, time.UTC)
	s := &views.Views{Settings: settings{kept: map[string]string{}}, Now: func() time.Time { now = now.Add(time.Second); return now }}
	ctx, dana, sam := t.Context(), recruit.Member{ID: 1, TimeZone: "Europe/Lisbon"}, recruit.Member{ID: 2, TimeZone: "UTC"}
	names := func(m recruit.Member) string {
		all, err := s.List(ctx, m, filter.Jobs)
		if err != nil {
			t.Fatal(err)
		}
		var own []string
		for _, v := range all {
			if v.Own {
				own = append(own, v.Name+"/"+v.Key)
			}
		}
		return strings.Join(own, " ")
	}
	save := func(name, key, query string) error {
		_, err := s.Save(ctx, dana, views.View{List: filter.Jobs, Name: name, Key: key, Query: query})
		return err
	}
	for _, c := range []struct {
		name, key, query string
		want             error
	}{
		{"Lisbon", "l", "location:lisbon", nil},
		{"Porto", "p", "location:porto", nil},
		{"lisbon", "s", "location:lisbon state:open", nil}, // the same name
		{"Third", "p", "state:open", recruit.ErrDuplicate},
		{"Third", "o", "state:open", recruit.ErrDuplicate}, // of a built-in one
		{"Closed", "", "state:open", recruit.ErrDuplicate},
		{"Third", "pp", "state:open", recruit.ErrInvalid},
		{"Third", "é", "state:open", recruit.ErrInvalid},
		{"", "", "state:open", recruit.ErrInvalid},
		{"Third", "", "  ", recruit.ErrInvalid},
		{"Third", "", "nosuch:x", recruit.ErrInvalid},
		{strings.Repeat("x", 41), "", "state:open", recruit.ErrInvalid},
	} {
		if err := save(c.name, c.key, c.query); !errors.Is(err, c.want) {
			t.Errorf("%q %q %q: %v, want %v", c.name, c.key, c.query, err, c.want)
		}
	}
	if got := names(dana); got != "Porto/p lisbon/s" {
		t.Errorf("saved %q", got)
	}
	if got := names(sam); got != "" {
		t.Errorf("sam has %q", got)
	}
	if v, err := s.Find(ctx, dana, filter.Jobs, "por"); err != nil || v.Query != "location:porto" {
		t.Errorf("found %+v, %v", v, err)
	}
	if _, err := s.Find(ctx, sam, filter.Jobs, "Porto"); !errors.Is(err, recruit.ErrNotFound) {
		t.Errorf("another's view: %v", err)
	}
	if _, err := s.Remove(ctx, dana, filter.Jobs, "Open"); !errors.Is(err, recruit.ErrRefused) {
		t.Errorf("a built-in view: %v", err)
	}
	for _, name := range []string{"Porto", "Lisbon"} {
		if _, err := s.Remove(ctx, dana, filter.Jobs, name); err != nil {
			t.Error(err)
		}
	}
	if err := save("Third", "s", "state:closed"); err != nil {
		t.Error(err)
	}
	for range 2 {
		if _, err := s.Restore(ctx, dana, filter.Jobs, ""); err != nil {
			t.Error(err)
		}
	}
	if got := names(dana); got != "Porto/p lisbon/ Third/s" { // the key of lisbon was given away
		t.Errorf("brought back %q", got)
	}
	if _, err := s.Restore(ctx, dana, filter.Jobs, ""); !errors.Is(err, recruit.ErrNotFound) {
		t.Errorf("nothing is left to bring back: %v", err)
	}
	if _, err := s.Save(ctx, recruit.Member{}, views.View{List: filter.Jobs, Name: "x", Query: "state:open"}); !errors.Is(err, recruit.ErrRefused) {
		t.Errorf("nobody saves: %v", err)
	}
}
