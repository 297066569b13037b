package ui

import (
	"fmt"
	"strings"
	"time"

	"recruitty/recruit"
	"recruitty/ui/text"
	"recruitty/ui/theme"
)

// This file says in words what has really happened outside (R11): "sent" only
// when the mail server has taken it, "updated" only when Zoom has confirmed.

// effectName is what an effect does: "invitation to priya@example.com".
func effectName(e recruit.Effect) string {
	to := " to " + text.Line(e.Target)
	switch e.Kind {
	case recruit.ZoomCreate:
		return "Zoom meeting"
	case recruit.ZoomUpdate:
		return "new time at Zoom"
	case recruit.ZoomDelete:
		return "end of the Zoom meeting"
	case recruit.MailInvite:
		return "invitation" + to
	case recruit.MailUpdate:
		return "update" + to
	case recruit.MailCancel:
		return "withdrawal" + to
	case recruit.MailReminder:
		return "reminder" + to
	}
	return string(e.Kind) + to
}

// effectState says how far an effect has come, in a few words with the reason
// and the next attempt. behind says that a Zoom call has to be confirmed first.
func (a *App) effectState(e recruit.Effect, behind bool) (theme.Tone, string) {
	now := a.session.Now()
	if e.Planned() {
		return theme.Dim, "planned for " + a.start(e.RemindAt)
	}
	reason := strings.TrimSuffix(text.Line(e.Error), ".")
	because := func(s string) string { return joined(": ", s, reason) }
	switch e.State {
	case recruit.Done:
		return theme.OK, effectDone(e) + " " + a.stamp(e.DoneAt)
	case recruit.Superseded:
		return theme.Dim, "not pursued any more"
	case recruit.Running:
		if e.Kind.IsZoom() {
			return theme.Dim, "waiting for Zoom"
		}
		return theme.Dim, "sending"
	case recruit.Failed:
		if e.HeldBack() {
			return theme.Error, because("held back, needs you")
		}
		return theme.Error, because("failed, needs you")
	case recruit.Unknown:
		next := "looking again "
		if e.Kind.IsMail() {
			next = "sending the same mail again "
		}
		if e.NextAttempt.IsZero() {
			return theme.Error, because("outcome unknown, needs you")
		}
		return theme.Warning, because("outcome unknown, " + next + a.soon(e.NextAttempt))
	}
	switch {
	case e.NextAttempt.IsZero():
		return theme.Warning, because("waits for you")
	case e.Attempts == 0 && e.NextAttempt.After(now.Add(2*time.Minute)):
		return theme.Dim, "leaves " + a.soon(e.NextAttempt)
	case e.Attempts == 0 && e.NextAttempt.After(now):
		return theme.Dim, fmt.Sprintf("leaves in %d s", seconds(e.NextAttempt.Sub(now)))
	case e.Attempts > 0 && e.NextAttempt.After(now):
		return theme.Warning, because("next try " + a.soon(e.NextAttempt))
	case e.Kind.IsMail() && behind:
		return theme.Dim, "waiting for Zoom"
	case e.Kind.IsZoom():
		return theme.Dim, "waiting for Zoom"
	}
	return theme.Dim, "sending"
}

func effectDone(e recruit.Effect) string {
	switch e.Kind {
	case recruit.ZoomCreate:
		return "made"
	case recruit.ZoomUpdate:
		return "confirmed"
	case recruit.ZoomDelete:
		return "deleted"
	}
	return "sent"
}

// signed is the sign of a tone, or the one for what is still on its way.
func (a *App) signed(t theme.Tone) string {
	if sign := a.styles.Sign(t); sign != "" {
		return sign
	}
	return a.styles.Signs.Waiting
}

// seconds rounds up, so that what is shown is never over too early.
func seconds(d time.Duration) int { return int((d + time.Second - 1) / time.Second) }

// needsPerson says whether an effect cannot go on by itself.
func needsPerson(e recruit.Effect) bool {
	switch e.State {
	case recruit.Failed:
		return true
	case recruit.Unknown, recruit.Waiting:
		return e.NextAttempt.IsZero()
	}
	return false
}

// behindZoom says whether a mail of the record waits for a Zoom call.
func behindZoom(r recruit.Record, e recruit.Effect) bool {
	if !e.Kind.IsMail() || e.Kind == recruit.MailCancel {
		return false
	}
	for _, z := range r.Effects {
		if z.Kind.IsZoom() && z.Open() {
			return true
		}
	}
	return false
}

// delivery is the newest mail to an address that still counts.
func delivery(r recruit.Record, address string) (recruit.Effect, bool) {
	for i := len(r.Effects) - 1; i >= 0; i-- {
		e := r.Effects[i]
		if e.Kind.IsMail() && e.Kind != recruit.MailReminder && e.State != recruit.Superseded && strings.EqualFold(e.Target, address) {
			return e, true
		}
	}
	return recruit.Effect{}, false
}

// answerOf says in a sign and a word what an invited person answered, and
// before that whether they were told at all.
func (a *App) answerOf(r recruit.Record, p recruit.Participant) (theme.Tone, string) {
	signs := a.styles.Signs
	switch p.Answer {
	case recruit.Accepted:
		return theme.OK, signs.OK + " accepted"
	case recruit.Declined:
		return theme.Error, signs.Error + " declined"
	case recruit.Tentative:
		return theme.Warning, signs.Warning + " maybe"
	}
	e, ok := delivery(r, p.Address)
	switch {
	case !ok:
		return theme.Dim, signs.Waiting + " not told"
	case e.State == recruit.Done && e.Kind == recruit.MailCancel:
		return theme.Dim, signs.OK + " told of the end"
	case e.State == recruit.Done:
		return theme.Dim, signs.Waiting + " no answer"
	case e.State == recruit.Failed:
		return theme.Error, signs.Error + " not reached"
	case needsPerson(e) || e.State == recruit.Unknown || e.Attempts > 0:
		return theme.Warning, signs.Warning + " not reached yet"
	}
	if e.State == recruit.Running {
		return theme.Dim, signs.Waiting + " being told"
	}
	return theme.Dim, signs.Waiting + " not told yet"
}

// told counts the mails of the newest version that were confirmed, and all.
func told(r recruit.Record) (done, all int) {
	for _, p := range r.Invited() {
		e, ok := delivery(r, p.Address)
		if !ok {
			continue
		}
		all++
		if e.State == recruit.Done {
			done++
		}
	}
	return done, all
}

// zoomWord says what is known of the meeting at Zoom, "" for other platforms.
func zoomWord(r recruit.Record) string {
	if r.Interview.Platform != recruit.Zoom {
		return ""
	}
	for i := len(r.Effects) - 1; i >= 0; i-- {
		e := r.Effects[i]
		if e.Kind.IsZoom() && e.State != recruit.Superseded {
			if e.State == recruit.Done {
				return "Zoom " + effectDone(e)
			}
			return "Zoom not confirmed"
		}
	}
	return ""
}

// personName is what a participant is called: the name, else the address.
func personName(p recruit.Participant) string {
	if p.Name != "" {
		return text.Line(p.Name)
	}
	return text.Line(p.Address)
}

// statusWord is an interview's status as people say it.
func statusWord(s recruit.Status) string {
	switch s {
	case recruit.Scheduled:
		return "Scheduled"
	case recruit.Completed:
		return "Completed"
	case recruit.NoShow:
		return "Nobody came"
	case recruit.Cancelled:
		return "Cancelled"
	}
	return text.Line(string(s))
}

// summaryState says how an interview stands in a list. Trouble goes first.
func (a *App) summaryState(i recruit.InterviewSummary) (theme.Tone, string) {
	signs := a.styles.Signs
	after := func(s string) string {
		if i.Status == recruit.Scheduled {
			return s
		}
		return statusWord(i.Status) + ", " + s
	}
	switch {
	case i.Trouble > 0:
		return theme.Error, signs.Error + " " + after("needs you")
	case i.Waiting > 0:
		return theme.Dim, signs.Waiting + " " + after("sending")
	case i.Status == recruit.Scheduled && !i.End().After(a.session.Now()):
		return theme.Warning, signs.Warning + " over: how was it?"
	case i.Status == recruit.Scheduled:
		return theme.Plain, signs.Bullet + " Scheduled"
	case i.Status == recruit.Completed:
		return theme.OK, signs.OK + " Completed"
	case i.Status == recruit.NoShow:
		return theme.Warning, signs.Warning + " Nobody came"
	}
	return theme.Dim, signs.Dot + " " + statusWord(i.Status)
}
