package plain

import (
	"context"
	"slices"
	"strings"

	"recruitty/recruit"
	"recruitty/ui/draft"
	"recruitty/ui/plain/talk"
	"recruitty/ui/text"
	"recruitty/ui/wording"
)

// askFiles asks which documents go with the invitations, and to whom.
func (s *scheduleForm) askFiles(ctx context.Context) error {
	help := "A number attaches or removes that file; 2 everyone or 2 panel says who gets it."
	if s.Inbox == nil {
		help += " A path attaches another file of this machine."
	} else {
		help += " The name of a file in your inbox attaches that one; send it first with: ssh HOST upload NAME."
	}
	s.sayFiles()
	if path := s.draft.Path; path != "" {
		s.Tell("Not attached: %s. Type it again correctly; enter leaves it out.", text.Line(path))
	}
	for {
		done := false
		err := s.Ask(ctx, talk.Question{Label: "Additional Files", Empty: true, Shown: s.attached(), Help: help + " Enter when it is right.", Take: func(v string) error {
			if done = v == ""; done {
				s.draft.Path = ""
				return draft.TooLarge(s.draft.Files)
			}
			return s.file(ctx, v)
		}})
		if err != nil || done {
			return err
		}
		s.keep()
	}
}

// attached says what is attached now.
func (s *scheduleForm) attached() string {
	var out []string
	for _, f := range s.draft.Files {
		if f.Attach {
			out = append(out, text.Line(f.Name)+" for "+audience(f.Everyone))
		}
	}
	return wording.Joined(", ", append(out, none(len(out)))...)
}

func none(n int) string {
	if n == 0 {
		return "no file"
	}
	return ""
}

func audience(everyone bool) string {
	if everyone {
		return "everyone"
	}
	return "the panel"
}

// sayFiles lists the files that are here.
func (s *scheduleForm) sayFiles() {
	for i, f := range s.draft.Files {
		state := "not attached"
		if f.Attach {
			state = "attached for " + audience(f.Everyone)
		}
		s.Tell("%d. %s, %s, %s", i+1, text.Line(f.Name), recruit.Size(f.Size), state)
	}
	if s.Inbox == nil {
		return
	}
	if names, err := s.Inbox(); err == nil && len(names) > 0 {
		for i, n := range names {
			names[i] = text.Line(n)
		}
		s.Tell("In your inbox: %s.", strings.Join(names, ", "))
	}
}

// file does what was typed about files.
func (s *scheduleForm) file(ctx context.Context, typed string) error {
	word, who, _ := strings.Cut(typed, " ")
	n := talk.Number(word)
	if n == 0 {
		return s.addFile(ctx, typed)
	}
	if n > len(s.draft.Files) {
		return recruit.Invalid("files", "There is no file %d; there are %d.", n, len(s.draft.Files))
	}
	f := &s.draft.Files[n-1]
	switch strings.ToLower(who) {
	case "":
		f.Attach = !f.Attach
	case "everyone", "e":
		f.Attach, f.Everyone = true, true
	case "panel", "p":
		f.Attach, f.Everyone = true, false
	default:
		return recruit.Invalid("files", "%q is not understood; type %d everyone, or %d panel.", wording.Shown(who), n, n)
	}
	return nil
}

// addFile stores a file and attaches it, for the panel only until a person says
// that the candidate gets it.
func (s *scheduleForm) addFile(ctx context.Context, path string) error {
	f, err := s.Services.Documents.FromDisk(ctx, draft.Path(path), recruit.OtherFile)
	if err != nil {
		s.draft.Path = path // it comes back to be mended
		return err
	}
	s.draft.Path = ""
	i := slices.IndexFunc(s.draft.Files, func(d draft.File) bool { return d.SHA256 == f.SHA256 })
	if i < 0 {
		f.Everyone = false
		s.draft.Files = append(s.draft.Files, draft.File{File: f})
		i = len(s.draft.Files) - 1
	}
	s.draft.Files[i].Attach = true
	s.Tell("%d. %s, attached for the panel; type %d everyone if the candidate gets it too.", i+1, text.Line(f.Name), i+1)
	return nil
}
