package intake

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"strings"

	"recruitty/recruit"
	"recruitty/recruit/when"
)

const maxTags = 100

// buildJob makes a job of an entry. What has no field here stands at the end
// of the description.
func buildJob(e entry) (recruit.Job, error) {
	j := recruit.Job{
		Title: e.values[Title], Department: e.values[Department], Location: e.values[Location],
		ExternalID: e.values[ExternalID], Status: recruit.JobOpen,
		Description: joined("\n\n", e.values[Description], lines(e.more)),
		Stages:      split(e.values[Stages]),
	}
	switch strings.ToLower(e.values[Status]) {
	case "closed", "filled", "cancelled", "canceled", "archived", "inactive", "on hold":
		j.Status = recruit.JobClosed
	}
	j, err := recruit.CleanJob(j)
	if j.ExternalID == "" {
		j.ExternalID = fingerprint(j.Title, j.Department, j.Location, j.Description)
	}
	return j, err
}

// buildCandidate makes a candidate of an entry. remark says what of it could
// not be understood and was left out.
func buildCandidate(e entry) (c recruit.Candidate, remark string, err error) {
	c = recruit.Candidate{
		Name:       e.values[Name],
		Email:      firstAddress(e.values[Email]),
		Headline:   joined(", ", e.values[Headline], e.values[Company]),
		Tags:       split(e.values[Tags]),
		ExternalID: e.values[ExternalID],
	}
	c.Phone, _, _ = strings.Cut(e.values[Phone], ";")
	if c.Name == "" {
		c.Name = joined(" ", e.values[FirstName], e.values[MiddleName], e.values[LastName])
	}
	if len(c.Tags) > maxTags {
		return c, "", fmt.Errorf("has %d tags; at most %d are possible", len(c.Tags), maxTags)
	}
	if zone := e.values[TimeZone]; zone != "" {
		if loc, err := when.Zone(zone); err == nil {
			c.TimeZone = loc.String()
		} else {
			remark = fmt.Sprintf("the time zone %q was left out: %s", brief(zone), strings.TrimSuffix(err.Error(), "."))
		}
	}
	if c.Language, err = recruit.CleanLanguage(e.values[Language]); err != nil {
		remark = joined("; ", remark, fmt.Sprintf("the language %q is not known and was left out", brief(e.values[Language])))
	}
	c, err = recruit.CleanCandidate(c)
	if c.ExternalID == "" && c.Email == "" {
		c.ExternalID = fingerprint(c.Name, c.Phone, c.Headline, strings.Join(c.Tags, ";"))
	}
	return c, remark, err
}

// lines writes what has no field as one line each.
func lines(more []named) string {
	all := make([]string, len(more))
	for i, m := range more {
		all[i] = m.name + ": " + m.value
	}
	return strings.Join(all, "\n")
}

// fingerprint is the external id of a row that has nothing else to know it by,
// so that importing the same file again does not double it.
func fingerprint(parts ...string) string {
	sum := sha256.Sum256([]byte(strings.Join(parts, "\x00")))
	return "row-" + hex.EncodeToString(sum[:8])
}

// split reads a cell with several values.
func split(cell string) []string {
	return strings.FieldsFunc(cell, func(r rune) bool { return r == ';' || r == ',' || r == '|' || r == '\n' })
}

// firstAddress takes the first of several addresses, out of "Ana <ana@…>" too.
func firstAddress(cell string) string {
	for _, part := range split(cell) {
		if _, inner, found := strings.Cut(part, "<"); found {
			part, _, _ = strings.Cut(inner, ">")
		}
		if part = strings.TrimSpace(strings.TrimPrefix(strings.TrimSpace(part), "mailto:")); part != "" {
			return part
		}
	}
	return ""
}
