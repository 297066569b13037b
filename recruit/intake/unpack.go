package intake

import (
	"bytes"
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"

	"recruitty/recruit/clean"
	"recruitty/recruit/intake/archive"
)

// maxInside is how deep a file may stand in others.
const maxInside = 2

// unpack copies what comes out of an archive into a file of its own, which its
// Close removes.
func unpack(name string, r io.Reader) (File, error) {
	name = clean.FileName(name)
	f, err := os.CreateTemp("", "recruitty-import-*")
	if err != nil {
		return File{}, refuse(err, "There is no room to unpack %s; check the disk for temporary files.", name)
	}
	os.Remove(f.Name()) // where that is possible, nothing of it outlives the process
	remove := func() error {
		err := f.Close()
		if gone := os.Remove(f.Name()); gone != nil && !errors.Is(gone, os.ErrNotExist) {
			err = errors.Join(err, gone)
		}
		return err
	}
	size, err := io.Copy(f, r)
	if err != nil {
		return File{}, errors.Join(err, remove())
	}
	return File{Name: name, content: f, size: size, done: remove}, nil
}

// gzipFormat is a file that was compressed on its own.
func gzipFormat() format {
	return format{name: "gzip", packed: true, open: openGzip, knows: func(h head) bool { return bytes.HasPrefix(h.raw, []byte("\x1f\x8b")) }}
}

func openGzip(ctx context.Context, f File, _ head, q query) (content, error) {
	if q.inside++; q.inside > maxInside {
		return content{}, refuse(nil, "%s is compressed several times over; unpack it and import what is in it.", f.Name)
	}
	z, err := gzip.NewReader(f.Content())
	if err != nil {
		return content{}, refuse(err, "%s is a damaged compressed file.", f.Name)
	}
	name := f.Name
	if lower := strings.ToLower(name); strings.HasSuffix(lower, ".gz") || strings.HasSuffix(lower, ".gzip") {
		name = name[:strings.LastIndexByte(name, '.')]
	}
	in, err := unpack(name, archive.Limit(ctx, z, f.size))
	switch {
	case ctx.Err() != nil:
		return content{}, ctx.Err()
	case errors.Is(err, archive.ErrTooMuch):
		return content{}, refuse(err, "%s is packed more tightly than any real file, and was not read; unpack it and import what is in it.", f.Name)
	case errors.Is(err, gzip.ErrChecksum), errors.Is(err, gzip.ErrHeader), errors.Is(err, io.ErrUnexpectedEOF), isCorrupt(err):
		return content{}, refuse(err, "%s is a damaged compressed file.", f.Name)
	case err != nil:
		return content{}, refuse(err, "%s could not be unpacked; check the room on the disk for temporary files.", f.Name)
	}
	return inside(ctx, in, q, "gzip")
}

// inside opens a file that was taken out of another one, and lets go of it
// together with what is opened.
func inside(ctx context.Context, in File, q query, outer string) (content, error) {
	c, err := open(ctx, in, q)
	if err != nil {
		return content{}, errors.Join(err, in.Close())
	}
	within := c.close
	c.close = func() error { return errors.Join(within.call(), in.Close()) }
	c.format = fmt.Sprintf("%s in %s", c.format, outer)
	return c, nil
}

// isCorrupt reports whether an error is about packed bytes that make no sense.
func isCorrupt(err error) bool {
	return err != nil && strings.HasPrefix(err.Error(), "flate: corrupt")
}
