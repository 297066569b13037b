package scheduling

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"recruitty/recruit"
	"recruitty/recruit/timeparse"
)

// Wait is a part of a decision that will not happen at once, and why.
type Wait struct {
	Effects []recruit.Effect
	Why     string // a sentence: what is missing, and when the work goes on
	Brief   string // what is missing in a few words: "not set up"; "" where Behind
	Behind  bool   // nothing is wrong with these themselves; they wait for Zoom's answer
}

// Warning says in one sentence what waits and why.
func (w Wait) Warning() Warning {
	return Warning{Field: w.field(), Waits: true, Brief: w.Brief, Sentence: Numbers(w.Effects) + " will wait. " + w.Why}
}

// field is the form field that a wait belongs to: mails have none.
func (w Wait) field() string {
	if len(w.Effects) > 0 && w.Effects[0].Kind.IsZoom() {
		return "platform"
	}
	return "mail"
}

// Outside knows what holds work up outside before it is tried: whether mails can
// leave, and how many calls Zoom still takes today.
type Outside struct {
	Mailer interface {
		From(ctx context.Context) (recruit.Mailbox, error)
	}
	Queue interface {
		AttentionCount(ctx context.Context) (int, error)
		OpenEffects(ctx context.Context, id recruit.InterviewID) ([]recruit.OpenEffect, error)
	}
	Ledger recruit.QuotaCounter
	Now    recruit.Clock
}

// held is why something outside has to wait; zero when nothing is known against it.
type held struct{ brief, why string }

// mails says why no mail can leave now. A
// mail that waits for a person says it for all of them: what is wrong with one
// address alone fails that mail and holds up nobody else.
func (o *Outside) mails(ctx context.Context) (held, error) {
	if o == nil {
		return held{}, nil
	}
	switch _, err := o.Mailer.From(ctx); {
	case errors.Is(err, recruit.ErrNotSetUp):
		return held{"not set up", "Mail is not set up; they will be sent once Settings, Mail (recruitty mail set) is filled in."}, nil
	case err != nil && recruit.Sentence(err) != "":
		return held{"cannot be sent", "Emails cannot be sent: " + recruit.Sentence(err)}, nil
	}
	n, err := o.Queue.AttentionCount(ctx)
	if err != nil || n == 0 {
		return held{}, err
	}
	open, err := o.Queue.OpenEffects(ctx, 0)
	if err != nil {
		return held{}, err
	}
	for i := len(open) - 1; i >= 0; i-- { // the newest knows best
		e := open[i]
		if e.Kind.IsMail() && e.State == recruit.Waiting && e.NextAttempt.IsZero() && e.Error != "" {
			return held{"the last one could not be sent", "The last email could not be sent, and these are waiting for the same reason: " + ended(e.Error)}, nil
		}
	}
	return held{}, nil
}

// callsLeft says why Zoom takes no more of a host's meetings today, "" when it
// does as far as is known here.
func (o *Outside) callsLeft(ctx context.Context, c recruit.Connection, host string) (string, error) {
	if o == nil {
		return "", nil
	}
	now := o.Now().UTC()
	made, err := o.Ledger.Calls(ctx, strings.ToLower(c.HostOf(host)), now)
	if err != nil || made < recruit.CallsPerDay {
		return "", err
	}
	midnight := now.Truncate(24 * time.Hour).Add(24 * time.Hour)
	return fmt.Sprintf("Zoom allows %d new or changed meetings per host a day, and %s has used them up; it continues after %s UTC.",
		recruit.CallsPerDay, c.HostOf(host), timeparse.DayTime(midnight)), nil
}

// zoomHeld says why a call to Zoom for r would wait.
func (s *Service) zoomHeld(ctx context.Context, r recruit.Record, e recruit.Effect) (held, error) {
	host := e.Host
	c, err := recruit.ConnectionFor(ctx, s.Store, r, host)
	switch {
	case errors.Is(err, recruit.ErrNotFound), errors.Is(err, recruit.ErrRefused):
		return held{"not connected", "Zoom is not connected; it continues once it is, in Settings, Other Integrations (recruitty zoom connect)."}, nil
	case err != nil:
		return held{}, err
	case c.Over():
		if c.State == recruit.Revoking {
			return held{overBrief(c), c.Advice() + "; it continues once that is done."}, nil
		}
		return held{overBrief(c), c.Advice() + "; it continues once it is, in Settings, Other Integrations (recruitty zoom connect)."}, nil
	case e.Kind == recruit.ZoomDelete:
		return held{}, nil
	}
	if m := r.Interview.Meeting; m != nil {
		host = m.HostEmail
	} else if host == "" {
		host = c.HostOf(r.Organiser.Email)
	}
	why, err := s.Outside.callsLeft(ctx, c, host)
	if why == "" || err != nil {
		return held{}, err
	}
	return held{noCalls, why}, nil
}

// noCalls says in a few words that Zoom takes no more of a host today.
const noCalls = "no calls left today"

// overBrief says it of a connection through which nothing can be done any more.
func overBrief(c recruit.Connection) string {
	if c.State == recruit.Revoking {
		return "being disconnected"
	}
	return "to be connected again"
}

// waits says which parts of a plan for r would not happen at once, and why:
// Zoom, the mails behind Zoom, and the mails. It is the one place that decides
// it, for the form, for every preview and for the commands.
func (s *Service) waits(ctx context.Context, r recruit.Record, plan []recruit.Effect) ([]Wait, error) {
	var out []Wait
	var atZoom, mails, behind []recruit.Effect
	answer := "" // why Zoom's has to be waited for
	for _, e := range plan {
		switch {
		case e.Kind.IsZoom():
			atZoom = append(atZoom, e)
		case e.Kind.IsMail():
			mails = append(mails, e)
		}
	}
	if len(atZoom) > 0 {
		by, err := s.zoomHeld(ctx, r, atZoom[0])
		if err != nil {
			return nil, err
		}
		if answer = by.why; answer != "" {
			out = append(out, Wait{Effects: atZoom, Why: by.why, Brief: by.brief})
		}
	} else if e, stuck := stuckAtZoom(r); stuck {
		answer = ended(e.Error)
	}
	by, err := s.Outside.mails(ctx)
	if err != nil {
		return nil, err
	}
	if by.why != "" && len(mails) > 0 {
		return append(out, Wait{Effects: mails, Why: by.why, Brief: by.brief}), nil
	}
	for _, e := range mails {
		if e.Kind.AwaitsZoom() {
			behind = append(behind, e)
		}
	}
	if answer != "" && len(behind) > 0 {
		w := Wait{Effects: behind, Why: "They will be sent once Zoom has answered.", Behind: true}
		if len(atZoom) == 0 {
			w.Why = "They will be sent once Zoom has answered: " + answer
		}
		out = append(out, w)
	}
	return out, nil
}

// stuckAtZoom is the call to Zoom of an earlier decision that needs a person.
func stuckAtZoom(r recruit.Record) (recruit.Effect, bool) {
	for _, e := range r.Effects {
		if e.Kind.IsZoom() && e.Open() && e.Error != "" && (e.State == recruit.Failed || e.NextAttempt.IsZero() && e.State != recruit.Running) {
			return e, true
		}
	}
	return recruit.Effect{}, false
}

// Early says before anything is typed what of an interview on a platform would
// wait: for the head of a form. r is the interview that is to be changed, or a
// record with nothing but its organiser for a new one.
func (s *Service) Early(ctx context.Context, r recruit.Record, platform recruit.Platform) ([]Warning, error) {
	plan := []recruit.Effect{{Kind: recruit.MailInvite}}
	if platform == recruit.Zoom || platform == "" {
		call := recruit.Effect{Kind: recruit.ZoomCreate}
		if r.Interview.Meeting != nil {
			call.Kind = recruit.ZoomUpdate
		}
		plan = append(plan, call)
	}
	all, err := s.waits(ctx, r, plan)
	var out []Warning
	for _, w := range all {
		switch {
		case w.Effects[0].Kind.IsZoom():
			out = append(out, Warning{Field: w.field(), Waits: true, Brief: w.Brief, Sentence: "Zoom will have to wait, and so will the emails that depend on it. " + w.Why})
		case !w.Behind:
			out = append(out, Warning{Field: w.field(), Waits: true, Brief: w.Brief, Sentence: "Emails will wait. " + w.Why})
		}
	}
	return out, err
}

// Later are the effects that will wait.
func (f Preview) Later() []recruit.Effect {
	var out []recruit.Effect
	for _, w := range f.Waits {
		out = append(out, w.Effects...)
	}
	return out
}

// AtOnce are the effects that nothing is known to hold up.
func (f Preview) AtOnce() []recruit.Effect {
	later := f.Later()
	return slices.DeleteFunc(slices.Clone(f.Effects), func(e recruit.Effect) bool {
		return slices.ContainsFunc(later, func(l recruit.Effect) bool { return l.Kind == e.Kind && l.Target == e.Target })
	})
}

// Notes are the warnings and what will wait, as commands and lines say them.
func (f Preview) Notes() []Warning {
	out := f.Warnings
	for _, w := range f.Waits {
		out = append(out, w.Warning())
	}
	return out
}

// preview puts together what a decision would do. What would wait is said
// once, whatever a form said of it before.
func (s *Service) preview(ctx context.Context, r recruit.Record, plan []recruit.Effect, warnings []Warning) (Preview, error) {
	waits, err := s.waits(ctx, r, plan)
	f := Preview{Record: withPlan(r, plan), Effects: plan, Waits: waits}
	for _, w := range warnings {
		if !w.Waits {
			f.Warnings = append(f.Warnings, w)
		}
	}
	return f, err
}

// Numbers counts effects: "1 Zoom meeting · 3 invitations".
func Numbers(effects []recruit.Effect) string {
	nouns := []struct {
		kind     recruit.EffectKind
		one, all string
	}{
		{recruit.ZoomCreate, "Zoom meeting", "Zoom meetings"}, {recruit.ZoomUpdate, "change at Zoom", "changes at Zoom"}, {recruit.ZoomDelete, "deletion at Zoom", "deletions at Zoom"},
		{recruit.MailInvite, "invitation", "invitations"}, {recruit.MailUpdate, "update", "updates"}, {recruit.MailCancel, "cancellation", "cancellations"}, {recruit.MailReminder, "reminder", "reminders"},
		{recruit.MailRefusal, "refusal", "refusals"}, {recruit.MailSheet, "overview of the loop", "overviews of loops"},
		{recruit.MailAsk, "request for an answer", "requests for an answer"},
		{recruit.MailOutcome, "email about the outcome", "emails about the outcome"}, {recruit.MailMessage, "email", "emails"},
		{recruit.MailOffer, "email with times to choose from", "emails with times to choose from"},
		{recruit.MailHold, "tentative entry", "tentative entries"}, {recruit.MailHoldEnd, "end of a tentative entry", "ends of tentative entries"},
		{recruit.MailFeedback, "request for feedback", "requests for feedback"},
	}
	var parts []string
	for _, w := range nouns {
		n := 0
		for _, e := range effects {
			if e.Kind == w.kind {
				n++
			}
		}
		switch {
		case n == 1:
			parts = append(parts, "1 "+w.one)
		case n > 1:
			parts = append(parts, fmt.Sprintf("%d %s", n, w.all))
		}
	}
	return strings.Join(parts, " · ")
}

// ended ends a sentence with its full stop.
func ended(s string) string { return strings.TrimSuffix(strings.TrimSpace(s), ".") + "." }
