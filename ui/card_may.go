package ui

import (
	"context"
	"strings"

	tea "charm.land/bubbletea/v2"
	"charm.land/huh/v2"

	"recruitty/recruit"
	"recruitty/ui/text"
)

// may is what has to be looked up to know what can be done with an interview.
type may struct {
	// move and cancel are why Zoom would not let it, "" when it would.
	move, cancel string
	// host is who was to host a meeting that Zoom refused to make; zero when
	// there is nothing to choose.
	host recruit.Hosting
}

// readMay looks up what can be done with an interview. Zoom is asked about the
// host only when a creation was refused.
func readMay(ctx context.Context, desk *recruit.Desk, r recruit.Record) may {
	if r.Interview.Status != recruit.Scheduled || r.Interview.Platform != recruit.Zoom {
		return may{}
	}
	m := may{
		move:   recruit.Sentence(desk.Scheduling.Able(ctx, r, recruit.ToUpdateMeeting)),
		cancel: recruit.Sentence(desk.Scheduling.Able(ctx, r, recruit.ToDeleteMeeting)),
	}
	for _, e := range r.Effects {
		if e.Kind != recruit.ZoomCreate || e.State != recruit.Failed || e.Left {
			continue
		}
		if h, err := desk.Scheduling.Hosting(ctx, r.Organiser, e.Target); err == nil && h.Via.Kind != recruit.UserApp {
			m.host = h
		}
	}
	return m
}

// noHost says why no other host can be chosen, "" when one can.
func (m may) noHost() string {
	if m.host.Via.ID == 0 {
		return "Another host can be chosen only while Zoom refuses to make the meeting, and through a connection of the whole account."
	}
	return ""
}

// chooseHost asks who is to host a meeting that Zoom refused to make.
func chooseHost(a *App, r recruit.Record, h recruit.Hosting) tea.Cmd {
	d := &struct{ host string }{h.Offer}
	desk, actor, id := a.desk(), a.Member(), r.Interview.ID
	intro := text.Line(h.Host) + " was to host " + text.Line(r.Interview.Title) + "."
	if h.Unknown {
		intro = "Zoom does not know " + text.Line(h.Host) + " in the connected account. " + text.Line(r.Interview.Title) + " needs another host, or an administrator adds this user at Zoom."
	}
	return openForm(a, formSpec{
		title: "Who hosts at Zoom?", note: r.Candidate.Name, intro: intro, verb: "try again with this host", draft: d, keep: "host-" + rowKey(id), about: r.Candidate.ID,
		fields: func(f *fields) []huh.Field {
			return []huh.Field{f.line("host", "Host", &d.host).proposing(text.Line(r.Organiser.Email)).saying(1, says("a Zoom user of the account; empty for the organiser"))}
		},
	}, saves[recruit.Record]{
		save: func() func(context.Context) (recruit.Record, error) {
			host := strings.TrimSpace(d.host)
			return func(ctx context.Context) (recruit.Record, error) {
				return desk.Scheduling.HostBy(ctx, actor, id, host, 0)
			}
		},
		said: func(recruit.Record) string { return "The meeting will be made with this host now." }})
}
