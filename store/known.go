package store

import (
	"context"
	"database/sql"

	"recruitty/recruit"
	"recruitty/recruit/clean"
)

// mostNamesakes is how many namesakes are told apart.
const mostNamesakes = "20"

// CandidatesByExternalID lists the candidates that some system knows by this
// number, each with its source.
func (db *DB) CandidatesByExternalID(ctx context.Context, external string) ([]recruit.Candidate, error) {
	return db.candidatesWhere(ctx, "c.external_id = ? AND c.external_id <> ''", external)
}

// CandidatesByLink lists the candidates who have this profile, as
// recruit.ProfileLink writes it.
func (db *DB) CandidatesByLink(ctx context.Context, link string) ([]recruit.Candidate, error) {
	return db.candidatesWhere(ctx, "c.id IN (SELECT candidate_id FROM candidate_links WHERE link = ?)", link)
}

// CandidatesCalled lists the candidates of this name, however it is accented.
func (db *DB) CandidatesCalled(ctx context.Context, name string) ([]recruit.Candidate, error) {
	return db.candidatesWhere(ctx, "c.sort_key = ? AND c.sort_key IS NOT NULL", clean.Fold(name))
}

func (db *DB) candidatesWhere(ctx context.Context, condition, value string) (list []recruit.Candidate, err error) {
	err = db.read(ctx, func(tx *sql.Tx) error {
		rows, err := tx.QueryContext(ctx, "SELECT "+candidateColumns+" FROM candidates c WHERE "+condition+" ORDER BY c.id LIMIT "+mostNamesakes, value)
		list, err = collect(rows, err, scanCandidate)
		return err
	})
	return list, err
}

// JobsByExternalID lists the jobs that some system knows by this number, each
// with its source.
func (db *DB) JobsByExternalID(ctx context.Context, external string) (list []recruit.Job, err error) {
	err = db.read(ctx, func(tx *sql.Tx) error {
		rows, err := tx.QueryContext(ctx, "SELECT "+jobColumns+" FROM jobs j WHERE j.external_id = ? AND j.external_id <> '' ORDER BY j.id LIMIT "+mostNamesakes, external)
		list, err = collect(rows, err, scanJob)
		return err
	})
	return list, err
}
