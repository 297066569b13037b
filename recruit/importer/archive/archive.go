// Package archive opens ZIP archives of which nothing can be believed: how many
// entries they have, how much comes out of them, and what the entries are called.
package archive

import (
	"archive/zip"
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"path"
	"strings"
)

// Bounds of an archive. Text is rarely packed better than a hundred to one; a
// bomb is, by far.
const (
	MaxEntries = 50_000
	MaxEntry   = 4 << 30 // bytes that come out of one entry
	maxRatio   = 250
	ratioFrom  = 32 << 20 // bytes from which on the ratio counts
	maxTable   = 12 << 20 // bytes of the table of contents
)

// ErrTooMuch is what archives are refused with that would take too much to read.
var ErrTooMuch = errors.New("archive out of bounds")

// ErrDamaged is what archives are refused with that cannot be read.
var ErrDamaged = errors.New("damaged archive")

// refusal says in words what is wrong with an archive: a clause behind its name.
type refusal struct {
	kind  error
	words string
}

func (r refusal) Error() string { return r.words }
func (r refusal) Unwrap() error { return r.kind }

func tooMuch(format string, args ...any) error {
	return refusal{ErrTooMuch, fmt.Sprintf(format, args...)}
}

// Open reads the table of contents of an archive and holds it to the bounds. The
// errors are clauses: "holds more than 50000 files".
func Open(r io.ReaderAt, size int64) (*zip.Reader, error) {
	if err := boundTable(r, size); err != nil {
		return nil, err
	}
	z, err := zip.NewReader(r, size)
	if err != nil && !errors.Is(err, zip.ErrInsecurePath) {
		return nil, refusal{ErrDamaged, "is a damaged archive"}
	}
	if len(z.File) > MaxEntries {
		return nil, tooMuch("holds more than %d files", MaxEntries)
	}
	var packed, unpacked uint64
	for _, f := range z.File {
		packed, unpacked = packed+f.CompressedSize64, unpacked+f.UncompressedSize64
		switch {
		case f.UncompressedSize64 > MaxEntry || unpacked > 1<<40:
			return nil, tooMuch("holds a file of more than %d GB", MaxEntry>>30)
		case packed > uint64(size):
			return nil, tooMuch("lists the same bytes as several files")
		case f.UncompressedSize64 > ratioFrom && f.UncompressedSize64/maxRatio > f.CompressedSize64, unpacked > ratioFrom && unpacked/maxRatio > packed:
			return nil, tooMuch("is compressed more than %d to one, as no real file is", maxRatio)
		}
	}
	return z, nil
}

// boundTable refuses an archive with a table of contents that is so large that
// reading it takes much memory. It starts where the record at the archive's end
// says, or as far before it as it is long.
func boundTable(r io.ReaderAt, size int64) error {
	const record, locator, record64 = 22, 20, 56
	tail := make([]byte, min(size, record+1<<16+locator))
	if n, err := r.ReadAt(tail, size-int64(len(tail))); err != nil && !errors.Is(err, io.EOF) || n < len(tail) {
		return refusal{ErrDamaged, "cannot be read to the end"}
	}
	at := strings.LastIndex(string(tail), "PK\x05\x06")
	if at < 0 || len(tail)-at < record {
		return refusal{ErrDamaged, "is an incomplete archive"}
	}
	from := size - int64(len(tail)) + int64(at)
	length, offset := uint64(binary.LittleEndian.Uint32(tail[at+12:])), uint64(binary.LittleEndian.Uint32(tail[at+16:]))
	if at >= locator && string(tail[at-locator:at-locator+4]) == "PK\x06\x07" {
		wide := make([]byte, record64)
		where := binary.LittleEndian.Uint64(tail[at-locator+8:])
		if where < uint64(size) {
			if _, err := r.ReadAt(wide, int64(where)); err == nil && string(wide[:4]) == "PK\x06\x06" {
				length, offset = binary.LittleEndian.Uint64(wide[40:]), binary.LittleEndian.Uint64(wide[48:])
			}
		}
	}
	if length > maxTable || offset <= uint64(size) && uint64(size)-offset > maxTable+uint64(size-from) || length > uint64(from) {
		return tooMuch("has a table of contents of more than %d MB", maxTable>>20)
	}
	return nil
}

// Read opens an entry; no more than most bytes come out of it, then ErrTooMuch,
// and none after ctx has ended.
func Read(ctx context.Context, f *zip.File, most int64) (io.ReadCloser, error) {
	if f.Flags&1 != 0 {
		return nil, refusal{ErrDamaged, "is password-protected"}
	}
	in, err := f.Open()
	if err != nil {
		return nil, refusal{ErrDamaged, "is compressed in a way that cannot be read"}
	}
	return &limited{in, ctx, most}, nil
}

// limited ends with ErrTooMuch where a limit is passed.
type limited struct {
	io.ReadCloser
	ctx  context.Context // of the reading that it is part of
	left int64
}

func (l *limited) Read(p []byte) (int, error) {
	if err := l.ctx.Err(); err != nil {
		return 0, err
	}
	n, err := l.ReadCloser.Read(p)
	if l.left -= int64(n); l.left < 0 {
		return 0, tooMuch("is larger than it says")
	}
	return n, err
}

// Limit bounds what comes out of r, packed in size bytes, as Open bounds an
// archive.
func Limit(ctx context.Context, r io.Reader, size int64) io.Reader {
	return &limited{io.NopCloser(r), ctx, max(ratioFrom, min(MaxEntry, size*maxRatio))}
}

// Clean is the name of an entry with slashes, without anything that leads out of
// the archive; ok is false when it was meant to.
func Clean(name string) (clean string, ok bool) {
	name = strings.ReplaceAll(name, `\`, "/")
	clean = path.Clean("/" + name)[1:]
	for part := range strings.SplitSeq(name, "/") {
		if part == ".." {
			return clean, false
		}
	}
	return clean, !strings.HasPrefix(name, "/") && !(len(name) > 1 && name[1] == ':') && !strings.ContainsRune(name, 0)
}

// Junk reports whether an entry is one that programs leave behind.
func Junk(name string) bool {
	base := path.Base(name)
	return strings.HasPrefix(name, "__MACOSX/") || strings.Contains(name, "/__MACOSX/") || strings.HasPrefix(base, ".") || strings.HasPrefix(base, "~$") ||
		strings.EqualFold(base, "thumbs.db") || strings.EqualFold(base, "desktop.ini")
}
