package command

import (
	"strings"

	"recruitty/internal/cli/output"
	"recruitty/recruit"
)

// Wanted is what a list is searched for, in one argument or several words.
func Wanted(args []string) recruit.Query { return recruit.NewQuery(strings.Join(args, " ")) }

// List writes the rows of a list that a query is in: in what the list shows of them, or
// in the further words that they are found by. An empty query keeps all.
func List[T any](s *Session, query recruit.Query, l output.Listing[T], words func(T) string, all output.Pages[T]) error {
	return output.Stream(s.Printer(), l, Matching(query, l, words, all))
}

// Matching keeps the rows that a query is in, as List does.
func Matching[T any](query recruit.Query, l output.Listing[T], words func(T) string, all output.Pages[T]) output.Pages[T] {
	if len(query) == 0 {
		return all
	}
	return output.Mapped(all, func(t T) (T, bool) { return t, query.In(append(l.Row(t), words(t))...) })
}

// AtMost ends a list after n rows; 0 means all of it.
func AtMost[T any](n int, all output.Pages[T]) output.Pages[T] {
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

// NoneOf is what stands for a list in which nothing was found.
func NoneOf(query recruit.Query, none string) string {
	if len(query) == 0 {
		return none
	}
	return "Nothing here contains these words."
}
