package e2e

import (
	"strconv"
	"strings"
	"sync"
	"time"

	"recruitty/recruit/timeparse"
)

// showings is how many interviews are looked at at once.
const showings = 2

// check holds the world against the workspace after all is settled.
func (w *workplace) check() {
	w.t.Helper()
	w.show()
	meetings := map[int64]bool{}
	uids := map[string]foundInterview{}
	for _, i := range w.known {
		uids[i.UID] = i
		if i.Status == "scheduled" {
			if i.Meeting == nil {
				w.t.Errorf("interview %d is scheduled and has no meeting", i.ID)
				continue
			}
			meetings[i.Meeting.ID] = true
		}
	}
	w.checkZoom(meetings, uids)
	w.checkCalendars(uids)
	for _, v := range w.sim.Violations() {
		w.t.Errorf("a request broke Zoom's contract: %s", v)
	}
	var doctor struct {
		OK       bool
		Findings []struct {
			Number int
			Text   string
		}
	}
	if err := w.read(&doctor, "doctor"); err != nil || !doctor.OK {
		w.t.Errorf("doctor: %v, %+v", err, doctor)
	}
	for _, f := range doctor.Findings {
		if f.Number > 0 {
			w.t.Errorf("doctor: %s", f.Text)
		}
	}
}

// show looks at every interview with all that belongs to it.
func (w *workplace) show() {
	w.t.Helper()
	w.look()
	var all sync.WaitGroup
	next := make(chan *foundInterview)
	for range showings {
		all.Go(func() {
			for i := range next {
				if err := w.read(i, "interview", "show", strconv.FormatInt(i.ID, 10)); err != nil {
					w.t.Error(err)
				}
			}
		})
	}
	for at := range w.known {
		next <- &w.known[at]
	}
	close(next)
	all.Wait()
}

// checkZoom: every scheduled interview has its meeting at its time, and Zoom
// has no other.
func (w *workplace) checkZoom(meetings map[int64]bool, uids map[string]foundInterview) {
	at := w.sim.Meetings()
	if len(at) != len(meetings) {
		w.t.Errorf("Zoom has %d meetings for %d scheduled interviews", len(at), len(meetings))
	}
	for _, m := range at {
		if !meetings[m.ID] {
			w.t.Errorf("meeting %d at Zoom, %s, belongs to nobody", m.ID, m.Start)
		}
		for _, i := range uids {
			if i.Meeting != nil && i.Meeting.ID == m.ID && (!i.Start.Equal(m.Start) || i.Minutes != m.Duration) {
				w.t.Errorf("interview %d is at %s for %d min, at Zoom %s for %d min", i.ID, i.Start, i.Minutes, m.Start, m.Duration)
			}
		}
	}
}

// calendarEntry is what one person's calendar holds for one UID.
type calendarEntry struct {
	method, text      string
	sequence          int
	stamp, start, end time.Time
}

// checkCalendars replays each person's mails by RFC 5546 2.1.5: a higher
// SEQUENCE wins, then a later DTSTAMP.
func (w *workplace) checkCalendars(uids map[string]foundInterview) {
	type whose struct{ uid, to string }
	have := map[whose]calendarEntry{}
	for _, line := range w.box.List() {
		m, err := w.box.Read(line.ID)
		if err != nil {
			w.t.Fatal(err)
		}
		uid, e := w.readCalendar(m.Calendar)
		if _, known := uids[uid]; !known {
			w.t.Errorf("%s got an email with the UID %q, which no interview has", m.To, uid)
		}
		k := whose{uid, m.To}
		if old, ok := have[k]; ok && (e.sequence < old.sequence || e.sequence == old.sequence && e.stamp.Before(old.stamp)) {
			continue
		}
		have[k] = e
	}
	invited := map[whose]bool{}
	for uid, i := range uids {
		if i.Status != "scheduled" || i.Meeting == nil {
			continue
		}
		to := []string{i.Candidate.Email}
		for _, p := range i.Participants {
			to = append(to, p.Email)
		}
		if i.Entry == "own" {
			to = append(to, i.Organiser.Email)
		}
		for _, address := range to {
			k := whose{uid, address}
			invited[k] = true
			e := have[k]
			if e.method != "REQUEST" || !e.start.Equal(i.Start) || !e.end.Equal(i.End) || !strings.Contains(e.text, i.Meeting.Join) {
				w.t.Errorf("%s has %s %s–%s sequence %d for interview %d at %s, sequence %d", address, e.method, e.start, e.end, e.sequence, i.ID, i.Start, i.Sequence)
			}
		}
	}
	for k, e := range have {
		if !invited[k] && e.method != "CANCEL" {
			w.t.Errorf("%s still has interview %d, which is not theirs", k.to, uids[k.uid].ID)
		}
	}
}

// readCalendar reads the event of a calendar object as a calendar would.
func (w *workplace) readCalendar(text string) (uid string, e calendarEntry) {
	e.text = strings.NewReplacer("\r\n ", "", "\r\n\t", "", "\n ", "", "\n\t", "").Replace(text)
	event := false
	for line := range strings.Lines(e.text) {
		name, value, _ := strings.Cut(strings.TrimSpace(line), ":")
		name, param, _ := strings.Cut(name, ";")
		switch {
		case name == "METHOD":
			e.method = value
		case name == "BEGIN":
			event = value == "VEVENT"
		case !event:
		case name == "UID":
			uid = value
		case name == "SEQUENCE":
			e.sequence, _ = strconv.Atoi(value)
		case name == "DTSTAMP":
			e.stamp = w.readTime(value, "")
		case name == "DTSTART":
			e.start = w.readTime(value, param)
		case name == "DTEND":
			e.end = w.readTime(value, param)
		}
	}
	return uid, e
}

// readTime reads a DATE-TIME in UTC or in the zone of a TZID (RFC 5545 3.3.5).
func (w *workplace) readTime(value, param string) time.Time {
	layout, loc := "20060102T150405Z", time.UTC
	if zone, ok := strings.CutPrefix(param, "TZID="); ok {
		layout = "20060102T150405"
		var err error
		if loc, err = timeparse.Zone(zone); err != nil {
			w.t.Fatal(err)
		}
	}
	at, err := time.ParseInLocation(layout, value, loc)
	if err != nil {
		w.t.Fatal(err)
	}
	return at
}
