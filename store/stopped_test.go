package store

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"testing"

	"recruitty/recruit/steps"
)

// TestStoppedBackupAndRestore stops each step as it begins: neither leaves half a file, nor
// changes the workspace.
func TestStoppedBackupAndRestore(t *testing.T) {
	t.Parallel()
	db := openIn(t, t.TempDir())
	folder := t.TempDir()
	file := filepath.Join(folder, "whole.db")
	if err := db.Backup(t.Context(), file); err != nil {
		t.Fatal(err)
	}
	into := t.TempDir()
	if _, err := restoreAt(t.Context(), into, file, false); err != nil {
		t.Fatal(err)
	}
	before, err := os.ReadFile(filepath.Join(into, databaseName))
	if err != nil {
		t.Fatal(err)
	}
	names := func(dir string) int {
		all, err := os.ReadDir(dir)
		if err != nil {
			t.Fatal(err)
		}
		return len(all)
	}
	inFolder, inWorkspace := names(folder), names(into)
	for work, do := range map[string]func(context.Context) error{
		"backup":  func(ctx context.Context) error { return db.Backup(ctx, filepath.Join(folder, "half.db")) },
		"pipe":    func(ctx context.Context) error { return db.BackupTo(ctx, &bytes.Buffer{}) },
		"restore": func(ctx context.Context) error { _, err := restoreAt(ctx, into, file, true); return err },
	} {
		var told []string
		whole := steps.Watched(t.Context(), func(s steps.Step) { told = append(told, s.What) })
		if work != "restore" { // which ends well, and is looked at below
			if err := do(whole); err != nil {
				t.Fatalf("%s: %v", work, err)
			}
			_ = os.Remove(filepath.Join(folder, "half.db"))
		} else {
			told = []string{"Copying the backup", "Checking the backup"}
		}
		if len(told) < 2 {
			t.Errorf("%s names the steps %v", work, told)
		}
		for _, at := range told {
			ctx, stop := context.WithCancel(t.Context())
			err := do(steps.Watched(ctx, func(s steps.Step) {
				if s.What == at {
					stop()
				}
			}))
			if err == nil {
				t.Errorf("%s: stopped at %q, and nothing was said", work, at)
			}
			stop()
			if now := names(folder); now != inFolder {
				left, _ := filepath.Glob(filepath.Join(folder, "*"))
				hidden, _ := filepath.Glob(filepath.Join(folder, ".*"))
				t.Fatalf("%s: stopped at %q, there are %v %v", work, at, left, hidden)
			}
		}
	}
	if after, err := os.ReadFile(filepath.Join(into, databaseName)); err != nil || !bytes.Equal(before, after) || names(into) != inWorkspace {
		t.Errorf("a restore that was stopped has changed the workspace: %v", err)
	}
}
