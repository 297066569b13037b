package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"maps"
	"net/url"
	"os"
	"path/filepath"
	"sync"
	"sync/atomic"
	"time"

	sqlite3 "modernc.org/sqlite/lib"

	"recruitty/recruit"
	"recruitty/recruit/owner"
	"recruitty/store/postgres"
	"recruitty/store/prepared"
	"recruitty/store/problem"
	"recruitty/store/scope"
	"recruitty/store/where"
)

// databaseName is the file in a workspace's folder that holds everything but
// the key.
const databaseName = problem.Database

// Options say how a workspace is opened. The zero value is for daily use.
type Options struct {
	Clock    func() time.Time // nil means time.Now
	Logger   *slog.Logger     // nil means none
	ReadOnly bool             // change nothing, not even to bring an old file up to date
	Existing bool             // make no new workspace
	// Passing says that the workspace is removed when it is closed: what was written
	// survives the end of the program, but no loss of power.
	Passing bool

	// KeyFile is where the key is of a workspace in PostgreSQL; it is made with a new one.
	KeyFile string

	// Patience is how long to wait for a lock that another process holds; 0
	// means 10 seconds.
	Patience time.Duration
}

// DB is an open workspace, or the part of it that someone sees. It is safe for
// use by many goroutines.
type DB struct {
	*database
	see scope.Scope
}

// database is the files of an open workspace and the connections to them.
type database struct {
	dir      string // of a hosted one its address
	hosted   bool   // in PostgreSQL
	clock    func() time.Time
	log      *slog.Logger
	readOnly bool
	existing bool
	patience time.Duration

	writer  *sql.DB // one connection; nil when readOnly
	readers *sql.DB // a few connections that cannot write
	visits  *sql.DB // two more of these, for who looks at a page and does not wait behind screens; nil on a server
	watcher *sql.DB // one that only looks whether others have written
	sealer  sealer

	looking sync.Mutex
	footing footing // the files that all of these are about

	opts      Options
	reopening sync.Mutex
	reopened  atomic.Pointer[database] // in place of this one, once it may be changed after all

	watching sync.Once
	mu       sync.Mutex
	waiting  map[chan recruit.ChangeSet]struct{} // who wants to hear of changes
	own      localCommits
	searches *searches
	closed   chan struct{}
}

var _ recruit.Store = (*DB)(nil)

// Open opens the workspace in dir and makes it when there is none. A workspace
// that may not be changed is opened for reading, and tried again at each write.
// Errors are *recruit.Problem of
// kind recruit.ErrStorage.
//
// The address of a PostgreSQL database is a workspace as well.
func Open(ctx context.Context, dir string, opts Options) (*DB, error) {
	if postgres.IsAddress(dir) {
		return openHosted(ctx, dir, opts)
	}
	db := newDatabase(dir, opts)
	err := db.openForWriting(ctx)
	full := problem.IsFullDisk(err)
	if err != nil && (opts.ReadOnly || mayNotWrite(err)) && db.exists() {
		reason := err
		db.log.Info("workspace opened for reading only", "dir", dir)
		if err = db.openForReading(ctx, full); err != nil && !opts.ReadOnly {
			err = errors.Join(reason, err)
		}
	}
	if err != nil {
		db.Close()
		return nil, problem.Explain(ctx, dir, err)
	}
	return &DB{database: db}, nil
}

// newDatabase fills in what opts leave open.
func newDatabase(dir string, opts Options) *database {
	db := &database{
		dir: dir, clock: opts.Clock, log: opts.Logger, readOnly: opts.ReadOnly, existing: opts.Existing,
		patience: opts.Patience, opts: opts,
		waiting: make(map[chan recruit.ChangeSet]struct{}), closed: make(chan struct{}),
	}
	db.searches = newSearches(db.state)
	if db.clock == nil {
		db.clock = time.Now
	}
	if db.log == nil {
		db.log = slog.New(slog.DiscardHandler)
	}
	if db.patience == 0 {
		db.patience = 10 * time.Second
	}
	return db
}

// errReadOnly keeps openForWriting from touching anything.
var errReadOnly = errors.New("opened for reading on request")

// openForWriting makes what is missing and brings the schema up to date. The key
// of a new workspace comes last: a key without a database is a loss.
func (db *database) openForWriting(ctx context.Context) error {
	there, err := lookAt(db.dir)
	switch {
	case err != nil:
		return err
	case !there && (db.readOnly || db.existing):
		return noWorkspace(db.dir)
	case db.readOnly:
		return errReadOnly
	}
	if err := owner.MkdirAll(db.dir, 0o700); err != nil {
		return fmt.Errorf("make the workspace folder: %w", err)
	}
	if _, err := readKey(db.dir); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	// SQLite would make the file readable for everybody.
	file, err := owner.Create(db.path(), os.O_RDWR, 0o600)
	if err != nil {
		return fmt.Errorf("make the database file: %w", err)
	}
	db.footing.file = file
	synchronous := "FULL"
	if db.opts.Passing {
		synchronous = "OFF"
	}
	if db.writer, err = connect(db.path(), 1, url.Values{
		"_txlock": {"immediate"},
		"_pragma": {"secure_delete(1)", "foreign_keys(1)"},
		"mode":    {"rw"},
	}, db.patience, "PRAGMA synchronous = "+synchronous, "PRAGMA cache_size = "+writerCache); err != nil {
		return err
	}
	if err := db.connectReaders(url.Values{"mode": {"rw"}}); err != nil {
		return err
	}
	if err := db.migrate(ctx, migrations()); err != nil {
		return err
	}
	if err := openToNobody(db.dir); err != nil {
		return err
	}
	key, err := db.key(ctx) // from here on nobody can change it
	if err != nil {
		return err
	}
	if db.sealer, err = newSealer(key); err != nil {
		return err
	}
	db.footing, err = footingOf(db.dir, file)
	return err
}

// connectReaders makes the connections that cannot write.
func (db *database) connectReaders(values url.Values) (err error) {
	values.Set("_query_only", "1")
	for _, pool := range []struct {
		of   **sql.DB
		size int
	}{{&db.readers, readerCount}, {&db.visits, visitCount}, {&db.watcher, 1}} {
		if *pool.of, err = connect(db.path(), pool.size, values, db.patience); err != nil {
			return err
		}
	}
	return nil
}

// writerCache is how much of the database the writer keeps in memory, in KiB with a
// minus, as SQLite wants it.
const writerCache = "-65536"

// readerCount is how many reads run side by side, and visitCount how many of Together beside them.
const (
	readerCount = 4
	visitCount  = 2
)

// openForReading opens what is there without touching it; full says that the
// disk has no room for anything.
func (db *database) openForReading(ctx context.Context, full bool) error {
	db.readOnly = true
	for _, pool := range []*sql.DB{db.watcher, db.visits, db.readers, db.writer} {
		if pool != nil {
			pool.Close()
		}
	}
	db.watcher, db.visits, db.readers, db.writer = nil, nil, nil, nil
	if db.footing.file == nil {
		file, err := os.Open(db.path())
		if err != nil {
			return fmt.Errorf("open the database file: %w", err)
		}
		db.footing.file = file
	}
	if key, err := readKey(db.dir); err == nil {
		if db.sealer, err = newSealer(key); err != nil {
			return err
		}
	}
	values := url.Values{"mode": {"ro"}}
	if log, err := os.Stat(db.path() + "-wal"); (err != nil || log.Size() == 0) && (full || !db.roomBeside()) {
		// Nothing is waiting in a write-ahead log, and where nothing can be
		// written SQLite can make none: what is in the file is all.
		values.Set("immutable", "1")
	}
	if err := db.connectReaders(values); err != nil {
		return err
	}
	version, err := schemaVersion(ctx, db.readers)
	switch newest := newest(migrations()); {
	case err != nil:
		return err
	case version > newest:
		return newerFile(db.dir)
	case version < newest:
		if full {
			return problem.Unavailable(nil, "The workspace in "+db.dir+" was made by an older recruitty and has to be brought up to date, but its disk is full; make room and start again.")
		}
		return problem.Unavailable(nil, "The workspace in "+db.dir+" was made by an older recruitty and has to be brought up to date; make the folder writable and start again.")
	}
	db.footing, err = footingOf(db.dir, db.footing.file)
	return err
}

// connect returns a pool of at most size connections to the file at path.
// Everything that holds for one connection is a part of its address, so that
// every connection of the pool has it. What needs the schema each is told before it
// changes anything: reading that takes ten times as long as all the rest of connecting.
func connect(path string, size int, values url.Values, patience time.Duration, told ...string) (*sql.DB, error) {
	absolute, err := filepath.Abs(path)
	if err != nil {
		return nil, fmt.Errorf("find the workspace: %w", err)
	}
	values = maps.Clone(values)
	values.Set("_busy_timeout", fmt.Sprint(patience.Milliseconds()))
	values.Set("_dqs", "0")
	values.Set("_defensive", "1")
	values.Add("_pragma", "trusted_schema(0)") // what a file says about itself runs nothing
	slashed := filepath.ToSlash(absolute)
	if slashed[0] != '/' {
		slashed = "/" + slashed // C:/… becomes /C:/…, as SQLite wants it
	}
	address := url.URL{Scheme: "file", Path: slashed, RawQuery: values.Encode()}
	connector, err := where.Connector(address.String())
	if err != nil {
		return nil, fmt.Errorf("connect to the database: %w", err)
	}
	pool := sql.OpenDB(prepared.Connector{Connector: connector, Told: told})
	pool.SetMaxOpenConns(size)
	pool.SetMaxIdleConns(size)
	return pool, nil
}

// path is where the database is.
func (db *database) path() string { return filepath.Join(db.dir, databaseName) }

// roomBeside reports whether a file can be made beside the database.
func (db *database) roomBeside() bool {
	file, err := os.CreateTemp(db.dir, ".probe")
	if err != nil {
		return false
	}
	file.Close()
	os.Remove(file.Name())
	return true
}

// exists reports whether the folder holds a database already.
func (db *database) exists() bool {
	info, err := os.Stat(db.path())
	return err == nil && info.Size() > 0
}

// mayNotWrite reports whether err comes from a folder or file that is protected.
func mayNotWrite(err error) bool {
	if errors.Is(err, fs.ErrPermission) || isReadOnlyDisk(err) || problem.IsFullDisk(err) {
		return true
	}
	switch problem.ResultCode(err) & 0xff {
	case sqlite3.SQLITE_READONLY, sqlite3.SQLITE_PERM, sqlite3.SQLITE_CANTOPEN:
		return true
	}
	return false
}

// ReadOnly reports whether the workspace is open for reading only.
func (db *database) ReadOnly() bool { return db.current().readOnly }

// Dir is the workspace's folder.
func (db *database) Dir() string { return db.dir }

// Close ends all connections and every watch for changes.
func (db *database) Close() error {
	db.mu.Lock()
	select {
	case <-db.closed:
		db.mu.Unlock()
		return nil
	default:
		close(db.closed)
	}
	db.mu.Unlock()
	var errs []error
	if again := db.reopened.Load(); again != nil {
		errs = append(errs, again.Close())
	}
	if db.standsElsewhere() {
		return errors.Join(errs...)
	}
	// Readers first: the last connection to close tidies the file up, and only
	// the writer may.
	for _, pool := range []*sql.DB{db.watcher, db.visits, db.readers, db.writer} {
		if pool != nil {
			errs = append(errs, pool.Close())
		}
	}
	if file := db.footing.file; file != nil {
		errs = append(errs, file.Close())
	}
	return errors.Join(errs...)
}

// Shrink gives back the memory in which connections keep their statements, pages
// that were read or written lately, and answers. It is for a process that will have
// nothing to do for a while; what is read next comes from the file again.
func (db *database) Shrink(ctx context.Context) error {
	db.searches.mu.Lock()
	db.searches.forget()
	db.searches.mu.Unlock()
	if db.hosted { // the server has the pages
		return nil
	}
	for _, pool := range []*sql.DB{db.current().watcher, db.current().visits, db.current().readers, db.current().writer} {
		if pool == nil {
			continue
		}
		if err := prepared.Shrink(ctx, pool); err != nil {
			return fmt.Errorf("give back the memory of the database: %w", err)
		}
	}
	return nil
}
