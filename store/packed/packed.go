// Package packed writes the times of a calendar's entries into a few bytes each, so
// that those of a whole team are read within milliseconds: as rows of a table, 100,000
// of them take a tenth of a second.
package packed

import (
	"encoding/binary"
	"errors"
	"fmt"
	"math"
	"math/bits"
	"slices"
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

// Reader reads the times of one calendar after another, as far as they lie between From
// and To. What it returns shares few stretches of memory. It is for one goroutine.
type Reader struct {
	From, To time.Time
	room     []availability.LayerEntry // what the next entries are added to
	last     int                       // how many entries the last stretch of memory had room for
}

// What a Reader takes memory for: at first, at most at once, and when there is no room for
// so many more. A calendar that needs more at once gets its own.
const (
	firstRoom  = 64
	mostRoom   = 400
	roomForOne = 32
)

// Read reads what Times wrote, as far as To. Of what is behind, it only makes sure that it
// is there: a list that was cut is no list.
func (r *Reader) Read(packed []byte) ([]availability.LayerEntry, error) {
	if len(packed) == 0 {
		return nil, nil
	}
	if packed[0] != version {
		return nil, fmt.Errorf("times of a calendar are written in way %d", packed[0])
	}
	in := numbers{all: packed[1:]}
	n := in.unsigned()
	if n > maxEntries || n > uint64(len(packed)) {
		return nil, errCut
	}
	if cap(r.room) < roomForOne {
		r.last = min(max(2*r.last, firstRoom), mostRoom)
		r.room = make([]availability.LayerEntry, 0, r.last)
	}
	first, last, entries := r.From.Unix(), r.To.Unix(), r.room
	var start, since int64
	for done := range n {
		start += in.signed()
		length := in.unsigned()
		since += in.signed()
		if in.cut {
			return nil, errCut
		}
		if start > last { // and so do all others
			if in.left() < int(3*(n-done-1)) {
				return nil, errCut
			}
			break
		}
		lasts := uint32(length >> 3 & math.MaxInt32)
		if start+int64(lasts) <= first {
			continue
		}
		entries = append(entries, availability.LayerEntryAt(start, lasts, since, busy.State(length&3), length&named != 0))
	}
	if len(entries) <= cap(r.room) {
		r.room = r.room[len(entries):len(entries)]
	}
	return slices.Clip(entries), nil
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
	whole := Reader{From: time.Unix(math.MinInt64/4, 0), To: time.Unix(math.MaxInt64/4, 0)}
	all, err := whole.Read(times)
	if err != nil {
		return nil, err
	}
	in := numbers{all: names}
	entries := make([]availability.Entry, 0, len(all))
	for _, t := range all {
		n := in.unsigned()
		if in.cut || n > uint64(len(names)-in.at) {
			return nil, errors.New("names of a calendar's entries end too early")
		}
		e := availability.Entry{Interval: busy.Interval{Start: t.Start(), End: t.End(), State: t.State, Ref: string(names[in.at:][:n])}, Since: t.Since()}
		in.at += int(n)
		entries = append(entries, e)
	}
	return entries, nil
}

// numbers are taken from the front.
type numbers struct {
	all []byte
	at  int
	cut bool // there was none any more
}

// unsigned takes a number; it is 0 when there was none.
func (in *numbers) unsigned() uint64 {
	if in.at < len(in.all) {
		if b := in.all[in.at]; b < 0x80 { // of one byte
			in.at++
			return uint64(b)
		}
	}
	return in.long()
}

// long is unsigned for a number of several bytes.
func (in *numbers) long() (v uint64) {
	rest := in.all[in.at:]
	for n, b := range rest[:min(len(rest), binary.MaxVarintLen64)] {
		v |= uint64(b&0x7f) << (7 * n)
		if b < 0x80 {
			if n == binary.MaxVarintLen64-1 && b > 1 {
				break // more than 64 bits
			}
			in.at += n + 1
			return v
		}
	}
	in.cut, in.at = true, len(in.all)
	return 0
}

// left is how many numbers are left, each of which ends with a byte without the highest
// bit.
func (in *numbers) left() (n int) {
	const highest = 0x8080808080808080
	rest := in.all[in.at:]
	for ; len(rest) >= 8; rest = rest[8:] {
		n += bits.OnesCount64(^binary.LittleEndian.Uint64(rest) & highest)
	}
	for _, b := range rest {
		if b < 0x80 {
			n++
		}
	}
	return n
}

// signed is unsigned for what AppendVarint wrote.
func (in *numbers) signed() int64 {
	v := in.unsigned()
	return int64(v>>1) ^ -int64(v&1)
}
