package drafts

import (
	"fmt"
	"reflect"
	"slices"
	"testing"

	"recruitty/recruit"
)

// TestDrafts holds that what was said of someone is there in the next plan of a
// trial, with what was added since, and is not once an import has written it.
func TestDrafts(t *testing.T) {
	t.Parallel()
	for _, trial := range []bool{true, false} {
		b := New(trial)
		add := func(k Key, note string) {
			t.Helper()
			d, err := b.Begin(k)
			if err != nil {
				t.Fatal(err)
			}
			d.Person.Name, d.Line = fmt.Sprint("Person ", k), 7
			d.Person.Notes = append(d.Person.Notes, recruit.Note{Text: note})
			d.Applications = append(d.Applications, recruit.Application{JobID: 3, Stage: note})
		}
		for n := range 100 {
			add(OfRow(n+1), "first")
			add(OfID(recruit.CandidateID(n+1)), "known")
		}
		if err := b.Written(); err != nil {
			t.Fatal(err)
		}
		if d, err := b.Of(OfRow(50)); err != nil || (d != nil) != trial {
			t.Fatalf("of a trial %v: %+v, %v", trial, d, err)
		}
		add(OfRow(50), "second")
		if err := b.Written(); err != nil {
			t.Fatal(err)
		}
		if d, err := b.Of(OfRow(50)); err != nil || trial && (d.Person.Name != "Person -50" || d.Line != 7 || len(d.Person.Notes) != 2 || d.Applications[1].Stage != "second") || !trial && d != nil {
			t.Errorf("of a trial %v: %+v, %v", trial, d, err)
		}
		if d, err := b.Of(OfID(101)); d != nil || err != nil {
			t.Errorf("of nobody: %+v, %v", d, err)
		}
		if err := b.Close(); err != nil {
			t.Error(err)
		}
	}
}

// TestEverythingIsKept fills every field by which rows are held against someone.
func TestEverythingIsKept(t *testing.T) {
	t.Parallel()
	var d Draft
	leftOut := []string{"ID", "Version", "CreatedAt", "ErasedAt", "Damage", "OwnerID", "Owner"} // which say nothing of what a file says
	fill(reflect.ValueOf(&d.Person.Candidate).Elem(), leftOut)
	d.Person.Notes = []recruit.Note{{Text: "Likes tea", JobID: 4}}
	d.Applications, d.Line = []recruit.Application{{JobID: 3, Stage: "Offer", ExternalID: "5", ExternalSource: "acme"}}, 7
	b := New(true)
	b.plan[OfRow(1)] = &d
	if err := b.Written(); err != nil {
		t.Fatal(err)
	}
	if got, err := b.Of(OfRow(1)); err != nil || !reflect.DeepEqual(*got, d) {
		t.Errorf("%+v, %v; want %+v", got, err, d)
	}
	if err := b.Close(); err != nil {
		t.Error(err)
	}
}

// fill gives every field of a struct a value, but those that are left out.
func fill(v reflect.Value, leftOut []string) {
	for i := range v.NumField() {
		f := v.Field(i)
		switch name := v.Type().Field(i).Name; {
		case slices.Contains(leftOut, name):
		case f.Kind() == reflect.String:
			f.SetString("some " + name)
		case f.Kind() == reflect.Struct:
			fill(f, leftOut)
		case f.Kind() == reflect.Slice:
			f.Set(reflect.MakeSlice(f.Type(), 1, 1))
			if one := f.Index(0); one.Kind() == reflect.Struct {
				fill(one, leftOut)
			} else {
				one.SetString("one of " + name)
			}
		}
	}
}

// TestOrigins finds the lines of people who were written with gaps between them.
func TestOrigins(t *testing.T) {
	t.Parallel()
	var o Origins
	want := map[recruit.CandidateID]int{}
	id, line := recruit.CandidateID(5), 2
	for n := range 200 {
		id, line = id+1, line+1
		if n%7 == 0 {
			id += 3
		}
		if n%5 == 0 {
			line += 2
		}
		o.Add(id, line)
		want[id] = line
	}
	for id := range recruit.CandidateID(400) {
		if got := o.Of(id); got != want[id] {
			t.Errorf("%d came from line %d, want %d", id, got, want[id])
		}
	}
}
