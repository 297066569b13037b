package wording

import "recruitty/recruit"

// LetterTemplate is a template of mails to candidates, as a choice offers it.
type LetterTemplate struct {
	Event recruit.MailEvent
	Words string
}

// LetterTemplates are all of them, the one for words of one's own first.
func LetterTemplates() []LetterTemplate {
	return []LetterTemplate{{recruit.OnMessage, "In your own words"}, {recruit.OnAdvanced, "They move on"}, {recruit.OnRejected, "They are rejected"}}
}

// WhenLetterLeaves says what the time at which a mail leaves can be.
const WhenLetterLeaves = "or a time in their zone: in 2 hours, tomorrow 9:00"

// WordsOfALetter says where what is written to a candidate goes.
const WordsOfALetter = "It goes between the greeting and your name."
