package scorecards

import (
	"context"
	"slices"

	"recruitty/recruit"
)

// pageSize is how many interviews are read at a time. Lists are read on until their end,
// since a card that is missing must not be left out in silence (R17).
const pageSize = 500

// pages gives all interviews of a filter to each, page by page, by their start. A page begins
// behind the last interview of the one before it, so that it ends whatever is written meanwhile
// within the time that the filter has.
func (s *Service) pages(ctx context.Context, f recruit.InterviewFilter, each func([]recruit.InterviewSummary) error) error {
	f.Brief, f.Limit = true, pageSize
	for {
		page, err := s.Store.Interviews(ctx, f)
		if err != nil || len(page) == 0 {
			return err
		}
		last := page[len(page)-1]
		f.After = recruit.InterviewPlace{Start: last.Start, ID: last.ID}
		full := len(page) == pageSize
		if err := each(page); err != nil || !full {
			return err
		}
	}
}

// every lists the sheets of all interviews of a filter that are wanted, by their start; wanted
// may be nil.
func (s *Service) every(ctx context.Context, reader recruit.Member, f recruit.InterviewFilter, wanted func(recruit.InterviewSummary) bool) ([]Sheet, error) {
	var all []Sheet
	err := s.pages(ctx, f, func(page []recruit.InterviewSummary) error {
		if wanted != nil {
			page = slices.DeleteFunc(page, func(i recruit.InterviewSummary) bool { return !wanted(i) })
		}
		more, err := s.sheets(ctx, reader, page)
		all = append(all, more...)
		return err
	})
	if err != nil {
		return nil, err
	}
	return all, nil
}

// numbers are those of interviews.
func numbers(of []recruit.InterviewSummary) []recruit.InterviewID {
	ids := make([]recruit.InterviewID, len(of))
	for i, one := range of {
		ids[i] = one.ID
	}
	return ids
}
