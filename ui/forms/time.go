package forms

import (
	"errors"
	"slices"
	"strconv"
	"strings"
	"time"

	"recruitty/recruit/sanitize"
	"recruitty/recruit/timeparse"
	"recruitty/ui/shell"
	"recruitty/ui/text"
	"recruitty/ui/theme"
	"recruitty/ui/wording"
)

// Zone is a field for a time zone: an IANA name or a city.
func (f *Fields) Zone(name, label string, value *string) *Row {
	return f.anyZone(name, label, value, "e.g. Europe/Lisbon, a city, or UTC+3", false)
}

// ZoneIfKnown is a field for the time zone of someone who may not have told.
func (f *Fields) ZoneIfKnown(name, label string, value *string) *Row {
	return f.anyZone(name, label, value, "e.g. Lisbon or UTC+3; leave empty if unknown", true)
}

func (f *Fields) anyZone(name, label string, value *string, empty string, mayBeEmpty bool) *Row {
	r := f.Line(name, label, value).Saying(func() []Hint {
		if strings.TrimSpace(*value) == "" {
			return []Hint{{theme.Dim, empty}}
		}
		return zoneHints(f.app, *value)
	})
	r.optional = mayBeEmpty
	r.Input.Validate(func(v string) error {
		if _, err := timeparse.Zone(v); err != nil && (!mayBeEmpty || strings.TrimSpace(v) != "") {
			return errors.New(text.Line(err.Error()))
		}
		return f.Check(name, v)
	})
	return r
}

// zoneHints says what was understood of a typed zone.
func zoneHints(a *shell.App, typed string) []Hint {
	loc, err := timeparse.Zone(typed)
	if err != nil {
		return append([]Hint{{theme.Dim, text.Line(err.Error())}}, zonesLike(typed)...)
	}
	now := a.Session().Now().In(loc)
	name := ""
	if loc.String() != strings.TrimSpace(typed) {
		name = loc.String() + ", "
	}
	return []Hint{{theme.Dim, name + "now " + a.Clock(now) + " (" + timeparse.Offset(now) + ")"}}
}

// zonesLike proposes zones whose name holds what was typed so far.
func zonesLike(typed string) []Hint {
	want := strings.ReplaceAll(sanitize.Fold(typed), " ", "_")
	if len(want) < 2 {
		return nil
	}
	var found []string
	for _, z := range timeparse.Zones() {
		if strings.Contains(sanitize.Fold(z), want) {
			if found = append(found, z); len(found) == 4 {
				break
			}
		}
	}
	if len(found) == 0 {
		return nil
	}
	return []Hint{{theme.Plain, strings.Join(found, " · ")}}
}

// Duration is a field for a length of time, from a list or typed.
func (f *Fields) Duration(name, label string, value *string, more func() []Hint) *Row {
	at := func() int {
		length, err := timeparse.ParseDuration(*value)
		if err != nil {
			return -1
		}
		return slices.Index(durations(), length)
	}
	r := f.Line(name, label, value).Saying(func() []Hint {
		var list []string
		for i, d := range durations() {
			n := strconv.Itoa(int(d / time.Minute))
			if i == at() {
				n = "[" + n + "]"
			}
			list = append(list, n)
		}
		under := []Hint{{theme.Dim, strings.Join(list, "  ") + " min   ↑/↓, or type 1h15"}}
		if length, err := timeparse.ParseDuration(*value); err != nil && strings.TrimSpace(*value) != "" {
			under = []Hint{{theme.Dim, text.Line(err.Error())}}
		} else if err == nil && at() < 0 && wording.Length(length) != strings.TrimSpace(*value) {
			under = []Hint{{theme.OK, wording.Length(length)}}
		}
		if more != nil {
			under = append(under, more()...)
		}
		return under
	}).Stepping(func(by int) bool {
		list := durations()
		i := at()
		if i < 0 {
			length, _ := timeparse.ParseDuration(*value)
			i = slices.IndexFunc(list, func(d time.Duration) bool { return d > length })
			if i < 0 {
				i = len(list)
			}
			if by > 0 {
				i--
			}
		}
		*value = wording.Length(list[max(min(i+by, len(list)-1), 0)])
		return true
	})
	r.Input.Validate(func(v string) error {
		if _, err := timeparse.ParseDuration(v); err != nil {
			return errors.New(text.Line(err.Error()))
		}
		return f.Check(name, v)
	})
	return r
}

// durations are the lengths that the form proposes.
func durations() []time.Duration {
	return []time.Duration{15 * time.Minute, 30 * time.Minute, 45 * time.Minute, 60 * time.Minute, 90 * time.Minute}
}
