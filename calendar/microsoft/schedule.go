package microsoft

import (
	"encoding/json"
	"strings"
	"time"

	"recruitty/calendar/rest"
	"recruitty/recruit"
	"recruitty/recruit/busy"
	"recruitty/recruit/sanitize"
	"recruitty/recruit/timeparse"
)

// item is a scheduleItem. Its title is looked at in state and nowhere else.
type item struct {
	Status  string `json:"status"`
	Subject string `json:"subject"`
	Start   moment `json:"start"`
	End     moment `json:"end"`
}

// part is what getSchedule says of one person; p is nil where it says nothing.
func part(p *person, name string, b rest.Batch, words busy.Words) rest.Part {
	switch {
	case p == nil:
		return rest.Part{Err: unreadable(name, "")}
	case p.Error != nil:
		code := codeOf(p.Error.Code)
		return rest.Part{Err: unreadable(name, code), Dense: code == "5006" || strings.Contains(p.Error.Message, "too many calendar entries")}
	case p.View != nil && len(p.Items) == 0:
		// As to someone who may see no more than free and busy.
		return view(*p.View, b)
	case p.Items != nil:
		return items(p.Items, b, words)
	}
	return rest.Part{Err: unreadable(name, "")}
}

// codeOf is a response code, which is a word or a number in a text; a bare number is
// taken too.
func codeOf(raw json.RawMessage) string { return strings.Trim(string(raw), `"`) }

// items are the entries of a person.
func items(all []json.RawMessage, b rest.Batch, words busy.Words) rest.Part {
	part := rest.Part{Intervals: make([]busy.Interval, 0, len(all))}
	for _, raw := range all {
		var it item
		if json.Unmarshal(raw, &it) != nil {
			it = item{Status: "unreadable"}
		}
		state := it.state(words)
		if state == busy.Free {
			continue
		}
		if state == busy.Unknown {
			part.Doubts = rest.Doubt(part.Doubts, rest.DoubtState)
		}
		i, sure := rest.Entry(it.Start.instant(time.Time.Before), it.End.instant(time.Time.After), state, b.From, b.To)
		if !sure {
			part.Doubts = rest.Doubt(part.Doubts, rest.DoubtTimes)
		}
		part.Intervals = append(part.Intervals, i)
	}
	return part
}

// state is what an entry says of its time. Who works elsewhere can be met, and Graph
// counts it as free in its availability view.
func (it item) state(words busy.Words) busy.State {
	switch strings.ToLower(it.Status) {
	case "free", "workingelsewhere":
		return busy.Free
	case "tentative":
		return busy.Soft
	case "oof":
		return busy.Busy
	case "busy":
		return words.State(it.Subject, busy.Busy)
	}
	return busy.Unknown
}

// instant is the moment that a time and its zone mean: Graph names zones of Windows
// even where UTC was asked for. The zero time where they cannot be understood. Of a
// time that occurs twice, as clocks go back, it is the one that comes before or after
// the other, as prefer says: an entry takes all the time that it may.
func (m moment) instant(prefer func(a, b time.Time) bool) time.Time {
	text, fraction, found := strings.Cut(m.DateTime, ".")
	if found {
		// Seven digits, sometimes with a Z behind them.
		text += strings.TrimLeft(fraction, "0123456789")
	}
	if at, err := time.Parse(time.RFC3339, text); err == nil {
		return sensible(at)
	}
	zone := timeparse.CalendarZone(m.TimeZone)
	if zone == nil {
		return time.Time{}
	}
	at, err := time.ParseInLocation(graphTime, text, zone)
	if err != nil {
		return time.Time{}
	}
	for _, shift := range []time.Duration{-time.Hour, -30 * time.Minute, 30 * time.Minute, time.Hour} {
		if other := at.Add(shift); other.Format(graphTime) == at.Format(graphTime) && prefer(other, at) {
			return sensible(other)
		}
	}
	return sensible(at)
}

// sensible leaves out times that no calendar shows.
func sensible(at time.Time) time.Time {
	if at.Year() < 1 || at.Year() > 9999 {
		return time.Time{}
	}
	return at.UTC()
}

// view is an availability view: one sign for each quarter of an hour from the start
// of the window. What it does not say is unknown.
func view(signs string, b rest.Batch) rest.Part {
	var part rest.Part
	from := b.From
	for _, sign := range []byte(signs) {
		if !from.Before(b.To) {
			return part
		}
		to := from.Add(slot * time.Minute)
		state := busy.Unknown
		switch sign {
		case '0', '4': // free, and working elsewhere
			state = busy.Free
		case '1':
			state = busy.Soft
		case '2', '3': // busy, and out of office
			state = busy.Busy
		}
		if state == busy.Unknown {
			part.Doubts = []string{rest.DoubtState}
		}
		if last := len(part.Intervals) - 1; last >= 0 && part.Intervals[last].State == state && part.Intervals[last].End.Equal(from) {
			part.Intervals[last].End = to
		} else if state != busy.Free {
			part.Intervals = append(part.Intervals, busy.Interval{Start: from, End: to, State: state})
		}
		from = to
	}
	if from.Before(b.To) {
		part.Intervals = append(part.Intervals, busy.Interval{Start: from, End: b.To, State: busy.Unknown})
		part.Doubts = []string{rest.DoubtState}
	}
	return part
}

// unreadable is why one person's calendar cannot be read; code is Graph's word, ""
// where it says nothing of the person.
func unreadable(name, code string) error {
	name = rest.Called(name)
	problem := func(kind error, sentence string) error {
		return &recruit.Problem{Kind: kind, Sentence: sentence}
	}
	switch code {
	case "":
		return service().Unsaid(name)
	case "ErrorMailRecipientNotFound", "ErrorInvalidSmtpAddress", "ErrorNonExistentMailbox":
		return problem(recruit.ErrNotFound, "Microsoft 365 knows no mailbox "+name+"; correct the address of this calendar.")
	case "ErrorNoFreeBusyAccess", "ErrorAccessDenied":
		return problem(recruit.ErrRejected, "The calendar of "+name+" is not shared with the account that reads it; its owner can share it (free/busy is enough).")
	case "5006":
		return problem(recruit.ErrRejected, "Microsoft 365 cannot show the calendar of "+name+", because it has more than 1,000 entries within hours; remove what a program has put into it.")
	case "ErrorServerBusy", "ErrorTimeoutExpired", "ErrorMailboxLogonFailed", "ErrorMailboxStoreUnavailable", "ErrorProxyRequestProcessingFailed", "ErrorInternalServerError", "ErrorInternalServerTransientError":
		return service().NotNow(name)
	}
	return problem(recruit.ErrRejected, "Microsoft 365 does not show the calendar of "+name+" ("+sanitize.Brief(code, 60)+").")
}
