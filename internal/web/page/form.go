package page

import (
	"errors"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"

	"recruitty/recruit/sanitize"
	"recruitty/recruit/timeparse"
)

// Limits of what a candidate may say, in characters, windows and time.
const (
	mostWords   = 2000
	mostReason  = 300
	mostWindows = 3
	longest     = 14 * 24 * time.Hour
	farthest    = 180 * 24 * time.Hour
)

// filled is a form as it was sent, so that nothing typed is lost when it comes back with a mistake.
type filled struct {
	Option  string
	Words   string
	Windows [mostWindows]struct{ From, Until string }
}

// mistake is what is wrong with one field.
type mistake struct{ Field, Text string }

// readForm takes from what was posted what the page has fields for.
func readForm(posted url.Values, words string) filled {
	f := filled{Option: posted.Get("option"), Words: posted.Get(words)}
	for i := range f.Windows {
		n := strconv.Itoa(i + 1)
		f.Windows[i].From, f.Windows[i].Until = sanitize.Head(posted.Get("from"+n), 40), sanitize.Head(posted.Get("until"+n), 40)
	}
	return f
}

// shortened is the form as it comes back with a mistake: of a text that is too long it has the first characters, as the
// mistake says, so that the page stays small.
func (f filled) shortened(most int) filled {
	f.Words = sanitize.Cut(strings.ReplaceAll(f.Words, "\r\n", "\n"), most)
	return f
}

// option is the ID of the option that was chosen.
func (v *visit) option(f filled) (id string, wrong []mistake) {
	if !spelled(f.Option) {
		return "", []mistake{{"o1", v.say.pickOne}}
	}
	return f.Option, nil
}

// reason is why an interview is called off.
func (v *visit) reason(f filled) (text string, wrong []mistake) {
	text, err := sanitize.Line(f.Words, mostReason)
	if err != nil {
		return "", []mistake{{"reason", fill(v.say.reasonLong, "n", strconv.Itoa(mostReason))}}
	}
	return text, nil
}

// wish is what the form asks for.
func (v *visit) wish(f filled) (w Wish, wrong []mistake) {
	w.Zone = v.reader.Zone.String()
	var err error
	if w.Words, err = sanitize.Text(strings.TrimSpace(f.Words), mostWords); err != nil {
		wrong = append(wrong, mistake{"words", fill(v.say.askLong, "n", strconv.Itoa(mostWords))})
	}
	for i, typed := range f.Windows {
		if strings.TrimSpace(typed.From) == "" && strings.TrimSpace(typed.Until) == "" {
			continue
		}
		window, why := v.window(typed.From, typed.Until)
		if why != "" {
			n := strconv.Itoa(i + 1)
			wrong = append(wrong, mistake{"from" + n, fill(why, "n", n)})
			continue
		}
		w.Windows = append(w.Windows, window)
	}
	if len(wrong) == 0 && w.Words == "" && len(w.Windows) == 0 {
		wrong = append(wrong, mistake{"words", v.say.askEmpty})
	}
	slices.SortStableFunc(w.Windows, func(a, b Window) int { return a.Start.Compare(b.Start) })
	return w, wrong
}

// window reads one window in the visitor's zone; why is what is wrong with it.
func (v *visit) window(from, until string) (w Window, why string) {
	start, ok := wallTime(from, v.reader.Zone, true)
	end, ok2 := wallTime(until, v.reader.Zone, false)
	switch {
	case !ok || !ok2:
		return w, v.say.windowHalf
	case !start.Before(end):
		return w, v.say.windowOrder
	case !end.After(v.now):
		return w, v.say.windowPast
	case end.Sub(start) > longest, end.Sub(v.now) > farthest:
		return w, v.say.windowFar
	}
	return Window{start, end}, ""
}

// wallTime reads what a field for date and time sends (HTML, local date and time), in which some browsers leave typing to
// people. Where clocks change and a time does not exist or occurs twice, a window counts from the later one and until the
// earlier one: that is time which the candidate named in either reading.
func wallTime(text string, zone *time.Location, later bool) (time.Time, bool) {
	text = strings.Replace(strings.TrimSpace(text), " ", "T", 1)
	for _, layout := range []string{"2006-01-02T15:04", "2006-01-02T15:04:05", "2006-01-02T15:04:05.000"} {
		typed, err := time.Parse(layout, text)
		if err != nil {
			continue
		}
		at, err := timeparse.Resolve(timeparse.WallOf(typed), zone)
		var gap *timeparse.GapError
		var fold *timeparse.FoldError
		switch {
		case errors.As(err, &gap):
			at = either(gap.Before, gap.After, later)
		case errors.As(err, &fold):
			at = either(fold.First, fold.Second, later)
		case err != nil:
			return time.Time{}, false
		}
		return at.UTC(), true
	}
	return time.Time{}, false
}

func either(first, second time.Time, later bool) time.Time {
	if later {
		return second
	}
	return first
}
