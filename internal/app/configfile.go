package app

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"

	"recruitty/recruit"
	"recruitty/recruit/owner"
	"recruitty/ui/preferences"
)

// configFile is the file of preferences of whoever sits at this machine; "" where there
// is no place for one.
type configFile string

// configPath is where that is: RECRUITTY_CONFIG, or recruitty/config.toml in the folder
// for configuration. A relative XDG_CONFIG_HOME does not count (XDG Base Directory
// Specification).
func configPath() configFile {
	if path := os.Getenv("RECRUITTY_CONFIG"); path != "" {
		return configFile(path)
	}
	const name = "config.toml"
	if dir := os.Getenv("XDG_CONFIG_HOME"); filepath.IsAbs(dir) {
		return configFile(filepath.Join(dir, "recruitty", name))
	}
	home, err := os.UserHomeDir()
	if err != nil || !filepath.IsAbs(home) {
		return ""
	}
	switch runtime.GOOS {
	case "darwin":
		return configFile(filepath.Join(home, "Library", "Application Support", "recruitty", name))
	case "windows":
		return configFile(filepath.Join(home, "AppData", "Roaming", "recruitty", name))
	}
	return configFile(filepath.Join(home, ".config", "recruitty", name))
}

// Called implements preferences.Place.
func (f configFile) Called() string {
	if f == "" {
		return "nowhere; name a file with RECRUITTY_CONFIG"
	}
	return string(f)
}

// Read implements preferences.Place.
func (f configFile) Read(context.Context) (string, error) {
	if f == "" {
		return "", nil
	}
	file, err := os.Open(string(f))
	if errors.Is(err, fs.ErrNotExist) {
		return "", nil
	}
	if err != nil {
		return "", f.problem("could not be read", err)
	}
	defer file.Close()
	if info, err := file.Stat(); err != nil || !info.Mode().IsRegular() {
		return "", f.problem("is no file that can be read", err)
	}
	text, err := io.ReadAll(io.LimitReader(file, preferences.MaxText+1)) // one more is said to be too long
	if err != nil {
		return "", f.problem("could not be read", err)
	}
	return string(text), nil
}

// Write implements preferences.Place. The file is replaced as a whole; a link to it
// stays one.
func (f configFile) Write(_ context.Context, text string) error {
	if f == "" {
		return recruit.Refused("There is no folder for a configuration file on this machine; name a file with RECRUITTY_CONFIG.")
	}
	path := string(f)
	if real, err := filepath.EvalSymlinks(path); err == nil {
		path = real
	}
	if err := owner.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return f.problem("could not be written", err)
	}
	file, err := os.CreateTemp(filepath.Dir(path), ".config-*") // 0600
	if err != nil {
		return f.problem("could not be written", err)
	}
	defer os.Remove(file.Name())
	_, err = file.WriteString(text)
	err = errors.Join(err, owner.Keep(file), file.Sync(), file.Close())
	if err == nil {
		err = os.Rename(file.Name(), path)
	}
	if err != nil {
		return f.problem("could not be written", err)
	}
	return nil
}

// reset moves the file out of the way and returns where to, "" when there is none.
func (f configFile) reset(context.Context) (aside, text string, err error) {
	aside = string(f) + ".before"
	err = os.Rename(string(f), aside)
	if f == "" || errors.Is(err, fs.ErrNotExist) {
		return "", "", nil
	}
	if err != nil {
		return "", "", f.problem("could not be set aside", err)
	}
	return aside, "", nil
}

func (f configFile) problem(what string, cause error) error {
	return &recruit.Problem{Kind: recruit.ErrStorage, Cause: fmt.Errorf("use the configuration file: %w", cause),
		Sentence: fmt.Sprintf("The configuration file %s %s; check its permissions, or name another one with RECRUITTY_CONFIG.", string(f), what)}
}
