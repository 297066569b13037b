package plain

import (
	"context"

	"recruitty/recruit"
	"recruitty/recruit/scheduling"
	"recruitty/ui/plain/talk"
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
	warnings, err := p.Desk.Scheduling.Early(ctx, r, platform)
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
