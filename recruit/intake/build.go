package intake

import (
	"crypto/sha256"
	"encoding/hex"
	"strings"

	"recruitty/recruit"
)

// buildJob makes a job of an entry. What has no field here stands at the end
// of the description.
func buildJob(e entry, source string, drop bool) (recruit.Job, error) {
	j := recruit.Job{
		Title: e.values[Title], Department: e.values[Department], Location: e.values[Location],
		ExternalID: e.values[ExternalID], Status: recruit.JobOpen,
		Description: joined("\n\n", e.values[Description], lines(e.rest(drop))),
		Stages:      split(e.values[Stages]),
	}
	if closed(e) {
		j.Status = recruit.JobClosed
	}
	j, err := recruit.CleanJob(j)
	if j.ExternalID == "" {
		j.ExternalID = fingerprint(j.Title, j.Department, j.Location, j.Description)
	} else {
		j.ExternalSource = source
	}
	return j, err
}

// closed reports whether a job is no opening any more. What no word is known for
// is taken as open.
func closed(e entry) bool {
	if yes(e.values[Closed]) {
		return true
	}
	switch key(e.values[Status]) {
	case "closed", "filled", "cancelled", "canceled", "archived", "inactive", "onhold", "deactivated", "unpublished", "expired", "ended", "rejected", "deleted",
		"geschlossen", "besetzt", "inaktiv", "archiviert", "ferme", "pourvu", "archive", "cerrado", "cerrada", "cubierta", "inactivo", "fechado", "fechada", "encerrada", "preenchida", "inativo",
		"chiuso", "chiusa", "coperta", "inattivo", "gesloten", "vervuld", "inactief", "zamkniete", "zamknieta", "obsadzone", "nieaktywne", "stangd", "tillsatt":
		return true
	}
	return false
}

// yes reports whether a cell says yes.
func yes(cell string) bool {
	switch key(cell) {
	case "true", "yes", "y", "x", "1", "ja", "oui", "si", "sim", "tak", "wahr", "vrai", "on":
		return true
	}
	return false
}

// lines writes what has no field as one line each.
func lines(more []named) string {
	all := make([]string, len(more))
	for i, m := range more {
		all[i] = m.name + ": " + m.value
	}
	return strings.Join(all, "\n")
}

const rowPrefix = "row-"

// fingerprint is the external id of a row that has nothing else to know it by,
// so that importing the same file again does not double it.
func fingerprint(parts ...string) string {
	sum := sha256.Sum256([]byte(strings.Join(parts, "\x00")))
	return rowPrefix + hex.EncodeToString(sum[:8])
}

// split reads a cell with several values.
func split(cell string) []string {
	return strings.FieldsFunc(cell, func(r rune) bool { return r == ';' || r == ',' || r == '|' || r == '\n' })
}

// firstAddress takes the first of several addresses, out of "Ana <ana@…>" too.
func firstAddress(cell string) string {
	if all := addresses(cell); len(all) > 0 {
		return all[0]
	}
	return ""
}

// addresses takes the addresses out of a cell, as they are written.
func addresses(cell string) (all []string) {
	for _, part := range split(cell) {
		if _, inner, found := strings.Cut(part, "<"); found {
			part, _, _ = strings.Cut(inner, ">")
		}
		part = strings.TrimSpace(part)
		if strings.Count(part, "@") > 1 { // several with blanks between
			all = append(all, strings.Fields(part)...)
			continue
		}
		if part = strings.TrimSpace(strings.TrimPrefix(part, "mailto:")); part != "" {
			all = append(all, part)
		}
	}
	return all
}
