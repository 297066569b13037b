package importer

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"recruitty/recruit"
	"recruitty/recruit/importer/words"
	"recruitty/recruit/sanitize"
	"recruitty/recruit/timeparse"
)

// buildInterview makes an interview of an entry, without who takes part. now
// decides what is ahead. remarks say what is not known or stands elsewhere; rest is
// what does not fit.
func buildInterview(e entry, c recruit.Candidate, job recruit.JobID, source string, now time.Time) (i recruit.Interview, rest string, remarks []string, err error) {
	i = recruit.Interview{CandidateID: c.ID, JobID: job, Description: e.values[Description], ExternalID: e.values[ExternalID]}
	more := slices.Clone(e.more)
	short := func(what, text string, most int) string {
		line, remark := fitted(what, text, most, "internal note")
		if remark != "" {
			more, remarks = append(more, named{what, text}), append(remarks, remark)
		}
		return line
	}
	i.Title = short("Title", cmp.Or(e.values[Title], "Interview"), recruit.MaxTitle)
	if i.Status, err = status(e.values[Status], e.values[Cancelled]); err != nil {
		return i, "", nil, err
	}
	switch reason := e.values[Reason]; {
	case i.Status == recruit.Cancelled:
		i.CancelReason = short("Reason", reason, maxReason)
	case reason != "":
		more = append(more, named{"Reason", reason})
	}
	if utf8.RuneCountInString(i.ExternalID) > maxNumber {
		more = append(more, named{"Id", i.ExternalID})
		i.ExternalID = ""
	}
	if i.ExternalID != "" {
		i.ExternalSource = source
	}
	remark, err := arrangeTime(&i, e, now)
	if err != nil {
		return i, "", nil, err
	}
	if remark != "" {
		remarks = append(remarks, remark)
		more = append(more, named{"Time zone", e.values[TimeZone]})
	}
	if e.own == nil || !e.own.arranged(&i, now) {
		wrong, said := arrangePlace(&i, e, c)
		remarks = append(remarks, said...)
		if wrong != "" {
			more = append(more, named{"Link", wrong})
		}
	}
	if i.Platform != recruit.OtherLink {
		i.Place = short("Location", i.Place, maxWhere)
	}
	var over []string
	i.Description, over = withinNote("Description", i.Description, over)
	i.InternalNote, over = withinNote("", words.Join("\n", e.values[Notes], lines(more)), over)
	if e.own != nil && len(more) == 0 && len(over) == 0 { // with the blanks that it begins with
		i.InternalNote = e.values[Notes]
	}
	i, err = recruit.CleanImported(i, now)
	return i, strings.Join(over, "\n"), remarks, err
}

// Bounds of an interview.
const (
	maxReason = 300
	maxWhere  = 300
)

// withinNote cuts a text that is too long for an interview, and adds the whole of it
// to over.
func withinNote(name, text string, over []string) (string, []string) {
	text, _ = sanitize.Text(text, 1<<30)
	if utf8.RuneCountInString(text) <= recruit.MaxDescription {
		return text, over
	}
	return strings.TrimSpace(string([]rune(text)[:recruit.MaxDescription])), append(over, noteLine(named{name, text}))
}

// status reads how an interview stands. What no word is known for is refused:
// guessing would say of an interview that it took place, or is still to come.
func status(word, cancelled string) (recruit.Status, error) {
	if words.Yes(cancelled) || words.InterviewState(cancelled) == words.CalledOff || slashed().MatchString(cancelled) || dated().MatchString(cancelled) {
		return recruit.Cancelled, nil
	}
	if word == "" {
		return recruit.Scheduled, nil
	}
	switch words.InterviewState(word) {
	case words.Ahead:
		return recruit.Scheduled, nil
	case words.Held:
		return recruit.Completed, nil
	case words.Missed:
		return recruit.NoShow, nil
	case words.CalledOff:
		return recruit.Cancelled, nil
	}
	return "", fmt.Errorf("has the status %q; what is understood is scheduled, completed, no_show and cancelled", brief(word))
}

// arrangeTime reads start, zone and length. A wall time needs a zone: to guess
// one would be wrong by hours.
func arrangeTime(i *recruit.Interview, e entry, now time.Time) (remark string, err error) {
	text := e.values[Start]
	if text == "" {
		text = cmp.Or(e.values[Date], e.values[Clock])
	}
	var zone *time.Location
	if name := e.values[TimeZone]; name != "" {
		if zone, err = zoneOf(name); err == nil {
			i.TimeZone = zone.String()
		} else if _, offset := moment(text, nil, now); offset != nil {
			return "", err
		} else {
			remark = fmt.Sprintf("the time zone %q was left out: %s", brief(name), strings.TrimSuffix(err.Error(), "."))
		}
	}
	start, err := moment(text, zone, now)
	if err != nil && e.values[Clock] != "" && text != e.values[Clock] {
		start, err = moment(timeparse.Spelled(text)+" "+timeparse.Spelled(e.values[Clock]), zone, now)
	}
	if err != nil {
		return "", err
	}
	i.Start = start
	if text := e.values[Duration]; text != "" {
		i.Duration, err = timeparse.ParseDuration(strings.TrimSuffix(text, ".0"))
		return remark, err
	}
	text = e.values[End]
	if text == "" {
		return "", errors.New("says neither how long the interview takes nor when it ends")
	}
	end, err := moment(text, start.Location(), now)
	if err != nil { // a time of day alone is that of the same day
		if sameDay, nope := moment(start.Format(time.DateOnly)+" "+timeparse.Spelled(text), start.Location(), now); nope == nil {
			end, err = sameDay, nil
		}
	}
	if err != nil {
		return "", fmt.Errorf("has an end that cannot be read: %w", err)
	}
	if i.Duration = end.Sub(start); i.Duration <= 0 {
		return "", errors.New("ends before it begins")
	}
	return remark, nil
}

// zoneOf reads a time zone, also as calendars of the web write it: "Eastern Time -
// US & Canada".
func zoneOf(name string) (*time.Location, error) {
	zone, err := timeparse.Zone(name)
	if area, place, found := strings.Cut(name, " - "); err != nil && found {
		for _, other := range []string{area + " (" + place + ")", area, place} {
			if zone, err := timeparse.Zone(other); err == nil {
				return zone, nil
			}
		}
	}
	return zone, err
}

// moment reads one moment to the minute: in zone, unless the text names its own
// offset; without a zone it must. It stays in the place that it was read in. The
// date must have its year: "tomorrow" means nothing in a file.
func moment(text string, zone *time.Location, now time.Time) (time.Time, error) {
	if text == "" {
		return time.Time{}, errors.New("has no start")
	}
	text = timeparse.Spelled(text)
	if at, err := time.Parse(time.RFC3339, text); err == nil {
		if zone != nil {
			at = at.In(zone)
		}
		return at.Truncate(time.Minute), nil
	}
	in := zone
	if zone == nil {
		in = time.UTC
	}
	m, err := timeparse.Parse(text, now, in)
	switch {
	case err == nil && !m.YearTyped, errors.Is(err, timeparse.ErrYear):
		return time.Time{}, fmt.Errorf("has the time %q without a date and year; write it as 2026-12-01 14:30", brief(text))
	case err != nil:
		return time.Time{}, err
	}
	if zone == nil {
		// What moves with the zone that it is read in names none itself.
		again, err := timeparse.Parse(text, now, time.FixedZone("", 3600))
		if err != nil || !again.Time.Equal(m.Time) {
			return time.Time{}, fmt.Errorf("has the time %q without a time zone; add a column time_zone (such as Europe/Lisbon), or write it with an offset", brief(text))
		}
	}
	return m.Time, nil
}

// arrangePlace reads where it takes place. A meeting of another system is a
// link, Zoom's too: we do not own it. What is not known is said to be so.
func arrangePlace(i *recruit.Interview, e entry, c recruit.Candidate) (wrong string, remarks []string) {
	const unknown = "not named in the imported file"
	link, location, platform := e.values[Link], e.values[Location], key(e.values[Platform])
	if link == "" && strings.HasPrefix(strings.ToLower(location), "http") {
		link, location = location, ""
	}
	if link != "" {
		url, err := sanitize.URL(link)
		if err != nil {
			remarks = append(remarks, fmt.Sprintf("the link %q is not an https address and is kept in the internal note", brief(link)))
			wrong = link
		}
		link = url
	}
	switch {
	case platform == "zoom" && link == "" && i.Status != recruit.Scheduled: // it is over; where it was matters no more
		i.Platform = recruit.Zoom
		return wrong, remarks
	case words.OnPhone(platform) || platform == "" && link == "" && words.OnPhone(key(location)):
		i.Platform, i.Place = recruit.Phone, cmp.Or(cmp.Or(e.values[Phone], location), c.Phone)
	case link != "" && !words.OnSite(platform):
		i.Platform, i.Place = recruit.OtherLink, link
		i.Description = words.Join("\n", i.Description, labelled("Place", location), labelled("Phone", e.values[Phone]))
	default:
		i.Platform, i.Place = recruit.OnSite, location
		i.Description = words.Join("\n", i.Description, labelled("Link", link), labelled("Phone", e.values[Phone]))
	}
	if i.Place == "" {
		i.Place = unknown
		remarks = append(remarks, "names no place and no link; the interview is kept as "+strings.ToLower(i.Platform.Label()))
	}
	return wrong, remarks
}

// labelled is a value behind what it is, "" when there is none.
func labelled(name, value string) string {
	if value == "" {
		return ""
	}
	return name + ": " + value
}

// seated writes the interviewers of several columns as one list. A name and an
// address of which the columns are called alike are those of one person:
// "Interviewer 1" and "Interviewer 1 Email".
func seated(columns []named) string {
	stem := func(name string) string {
		all := slices.DeleteFunc(words.Split(name), func(w string) bool {
			switch w {
			case "email", "mail", "emails", "address", "addresses", "name", "names", "value", "adresse", "correo", "indirizzo", "adres", "adress", "epost", "courriel", "nom", "nombre", "nome", "naam", "namn", "full", "display":
				return true
			}
			return false
		})
		return strings.TrimSuffix(strings.Join(all, ""), "s")
	}
	var all []string
	used := make([]bool, len(columns))
	for i, c := range columns {
		if used[i] {
			continue
		}
		partner := -1
		for j := i + 1; j < len(columns); j++ {
			if !used[j] && stem(columns[j].name) == stem(c.name) && strings.Contains(c.value, "@") != strings.Contains(columns[j].value, "@") {
				partner = j
				break
			}
		}
		if partner < 0 {
			all = append(all, c.value)
			continue
		}
		used[partner] = true
		names, addresses := words.Values(c.value), words.Values(columns[partner].value)
		if strings.Contains(c.value, "@") {
			names, addresses = addresses, names
		}
		if len(names) != len(addresses) {
			all = append(all, addresses...)
			all = append(all, names...)
			continue
		}
		for n := range names {
			all = append(all, words.Mailbox(strings.TrimSpace(names[n]), strings.TrimSpace(addresses[n])))
		}
	}
	return strings.Join(all, "; ")
}
