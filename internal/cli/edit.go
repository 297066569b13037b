package cli

import (
	"context"
	"errors"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"recruitty/internal/cli/command"
	"recruitty/internal/cli/output"
	"recruitty/recruit"
)

// field is something about a T that a flag changes: a text, a yes or no, or
// else a list.
type field[T any] struct {
	flag string
	text func(*T) *string
	yes  func(*T) *bool
	no   func(*T) *bool // a yes that is kept as its opposite
	list func(*T) *[]string
	// merge changes a part of what is there, for what is given part by part; text
	// then says what it holds.
	merge func(to, from *T)
	words func(*T) string
}

func (f field[T]) copy(to, from *T) {
	switch {
	case f.merge != nil:
		f.merge(to, from)
	case f.text != nil:
		*f.text(to) = *f.text(from)
	case f.yes != nil:
		*f.yes(to) = *f.yes(from)
	case f.no != nil:
		*f.no(to) = *f.no(from)
	default:
		*f.list(to) = *f.list(from)
	}
}

func (f field[T]) show(of *T) string {
	switch {
	case f.words != nil:
		return f.words(of)
	case f.text != nil:
		return *f.text(of)
	case f.yes != nil:
		return yesNo(*f.yes(of))
	case f.no != nil:
		return yesNo(!*f.no(of))
	}
	return strings.Join(*f.list(of), ", ")
}

// yesNo writes an answer as a flag takes it.
func yesNo(yes bool) string {
	if yes {
		return "yes"
	}
	return "no"
}

// given are the fields whose flags were typed.
func given[T any](cmd *cobra.Command, fields []field[T]) []field[T] {
	var out []field[T]
	for _, f := range fields {
		if cmd.Flags().Changed(f.flag) {
			out = append(out, f)
		}
	}
	return out
}

// editing is one change of a record that has versions.
type editing[T any] struct {
	fields  []field[T] // those that were given
	typed   T
	read    func() (T, error)
	version func(*T) *int
	seen    int // the version that the person saw; 0 is the one in force
	save    func(T) (T, error)
}

// run changes the record. When someone else has changed it meanwhile, nothing
// is saved, and both values of every field are said.
func (e editing[T]) run(s *session) (T, error) {
	record, err := e.read()
	if err != nil {
		return record, err
	}
	for _, f := range e.fields {
		f.copy(&record, &e.typed)
	}
	if e.seen != 0 {
		*e.version(&record) = e.seen
	}
	saved, err := e.save(record)
	if !errors.Is(err, recruit.ErrStale) {
		return saved, err
	}
	now, readErr := e.read()
	if readErr != nil {
		return saved, errors.Join(err, readErr)
	}
	s.Tell("Nothing was saved. It has version %d by now:", *e.version(&now))
	for _, f := range e.fields {
		s.Tell("  --%s: yours is %s, there is %s", f.flag, output.Quote(f.show(&e.typed)), output.Quote(f.show(&now)))
	}
	return saved, err
}

// nothingGiven refuses an edit that names no field.
func nothingGiven(cmd *cobra.Command) error {
	return command.WrongUsage(cmd, "Say what to change; everything else stays as it is.")
}

func seenFlag(c *cobra.Command, seen *int) {
	c.Flags().IntVar(seen, "if-version", 0, "refuse unless it still has this `version`")
}

func candidateFields() []field[recruit.Candidate] {
	type c = recruit.Candidate
	return []field[c]{
		{flag: "name", text: func(c *c) *string { return &c.Name }},
		{flag: "email", text: func(c *c) *string { return &c.Email }},
		{flag: "phone", text: func(c *c) *string { return &c.Phone }},
		{flag: "time-zone", text: func(c *c) *string { return &c.TimeZone }},
		{flag: "language", text: func(c *c) *string { return &c.Language }},
		{flag: "headline", text: func(c *c) *string { return &c.Headline }},
		{flag: "tag", list: func(c *c) *[]string { return &c.Tags }},
		{flag: "further-email", list: func(c *c) *[]string { return &c.Emails }},
		{flag: "further-phone", list: func(c *c) *[]string { return &c.Phones }},
		{flag: "link", list: func(c *c) *[]string { return &c.Links }},
		{flag: "location", text: func(c *c) *string { return &c.Residence }},
		{flag: "source", text: func(c *c) *string { return &c.Origin }},
		{flag: "owner", text: func(c *c) *string { return &c.Owner }},
		{flag: "salary", text: func(c *c) *string { return &c.Salary }},
		{flag: "field", merge: func(to, from *c) {
			for _, f := range from.Fields {
				to.SetField(f.Name, f.Value)
			}
		}, words: func(c *c) string { return recruit.FieldLines(c.Fields) }},
	}
}

func (p *program) candidateEdit() *cobra.Command {
	var (
		typed  recruit.Candidate
		resume string
		seen   int
	)
	c := &cobra.Command{
		Use:   "edit ID",
		Short: "Change a candidate's details; everything else stays as it is",
		Long: `Changes a candidate's details. If someone else has changed them in the meantime, nothing is saved and both values are
shown (exit code 4); --if-version says which version the change was based on.

A new email address replaces the old one in upcoming interviews too, whoever organises them: the new one gets
the invitations, the old one cancellations, and the other participants an update.

--field NAME=VALUE changes one field and leaves the others; --field NAME= empties it. The value of a field that recruitty field
defines is checked against its type; any other name is a field of this candidate only.`,
		Example: "  recruitty candidate edit 12 --phone \"+351 912 345 678\" --if-version 3\n  recruitty candidate edit 12 --tag go --tag remote\n" +
			"  recruitty candidate edit 12 --field \"Notice period=3 months\" --field \"Visa=\"",
		Args:              command.Exactly("the number or email address of a candidate"),
		ValidArgsFunction: p.First(p.CandidateIDs),
		RunE: p.acting(func(ctx context.Context, s *session, args []string) error {
			fields := given(s.Cmd, candidateFields())
			if len(fields) == 0 && resume == "" {
				return nothingGiven(s.Cmd)
			}
			id, err := s.CandidateRef(ctx, args[0])
			if err != nil {
				return err
			}
			if typed.TimeZone, err = command.ZoneName(typed.TimeZone); err != nil {
				return err
			}
			own, err := s.Services.Fields.List(ctx)
			if err != nil {
				return err
			}
			typed.Fields = own.Named(typed.Fields)
			var files []recruit.File
			if resume != "" {
				if files, err = s.fromDisk(ctx, recruit.Resume, []string{resume}); err != nil {
					return err
				}
			}
			c, err := s.Services.Store.Candidate(ctx, id)
			if err != nil {
				return err
			}
			if err := s.readdressed(ctx, c, typed.Email); err != nil {
				return err
			}
			if _, err := (editing[recruit.Candidate]{
				fields: fields, typed: typed, seen: seen, version: func(c *recruit.Candidate) *int { return &c.Version },
				read: func() (recruit.Candidate, error) { return s.Services.Store.Candidate(ctx, id) },
				save: func(c recruit.Candidate) (recruit.Candidate, error) {
					return s.Services.Pipeline.Update(ctx, s.Actor, c)
				},
			}).run(s); err != nil {
				return err
			}
			for _, f := range files {
				if err := s.Services.Pipeline.AddFile(ctx, s.Actor, id, f); err != nil {
					return err
				}
			}
			o := s.Outside()
			s.settleOthers(ctx, o)
			if err := s.printCandidate(ctx, id); err != nil {
				return err
			}
			return o.Unconfirmed("The change is")
		}),
	}
	p.candidateFlags(c, &typed, &resume)
	seenFlag(c, &seen)
	return c
}

func memberFields() []field[recruit.Member] {
	type m = recruit.Member
	return []field[m]{
		{flag: "name", text: func(m *m) *string { return &m.Name }},
		{flag: "email", text: func(m *m) *string { return &m.Email }},
		{flag: "role", text: func(m *m) *string { return (*string)(&m.Role) }},
		{flag: "time-zone", text: func(m *m) *string { return &m.TimeZone }},
		{flag: "ssh-key", list: func(m *m) *[]string { return &m.SSHKeys }},
		{flag: "plain", yes: func(m *m) *bool { return &m.Plain }},
		{flag: "organiser-entry", no: func(m *m) *bool { return &m.SkipEntry }},
	}
}

func (p *program) memberEdit() *cobra.Command {
	var (
		typed recruit.Member
		role  string
		key   string
		plain string
		entry string
		seen  int
	)
	c := &cobra.Command{
		Use:   "edit ID|ADDRESS",
		Short: "Change a member of the team; everything else stays as it is",
		Long: `Changes a member: everybody themselves, an admin anybody. A file of keys replaces the member's keys. When someone
else has changed the member in the meantime, nothing is saved and both values are shown (exit code 4).

With --plain yes recruitty opens for this member in plain mode: lines of text instead of screens, for screen readers.
With --organiser-entry no the interviews that they schedule stay out of their own calendar, unless they say otherwise for
one. If the email address changes, the calendar entries of upcoming interviews that the member organises move to it.`,
		Example:           "  recruitty member edit lee@example.com --role admin\n  recruitty member edit 2 --time-zone Asia/Seoul --if-version 1",
		Args:              command.Exactly("the number or email address of a member"),
		ValidArgsFunction: p.First(p.MemberEmails),
		RunE: p.acting(func(ctx context.Context, s *session, args []string) error {
			fields := given(s.Cmd, memberFields())
			if len(fields) == 0 {
				return nothingGiven(s.Cmd)
			}
			was, err := s.MemberRef(ctx, args[0])
			if err != nil {
				return err
			}
			if typed.TimeZone, err = command.ZoneName(typed.TimeZone); err != nil {
				return err
			}
			if key != "" {
				if typed.SSHKeys, err = s.keysOf(key); err != nil {
					return err
				}
			}
			if typed.Plain = plain == "yes"; !slices.Contains([]string{"", "yes", "no"}, plain) {
				return recruit.Invalid("plain", "Plain mode is yes or no, not %s.", output.Quote(plain))
			}
			if typed.SkipEntry = entry == "no"; !slices.Contains([]string{"", "yes", "no"}, entry) {
				return recruit.Invalid("organiser-entry", "A calendar entry for the organiser is yes or no, not %s.", output.Quote(entry))
			}
			typed.Role = recruit.Role(role)
			saved, err := editing[recruit.Member]{
				fields: fields, typed: typed, seen: seen, version: func(m *recruit.Member) *int { return &m.Version },
				read: func() (recruit.Member, error) { return s.Services.Store.Member(ctx, was.ID) },
				save: func(m recruit.Member) (recruit.Member, error) { return s.updateMember(ctx, m) },
			}.run(s)
			if err != nil {
				return err
			}
			o := s.Outside()
			s.settleOthers(ctx, o)
			if err := s.printMember(saved); err != nil {
				return err
			}
			return o.Unconfirmed("The change is")
		}),
	}
	p.memberFlags(c, &typed, &role, &key, "")
	c.Flags().StringVar(&plain, "plain", "", "`yes` or no: open in plain mode, without screens")
	p.Among(c, "plain", "yes", "no")
	c.Flags().StringVar(&entry, "organiser-entry", "", "`yes` or no: usually put the interviews that they schedule into their own calendar")
	p.Among(c, "organiser-entry", "yes", "no")
	seenFlag(c, &seen)
	return c
}
