package mail

import (
	"context"
	"errors"
	"fmt"
	"time"

	"recruitty/recruit"
)

// idleTime is how long one waiting lasts at most; servers hang up after half an
// hour (RFC 2177).
const idleTime = 29 * time.Minute

// await returns nil as soon as the folder holds a message that lies behind mark,
// or when ctx ends: the server says so by itself (IDLE, RFC 2177).
// recruit.ErrUnsupported means that this server does not, and that only looking
// now and then helps.
func (b inbox) await(ctx context.Context, mark string) error {
	client, folder, err := b.open(ctx)
	if err != nil {
		return err
	}
	defer client.Close()
	stop := context.AfterFunc(ctx, client.Close)
	defer stop()
	idles, err := client.Has("IDLE")
	if err != nil && refusal(err) == nil {
		return b.hungUp(ctx, err)
	}
	if folder.Next == 0 || !idles {
		return unannounced(err)
	}
	// What came since the last look is not announced any more.
	if validity, last := parseMark(mark); validity != folder.Validity || uint64(folder.Next) > uint64(last)+1 {
		return nil
	}
	err = client.Idle(folder.Messages, idleTime)
	switch no := refusal(err); {
	case err == nil, ctx.Err() != nil:
		return nil
	case no != nil && no.Type != "BYE":
		return unannounced(err)
	}
	return b.hungUp(ctx, err)
}

// hungUp says that a server ended the waiting.
func (b inbox) hungUp(ctx context.Context, cause error) error {
	if ctx.Err() != nil {
		return nil
	}
	return &recruit.Problem{Kind: recruit.ErrLater, Cause: errors.Join(cause), Sentence: fmt.Sprintf("The mailbox for answers at %s hung up%s", b.settings.Host, b.said(refusal(cause)))}
}

// unannounced says that a server tells nothing by itself.
func unannounced(cause error) error {
	return &recruit.Problem{Kind: recruit.ErrUnsupported, Cause: cause, Sentence: "This mail server does not say by itself that a message arrived."}
}
