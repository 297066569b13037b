package plain

import (
	"context"
	"errors"
	"time"

	"recruitty/recruit"
	"recruitty/ui/draft"
)

// keeping is how long a draft may take to be kept when the line was lost.
const keeping = 5 * time.Second

// draftSaver saves what was typed into one form (R12), where the screens look for it
// too.
type draftSaver struct {
	*plain
	key    string
	stored string // what the workspace holds of it
}

// store writes the draft, also when the session has just ended; "" removes it.
func (k *draftSaver) store(text string) {
	if text == k.stored {
		return
	}
	ctx, cancel := context.WithTimeout(context.Background(), keeping)
	defer cancel()
	if err := k.Desk.Store.SetSetting(ctx, k.key, text); err != nil {
		k.tell("What you typed cannot be kept: %s", recruit.Sentence(err))
		return
	}
	k.stored = text
	k.typed = k.typed || text != ""
}

// left says that what was typed is kept when the person has left the form, as
// esc does on the screens.
func (k *draftSaver) left(err error) error {
	if (errors.Is(err, errLeave) || errors.Is(err, errBack)) && k.stored != "" {
		k.tell("What you typed is kept and comes back when you begin this again.")
	}
	return err
}

// goOn asks whether to go on with what was typed before and not sent.
func (p *plain) goOn(ctx context.Context) (bool, error) {
	p.tell("Something was typed here before and not sent.")
	return p.confirm(ctx, "Continue with it? no starts over.")
}

// resume takes up what was typed before into a form, if the person wants that;
// fill puts it in its place.
func (p *plain) resume(ctx context.Context, key string, fill func(map[string]string)) (*draftSaver, error) {
	return p.resumeKept(ctx, key, func(before draft.Kept) { fill(before.Typed) })
}

// resumeKept is resume where the record may be another one than it was then.
func (p *plain) resumeKept(ctx context.Context, key string, fill func(draft.Kept)) (*draftSaver, error) {
	k := &draftSaver{plain: p, key: key}
	text, err := p.Desk.Store.Setting(ctx, k.key)
	if err != nil {
		return nil, err
	}
	k.stored = text
	before, ok := draft.DecodeKept(text)
	if !ok {
		return k, nil
	}
	yes, err := p.goOn(ctx)
	switch {
	case yes:
		fill(before)
	case err == nil: // begun anew
		k.store("")
	}
	return k, err
}
