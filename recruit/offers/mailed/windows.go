package mailed

import (
	"recruitty/recruit/offers"
	"recruitty/recruit/slots"
)

// windows are the times of which an email says that the candidate can.
func (s *Service) windows(words string, o offers.Offer) []slots.Span { return nil }
