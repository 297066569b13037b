package plain

import (
	"context"
	"slices"
	"strings"

	"recruitty/recruit"
	"recruitty/recruit/sanitize"
	"recruitty/ui/plain/defining"
	"recruitty/ui/plain/offering"
	"recruitty/ui/plain/own"
	"recruitty/ui/plain/scoring"
	"recruitty/ui/plain/talk"
	"recruitty/ui/wording"
)

// command is something that can be said between forms.
type command struct {
	name  string
	other string // another word for it, or several with "or" between them; "" for none
	takes string // what may stand behind it
	what  string // for help
	run   func(p *plain, ctx context.Context, rest string) error
}

// commands lists what can be said, in the order in which help says it.
func commands() []command {
	return []command{
		{"today", "day", "", "your interviews, and what needs you", (*plain).today},
		{"candidates", "search or find", "WORDS", "list candidates, or search among them", (*plain).candidates},
		{"candidate", "open", "WORDS", "open a candidate, or read out the open one again", (*plain).showCandidate},
		{"jobs", "", "WORDS", "list jobs, or search among them; a number opens one with its candidates", (*plain).jobs},
		{"board", "pipeline", "JOB WORDS", "the pipeline of a job: who is in which stage, since when, and who is waiting for you", (*plain).board},
		{"interviews", "", "mine, past, WORDS", "list upcoming or past interviews, or search among them", (*plain).interviews},
		{"week", "", weekTakes, "a week: when you are free or busy, and its interviews; those of others with a name", (*plain).week},
		{"reports", "report", reportsTake, "what has happened, in numbers; a name gives the figures of a report, and rows what is behind them", (*plain).reports},
		{"schedule", "s", "", "Schedule an Interview with the open candidate", (*plain).schedule},
		{"loop", "", "", "find the days for all sessions of the interview plan of the open candidate's stage, and book them together", (*plain).loop},
		{"offer", "", offering.Takes, "offer the open candidate times to choose from, of the interview plan or of one interview; list the offers, or read one out, offer other times, confirm or withdraw it, settle what the candidate has written, or make a link to hand over", (*plain).offer},
		{"offers", "", "WORDS", "list the offers of times, or search among them; a number reads one out and asks what you decide", (*plain).listOffers},
		{"many", "", "WORDS, undo WORDS, candidates WORDS, or undo", "change many interviews at once: upcoming ones that match words, such as with:dana; move, cancel, replace someone, or ask again; with undo, your last change of each that you have just changed is undone. With candidates, those who match words: move, reject, email, link, tag, or set their owner; undo undoes that", (*plain).many},
		{"reschedule", "r", "", "move the open candidate's interview", (*plain).reschedule},
		{"cancel", "x", "", "cancel the open candidate's interview; you are told first what will happen", (*plain).cancel},
		{"invited", "who", "", "change who is invited to the open candidate's interview", (*plain).invited},
		{"heal", "", "WORDS", "what has come up about upcoming interviews, and how to fix it; a number does it", (*plain).heal},
		{"link", "", "", "link the open candidate to a job", (*plain).link},
		{"move", "", "", "move the open candidate to another stage", (*plain).move},
		{"reject", "", "", "reject the open candidate for a reason, with or without an email", (*plain).reject},
		{"advance", "", "", "advance the open candidate to the next stage, with or without an email", (*plain).advance},
		{"undo", "", "or job WORDS", "undo the last change of the open candidate, or of a job; you are told first what that is", (*plain).takeBackLast},
		{"unmove", "", "", "undo the last move of the open candidate, with the email that has not been sent", (*plain).unmove},
		{"write", "", "TEXT", "write an email to the open candidate", (*plain).write},
		{"unlink", "", "", "remove the open candidate from a job", (*plain).unlink},
		{"outcome", "done", "", "record how an interview of the open candidate went, or undo that", (*plain).outcome},
		{"score", "scorecard", scoring.Takes, "give your scorecard of an interview, of the open candidate or one that is missing; list, read or withdraw scorecards, or ask for those that are late", (*plain).score},
		{"debrief", "", "", "read out the scorecards of the open candidate, and decide", (*plain).debrief},
		{"guide", "form", "JOB WORDS", "write the scorecard form and the interview guide of a stage of a job, or of a session of its plan", (*plain).guide},
		{"note", "", "TEXT", "write a note about the open candidate", (*plain).note},
		{"notes", "", "", "read out the notes about the open candidate", (*plain).notes},
		{"change", "", "note, candidate, job WORDS or member WORDS", "change a note that you wrote, the open candidate, a job, or a member of the team", (*plain).changeRecord},
		{"remove", "", "note or file", "remove a note, or a file of the open candidate", (*plain).remove},
		{"files", "", "", "list the open candidate's files", (*plain).files},
		{"save", "", "", "open or save a file of the open candidate", (*plain).save},
		{"activity", "log", "WORDS", "list the open candidate's activity, or search in it", (*plain).activity},
		{"new", "", "candidate or job", "add a candidate or a job", (*plain).add},
		{"close", "", "job WORDS", "close a job", (*plain).closeJob},
		{"reopen", "", "job WORDS", "open a closed job again", (*plain).reopenJob},
		{"plan", "plans", "JOB WORDS, or remove or restore JOB WORDS", "write or change the interview plan of a stage of a job, remove it or bring it back", (*plain).plan},
		{"import", "", "candidates, jobs or interviews FILE, list, or undo NUMBER", "import a file, list the imports, or undo one", (*plain).imports},
		{"outbox", "", "WORDS", "what Zoom or the mail server has not confirmed yet, or search in that", (*plain).outbox},
		{"retry", "", "NUMBER or all", "retry something from the outbox now", (*plain).retry},
		{"zoom", "", "", "how Zoom is connected", (*plain).zoom},
		{"connect", "", "", "connect Zoom", (*plain).connect},
		{"mail", "", "test, connect google, connect microsoft or disconnect", "how mail is sent; send yourself a test email, or sign in to the mail account", (*plain).mail},
		{"calendars", "calendar", "connect, sync, test NUMBER or disconnect NUMBER", "which calendars show when people are free; connect, read or disconnect one", (*plain).calendars},
		{"pools", "pool", poolsTake, "groups of members who can stand in for each other; read one out, add one, or change its members and their level", (*plain).pools},
		{"fields", "field", defining.Takes, "the custom fields of candidates; read one out, add, change, move or remove one", (*plain).ownFields},
		{"settings", "profile", "WORD", "what is set; with " + talk.OrWords(settingNames()) + " it is changed", (*plain).settings},
		{"team", "members", "WORDS", "list the team, or search in it", (*plain).team},
		{"config", "keys", own.Takes, "keys, colours and the mouse of your screens", (*plain).config},
		{"plain", "", "yes or no", "whether recruitty opens in plain mode for you", (*plain).setPlain},
		{"more", "", "", "the next lines of a list", (*plain).More},
		{"help", "?", "WORD", "explain these words, or one of them", (*plain).help},
	}
}

// do does what was typed, and reports whether that was to end.
func (p *plain) do(ctx context.Context, typed string) (done bool, err error) {
	if n := talk.Number(typed); n > 0 {
		return false, p.Open(ctx, n)
	}
	word, rest, _ := strings.Cut(typed, " ")
	word, rest = sanitize.Fold(word), strings.TrimSpace(rest)
	switch word {
	case "quit", "exit", "bye", "q":
		p.Tell("Goodbye.")
		return true, nil
	case "back":
		p.Tell("There is nothing to go back to.")
		return false, nil
	}
	if c, ok := lookUp(word); ok {
		return false, c.run(p, ctx, rest)
	}
	return false, recruit.Invalid("", "%q is not understood; type help for what you can type.", wording.Shown(typed))
}

func lookUp(word string) (command, bool) {
	for _, c := range commands() {
		if word != "" && (word == c.name || slices.Contains(strings.Split(c.other, " or "), word)) {
			return c, true
		}
	}
	return command{}, false
}

func (p *plain) help(_ context.Context, rest string) error {
	if c, ok := lookUp(sanitize.Fold(rest)); ok {
		p.Tell("%s", c.about())
		return nil
	}
	for _, c := range commands() {
		p.Tell("%s", c.about())
	}
	p.Tell("quit: end.")
	p.Tell("A number alone opens that line of the last list.")
	p.Tell("While you are asked: enter keeps the value in brackets, help explains the question, back returns to the previous question, leave closes the form.")
	return nil
}

func (c command) about() string {
	out := c.name
	if c.takes != "" {
		out += " " + c.takes
	}
	if c.other != "" {
		out += ", or " + c.other
	}
	return out + ": " + c.what + "."
}
