package cli

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"recruitty/internal/cli/command"
	"recruitty/recruit"
	"recruitty/recruit/access"
	"recruitty/recruit/importer"
)

// bringing is acting for an import, which may be the first thing that ever
// happens: where there is no workspace yet, a person at a terminal says who they
// are, and it is made with them as its first member. Without someone to ask
// nothing is made, and what to do first is said.
func (p *program) bringing(run work) func(*cobra.Command, []string) error {
	return func(cmd *cobra.Command, args []string) error {
		if trial, _ := cmd.Flags().GetBool("dry-run"); !trial && p.Make != nil && !p.Remote() {
			if err := p.found(cmd.Context(), args[0]); err != nil {
				return err
			}
		}
		return p.acting(run)(cmd, args)
	}
}

// found makes the workspace that an import goes to, if there is none.
func (p *program) found(ctx context.Context, path string) error {
	dir, err := p.Folder()
	if err != nil {
		return err
	}
	w, err := p.Open(ctx, dir)
	if err == nil {
		return w.Close()
	}
	if !errors.Is(err, recruit.ErrNotFound) {
		return fmt.Errorf("open workspace %s: %w", dir, err)
	}
	if !p.Interactive || p.JSON {
		return &recruit.Problem{Kind: recruit.ErrNotFound, Cause: err,
			Sentence: recruit.Sentence(err) + " An import needs to know who you are: recruitty member add --name … --email … --time-zone …, then import again."}
	}
	if path != "-" { // nothing is made for a file that cannot be read
		f, err := importer.Open(filepath.Clean(path))
		if err != nil {
			return err
		}
		if err := f.Close(); err != nil {
			return fmt.Errorf("close %s: %w", f.Name, err)
		}
	}
	m, err := p.askFounder(dir)
	if err != nil {
		return err
	}
	if w, err = p.Make(ctx, dir); err != nil {
		return fmt.Errorf("make workspace %s: %w", dir, err)
	}
	_, err = w.Services.Team.Add(ctx, recruit.Member{}, m)
	if bad := w.Close(); err == nil && bad != nil {
		err = fmt.Errorf("close workspace: %w", bad)
	}
	return err
}

// askFounder asks who begins a workspace.
func (p *program) askFounder(dir string) (recruit.Member, error) {
	p.Tell("There is no workspace in %s yet; the import creates one. Who are you? You will be its first member and an admin. An empty answer creates nothing.", dir)
	m := recruit.Member{Role: recruit.Admin}
	in := bufio.NewReader(io.LimitReader(p.In, command.MaxLine))
	for _, q := range []struct {
		label string
		value *string
		empty bool
		check func(string) (string, error)
	}{
		{"Name", &m.Name, false, nil},
		{"Email", &m.Email, false, nil},
		{"Time zone, such as Europe/Lisbon (enter for UTC)", &m.TimeZone, true, command.ZoneName},
	} {
		fmt.Fprint(p.Err, q.label+": ")
		typed, err := in.ReadString('\n')
		if err != nil && err != io.EOF {
			return m, fmt.Errorf("read standard input: %w", err)
		}
		if typed = strings.TrimSpace(typed); typed == "" && !q.empty {
			return m, recruit.Invalid("", "Nothing was created or imported, because no name was given.")
		}
		if q.check != nil {
			if typed, err = q.check(typed); err != nil {
				return m, err
			}
		}
		*q.value = typed
	}
	return access.CleanMember(m)
}
