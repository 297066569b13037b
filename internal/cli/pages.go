package cli

import (
	"context"
	"strconv"
	"strings"

	"recruitty/internal/cli/output"
	"recruitty/recruit"
)

// candidatePages reads candidates.
func (s *session) candidatePages(ctx context.Context, f recruit.CandidateFilter) output.Pages[recruit.CandidateSummary] {
	f.Limit = output.RowsAtOnce
	return output.Paged(func() ([]recruit.CandidateSummary, bool, error) {
		part, err := s.Desk.Store.CandidatePage(ctx, f)
		f.After = part.Last
		return part.Rows, len(part.Rows) == f.Limit && part.Last != "", err
	})
}

// jobPages reads jobs.
func (s *session) jobPages(ctx context.Context, f recruit.JobFilter) output.Pages[recruit.JobSummary] {
	f.Limit = 500
	return output.Paged(func() ([]recruit.JobSummary, bool, error) {
		part, err := s.Desk.Store.Jobs(ctx, f)
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
		part, err := s.Desk.Store.Interviews(ctx, f)
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
		part, err := s.Desk.Store.Activities(ctx, f)
		read += len(part)
		if len(part) > 0 {
			f.Before = part[len(part)-1].ID
		}
		return part, len(part) == f.Limit && read != limit, err
	})
}

// wanted is what a list is searched for, in one argument or several words.
func wanted(args []string) recruit.Query { return recruit.NewQuery(strings.Join(args, " ")) }

// list writes the rows of a list that a query is in: in what the list shows of them, or
// in the further words that they are found by. An empty query keeps all.
func list[T any](s *session, query recruit.Query, l output.Listing[T], words func(T) string, all output.Pages[T]) error {
	return output.Stream(s.Printer(), l, matching(query, l, words, all))
}

// matching keeps those rows.
func matching[T any](query recruit.Query, l output.Listing[T], words func(T) string, all output.Pages[T]) output.Pages[T] {
	if len(query) == 0 {
		return all
	}
	return output.Mapped(all, func(t T) (T, bool) { return t, query.In(append(l.Row(t), words(t))...) })
}

// atMost ends a list after n rows; 0 means all of it.
func atMost[T any](n int, all output.Pages[T]) output.Pages[T] {
	if n == 0 {
		return all
	}
	return func(yield func([]T, error) bool) {
		left := n
		for page, err := range all {
			page = page[:min(left, len(page))]
			left -= len(page)
			if !yield(page, err) || left == 0 {
				return
			}
		}
	}
}

// noneOf is what stands for a list in which nothing was found.
func noneOf(query recruit.Query, none string) string {
	if len(query) == 0 {
		return none
	}
	return "Nothing here holds these words."
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
