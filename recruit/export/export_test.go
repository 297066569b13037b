package export_test

import (
	"reflect"
	"strings"
	"testing"
	"time"

	"recruitty/recruit"
	"recruitty/recruit/export"
)

// TestRows writes records as rows and reads them back: lists whose parts hold what
// parts them, texts that look like something else, and nothing at all.
func TestRows(t *testing.T) {
	t.Parallel()
	at := export.Instant(time.Date(2026, 11, 2, 10, 0, 0, 5, time.UTC))
	ref := export.JobRef{Title: "Engineer; Go", ExternalID: "7", ExternalSource: "lever"}
	for name, c := range map[string]export.Candidate{
		"empty": {CandidateFacts: export.CandidateFacts{Name: "Ana"}},
		"full": {
			ID: 4, CandidateFacts: export.CandidateFacts{Name: "Ana", Tags: []string{"a;b", "c"}, Emails: []string{"x@example.com", "y@example.com"}, Phones: []string{"+351 1", "-"}, Links: []string{"https://example.com/;a"},
				Fields: []recruit.OwnField{{Name: "A", Value: " one\n\ntwo"}, {Name: "[B]", Value: "= 3"}}}, CreatedAt: at,
			Applications: []export.Application{{Job: ref, Stage: "a;b", StageSince: at, CreatedAt: at}}, Notes: []export.Note{{At: at, Author: "Dana", Text: "one;\n'two", Job: &ref}},
		},
		"lists like others": {CandidateFacts: export.CandidateFacts{Name: "Ana", Tags: []string{`["a"]`}, Emails: []string{" "}, Fields: []recruit.OwnField{{Name: "A", Value: "b"}}}},
	} {
		got, wrong := export.CandidateOf(export.CandidateHeads(), c.Row())
		if len(wrong) > 0 || !reflect.DeepEqual(got, c) {
			t.Errorf("%s: %+v\ncame back as %+v, %v", name, c, got, wrong)
		}
	}
	_, wrong := export.CandidateOf(export.CandidateHeads(), strings.Split("x,Ana,,,,,,,,,,,,,,no lines,,,,,yesterday,{},[", ","))
	if want := []string{"fields", "id", "created_at", "applications", "notes"}; !reflect.DeepEqual(wrong, want) {
		t.Errorf("wrong are %v, want %v", wrong, want)
	}
}

// TestFitting leaves out the oldest of notes that no cell takes, and counts them.
func TestFitting(t *testing.T) {
	t.Parallel()
	c := export.Candidate{Notes: make([]export.Note, 100)}
	for i := range c.Notes {
		c.Notes[i].Text = strings.Repeat("x", 10_000)
	}
	fit, left := c.Fitting()
	if left == 0 || left == 100 || left+len(fit.Notes) != 100 {
		t.Errorf("%d left of %d", left, len(c.Notes))
	}
}

func TestKeys(t *testing.T) {
	t.Parallel()
	at := time.Unix(1792669030, 0)
	if id, created, ok := export.KeyOf(export.Key(5, at)); !ok || id != 5 || created != at.Unix() {
		t.Errorf("%d, %d, %v", id, created, ok)
	}
	for _, other := range []string{"", "5", "row-", "row-9f3a-7", "row-9f3ac2", "row-0-1", "row--1-1", "7-7"} {
		if _, _, ok := export.KeyOf(other); ok {
			t.Errorf("%q is a key", other)
		}
	}
}
