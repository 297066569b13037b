package offers

import (
	"context"
	"fmt"
	"time"

	"recruitty/recruit"
)

// SettingServed is when somebody last said that they serve the page (RFC 3339, UTC).
const SettingServed = "offers.served"

// How often a host that serves the page says so, and how long its word counts: over a restart,
// and not much longer. Several hosts may serve it, or one that is not the one which sends
// emails; each says so for all.
const (
	ServedEvery = 5 * time.Minute
	servedFor   = 15 * time.Minute
)

// NoteServed notes that the page is served at this moment.
func (s Settings) NoteServed(ctx context.Context, now time.Time) error {
	return s.Store.SetSetting(ctx, SettingServed, now.UTC().Format(time.RFC3339))
}

// Served reports whether somebody serves the page, by what was noted last.
func (s Settings) Served(ctx context.Context, now time.Time) (bool, error) {
	said, err := s.Store.Setting(ctx, SettingServed)
	if err != nil {
		return false, fmt.Errorf("read when the page was served: %w", err)
	}
	at, err := time.Parse(time.RFC3339, said)
	return err == nil && now.Sub(at).Abs() <= servedFor, nil
}

// Unserved is a sentence for members where the page has an address and nobody serves it, and
// "" else: emails of offers leave without a link then, and a link that was handed over leads
// nowhere.
func (s Settings) Unserved(ctx context.Context, now time.Time) (string, error) {
	rules, err := s.Rules(ctx)
	if err != nil || rules.Page == "" {
		return "", err
	}
	served, err := s.Served(ctx, now)
	if err != nil || served {
		return "", err
	}
	return fmt.Sprintf("Nobody serves the page for candidates at %s at this moment, so emails leave without a link to it; start recruitty serve --web there.", recruit.Shorten(rules.Page)), nil
}
