package cli

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"recruitty/internal/cli/command"
	"recruitty/internal/cli/jsonview"
	"recruitty/internal/cli/output"
	"recruitty/recruit"
	"recruitty/recruit/flow"
	"recruitty/recruit/pools"
	"recruitty/recruit/rsvp"
)

// printTaken prints what became of answers, and how to follow a proposal.
func (s *session) printTaken(all []rsvp.Outcome) error {
	return s.Print(output.Each(all, jsonview.OfTaken), func(w *output.Page) {
		for _, t := range all {
			w.Line("%s", t.Sentence)
			if m, ok := t.Record.Proposal(t.Person, s.Now()); ok && t.Recorded {
				w.Line("To follow it: recruitty interview reschedule %d --start %q --duration %dm", t.Record.Interview.ID,
					m.Start.In(s.Actor.Location()).Format("2006-01-02T15:04:05Z07:00"), jsonview.Minutes(m.Duration))
				w.Line("To refuse it: recruitty interview answer %d --address %s --refuse-proposal", t.Record.Interview.ID, output.OneLine(t.Person.Address))
			}
			if slices.ContainsFunc(t.Record.Sending(s.Now()), func(p recruit.Participant) bool { return p.Address == t.Person.Address }) {
				how := "recruitty interview answer " + output.Number(t.Record.Interview.ID) + " --address " + output.OneLine(t.Person.Address)
				w.Line("To invite them: %s --accept-delegate", how)
				if t.Person.Answer == recruit.Delegated {
					w.Line("To let nobody else come: %s --refuse-delegate", how)
				} else {
					w.Line("To forget it: %s --dismiss", how)
				}
			}
		}
	})
}

// maxReplyFile bounds a file with an answer, in bytes. Answers are small; a
// whole mail with a picture in its signature may not be.
const maxReplyFile = 8 << 20

func (p *program) reply() *cobra.Command {
	return &cobra.Command{
		Use:   "reply FILE",
		Short: "Record an answer from a calendar file or a saved email",
		Long: `Takes the answer that a calendar sent: an .ics file or a whole email (.eml); - reads standard input.
Accepted, declined, tentative and a proposed new time are noted at the interview it belongs to.
An answer that is older than what is known changes nothing. One in an email counts when the email is from the person who
answers, from someone else who is invited, from the organiser, or from an address of the person's own organisation; from
anybody else it waits until a member accepts it (recruitty interview answer --accept). So does one that cannot be read,
is about another time, or is from nobody who is invited.`,
		Example: "  recruitty interview reply answer.ics\n  recruitty interview reply - < mail.eml",
		Args:    command.Exactly("the file with the answer, or -"),
		RunE: p.acting(func(ctx context.Context, s *session, args []string) error {
			if err := recruit.Allow(s.Actor, recruit.ToSchedule); err != nil {
				return err
			}
			content, err := p.readBounded(args[0], maxReplyFile)
			if err != nil {
				return err
			}
			replies, err := s.Services.Mailer.ReadReplies(content)
			if err != nil {
				return err
			}
			all, failed := s.Services.Answers.TakeAll(ctx, replies)
			if len(all) == 0 && failed != nil {
				return failed
			}
			return errors.Join(s.printTaken(all), failed)
		}),
	}
}

// readBounded reads a file, or standard input for -, of at most limit bytes.
func (p *program) readBounded(path string, limit int64) ([]byte, error) {
	in := p.In
	if path != "-" {
		if p.Remote() { // the path would be one of the host
			return nil, recruit.Invalid("", "From another machine a file is read from standard input; write - in place of %s.", output.Quote(path))
		}
		f, err := os.Open(path)
		if err != nil {
			return nil, recruit.Invalid("", "%s cannot be read (%s).", output.Quote(path), cause(err))
		}
		defer f.Close()
		in = f
	}
	content, err := io.ReadAll(io.LimitReader(in, limit+1))
	if err != nil {
		return nil, recruit.Invalid("", "%s cannot be read (%s).", output.Quote(path), cause(err))
	}
	if int64(len(content)) > limit {
		return nil, recruit.Invalid("", "%s has more than %s, which is too much.", output.Quote(path), recruit.Size(limit))
	}
	return content, nil
}

// cause is the bare reason of a failure with a file.
func cause(err error) string {
	var p *os.PathError
	if errors.As(err, &p) {
		return p.Err.Error()
	}
	return err.Error()
}

func (p *program) answer() *cobra.Command {
	var f answerFlags
	c := &cobra.Command{
		Use:   "answer ID --address ADDRESS --answer ANSWER",
		Short: "Record what an invited person answered, or decide about a waiting answer",
		Long: `Records what an invited person answered by phone or in person.

An answer waits for you if it came in someone else's email, cannot be read, or is about another time. --accept counts it and
--dismiss discards it. If it cannot be read, record it with --answer. If nobody knows whose it is, --from names the sender and
--address the person for whom it is to count.

If a person sends someone else, --accept-delegate invites those people in that person's place, as interview invite does, even
if the answer that names them is still waiting; an answer that they have already given counts as theirs. --refuse-delegate
invites nobody else: the person is told so and asked again.

If a person asks for another time, --refuse-proposal keeps the time and tells them so by email, with the words of --note; to
take their time instead, use interview reschedule. Only the organiser can decide about delegates and proposals.`,
		Example: "  recruitty interview answer 7 --address priya@example.org --answer accepted --note \"by phone\"\n" +
			"  recruitty interview answer 7 --address priya@example.org --accept\n" +
			"  recruitty interview answer 7 --address dana@example.org --accept-delegate\n" +
			"  recruitty interview answer 7 --address priya@example.org --refuse-proposal --note \"the panel cannot come then\"\n" +
			"  recruitty interview answer 7 --from raman@example.net --address priya@example.org --accept",
		Args:              command.Exactly("the number of an interview"),
		ValidArgsFunction: p.First(p.InterviewIDs),
		RunE: p.acting(func(ctx context.Context, s *session, args []string) error {
			if err := f.check(s.Cmd); err != nil {
				return err
			}
			id, err := command.Numbered[recruit.InterviewID]("interview", args[0])
			if err != nil {
				return err
			}
			if f.keep {
				r, err := s.refuseProposal(ctx, id, f)
				if err != nil {
					return err
				}
				return s.settle(ctx, r)
			}
			if f.invite || f.refuse {
				r, err := s.deputies(ctx, id, f)
				if err != nil {
					return err
				}
				return s.settle(ctx, r)
			}
			var t rsvp.Outcome
			switch answer := recruit.Answer(strings.ToLower(f.answer)); {
			case f.from != "":
				t, err = s.assign(ctx, id, f, answer)
			case f.accept || f.dismiss:
				t, err = s.judge(ctx, id, f.address, f.accept)
			default:
				t, err = s.Services.Answers.Set(ctx, s.Actor, id, f.address, answer, f.note)
			}
			if err != nil {
				return err
			}
			return s.Print(jsonview.OfTaken(t), func(w *output.Page) { w.Line("%s", t.Sentence) })
		}),
	}
	c.Flags().StringVar(&f.address, "address", "", "`address` of the person who answered")
	c.Flags().StringVar(&f.answer, "answer", "", "accepted, declined, tentative, delegated, or needs-action to clear it")
	c.Flags().StringVar(&f.note, "note", "", "what they said; with --refuse-proposal, your words to them")
	c.Flags().StringVar(&f.from, "from", "", "`address` from which an answer came that belongs to nobody known")
	c.Flags().BoolVar(&f.accept, "accept", false, "count an answer that is waiting")
	c.Flags().BoolVar(&f.dismiss, "dismiss", false, "discard an answer that is waiting")
	c.Flags().BoolVar(&f.invite, "accept-delegate", false, "invite the people whom the person sends, in that person's place")
	c.Flags().BoolVar(&f.refuse, "refuse-delegate", false, "invite nobody else, and ask the person again")
	c.Flags().BoolVar(&f.keep, "refuse-proposal", false, "keep the time, and tell the person who asked for another one")
	p.Among(c, "answer", string(recruit.Accepted), string(recruit.Declined), string(recruit.Tentative), string(recruit.Delegated), string(recruit.NoAnswer))
	return c
}

// answerFlags are those of interview answer.
type answerFlags struct {
	address, answer, note, from string
	accept, dismiss             bool
	invite, refuse              bool // those whom a person sends instead
	keep                        bool // the time, although a person asks for another one
}

// check says which flags are missing, or do not go together.
func (f answerFlags) check(c *cobra.Command) error {
	if f.keep {
		if f.invite || f.refuse || f.accept || f.dismiss || f.answer != "" || f.from != "" {
			return recruit.Invalid("", "Give --refuse-proposal with the --address of the person who asks for another time, and --note at most.")
		}
		return command.Required(c, "address")
	}
	if f.invite || f.refuse {
		if f.invite && f.refuse || f.accept || f.dismiss || f.answer != "" || f.from != "" {
			return recruit.Invalid("", "Give one of --accept-delegate and --refuse-delegate, with the --address of the person who sends someone else.")
		}
		return command.Required(c, "address")
	}
	if f.accept && f.dismiss || f.from == "" && (f.accept || f.dismiss) && f.answer != "" || f.dismiss && f.answer != "" {
		return recruit.Invalid("", "Give one of --answer, --accept and --dismiss.")
	}
	switch {
	case f.from != "" && f.dismiss:
		return nil
	case f.from != "" && !f.accept && f.answer == "":
		return recruit.Invalid("", "With --from give --accept with the --address for which it counts, or --dismiss.")
	case f.from != "" || f.accept || f.dismiss:
		return command.Required(c, "address")
	}
	return command.Required(c, "address", "answer")
}

// assign says whose answer it is that waits at an interview, or drops it.
func (s *session) assign(ctx context.Context, id recruit.InterviewID, f answerFlags, answer recruit.Answer) (rsvp.Outcome, error) {
	r, err := s.Services.Store.Record(ctx, id)
	if err != nil {
		return rsvp.Outcome{}, err
	}
	address := f.address
	if f.dismiss {
		address = ""
	}
	for _, c := range r.Unplaced() {
		if strings.EqualFold(c.From, strings.TrimSpace(f.from)) {
			return s.Services.Answers.Assign(ctx, s.Actor, id, c, address, answer)
		}
	}
	return rsvp.Outcome{}, recruit.NotFound("No answer from %s is waiting for someone to say whose it is.", output.Quote(f.from))
}

// judge lets an answer count that someone else sent in a person's name, or
// drops it.
func (s *session) judge(ctx context.Context, id recruit.InterviewID, address string, accept bool) (rsvp.Outcome, error) {
	r, err := s.Services.Store.Record(ctx, id)
	if err != nil {
		return rsvp.Outcome{}, err
	}
	p, _ := r.Person(strings.TrimSpace(address))
	if _, ok := r.Claimed(p); !ok {
		return rsvp.Outcome{}, recruit.NotFound("No answer that someone else sent for %s is waiting for a decision.", output.Quote(address))
	}
	if accept {
		return s.Services.Answers.Accept(ctx, s.Actor, id, address, p.Claim)
	}
	return s.Services.Answers.Dismiss(ctx, s.Actor, id, address, p.Claim)
}

// answerLine is a person with the answer that counts, and an earlier one.
func answerLine(r recruit.Record, p recruit.Participant) string {
	text := output.Person(p.Name, p.Address)
	if seat := pools.Seated(p); seat != "" {
		text += ", " + seat
	}
	switch {
	case p.Answer != recruit.NoAnswer && p.Answer != "":
		text += ", " + string(p.Answer)
		if p.Answer == recruit.Delegated && p.Delegate != "" {
			text += " to " + output.OneLine(p.DeputyNames())
		}
		if p.AnsweredBy != "" {
			text += " (sent by " + output.OneLine(p.AnsweredBy) + ")"
		}
	case p.Said != "" && p.Said != recruit.NoAnswer:
		text += fmt.Sprintf(", no answer to the new time (%s the earlier one)", p.Said)
	}
	if r.ProposalRefused(p) {
		text += "; asked for another time, proposal refused"
	} else if p.Asked != "" {
		text += "; asks for another time that could not be understood: " + output.OneLine(p.Asked)
	}
	if p.AnswerNote != "" {
		text += ": " + output.OneLine(p.AnswerNote)
	}
	return text
}

// waitingLines are the answers to an interview that wait for a decision.
func (s *session) waitingLines(r recruit.Record) []string {
	var lines []string
	add := func(head string, c recruit.UnverifiedReply, how string) {
		line := head + " from " + output.OneLine(c.From)
		if says := c.Says(); says != "" {
			line += ", " + says
		}
		if details := c.Details(s.Moment); details != "" {
			line += "; " + output.OneLine(details)
		}
		lines = append(lines, line+"; decide with recruitty interview answer "+output.Number(r.Interview.ID)+how+" --accept or --dismiss")
	}
	for _, c := range r.Unplaced() {
		head := "nobody's"
		if c.Kind != "" {
			head = "an email"
		} else if c.Named != "" {
			head = "for " + output.OneLine(c.Named)
		}
		add(head, c, " --from "+output.Quote(output.OneLine(c.From))+" --address …")
	}
	for _, p := range r.Invited() {
		if c, ok := r.Claimed(p); ok {
			add("for "+output.Person(p.Name, p.Address), c, " --address "+output.OneLine(p.Address))
		}
	}
	return lines
}

// refuseProposal keeps the time although a person asks for another one.
func (s *session) refuseProposal(ctx context.Context, id recruit.InterviewID, f answerFlags) (recruit.Record, error) {
	r, err := s.Services.Store.Record(ctx, id)
	if err != nil {
		return r, err
	}
	seen, ok := r.Person(strings.TrimSpace(f.address))
	if !ok {
		return r, recruit.NotInvited(f.address, r)
	}
	return s.decide(ctx, &flow.Refusal{By: s.by(0), ID: id, Who: seen, Note: f.note}, nil)
}

// deputies invites or refuses those whom a person sends instead.
func (s *session) deputies(ctx context.Context, id recruit.InterviewID, f answerFlags) (recruit.Record, error) {
	r, err := s.Services.Store.Record(ctx, id)
	if err != nil {
		return r, err
	}
	p, ok := r.Person(strings.TrimSpace(f.address))
	if !ok {
		return r, recruit.NotInvited(f.address, r)
	}
	if f.refuse {
		return s.Services.Scheduling.RefuseDeputies(ctx, s.Actor, id, p, 0)
	}
	return s.decide(ctx, &flow.Deputies{By: s.by(0), ID: id, Who: p}, nil)
}
