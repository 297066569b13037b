package settings

import (
	"context"
	"slices"
	"strconv"
	"strings"
	"time"

	tea "charm.land/bubbletea/v2"

	"recruitty/recruit"
	"recruitty/recruit/accounts"
	"recruitty/recruit/doctor"
	"recruitty/recruit/steps"
	"recruitty/ui/shell"
	"recruitty/ui/table"
	"recruitty/ui/text"
	"recruitty/ui/theme"
	"recruitty/ui/wording"
)

// doctorPatience is how long an examination may take: Zoom is asked about each
// upcoming interview, and slows down whoever asks fast.
const doctorPatience = 5 * time.Minute

// doctorPart compares what is here with what is at Zoom, and offers for each
// finding the one thing that puts it right.
type doctorPart struct {
	shell.Listing
	unconnected bool // Zoom was not, when it was asked
	facts       settingsFacts
	known       bool       // the facts are
	long        shell.Long // an examination under way
	turn        int        // of examinations; an older one is dropped
	findings    []doctor.Finding
	at          time.Time // when it looked; zero means not yet
}

func newDoctorPart(a *shell.App) *doctorPart {
	return &doctorPart{Listing: shell.NewListing(a, table.New("", table.Column{Title: "Severity", Width: 10},
		table.Column{Title: "What was found", Width: 24, Weight: 1}, table.Column{Title: "Repair", Width: 15, Drop: 1}))}
}

func (p *doctorPart) Name() string { return shell.DoctorPart }

// shown looks when the part is opened for the first time; Zoom is asked about
// every upcoming interview, so not each time one passes by.
func (p *doctorPart) shown() tea.Cmd {
	if !p.at.IsZero() || p.long.Running() {
		return nil
	}
	return p.examine()
}

// examine looks at everything anew.
func (p *doctorPart) examine() tea.Cmd {
	mender, svc, actor := p.App.Session().Doctor, p.App.Services(), p.App.Member()
	if mender == nil || p.long.Running() {
		return nil
	}
	p.turn++
	turn := p.turn
	type seen struct {
		zoom     accounts.ZoomStatus
		findings []doctor.Finding
	}
	p.Table.SetLoading()
	return shell.LoadLong(p.App, &p.long, "Looking at Zoom", func(ctx context.Context, _ func(done, all int)) (out seen, err error) {
		ctx, cancel := context.WithTimeout(ctx, doctorPatience)
		defer cancel()
		if out.zoom, err = svc.Accounts.Status(ctx, actor); err == nil {
			out.findings, err = mender.Examine(ctx, actor)
		}
		if err != nil {
			return out, err
		}
		damaged, err := svc.Store.Damaged(ctx)
		for _, d := range damaged {
			out.findings = append(out.findings, doctor.Finding{Kind: doctor.FoundDamaged, Severity: doctor.Serious, Sentence: d.Sentence() + " " + recruit.MendDamage})
		}
		return out, err
	}, func(out seen, err error) tea.Cmd {
		if turn != p.turn {
			return nil
		}
		if p.long.Stopped() {
			p.Table.SetRows(nil)
			p.show()
			p.Without("Stopped; nothing was changed. Press r to compare what is here with what is at Zoom.")
			return nil
		}
		p.at = p.App.Session().Now()
		if err != nil {
			p.Table.SetError(recruit.Sentence(err))
			return nil
		}
		slices.SortStableFunc(out.findings, func(x, y doctor.Finding) int { return severityRank(x.Severity) - severityRank(y.Severity) })
		p.findings = out.findings
		p.unconnected = out.zoom.State == recruit.NotConnected
		p.show()
		return nil
	})
}

func severityRank(s doctor.Severity) int {
	return slices.Index([]doctor.Severity{doctor.Serious, doctor.Caution, doctor.Remark}, s)
}

func severityTone(s doctor.Severity) theme.Tone {
	switch s {
	case doctor.Serious:
		return theme.Error
	case doctor.Caution:
		return theme.Warning
	}
	return theme.Dim
}

// mark is the sign of a tone with a blank, or nothing.
func (p *doctorPart) mark(t theme.Tone) string {
	if sign := p.App.Styles().Sign(t); sign != "" {
		return sign + " "
	}
	return ""
}

// show puts the findings that match the filter into the table.
func (p *doctorPart) show() {
	p.Find.Begin(p.Asked())
	var rows []table.Row
	for i, f := range p.findings {
		tone := severityTone(f.Severity)
		cells := []table.Cell{shell.ToneCell(tone, p.mark(tone)+string(f.Severity)), shell.PlainCell(f.Sentence), shell.ToneCell(theme.Accent, repairWord(f.Repair))}
		if p.Find.Keeps(cells) {
			rows = append(rows, table.Row{Key: strconv.Itoa(i), Cells: cells})
		}
	}
	p.Table.SetRows(rows)
	switch {
	case p.at.IsZero():
		p.Without("Press r to compare what is here with what is at Zoom.")
	case p.unconnected:
		p.Without("Zoom is not connected, so there is nothing to compare; connect it in Other Integrations.")
	default:
		p.Without("Everything is in order: connection, permissions, clock and every upcoming interview agree with Zoom.")
	}
}

// learn takes new facts; another connection makes the findings out of date.
func (p *doctorPart) learn(f settingsFacts) {
	before, knew := p.facts, p.known
	p.facts, p.known = f, true
	if knew && (before.zoom.Connection.ID != f.zoom.Connection.ID || before.zoom.State != f.zoom.State || before.shared.ID != f.shared.ID) {
		p.at, p.findings = time.Time{}, nil
		p.long.Stop()
		p.turn++
		p.Table.Reset()
		p.show()
	}
}

// finding is the selected one.
func (p *doctorPart) finding() (doctor.Finding, bool) {
	i, err := strconv.Atoi(p.Table.Key())
	if err != nil || i >= len(p.findings) {
		return doctor.Finding{}, false
	}
	return p.findings[i], true
}

func (p *doctorPart) actions() []shell.Action {
	repair := func() string {
		f, _ := p.finding()
		return repairWord(f.Repair)
	}
	return []shell.Action{
		{Name: "doctor.repair", Key: "enter", Help: "repair", Shown: func() bool { return repair() != "" }, Label: repair, When: func() string {
			if f, _ := p.finding(); f.Repair == doctor.Reconnect {
				return p.App.Forbidden(recruit.ToConnect)
			}
			return p.App.Forbidden(recruit.ToSchedule)
		}, Do: func() tea.Cmd {
			if f, ok := p.finding(); ok && !p.long.Running() {
				return p.repair(f)
			}
			return nil
		}},
		{Name: "doctor.examine", Key: "r", Help: "check again", Label: func() string {
			if p.long.Running() {
				return "stop"
			}
			return "check again"
		}, Do: func() tea.Cmd {
			if p.long.Running() {
				return p.long.Stop()
			}
			return p.examine()
		}},
	}
}

func (p *doctorPart) view(w, h int) string {
	s := p.App.Styles()
	if p.App.Session().Doctor == nil {
		return p.App.Grid().Wrap("The doctor looks from the machine that serves this; there: recruitty zoom doctor.", w)
	}
	head := p.App.Grid().Spread(s.Text.Render(p.summary()), s.Dim.Render(p.lookedAt()), w)
	var detail string
	if f, ok := p.finding(); ok {
		tone := severityTone(f.Severity)
		detail = "\n\n" + s.Tone(tone).Render(p.App.Grid().Wrap(p.mark(tone)+recruit.Capital(string(f.Severity))+": "+text.Line(f.Sentence), w))
		if word := repairWord(f.Repair); word != "" {
			detail += "\n" + s.Key.Render("enter") + s.Dim.Render(" "+word)
		}
	}
	if p.away() {
		detail += "\n\n" + s.Warning.Render(p.App.Grid().Wrap(s.Signs.Warning+" Zoom could not be asked about everything; r looks again.", w))
	}
	rows := min(max(p.Table.Len()+1, 3), max(h-3-text.Height(detail), 3))
	return head + "\n\n" + p.App.ListOver(p.Table, w, rows, detail)
}

// away says that Zoom did not answer, so that silence means nothing.
func (p *doctorPart) away() bool {
	return slices.ContainsFunc(p.findings, func(f doctor.Finding) bool { return f.Kind == doctor.FoundUnreachable })
}

// summary counts the findings.
func (p *doctorPart) summary() string {
	if p.long.Running() {
		return p.App.Styles().Signs.Waiting + " " + p.long.Words(steps.Interviews)
	}
	var parts []string
	for _, severity := range []doctor.Severity{doctor.Serious, doctor.Caution, doctor.Remark} {
		n := 0
		for _, f := range p.findings {
			if f.Severity == severity {
				n++
			}
		}
		if n > 0 {
			parts = append(parts, wording.Counted(n, string(severity)))
		}
	}
	if len(parts) == 0 {
		return "Here and at Zoom"
	}
	return strings.Join(parts, ", ")
}

func (p *doctorPart) lookedAt() string {
	if p.at.IsZero() {
		return ""
	}
	return "looked at " + p.App.Clock(p.App.Here(p.at))
}

// showDoctor opens the doctor from wherever one is, and lets him look.
func showDoctor(a *shell.App) tea.Cmd {
	cmd := a.ShowPart(shell.DoctorPart, "")
	if s, ok := a.Active().(*Settings); ok {
		return tea.Batch(cmd, s.doctor.examine())
	}
	return cmd
}

func (p *doctorPart) holds() [][2]string { return nil }
