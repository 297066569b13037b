package store

import (
	"context"
	"database/sql"

	"recruitty/recruit/reports"
	"recruitty/store/reporting"
	"recruitty/store/scope"
)

// ReportFacts are the rows of a report, gathered by figure. Who sees a part of the
// workspace may ask for their own load only.
func (db *DB) ReportFacts(ctx context.Context, q reports.Query) (all []reports.Facts, err error) {
	err = db.readAs(ctx, func(tx *sql.Tx, see scope.Scope) error {
		all, err = reporting.Facts(ctx, tx, see, q)
		return err
	})
	return all, err
}

// ReportRows lists the rows behind a figure of a report, as ReportFacts.
func (db *DB) ReportRows(ctx context.Context, q reports.Query, of *reports.Figure, skip, limit int) (all []reports.Row, err error) {
	err = db.readAs(ctx, func(tx *sql.Tx, see scope.Scope) error {
		all, err = reporting.Rows(ctx, tx, see, q, of, skip, limit)
		return err
	})
	return all, err
}
