package scheduling

import (
	"context"
	"fmt"

	"recruitty/recruit"
)

// lookInside looks at every file that someone would get, by its content, and into
// archives. The candidate's are looked at, and so are the panel's: a stranger may
// have sent them. What may run something is refused unless it is meant, and what
// cannot be looked into is a warning.
func (s *Service) lookInside(ctx context.Context, files []recruit.File, allowed bool) ([]Warning, error) {
	if allowed {
		return nil, nil
	}
	var out []Warning
	for _, f := range files {
		content, err := s.Store.FileContent(ctx, f.SHA256)
		if err != nil {
			return nil, err
		}
		in := f.Look(content)
		if in.Program != "" {
			return nil, programProblem(f, in.Program)
		}
		to := "the panel"
		if f.Everyone {
			to = "the candidate and the panel"
		}
		if in.Active != "" {
			what := f.Name
			if in.Active != f.Name {
				what = fmt.Sprintf("%s in %s", recruit.Shorten(in.Active), f.Name)
			}
			out = append(out, Warning{Field: "files", Sentence: fmt.Sprintf("%s contains scripts or files that a PDF reader may open; it is sent to %s as it is.", what, to)})
		}
		if in.Closed {
			out = append(out, Warning{Field: "files", Sentence: fmt.Sprintf("The content of %s cannot be checked; it is sent to %s as it is.", f.Name, to)})
		}
	}
	return out, nil
}

// programProblem refuses a program, inside of the attached file unless it is the
// file itself.
func programProblem(f recruit.File, inside string) error {
	e := &recruit.ProgramError{File: f.Name, Panel: !f.Everyone}
	what := f.Name + " is a program or may run one"
	if inside != f.Name {
		e.Inside = inside
		what = fmt.Sprintf("%s holds %s, which is a program or may run one", f.Name, recruit.Shorten(inside))
	}
	p := recruit.Invalid("files", "%s; remove it, or confirm that it should be sent (--allow-executable).", what)
	p.Cause = e
	return p
}

// checkPrograms refuses to send programs to anybody unless someone said that it
// is meant. It goes by names and kinds; lookInside goes by contents.
func checkPrograms(files []recruit.File, allowed bool) error {
	for _, f := range files {
		if !allowed && (f.Executable() || f.Active()) {
			return programProblem(f, f.Name)
		}
	}
	return nil
}
