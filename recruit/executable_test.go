package recruit_test

import (
	"errors"
	"testing"

	"recruitty/recruit"
)

func TestExecutable(t *testing.T) {
	t.Parallel()
	for name, want := range map[string]bool{
		"cv.pdf": false, "cv.pdf.exe": true, "CV.EXE": true, "run.exe. ": true, "letter.docx": false, "letter.docm": true, "notes": false, "a.zip": false, "x.ps1": true,
	} {
		if got := (recruit.File{Name: name, ContentType: "application/octet-stream"}).Executable(); got != want {
			t.Errorf("%q: %v", name, got)
		}
	}
	for head, want := range map[string]bool{"MZ\x90\x00": true, "\x7fELF\x02": true, "#!/bin/sh\n": true, "%PDF-1.7": false, "": false, "M": false} {
		f := recruit.File{Name: "cv.pdf", ContentType: recruit.ProgramType([]byte(head))}
		if got := f.Executable(); got != want {
			t.Errorf("%q: %v", head, got)
		}
	}
}

func TestProgramsGoToCandidatesOnlyWhenMeant(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	draft := d.draft()
	draft.Files = []recruit.File{{Name: "task.sh", SHA256: "x", ContentType: recruit.TypeScript, Everyone: true}}
	if _, err := d.Schedule(t.Context(), d.robin, draft, 0); !errors.Is(err, recruit.ErrInvalid) || recruit.FieldOf(err) != "files" {
		t.Errorf("a program for the candidate: %v", err)
	}
	allowed, panel := draft, draft
	allowed.AllowExecutable = true
	panel.Files = []recruit.File{{Name: "task.sh", SHA256: "x", ContentType: recruit.TypeScript}}
	for name, ok := range map[string]recruit.Draft{"allowed": allowed, "for the panel": panel} {
		if _, err := d.Schedule(t.Context(), d.robin, ok, 0); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
}
