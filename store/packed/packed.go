// Package packed writes the times of a calendar's entries into a few bytes each, so
// that those of a whole team are read within milliseconds: as rows of a table, 100,000
// of them take a tenth of a second.
package packed

import (
	"encoding/binary"
	"errors"
	"fmt"
	"math"
	"time"

	"recruitty/recruit/availability"
	"recruitty/recruit/busy"
)

// version begins every list of times.
const version = 1

// maxEntries bounds how many entries are read of one list.
const maxEntries = 100_000

// named is the bit of an entry's flags that says that the source names it; the lower
// bits are its state.
const named = 1 << 2

// Times packs when entries are, which have to be in order by start. Times are whole
// seconds.
func Times(entries []availability.Entry) []byte {
	out := make([]byte, 0, 2+9*len(entries))
	out = append(out, version)
	out = binary.AppendUvarint(out, uint64(len(entries)))
	var start, since int64
	for _, e := range entries {
		flags := uint64(e.State)
		if e.Ref != "" {
			flags |= named
		}
		out = binary.AppendVarint(out, e.Start.Unix()-start)
		out = binary.AppendUvarint(out, uint64(max(0, e.End.Unix()-e.Start.Unix()))<<3|flags)
		out = binary.AppendVarint(out, e.Since.Unix()-since)
		start, since = e.Start.Unix(), e.Since.Unix()
	}
	return out
}

// errCut says that a list ends within an entry.
var errCut = errors.New("times of a calendar end too early")

// ReadTimes reads what Times wrote, as far as it lies between from and to.
func ReadTimes(packed []byte, from, to time.Time) ([]availability.LayerEntry, error) {
	if len(packed) == 0 {
		return nil, nil
	}
	if packed[0] != version {
		return nil, fmt.Errorf("times of a calendar are written in way %d", packed[0])
	}
	in := reader{rest: packed[1:]}
	n := in.unsigned()
	if n > maxEntries || n > uint64(len(packed)) {
		return nil, errCut
	}
	first, last := from.Unix(), to.Unix()
	entries := make([]availability.LayerEntry, 0, n)
	var start, since int64
	for range n {
		start += in.signed()
		length := in.unsigned()
		since += in.signed()
		if in.cut {
			return nil, errCut
		}
		end := start + int64(length>>3&math.MaxInt32)
		if end <= first || start > last {
			continue
		}
		entries = append(entries, availability.LayerEntry{
			Start: time.Unix(start, 0).UTC(), End: time.Unix(end, 0).UTC(), Since: time.Unix(since, 0).UTC(),
			State: busy.State(length & 3), Named: length&named != 0,
		})
	}
	return entries, nil
}

// Names packs by what the entries are known.
func Names(entries []availability.Entry) []byte {
	var out []byte
	for _, e := range entries {
		out = binary.AppendUvarint(out, uint64(len(e.Ref)))
		out = append(out, e.Ref...)
	}
	return out
}

// Read reads entries with their names.
func Read(times, names []byte) ([]availability.Entry, error) {
	all, err := ReadTimes(times, time.Unix(math.MinInt64/4, 0), time.Unix(math.MaxInt64/4, 0))
	if err != nil {
		return nil, err
	}
	in := reader{rest: names}
	entries := make([]availability.Entry, 0, len(all))
	for _, t := range all {
		n := in.unsigned()
		if in.cut || n > uint64(len(in.rest)) {
			return nil, errors.New("names of a calendar's entries end too early")
		}
		e := availability.Entry{Interval: busy.Interval{Start: t.Start, End: t.End, State: t.State, Ref: string(in.rest[:n])}, Since: t.Since}
		in.rest = in.rest[n:]
		entries = append(entries, e)
	}
	return entries, nil
}

// reader takes numbers from the front.
type reader struct {
	rest []byte
	cut  bool // there was none any more
}

func (r *reader) unsigned() uint64 {
	v, n := binary.Uvarint(r.rest)
	return v & math.MaxInt64 * r.took(n)
}

func (r *reader) signed() int64 {
	v, n := binary.Varint(r.rest)
	return v * int64(r.took(n))
}

// took goes on behind a number of so many bytes; it is 0 when there was none.
func (r *reader) took(n int) uint64 {
	if n <= 0 {
		r.cut, r.rest = true, nil
		return 0
	}
	r.rest = r.rest[n:]
	return 1
}
