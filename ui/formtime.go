package ui

import (
	"errors"
	"slices"
	"strconv"
	"strings"
	"time"

	"recruitty/recruit/sanitize"
	"recruitty/recruit/timeparse"
	"recruitty/ui/text"
	"recruitty/ui/theme"
	"recruitty/ui/wording"
)

// zone is a field for a time zone: an IANA name or a city.
func (f *fields) zone(name, label string, value *string) *row {
	return f.anyZone(name, label, value, "such as Europe/Lisbon, a city, or UTC+3", false)
}

// zoneIfKnown is a field for the time zone of somebody who may not have told.
func (f *fields) zoneIfKnown(name, label string, value *string) *row {
	return f.anyZone(name, label, value, "such as Lisbon or UTC+3; empty when nobody knows", true)
}

func (f *fields) anyZone(name, label string, value *string, empty string, mayBeEmpty bool) *row {
	r := f.line(name, label, value).saying(1, func() []hint {
		if strings.TrimSpace(*value) == "" {
			return []hint{{theme.Dim, empty}}
		}
		return zoneHints(f.app, *value)
	})
	r.input.Validate(func(v string) error {
		if _, err := timeparse.Zone(v); err != nil && (!mayBeEmpty || strings.TrimSpace(v) != "") {
			return errors.New(text.Line(err.Error()))
		}
		return f.check(name, v)
	})
	return r
}

// zoneHints says what was understood of a typed zone.
func zoneHints(a *App, typed string) []hint {
	loc, err := timeparse.Zone(typed)
	if err != nil {
		return append([]hint{{theme.Dim, text.Line(err.Error())}}, zonesLike(typed)...)
	}
	now := a.Session().Now().In(loc)
	name := ""
	if loc.String() != strings.TrimSpace(typed) {
		name = loc.String() + ", "
	}
	return []hint{{theme.Dim, name + "now " + a.clock(now) + " (" + timeparse.Offset(now) + ")"}}
}

// zonesLike proposes zones whose name holds what was typed so far.
func zonesLike(typed string) []hint {
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
	return []hint{{theme.Plain, strings.Join(found, " · ")}}
}

// duration is a field for a length of time, from a list or typed.
func (f *fields) duration(name, label string, value *string, more func() []hint) *row {
	at := func() int {
		length, err := timeparse.ParseDuration(*value)
		if err != nil {
			return -1
		}
		return slices.Index(durations(), length)
	}
	r := f.line(name, label, value).saying(2, func() []hint {
		var list []string
		for i, d := range durations() {
			n := strconv.Itoa(int(d / time.Minute))
			if i == at() {
				n = "[" + n + "]"
			}
			list = append(list, n)
		}
		under := []hint{{theme.Dim, strings.Join(list, "  ") + " min   ↑/↓, or type 1h15"}}
		if length, err := timeparse.ParseDuration(*value); err != nil && strings.TrimSpace(*value) != "" {
			under = []hint{{theme.Dim, text.Line(err.Error())}}
		} else if err == nil && at() < 0 && wording.Length(length) != strings.TrimSpace(*value) {
			under = []hint{{theme.OK, wording.Length(length)}}
		}
		if more != nil {
			under = append(under, more()...)
		}
		return under
	}).stepping(func(by int) bool {
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
	r.input.Validate(func(v string) error {
		if _, err := timeparse.ParseDuration(v); err != nil {
			return errors.New(text.Line(err.Error()))
		}
		return f.check(name, v)
	})
	return r
}

// durations are the lengths that the form proposes.
func durations() []time.Duration {
	return []time.Duration{15 * time.Minute, 30 * time.Minute, 45 * time.Minute, 60 * time.Minute, 90 * time.Minute}
}
