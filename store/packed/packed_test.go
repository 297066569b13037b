package packed_test

import (
	"math/rand/v2"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"recruitty/recruit/availability"
	"recruitty/recruit/busy"
	"recruitty/store/packed"
)

// some makes entries in order.
func some(random *rand.Rand, n int) []availability.Entry {
	at := time.Date(2026, 11, 29, 0, 0, 0, 0, time.UTC)
	var all []availability.Entry
	for range n {
		at = at.Add(time.Duration(random.IntN(100_000)) * time.Second)
		all = append(all, availability.Entry{
			Interval: busy.Interval{Start: at, End: at.Add(time.Duration(1+random.IntN(20_000)) * time.Second), State: busy.State(random.IntN(4)), Ref: strings.Repeat("r", random.IntN(3))},
			Since:    at.AddDate(0, 0, -random.IntN(30)),
		})
	}
	return all
}

// TestPacked holds that entries are read as they were written, whole and in part.
func TestPacked(t *testing.T) {
	t.Parallel()
	from := time.Date(2026, 12, 1, 0, 0, 0, 0, time.UTC)
	to := from.AddDate(0, 0, 5)
	reader := packed.Reader{From: from, To: to}
	var parts, copies [][]availability.LayerEntry
	for seed := range uint64(200) {
		random := rand.New(rand.NewPCG(seed, 0))
		all := some(random, random.IntN(50))
		times := packed.Times(all)
		got, err := packed.Read(times, packed.Names(all))
		if err != nil || len(got) != len(all) || len(all) > 0 && !reflect.DeepEqual(got, all) {
			t.Fatalf("seed %d: %v, %v; want %v", seed, got, err, all)
		}
		part, err := reader.Read(times)
		if err != nil {
			t.Fatal(err)
		}
		for _, e := range all {
			in := e.End.After(from) && !e.Start.After(to)
			found := false
			for _, p := range part {
				found = found || p.Start().Equal(e.Start) && p.End().Equal(e.End) && p.State == e.State && p.Named == (e.Ref != "") && p.Since().Equal(e.Since)
			}
			if in != found {
				t.Fatalf("seed %d: %v is there: %v, want %v", seed, e, found, in)
			}
		}
		if cap(part) != len(part) {
			t.Fatalf("seed %d: what is added would be written into what belongs to another", seed)
		}
		parts, copies = append(parts, part), append(copies, slices.Clone(part))
		if _, err := reader.Read(times[:len(times)/2]); len(all) > 1 && err == nil {
			t.Fatalf("seed %d: half of it is read", seed)
		}
	}
	for n := range parts {
		if !slices.Equal(parts[n], copies[n]) {
			t.Fatalf("what was read as number %d was overwritten", n)
		}
	}
}

// FuzzRead holds that whatever stands in the database is read or refused.
func FuzzRead(f *testing.F) {
	all := some(rand.New(rand.NewPCG(1, 1)), 20)
	f.Add(packed.Times(all), packed.Names(all))
	f.Add([]byte{1, 255, 255, 255, 255, 255, 255, 255, 255, 255, 1}, []byte{255})
	f.Fuzz(func(t *testing.T, times, names []byte) {
		if got, err := packed.Read(times, names); err == nil && len(got) > len(times) {
			t.Fatalf("%d entries of %d bytes", len(got), len(times))
		}
	})
}
