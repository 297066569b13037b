package postgres

import (
	"context"
	"database/sql"
	"fmt"
	"strings"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/stdlib"
)

// IsAddress reports whether a workspace is named by the address of a database.
func IsAddress(dir string) bool {
	return strings.HasPrefix(dir, "postgres://") || strings.HasPrefix(dir, "postgresql://")
}

// Pools are the connections to a workspace.
type Pools struct {
	Writer, Readers, Watcher *sql.DB
}

// readerCount is how many reads run side by side.
const readerCount = 8

// Open makes the connections to the workspace at an address, which connects when there is
// something to ask. Who writes waits for their turn for as long as patience says.
func Open(address string, patience time.Duration) (p Pools, err error) {
	config, err := pgx.ParseConfig(address)
	if err != nil {
		return p, fmt.Errorf("read the address of the database: %w", explained(err))
	}
	// Times of day come from this program, and texts are ordered by their columns.
	config.RuntimeParams["lock_timeout"] = fmt.Sprint(patience.Milliseconds())
	config.RuntimeParams["application_name"] = "recruitty"
	config.RuntimeParams["client_min_messages"] = "warning"
	keep := &known{numbered: numbered(), all: map[string]translated{}}
	pool := func(size int, writes bool) *sql.DB {
		db := sql.OpenDB(connector{Connector: stdlib.GetConnector(*config), known: keep, writes: writes})
		db.SetMaxOpenConns(size)
		db.SetMaxIdleConns(size)
		return db
	}
	return Pools{Writer: pool(1, true), Readers: pool(readerCount, false), Watcher: pool(1, false)}, nil
}

// Ready reports whether the database answers.
func Ready(ctx context.Context, p Pools) error { return p.Readers.PingContext(ctx) }
