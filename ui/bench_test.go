package ui_test

import (
	"testing"

	"recruitty/recruit"
	"recruitty/ui/keystroke"
)

// BenchmarkKeys presses keys on the screens where people work, and draws what
// comes of each, from the model's side: no terminal, a small workspace.
func BenchmarkKeys(b *testing.B) {
	for _, k := range []struct {
		name  string
		first []string
		each  []string
	}{
		{"move", []string{"3"}, []string{"j", "k"}},
		{"open", []string{"3"}, []string{"enter", "esc"}},
		{"form", []string{"3"}, []string{"n", "esc"}},
		{"form-type", []string{"3", "n"}, []string{"a", "backspace"}},
	} {
		b.Run(k.name, func(b *testing.B) {
			o := open(b, 120, 40, func(o *office) {
				for range 40 {
					o.candidate(recruit.Candidate{Name: "Ana Sousa", Headline: "Engineer"})
				}
			}, nil)
			o.Press(k.first...)
			b.ReportAllocs()
			for b.Loop() {
				for _, key := range k.each {
					o.Rest()
					o.Send(keystroke.Key(key))
					o.View()
				}
			}
		})
	}
}
