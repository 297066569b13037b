package scorecards

import (
	"context"
	"strings"
	"time"

	"recruitty/recruit"
)

// Reminder is of an interview whose scorecards would be asked for, or were.
type Reminder struct {
	ID               recruit.InterviewID
	Title, Candidate string
	Asked            []string // the names of those who get a mail
	Already          []string // and of those to whom one is on its way
	Err              error    // why nobody of it is asked
}

// NoneLate says that nobody has to be asked.
const NoneLate = "None of the interviews you organise has a late scorecard."

// Reminders says who besides the actor would be asked for their scorecards of interviews,
// whether or not they were asked before; who has such a mail on its way is not asked twice. Nothing is sent. An
// interview that cannot be read, or of which no card is missing, has its Err.
func (a *Asker) Reminders(ctx context.Context, actor recruit.Member, of []recruit.InterviewID) ([]Reminder, error) {
	if err := recruit.Allow(actor, recruit.ToSchedule); err != nil {
		return nil, err
	}
	all := make([]Reminder, 0, len(of))
	for _, id := range of {
		m, err := a.reminder(ctx, actor, id)
		if err != nil && !recruit.AboutOne(ctx, err) {
			return nil, err
		}
		m.ID, m.Err = id, err
		all = append(all, m)
	}
	return all, nil
}

// reminder is who would be asked about one interview.
func (a *Asker) reminder(ctx context.Context, actor recruit.Member, id recruit.InterviewID) (Reminder, error) {
	r, err := a.Store.Record(ctx, id)
	if err != nil {
		return Reminder{}, err
	}
	m, now := Reminder{Title: r.Interview.Title, Candidate: r.Candidate.Name}, a.Now().UTC()
	for _, p := range r.Panel() {
		switch {
		case !r.WantsFeedback(p, now), p.MemberID == actor.ID:
		case onItsWay(r, p):
			m.Already = append(m.Already, p.Called())
		default:
			m.Asked = append(m.Asked, p.Called())
		}
	}
	if len(m.Asked)+len(m.Already) == 0 {
		err = recruit.Refused("No scorecard of it is missing.")
	}
	return m, err
}

// onItsWay reports whether a mail that asks a person for their card has not left yet.
func onItsWay(r recruit.Record, p recruit.Participant) bool {
	return asked(r, p, func(e recruit.Effect) bool { return e.Open() })
}

// Remind asks those on the panel of an interview who have given no card, at once, whether
// or not they were asked before; who has a mail on its way already is not asked twice. It
// says how many were asked.
func (a *Asker) Remind(ctx context.Context, actor recruit.Member, id recruit.InterviewID) (int, error) {
	if err := recruit.Allow(actor, recruit.ToSchedule); err != nil {
		return 0, err
	}
	return a.askNow(ctx, id, 0)
}

// askNow asks those on the panel of an interview but one member at once.
func (a *Asker) askNow(ctx context.Context, id recruit.InterviewID, but recruit.MemberID) (int, error) {
	now := a.Now().UTC()
	return a.ask(ctx, id, func(r recruit.Record, p recruit.Participant) (time.Time, bool) {
		return now, !onItsWay(r, p) && (but == 0 || p.MemberID != but)
	})
}

// RemindAll asks those of Reminders, and says of each what became of it;
// one of which that fails stops no other.
func (a *Asker) RemindAll(ctx context.Context, actor recruit.Member, of []Reminder) ([]Reminder, error) {
	if err := recruit.Allow(actor, recruit.ToSchedule); err != nil {
		return nil, err
	}
	all := make([]Reminder, 0, len(of))
	for _, m := range of {
		if m.Err == nil && len(m.Asked) > 0 {
			n, err := a.askNow(ctx, m.ID, actor.ID)
			switch {
			case err != nil && !recruit.AboutOne(ctx, err):
				return all, err
			case err != nil:
				m.Asked, m.Err = nil, err
			case n == 0: // someone was faster
				m.Asked, m.Already = nil, append(m.Already, m.Asked...)
			}
		}
		all = append(all, m)
	}
	return all, nil
}

// mails counts the mails of reminders.
func mails(all []Reminder) (n int) {
	for _, m := range all {
		n += len(m.Asked)
	}
	return n
}

// RemindWords say in lines who would be asked, and how many mails that are.
func RemindWords(all []Reminder) (lines []string, n int) {
	for _, m := range all {
		about := m.Candidate + ", " + m.Title + ": "
		switch {
		case m.Err != nil && m.Title == "":
			lines = append(lines, recruit.Sentence(m.Err))
			continue
		case m.Err != nil:
			lines = append(lines, about+recruit.Sentence(m.Err))
			continue
		}
		said := strings.Join(m.Asked, ", ")
		if len(m.Already) > 0 {
			if said != "" {
				said += "; "
			}
			said += strings.Join(m.Already, ", ") + ", who is already being sent an email"
		}
		lines = append(lines, about+said)
	}
	return lines, mails(all)
}

// RemindedWords say what became of reminders.
func RemindedWords(all []Reminder) string {
	said := "They are already being asked; the outbox shows when the emails are sent."
	if n := mails(all); n > 0 {
		said = recruit.Counted(n, "email that asks for a scorecard is", "emails that ask for a scorecard are") + " in the outbox."
	}
	failed := 0
	for _, m := range all {
		if m.Err != nil {
			failed++
			said += " " + strings.TrimPrefix(m.Candidate+", "+m.Title+": ", ", : ") + recruit.Sentence(m.Err)
		}
	}
	if failed == len(all) && failed > 0 {
		return recruit.Sentence(all[0].Err)
	}
	return said
}
