package fields_test

import (
	"context"
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"recruitty/recruit"
	"recruitty/recruit/fields"
)

var now = time.Date(2026, 11, 30, 9, 0, 0, 0, time.UTC)

func TestValue(t *testing.T) {
	t.Parallel()
	level := fields.Field{Name: "Level", Type: fields.Choice, Choices: []string{"Junior", "Senior", "Senior staff"}}
	of := func(is fields.Type) fields.Field { return fields.Field{Name: "X", Type: is} }
	for _, tc := range []struct {
		field fields.Field
		typed string
		want  string // "!" for a refusal
	}{
		{of(fields.Text), "  3 months ", "3 months"},
		{of(fields.Text), strings.Repeat("x", recruit.MaxField+1), "!"},
		{of(fields.Number), "3", "3"},
		{of(fields.Number), "70,000.50", "70000.5"},
		{of(fields.Number), "1 234 567", "1234567"},
		{of(fields.Number), "−0.250", "-0.25"},
		{of(fields.Number), "-0", "0"},
		{of(fields.Number), "007", "7"},
		{of(fields.Number), "3,5", "!"},
		{of(fields.Number), "3 months", "!"},
		{of(fields.Number), "1e9", "!"},
		{of(fields.Number), strings.Repeat("9", 16), "!"},
		{of(fields.Date), "2026-12-01", "2026-12-01"},
		{of(fields.Date), "1 Dec 2026", "2026-12-01"},
		{of(fields.Date), "tomorrow", "2026-12-01"},
		{of(fields.Date), "2026-02-30", "!"},
		{of(fields.Date), "soon", "!"},
		{of(fields.Date), "2026-12-01 10:00", "!"},
		{of(fields.YesNo), "Y", "yes"},
		{of(fields.YesNo), "false", "no"},
		{of(fields.YesNo), "perhaps", "!"},
		{level, "SENIOR", "Senior"},
		{level, "senior s", "Senior staff"},
		{level, "jun", "Junior"},
		{level, "s", "!"},
		{level, "Lead", "!"},
		{level, "", ""},
	} {
		got, err := tc.field.Value(tc.typed, now)
		switch {
		case tc.want == "!" && (!errors.Is(err, recruit.ErrInvalid) || recruit.FieldOf(err) != tc.field.Key()):
			t.Errorf("%s %q: %q, %v", tc.field.Type, tc.typed, got, err)
		case tc.want != "!" && (err != nil || got != tc.want):
			t.Errorf("%s %q: %q, %v, want %q", tc.field.Type, tc.typed, got, err, tc.want)
		}
		if err == nil && got != "" { // what is kept is read as it is
			if again, err := tc.field.Value(got, now); err != nil || again != got {
				t.Errorf("%s %q again: %q, %v", tc.field.Type, got, again, err)
			}
		}
	}
}

// FuzzValue reads anything as each type: what is taken is taken again as it is.
func FuzzValue(f *testing.F) {
	for _, s := range []string{"3", "70,000.5", "1 Dec 2026", "yes", "Junior", "\x00", "−1", "0.0000000000000001"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, typed string) {
		for _, is := range fields.Types() {
			field := fields.Field{Name: "X", Type: is, Choices: []string{"Junior", "Senior"}}
			got, err := field.Value(typed, now)
			if err != nil {
				if !errors.Is(err, recruit.ErrInvalid) {
					t.Fatalf("%s %q: %v", is, typed, err)
				}
				continue
			}
			if again, err := field.Value(got, now); err != nil || again != got {
				t.Fatalf("%s %q became %q and then %q, %v", is, typed, got, again, err)
			}
		}
	})
}

// shelf keeps fields in memory; before is called ahead of each change.
type shelf struct {
	text   string
	log    []string
	before func(*shelf)
}

func (s *shelf) Setting(context.Context, string) (string, error) { return s.text, nil }

func (s *shelf) ChangeSetting(_ context.Context, _, was, now string, log recruit.Activity) error {
	if before := s.before; before != nil {
		s.before = nil
		before(s)
	}
	if s.text != was {
		return recruit.ErrStale
	}
	s.text = now
	s.log = append(s.log, log.Text)
	return nil
}

func (s *shelf) CandidatesWithField(_ context.Context, names []string) (int, error) {
	return len(names), nil
}

var admin = recruit.Member{ID: 1, Name: "Robin", Role: recruit.Admin}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func names(l fields.List) string {
	var all []string
	for _, f := range l {
		name := f.Name
		if f.Removed() {
			name = "-" + name
		}
		all = append(all, name)
	}
	return strings.Join(all, " ")
}

func TestFields(t *testing.T) {
	t.Parallel()
	s := &shelf{}
	own := &fields.Fields{Store: s, Now: func() time.Time { return now }}
	ctx := t.Context()
	for _, f := range []fields.Field{{Name: "Notice", Type: fields.Text}, {Name: "Visa", Type: fields.YesNo, Panel: true}, {Name: "Level", Type: fields.Choice, Choices: []string{"Junior", " ", "junior", "Senior"}}} {
		_, err := own.Add(ctx, admin, f)
		must(t, err)
	}
	for name, tc := range map[string]struct {
		f    fields.Field
		by   recruit.Member
		want error
	}{
		"again":       {fields.Field{Name: "VISA", Type: fields.Text}, admin, recruit.ErrDuplicate},
		"no name":     {fields.Field{Name: " ", Type: fields.Text}, admin, recruit.ErrInvalid},
		"equals sign": {fields.Field{Name: "a=b", Type: fields.Text}, admin, recruit.ErrInvalid},
		"no type":     {fields.Field{Name: "A"}, admin, recruit.ErrInvalid},
		"one choice":  {fields.Field{Name: "A", Type: fields.Choice, Choices: []string{"x"}}, admin, recruit.ErrInvalid},
		"recruiter":   {fields.Field{Name: "A", Type: fields.Text}, recruit.Member{ID: 2, Role: recruit.Recruiter}, recruit.ErrRefused},
	} {
		if _, err := own.Add(ctx, tc.by, tc.f); !errors.Is(err, tc.want) {
			t.Errorf("%s: %v", name, err)
		}
	}
	f, err := own.Change(ctx, admin, "notice", fields.Field{Name: "Notice period", Type: fields.Text})
	must(t, err)
	if !slices.Equal(f.Earlier, []string{"Notice"}) {
		t.Errorf("earlier names %q", f.Earlier)
	}
	if _, err := own.Add(ctx, admin, fields.Field{Name: "Notice", Type: fields.Text}); !errors.Is(err, recruit.ErrDuplicate) {
		t.Errorf("an earlier name of another field: %v", err)
	}
	_, err = own.Move(ctx, admin, "level", 1)
	must(t, err)
	_, err = own.Remove(ctx, admin, "Visa")
	must(t, err)
	l, err := own.List(ctx)
	must(t, err)
	if names(l) != "Level Notice period -Visa" {
		t.Errorf("fields are %s", names(l))
	}
	if _, err := own.Add(ctx, admin, fields.Field{Name: "visa", Type: fields.Text}); !errors.Is(err, recruit.ErrRefused) {
		t.Errorf("the name of one that was removed: %v", err)
	}
	// Someone else is faster once: the change is made over theirs.
	s.before = func(s *shelf) {
		other := &fields.Fields{Store: s, Now: own.Now}
		_, err := other.Add(ctx, admin, fields.Field{Name: "Badge", Type: fields.Number})
		must(t, err)
	}
	_, err = own.Restore(ctx, admin, "VISA")
	must(t, err)
	l, err = own.List(ctx)
	must(t, err)
	if names(l) != "Level Notice period Badge Visa" {
		t.Errorf("fields are %s", names(l))
	}
	log := strings.Join(s.log, "\n")
	for _, want := range []string{"Added the field Level: choice of a list: Junior, Senior", "Name: Notice → Notice period", "Order: Notice period, Visa, Level → Level, Notice period, Visa",
		"Removed the field Visa: yes or no; interviewers see it", "Brought back the field Visa"} {
		if !strings.Contains(log, want) {
			t.Errorf("the log has no %q in\n%s", want, log)
		}
	}
}

func TestValuesUnderNames(t *testing.T) {
	t.Parallel()
	l := fields.List{{Name: "Level", Type: fields.Choice, Choices: []string{"Junior", "Senior"}}, {Name: "Notice period", Type: fields.Number, Earlier: []string{"Notice"}, Panel: true}, {Name: "Gone", RemovedAt: now}}
	was := []recruit.OwnField{{Name: "Shoe size", Value: "44"}, {Name: "notice", Value: "3 months"}, {Name: "Gone", Value: "x"}}
	arranged := l.Arranged(was)
	want := []recruit.OwnField{{Name: "Notice period", Value: "3 months"}, {Name: "Shoe size", Value: "44"}, {Name: "Gone", Value: "x"}}
	if !slices.Equal(arranged, want) {
		t.Errorf("arranged as %v", arranged)
	}
	if seen := l.ForPanel(was); !slices.Equal(seen, want[:1]) {
		t.Errorf("the panel sees %v", seen)
	}
	// What does not fit may stay, and may not be typed.
	if kept, err := l.Cleaned(append(slices.Clone(arranged), recruit.OwnField{Name: "LEVEL", Value: "sen"}), was, now); err != nil || kept[0] != (recruit.OwnField{Name: "Level", Value: "Senior"}) || kept[1].Value != "3 months" {
		t.Errorf("cleaned to %v, %v", kept, err)
	}
	if _, err := l.Cleaned([]recruit.OwnField{{Name: "Notice", Value: "4 months"}}, was, now); !errors.Is(err, recruit.ErrInvalid) || recruit.FieldOf(err) != "field Notice period" {
		t.Errorf("a wrong value: %v", err)
	}
	if _, err := fields.Parse("{"); !errors.Is(err, recruit.ErrDamaged) {
		t.Errorf("a damaged list: %v", err)
	}
}
