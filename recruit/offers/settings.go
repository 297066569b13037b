package offers

import (
	"context"
	"fmt"
	"net/url"
	"strconv"
	"strings"
	"time"

	"recruitty/recruit"
)

// Keys of the settings about offers.
const (
	SettingReply  = "offers.reply"  // days
	SettingCutoff = "offers.cutoff" // hours
	SettingMoves  = "offers.moves"
	SettingRemind = "offers.remind"  // days, 0 for never
	SettingRepeat = "offers.repeats" // reminders at most
	SettingNames  = "offers.names"   // on or off
	SettingPage   = "offers.page"    // address of the page
	SettingHold   = "offers.hold"    // on or off
	SettingHeld   = "offers.held"    // days, 0 for as long as an answer is waited for
	SettingEnter  = "offers.entries" // on or off
)

// Rules are the workspace's settings about offers.
type Rules struct {
	// Reply is how long an answer is waited for unless an offer says otherwise, in whole days.
	Reply time.Duration
	// Cutoff is how long before the start a candidate can move or call off last, in whole hours.
	Cutoff time.Duration
	Moves  int // how often a candidate can move what was booked
	// Remind is after how long without an answer a reminder is sent, in whole days; 0 sends
	// none. Repeats is how many are sent at most.
	Remind  time.Duration
	Repeats int
	// Names says that candidates read who will interview them before it is booked.
	Names bool
	// Hold says that the hours of an open offer are held for the candidate: who looks for
	// hours is told so, and the program chooses others. HoldFor is for how long at most, in
	// whole days; 0 is as long as an answer is waited for.
	Hold    bool
	HoldFor time.Duration
	// Entries says that hours which are held are also put into the calendars of whose they are,
	// as tentative entries: an email for each hour and person, and another one at its end.
	Entries bool
	// Page is where the page of offers is reached, "" where there is none: an https address
	// without a query. The link of an offer is Page + "/p/" + its token.
	Page string
}

// DefaultRules hold where nothing was set. Hours are held: whoever offers an hour expects it to
// be there when it is taken, and nobody else is kept from booking it by more than a word. They
// are held for no longer than an answer is waited for as a rule, so that a long offer does not
// keep a week of interviewers from others.
func DefaultRules() Rules {
	return Rules{Reply: 3 * 24 * time.Hour, Cutoff: 24 * time.Hour, Moves: 2, Remind: 2 * 24 * time.Hour, Repeats: 1, Hold: true, HoldFor: 3 * day}
}

const day = 24 * time.Hour

// Field is a setting of offers, for forms and commands: each reads and writes its value as
// people type it.
type Field struct {
	Key, Name, Help string
	// Choices are all that can be typed, none for anything.
	Choices []string
	Get     func(Rules) string
	Set     func(*Rules, string) error
}

// Fields lists the settings in the order in which a form shows them.
func Fields() []Field {
	return []Field{
		{Key: SettingPage, Name: "Address of the page", Help: "where candidates reach recruitty serve --web, such as https://jobs.example.com; emails have a link only while it is served there, and none when this is empty",
			Get: func(r Rules) string { return r.Page }, Set: func(r *Rules, typed string) (err error) { r.Page, err = CleanPage(typed); return err }},
		count(SettingReply, "Days to answer", "how many days a candidate has to answer", 1, 30, func(r *Rules) *time.Duration { return &r.Reply }, day),
		count(SettingCutoff, "Cut-off in hours", "up to how many hours before the start candidates can move or cancel by themselves", 0, 336, func(r *Rules) *time.Duration { return &r.Cutoff }, time.Hour),
		whole(SettingMoves, "Moves by the candidate", "how often a candidate can move what was booked; 0 for never", 0, 10, func(r *Rules) *int { return &r.Moves }),
		count(SettingRemind, "Days to a reminder", "after how many days without an answer a reminder is sent; 0 for never", 0, 30, func(r *Rules) *time.Duration { return &r.Remind }, day),
		whole(SettingRepeat, "Reminders at most", "how many reminders of one offer are sent at most", 0, 5, func(r *Rules) *int { return &r.Repeats }),
		toggle(SettingHold, "Hold the hours", "whether the hours of an open offer count as tentative for everybody else who looks for hours", func(r *Rules) *bool { return &r.Hold }),
		count(SettingHeld, "Days held at most", "after how many days the hours of an open offer are free for others again; 0 for as long as the candidate may answer", 0, 30, func(r *Rules) *time.Duration { return &r.HoldFor }, day),
		toggle(SettingEnter, "Tentative entries", "whether interviewers get a tentative calendar entry by email for each time that is held, and another email that removes it when it is held no longer", func(r *Rules) *bool { return &r.Entries }),
		toggle(SettingNames, "Show interviewers", "whether candidates read the names of their interviewers before they choose", func(r *Rules) *bool { return &r.Names }),
	}
}

// FieldOf is the setting with a key, which may be without its prefix.
func FieldOf(key string) (Field, bool) {
	for _, f := range Fields() {
		if f.Key == key || f.Key == "offers."+key {
			return f, true
		}
	}
	return Field{}, false
}

func whole(key, name, help string, least, most int, at func(*Rules) *int) Field {
	return Field{Key: key, Name: name, Help: help,
		Get: func(r Rules) string { return strconv.Itoa(*at(&r)) },
		Set: func(r *Rules, typed string) error {
			n, err := wholeNumber(key, name, typed, least, most)
			if err == nil {
				*at(r) = n
			}
			return err
		}}
}

func count(key, name, help string, least, most int, at func(*Rules) *time.Duration, unit time.Duration) Field {
	return Field{Key: key, Name: name, Help: help,
		Get: func(r Rules) string { return strconv.Itoa(int(*at(&r) / unit)) },
		Set: func(r *Rules, typed string) error {
			n, err := wholeNumber(key, name, typed, least, most)
			if err == nil {
				*at(r) = time.Duration(n) * unit
			}
			return err
		}}
}

func wholeNumber(key, name, typed string, least, most int) (int, error) {
	n, err := strconv.Atoi(strings.TrimSpace(typed))
	if err != nil || n < least || n > most {
		return 0, recruit.Invalid(strings.TrimPrefix(key, "offers."), "%s: write a number from %d to %d, not %q.", name, least, most, recruit.Shorten(typed))
	}
	return n, nil
}

func toggle(key, name, help string, at func(*Rules) *bool) Field {
	return Field{Key: key, Name: name, Help: help, Choices: []string{"on", "off"},
		Get: func(r Rules) string { return map[bool]string{true: "on", false: "off"}[*at(&r)] },
		Set: func(r *Rules, typed string) error {
			switch strings.ToLower(strings.TrimSpace(typed)) {
			case "on", "yes":
				*at(r) = true
			case "off", "no":
				*at(r) = false
			default:
				return recruit.Invalid(strings.TrimPrefix(key, "offers."), "%s: write on or off, not %q.", name, recruit.Shorten(typed))
			}
			return nil
		}}
}

// CleanPage reads the address of the page: https, or http on this machine, without a query.
func CleanPage(typed string) (string, error) {
	typed = strings.TrimRight(strings.TrimSpace(typed), "/")
	if typed == "" {
		return "", nil
	}
	u, err := url.Parse(typed)
	local := err == nil && u.Scheme == "http" && (u.Hostname() == "localhost" || u.Hostname() == "127.0.0.1" || u.Hostname() == "::1")
	if err != nil || u.Scheme != "https" && !local || u.Host == "" || u.User != nil || u.RawQuery != "" || u.Fragment != "" || len(typed) > 300 || strings.ContainsAny(typed, " \"<>{}\\\t\r\n") {
		return "", recruit.Invalid("page", "%q is not the address of a page; write it like https://jobs.example.com.", recruit.Shorten(typed))
	}
	return typed, nil
}

// Settings reads and writes the settings about offers.
type Settings struct{ *recruit.Settings }

// Rules returns the workspace's settings. What is stored and cannot be understood is as if
// it was not set.
func (s Settings) Rules(ctx context.Context) (Rules, error) {
	r := DefaultRules()
	for _, f := range Fields() {
		kept, err := s.Store.Setting(ctx, f.Key)
		if err != nil {
			return r, fmt.Errorf("read the settings of offers: %w", err)
		}
		if kept != "" {
			_ = f.Set(&r, kept)
		}
	}
	return r, nil
}

// SetRules changes the settings; only an admin may. Offers that were sent follow.
func (s Settings) SetRules(ctx context.Context, actor recruit.Member, r Rules) error {
	if err := recruit.Allow(actor, recruit.ToManage); err != nil {
		return err
	}
	was, err := s.Rules(ctx)
	if err != nil {
		return err
	}
	for _, f := range Fields() {
		if err := f.Set(&r, f.Get(r)); err != nil {
			return err
		}
	}
	var said []string
	for _, f := range Fields() {
		if f.Get(was) == f.Get(r) {
			continue
		}
		if err := s.Store.SetSetting(ctx, f.Key, f.Get(r)); err != nil {
			return err
		}
		said = append(said, recruit.Difference(f.Name, f.Get(was), f.Get(r)))
	}
	return recruit.LogSettings(ctx, s.Settings, actor, "settings.changed", "Changed the settings of times that candidates choose from", said...)
}
