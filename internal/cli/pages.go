package cli

import (
	"context"
	"fmt"
	"strconv"

	"recruitty/internal/cli/output"
	"recruitty/recruit"
	"recruitty/recruit/fulltext"
)

// candidatePages reads candidates.
func (s *session) candidatePages(ctx context.Context, f recruit.CandidateFilter) output.Pages[recruit.CandidateSummary] {
	f.Limit = output.RowsAtOnce
	return output.Paged(func() ([]recruit.CandidateSummary, bool, error) {
		part, err := s.Services.Store.CandidatePage(ctx, f)
		f.After = part.Last
		return part.Rows, len(part.Rows) == f.Limit && part.Last != "", err
	})
}

// readElsewhere says what reads files.
const readElsewhere = "They are read while recruitty is open, and by recruitty workspace read."

// notSearched says on the error output how many files a search left out because nobody
// has read them yet.
func (s *session) notSearched(ctx context.Context, f recruit.CandidateFilter) {
	f.Limit, f.CountTo = 1, 1
	page, err := s.Services.Store.CandidatePage(ctx, f)
	if words := fulltext.NotSearched(page.Texts); err == nil && words != "" {
		fmt.Fprintln(s.Err, words+" "+readElsewhere)
	}
}

// jobPages reads jobs.
func (s *session) jobPages(ctx context.Context, f recruit.JobFilter) output.Pages[recruit.JobSummary] {
	f.Limit = 500
	return output.Paged(func() ([]recruit.JobSummary, bool, error) {
		part, err := s.Services.Store.Jobs(ctx, f)
		if len(part) > 0 {
			f.After = part[len(part)-1].ID
		}
		return part, len(part) == f.Limit, err
	})
}

// interviewPages reads interviews.
func (s *session) interviewPages(ctx context.Context, f recruit.InterviewFilter) output.Pages[recruit.InterviewSummary] {
	f.Limit = output.RowsAtOnce
	return output.Paged(func() ([]recruit.InterviewSummary, bool, error) {
		part, err := s.Services.Store.Interviews(ctx, f)
		if len(part) > 0 {
			last := part[len(part)-1]
			f.After = recruit.InterviewPlace{Start: last.Start, ID: last.ID}
		}
		return part, len(part) == f.Limit, err
	})
}

// activityPages reads the log; limit 0 means all of it.
func (s *session) activityPages(ctx context.Context, f recruit.ActivityFilter, limit int) output.Pages[recruit.Activity] {
	read := 0
	return output.Paged(func() ([]recruit.Activity, bool, error) {
		f.Limit = 500
		if limit > 0 {
			f.Limit = min(f.Limit, limit-read)
		}
		part, err := s.Services.Store.Activities(ctx, f)
		read += len(part)
		if len(part) > 0 {
			f.Before = part[len(part)-1].ID
		}
		return part, len(part) == f.Limit && read != limit, err
	})
}

// withNumbers lets a number in a query stand for the candidate who has it, besides
// whoever is found by it otherwise.
func withNumbers(also map[string][]recruit.CandidateID, query string) map[string][]recruit.CandidateID {
	for _, word := range recruit.NewQuery(query) {
		id, err := strconv.ParseInt(word, 10, 64)
		if err != nil || id <= 0 {
			continue
		}
		if also == nil {
			also = map[string][]recruit.CandidateID{}
		}
		also[word] = append(also[word], recruit.CandidateID(id))
	}
	return also
}
