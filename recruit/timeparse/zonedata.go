package timeparse

import (
	"archive/zip"
	"bytes"
	_ "embed"
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

// catalog is the index of the bundled zone data. It is built once; loaded keeps
// the zones that were asked for, because screens ask at every key.
type catalog struct {
	version string
	files   map[string]*zip.File // by lower-case zone name
	names   []string             // every zone name, sorted
	places  []string             // the zones of zone.tab and UTC, sorted
	loaded  sync.Map             // of *time.Location, by lower-case zone name
}

var zoneCatalog = sync.OnceValues(openCatalog)

func openCatalog() (*catalog, error) {
	archive, err := zip.NewReader(bytes.NewReader(zoneinfo), int64(len(zoneinfo)))
	if err != nil {
		return nil, fmt.Errorf("open bundled zone data: %w", err)
	}
	c := &catalog{files: make(map[string]*zip.File, len(archive.File)), places: []string{"UTC"}}
	for _, file := range archive.File {
		switch file.Name {
		case "+VERSION":
			text, err := unpack(file)
			if err != nil {
				return nil, err
			}
			c.version = strings.TrimSpace(string(text))
		case "zone.tab":
			text, err := unpack(file)
			if err != nil {
				return nil, err
			}
			for line := range strings.Lines(string(text)) {
				// Country, coordinates, zone name, and perhaps a remark.
				if columns := strings.Split(strings.TrimSpace(line), "\t"); len(columns) >= 3 {
					c.places = append(c.places, columns[2])
				}
			}
		default:
			c.files[strings.ToLower(file.Name)] = file
			c.names = append(c.names, file.Name)
		}
	}
	slices.Sort(c.names)
	slices.Sort(c.places)
	return c, nil
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
	return c.version
}

// Zones returns the zone names to offer in a picker, sorted: UTC and the
// places of tzdb's zone.tab. Zone knows more names than these: old spellings
// and abbreviations that nobody should choose anew.
func Zones() []string {
	c, err := zoneCatalog()
	if err != nil {
		return []string{"UTC"}
	}
	return slices.Clone(c.places)
}
