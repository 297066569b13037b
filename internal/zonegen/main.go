// Command zonegen makes the bundled time zone data (zoneinfo.zip) from a
// release of the IANA database, or reports whether it has become old.
//
//	go run ./internal/zonegen -from tzdata2026f -to recruit/timeparse/zoneinfo.zip
//	go run ./internal/zonegen -age
//
// The folder is an unpacked tzdata*.tar.gz of https://www.iana.org/time-zones.
// It needs zic, which glibc's libc-bin and the database's own tzcode have. The
// same folder and the same zic give the same archive, byte for byte.
package main

import (
	"archive/zip"
	"bytes"
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"io/fs"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"recruitty/recruit/timeparse"
)

// newestAt is where IANA says which release is the newest.
const newestAt = "https://data.iana.org/time-zones/tzdb/version"

func main() {
	from := flag.String("from", "", "`folder` with an unpacked release of the database")
	to := flag.String("to", "", "`file` to write the archive to")
	age := flag.Bool("age", false, "report whether the bundled data is old; fails when it can no longer be relied on")
	flag.Parse()
	var err error
	switch {
	case *age:
		err = checkAge(context.Background(), os.Stdout, time.Now(), newestRelease)
	case *from != "" && *to != "":
		err = write(context.Background(), *from, *to)
	default:
		flag.Usage()
		os.Exit(2)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "zonegen:", err)
		os.Exit(1)
	}
}

// checkAge compares the bundled release with the newest one, where that can be
// asked for, and with the calendar.
func checkAge(ctx context.Context, out io.Writer, now time.Time, ask func(context.Context) (string, error)) error {
	have := timeparse.DataVersion()
	if until := timeparse.Reliable(); !now.Before(until) {
		return fmt.Errorf("the bundled time zone data is of release %s and not to be relied on since %s; make it again from a newer one", have, until.Format(time.DateOnly))
	}
	newest, err := ask(ctx)
	switch {
	case err != nil:
		fmt.Fprintf(out, "The bundled time zone data is of release %s; which one is the newest could not be asked for.\n", have)
	case newest > have:
		fmt.Fprintf(out, "The bundled time zone data is of release %s, the newest is %s: make zoneinfo\n", have, newest)
	default:
		fmt.Fprintf(out, "The bundled time zone data is of the newest release, %s.\n", have)
	}
	return nil
}

// newestRelease asks IANA.
func newestRelease(ctx context.Context) (string, error) {
	ctx, cancel := context.WithTimeout(ctx, 10*time.Second)
	defer cancel()
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, newestAt, nil)
	if err != nil {
		return "", err
	}
	answer, err := http.DefaultClient.Do(request)
	if err != nil {
		return "", err
	}
	defer answer.Body.Close()
	text, err := io.ReadAll(io.LimitReader(answer.Body, 100))
	if err != nil {
		return "", err
	}
	if answer.StatusCode != http.StatusOK {
		return "", errors.New(answer.Status)
	}
	return strings.TrimSpace(string(text)), nil
}

// sources are the files of a release from which zic makes every zone, in the
// order in which the database's own Makefile gives them. tzdata.zi is all of
// them in one.
func sources(folder string) []string {
	if whole := filepath.Join(folder, "tzdata.zi"); exists(whole) {
		return []string{whole}
	}
	var out []string
	for _, name := range []string{"africa", "antarctica", "asia", "australasia", "europe", "northamerica", "southamerica", "etcetera", "backward"} {
		out = append(out, filepath.Join(folder, name))
	}
	return out
}

func exists(path string) bool {
	_, err := os.Stat(path)
	return err == nil
}

// write compiles the release in folder and puts it into an archive.
func write(ctx context.Context, folder, archive string) error {
	version, err := release(folder)
	if err != nil {
		return err
	}
	places, err := os.ReadFile(filepath.Join(folder, "zone.tab"))
	if err != nil {
		return fmt.Errorf("read the places of the release: %w", err)
	}
	compiled, err := os.MkdirTemp("", "zonegen")
	if err != nil {
		return err
	}
	defer os.RemoveAll(compiled)
	run := exec.CommandContext(ctx, "zic", append([]string{"-b", "slim", "-d", compiled}, sources(folder)...)...) //nolint:gosec // the folder is the caller's own
	if said, err := run.CombinedOutput(); err != nil {
		return fmt.Errorf("compile the zones: %w: %s", err, said)
	}
	files := map[string][]byte{"+VERSION": []byte(version + "\n"), "zone.tab": plain(places)}
	err = fs.WalkDir(os.DirFS(compiled), ".", func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() || excluded(path) {
			return err
		}
		files[path], err = os.ReadFile(filepath.Join(compiled, filepath.FromSlash(path)))
		return err
	})
	if err != nil {
		return fmt.Errorf("read the compiled zones: %w", err)
	}
	packed, err := pack(files)
	if err != nil {
		return err
	}
	return os.WriteFile(archive, packed, 0o644) //nolint:gosec // public data, part of the source
}

// excluded leaves out what is no zone to choose: Factory is what a machine says
// that was never set up.
func excluded(path string) bool {
	return path == "Factory" || path == "localtime" || path == "posixrules"
}

// release is the name of the release in folder, as 2026f.
func release(folder string) (string, error) {
	text, err := os.ReadFile(filepath.Join(folder, "version"))
	if err == nil {
		return strings.TrimSpace(string(text)), nil
	}
	text, err = os.ReadFile(filepath.Join(folder, "tzdata.zi"))
	if err != nil {
		return "", fmt.Errorf("find out the release: %w", err)
	}
	first, _, _ := strings.Cut(string(text), "\n")
	version, ok := strings.CutPrefix(first, "# version ")
	if !ok {
		return "", errors.New("find out the release: tzdata.zi does not begin with it")
	}
	return version, nil
}

// plain is a table without its comments.
func plain(table []byte) []byte {
	var out bytes.Buffer
	for line := range bytes.Lines(table) {
		if !bytes.HasPrefix(line, []byte("#")) {
			out.Write(line)
		}
	}
	return out.Bytes()
}

// pack puts the files into an archive that depends on nothing but them.
func pack(files map[string][]byte) ([]byte, error) {
	names := make([]string, 0, len(files))
	for name := range files {
		names = append(names, name)
	}
	slices.Sort(names)
	var out bytes.Buffer
	archive := zip.NewWriter(&out)
	for _, name := range names {
		file, err := archive.CreateHeader(&zip.FileHeader{Name: name, Method: zip.Deflate, Modified: time.Date(1980, 1, 1, 0, 0, 0, 0, time.UTC)})
		if err != nil {
			return nil, fmt.Errorf("pack %s: %w", name, err)
		}
		if _, err := file.Write(files[name]); err != nil {
			return nil, fmt.Errorf("pack %s: %w", name, err)
		}
	}
	if err := archive.Close(); err != nil {
		return nil, fmt.Errorf("pack the zones: %w", err)
	}
	return out.Bytes(), nil
}
