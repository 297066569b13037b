package e2e

import (
	"strconv"
	"testing"

	"recruitty/recruit"
	"recruitty/recruit/services"
)

// BenchmarkHiddenAndMissing compares how long an interviewer waits for what is
// hidden from them and for what is not there.
func BenchmarkHiddenAndMissing(b *testing.B) {
	s := newSecretive(b)
	store := s.Services.For(services.Visit{Member: s.ina}).Store
	for kind, ask := range map[string]func(name string) error{
		"candidate": func(name string) error {
			n, _ := strconv.Atoi(name)
			_, err := store.Candidate(b.Context(), recruit.CandidateID(n))
			return err
		},
		"candidate@": func(name string) error {
			_, err := store.CandidateByEmail(b.Context(), name)
			return err
		},
		"interview": func(name string) error {
			n, _ := strconv.Atoi(name)
			_, err := store.Record(b.Context(), recruit.InterviewID(n))
			return err
		},
	} {
		for i, which := range []string{"hidden", "missing"} {
			name := s.references[kind][i]
			b.Run(kind+"/"+which, func(b *testing.B) {
				for b.Loop() {
					if ask(name) == nil {
						b.Fatalf("%s %s is told", which, name)
					}
				}
			})
		}
	}
}
