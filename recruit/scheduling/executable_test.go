package scheduling_test

import (
	"errors"
	"strings"
	"testing"

	"recruitty/recruit"
	"recruitty/recruit/filecheck"
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
		f := recruit.File{Name: "cv.pdf", ContentType: filecheck.ProgramType([]byte(head))}
		if got := f.Executable(); got != want {
			t.Errorf("%q: %v", head, got)
		}
	}
}

// TestWhatMayRunIsKnown: by its name, and by its content where the name says
// nothing.
func TestWhatMayRunIsKnown(t *testing.T) {
	t.Parallel()
	for name := range strings.FieldsSeq("a.exe a.scr a.js a.vbs a.hta a.lnk a.iso a.img a.url a.one a.mht a.mhtml a.html a.svg a.svgz a.docm a.xlsm a.ps1 a.jar a.bat a.sh a.vhd a.chm a.library-ms a.slk a.xll a.wsf A.HTML. a.pdf.exe") {
		if in := (recruit.File{Name: name, ContentType: "text/plain"}).Look([]byte("nothing")); in.Program != name {
			t.Errorf("%s passes", name)
		}
	}
	disk := make([]byte, 0x8010)
	copy(disk[0x8001:], "CD001")
	for what, content := range map[string]string{
		"a program": "MZ\x90", "an ELF program": "\x7fELF\x02", "a script": "#!/bin/sh", "a link": "L\x00\x00\x00\x01\x14\x02\x00", "OneNote": "\xe4\x52\x5c\x7b\x8c\xd8\xa7\x4d\xae\xb1\x53\x78\xd0\x29\x96\xd3",
		"a page": "\n <!DOCTYPE html><p>", "a page behind a mark": "\xef\xbb\xbf<html>", "a page in 16 bits": "\xff\xfe<\x00h\x00t\x00m\x00l\x00>\x00", "a picture": "<?xml version=\"1.0\"?>\n<!-- x -->\n<SVG xmlns='x'>",
		"an archive of a page": "MIME-Version: 1.0\r\nContent-Type: multipart/related", "another": "From: <Saved by X>\r\nSubject: x\r\nMIME-Version: 1.0\r\n", "an address": "[InternetShortcut]\r\nURL=file://x", "an image of a disk": string(disk),
		"macros":    "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + strings.Repeat("\x00", 600) + "_\x00V\x00B\x00A\x00_\x00P\x00R\x00O\x00J\x00E\x00C\x00T\x00",
		"a cabinet": "MSCF\x00", "a desktop entry": "[Desktop Entry]\nExec=x", "zipped": string(zipped(t, "a/b.hta", "x")), "a document with macros": string(zipped(t, "[Content_Types].xml", "<x/>", "word/vbaProject.bin", "x")),
	} {
		if in := (recruit.File{Name: "cv.pdf", ContentType: "application/pdf"}).Look([]byte(content)); in.Program == "" {
			t.Errorf("%s called cv.pdf passes", what)
		}
	}
	for name, content := range map[string]string{
		"cv.pdf": "%PDF-1.7 <html>", "cv.txt": "I wrote <b>much</b>: from: A to Z", "me.png": "\x89PNG\r\n\x1a\n", "notes.md": "# Hello", "empty.txt": "", "old.doc": "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 without",
		"cv.docx": string(zipped(t, "[Content_Types].xml", "<x/>", "word/document.xml", "<w:document/>", "word/media/image1.svg", "<svg/>")),
		"a.xlsx":  string(zipped(t, "[Content_Types].xml", "<x/>", "xl/printerSettings/printerSettings1.bin", "x")), "tasks.zip": string(zipped(t, "a.pdf", "%PDF", "b.txt", "x")),
	} {
		if in := (recruit.File{Name: name}).Look([]byte(content)); in != (filecheck.Inside{}) {
			t.Errorf("%s is held back: %+v", name, in)
		}
	}
}

// TestProgramsAreSentOnlyWhenMeant: to the candidate and to the panel.
func TestProgramsAreSentOnlyWhenMeant(t *testing.T) {
	t.Parallel()
	for _, everyone := range []bool{true, false} {
		for name, content := range map[string]string{"task.sh": "x", "cv.pdf": "MZ\x90", "cv.html": "x", "cv.zip": string(zipped(t, "cv.pdf.lnk", "x"))} {
			d := newWorld(t)
			f, err := d.store.PutFile(t.Context(), name, strings.NewReader(content), 1<<20)
			must(t, err)
			f.Name, f.Everyone = name, everyone
			draft := d.draft()
			draft.Files = []recruit.File{f}
			var program *recruit.ProgramError
			_, err = d.Schedule(t.Context(), d.robin, draft, 0)
			if !errors.Is(err, recruit.ErrInvalid) || recruit.FieldOf(err) != "files" || !errors.As(err, &program) || program.Panel == everyone {
				t.Errorf("%s, for everyone: %v: %v", name, everyone, err)
			}
			draft.AllowExecutable = true
			if _, err := d.Schedule(t.Context(), d.robin, draft, 0); err != nil {
				t.Errorf("%s, meant: %v", name, err)
			}
		}
	}
}
