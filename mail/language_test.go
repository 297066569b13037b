package mail

import (
	"reflect"
	"testing"
)

func TestLocalesAreComplete(t *testing.T) {
	t.Parallel()
	for _, l := range tongues() {
		if _, err := parsePattern(l.entry.about); err != nil {
			t.Errorf("%s: %v", l.Tag, err)
		}
		for field := range reflect.TypeFor[entryWords]().NumField() {
			if reflect.ValueOf(l.entry).Field(field).String() == "" {
				t.Errorf("%s lacks words of the calendar entry", l.Tag)
			}
		}
	}
}
