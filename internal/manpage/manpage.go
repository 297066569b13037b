// Package manpage writes the manual pages of commands in the language of man(7). It is
// small because commands say everything themselves; cobra's own writer goes by way of
// Markdown, and needs three modules for that.
package manpage

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

// Head is what stands in the header and footer of each page.
type Head struct {
	Version string
	At      time.Time // of the source
}

// Name is what the page of a command is called, such as recruitty-job-add.
func Name(c *cobra.Command) string { return strings.ReplaceAll(c.CommandPath(), " ", "-") }

// Page is the page of a command.
func Page(c *cobra.Command, h Head) []byte {
	c.InitDefaultHelpFlag()
	p := &page{}
	p.macro("TH", strings.ToUpper(Name(c)), "1", h.At.UTC().Format(time.DateOnly), strings.TrimSpace("recruitty "+h.Version), "recruitty")
	p.macro("nh") // words such as flags are not broken
	p.section("NAME")
	p.text(strings.TrimSuffix(Name(c)+" - "+c.Short, "."))
	p.section("SYNOPSIS")
	p.bold(c.UseLine())
	p.section("DESCRIPTION")
	long := c.Long
	if long == "" {
		long = c.Short + "."
	}
	p.paragraphs(long)
	if below := available(c); len(below) > 0 {
		p.section("COMMANDS")
		for _, sub := range below {
			p.term(sub.Name(), sub.Short)
		}
	}
	p.flags("OPTIONS", c.NonInheritedFlags())
	p.flags("OPTIONS OF ALL COMMANDS", c.InheritedFlags())
	if c.Example != "" {
		p.section("EXAMPLES")
		p.macro("nf")
		p.text(c.Example)
		p.macro("fi")
	}
	p.seeAlso(c)
	return p.Bytes()
}

// available are the commands below c that help lists.
func available(c *cobra.Command) []*cobra.Command {
	var all []*cobra.Command
	for _, sub := range c.Commands() {
		if sub.IsAvailableCommand() {
			all = append(all, sub)
		}
	}
	return all
}

// Write writes the pages of root and of every command below it into a folder that is
// there, and returns their paths.
func Write(root *cobra.Command, folder string, h Head) ([]string, error) {
	path := filepath.Join(folder, Name(root)+".1")
	if err := os.WriteFile(path, Page(root, h), 0o644); err != nil { //nolint:gosec // everybody reads manual pages
		return nil, fmt.Errorf("write manual page: %w", err)
	}
	paths := []string{path}
	for _, sub := range available(root) {
		below, err := Write(sub, folder, h)
		if err != nil {
			return nil, err
		}
		paths = append(paths, below...)
	}
	return paths, nil
}

// page is a page as it is written.
type page struct{ bytes.Buffer }

// macro writes a request with its arguments.
func (p *page) macro(name string, args ...string) {
	p.WriteString("." + name)
	for _, a := range args {
		p.WriteString(` "` + strings.ReplaceAll(escaped(a), `"`, `\(dq`) + `"`)
	}
	p.WriteByte('\n')
}

func (p *page) section(name string) { p.macro("SH", name) }

// text writes lines that mean nothing but themselves.
func (p *page) text(text string) {
	for line := range strings.SplitSeq(strings.Trim(text, "\n"), "\n") {
		p.WriteString(plain(line) + "\n")
	}
}

func (p *page) bold(text string) { p.WriteString(`\fB` + escaped(text) + `\fR` + "\n") }

// paragraphs writes text whose parts stand between empty lines; lines that begin with
// blanks stay lines.
func (p *page) paragraphs(text string) {
	for part := range strings.SplitSeq(strings.Trim(text, "\n"), "\n\n") {
		p.macro("PP")
		if strings.HasPrefix(part, "  ") {
			p.macro("nf")
			p.text(part)
			p.macro("fi")
			continue
		}
		p.text(part)
	}
}

// term writes a name with what it is.
func (p *page) term(name, what string) {
	p.macro("TP")
	p.bold(name)
	p.text(what)
}

func (p *page) flags(title string, all *pflag.FlagSet) {
	begun := false
	all.VisitAll(func(f *pflag.Flag) {
		if f.Hidden || f.Deprecated != "" {
			return
		}
		if !begun {
			begun = true
			p.section(title)
		}
		value, usage := pflag.UnquoteUsage(f)
		p.macro("TP")
		p.WriteString(`\fB` + escaped("--"+f.Name) + `\fR`)
		if f.Shorthand != "" {
			p.WriteString(`, \fB` + escaped("-"+f.Shorthand) + `\fR`)
		}
		if value != "" {
			p.WriteString(` \fI` + escaped(value) + `\fR`)
		}
		p.WriteByte('\n')
		if f.DefValue != "" && f.DefValue != "false" && f.DefValue != "[]" && f.DefValue != "0" && f.Value.Type() != "bool" && f.Name != "data" && f.Name != "as" {
			usage += " (usually " + f.DefValue + ")"
		}
		p.text(usage)
	})
}

// seeAlso names the pages beside this one.
func (p *page) seeAlso(c *cobra.Command) {
	var names []string
	if c.HasParent() {
		names = append(names, Name(c.Parent()))
	}
	for _, sub := range available(c) {
		names = append(names, Name(sub))
	}
	if len(names) == 0 {
		return
	}
	p.section("SEE ALSO")
	for i, name := range names {
		end := ","
		if i == len(names)-1 {
			end = ""
		}
		p.macro("BR", name, "(1)"+end)
	}
}

// plain is a line of text that is no request, whatever it begins with.
func plain(line string) string {
	line = escaped(line)
	if strings.HasPrefix(line, ".") || strings.HasPrefix(line, "'") {
		return `\&` + line
	}
	return line
}

// escaped writes what has a meaning of its own so that it stands for itself: a backslash
// begins an escape, and a bare - may become a hyphen, which nobody can copy as an option.
func escaped(text string) string {
	return strings.NewReplacer(`\`, `\e`, "-", `\-`, "^", `\(ha`, "~", `\(ti`, "`", `\(ga`).Replace(text)
}
