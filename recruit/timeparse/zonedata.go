package timeparse

import (
	"archive/zip"
	"bytes"
	_ "embed"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"sync"
)

// zoneinfo is tzdb (public domain, https://www.iana.org/time-zones) made from
// its sources with "zic -b slim", beside two plain files: +VERSION, its
// release, and zone.tab without comments, the places that people know. "make
// zoneinfo" makes it from a newer release.
//
// It is bundled although Go has time/tzdata: Go 1.26 carries release 2025c,
// which is an hour wrong in British Columbia from November 2026 on.
//
//go:embed zoneinfo.zip
var zoneinfo []byte

// catalog is the index of the bundled zone data. It is built once, and its lists only
// for who asks for them: every start needs a zone, few need all there are. loaded keeps
// the zones that were asked for, because screens ask at every key.
type catalog struct {
	files   map[string]*zip.File // by lower-case zone name
	version func() string
	names   func() []string // every zone name, sorted
	places  func() []string // the zones of zone.tab and UTC, sorted
	loaded  sync.Map        // of *time.Location, by lower-case zone name
}

var zoneCatalog = sync.OnceValues(openCatalog)

func openCatalog() (*catalog, error) {
	archive, err := zip.NewReader(bytes.NewReader(zoneinfo), int64(len(zoneinfo)))
	if err != nil {
		return nil, fmt.Errorf("open bundled zone data: %w", err)
	}
	c := &catalog{files: make(map[string]*zip.File, len(archive.File))}
	var version, table *zip.File
	for _, file := range archive.File {
		switch file.Name {
		case "+VERSION":
			version = file
		case "zone.tab":
			table = file
		default:
			c.files[strings.ToLower(file.Name)] = file
		}
	}
	if version == nil || table == nil {
		return nil, errors.New("open bundled zone data: its release or its places are missing")
	}
	c.version = sync.OnceValue(func() string { return releaseIn(version) })
	c.places = sync.OnceValue(func() []string { return placesIn(table) })
	c.names = sync.OnceValue(func() []string {
		names := make([]string, 0, len(c.files))
		for _, file := range c.files {
			names = append(names, file.Name)
		}
		slices.Sort(names)
		return names
	})
	return c, nil
}

// releaseIn is the release of tzdb that the file +VERSION names.
func releaseIn(file *zip.File) string {
	text, err := unpack(file)
	if err != nil {
		return "unknown"
	}
	return strings.TrimSpace(string(text))
}

// placesIn are the zones of zone.tab and UTC, sorted.
func placesIn(file *zip.File) []string {
	places := []string{"UTC"}
	text, err := unpack(file)
	if err != nil {
		return places
	}
	for line := range strings.Lines(string(text)) {
		// Country, coordinates, zone name, and perhaps a remark.
		if columns := strings.Split(strings.TrimSpace(line), "\t"); len(columns) >= 3 {
			places = append(places, columns[2])
		}
	}
	slices.Sort(places)
	return places
}

func unpack(file *zip.File) ([]byte, error) {
	reader, err := file.Open()
	if err != nil {
		return nil, fmt.Errorf("open bundled zone file %s: %w", file.Name, err)
	}
	defer reader.Close()
	data, err := io.ReadAll(reader)
	if err != nil {
		return nil, fmt.Errorf("read bundled zone file %s: %w", file.Name, err)
	}
	return data, nil
}

// DataVersion returns the tzdb release of the bundled zone data, such as
// "2026f". Governments change their clocks at short notice, so a person who
// doubts a time should be able to see how old the data is.
func DataVersion() string {
	c, err := zoneCatalog()
	if err != nil {
		return "unknown"
	}
	return c.version()
}

// Zones returns the zone names to offer in a picker, sorted: UTC and the
// places of tzdb's zone.tab. Zone knows more names than these: old spellings
// and abbreviations that nobody should choose anew.
func Zones() []string {
	c, err := zoneCatalog()
	if err != nil {
		return []string{"UTC"}
	}
	return slices.Clone(c.places())
}
