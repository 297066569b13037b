package scorecards

import (
	"context"
	"slices"
	"strings"
	"time"

	"recruitty/recruit"
)

// Keys of the settings about scorecards.
const (
	// SettingAsk says how long after the end of an interview its panel is asked for
	// scorecards by mail.
	SettingAsk = "scorecards.ask"
)

// blindOff is the value of recruit.SettingBlind that shows cards to everybody of a panel.
const blindOff = "off"

// Rules are the workspace's settings about scorecards.
type Rules struct {
	// Blind says that nobody on a panel can read another's scorecard before giving their own.
	Blind bool
	// Ask is how long after the end of an interview each mail leaves, soonest first; none
	// asks nobody.
	Ask []time.Duration
}

// DefaultRules hold where nothing was set: blind, and a mail after a quarter of an hour, a
// day and three days.
func DefaultRules() Rules {
	return Rules{Blind: true, Ask: []time.Duration{15 * time.Minute, 24 * time.Hour, 3 * 24 * time.Hour}}
}

// AskWords says when people are asked, as ParseAsk reads it: "15m, 24h, 72h", "off".
func (r Rules) AskWords() string {
	if len(r.Ask) == 0 {
		return blindOff
	}
	said := make([]string, len(r.Ask))
	for i, d := range r.Ask {
		said[i] = recruit.FormatLeads([]time.Duration{d})
	}
	return strings.Join(said, ", ")
}

// ParseAsk reads when people are asked: "15m, 1d, 3d", or "off".
func ParseAsk(text string) ([]time.Duration, error) {
	all, err := recruit.ParseLeads(text)
	if err != nil {
		return nil, recruit.Invalid("ask", "Say how long after an interview its panel is asked, from 5 minutes to 14 days and at most four times, such as 15m, 1d, 3d, or off; %q is none of these.", recruit.Shorten(text))
	}
	slices.Reverse(all)
	return all, nil
}

// Rules returns the workspace's settings.
func (s *Service) Rules(ctx context.Context) (Rules, error) {
	r := DefaultRules()
	blind, err := s.Settings.Store.Setting(ctx, recruit.SettingBlind)
	if err != nil {
		return r, err
	}
	r.Blind = blind != blindOff
	ask, err := s.Settings.Store.Setting(ctx, SettingAsk)
	if err != nil || ask == "" {
		return r, err
	}
	if read, err := ParseAsk(ask); err == nil {
		r.Ask = read
	}
	return r, nil
}

// SetRules changes the settings; only an admin may. Those who were asked already stay so.
func (s *Service) SetRules(ctx context.Context, actor recruit.Member, r Rules) error {
	if err := recruit.Allow(actor, recruit.ToManage); err != nil {
		return err
	}
	ask, err := ParseAsk(r.AskWords())
	if err != nil {
		return err
	}
	was, err := s.Rules(ctx)
	if err != nil {
		return err
	}
	r.Ask = ask
	words := map[bool]string{true: "on", false: blindOff}
	if err := s.Settings.Store.SetSetting(ctx, recruit.SettingBlind, words[r.Blind]); err != nil {
		return err
	}
	if err := s.Settings.Store.SetSetting(ctx, SettingAsk, r.AskWords()); err != nil {
		return err
	}
	return recruit.LogSettings(ctx, s.Settings, actor, "settings.changed", "Changed the settings of scorecards",
		recruit.Difference("Blind until one's own is given", words[was.Blind], words[r.Blind]), recruit.Difference("Asked by email after", was.AskWords(), r.AskWords()))
}
