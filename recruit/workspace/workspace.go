// Package workspace is an open workspace: the services over what is stored, and
// how much of it a member may see. Screens, plain lines, commands and the SSH host
// are all given one.
package workspace

import (
	"context"
	"fmt"
	"io"
	"log/slog"

	"recruitty/recruit"
	"recruitty/recruit/doctor"
	"recruitty/recruit/fulltext"
	"recruitty/recruit/importer"
	"recruitty/recruit/outbox"
	"recruitty/recruit/services"
)

// Workspace is an open workspace with everything that works on it.
type Workspace struct {
	Dir      string             // the folder that it lies in
	Services *services.Services // the services; every decision is made by them
	Outbox   *outbox.Outbox
	Doctor   *doctor.Doctor    // compares what is here with what is at Zoom; nil for who may not mend it
	Importer *importer.Service // imports files; nil where they cannot be
	Texts    *fulltext.Job     // reads what is to be searched; nil where nobody may
	Storage  Storage
	Log      *slog.Logger
	// Close ends the work on it. Whoever opened it calls it.
	Close func() error
}

// Storage is what only the place where everything is stored can do.
type Storage interface {
	// Changes tells that something in the workspace changed, also by another
	// process, until ctx ends.
	Changes(ctx context.Context) <-chan recruit.ChangeSet
	// Check reports whether the stored data is sound.
	Check(ctx context.Context) error
	// Unsound names the records of which something stored cannot be understood,
	// each in a sentence; nil names none.
	Unsound(ctx context.Context) ([]string, error)
	// CheckWriting finds out by writing whether something can be saved now.
	CheckWriting(ctx context.Context) error
	// Backup writes a copy to a file that does not exist yet.
	Backup(ctx context.Context, path string) error
	// BackupTo writes such a copy to w.
	BackupTo(ctx context.Context, w io.Writer) error
	// Tidy forgets what of changes cannot be taken back any more, and wipes the content of
	// files that were removed so long ago.
	Tidy(ctx context.Context) error
	// Shrink gives back memory that is only kept to be quick.
	Shrink(ctx context.Context) error
}

// As returns the workspace as a member may see it. The zero Member, who is nobody,
// may begin one that never had members: there is nothing to hide in it, and nobody to
// hide it from. Of any other they see nothing.
func (w *Workspace) As(ctx context.Context, m recruit.Member) (*Workspace, error) {
	if m.ID == 0 {
		team, err := w.Services.Store.Members(ctx, true)
		if err != nil {
			return nil, fmt.Errorf("look whether the workspace has members: %w", err)
		}
		if len(team) == 0 {
			all := *w
			return &all, nil
		}
	}
	return w.over(w.Services.As(m), m), nil
}

// For returns the workspace for a visitor from another machine: as the member may
// see it, with files from where the visit finds them. Closing it does nothing: it is
// open for others as well.
func (w *Workspace) For(v services.Visit) *Workspace {
	seen := w.over(w.Services.For(v), v.Member)
	if recruit.Allow(v.Member, recruit.ToSchedule) != nil {
		seen.Doctor = nil
	}
	seen.Texts = nil // the host reads
	seen.Close = func() error { return nil }
	return seen
}

// over returns the workspace with services that read what m may see.
func (w *Workspace) over(svc *services.Services, m recruit.Member) *Workspace {
	seen := *w
	seen.Services = svc
	if !m.SeesAll() && w.Outbox != nil {
		seen.Outbox = w.Outbox.Over(svc.Store)
	}
	return &seen
}
