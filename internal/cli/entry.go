package cli

import (
	"context"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"recruitty/internal/cli/command"
	"recruitty/internal/cli/jsonview"
	"recruitty/internal/cli/output"
	"recruitty/recruit"
	"recruitty/recruit/sanitize"
)

// entryFlags report whether the organiser gets a calendar entry of their own.
type entryFlags struct{ with, without bool }

func (f *entryFlags) add(c *cobra.Command) {
	c.Flags().BoolVar(&f.with, "organiser-entry", false, "add the interview to your own calendar, as the organiser")
	c.Flags().BoolVar(&f.without, "no-organiser-entry", false, "keep the interview out of your own calendar, as the organiser")
}

// preference is what the flags say, "" for nothing.
func (f *entryFlags) preference(c *cobra.Command) (recruit.EntryPreference, error) {
	switch {
	case f.with && f.without:
		return "", command.WrongUsage(c, "--organiser-entry and --no-organiser-entry contradict each other; give one of them.")
	case f.with:
		return recruit.WithEntry, nil
	case f.without:
		return recruit.WithoutEntry, nil
	}
	return "", nil
}

// entryLine is jsonview.Entry as people say it.
func entryLine(r recruit.Record) string {
	switch jsonview.Entry(r) {
	case "own":
		return "an entry of their own"
	case "invitation":
		return "by the invitation"
	}
	return "none"
}

// ownEntriesFollow remembers for settleOthers the upcoming interviews whose entry in
// the organiser's calendar has followed to another address.
func (s *session) ownEntriesFollow(ctx context.Context, was, is recruit.Member) error {
	if sanitize.SameAddress(was.Email, is.Email) {
		return nil
	}
	ahead, err := s.Services.Store.Interviews(ctx, recruit.InterviewFilter{OrganiserID: is.ID, Status: recruit.Scheduled, From: s.Now()})
	for _, i := range ahead {
		s.others = append(s.others, i.ID)
	}
	return err
}

// readdressed says which upcoming interviews are to follow to a candidate's new
// address, and remembers them for settle; "" is no new one.
func (s *session) readdressed(ctx context.Context, c recruit.Candidate, email string) error {
	if email == "" || sanitize.SameAddress(email, c.Email) {
		return nil
	}
	ahead, err := s.Services.Scheduling.InvitedAt(ctx, c.ID, c.Email)
	if err != nil || len(ahead) == 0 {
		return err
	}
	var names []string
	for _, r := range ahead {
		s.others = append(s.others, r.Interview.ID)
		names = append(names, r.Interview.Title+" (interview "+strconv.FormatInt(int64(r.Interview.ID), 10)+")")
	}
	s.Tell("To be invited at %s in place of %s: %s.", output.Quote(email), c.Email, strings.Join(names, ", "))
	return nil
}

// settleOthers works on what people have to be told of the interviews that the
// decision changed along.
func (s *session) settleOthers(ctx context.Context, o *command.Outside) {
	for _, id := range s.others {
		o.Numbered(ctx, id)
	}
}
