package importer

import (
	"archive/zip"
	"context"
	"errors"
	"fmt"
	"path"
	"slices"
	"strings"

	"recruitty/recruit"
	"recruitty/recruit/importer/archive"
	"recruitty/recruit/importer/records"
	"recruitty/recruit/sanitize"
)

// maxLists is how many lists of an archive are looked into.
const maxLists = 20

// inventory is what an archive holds.
type inventory struct {
	lists  []*zip.File
	papers []*paper
	other  []string // what is neither
	nested []string // archives in it
	traps  []string // what would lie outside
	links  []string // that lead to files elsewhere
}

// openArchive reads the list in an archive. Documents beside it are those of the
// people in the list.
func openArchive(ctx context.Context, f File, z *zip.Reader, q query) (content, error) {
	if q.inside++; q.inside > maxInside {
		return content{}, records.Refuse(nil, "%s is in several archives; unpack them and import the list.", f.Name)
	}
	in := takeStock(z)
	c, err := openList(ctx, f, in, q)
	if err != nil {
		return content{}, err
	}
	if q.kind == Candidates {
		c.papers = in.papers
	} else {
		for _, d := range in.papers {
			in.other = append(in.other, d.name)
		}
	}
	for _, said := range []struct {
		what  string
		names []string
	}{{"Not read from the archive", in.other}, {"Archives inside the archive, which were not read", in.nested}, {"Refused, because their names point outside the archive", in.traps}, {"Not read, because they are links, not files", in.links}} {
		if len(said.names) > 0 {
			c.guesses = append(c.guesses, fmt.Sprintf("%s: %s.", said.what, someOf(said.names)))
		}
	}
	return c, nil
}

// someOf names the first of many.
func someOf(names []string) string {
	const most = 20
	short := make([]string, 0, most+1)
	for _, n := range names[:min(most, len(names))] {
		short = append(short, brief(n))
	}
	if more := len(names) - most; more > 0 {
		short = append(short, fmt.Sprintf("%d more", more))
	}
	return strings.Join(short, ", ")
}

func takeStock(z *zip.Reader) (in inventory) {
	for _, f := range z.File {
		var readings []string
		name, safe := "", true
		for i, n := range archive.Names(f) {
			cleaned, ok := archive.Clean(n)
			if readings = append(readings, cleaned); i == 0 {
				name, safe = cleaned, ok
			}
		}
		if name == "" { // in no encoding that is known
			name, safe = archive.Clean(strings.ToValidUTF8(f.Name, "_"))
			readings = []string{name}
		}
		switch {
		case f.FileInfo().IsDir() || archive.Junk(name):
			continue
		case !safe:
			in.traps = append(in.traps, f.Name)
			continue
		case !f.Mode().IsRegular():
			in.links = append(in.links, name)
			continue
		}
		switch ext := strings.ToLower(path.Ext(name)); ext {
		case ".pdf", ".doc", ".docx", ".odt", ".rtf", ".txt", ".md", ".pages", ".png", ".jpg", ".jpeg", ".htm", ".html", ".tif", ".tiff", ".heic":
			in.papers = append(in.papers, &paper{name: name, readings: readings, entry: f})
		case ".zip", ".gz", ".7z", ".rar", ".tar", ".tgz", ".bz2", ".xz":
			in.nested = append(in.nested, name)
		default:
			if isList(ext) {
				in.lists = append(in.lists, f)
			} else {
				in.other = append(in.other, name)
			}
		}
	}
	return in
}

// isList reports whether a file with this ending holds a list of people, jobs or
// interviews; the ending is in small letters.
func isList(ext string) bool {
	switch ext {
	case ".csv", ".tsv", ".tab", ".xlsx", ".xlsm", ".xltx", ".xls", ".json", ".jsonl", ".ndjson", ".vcf":
		return true
	}
	return false
}

// Importable reports whether a file's name says that it is there to be imported: a
// list, a packed one, or an archive with one.
func Importable(name string) bool {
	ext := strings.ToLower(path.Ext(name))
	return isList(ext) || ext == ".zip" || ext == ".gz"
}

// openList opens the one list of an archive that is what is asked for.
func openList(ctx context.Context, f File, in inventory, q query) (content, error) {
	names := make([]sheet, len(in.lists))
	for i, l := range in.lists {
		names[i].name, _ = archive.Clean(l.Name)
	}
	called := slices.IndexFunc(names, func(s sheet) bool {
		wanted := sanitize.Fold(q.options.Sheet)
		return wanted != "" && (sanitize.Fold(s.name) == wanted || sanitize.Fold(path.Base(s.name)) == wanted)
	})
	switch {
	case len(in.lists) == 0:
		text := "unpack it and import the list in it, or put a list of the people (CSV, Excel) into it"
		if len(in.nested) > 0 {
			text = "unpack the archives in it: " + someOf(in.nested)
		}
		return content{}, noTable(f.Name, unread{"a ZIP archive without a list (CSV, Excel, JSON)", text})
	case called >= 0:
		q.options.Sheet = ""
		return openEntry(ctx, f, in.lists[called], q)
	case len(in.lists) == 1:
		return openEntry(ctx, f, in.lists[0], q)
	case q.options.Sheet != "":
		at, _, err := pick(f.Name, names, q.options.Sheet)
		if err != nil {
			return content{}, err
		}
		q.options.Sheet = ""
		return openEntry(ctx, f, in.lists[at], q)
	case len(in.lists) > maxLists:
		return content{}, severalSheets(names, func(sheet) bool { return true }, "%s contains many lists: %s; say which one you mean with --sheet NAME.", f.Name)
	}
	return onlyList(ctx, f, in.lists, names, q)
}

// onlyList tries the lists of an archive: the one that holds what is asked for.
func onlyList(ctx context.Context, f File, lists []*zip.File, names []sheet, q query) (content, error) {
	var fit []int
	var reasons []string
	for i, l := range lists {
		c, err := openEntry(ctx, f, l, q)
		if err == nil {
			_, err = learnt(ctx, path.Base(names[i].name), c, q)
			err = errors.Join(err, c.close.call())
		}
		switch {
		case ctx.Err() != nil:
			return content{}, ctx.Err()
		case err == nil:
			fit = append(fit, i)
		default:
			reasons = append(reasons, strings.TrimSuffix(recruit.Sentence(err), "."))
		}
	}
	switch len(fit) {
	case 0:
		return content{}, records.Refuse(nil, "%s contains %d lists, none of which can be imported as %s: %s.", f.Name, len(lists), q.kind, someOf(reasons))
	case 1:
		c, err := openEntry(ctx, f, lists[fit[0]], q)
		var others []string
		for i, n := range names {
			if i != fit[0] {
				others = append(others, n.name)
			}
		}
		c.guesses = append(c.guesses, fmt.Sprintf("The list %s in the archive was read; not read: %s; --sheet NAME reads another one.", brief(names[fit[0]].name), someOf(others)))
		return c, err
	}
	return content{}, severalSheets(names, func(s sheet) bool { return slices.ContainsFunc(fit, func(i int) bool { return names[i] == s }) },
		"%s contains several lists: %s; say which one you mean with --sheet NAME.", f.Name)
}

// openEntry unpacks a list and opens it.
func openEntry(ctx context.Context, f File, list *zip.File, q query) (content, error) {
	name := brief(path.Base(strings.ReplaceAll(list.Name, `\`, "/")))
	r, err := archive.Read(ctx, list, archive.MaxEntry)
	if err != nil {
		return content{}, records.Refuse(err, "%s in %s %s; unpack the archive and import the list.", name, f.Name, err)
	}
	defer r.Close()
	in, err := unpack(name, r)
	switch {
	case ctx.Err() != nil:
		return content{}, ctx.Err()
	case errors.Is(err, archive.ErrTooMuch), errors.Is(err, zip.ErrChecksum), errors.Is(err, zip.ErrFormat), isCorrupt(err):
		return content{}, records.Refuse(err, "%s in %s is damaged; make or download the archive again.", name, f.Name)
	case err != nil:
		return content{}, notUnpacked(err, f.Name)
	}
	c, err := inside(ctx, in, q, f.Name)
	c.part = list.Name + "\x00" + c.part
	return c, err
}
