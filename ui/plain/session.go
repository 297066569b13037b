package plain

import (
	"context"
	"errors"
	"io"
	"os/exec"
	"time"

	"recruitty/recruit"
	"recruitty/recruit/access"
	"recruitty/recruit/workspace"
	"recruitty/ui/plain/defining"
	"recruitty/ui/plain/importing"
	"recruitty/ui/plain/own"
	"recruitty/ui/plain/scoring"
	"recruitty/ui/plain/several"
	"recruitty/ui/plain/talk"
	"recruitty/ui/preferences"
	"recruitty/ui/text"
	"recruitty/ui/wording"
)

// Session is all that the plain mode knows about whom it serves.
type Session struct {
	In  io.Reader
	Out io.Writer
	// Terminal says that a person types at a terminal which shows it; else lines
	// come from a pipe, and nothing of them is hurried.
	Terminal bool

	Now   recruit.Clock
	After func(time.Duration) <-chan time.Time // time.After, or a test's clock

	*workspace.Workspace                // as Member may see it
	Member               recruit.Member // who acts; the zero Member in a new workspace
	Company              string         // as the workspace names it
	Zone                 *time.Location // proposed to the first member
	Remote               bool           // over SSH: this machine's disk and browser are not the user's
	Demo                 bool

	// Preferences reads and changes what the member has set for the screens; nil where
	// that is not kept.
	Preferences *preferences.Service

	// Edit writes a text into a file for the person's own editor, and Lend gives a program the
	// terminal until it has ended; nil where no program is started for them.
	Edit func(ctx context.Context, text string) (wording.Editing, error)
	Lend func(*exec.Cmd) error

	// OpenURL opens an address in the user's browser; nil where there is none.
	OpenURL func(address string) error
	// Inbox lists the files that the member has sent to this host, and files are
	// named by these names then. Nil where they are named by their path.
	Inbox func() ([]string, error)
	// Changes tells that something changed. It may be nil.
	Changes <-chan recruit.ChangeSet
}

// plain is one conversation.
type plain struct {
	*talk.Conversation
	Session
	candidate recruit.CandidateID
	interview recruit.InterviewID // of the candidate, that was spoken about last
	several   several.Candidates  // what was changed of many candidates last
	end       context.CancelCauseFunc
}

// Run holds the conversation until the person leaves, the input ends or ctx
// does. An error means that it could not go on, or that lines from a pipe ended
// within a form.
func Run(ctx context.Context, s Session) error {
	ctx, end := context.WithCancelCause(ctx)
	defer end(nil)
	p := &plain{Session: s, end: end}
	p.Conversation = talk.New(ctx, s.In, s.Out, s.Terminal, talk.Around{Member: func() recruit.Member { return p.Member }, Now: s.Now, After: s.After,
		Drafts: s.Services.Store, Languages: s.Services.Templates.Renderer.Languages, Edit: s.Edit, Lend: s.Lend, NoEditor: s.noEditor()})
	err := p.run(ctx)
	switch {
	case errors.Is(context.Cause(ctx), errGone):
		p.Tell("")
		return access.Gone(p.Member)
	case ctx.Err() != nil:
		p.Tell("")
		ended := "Ended. What was saved is kept."
		if p.Keeps() && p.stillIn() {
			ended = "Ended. What was saved is kept, and so is what you typed."
		}
		p.Tell("%s", ended)
		return nil
	case errors.Is(err, errEnded):
		return &recruit.Problem{Kind: recruit.ErrInvalid, Sentence: "The input ended in the middle of a form; nothing was sent."}
	case errors.Is(err, io.EOF):
		return nil
	}
	return err
}

// noEditor says why no text can be opened in an editor, to a person who could see one.
func (s Session) noEditor() string {
	switch {
	case s.Remote:
		return wording.EditorElsewhere
	case s.Terminal && s.Edit == nil:
		return wording.EditorMissing
	}
	return ""
}

// errGone ends the conversation with who has left the team.
var errGone = errors.New("the member has left the team")

// errEnded says that the input of a pipe ended where an answer was expected.
var errEnded = errors.New("input ended within a form")

func (p *plain) run(ctx context.Context) error {
	p.Tell("recruitty, plain mode.")
	if p.Demo {
		p.Tell("This is sample data with a simulated Zoom and simulated calendars; nothing leaves this machine.")
	}
	if p.Member.ID == 0 {
		switch err := p.firstRun(ctx); {
		case errors.Is(err, talk.ErrLeave), errors.Is(err, talk.ErrBack):
			return nil
		case err != nil:
			return p.within(err)
		}
	}
	p.watch(ctx)
	p.Tell("%s.", wording.Joined(". ", text.Line(p.Company), "You are "+text.Line(p.Member.Name)))
	p.Tell("Type help for what you can type, quit to end.")
	if err := p.today(ctx, ""); err != nil {
		return err
	}
	for {
		p.Prompt("Next")
		typed, err := p.Read(ctx)
		if err != nil {
			return err
		}
		if typed == "" {
			continue
		}
		done, err := p.do(ctx, typed)
		if done || p.Broken() != nil {
			return p.Broken()
		}
		switch {
		case err == nil:
		case errors.Is(err, talk.ErrLeave), errors.Is(err, talk.ErrBack):
			p.Tell("Left.")
		case talk.Ends(err):
			return p.within(err)
		default:
			p.Complain(err)
		}
	}
}

// within tells an end of the input inside of a form from one between commands.
func (p *plain) within(err error) error {
	if errors.Is(err, io.EOF) && !p.Terminal {
		return errEnded
	}
	return err
}

// allow says why the member may not do something.
func (p *plain) allow(right recruit.Right) error { return recruit.Allow(p.Member, right) }

// undoFor is how long a decision waits before it leaves, so that it can be
// taken back. Nobody sits at a pipe to do that.
func (p *plain) undoFor(ctx context.Context) (time.Duration, error) {
	if !p.Terminal {
		return 0, nil
	}
	return p.Services.Settings.Undo(ctx)
}

// watch ends the conversation with a member who leaves the team, wherever in it
// they are. A host does that for its visitors itself.
func (p *plain) watch(ctx context.Context) {
	if p.Remote || p.Changes == nil {
		return
	}
	changes, heard, id, store := p.Changes, make(chan recruit.ChangeSet, 1), p.Member.ID, p.Services.Store
	p.Changes = heard
	go func() {
		for {
			select {
			case <-ctx.Done():
				return
			case news, open := <-changes:
				if !open {
					return
				}
				if m, err := store.Member(ctx, id); err == nil && m.Removed() {
					p.end(errGone)
					return
				}
				select {
				case heard <- news:
				default: // that something changed is known already
				}
			}
		}
	}()
}

// stillIn reports whether the member is in the team. What they have typed goes
// with them.
func (p *plain) stillIn() bool {
	ctx, cancel := context.WithTimeout(context.Background(), talk.Keeping)
	defer cancel()
	m, err := p.Services.Store.Member(ctx, p.Member.ID)
	return err == nil && !m.Removed()
}

// config says or changes what the member has set for the screens.
func (p *plain) config(ctx context.Context, rest string) error {
	return own.Do(ctx, p.Conversation, p.Preferences, rest)
}

// ownFields says or changes which fields candidates have here.
func (p *plain) ownFields(ctx context.Context, rest string) error {
	return defining.Talk{Conversation: p.Conversation, Services: p.Services, Member: p.Member}.Do(ctx, rest)
}

// scoring is the talk about scorecards, with the open candidate.
func (p *plain) scoring() scoring.Scoring {
	return scoring.Scoring{Conversation: p.Conversation, Services: p.Services, Member: p.Member, Now: p.Now, Candidate: p.candidate}
}

// score gives, reads or withdraws scorecards, or asks for them.
func (p *plain) score(ctx context.Context, rest string) error { return p.scoring().Do(ctx, rest) }

// debrief looks back on the open candidate and decides; a no goes on to the rejection.
func (p *plain) debrief(ctx context.Context, _ string) error {
	_, a, err := p.linked(ctx, "For which job")
	if err != nil {
		return err
	}
	no, err := p.scoring().Debrief(ctx, a.JobID)
	if err != nil || !no {
		return err
	}
	return p.reject(ctx, "")
}

// guide writes the scorecard form and the interview guide of a stage of a job that words find.
func (p *plain) guide(ctx context.Context, words string) error {
	if err := p.allow(recruit.ToRecruit); err != nil {
		return err
	}
	j, err := p.foundJob(ctx, words, "")
	if err != nil {
		return err
	}
	whole, err := p.Services.Store.Job(ctx, j.ID)
	if err != nil {
		return err
	}
	return p.scoring().Kit(ctx, whole)
}

// imports brings a file in, lists the imports, or takes one back.
func (p *plain) imports(ctx context.Context, rest string) error {
	i := importing.Import{Conversation: p.Conversation, Importer: p.Importer, Services: p.Services, Member: p.Member, Inbox: p.Inbox}
	return i.Do(ctx, rest)
}
