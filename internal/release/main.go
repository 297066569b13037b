// Command release writes what a release has beside the program: man pages, the
// completions of shells, and the systemd unit as a package installs it.
//
//	go run ./internal/release -to build/release
//
// .goreleaser.yaml runs it and packs what it wrote.
package main

import (
	"bytes"
	"compress/gzip"
	"errors"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"recruitty/internal/app"
	"recruitty/internal/manpage"
)

func main() {
	to := flag.String("to", "", "`folder` to write to; what is in it is replaced")
	version := flag.String("version", "", "`version` that the man pages name")
	unit := flag.String("unit", "docs/recruitty.service", "`file` of the systemd unit")
	flag.Parse()
	if *to == "" {
		flag.Usage()
		os.Exit(2)
	}
	if err := write(*to, *version, *unit, date(os.Getenv("SOURCE_DATE_EPOCH"))); err != nil {
		fmt.Fprintln(os.Stderr, "release:", err)
		os.Exit(1)
	}
}

// date is the moment that the man pages name: that of the source, so that the
// same source makes the same pages (reproducible-builds.org).
func date(epoch string) time.Time {
	seconds, err := strconv.ParseInt(epoch, 10, 64)
	if err != nil {
		return time.Now().UTC()
	}
	return time.Unix(seconds, 0).UTC()
}

// write makes the folder with everything in it.
func write(folder, version, unit string, at time.Time) error {
	if err := os.RemoveAll(folder); err != nil {
		return err
	}
	for _, below := range []string{"man", "completions"} {
		if err := os.MkdirAll(filepath.Join(folder, below), 0o755); err != nil {
			return err
		}
	}
	root := app.Documented(version)
	return errors.Join(
		manPages(root, filepath.Join(folder, "man"), version, at),
		completions(root, filepath.Join(folder, "completions")),
		packagedUnit(unit, filepath.Join(folder, "recruitty.service")),
	)
}

// manPages writes one for each command, packed as systems keep them.
func manPages(root *cobra.Command, folder, version string, at time.Time) error {
	pages, err := manpage.Write(root, folder, manpage.Head{Version: version, At: at})
	if err != nil {
		return err
	}
	for _, page := range pages {
		if err := pack(page); err != nil {
			return fmt.Errorf("pack %s: %w", page, err)
		}
	}
	return nil
}

// pack puts a compressed file in the place of a file.
func pack(path string) error {
	content, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	var packed bytes.Buffer
	w, err := gzip.NewWriterLevel(&packed, gzip.BestCompression)
	if err != nil {
		return err
	}
	if _, err := w.Write(content); err != nil {
		return err
	}
	if err := w.Close(); err != nil {
		return err
	}
	return errors.Join(os.WriteFile(path+".gz", packed.Bytes(), 0o644), os.Remove(path))
}

// completions writes those of the shells that packages install them for.
func completions(root *cobra.Command, folder string) error {
	return errors.Join(
		root.GenBashCompletionFileV2(filepath.Join(folder, "recruitty.bash"), true),
		root.GenZshCompletionFile(filepath.Join(folder, "_recruitty")),
		root.GenFishCompletionFile(filepath.Join(folder, "recruitty.fish"), true),
		root.GenPowerShellCompletionFileWithDesc(filepath.Join(folder, "recruitty.ps1")),
	)
}

// packagedUnit copies the unit, which is for a program that was installed by
// hand, for one that a package brings.
func packagedUnit(from, to string) error {
	unit, err := os.ReadFile(from)
	if err != nil {
		return err
	}
	const byHand, packaged = "ExecStart=/usr/local/bin/recruitty ", "ExecStart=/usr/bin/recruitty "
	if !bytes.Contains(unit, []byte(byHand)) {
		return fmt.Errorf("%s does not start %s", from, strings.TrimPrefix(byHand, "ExecStart="))
	}
	return os.WriteFile(to, bytes.Replace(unit, []byte(byHand), []byte(packaged), 1), 0o644)
}
