package talk

import (
	"context"
	"errors"
	"time"

	"recruitty/recruit"
	"recruitty/ui/draft"
)

// Drafts keeps what was typed and not sent yet (R12), by a key of package recruit.
type Drafts interface {
	Setting(ctx context.Context, key string) (string, error)
	SetSetting(ctx context.Context, key, value string) error
}

// Keeping is how long a draft may take to be kept when the line was lost.
const Keeping = 5 * time.Second

// Drafted saves what was typed into one form (R12), where the screens look for it
// too.
type Drafted struct {
	with   *Conversation
	key    string
	stored string // what the workspace holds of it
}

// Saver saves a form under key; stored is what the workspace holds of it, "" for
// nothing.
func (c *Conversation) Saver(key, stored string) *Drafted {
	return &Drafted{with: c, key: key, stored: stored}
}

// Store writes the draft, also when the session has just ended; "" removes it.
func (k *Drafted) Store(text string) {
	if text == k.stored {
		return
	}
	ctx, cancel := context.WithTimeout(context.Background(), Keeping)
	defer cancel()
	if err := k.with.around.Drafts.SetSetting(ctx, k.key, text); err != nil {
		k.with.Tell("What you typed cannot be saved: %s", recruit.Sentence(err))
		return
	}
	k.stored = text
	k.with.typed = k.with.typed || text != ""
}

// Left says that what was typed is kept when the person has left the form, as
// esc does on the screens.
func (k *Drafted) Left(err error) error {
	if (errors.Is(err, ErrLeave) || errors.Is(err, ErrBack)) && k.stored != "" {
		k.with.Tell("What you typed is kept and comes back when you begin this again.")
	}
	return err
}

// GoOn asks whether to go on with what was typed before and not sent.
func (c *Conversation) GoOn(ctx context.Context) (bool, error) {
	c.Tell("Something was typed here before and not sent.")
	return c.Confirm(ctx, "Continue with it? no starts over.")
}

// Resume takes up what was typed before into a form, if the person wants that;
// fill puts it in its place.
func (c *Conversation) Resume(ctx context.Context, key string, fill func(map[string]string)) (*Drafted, error) {
	return c.resumeKept(ctx, key, func(before draft.Kept) { fill(before.Typed) })
}

// resumeKept is resume where the record may be another one than it was then.
func (c *Conversation) resumeKept(ctx context.Context, key string, fill func(draft.Kept)) (*Drafted, error) {
	k := c.Saver(key, "")
	text, err := c.around.Drafts.Setting(ctx, k.key)
	if err != nil {
		return nil, err
	}
	k.stored = text
	before, ok := draft.DecodeKept(text)
	if !ok {
		return k, nil
	}
	yes, err := c.GoOn(ctx)
	switch {
	case yes:
		fill(before)
	case err == nil: // begun anew
		k.Store("")
	}
	return k, err
}
