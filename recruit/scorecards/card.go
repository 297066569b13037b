package scorecards

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"recruitty/recruit"
	"recruitty/recruit/sanitize"
)

// MaxNote bounds a note of a scorecard, in characters.
const MaxNote = 8000

// Recommendation is what a member would do.
type Recommendation string

// The recommendations, from worst to best.
const (
	StrongNo  Recommendation = "strong_no"
	No        Recommendation = "no"
	Yes       Recommendation = "yes"
	StrongYes Recommendation = "strong_yes"
)

// Recommendations lists them in the order in which a form offers them.
func Recommendations() []Recommendation { return []Recommendation{StrongNo, No, Yes, StrongYes} }

// Words is the recommendation in a sentence: "strong yes".
func (r Recommendation) Words() string { return strings.ReplaceAll(string(r), "_", " ") }

// ParseRecommendation reads a recommendation: "strong yes", "no", or its place from 1 to 4.
func ParseRecommendation(text string) (Recommendation, error) {
	folded := strings.Join(strings.FieldsFunc(sanitize.Fold(text), func(r rune) bool { return strings.ContainsRune(" _-.!", r) }), " ")
	for i, r := range Recommendations() {
		if folded == r.Words() || folded == strconv.Itoa(i+1) {
			return r, nil
		}
	}
	return "", recruit.Invalid("recommendation", "A recommendation is strong no, no, yes or strong yes, not %q.", recruit.Shorten(text))
}

// Rating is a number for one attribute. It keeps the attribute as it was called and what
// the number meant then, whatever becomes of the form.
type Rating struct {
	Attribute string `json:"attribute"`
	Value     int    `json:"value"` // from 1
	Of        int    `json:"of"`    // the highest number of the scale
	Word      string `json:"word,omitempty"`
}

// Rate is the rating of an attribute with a number; one that its scale does not have is
// ErrInvalid.
func (a Attribute) Rate(value int) (Rating, error) {
	if value < 1 || value > a.Of() {
		return Rating{}, recruit.Invalid("rate", "%s is rated from 1 to %d (%s), not with %d.", a.Name, a.Of(), a.Scale(), value)
	}
	return Rating{Attribute: a.Name, Value: value, Of: a.Of(), Word: a.Words[value-1]}, nil
}

// Read reads a rating as a person says it: "3", "3 good", "good".
func (a Attribute) Read(text string) (Rating, error) {
	n, rest, ok := leadingRating(a, strings.TrimSpace(text))
	if !ok || rest != "" {
		return Rating{}, recruit.Invalid("rate", "%s is rated from 1 to %d (%s), not with %q.", a.Name, a.Of(), a.Scale(), recruit.Shorten(text))
	}
	return a.Rate(n)
}

// Words says a rating: "Coding 3 good".
func (r Rating) Words() string {
	return strings.TrimSpace(fmt.Sprintf("%s %d %s", r.Attribute, r.Value, r.Word))
}

// Card is the scorecard of one member for one interview.
type Card struct {
	Interview recruit.InterviewID
	Member    recruit.MemberID
	Author    string // the member's name as it is now; read only
	Left      bool   // the member has left the team; read only

	Ratings        []Rating // in the order of the form; what was not assessed is missing
	Recommendation Recommendation
	Note           string // read by those who may read the card
	Private        string // read by its author and by admins
	// Unread are the lines of a mail that were not understood, for its author.
	Unread string
	// Mailed says that the newest version came by mail.
	Mailed bool

	Version   int // 0 where none was saved yet
	GivenAt   time.Time
	UpdatedAt time.Time
	// WithdrawnAt is when it was taken back; zero while it counts.
	WithdrawnAt time.Time
	// By is who made this version, where it is one of a history; read only.
	By string
}

// Given reports whether the card counts: it was handed in and not taken back.
func (c Card) Given() bool { return !c.GivenAt.IsZero() && c.WithdrawnAt.IsZero() }

// Rating is that of an attribute; ok is false where it was not assessed.
func (c Card) Rating(attribute string) (r Rating, ok bool) {
	folded := sanitize.Fold(attribute)
	i := slices.IndexFunc(c.Ratings, func(r Rating) bool { return sanitize.Fold(r.Attribute) == folded })
	if i < 0 {
		return Rating{}, false
	}
	return c.Ratings[i], true
}

// Mean is the mean of the ratings; ok is false without any, and where they have different
// scales.
func (c Card) Mean() (mean float64, ok bool) {
	sum := 0
	for _, r := range c.Ratings {
		if r.Of != c.Ratings[0].Of {
			return 0, false
		}
		sum += r.Value
	}
	if len(c.Ratings) == 0 {
		return 0, false
	}
	return float64(sum) / float64(len(c.Ratings)), true
}

// Short says a card in a few words: "3.5 strong yes".
func (c Card) Short() string {
	if mean, ok := c.Mean(); ok {
		return strings.TrimSpace(fmt.Sprintf("%.1f %s", mean, c.Recommendation.Words()))
	}
	return c.Recommendation.Words()
}

// ratingWords says all ratings of a card, "" for none.
func (c Card) ratingWords() string {
	said := make([]string, len(c.Ratings))
	for i, r := range c.Ratings {
		said[i] = r.Words()
	}
	return strings.Join(said, ", ")
}

// WithRating is the card with a rating in the place of the one of that attribute.
func (c Card) WithRating(r Rating) Card {
	c = c.Without(r.Attribute)
	c.Ratings = append(c.Ratings, r)
	return c
}

// Without is the card without the rating of an attribute.
func (c Card) Without(attribute string) Card {
	folded := sanitize.Fold(attribute)
	c.Ratings = slices.DeleteFunc(slices.Clone(c.Ratings), func(x Rating) bool { return sanitize.Fold(x.Attribute) == folded })
	return c
}

// Empty reports whether nothing stands on the card.
func (c Card) Empty() bool {
	return len(c.Ratings) == 0 && c.Recommendation == "" && c.Note == "" && c.Private == ""
}

// same reports whether two cards say the same.
func (c Card) same(d Card) bool {
	return slices.Equal(c.Ratings, d.Ratings) && c.Recommendation == d.Recommendation && c.Note == d.Note && c.Private == d.Private && c.Unread == d.Unread
}

// differences are what changed of a card, for the log. Of a private note it says only that.
func differences(was, now Card) string {
	return recruit.JoinDifferences(
		recruit.Difference("Ratings", was.ratingWords(), now.ratingWords()),
		recruit.Difference("Recommendation", was.Recommendation.Words(), now.Recommendation.Words()),
		recruit.Difference("Note", was.Note, now.Note),
		recruit.DifferenceSecret("Private note", was.Private, now.Private))
}

// clean makes what was typed fit to be kept. Ratings are put into the order of the form;
// those of attributes that it has no more come last.
func (c Card) clean(f Form) (Card, error) {
	var err error
	if c.Note, err = recruit.CleanText("note", "note", c.Note, MaxNote); err != nil {
		return c, err
	}
	if c.Private, err = recruit.CleanText("private_note", "private note", c.Private, MaxNote); err != nil {
		return c, err
	}
	if head := sanitize.Cut(c.Unread, MaxNote/2); head != c.Unread {
		c.Unread = head + "\n… and more, which is in your email"
	}
	if c.Unread, err = recruit.CleanText("unread", "mail", c.Unread, MaxNote); err != nil {
		return c, err
	}
	if c.Recommendation != "" && !slices.Contains(Recommendations(), c.Recommendation) {
		_, err = ParseRecommendation(string(c.Recommendation))
		return c, err
	}
	if len(c.Ratings) > 2*MaxAttributes {
		return c, recruit.Invalid("rate", "A scorecard has at most %d ratings.", 2*MaxAttributes)
	}
	place := func(r Rating) int {
		i := slices.IndexFunc(f.Attributes, func(a Attribute) bool { return sanitize.Fold(a.Name) == sanitize.Fold(r.Attribute) })
		if i < 0 {
			return len(f.Attributes)
		}
		return i
	}
	c.Ratings = slices.Clone(c.Ratings)
	slices.SortStableFunc(c.Ratings, func(a, b Rating) int { return place(a) - place(b) })
	for i, r := range c.Ratings {
		if r.Value < 1 || r.Value > r.Of || r.Of > 5 {
			return c, recruit.Invalid("rate", "%s cannot be rated with %d of %d.", recruit.Shorten(r.Attribute), r.Value, r.Of)
		}
		if slices.ContainsFunc(c.Ratings[:i], func(b Rating) bool { return sanitize.Fold(b.Attribute) == sanitize.Fold(r.Attribute) }) {
			return c, recruit.Invalid("rate", "%s is rated twice; leave one of the two out.", r.Attribute)
		}
	}
	return c, nil
}
