package invite

import (
	"context"
	"fmt"
	"sync/atomic"

	"github.com/emersion/go-imap/v2"
	"github.com/emersion/go-imap/v2/imapclient"

	"recruitty/recruit"
)

// await returns nil as soon as the folder holds a message that lies behind mark,
// or when ctx ends: the server says so by itself (IDLE, RFC 2177).
// recruit.ErrUnsupported means that this server does not, and that only looking
// now and then helps.
func (b inbox) await(ctx context.Context, mark string) error {
	var known atomic.Int64 // messages in the folder
	arrived := make(chan struct{}, 1)
	client, folder, err := b.open(ctx, &imapclient.UnilateralDataHandler{
		Expunge: func(uint32) { known.Add(-1) },
		Mailbox: func(data *imapclient.UnilateralDataMailbox) {
			if data.NumMessages == nil || int64(*data.NumMessages) <= known.Swap(int64(*data.NumMessages)) {
				return // flags, or a server that repeats itself
			}
			select {
			case arrived <- struct{}{}:
			default:
			}
		},
	})
	if err != nil {
		return err
	}
	known.Store(int64(folder.NumMessages))
	defer client.Close()
	stop := context.AfterFunc(ctx, func() { _ = client.Close() })
	defer stop()
	if folder.UIDNext == 0 || !client.Caps().Has(imap.CapIdle) {
		return unannounced(nil)
	}
	// What came since the last look is not announced any more.
	if validity, last := parseMark(mark); validity != folder.UIDValidity || folder.UIDNext > last+1 {
		return nil
	}
	idle, err := client.Idle()
	if err != nil {
		return unannounced(err)
	}
	defer idle.Close()
	select {
	case <-arrived:
		return nil
	case <-client.Closed():
	}
	if ctx.Err() != nil {
		return nil
	}
	return &recruit.Problem{Kind: recruit.ErrLater, Sentence: fmt.Sprintf("The mailbox for answers at %s hung up.", b.settings.Host)}
}

// unannounced says that a server tells nothing by itself.
func unannounced(cause error) error {
	return &recruit.Problem{Kind: recruit.ErrUnsupported, Cause: cause, Sentence: "This mail server does not say by itself that a message arrived."}
}
