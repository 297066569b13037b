// Package pdftext takes the text out of PDFs. It runs PDFium, the reader of Chromium,
// as WebAssembly: a PDF is hostile, and in there it reaches no file, no network and no
// memory but its own, of which it has a limit, and can be stopped at any step. Nothing of
// it is kept from one PDF to the next.
package pdftext

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strings"
	"sync"
	"time"

	"github.com/klippa-app/go-pdfium"
	pdferrors "github.com/klippa-app/go-pdfium/errors"
	"github.com/klippa-app/go-pdfium/references"
	"github.com/klippa-app/go-pdfium/requests"
	"github.com/klippa-app/go-pdfium/webassembly"
	"github.com/tetratelabs/wazero"
	"github.com/tetratelabs/wazero/api"
	"github.com/tetratelabs/wazero/experimental"

	"recruitty/recruit/filetext"
)

// Bounds of a PDF beside those of package filetext.
const (
	maxSize    = 32 << 20         // bytes
	maxPages   = 200              // that are read
	maxTime    = 20 * time.Second // in which it is read
	maxOnPage  = 200_000          // characters of a page that are read
	memorySize = 256 << 20        // bytes that reading may take
	memoryPage = 64 << 10         // bytes, the unit of WebAssembly
)

// Reader reads PDFs, one at a time. The zero Reader is not one; see New.
type Reader struct {
	folder string        // of the compiled program, "" when it is not kept
	turn   chan struct{} // taken by whoever reads

	mu      sync.Mutex
	keepers int
	ready   *program // while someone keeps it and it was needed
}

// program is PDFium, compiled and ready to be started for one PDF after another.
type program struct {
	compiled wazero.CompilationCache
	pool     pdfium.Pool
}

// New returns a reader that keeps PDFium, once it is compiled, in a private folder for the
// next time; with "" it compiles anew each time that nobody keeps it, which takes seconds.
func New(folder string) *Reader { return &Reader{folder: folder, turn: make(chan struct{}, 1)} }

// Keep holds the compiled program in memory, about 30 MB, until done is called, for whoever
// reads many.
func (r *Reader) Keep() (done func()) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.keepers++
	return sync.OnceFunc(func() {
		r.mu.Lock()
		defer r.mu.Unlock()
		if r.keepers--; r.keepers == 0 && r.ready != nil {
			r.ready.close()
			r.ready = nil
		}
	})
}

// close gives the memory back.
func (p *program) close() {
	if p.pool != nil {
		_ = p.pool.Close()
	}
	_ = p.compiled.Close(context.Background())
}

// started is the program, ready for PDFs. Someone keeps it.
func (r *Reader) started() (*program, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.ready != nil {
		return r.ready, nil
	}
	p := &program{compiled: wazero.NewCompilationCache()}
	if r.folder != "" {
		if kept, err := wazero.NewCompilationCacheWithDir(r.folder); err == nil { // else it cannot be made or read
			p.compiled = kept
		}
	}
	if err := p.start(); err != nil {
		p.close()
		return nil, err
	}
	r.ready = p
	return p, nil
}

// start compiles PDFium, unless it was kept. A machine that lets no program write its own
// code, as a hardened host, gets it interpreted, some thirty times as slow.
func (p *program) start() (err error) {
	defer recovered(&err)
	config := wazero.NewRuntimeConfig().
		WithCoreFeatures(api.CoreFeaturesV2 | experimental.CoreFeaturesExceptionHandling).
		WithMemoryLimitPages(memorySize / memoryPage).
		WithCloseOnContextDone(true).
		WithCompilationCache(p.compiled)
	p.pool, err = webassembly.Init(webassembly.Config{MaxIdle: 1, MaxTotal: 1, RuntimeConfig: config, FSConfig: wazero.NewFSConfig(), Stdout: io.Discard, Stderr: io.Discard})
	if err != nil {
		return fmt.Errorf("start the reader of PDFs: %w", err)
	}
	return nil
}

// Text is the text of a PDF, page by page, at most about most bytes; cut says that there
// was more, or that reading it took too long. Errors are filetext.ErrUnreadable with the
// reason, or of ctx.
func (r *Reader) Text(ctx context.Context, content []byte, most int) (text string, cut bool, err error) {
	if len(content) > maxSize {
		return "", false, filetext.Unreadable("is a PDF that is too large to be read here")
	}
	select {
	case r.turn <- struct{}{}:
		defer func() { <-r.turn }()
	case <-ctx.Done():
	}
	if ctx.Err() != nil {
		return "", false, ctx.Err()
	}
	defer r.Keep()()
	ready, err := r.started()
	if err != nil {
		return "", false, err
	}
	limited, cancel := context.WithTimeout(ctx, maxTime) // in which it is read; compiling took what it took
	defer cancel()
	text, cut, err = ready.read(limited, content, most)
	switch {
	case ctx.Err() != nil:
		return "", false, ctx.Err()
	case limited.Err() != nil && strings.TrimSpace(text) == "":
		return "", false, filetext.Unreadable("is a PDF that takes too long to read")
	case limited.Err() != nil:
		return text, true, nil
	}
	return text, cut, err
}

// recovered makes an error of a panic, which a damaged PDF may lead to.
func recovered(err *error) {
	if broken := recover(); broken != nil {
		*err = fmt.Errorf("read a PDF: %v", broken)
	}
}

// read reads one PDF in a PDFium of its own, which is stopped with ctx wherever it is.
func (p *program) read(ctx context.Context, content []byte, most int) (text string, cut bool, err error) {
	reading, err := p.pool.GetInstanceWithContext(ctx)
	if err != nil {
		return "", false, fmt.Errorf("start the reader of PDFs: %w", err)
	}
	stopped := make(chan struct{})
	stop := context.AfterFunc(ctx, func() { defer close(stopped); _ = reading.Kill() })
	pages := pages{ctx: ctx, pdf: reading, most: most}
	failed := pages.read(content)
	if stop() {
		_ = reading.Close()
	} else {
		<-stopped
	}
	if failed != nil && pages.b.Len() == 0 {
		return "", false, unreadable(failed)
	}
	return pages.b.String(), pages.cut || failed != nil, nil // what follows is damaged
}

// unreadable says in words why a PDF cannot be read.
func unreadable(err error) error {
	switch {
	case errors.Is(err, pdferrors.ErrPassword), errors.Is(err, pdferrors.ErrSecurity):
		return filetext.Unreadable("is a PDF that is locked with a password")
	case errors.Is(err, filetext.ErrUnreadable):
		return err
	}
	return filetext.Unreadable("is a PDF that is damaged, or not one")
}

// pages are those of a PDF, while they are read.
type pages struct {
	ctx  context.Context
	pdf  pdfium.Pdfium
	most int
	b    strings.Builder
	cut  bool
}

// read gathers the text of all pages. Every turn of its loop is a page, of which there are
// at most maxPages.
func (p *pages) read(content []byte) (err error) {
	defer recovered(&err)
	document, err := p.pdf.OpenDocument(&requests.OpenDocument{File: &content})
	if err != nil {
		return err
	}
	count, err := p.pdf.FPDF_GetPageCount(&requests.FPDF_GetPageCount{Document: document.Document})
	if err != nil {
		return err
	}
	failed := error(nil)
	for n := range min(count.PageCount, maxPages) {
		if err := p.ctx.Err(); err != nil {
			return err
		}
		if p.b.Len() >= p.most {
			p.cut = true
			return nil
		}
		if err := p.page(document.Document, n); err != nil {
			p.cut, failed = true, err // the pages behind it may be whole
		}
	}
	p.cut = p.cut || count.PageCount > maxPages
	if p.b.Len() == 0 {
		if failed == nil {
			failed = filetext.Unreadable("is a PDF without text, such as a scanned page")
		}
		return failed
	}
	return nil
}

// page adds the text of a page, and a line between it and the next.
func (p *pages) page(document references.FPDF_DOCUMENT, n int) error {
	page, err := p.pdf.FPDF_LoadPage(&requests.FPDF_LoadPage{Document: document, Index: n})
	if err != nil {
		return err
	}
	// Whatever is not closed goes with the program, which reads one PDF.
	defer func() { _, _ = p.pdf.FPDF_ClosePage(&requests.FPDF_ClosePage{Page: page.Page}) }()
	text, err := p.pdf.FPDFText_LoadPage(&requests.FPDFText_LoadPage{Page: requests.Page{ByReference: &page.Page}})
	if err != nil {
		return err
	}
	defer func() { _, _ = p.pdf.FPDFText_ClosePage(&requests.FPDFText_ClosePage{TextPage: text.TextPage}) }()
	count, err := p.pdf.FPDFText_CountChars(&requests.FPDFText_CountChars{TextPage: text.TextPage})
	if err != nil || count.Count <= 0 {
		return err
	}
	read, err := p.pdf.FPDFText_GetText(&requests.FPDFText_GetText{TextPage: text.TextPage, Count: min(count.Count, maxOnPage)})
	if err != nil {
		return err
	}
	p.cut = p.cut || count.Count > maxOnPage
	if lines := lines(read.Text); lines != "" {
		if p.b.Len() > 0 {
			p.b.WriteString("\n\n")
		}
		p.b.WriteString(lines)
	}
	return nil
}

// lines are those of a page as they are written elsewhere: without what PDFium puts where
// a word is broken (U+FFFE, and U+0002), and without blanks at their ends.
func lines(text string) string {
	text = strings.NewReplacer("\x00", "", "\r\n", "\n", "\r", "\n", "\ufffe\n", "", "\x02\n", "", "\ufffe", "", "\x02", "").Replace(text)
	all := strings.Split(text, "\n")
	for n, line := range all {
		all[n] = strings.TrimRight(line, " \t\u00a0")
	}
	return strings.Trim(strings.Join(all, "\n"), "\n")
}
