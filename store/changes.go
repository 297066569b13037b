package store

import (
	"context"
	"database/sql"
	"time"
)

// twiceASecond is the usual rhythm in which other processes' changes are
// looked for.
func twiceASecond() (<-chan time.Time, func()) {
	ticker := time.NewTicker(500 * time.Millisecond)
	return ticker.C, ticker.Stop
}

// Changes returns a channel that gets a value soon after anything in the
// workspace changed: at once for changes of this process, within about half a
// second for those of others. Several changes may come as one value. The
// channel is closed when ctx ends or the workspace is closed.
func (db *DB) Changes(ctx context.Context) <-chan struct{} {
	changes := make(chan struct{}, 1)
	db.mu.Lock()
	db.waiting[changes] = struct{}{}
	db.mu.Unlock()
	db.watching.Do(db.watch)
	go func() {
		select {
		case <-ctx.Done():
		case <-db.closed:
		}
		db.mu.Lock()
		defer db.mu.Unlock()
		delete(db.waiting, changes)
		close(changes)
	}()
	return changes
}

// announce tells everybody who waits that something changed. Who has not taken
// the last value yet will see this change with it.
func (db *DB) announce() {
	db.mu.Lock()
	defer db.mu.Unlock()
	for changes := range db.waiting {
		select {
		case changes <- struct{}{}:
		default:
		}
	}
}

// watch looks for other processes' changes until the workspace is closed. The
// state before is taken before watch returns, so that nothing is missed
// between asking for changes and the first beat.
func (db *DB) watch() {
	ctx, cancel := context.WithCancel(context.Background())
	// data_version is about what others did since this one connection looked.
	conn, err := db.readers.Conn(ctx)
	if err != nil {
		cancel()
		db.log.Warn("changes of other processes are not seen", "error", err)
		return
	}
	last := db.dataVersion(ctx, conn)
	beats, stop := db.ticks()
	go func() {
		defer cancel()
		defer stop()
		defer conn.Close()
		for {
			select {
			case <-db.closed:
				return
			case <-beats:
			}
			if now := db.dataVersion(ctx, conn); now != last {
				last = now
				db.announce()
			}
		}
	}()
}

// dataVersion changes whenever another connection has committed; 0 when it
// cannot be read now.
func (db *DB) dataVersion(ctx context.Context, conn *sql.Conn) int64 {
	var version int64
	if err := conn.QueryRowContext(ctx, "PRAGMA data_version").Scan(&version); err != nil {
		db.log.Warn("look for changes", "error", err)
	}
	return version
}
