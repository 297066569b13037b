package availability

import (
	"context"
	"errors"
	"fmt"
	"hash/fnv"
	"io"
	"slices"
	"time"
	"unicode/utf8"

	"recruitty/recruit"
	"recruitty/recruit/busy"
	"recruitty/recruit/hours"
	"recruitty/recruit/sanitize"
)

// Bounds of what is kept of one calendar.
const (
	maxEntries = 20_000
	maxRef     = 100 // bytes
	maxCursor  = 8000
	maxDoubts  = 10
	maxDoubt   = 300 // characters
)

// basis names everything but the window that a reading depends on: a cursor is good
// for a reading with the same one only.
func (set setting) basis(m recruit.Member) string {
	h := fnv.New64a()
	for _, part := range slices.Concat([]string{m.Email, m.Location().String(), "soft"}, set.words.Soft, []string{"firm"}, set.words.Firm) {
		_, _ = io.WriteString(h, part+"\n")
	}
	return fmt.Sprintf("%x", h.Sum64())
}

// keep stores what a source answered. whole says that all of its calendars were asked
// for.
func (s *Service) keep(ctx context.Context, src Source, g got, whole bool) error {
	k := Kept{Source: src.ID, Began: g.began}
	if g.err != nil {
		k.Trouble, k.Failures = recruit.Sentence(g.err), src.Failures+1
		k.DueAt = s.again(k.Failures, g.err)
		k.Seen = k.Trouble != src.Trouble
		return s.Store.KeepReading(ctx, k)
	}
	if whole {
		k.DueAt = s.now().Add(readEvery)
	}
	var ids []CalendarID
	for _, c := range g.asked {
		ids = append(ids, c.ID)
	}
	known, err := s.Store.Entries(ctx, ids)
	if err != nil {
		return err
	}
	k.Seen = src.Trouble != "" || src.ReadAt.IsZero()
	for i, c := range g.asked {
		if _, intact := known[c.ID]; !intact {
			c.Cursor = "" // changes would be put into nothing
		}
		one, seen := apply(c, known[c.ID], g.readings[i], g.began, g.set, g.set.basis(g.set.team[c.MemberID]))
		k.Seen = k.Seen || seen
		k.Calendars = append(k.Calendars, one)
	}
	return s.Store.KeepReading(ctx, k)
}

// again is when a source is tried again that could not be read so many times.
func (s *Service) again(failures int, err error) time.Time {
	wait := readEvery << min(failures-1, 10)
	at := s.now().Add(min(wait, readSeldom))
	var p *recruit.Problem
	if errors.As(err, &p) && p.RetryAt.After(at) {
		at = p.RetryAt
		if latest := s.now().Add(6 * time.Hour); at.After(latest) {
			at = latest
		}
	}
	return at
}

// apply works out what is kept of a calendar after a reading. Nothing becomes free by a
// reading that went wrong: what was known stays, and gets older. seen says that people
// see a difference.
func apply(c Calendar, known []Entry, r busy.Reading, began time.Time, set setting, basis string) (kept KeptCalendar, seen bool) {
	was := c
	if err := sound(c, r, set, basis); err != nil {
		c.Trouble, c.ReadAt = recruit.Sentence(err), time.Time{}
		return KeptCalendar{Calendar: c, Same: true, Anew: r.Err == nil}, c.Trouble != was.Trouble
	}
	kept.Delta, kept.Was = r.Delta || r.NotModified, c.Cursor
	c.ReadAt, c.Trouble, c.Basis = began, "", basis
	c.Doubts = nil
	for _, doubt := range r.Doubts[:min(len(r.Doubts), maxDoubts)] {
		if line, err := sanitize.Line(doubt, maxDoubt); err == nil && line != "" {
			c.Doubts = append(c.Doubts, line)
		}
	}
	if r.NotModified {
		c.Doubts = was.Doubts
		if len(r.Cursor) <= maxCursor && r.Cursor != "" {
			c.Cursor = r.Cursor
		}
		kept.Calendar, kept.Same = c, true
		return kept, was.Trouble != ""
	}
	c.From, c.To = hours.Later(r.From, set.from).UTC(), hours.Earlier(r.To, set.to).UTC()
	c.Cursor = ""
	if len(r.Cursor) <= maxCursor {
		c.Cursor = r.Cursor
	}
	entries := make([]busy.Interval, 0, len(r.Intervals))
	for _, i := range r.Intervals {
		i.Ref = short(i.Ref)
		entries = append(entries, i)
	}
	if r.Delta {
		entries = changed(known, entries, r.Gone)
	}
	if len(entries) > maxEntries {
		c.Trouble, c.ReadAt = "This calendar has too many entries to be read.", time.Time{}
		c.From, c.To, c.Cursor, c.Basis = was.From, was.To, was.Cursor, was.Basis
		return KeptCalendar{Calendar: c, Same: true}, c.Trouble != was.Trouble
	}
	kept.Calendar, kept.Entries = c, since(cleaned(entries, c.From, c.To), known, began)
	kept.Same = slices.EqualFunc(kept.Entries, known, sameEntry)
	return kept, !kept.Same || was.Trouble != "" || !slices.Equal(was.Doubts, c.Doubts)
}

// sound says what of a reading cannot be taken.
func sound(c Calendar, r busy.Reading, set setting, basis string) error {
	sent := c.Cursor != "" && c.Basis == basis && c.From.Equal(set.from) && c.To.Equal(set.to)
	switch {
	case r.Err != nil:
		return r.Err
	case (r.Delta || r.NotModified) && !sent:
		return &recruit.Problem{Kind: recruit.ErrLater, Sentence: "This calendar returned only changes, although all of it was requested."}
	case !r.NotModified && !hours.Earlier(r.To, set.to).After(hours.Later(r.From, set.from)):
		return &recruit.Problem{Kind: recruit.ErrLater, Sentence: "This calendar returned a different period than the one that was requested."}
	}
	return nil
}

// changed puts what changed into what was known.
func changed(known []Entry, fresh []busy.Interval, gone []string) []busy.Interval {
	replaced := map[string]bool{}
	for _, ref := range gone {
		replaced[short(ref)] = true
	}
	for _, i := range fresh {
		replaced[i.Ref] = true
	}
	delete(replaced, "") // what has no name is not replaced by it
	for _, e := range known {
		if !replaced[e.Ref] {
			fresh = append(fresh, e.Interval)
		}
	}
	return fresh
}

// short is the name of an entry as it is kept: a long one is shortened in a way that
// keeps it apart from others.
func short(ref string) string {
	if len(ref) <= maxRef && utf8.ValidString(ref) {
		return ref
	}
	h := fnv.New128a()
	_, _ = io.WriteString(h, ref)
	return fmt.Sprintf("%x", h.Sum(nil))
}

// cleaned puts intervals in order, without those that are free, empty or outside of
// the window; what is in no known state is unknown.
func cleaned(all []busy.Interval, from, to time.Time) []busy.Interval {
	kept := all[:0]
	for _, i := range all {
		if i.State == busy.Free || !i.End.After(i.Start) || !i.End.After(from) || !i.Start.Before(to) {
			continue
		}
		if i.State > busy.Busy {
			i.State = busy.Unknown
		}
		i.Start, i.End = i.Start.UTC().Truncate(time.Second), ceiling(i.End.UTC())
		kept = append(kept, i)
	}
	busy.Sort(kept)
	return slices.Compact(kept)
}

// ceiling is the next whole second.
func ceiling(t time.Time) time.Time {
	if whole := t.Truncate(time.Second); whole.Before(t) {
		return whole.Add(time.Second)
	}
	return t
}

// when is an interval without its name.
type when struct {
	start, end int64
	state      busy.State
}

// since says of each interval since when it is known: what was there before with the
// same times and state keeps that.
func since(all []busy.Interval, known []Entry, began time.Time) []Entry {
	first := make(map[when]time.Time, len(known))
	for _, e := range known {
		at := when{e.Start.Unix(), e.End.Unix(), e.State}
		if was, found := first[at]; !found || e.Since.Before(was) {
			first[at] = e.Since
		}
	}
	entries := make([]Entry, 0, len(all))
	for _, i := range all {
		e := Entry{i, began.UTC().Truncate(time.Second)}
		if was, found := first[when{i.Start.Unix(), i.End.Unix(), i.State}]; found {
			e.Since = was
		}
		entries = append(entries, e)
	}
	return entries
}

func sameEntry(a, b Entry) bool {
	return a.Start.Equal(b.Start) && a.End.Equal(b.End) && a.State == b.State && a.Ref == b.Ref && a.Since.Equal(b.Since)
}
