package offers_test

import "testing"

// BenchmarkLook is the page of an offer with five times, without writing it.
func BenchmarkLook(b *testing.B) {
	w := newWorld(b)
	o := w.sends(0)
	for b.Loop() {
		if _, err := w.Look(b.Context(), one(o.ID)); err != nil {
			b.Fatal(err)
		}
	}
}
