package talk

import (
	"context"
	"strings"
	"time"

	"recruitty/recruit"
	"recruitty/recruit/timeparse"
	"recruitty/ui/text"
	"recruitty/ui/wording"
)

// AskText asks for a text of several lines: one that ends in a backslash goes on.
// What is too long is kept, too; whoever saves it says so.
func (c *Conversation) AskText(ctx context.Context, label string, value *string, help string, empty bool) error {
	help += " End a line with a backslash to continue on the next one"
	if empty {
		help += "; none empties it"
	}
	if c.edits() {
		help += "; edit opens it in your own editor"
	}
	return c.Ask(ctx, Question{Label: label, Kept: *value, Shown: shortened(*value), Empty: empty, Help: help + ".", Edit: c.editor(value),
		Take: func(v string) error {
			if v == *value {
				return nil
			}
			for strings.HasSuffix(v, "\\") {
				more, err := c.Read(ctx)
				if err != nil {
					*value = strings.TrimSuffix(v, "\\")
					return err
				}
				v = strings.TrimSuffix(v, "\\") + "\n" + more
			}
			*value = v
			return nil
		}})
}

// WhenSent is the question when an email leaves, of which the field "when" of its service is
// the answer.
func (c *Conversation) WhenSent(label string, value *string) Field {
	return Field{Name: "when", Label: label, Asked: true, Ask: func(ctx context.Context) error {
		return c.Ask(ctx, Question{Label: label, Kept: *value, Empty: true, Blank: "at once", Help: "At once if you type nothing, or e.g. in 2 hours, or tomorrow 9:00, which is their time.", Take: func(v string) error {
			*value = v
			return nil
		}})
	}}
}

// ZoneHelp says what can be typed for a zone.
const ZoneHelp = "A zone such as Europe/Lisbon, a city, or UTC+3."

// shortened is a kept text as a question repeats it.
func shortened(v string) string { return text.Truncate(text.Line(v), 60) }

// TakeZone takes a time zone.
func (c *Conversation) TakeZone(value *string) func(string) error {
	return func(v string) error {
		loc, err := timeparse.Zone(v)
		if err != nil {
			return recruit.Invalid("time_zone", "%s", err)
		}
		*value = loc.String()
		now := c.around.Now().In(loc)
		c.Tell("%s, now %s (%s).", loc, c.Reader().Clock(now), timeparse.Offset(now))
		return nil
	}
}

// Zoned reports whether a zone can be understood; one that cannot is asked for
// before a time in it.
func Zoned(typed string) bool {
	_, err := timeparse.Zone(typed)
	return err == nil
}

// Moment reads a date and a time. Where it can mean two instants, the person
// chooses; what is then meant comes back as a text of its own.
func (c *Conversation) Moment(ctx context.Context, typed, zone string) (timeparse.Moment, string, error) {
	loc, err := timeparse.Zone(zone)
	if err != nil {
		return timeparse.Moment{}, "", recruit.Invalid("time_zone", "%s", err)
	}
	m, err := timeparse.Parse(typed, c.around.Now(), loc)
	choice, open := timeparse.ChoiceOf(err)
	switch {
	case open:
		c.Tell("%s", text.Line(choice.Why))
		m, err = c.either(ctx, choice.Zone, choice.First, choice.Second)
	case err != nil:
		return m, "", recruit.Invalid("start", "%s", err)
	default:
		m.Time = m.Time.In(m.Zone)
		return m, typed, nil
	}
	return m, wording.Exact(m.Time), err
}

// either lets a person choose one of two instants that a wall time may mean.
func (c *Conversation) either(ctx context.Context, zone *time.Location, instants ...time.Time) (timeparse.Moment, error) {
	items := make([]string, len(instants))
	for i, t := range instants {
		items[i] = c.Reader().FullStart(t.In(zone))
	}
	i, err := c.Choose(ctx, "Which one", items, -1)
	if err != nil {
		return timeparse.Moment{}, err
	}
	return timeparse.Moment{Time: instants[i].In(zone), Zone: zone}, nil
}
