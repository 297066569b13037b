package recruit

import (
	"context"
	"slices"
	"strings"
	"time"
)

// Keys of the settings about reminders.
const (
	SettingRemindCandidate = "reminders.candidate"
	SettingRemindPanel     = "reminders.panel"
)

// Reminders says how long before an interview each audience is reminded of it,
// longest first; an audience without any is not reminded.
type Reminders struct {
	Candidate, Panel []time.Duration
}

// DefaultReminders are a day and an hour ahead, for everybody.
func DefaultReminders() Reminders {
	return Reminders{Candidate: []time.Duration{24 * time.Hour, time.Hour}, Panel: []time.Duration{24 * time.Hour, time.Hour}}
}

// Limits of reminders: more of them would be a nuisance.
const (
	minLead      = 5 * time.Minute
	maxLead      = 14 * 24 * time.Hour
	maxReminders = 4
)

// noReminders is how a setting says that there are none; an empty one was
// never set.
const noReminders = "off"

// Reminders returns when people are reminded.
func (s *Settings) Reminders(ctx context.Context) (Reminders, error) {
	r := DefaultReminders()
	for key, leads := range map[string]*[]time.Duration{SettingRemindCandidate: &r.Candidate, SettingRemindPanel: &r.Panel} {
		text, err := s.Store.Setting(ctx, key)
		if err != nil {
			return Reminders{}, err
		}
		if text == "" {
			continue
		}
		if read, err := ParseLeads(text); err == nil {
			*leads = read
		}
	}
	return r, nil
}

// SetReminders changes when people are reminded. Interviews that stand already
// follow with RemindAnew of package scheduling.
func (s *Settings) SetReminders(ctx context.Context, actor Member, r Reminders) error {
	if err := Allow(actor, ToManage); err != nil {
		return err
	}
	was, err := s.Reminders(ctx)
	if err != nil {
		return err
	}
	var said []string
	for _, set := range []struct {
		key, name  string
		was, leads []time.Duration
	}{{SettingRemindCandidate, "Candidate", was.Candidate, r.Candidate}, {SettingRemindPanel, "Panel", was.Panel, r.Panel}} {
		leads, err := checkLeads(set.leads)
		if err != nil {
			return err
		}
		if err := s.Store.SetSetting(ctx, set.key, FormatLeads(leads)); err != nil {
			return err
		}
		said = append(said, Difference(set.name, FormatLeads(set.was), FormatLeads(leads)))
	}
	return LogSettings(ctx, s, actor, "settings.changed", "Changed the reminders", said...)
}

// ParseLeads reads "24h, 1h", "2d 90m" or "off".
func ParseLeads(text string) ([]time.Duration, error) {
	text = strings.ToLower(strings.TrimSpace(text))
	if text == noReminders || text == "" {
		return nil, nil
	}
	var leads []time.Duration
	for _, word := range strings.FieldsFunc(text, func(r rune) bool { return r == ',' || r == ' ' }) {
		days := time.Duration(1)
		number := word
		if n, ok := strings.CutSuffix(word, "d"); ok {
			number, days = n+"h", 24
		}
		d, err := time.ParseDuration(number)
		if err != nil || d > maxLead {
			return nil, Invalid("reminders", "Reminders are written as 24h, 1h or 90m, separated by commas, or off; %q is none of these.", Shorten(word))
		}
		leads = append(leads, d*days)
	}
	return checkLeads(leads)
}

// checkLeads orders leads and holds the limits.
func checkLeads(leads []time.Duration) ([]time.Duration, error) {
	leads = slices.Clone(leads)
	slices.Sort(leads)
	slices.Reverse(leads)
	leads = slices.Compact(leads)
	if len(leads) > maxReminders {
		return nil, Invalid("reminders", "At most %d reminders are sent to one person; these are %d.", maxReminders, len(leads))
	}
	for _, d := range leads {
		if d < minLead || d > maxLead || d%time.Minute != 0 {
			return nil, Invalid("reminders", "A reminder is sent from 5 minutes to 14 days before the interview, in whole minutes; %s is not possible.", d)
		}
	}
	return leads, nil
}

// FormatLeads writes leads as ParseLeads reads them.
func FormatLeads(leads []time.Duration) string {
	if len(leads) == 0 {
		return noReminders
	}
	words := make([]string, len(leads))
	for i, d := range leads {
		words[i] = strings.TrimSuffix(strings.TrimSuffix(d.String(), "0s"), "0m")
		if words[i] == "" || !strings.ContainsAny(words[i][len(words[i])-1:], "hm") {
			words[i] = strings.TrimSuffix(d.String(), "0s")
		}
	}
	return strings.Join(words, ", ")
}

// ReminderDue reports whether a reminder may still be sent at now: the interview
// stands, its reader is invited and has not said that they will not come, and the
// moment that was meant has not passed by more than half of what was left until
// the start.
func (r Record) ReminderDue(e Effect, now time.Time) bool {
	p, invited := r.wants(e.Target)
	return invited && !p.Answer.Absent() && now.Before(r.Interview.Start) &&
		now.Sub(e.RemindAt) <= r.Interview.Start.Sub(e.RemindAt)/2
}

// wants returns the person at address if the interview stands and they are
// invited to it.
func (r Record) wants(address string) (Participant, bool) {
	p, known := r.Person(address)
	return p, known && p.RemovedAt.IsZero() && r.Interview.Status == Scheduled
}

// Wants reports whether an invitation or an update still has someone to reach:
// the interview stands, and its reader is invited.
func (r Record) Wants(e Effect) bool {
	_, ok := r.wants(e.Target)
	return ok
}

// PlannedReminders returns the reminders that wait for their moment, soonest
// first.
func (r Record) PlannedReminders() []Effect {
	var out []Effect
	for _, e := range r.Effects {
		if e.Planned() {
			out = append(out, e)
		}
	}
	slices.SortStableFunc(out, func(a, b Effect) int { return a.RemindAt.Compare(b.RemindAt) })
	return out
}
