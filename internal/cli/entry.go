package cli

import (
	"context"

	"github.com/spf13/cobra"

	"recruitty/internal/cli/command"
	"recruitty/recruit"
	"recruitty/recruit/sanitize"
)

// entryFlags say whether the organiser gets a calendar entry of their own.
type entryFlags struct{ with, without bool }

func (f *entryFlags) add(c *cobra.Command) {
	c.Flags().BoolVar(&f.with, "organiser-entry", false, "put it into your own calendar as the organiser")
	c.Flags().BoolVar(&f.without, "no-organiser-entry", false, "leave it out of your own calendar as the organiser")
}

// wish is what the flags say, "" for nothing.
func (f *entryFlags) wish(c *cobra.Command) (recruit.EntryWish, error) {
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

// entryState says in one word where an interview stands in its organiser's
// calendar: by an entry of their own, by an invitation, or not at all.
func entryState(r recruit.Record) string {
	if _, own := r.OwnEntry(); own {
		return "own"
	}
	if r.OrganiserInvited() {
		return "invitation"
	}
	return "none"
}

// entryLine is entryState as people say it.
func entryLine(r recruit.Record) string {
	switch entryState(r) {
	case "own":
		return "an entry of their own"
	case "invitation":
		return "by the invitation"
	}
	return "none"
}

// ownEntriesFollow remembers for settleOthers the interviews ahead whose entry in
// the organiser's calendar has followed to another address.
func (s *session) ownEntriesFollow(ctx context.Context, was, is recruit.Member) error {
	if sanitize.SameAddress(was.Email, is.Email) {
		return nil
	}
	ahead, err := s.Desk.Store.Interviews(ctx, recruit.InterviewFilter{OrganiserID: is.ID, Status: recruit.Scheduled, From: s.Now()})
	for _, i := range ahead {
		s.others = append(s.others, i.ID)
	}
	return err
}
