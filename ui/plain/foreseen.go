package plain

import (
	"context"
	"slices"

	"recruitty/recruit"
	"recruitty/recruit/mailpreview"
	"recruitty/recruit/scheduling"
	"recruitty/ui/plain/talk"
	"recruitty/ui/text"
	"recruitty/ui/wording"
)

// warn says what is odd about an answer.
func (p *plain) warn(warnings []scheduling.Warning, field string) {
	for _, w := range warnings {
		if field == "" || w.Field == field {
			p.Tell("Note: %s", recruit.Capital(talk.Spoken(talk.Sift(w.Sentence))))
		}
	}
}

// early says before the first question what of an interview would have to wait.
func (p *plain) early(ctx context.Context, r recruit.Record, platform recruit.Platform) {
	warnings, err := p.Services.Scheduling.Early(ctx, r, platform)
	if err == nil { // else the summary says it
		p.warn(warnings, "")
	}
}

// foreseen says what a decision would do: what happens outside, and who is told
// what.
func (p *plain) foreseen(f scheduling.Preview) {
	p.warn(f.Warnings, "")
	ahead, waits := wording.Ahead(f)
	p.Tell("%s.", talk.Spoken(ahead))
	for _, wait := range waits {
		p.Tell("Note: %s", talk.Spoken(wait))
	}
	for _, e := range f.Effects {
		if e.Kind.IsMail() {
			p.Tell("%s.", talk.Spoken(p.Reader().MailText(f.Record, e)))
		}
	}
	for _, file := range f.Record.Files {
		p.Tell("File: %s.", wording.File(file))
	}
	p.Tell(wording.NothingYet)
}

// mailsOf reads the mails of decisions out, as they would leave; nil where they send none.
func (p *plain) mailsOf(all ...scheduling.Preview) func(context.Context) error {
	if p.Outbox == nil || !slices.ContainsFunc(all, func(f scheduling.Preview) bool {
		return slices.ContainsFunc(f.Effects, func(e recruit.Effect) bool { return e.Kind.IsMail() })
	}) {
		return nil
	}
	return func(ctx context.Context) error {
		mails, left, err := mailpreview.Read(ctx, p.Outbox, all, mailpreview.Most, 0)
		if err != nil {
			return err
		}
		p.readMails(mails, left)
		return nil
	}
}

// readMails reads mails out; left is how many there are besides.
func (p *plain) readMails(mails []mailpreview.Mail, left int) {
	for n, m := range mails {
		p.Tell("Email %d of %d.", n+1, len(mails))
		for _, f := range m.Head() {
			label := f.Label
			if label == "" {
				label = "And"
			}
			p.Tell("%s: %s", label, text.Line(f.Text))
		}
		p.Tell("%s", text.Block(m.Body()))
	}
	p.Tell("That was the last email.")
	if left > 0 {
		p.Tell("%s", wording.MoreMails(left))
	}
}
