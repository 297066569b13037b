package importer

import (
	"archive/zip"
	"path"
	"regexp"
	"slices"
	"strings"
	"sync"
	"unicode"

	"recruitty/recruit"
	"recruitty/recruit/importer/words"
	"recruitty/recruit/sanitize"
)

// paper is a document beside a list in an archive, such as a résumé.
type paper struct {
	name     string   // with its folders
	readings []string // what the name may be, where its encoding is not known
	entry    *zip.File
	claims   []*claim // of the people whose it may be, all as sure
}

// reading is one way to read whose a document is from its name, or from that of
// the folder in which it lies.
type reading struct {
	*paper
	name   string
	words  []string
	folder bool // the folder alone
}

// claim says that a document is someone's.
type claim struct {
	sure int
	as   string // what the document is called
	line int
	who  person
	name string
	id   recruit.CandidateID // when the person is written
}

// of reports whether a claim is someone's, who may have been written since.
func (c *claim) of(who person) bool {
	if who.id == 0 {
		return c.who.row == who.row
	}
	return c.who.id == who.id || c.id == who.id
}

// How sure it is whose a document is: its name stands in the row, or it has the
// person's address, number or name in its own, or its folder has.
const (
	byFolder = iota + 1
	byName
	byNumber
	byAddress
	byCell
)

// papers finds documents by what their names say.
type papers struct {
	all       []*paper
	byBase    map[string][]*reading
	byAddress map[string][]*reading
	byWord    map[string][]*reading
	byPair    map[string][]*reading
}

// maxWords is how many words of a file's name are looked at.
const maxWords = 8

var addressIn = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`[\p{L}\p{N}._%+-]{1,64}@[\p{L}\p{N}.-]{1,200}\.[\p{L}]{2,20}`)
})

func newPapers(all []*paper) *papers {
	p := &papers{all: all, byBase: map[string][]*reading{}, byAddress: map[string][]*reading{}, byWord: map[string][]*reading{}, byPair: map[string][]*reading{}}
	for _, d := range all {
		for _, name := range d.readings {
			p.read(d, name)
		}
	}
	return p
}

// read notes by what a document can be found, if name is what it is called.
func (p *papers) read(d *paper, name string) {
	base, folder := path.Base(name), path.Base(path.Dir(name))
	one := &reading{paper: d, name: name}
	p.byBase[sanitize.Fold(base)] = append(p.byBase[sanitize.Fold(base)], one)
	for _, address := range addressIn().FindAllString(name, 3) {
		address = strings.ToLower(strings.TrimSuffix(address, path.Ext(base)))
		for from, n := 0, 0; n < maxWords; n++ { // "cv-ana@example.com" too
			p.byAddress[address[from:]] = append(p.byAddress[address[from:]], one)
			next := strings.IndexAny(address[from:], "-_.@")
			if next < 0 || address[from+next] == '@' {
				break
			}
			from += next + 1
		}
	}
	own, around := nameWords(strings.TrimSuffix(base, path.Ext(base))), nameWords(folder)
	if len(own) == 0 || onlyDigits(own) && len(own) > 1 { // "Ana Silva/cv.pdf"
		own, around = append(own, around...), nil
	}
	one.words = own
	p.note(one)
	if len(around) == 0 {
		return
	}
	p.note(&reading{paper: d, name: name, words: around, folder: true}) // "Ana Silva/Diploma.pdf", "17/Diploma.pdf"
	if len(own) == 1 {                                                  // "Silva, Ana/Letter Silva.pdf"
		p.note(&reading{paper: d, name: name, words: append(slices.Clone(own), around...), folder: true})
	}
}

// note makes a reading known under its words.
func (p *papers) note(r *reading) {
	r.words = r.words[:min(len(r.words), maxWords)]
	for i, w := range r.words {
		p.byWord[w] = append(p.byWord[w], r)
		for _, o := range r.words[i+1:] {
			p.byPair[pairOf(w, o)] = append(p.byPair[pairOf(w, o)], r)
		}
	}
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
	apart := strings.NewReplacer("'", "", "’", "", "`", "").Replace(sanitize.Fold(spaced.String())) // O'Brien is obrien
	for _, w := range strings.FieldsFunc(apart, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }) {
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
	found := map[*paper]*claim{}
	note := func(sure int, list []*reading) {
		for _, r := range list {
			as := sure
			if r.folder {
				as = byFolder
			}
			if was := found[r.paper]; was == nil || was.sure < as {
				found[r.paper] = &claim{sure: as, as: r.name, line: e.line, who: who, name: c.Name}
			}
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
	if id := sanitize.Fold(e.values[ExternalID]); id != "" {
		for _, d := range p.byWord[id] {
			if !slices.ContainsFunc(d.words, func(w string) bool {
				return w != id && !slices.Contains(name, w) && strings.Trim(w, "0123456789") != ""
			}) {
				note(byNumber, []*reading{d})
			}
		}
	}
	p.named(name, note)
	for d, c := range found {
		made = append(made, d.claim(c)...)
	}
	return made
}

// inCell finds the documents that a cell names.
func (p *papers) inCell(cell string, note func(int, []*reading)) {
	if len(cell) > 2000 || !strings.Contains(cell, ".") {
		return
	}
	for _, part := range append(words.Values(cell), cell) {
		note(byCell, p.byBase[sanitize.Fold(path.Base(strings.ReplaceAll(strings.TrimSpace(part), `\`, "/")))])
	}
}

// named finds the documents with a name in theirs: all words of the one are among
// those of the other, and at least two, or the only one.
func (p *papers) named(name []string, note func(int, []*reading)) {
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
				note(byName, []*reading{d})
			}
		}
	}
	for i, a := range name {
		for _, b := range name[i+1:] {
			list := p.byPair[pairOf(a, b)]
			for _, d := range list[:min(len(list), 200)] {
				if words := letters(d.words); within(words, name) || within(letters(name), words) {
					note(byName, []*reading{d})
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
		case slices.ContainsFunc(d.claims, func(o *claim) bool { return o.of(c.who) }) || len(d.claims) == 5:
			return nil
		}
	}
	d.claims = append(d.claims, c)
	return []*claim{c}
}
