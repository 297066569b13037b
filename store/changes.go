package store

import (
	"context"
	"database/sql"
	"sync"
	"time"

	"recruitty/recruit"
	"recruitty/store/filewatch"
	"recruitty/store/prepared"
)

// pollInterval is how often other processes' changes are looked for: as long as someone
// has written lately, and always where the system does not tell of writes. calmInterval is
// how often all the same where it does.
const pollInterval, calmInterval = 500 * time.Millisecond, 5 * time.Second

// Changes returns a channel that gets news soon after anything in the workspace
// changed: at once for changes of this process, within about half a second for
// those of others, of which nobody knows what they are about. Several changes
// may come together. The channel is closed when ctx ends or the workspace is
// closed. What only concerns the person who is typing it, or nobody's screen, is no
// news.
func (db *database) Changes(ctx context.Context) <-chan recruit.ChangeSet {
	changes := make(chan recruit.ChangeSet, 1)
	db.watching.Do(db.watch)
	db.mu.Lock()
	db.waiting[changes] = struct{}{}
	db.mu.Unlock()
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

// announce tells everybody who waits what changed, together with what they have
// not taken yet. Nobody else sends, so the channel has room under the lock.
func (db *database) announce(c recruit.Change) {
	db.mu.Lock()
	defer db.mu.Unlock()
	for changes := range db.waiting {
		var news recruit.ChangeSet
		select {
		case news = <-changes:
		default:
		}
		changes <- news.With(c)
	}
}

// watch looks for other processes' changes until the workspace is closed. The
// state before is taken before watch returns, so that nothing is missed
// between asking for changes and the first beat.
func (db *database) watch() {
	ctx, cancel := context.WithCancel(context.Background())
	// data_version is about what others did since this one connection looked. It
	// is asked nothing else, so that it need not know the schema.
	if db.hosted {
		db.watchHosted(ctx, cancel)
		return
	}
	at := db.current()
	conn, err := at.watcher.Conn(ctx)
	if err != nil {
		cancel()
		db.log.Warn("changes of other processes are not seen", "error", err)
		return
	}
	var log filewatch.Quiet
	last := db.dataVersion(ctx, conn)
	db.own.begin(db.commits(ctx))
	beat := time.NewTimer(pollInterval)
	go func() {
		defer cancel()
		defer beat.Stop()
		defer func() { conn.Close() }()
		var written filewatch.Watch
		defer written.End()
		watched := false // the next write to the log will be told
		for {
			select {
			case <-db.closed:
				return
			case <-written.Told():
				// What was written counts only a little later: from here on it is looked for
				// until the log has been quiet for a while.
				watched = false
				beat.Reset(pollInterval)
				continue
			case <-beat.C:
			}
			opened := db.current()
			quiet := opened == at && log.Unchanged(db.path()+logSuffix, time.Now())
			calm := quiet && watched // since before this look, so that nothing was missed
			if calm {
				beat.Reset(calmInterval)
			} else {
				beat.Reset(pollInterval)
			}
			if quiet && !watched {
				watched = written.Begin(db.path() + logSuffix)
			}
			if quiet && !calm {
				continue
			}
			now := db.dataVersion(ctx, conn)
			if opened != at { // it can be changed now, and may be another state
				if fresh, err := opened.watcher.Conn(ctx); err == nil {
					conn.Close()
					at, conn = opened, fresh
					now = db.dataVersion(ctx, conn)
					last = now - 1
				}
			}
			if now == last {
				continue
			}
			last = now
			if db.own.others(db.commits(ctx)) {
				db.announce(recruit.Change{})
			}
		}
	}()
}

// watchHosted is watch for a database on a server, which is asked for the number of the last
// commit. As long as it does not answer nothing is missed.
func (db *database) watchHosted(ctx context.Context, cancel func()) {
	db.own.begin(db.commits(ctx))
	go func() {
		defer cancel()
		beat := time.NewTicker(pollInterval)
		defer beat.Stop()
		for {
			select {
			case <-db.closed:
				return
			case <-beat.C:
			}
			var now int64
			if err := db.watcher.QueryRowContext(ctx, "SELECT commits FROM pulse").Scan(&now); err != nil {
				db.log.Warn("look for changes", "error", err)
			} else if db.own.others(now) {
				db.announce(recruit.Change{})
			}
		}
	}()
}

// commits is the number of the last commit that someone may want to hear of.
func (db *database) commits(ctx context.Context) (n int64) {
	if err := db.current().readers.QueryRowContext(ctx, "SELECT commits FROM pulse").Scan(&n); err != nil {
		db.log.Warn("look for changes", "error", err)
	}
	return n
}

// dataVersion changes whenever another connection has committed; 0 when it
// cannot be read now.
func (db *database) dataVersion(ctx context.Context, conn *sql.Conn) int64 {
	var version int64
	if err := conn.QueryRowContext(ctx, prepared.DataVersion).Scan(&version); err != nil {
		db.log.Warn("look for changes", "error", err)
	}
	return version
}

// localCommits tells this process's commits from those of others by their numbers. It is
// only used while someone wants to hear of changes.
type localCommits struct {
	mu      sync.Mutex
	begun   bool
	seen    int64 // up to here everybody has heard of everything
	numbers map[int64]struct{}
}

// begin starts behind the commit seen.
func (o *localCommits) begin(seen int64) {
	o.mu.Lock()
	defer o.mu.Unlock()
	o.begun, o.seen, o.numbers = true, seen, map[int64]struct{}{}
}

// made takes note of a commit of this process.
func (o *localCommits) made(number int64) {
	o.mu.Lock()
	defer o.mu.Unlock()
	if o.begun && number > o.seen {
		o.numbers[number] = struct{}{}
	}
}

// others reports whether other processes have committed something since the last
// call, when the last commit is now. One of this process that is not noted yet
// counts as another's: better once too often than not at all.
func (o *localCommits) others(now int64) bool {
	o.mu.Lock()
	defer o.mu.Unlock()
	some := now < o.seen // a workspace that is another one now, or cannot be read
	for ; o.seen < now; o.seen++ {
		if _, mine := o.numbers[o.seen+1]; !mine {
			some = true
		}
		delete(o.numbers, o.seen+1)
	}
	o.seen = now
	return some
}
