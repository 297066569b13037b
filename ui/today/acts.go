package today

import (
	"context"
	"strings"

	tea "charm.land/bubbletea/v2"

	"recruitty/recruit"
	"recruitty/recruit/scheduling"
	"recruitty/ui/interviews"
	"recruitty/ui/shell"
	"recruitty/ui/wording"
)

// interview is the one that the row under the cursor is about, 0 for none.
func (s *todayScreen) interview() recruit.InterviewID {
	key := strings.Fields(s.Table.Key())
	if len(key) < 3 || key[0] != "interview" {
		return 0
	}
	return shell.IDOf[recruit.InterviewID](key[2])
}

// onInterview reports whether the row under the cursor is about an interview.
func (s *todayScreen) onInterview() bool { return s.interview() != 0 }

// under is the interview under the cursor as far as it was read here.
func (s *todayScreen) under() (recruit.Interview, bool) {
	id := s.interview()
	for _, list := range [][]recruit.InterviewSummary{s.facts.Day, s.facts.Mine, s.facts.Over} {
		for _, i := range list {
			if i.ID == id && id != 0 {
				return i.Interview, true
			}
		}
	}
	for _, r := range s.facts.Answers {
		if r.Interview.ID == id && id != 0 {
			return r.Interview, true
		}
	}
	for _, f := range s.healing.found.List {
		if f.Interview() == id && id != 0 {
			return f.Record.Interview, true
		}
	}
	return recruit.Interview{}, false
}

// chosen is under once the screen has read something.
func (s *todayScreen) chosen() (recruit.Interview, bool) {
	if !s.known {
		return recruit.Interview{}, false
	}
	return s.under()
}

// begun reports whether the row under the cursor is about an interview that has begun, which
// can be judged.
func (s *todayScreen) begun() bool {
	i, ok := s.under()
	return ok && !i.Start.After(s.App.Session().Now())
}

// linkless says why there is no meeting to join.
func (s *todayScreen) linkless() string {
	i, ok := s.under()
	switch {
	case !ok:
		return "Choose an interview first."
	case i.JoinURL() != "":
		return ""
	}
	return interviews.NoLink(i)
}

// joins is what o does: where there is no browser, the link is copied.
func (s *todayScreen) joins() string {
	if s.App.NoBrowser() != "" {
		return "copy link to join"
	}
	return "join"
}

// join opens the meeting, or copies its link where there is no browser on this side.
func (s *todayScreen) join() tea.Cmd {
	i, ok := s.under()
	if !ok {
		return nil
	}
	if s.App.NoBrowser() != "" {
		return s.copyLink()
	}
	return s.App.OpenAddress(i.JoinURL())
}

func (s *todayScreen) copyLink() tea.Cmd {
	i, ok := s.under()
	if !ok {
		return nil
	}
	return s.App.CopyText("Link", i.JoinURL())
}

// asks reports whether an interview waits for someone to say how it went.
func (s *todayScreen) asks(i recruit.InterviewSummary) bool {
	return i.Status == recruit.Scheduled && !i.End().After(s.App.Session().Now()) && i.OrganiserID == s.App.Member().ID
}

// ended is the interview under the cursor, if it is one that is over.
func (s *todayScreen) ended() (recruit.InterviewSummary, bool) {
	id := s.interview()
	for _, list := range [][]recruit.InterviewSummary{s.facts.Day, s.facts.Over} {
		for _, i := range list {
			if i.ID == id && id != 0 {
				return i, true
			}
		}
	}
	return recruit.InterviewSummary{}, false
}

// asksOutcome reports whether the row under the cursor asks how it went.
func (s *todayScreen) asksOutcome() bool {
	i, ok := s.ended()
	return ok && s.asks(i)
}

// hasOutcome reports whether what someone said of the row under the cursor can be taken
// back here.
func (s *todayScreen) hasOutcome() bool {
	i, ok := s.ended()
	return ok && (i.Status == recruit.Completed || i.Status == recruit.NoShow)
}

// outcome records how the interview under the cursor went.
func (s *todayScreen) outcome(status recruit.Status) tea.Cmd {
	i, ok := s.ended()
	if !ok {
		return nil
	}
	svc, actor := s.App.Services(), s.App.Member()
	return shell.Act(s.App, func(ctx context.Context) (recruit.Record, error) {
		return svc.Scheduling.Close(ctx, actor, i.ID, scheduling.ExpectedVersion(i.Version), status)
	}, func(r recruit.Record) string {
		return wording.Status(status) + ": " + r.Interview.Title + " with " + r.Candidate.Name + ". u undoes that."
	})
}

// takeBack opens the question again how the interview went.
func (s *todayScreen) takeBack() tea.Cmd {
	i, ok := s.ended()
	if !ok {
		return nil
	}
	svc, actor := s.App.Services(), s.App.Member()
	return shell.Act(s.App, func(ctx context.Context) (recruit.Record, error) { return svc.Scheduling.Undo(ctx, actor, i.ID) },
		func(r recruit.Record) string {
			return wording.OpenAgain(r.Interview)
		})
}
