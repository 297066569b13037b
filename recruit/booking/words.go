package booking

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"recruitty/recruit"
	"recruitty/recruit/timeparse"
)

// Words is a clash in a sentence, with times on the clocks of a zone.
func Words(c recruit.Clash, zone *time.Location) string {
	return sentence(c, zone, "")
}

// sentence is that of Words with the title of the other interview, where one is given.
func sentence(c recruit.Clash, zone *time.Location, title string) string {
	when := timeparse.Hours(c.Start.In(zone), c.End.In(zone))
	//exhaustive:enforce
	switch c.Cause {
	case recruit.TwoPlaces:
		if title != "" {
			title = " (" + title + ")"
		}
		return fmt.Sprintf("%s has another interview %s%s.", c.Name, when, title)
	case recruit.HostsTwo:
		return fmt.Sprintf("Your Zoom hosts %s %s; Basic and Pro accounts run one meeting at a time.", strings.TrimSpace(c.Title), when)
	case recruit.TooClose:
		return c.Name + " wants more time between two interviews than this leaves."
	case recruit.DayFull:
		return fmt.Sprintf("%s has %s that day already; their limit is %d.", c.Name, recruit.Counted(c.Count, "interview", "interviews"), c.Limit)
	case recruit.WeekFull:
		return fmt.Sprintf("%s has %s that week already; their limit is %d.", c.Name, recruit.Counted(c.Count, "interview", "interviews"), c.Limit)
	}
	return ""
}

// Check refuses what a booking of an interview was not agreed to clash with (ErrTaken); k
// is what stands now.
func Check(i recruit.Interview, b recruit.Booking, k Kept) error {
	fresh := slices.DeleteFunc(Find(Of(i, b), k), b.Agreed.To)
	if len(fresh) == 0 {
		return nil
	}
	zone, err := timeparse.Zone(i.TimeZone)
	if err != nil {
		zone = time.UTC
	}
	var said []string
	for _, c := range fresh {
		if s := sentence(c, zone, strings.TrimSpace(c.Title)); !slices.Contains(said, s) {
			said = append(said, s)
		}
	}
	const most = 3
	if more := len(said) - most; more > 0 {
		said = append(said[:most], fmt.Sprintf("And %d more like that.", more))
	}
	return &recruit.Problem{Kind: recruit.ErrTaken, Sentence: "Someone was faster. " + strings.Join(said, " ") + " Nothing was changed; look at it again."}
}
