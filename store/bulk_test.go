package store

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"recruitty/recruit"
	"recruitty/recruit/importer"
)

// crowd is a table of so many people, as another system writes it.
func crowd(size int) string {
	given := []string{"Ana", "Björn", "Chidi", "Dana", "Elif", "Farid", "Greta", "Hiro", "Inés", "João", "Katya", "Liam", "Mei"}
	family := []string{"Sousa", "Larsen", "Okafor", "Levi", "Yılmaz", "Haddad", "Weber", "Tanaka", "Vargas", "Silva", "Engel"}
	var b strings.Builder
	b.WriteString("name,email,phone,headline,tags,external_id\n")
	for n := range size {
		fmt.Fprintf(&b, "%s %s%d,p%d@x.example,+49 30 %07d,Senior engineer at %s GmbH,go;sql,c%d\n", given[n%13], family[n%11], n%977, n*7919%1_000_003, n, family[n%7], n)
	}
	return b.String()
}

// imported imports so many people and returns the batch.
func (w *world) imported(tb testing.TB, size int) recruit.BatchID {
	tb.Helper()
	r, err := importer.New(w.DB, w.clock).Import(w.ctx, w.member, importer.Candidates, importer.Text("crowd.csv", []byte(crowd(size))), importer.Options{})
	must(tb, err)
	if r.Added != size {
		tb.Fatalf("imported %s", r.Summary())
	}
	return r.Batch
}

// BenchmarkImport imports people with the search index, ten times as many the second time.
// Rows a second fall with the size as far as the indexes outgrow the pages that an import
// keeps: by a third at most. More than that says that something looks at all that is there.
func BenchmarkImport(b *testing.B) {
	for _, size := range []int{20_000, 200_000} {
		b.Run(fmt.Sprint(size), func(b *testing.B) {
			for b.Loop() {
				w := newWorld(b)
				began := time.Now()
				w.imported(b, size)
				b.ReportMetric(float64(size)/time.Since(began).Seconds(), "rows/s")
			}
		})
	}
}

// BenchmarkUndo takes 20,000 people back, from among others.
func BenchmarkUndo(b *testing.B) {
	const size = 20_000
	for b.Loop() {
		b.StopTimer()
		w := newWorld(b)
		batch := w.imported(b, size)
		b.StartTimer()
		began := time.Now()
		undone, err := w.UndoBatch(w.ctx, batch, nil)
		must(b, err)
		if undone.Removed != size {
			b.Fatalf("removed %d", undone.Removed)
		}
		b.ReportMetric(float64(size)/time.Since(began).Seconds(), "rows/s")
	}
}
