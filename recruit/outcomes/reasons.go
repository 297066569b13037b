package outcomes

import (
	"context"
	"encoding/json"
	"slices"
	"strings"

	"recruitty/recruit"
)

// SettingReasons keeps the workspace's reasons for a rejection, one a line.
const SettingReasons = "outcome.reasons"

// Bounds of the list.
const (
	MaxReasons = 50
	MaxReason  = 100 // characters of one
)

// DefaultReasons are those of a workspace that has set none.
func DefaultReasons() []string {
	return []string{
		"Too little experience", "Skills do not match", "Not convincing in interviews", "Another candidate was chosen", "Salary expectations too high",
		"Location or work permit", "Position closed", "Withdrew", "Took another offer", "Did not attend or respond",
	}
}

// Reasons are why a candidate may be rejected, in the order in which a form offers them.
func (s *Outcomes) Reasons(ctx context.Context) ([]string, error) {
	text, err := s.Settings.Store.Setting(ctx, SettingReasons)
	if err != nil {
		return nil, err
	}
	var all []string
	if text == "" || json.Unmarshal([]byte(text), &all) != nil {
		return DefaultReasons(), nil
	}
	return all, nil
}

// SetReasons changes the list; without any, those that come with the program are back.
// What was said with a reason that is not in it any more stays.
func (s *Outcomes) SetReasons(ctx context.Context, actor recruit.Member, typed []string) ([]string, error) {
	if err := recruit.Allow(actor, recruit.ToManage); err != nil {
		return nil, err
	}
	var all []string
	for _, one := range typed {
		one, err := recruit.CleanLine("reasons", "reason", one, MaxReason)
		if err != nil {
			return nil, err
		}
		if one == "" || slices.ContainsFunc(all, func(known string) bool { return strings.EqualFold(known, one) }) {
			continue
		}
		if len(all) == MaxReasons {
			return nil, recruit.Invalid("reasons", "At most %d reasons are possible; people choose more honestly from a short list.", MaxReasons)
		}
		all = append(all, one)
	}
	was, err := s.Reasons(ctx)
	if err != nil {
		return nil, err
	}
	text := ""
	if len(all) == 0 {
		all = DefaultReasons()
	} else {
		encoded, _ := json.Marshal(all) // texts always encode
		text = string(encoded)
	}
	if err := s.Settings.Store.SetSetting(ctx, SettingReasons, text); err != nil {
		return nil, err
	}
	return all, recruit.LogSettings(ctx, s.Settings, actor, "settings.changed", "Changed the settings", recruit.Difference("Reasons for a rejection", strings.Join(was, ", "), strings.Join(all, ", ")))
}

// ReasonCalled finds the reason that a person named, by its beginning too.
func (s *Outcomes) ReasonCalled(ctx context.Context, typed string) (string, error) {
	all, err := s.Reasons(ctx)
	if err != nil {
		return "", err
	}
	wanted := strings.ToLower(strings.TrimSpace(typed))
	var found []string
	for _, one := range all {
		if strings.EqualFold(one, wanted) {
			return one, nil
		}
		if wanted != "" && strings.HasPrefix(strings.ToLower(one), wanted) {
			found = append(found, one)
		}
	}
	if len(found) == 1 {
		return found[0], nil
	}
	const list = " The reasons are: %s. An admin changes them in Settings (recruitty workspace reasons)."
	if wanted == "" {
		return "", recruit.Invalid("reason", "A rejection needs a reason."+list, strings.Join(all, "; "))
	}
	return "", recruit.Invalid("reason", "%q is not among the reasons."+list, recruit.Shorten(typed), strings.Join(all, "; "))
}
