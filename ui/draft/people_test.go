package draft

import (
	"reflect"
	"testing"

	"recruitty/recruit"
)

// TestPeopleFollow holds that whoever changes the people of an interview changes only
// those whom they touched, whatever someone else did meanwhile: while the form is
// open, and while what was typed is kept.
func TestPeopleFollow(t *testing.T) {
	t.Parallel()
	record := func(entry bool, candidate string, panel ...string) recruit.Record {
		r := recruit.Record{Interview: recruit.Interview{OrganiserEntry: entry}, People: []recruit.Participant{{Address: candidate, Audience: recruit.ToCandidate}}}
		for _, address := range panel {
			r.People = append(r.People, recruit.Participant{Address: address, Audience: recruit.ToPanel})
		}
		return r
	}
	for name, c := range map[string]struct {
		typed func(*People)
		now   recruit.Record
		want  recruit.PeopleChange
	}{
		"nothing on either side":  {func(*People) {}, record(false, "priya@example.com", "dana@x.io", "kim@x.io"), recruit.PeopleChange{}},
		"only the other":          {func(*People) {}, record(true, "p@example.com", "lee@x.io"), recruit.PeopleChange{}},
		"both add":                {func(d *People) { d.Panel = append(d.Panel, "ann@x.io") }, record(false, "priya@example.com", "dana@x.io", "kim@x.io", "lee@x.io"), recruit.PeopleChange{Add: []string{"ann@x.io"}}},
		"both add the same":       {func(d *People) { d.Panel = append(d.Panel, "Lee@x.io") }, record(false, "priya@example.com", "dana@x.io", "kim@x.io", "lee@x.io"), recruit.PeopleChange{}},
		"one who is half typed":   {func(d *People) { d.Person = "ann@x.io" }, record(false, "priya@example.com", "dana@x.io", "kim@x.io", "lee@x.io"), recruit.PeopleChange{Add: []string{"ann@x.io"}}},
		"both take one off":       {func(d *People) { d.Panel = []string{"kim@x.io"} }, record(false, "priya@example.com", "kim@x.io"), recruit.PeopleChange{}},
		"each takes another off":  {func(d *People) { d.Panel = []string{"kim@x.io"} }, record(false, "priya@example.com", "dana@x.io"), recruit.PeopleChange{Remove: []string{"dana@x.io"}}},
		"both correct an address": {func(d *People) { d.Candidate = "priya@example.org" }, record(false, "p@example.com", "dana@x.io", "kim@x.io"), recruit.PeopleChange{Correct: map[string]string{"p@example.com": "priya@example.org"}}},
		"an entry of their own":   {func(d *People) { d.Entry = recruit.WithEntry }, record(false, "priya@example.com", "dana@x.io"), recruit.PeopleChange{OrganiserEntry: recruit.WithEntry}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			d := NewPeople(record(false, "priya@example.com", "dana@x.io", "kim@x.io"))
			c.typed(d)
			d.Follow(c.now)
			if got, err := d.Read(); err != nil || !reflect.DeepEqual(got, c.want) {
				t.Errorf("asks for %+v, %v; want %+v", got, err, c.want)
			}
			kept := NewPeople(record(false, "priya@example.com", "dana@x.io", "kim@x.io"))
			c.typed(kept)
			back := NewPeople(c.now)
			back.Fill(kept.Values())
			if got, err := back.Read(); err != nil || !reflect.DeepEqual(got, c.want) {
				t.Errorf("once it is opened again it asks for %+v, %v; want %+v", got, err, c.want)
			}
		})
	}
}
