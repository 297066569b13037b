package recruittest

import (
	"context"
	"time"

	"recruitty/recruit"
)

// This file is a workspace without letters: package store is where they are tried.

func noLetter() error { return recruit.NotFound("No letters are kept here.") }

// Letter implements recruit.Letters.
func (s *Store) Letter(context.Context, recruit.LetterID) (recruit.Letter, error) {
	return recruit.Letter{}, noLetter()
}

// LettersTo implements recruit.Letters.
func (s *Store) LettersTo(context.Context, recruit.CandidateID) ([]recruit.Letter, error) {
	return nil, nil
}

// LetterOf implements recruit.Letters.
func (s *Store) LetterOf(context.Context, recruit.EffectID) (recruit.LetterID, error) {
	return 0, noLetter()
}

// SaveLetter implements recruit.Letters.
func (s *Store) SaveLetter(context.Context, recruit.Letter, recruit.Activity) (recruit.Letter, error) {
	return recruit.Letter{}, noLetter()
}

// DueLetters implements recruit.Letters.
func (s *Store) DueLetters(context.Context, time.Time, int) ([]recruit.LetterID, error) {
	return nil, nil
}

// PutOffLetter implements recruit.Letters.
func (s *Store) PutOffLetter(context.Context, recruit.LetterID, time.Time, time.Time, string) error {
	return noLetter()
}
