package cli

import (
	"context"
	"fmt"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"recruitty/internal/cli/command"
	"recruitty/internal/cli/jsonview"
	"recruitty/internal/cli/output"
	"recruitty/recruit"
)

// holder is a kind of thing that has files.
type holder struct {
	noun  string // as in "the number of a candidate"
	ids   command.Offer
	find  func(ctx context.Context, s *session, ref string) (id int64, err error)
	files func(ctx context.Context, s *session, id int64) ([]recruit.File, error)
	// add and remove are nil where files come and go in another way.
	add    func(ctx context.Context, s *session, id int64, f recruit.File) error
	remove func(ctx context.Context, s *session, id int64, f recruit.File, wipe bool) error
	first  recruit.FileKind // what the first file is, as a rule
}

// candidateFiles, jobFiles and interviewFiles are the commands about files of
// each noun.
func (p *program) candidateFiles() *cobra.Command {
	return p.filesOf(holder{noun: "candidate", ids: p.CandidateIDs, first: recruit.Resume,
		find: func(ctx context.Context, s *session, ref string) (int64, error) {
			id, err := s.CandidateRef(ctx, ref)
			return int64(id), err
		},
		files: func(ctx context.Context, s *session, id int64) ([]recruit.File, error) {
			profile, err := s.Services.Store.Profile(ctx, recruit.CandidateID(id))
			return profile.Files, err
		},
		add: func(ctx context.Context, s *session, id int64, f recruit.File) error {
			return s.Services.Pipeline.AddFile(ctx, s.Actor, recruit.CandidateID(id), f)
		},
		remove: func(ctx context.Context, s *session, id int64, f recruit.File, wipe bool) error {
			return s.Services.Pipeline.RemoveFile(ctx, s.Actor, recruit.CandidateID(id), f, wipe)
		}})
}

func (p *program) jobFiles() *cobra.Command {
	return p.filesOf(holder{noun: "job", ids: p.JobIDs, first: recruit.JobDescription,
		find: func(_ context.Context, _ *session, ref string) (int64, error) {
			id, err := command.Numbered[recruit.JobID]("job", ref)
			return int64(id), err
		},
		files: func(ctx context.Context, s *session, id int64) ([]recruit.File, error) {
			return s.documents(ctx, recruit.JobID(id))
		},
		add: func(ctx context.Context, s *session, id int64, f recruit.File) error {
			return s.Services.Jobs.AddFile(ctx, s.Actor, recruit.JobID(id), f)
		},
		remove: func(ctx context.Context, s *session, id int64, f recruit.File, wipe bool) error {
			return s.Services.Jobs.RemoveFile(ctx, s.Actor, recruit.JobID(id), f, wipe)
		}})
}

func (p *program) interviewFiles() *cobra.Command {
	return p.filesOf(holder{noun: "interview", ids: p.InterviewIDs,
		find: func(_ context.Context, _ *session, ref string) (int64, error) {
			id, err := command.Numbered[recruit.InterviewID]("interview", ref)
			return int64(id), err
		},
		files: func(ctx context.Context, s *session, id int64) ([]recruit.File, error) {
			r, err := s.Services.Store.Record(ctx, recruit.InterviewID(id))
			return r.Files, err
		}})
}

// filesOf makes the commands about the files of a holder.
func (p *program) filesOf(h holder) *cobra.Command {
	verbs := []*cobra.Command{p.fileList(h), p.fileSave(h), p.fileText(h)}
	if !p.Remote() {
		verbs = append(verbs, p.fileOpen(h))
	}
	if h.add != nil {
		verbs = append(verbs, p.fileAdd(h), p.fileRemove(h))
	}
	return command.Noun("file", "Files of "+command.Article(h.noun), verbs...)
}

// fileVerb makes a command about one file of a holder.
func (p *program) fileVerb(h holder, verb, short string, as func(work) func(*cobra.Command, []string) error,
	do func(ctx context.Context, s *session, id int64, f recruit.File) error) *cobra.Command {
	return &cobra.Command{
		Use:               verb + " ID FILE",
		Short:             short,
		Example:           "  recruitty " + h.noun + " file " + verb + " 12 cv.pdf",
		Args:              command.Exactly(h.refers(), "the name or position of a file"),
		ValidArgsFunction: p.First(h.ids),
		RunE: as(func(ctx context.Context, s *session, args []string) error {
			id, err := h.find(ctx, s, args[0])
			if err != nil {
				return err
			}
			f, err := h.file(ctx, s, id, args[1])
			if err != nil {
				return err
			}
			return do(ctx, s, id, f)
		}),
	}
}

type fileTextJSON struct {
	Name string `json:"name"`
	Text string `json:"text"`
	Cut  bool   `json:"cut"`
}

// fileText writes the text of a file.
func (p *program) fileText(h holder) *cobra.Command {
	return p.fileVerb(h, "text", "Write the text of a file: plain text, Markdown, DOCX or PDF", p.reading, func(ctx context.Context, s *session, _ int64, f recruit.File) error {
		read, err := s.Services.Documents.Text(ctx, f)
		if err != nil {
			return err
		}
		return s.Print(fileTextJSON{f.Name, read.Text, read.Cut}, func(w *output.Page) {
			for line := range strings.SplitSeq(read.Text, "\n") {
				w.Line("%s", line)
			}
			if read.Cut {
				w.Line("(There is more; save the file to see all of it.)")
			}
		})
	})
}

// refers says how a holder is named in a command.
func (h holder) refers() string {
	if h.noun == "candidate" {
		return "the number or email address of a candidate"
	}
	return "the number of " + command.Article(h.noun)
}

// file finds a file by its position from 1, its name, or the beginning of its
// digest, whatever the case.
func (h holder) file(ctx context.Context, s *session, id int64, ref string) (recruit.File, error) {
	all, err := h.files(ctx, s, id)
	if err != nil {
		return recruit.File{}, err
	}
	var found []recruit.File
	for _, f := range all {
		if strings.EqualFold(f.Name, ref) || len(ref) >= 8 && strings.HasPrefix(f.SHA256, strings.ToLower(ref)) {
			found = append(found, f)
		}
	}
	if n, err := strconv.Atoi(ref); err == nil && len(found) == 0 && n >= 1 && n <= len(all) {
		found = all[n-1 : n]
	}
	switch {
	case len(found) == 1:
		return found[0], nil
	case len(found) > 1:
		return recruit.File{}, recruit.Invalid("file", "%d files are called %s; name one by its position in recruitty %s file list %d.", len(found), output.Quote(ref), h.noun, id)
	}
	return recruit.File{}, recruit.NotFound("There is no file %s; recruitty %s file list %d shows them.", output.Quote(ref), h.noun, id)
}

func (p *program) fileList(h holder) *cobra.Command {
	return &cobra.Command{
		Use:               "list ID",
		Short:             "List the files of " + command.Article(h.noun),
		Example:           "  recruitty " + h.noun + " file list 12 --json",
		Args:              command.Exactly(h.refers()),
		ValidArgsFunction: p.First(h.ids),
		RunE: p.reading(func(ctx context.Context, s *session, args []string) error {
			id, err := h.find(ctx, s, args[0])
			if err != nil {
				return err
			}
			return h.print(ctx, s, id)
		}),
	}
}

// print lists a holder's files.
func (h holder) print(ctx context.Context, s *session, id int64) error {
	all, err := h.files(ctx, s, id)
	if err != nil {
		return err
	}
	return s.Print(output.Each(all, jsonview.OfFile), func(w *output.Page) {
		var rows [][]string
		for i, f := range all {
			rows = append(rows, []string{strconv.Itoa(i + 1), f.Name, spoken(string(f.Kind)), recruit.Size(f.Size)})
		}
		w.List("There are no files.", []string{"NO.", "NAME", "KIND", "SIZE"}, rows)
	})
}

func (p *program) fileOpen(h holder) *cobra.Command {
	return p.fileVerb(h, "open", "Open a copy of a file in the program that this machine has for it", p.reading,
		func(ctx context.Context, s *session, _ int64, f recruit.File) error {
			if err := s.Services.Documents.Open(ctx, f); err != nil {
				return err
			}
			return s.Print(jsonview.OfFile(f), func(w *output.Page) { w.Line("Opened a copy of %s.", f.Name) })
		})
}

func (p *program) fileSave(h holder) *cobra.Command {
	c := p.fileVerb(h, "save", "Write a file to this machine's disk, or with - to standard output", p.reading, nil)
	c.Use = "save ID FILE [PATH]"
	c.Example = "  recruitty " + h.noun + " file save 12 cv.pdf ~/Desktop\n  recruitty " + h.noun + " file save 12 cv.pdf - > cv.pdf"
	c.Long = "Writes a file to PATH, which may be a folder; without it to the current folder. An existing file is never overwritten."
	if p.Remote() {
		c.Short = "Write a file to standard output, or into your inbox"
		c.Long = "Without a path the file goes into your inbox, where sftp and scp can get it; with - it is written to standard output."
		c.Example = "  ssh HOST " + h.noun + " file save 12 cv.pdf - > cv.pdf"
	}
	c.Args = command.Exactly(h.refers(), "the name or position of a file", "[the path to write to]")
	c.RunE = p.reading(func(ctx context.Context, s *session, args []string) error {
		id, err := h.find(ctx, s, args[0])
		if err != nil {
			return err
		}
		f, err := h.file(ctx, s, id, args[1])
		if err != nil {
			return err
		}
		to := strings.Join(args[2:], "")
		if to == "-" {
			return s.stream(ctx, f)
		}
		where, err := s.Services.Documents.Save(ctx, f, to)
		if err != nil {
			return err
		}
		saved := struct {
			jsonview.File
			Path string `json:"path"`
		}{jsonview.OfFile(f), where}
		return s.Print(saved, func(w *output.Page) { w.Line("Saved %s as %s.", f.Name, where) })
	})
	return c
}

// stream writes a file's bytes as they are to standard output.
func (s *session) stream(ctx context.Context, f recruit.File) error {
	if s.JSON {
		return command.WrongUsage(s.Cmd, "--json and - do not go together: standard output is the file itself.")
	}
	content, err := s.Services.Store.FileContent(ctx, f.SHA256)
	if err != nil {
		return err
	}
	if _, err := s.Out.Write(content); err != nil {
		return fmt.Errorf("write a file: %w", err)
	}
	return nil
}

func (p *program) fileAdd(h holder) *cobra.Command {
	var kind string
	c := &cobra.Command{
		Use:               "add ID PATH",
		Short:             "Add a file to " + command.Article(h.noun),
		Example:           "  recruitty " + h.noun + " file add 12 portfolio.pdf",
		Args:              command.Exactly(h.refers(), "the file to add"),
		ValidArgsFunction: p.First(h.ids),
		RunE: p.acting(func(ctx context.Context, s *session, args []string) error {
			id, err := h.find(ctx, s, args[0])
			if err != nil {
				return err
			}
			as := recruit.FileKind(strings.ReplaceAll(kind, "-", "_"))
			if as != recruit.OtherFile && as != h.first {
				return recruit.Invalid("kind", "A file of %s is of kind %s or other, not %s.", command.Article(h.noun), strings.ReplaceAll(string(h.first), "_", "-"), output.Quote(kind))
			}
			if err := recruit.Allow(s.Actor, recruit.ToRecruit); err != nil {
				return err
			}
			f, err := s.Services.Documents.FromDisk(ctx, args[1], as)
			if err != nil {
				return err
			}
			if err := h.add(ctx, s, id, f); err != nil {
				return err
			}
			return h.print(ctx, s, id)
		}),
	}
	name := strings.ReplaceAll(string(h.first), "_", "-")
	c.Flags().StringVar(&kind, "kind", string(recruit.OtherFile), "`kind` of the file: "+name+" or other")
	p.Among(c, "kind", name, string(recruit.OtherFile))
	return c
}

func (p *program) fileRemove(h holder) *cobra.Command {
	wipe := false
	c := p.fileVerb(h, "remove", "Remove a file; it can be brought back for 7 days, unless it is wiped", p.acting,
		func(ctx context.Context, s *session, id int64, f recruit.File) error {
			question := "Remove " + f.Name + "? It can be brought back for 7 days."
			if wipe {
				question = "Remove " + f.Name + " and wipe its content?"
			}
			if err := s.Confirm(question); err != nil {
				return err
			}
			if err := h.remove(ctx, s, id, f, wipe); err != nil {
				return err
			}
			if !wipe {
				s.Tell("Removed %s. recruitty %s undo brings it back until %s; then its content is wiped (--wipe does that at once).", f.Name, h.noun, s.Moment(s.Now().Add(recruit.KeptFiles)))
			}
			return h.print(ctx, s, id)
		})
	c.Long = "Removes a file. Its content is kept for 7 days, in which undo brings the file back, and is overwritten then. With --wipe that happens\nat once, unless someone else has the same file; use it for a file that was added to the wrong person. Earlier copies (backups) are not affected."
	c.Example += " --yes\n  recruitty " + h.noun + " file remove 12 cv.pdf --wipe --yes"
	c.Flags().BoolVar(&wipe, "wipe", false, "overwrite its content at once")
	return p.Destroys(c)
}
