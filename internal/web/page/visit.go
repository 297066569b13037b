package page

import (
	"context"
	"net/url"
	"slices"
	"strconv"
	"time"

	"golang.org/x/text/language"

	"recruitty/recruit/timeparse"
	"recruitty/recruit/tongue"
)

// visit is one request with a token: what there is to see, and how its visitor reads it.
type visit struct {
	page    *page
	token   Token
	part    string
	query   url.Values
	accepts string // the languages that the browser asks for
	now     time.Time
	up      string // leads to where the style sheet is; of a page with a token see home

	view         View
	say          words
	reader, team tongue.Reader
	zone         string // the zone that was asked for by its name, "" where none was
	badZone      string // what was asked for and is no zone
}

// look looks up what there is to see.
func (v *visit) look(ctx context.Context, from Viewer) (err error) {
	if v.view, err = from.Look(ctx, v.token); err != nil {
		return err
	}
	v.speak()
	return nil
}

// speak chooses language, clock and zone.
func (v *visit) speak() {
	tag := v.language()
	say, speaks, _ := speak(tag)
	v.say = say
	v.reader = tongue.Reader{Zone: time.UTC, TwelveHour: tongue.TwelveHours(tag), Tongue: speaks}
	v.team = v.reader
	if zone := zoneOf(v.view.TeamZone); zone != nil {
		v.team.Zone = zone
	}
	v.reader.Zone = v.team.Zone
	if zone := zoneOf(v.view.Zone); zone != nil {
		v.reader.Zone = zone
	}
	asked := v.query.Get("tz")
	if asked == "" {
		return
	}
	if zone := zoneOf(asked); zone != nil {
		v.zone, v.reader.Zone = zone.String(), zone
		return
	}
	v.badZone = asked
}

// language is the candidate's own, or else the browser's, or else the workspace's, out of those that the page speaks.
func (v *visit) language() string {
	if _, _, known := speak(v.view.Language); known {
		return v.view.Language
	}
	asked, _, err := language.ParseAcceptLanguage(v.accepts)
	if err == nil {
		for _, tag := range asked {
			if _, _, known := speak(tag.String()); known {
				return tag.String()
			}
		}
	}
	return v.view.HouseLanguage // what is not spoken is English
}

// zoneOf is the zone of a name, nil where it is none. Longer names than any zone has are not looked at.
func zoneOf(name string) *time.Location {
	if name == "" || len(name) > 64 {
		return nil
	}
	zone, err := timeparse.Zone(name)
	if err != nil {
		return nil
	}
	return zone
}

// possible reports whether a part of the page makes sense as things stand. What does not leads to the page itself.
func (v *visit) possible() bool {
	switch v.part {
	case asking:
		return v.view.State != Over
	case moving:
		return v.movable()
	case callingOff:
		return v.view.State == Agreed && v.now.Before(v.view.CallOffUntil)
	}
	return true
}

// movable reports whether what was agreed may still be moved here.
func (v *visit) movable() bool { return v.view.State == Agreed && v.now.Before(v.view.MoveUntil) }

// home leads from this part to the page itself, here to its parts.
func (v *visit) home(more url.Values) string {
	to := url.PathEscape(v.token.Secret())
	if v.part != "" {
		to = "../" + to
	}
	return to + v.queryWith(more)
}

// here is what stands before the name of a part to lead there.
func (v *visit) here() string {
	if v.part != "" {
		return ""
	}
	return url.PathEscape(v.token.Secret()) + "/"
}

// queryWith is the query that keeps the zone that was asked for, with more in it.
func (v *visit) queryWith(more url.Values) string {
	q := url.Values{}
	if v.zone != "" {
		q.Set("tz", v.zone)
	}
	for name, values := range more {
		q[name] = values
	}
	if len(q) == 0 {
		return ""
	}
	return "?" + q.Encode()
}

// free are the options that can still be had instead of what is agreed, earliest first.
func (v *visit) free() []Option {
	var all []Option
	for _, o := range v.view.Options {
		if len(o.Parts) > 0 && !v.stands(o) {
			all = append(all, o)
		}
	}
	slices.SortStableFunc(all, func(a, b Option) int { return a.Parts[0].Start.Compare(b.Parts[0].Start) })
	return all
}

// stands reports whether an option is what is agreed.
func (v *visit) stands(o Option) bool {
	return v.view.State == Agreed && slices.EqualFunc(o.Parts, v.view.Agreed, func(a, b Part) bool {
		return a.Session == b.Session && a.Start.Equal(b.Start)
	})
}

// missed reports whether the visitor chose an option that is not among those that can be had.
func (v *visit) missed(free []Option) bool {
	chosen := v.query.Get("gone")
	return chosen != "" && !slices.ContainsFunc(free, func(o Option) bool { return o.ID == chosen })
}

// number reads a number of the query that is at least 0; 0 where there is none.
func (v *visit) number(name string) int {
	n, err := strconv.Atoi(v.query.Get(name))
	if err != nil || n < 0 {
		return 0
	}
	return n
}
