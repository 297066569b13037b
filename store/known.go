package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"slices"
	"strings"

	"recruitty/recruit"
	"recruitty/recruit/sanitize"
	"recruitty/store/columns"
	"recruitty/store/problem"
)

// maxNamesakes is how many namesakes are told apart.
const maxNamesakes = 20

// asked is a list of texts as a query takes it: FROM json_each(?1).
func asked(texts []string) string {
	list, err := json.Marshal(texts)
	if err != nil {
		return "[]" // texts always encode
	}
	return string(list)
}

// Acquaintances finds the candidates whom the rows of an import may mean, however
// addresses and names are written.
func (db *DB) Acquaintances(ctx context.Context, s recruit.Sought) (recruit.Acquaintances, error) {
	a := recruit.Acquaintances{ByAddress: map[string]recruit.Candidate{}, ByLink: map[string][]recruit.Candidate{}, ByExternalID: map[string][]recruit.Candidate{}, ByName: map[string][]recruit.Candidate{}}
	err := db.read(ctx, func(tx *sql.Tx) error {
		if err := addressed(ctx, tx, s.Addresses, a.ByAddress); err != nil {
			return err
		}
		names := make(map[string][]string, len(s.Names)) // by how they sort
		keys := make([]string, 0, len(s.Names))
		for _, name := range s.Names {
			key := sanitize.Fold(name)
			names[key] = append(names[key], name)
			keys = append(keys, key)
		}
		byKey := map[string][]recruit.Candidate{}
		for _, kind := range []struct {
			texts []string
			ids   string
			found map[string][]recruit.Candidate
		}{
			{s.Links, "SELECT candidate_id FROM candidate_links WHERE link = s.value ORDER BY candidate_id", a.ByLink},
			{s.ExternalIDs, "SELECT id FROM candidates WHERE external_id = s.value AND external_id <> '' ORDER BY id", a.ByExternalID},
			{keys, "SELECT id FROM candidates WHERE sort_key = s.value AND sort_key IS NOT NULL ORDER BY id", byKey},
		} {
			err := known(ctx, tx, kind.texts, kind.ids, func(text string, c recruit.Candidate) {
				kind.found[text] = append(kind.found[text], c)
			})
			if err != nil {
				return err
			}
		}
		if err := numbered(ctx, tx, s.ExternalIDs, a.ByExternalID); err != nil {
			return err
		}
		for key, list := range byKey {
			for _, name := range names[key] {
				a.ByName[name] = list
			}
		}
		return nil
	})
	return a, err
}

// addressed finds who has an address, first or further, in the form in which it is
// kept or in that of old workspaces.
func addressed(ctx context.Context, tx *sql.Tx, addresses []string, found map[string]recruit.Candidate) error {
	forms := make(map[string][]string, len(addresses)) // to how they were asked for
	all := make([]string, 0, len(addresses))
	for _, address := range addresses {
		kept, earlier := emailForms(address)
		for _, form := range slices.Compact([]string{strings.ToLower(kept), strings.ToLower(earlier)}) {
			if form != "" {
				forms[form] = append(forms[form], address)
				all = append(all, form)
			}
		}
	}
	for _, ids := range []string{
		"SELECT id FROM candidates WHERE email = s.value AND email <> ''",
		"SELECT candidate_id FROM candidate_addresses WHERE address = s.value",
	} {
		err := known(ctx, tx, all, ids, func(form string, c recruit.Candidate) {
			for _, address := range forms[form] {
				if found[address].ID == 0 || strings.EqualFold(c.Email, address) {
					found[address] = c
				}
			}
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// known calls found with each candidate whose id the query ids yields for one of
// texts, which it calls s.value; of one text, those with the lowest ids.
func known(ctx context.Context, tx *sql.Tx, texts []string, ids string, found func(text string, c recruit.Candidate)) error {
	if len(texts) == 0 {
		return nil
	}
	rows, err := tx.QueryContext(ctx, "SELECT s.value, "+candidateColumns+` FROM (SELECT DISTINCT value FROM json_each(?1)) s
		CROSS JOIN candidates c ON c.id IN (`+ids+` LIMIT ?2+0) ORDER BY c.id`, asked(texts), maxNamesakes)
	_, err = columns.Collect(rows, err, func(row columns.Scanner) (struct{}, error) {
		var text string
		c, err := scanCandidate(alongside{row, []any{&text}})
		if err == nil {
			found(text, c)
		}
		return struct{}{}, problem.Unreadable(ctx, err, "candidate", c.ID)
	})
	return err
}

// alongside scans what stands before a record.
type alongside struct {
	columns.Scanner
	first []any
}

// Scan implements scanner.
func (a alongside) Scan(to ...any) error {
	return a.Scanner.Scan(append(slices.Clone(a.first), to...)...)
}

// JobsByExternalID lists the jobs that some system knows by this number, each
// with its source.
func (db *DB) JobsByExternalID(ctx context.Context, external string) (list []recruit.Job, err error) {
	err = db.read(ctx, func(tx *sql.Tx) error {
		rows, err := tx.QueryContext(ctx, "SELECT "+jobColumns+" FROM jobs j WHERE j.external_id = ? AND j.external_id <> '' ORDER BY j.id LIMIT ?+0", external, maxNamesakes)
		list, err = columns.Collect(rows, err, scanJob)
		return err
	})
	return list, err
}

// WithoutAddress reports whether there is a candidate who has no e-mail address.
func (db *DB) WithoutAddress(ctx context.Context) (is bool, err error) {
	err = db.read(ctx, func(tx *sql.Tx) error {
		return tx.QueryRowContext(ctx, "SELECT EXISTS (SELECT 1 FROM candidates WHERE email = '' AND erased_at IS NULL)").Scan(&is)
	})
	return is, err
}

// numbered finds whom further systems know by a number: each with the number and
// the source of that system.
func numbered(ctx context.Context, tx *sql.Tx, numbers []string, found map[string][]recruit.Candidate) error {
	if len(numbers) == 0 {
		return nil
	}
	rows, err := tx.QueryContext(ctx, "SELECT n.number, n.source, "+candidateColumns+` FROM (SELECT DISTINCT value FROM json_each(?1)) s
		CROSS JOIN candidate_numbers n ON n.number = s.value JOIN candidates c ON c.id = n.candidate_id ORDER BY c.id`, asked(numbers))
	_, err = columns.Collect(rows, err, func(row columns.Scanner) (struct{}, error) {
		var number, source string
		c, err := scanCandidate(alongside{row, []any{&number, &source}})
		if err == nil && len(found[number]) < maxNamesakes {
			c.ExternalID, c.ExternalSource = number, source
			found[number] = append(found[number], c)
		}
		return struct{}{}, problem.Unreadable(ctx, err, "candidate", c.ID)
	})
	return err
}
