package intake

import (
	"archive/zip"
	"path"
	"regexp"
	"slices"
	"strings"
	"unicode"

	"recruitty/recruit"
	"recruitty/recruit/clean"
)

// paper is a document beside a list in an archive, such as a résumé.
type paper struct {
	name   string // with its folders
	entry  *zip.File
	claims []*claim // of the people whose it may be, all as sure
	words  []string
}

// claim says that a document is somebody's.
type claim struct {
	sure int
	line int
	who  person
	name string
	id   recruit.CandidateID // when the person is written
}

// How sure it is whose a document is: its name stands in the row, or it has the
// person's address, number or name in its own.
const (
	byName = iota + 1
	byNumber
	byAddress
	byCell
)

// papers finds documents by what their names say.
type papers struct {
	all       []*paper
	byBase    map[string][]*paper
	byAddress map[string][]*paper
	byWord    map[string][]*paper
	byPair    map[string][]*paper
}

// maxWords is how many words of a file's name are looked at.
const maxWords = 8

var addressIn = regexp.MustCompile(`[\p{L}\p{N}._%+-]{1,64}@[\p{L}\p{N}.-]{1,200}\.[\p{L}]{2,20}`)

func newPapers(all []*paper) *papers {
	p := &papers{all: all, byBase: map[string][]*paper{}, byAddress: map[string][]*paper{}, byWord: map[string][]*paper{}, byPair: map[string][]*paper{}}
	for _, d := range all {
		base := path.Base(d.name)
		p.byBase[clean.Fold(base)] = append(p.byBase[clean.Fold(base)], d)
		stem := strings.TrimSuffix(base, path.Ext(base))
		for _, address := range addressIn.FindAllString(d.name, 3) {
			address = strings.ToLower(strings.TrimSuffix(address, path.Ext(base)))
			for from, n := 0, 0; n < maxWords; n++ { // "cv-ana@example.com" too
				p.byAddress[address[from:]] = append(p.byAddress[address[from:]], d)
				next := strings.IndexAny(address[from:], "-_.@")
				if next < 0 || address[from+next] == '@' {
					break
				}
				from += next + 1
			}
		}
		if d.words = nameWords(stem); len(d.words) == 0 || onlyDigits(d.words) && len(d.words) > 1 { // "Ana Silva/cv.pdf"
			d.words = append(d.words, nameWords(path.Base(path.Dir(d.name)))...)
		}
		d.words = d.words[:min(len(d.words), maxWords)]
		for i, w := range d.words {
			p.byWord[w] = append(p.byWord[w], d)
			for _, o := range d.words[i+1:] {
				p.byPair[pairOf(w, o)] = append(p.byPair[pairOf(w, o)], d)
			}
		}
	}
	return p
}

func pairOf(a, b string) string { return min(a, b) + " " + max(a, b) }

func onlyDigits(words []string) bool {
	return !slices.ContainsFunc(words, func(w string) bool { return strings.Trim(w, "0123456789") != "" })
}

// nameWords are the words of a file's name that may be those of a person.
func nameWords(name string) (words []string) {
	var spaced strings.Builder
	var before rune
	for _, c := range name {
		if unicode.IsLower(before) && unicode.IsUpper(c) { // AnaSilva
			spaced.WriteByte(' ')
		}
		spaced.WriteRune(c)
		before = c
	}
	for _, w := range strings.FieldsFunc(clean.Fold(spaced.String()), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) && r != '\'' }) {
		switch w {
		case "", ".", "cv", "resume", "lebenslauf", "curriculum", "vitae", "curriculo", "cvs", "resumes", "application", "bewerbung", "candidature", "cover", "letter", "anschreiben", "lettre", "motivation",
			"final", "new", "copy", "the", "of", "for", "zyciorys", "hoja", "vida", "profile", "profil", "en", "eng", "english", "deutsch", "documents", "docs", "attachments", "files", "candidates":
		default:
			if !slices.Contains(words, w) {
				words = append(words, w)
			}
		}
	}
	return words
}

// claim finds the documents of a person and notes that they may be theirs.
func (p *papers) claim(e entry, c recruit.Candidate, who person) (made []*claim) {
	if len(p.all) == 0 {
		return nil
	}
	found := map[*paper]int{}
	note := func(sure int, list []*paper) {
		for _, d := range list {
			found[d] = max(found[d], sure)
		}
	}
	for _, cell := range e.more {
		p.inCell(cell.value, note)
	}
	for _, values := range [][]named{e.also[Link], e.also[Notes]} {
		for _, cell := range values {
			p.inCell(cell.value, note)
		}
	}
	for _, f := range []Field{Link, Notes} {
		p.inCell(e.values[f], note)
	}
	for _, address := range append([]string{c.Email}, c.Emails...) {
		note(byAddress, p.byAddress[strings.ToLower(address)])
	}
	name := nameWords(c.Name)
	if id := clean.Fold(e.values[ExternalID]); id != "" {
		for _, d := range p.byWord[id] {
			if !slices.ContainsFunc(d.words, func(w string) bool {
				return w != id && !slices.Contains(name, w) && strings.Trim(w, "0123456789") != ""
			}) {
				note(byNumber, []*paper{d})
			}
		}
	}
	p.named(name, note)
	for d, sure := range found {
		made = append(made, d.claim(&claim{sure: sure, line: e.line, who: who, name: c.Name})...)
	}
	return made
}

// inCell finds the documents that a cell names.
func (p *papers) inCell(cell string, note func(int, []*paper)) {
	if len(cell) > 2000 || !strings.Contains(cell, ".") {
		return
	}
	for _, part := range append(split(cell), cell) {
		note(byCell, p.byBase[clean.Fold(path.Base(strings.ReplaceAll(strings.TrimSpace(part), `\`, "/")))])
	}
}

// named finds the documents with a name in theirs: all words of the one are among
// those of the other, and at least two, or the only one.
func (p *papers) named(name []string, note func(int, []*paper)) {
	name = name[:min(len(name), maxWords)]
	letters := func(words []string) []string {
		return slices.DeleteFunc(slices.Clone(words), func(w string) bool { return strings.Trim(w, "0123456789") == "" || len(w) < 2 })
	}
	within := func(a, b []string) bool {
		return !slices.ContainsFunc(a, func(w string) bool { return !slices.Contains(b, w) })
	}
	if len(name) == 1 {
		for _, d := range p.byWord[name[0]] {
			if len(letters(d.words)) == 1 {
				note(byName, []*paper{d})
			}
		}
	}
	for i, a := range name {
		for _, b := range name[i+1:] {
			list := p.byPair[pairOf(a, b)]
			for _, d := range list[:min(len(list), 200)] {
				if words := letters(d.words); within(words, name) || within(letters(name), words) {
					note(byName, []*paper{d})
				}
			}
		}
	}
}

// claim notes a claim if no surer one is known, and drops less sure ones.
func (d *paper) claim(c *claim) []*claim {
	if len(d.claims) > 0 {
		switch now := d.claims[0]; {
		case now.sure > c.sure:
			return nil
		case now.sure < c.sure:
			d.claims = nil
		case slices.ContainsFunc(d.claims, func(o *claim) bool { return o.who == c.who }) || len(d.claims) == 5:
			return nil
		}
	}
	d.claims = append(d.claims, c)
	return []*claim{c}
}
