package xlsx

import (
	"errors"
	"fmt"
	"io"
	"os"

	"recruitty/recruit/importer/archive"
)

// Bounds of the texts that cells share.
const (
	inMemory = 16 << 20  // bytes; more lies on the disk
	maxTexts = 8_000_000 // each takes eight bytes of memory
	block    = 64 << 10
	blocks   = 64 // that are held of what lies on the disk
)

// texts are the texts that cells share, one behind the other. Sheets ask for
// them mostly in the order in which they stand.
type texts struct {
	ends  []int64
	held  []byte   // what is not on the disk yet
	disk  *os.File // nil while all are held
	size  int64    // of what lies on the disk
	cache map[int64][]byte
}

func newTexts() *texts { return &texts{} }

func (t *texts) add(text string) error {
	if len(t.ends) == maxTexts {
		return fmt.Errorf("%w: it has more than %d different texts", archive.ErrTooMuch, maxTexts)
	}
	t.held = append(t.held, text...)
	t.ends = append(t.ends, t.size+int64(len(t.held)))
	if len(t.held) < inMemory {
		return nil
	}
	return t.spill()
}

// spill moves what is held to the disk.
func (t *texts) spill() (err error) {
	if t.disk == nil {
		if t.disk, err = os.CreateTemp("", "recruitty-texts-*"); err != nil {
			return err
		}
		os.Remove(t.disk.Name()) // where that is possible, nothing of it outlives the process
		t.cache = map[int64][]byte{}
	}
	n, err := t.disk.Write(t.held)
	t.size += int64(n)
	t.held = t.held[:0]
	return err
}

// get returns the text with a number; ok is false when there is none.
func (t *texts) get(n int) (text string, ok bool, err error) {
	if n < 0 || n >= len(t.ends) {
		return "", false, nil
	}
	from, to := int64(0), t.ends[n]
	if n > 0 {
		from = t.ends[n-1]
	}
	if from >= t.size {
		return string(t.held[from-t.size : to-t.size]), true, nil
	}
	all := make([]byte, 0, to-from)
	for at := from; at < to; {
		if at >= t.size {
			all = append(all, t.held[at-t.size:to-t.size]...)
			break
		}
		page, err := t.page(at / block)
		if err != nil {
			return "", false, err
		}
		start := at % block
		part := page[start:min(int64(len(page)), start+to-at)]
		if len(part) == 0 {
			return "", false, io.ErrUnexpectedEOF
		}
		all, at = append(all, part...), at+int64(len(part))
	}
	return string(all), true, nil
}

func (t *texts) page(n int64) ([]byte, error) {
	if p, is := t.cache[n]; is {
		return p, nil
	}
	if len(t.cache) >= blocks {
		clear(t.cache)
	}
	p := make([]byte, block)
	got, err := t.disk.ReadAt(p, n*block)
	if err != nil && !errors.Is(err, io.EOF) {
		return nil, err
	}
	t.cache[n] = p[:min(int64(got), t.size-n*block)]
	return t.cache[n], nil
}

func (t *texts) close() error {
	if t.disk == nil {
		return nil
	}
	err := t.disk.Close()
	if gone := os.Remove(t.disk.Name()); gone != nil && !errors.Is(gone, os.ErrNotExist) {
		err = errors.Join(err, gone)
	}
	return err
}
