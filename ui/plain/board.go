package plain

import (
	"context"
	"strings"

	"recruitty/recruit"
	"recruitty/recruit/board"
	"recruitty/ui/plain/talk"
	"recruitty/ui/text"
	"recruitty/ui/wording"
)

// board says the pipeline of a job: its stages with their numbers, then who is in them.
func (p *plain) board(ctx context.Context, rest string) error {
	if rest == "" {
		return recruit.Invalid("", "Type board and a part of the job's title.")
	}
	j, err := p.foundJob(ctx, rest, "")
	if err != nil {
		return err
	}
	b, err := p.Services.Board.Read(ctx, board.Query{Job: j.ID, Parts: []board.Part{}})
	if err != nil {
		return err
	}
	all, stages := 0, make([]string, len(b.Columns))
	for i, c := range b.Columns {
		all += c.Count
		stages[i] = text.Line(c.Stage) + " " + wording.Grouped(c.Count)
		if c.Left {
			stages[i] += ", " + board.LeftStage
		}
	}
	p.Tell("%s, %s: %s.", text.Line(b.Job.Title), b.Job.Status, strings.Join(stages, ", "))
	if all == 0 {
		p.Forget()
		p.Tell("%s", wording.NobodyLinked)
		return nil
	}
	l := &talk.List{Total: all}
	at, place := 0, board.Place{}
	l.Fetch = func(ctx context.Context) (rows []talk.Row, err error) {
		for at < len(b.Columns) && len(rows) < talk.PerPage {
			stage := b.Columns[at].Stage
			next, err := p.Services.Board.Read(ctx, board.Query{Job: j.ID, Parts: []board.Part{{Stage: stage, After: place, Limit: talk.PerPage}}})
			if err != nil {
				return nil, err
			}
			read := 0
			for _, c := range next.Columns {
				for _, one := range c.People {
					rows, place = append(rows, p.boardRow(stage, one)), one.Place()
				}
				read += len(c.People)
			}
			if read < talk.PerPage {
				at, place = at+1, board.Place{}
			}
		}
		return rows, nil
	}
	return p.Listed(ctx, l)
}

// boardRow is someone on a board: where, since when, and what they wait for.
func (p *plain) boardRow(stage string, o board.Person) talk.Row {
	words := wording.Joined(", ", text.Line(o.Name), text.Line(stage)+" since "+wording.Amid(p.Reader().Stamp(o.Since)))
	if at := o.Next(p.Now()); !at.IsZero() {
		words += ", next interview " + wording.Amid(p.Reader().Start(at))
	}
	for _, w := range o.Waits {
		words += ", waits for you: " + w.Words()
	}
	words = wording.Joined(", ", words, wording.Damaged(o.Damage))
	return talk.Row{Words: words, Open: func(ctx context.Context) error { return p.profile(ctx, o.Candidate, 0) }}
}
