package interviews

import (
	"context"
	"strings"

	tea "charm.land/bubbletea/v2"
	"charm.land/huh/v2"

	"recruitty/recruit"
	"recruitty/recruit/scheduling"
	"recruitty/recruit/services"
	"recruitty/ui/forms"
	"recruitty/ui/shell"
	"recruitty/ui/text"
)

// May is what has to be looked up to know what can be done with an interview.
type May struct {
	// Move and cancel are why Zoom would not let it, "" when it would.
	Move, Cancel string
	// host is who was to host a meeting that Zoom refused to make; zero when
	// there is nothing to choose.
	host scheduling.Hosting
}

// ReadMay looks up what can be done with an interview. Zoom is asked about the
// host only when a creation was refused.
func ReadMay(ctx context.Context, svc *services.Services, r recruit.Record) May {
	if r.Interview.Status != recruit.Scheduled || r.Interview.Platform != recruit.Zoom {
		return May{}
	}
	m := May{
		Move:   recruit.Sentence(svc.Scheduling.Able(ctx, r, recruit.ToUpdateMeeting)),
		Cancel: recruit.Sentence(svc.Scheduling.Able(ctx, r, recruit.ToDeleteMeeting)),
	}
	for _, e := range r.Effects {
		if e.Kind != recruit.ZoomCreate || e.State != recruit.Failed || e.MaybeSent {
			continue
		}
		if h, err := svc.Scheduling.Hosting(ctx, r.Organiser, e.Host); err == nil && h.Via.Kind != recruit.UserApp {
			m.host = h
		}
	}
	return m
}

// noHost says why no other host can be chosen, "" when one can.
func (m May) noHost() string {
	if m.host.Via.ID == 0 {
		return "Another host can be chosen only while Zoom refuses to create the meeting, and only with a connection for the whole account."
	}
	return ""
}

// chooseHost asks who is to host a meeting that Zoom refused to make.
func chooseHost(a *shell.App, r recruit.Record, h scheduling.Hosting) tea.Cmd {
	d := &struct{ host string }{h.Offer}
	svc, actor, id := a.Services(), a.Member(), r.Interview.ID
	intro := text.Line(h.Host) + " was to host " + text.Line(r.Interview.Title) + "."
	if h.Unknown {
		intro = "Zoom does not know " + text.Line(h.Host) + " in the connected account. " + text.Line(r.Interview.Title) + " needs another host, or an administrator adds this user at Zoom."
	}
	return forms.OpenForm(a, forms.FormSpec{
		Title: "Who hosts the Zoom meeting?", Note: r.Candidate.Name, Intro: intro, Verb: "try again with this host", Draft: d, Keep: "host-" + shell.RowKey(id), About: r.Candidate.ID,
		Fields: func(f *forms.Fields) []huh.Field {
			return []huh.Field{f.Line("host", "Host", &d.host).Proposing(text.Line(r.Organiser.Email)).Saying(forms.Says("a Zoom user of the account; empty for the organiser"))}
		},
	}, forms.Saves[recruit.Record]{
		Save: func() func(context.Context) (recruit.Record, error) {
			host := strings.TrimSpace(d.host)
			return func(ctx context.Context) (recruit.Record, error) {
				return svc.Scheduling.HostBy(ctx, actor, id, host, 0)
			}
		},
		Said: func(recruit.Record) string { return "The meeting will be made with this host now." }})
}
