package zoom_test

import (
	"errors"
	"fmt"
	"net/http"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"recruitty/recruit/doctor"
	"recruitty/zoom"
	"recruitty/zoom/zoomsim"
)

// oddEntries are entries as no list of Zoom ought to have them; those with a
// number are meetings all the same.
var oddEntries = map[string]struct {
	entry   string
	numbers int
	odd     int
}{
	"null":                    {`null`, 0, 1},
	"a text":                  {`"meeting"`, 0, 1},
	"a number":                {`17`, 0, 1},
	"a list":                  {`[1,2]`, 0, 1},
	"true":                    {`true`, 0, 1},
	"nothing in it":           {`{}`, 0, 1},
	"no number":               {`{"topic":"Standup","agenda":"x"}`, 0, 1},
	"a number that is null":   {`{"id":null,"topic":"Standup"}`, 0, 1},
	"a number that is a list": {`{"id":[85746065432]}`, 0, 1},
	"a number below zero":     {`{"id":-5}`, 0, 1},
	"a number too large":      {`{"id":99999999999999999999999}`, 0, 1},
	"a number in words":       {`{"id":"eighty"}`, 0, 1},
	"a start that is none":    {`{"id":85746065499,"start_time":"soon"}`, 1, 1},
	"a start far away":        {`{"id":85746065499,"start_time":"99999-01-01T00:00:00Z"}`, 1, 1},
	"a start that is a list":  {`{"id":85746065499,"start_time":[]}`, 1, 1},
	"an agenda that is none":  {`{"id":85746065499,"agenda":{"text":"x"}}`, 1, 1},
	"a topic that is none":    {`{"id":85746065499,"topic":7}`, 1, 0},
	"a number as text":        {`{"id":"85746065499","topic":"t"}`, 1, 0},
	"no start":                {`{"id":85746065499,"start_time":""}`, 1, 0},
	"twice the same":          {`{"id":85746065433,"agenda":"other"}`, 1, 0},
}

// TestOddEntriesEndNoList holds that an odd entry is said, and that what stands
// before it, behind it and on the next page is seen.
func TestOddEntriesEndNoList(t *testing.T) {
	t.Parallel()
	for name, test := range oddEntries {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			client, _ := against(t, func(w http.ResponseWriter, r *http.Request) {
				w.Header().Set("Content-Type", "application/json")
				if r.URL.Query().Get("next_page_token") == "" {
					fmt.Fprintf(w, `{"next_page_token":"two","meetings":[{"id":85746065433,"agenda":"other"},%s,{"id":85746065434,"agenda":"other"}]}`, test.entry)
					return
				}
				fmt.Fprint(w, `{"next_page_token":"","meetings":[{"id":85746065435,"agenda":"rct-aaaaaaaaaaaa and more"}]}`)
			}, nil)
			numbers, odd := 0, 0
			for entry, err := range client.ListMeetings(t.Context(), zoom.Me, zoom.ListUpcoming) {
				if err != nil {
					t.Fatal(err)
				}
				if entry.ID > 0 {
					numbers++
				}
				if entry.Odd != "" {
					odd++
					if !strings.HasPrefix(entry.Odd, "entry 2 ") || len(entry.Odd) > 300 {
						t.Errorf("it is said to be %q", entry.Odd)
					}
				}
			}
			if numbers != 3+test.numbers || odd != test.odd {
				t.Errorf("%d meetings and %d odd entries", numbers, odd)
			}
			m, found, err := client.FindMeeting(t.Context(), zoom.Me, "rct-aaaaaaaaaaaa")
			if err != nil || !found || m.ID != 85746065435 {
				t.Errorf("found %v %+v, %v", found, m, err)
			}
		})
	}
}

// TestAnOddEntryWithOurMarkIsNotPassedOver holds that a meeting which may be the
// one that was looked for is not taken for missing: another would be made.
func TestAnOddEntryWithOurMarkIsNotPassedOver(t *testing.T) {
	t.Parallel()
	for _, entry := range []string{`{"agenda":"rct-aaaaaaaaaaaa"}`, `{"id":null,"agenda":"RCT-AAAAAAAAAAAA"}`, `{"id":85746065499,"agenda":["rct-aaaaaaaaaaaa"]}`, `"rct-aaaaaaaaaaaa"`} {
		client, _ := against(t, func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set("Content-Type", "application/json")
			fmt.Fprintf(w, `{"meetings":[{"id":85746065433,"agenda":"other"},%s]}`, entry)
		}, nil)
		if _, found, err := client.FindMeeting(t.Context(), zoom.Me, "rct-aaaaaaaaaaaa"); found || !errors.Is(err, zoom.ErrProtocol) {
			t.Errorf("%s: %v, %v", entry, found, err)
		}
	}
}

// TestAListThatCannotGoOnIsNotTakenForWhole gives tokens that nobody can give back.
func TestAListThatCannotGoOnIsNotTakenForWhole(t *testing.T) {
	t.Parallel()
	for _, token := range []string{`17`, `["two"]`, `{"a":1}`, `true`, `"a\u0000b"`, `" two"`, `"` + strings.Repeat("x", 5000) + `"`} {
		var calls atomic.Int64
		client, _ := against(t, func(w http.ResponseWriter, r *http.Request) {
			calls.Add(1)
			w.Header().Set("Content-Type", "application/json")
			fmt.Fprintf(w, `{"next_page_token":%s,"meetings":[{"id":85746065433,"agenda":"other"}]}`, token)
		}, nil)
		if _, found, err := client.FindMeeting(t.Context(), zoom.Me, "rct-aaaaaaaaaaaa"); found || !errors.Is(err, zoom.ErrProtocol) || calls.Load() > 2 {
			t.Errorf("%.40s: %v, %v after %d calls", token, found, err, calls.Load())
		}
	}
}

// TestDoctorPassesOddEntriesOver holds that the doctor names odd entries and a
// list that ends too early, and still says what else is wrong.
func TestDoctorPassesOddEntriesOver(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		body string
		odd  int // findings about the list
	}{
		"an odd entry":           {`{"meetings":[null,{"id":85746065433,"agenda":"rct-aaaaaaaaaaaa","topic":"t","start_time":"2026-12-01T10:00:00Z"}]}`, 1},
		"one without a time":     {`{"meetings":[{"id":85746065433,"agenda":"rct-aaaaaaaaaaaa","topic":"t","start_time":"soon"}]}`, 1},
		"the same twice":         {`{"meetings":[{"id":85746065433,"agenda":"rct-aaaaaaaaaaaa","topic":"t"},{"id":85746065433,"agenda":"rct-aaaaaaaaaaaa","topic":"t"}]}`, 0},
		"a list without an end":  {`{"next_page_token":"again","meetings":[{"id":85746065433,"agenda":"rct-aaaaaaaaaaaa","topic":"t"}]}`, 1},
		"a token that is a list": {`{"next_page_token":[1],"meetings":[{"id":85746065433,"agenda":"rct-aaaaaaaaaaaa","topic":"t"}]}`, 1},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			o := newOffice(t, zoomsim.Options{}, publicApp)
			o.connect()
			o.fault(zoomsim.Fault{Operation: "meeting.list", Do: "reply", Status: 200, Body: []byte(test.body), Times: 100})
			all, err := doctor.New(o.svc, o.db, o.provider).Examine(t.Context(), o.robin)
			if err != nil {
				t.Fatal(err)
			}
			kinds := map[doctor.FindingKind]int{}
			for _, f := range all {
				kinds[f.Kind]++
				if f.Kind == doctor.FoundOddEntries && !strings.Contains(f.Sentence, "Zoom") || strings.Contains(f.Sentence, "0001") {
					t.Errorf("finding %+v", f)
				}
			}
			if kinds[doctor.FoundOddEntries] != test.odd || kinds[doctor.FoundOrphan] != 1 {
				t.Errorf("found %+v", all)
			}
		})
	}
}

// TestDoctorGoesOnBehindOneMeeting holds that a meeting for which Zoom has no
// answer, and an interview that is damaged here, are named and stop nothing.
func TestDoctorGoesOnBehindOneMeeting(t *testing.T) {
	t.Parallel()
	o := newOffice(t, zoomsim.Options{}, publicApp)
	o.connect()
	candidate, job := o.hiring()
	first := o.interview("First", "", o.robin, candidate, job)
	second := o.interview("Second", "", o.robin, candidate, job)
	o.sim.RemoveMeeting(second.Interview.Meeting.ID)
	o.fault(zoomsim.Fault{Operation: "meeting.get", Path: fmt.Sprint("/v2/meetings/", first.Interview.Meeting.ID), Do: "html", Times: 100})
	d := o.draft()
	d.Agenda, d.Start = "A talk", noon.Add(72*time.Hour)
	if _, err := o.provider.CreateMeeting(t.Context(), o.state(first.Interview.Meeting.ConnectionID), d); err != nil {
		t.Fatal(err)
	}
	all, err := doctor.New(o.svc, o.db, o.provider).Examine(t.Context(), o.robin)
	if err != nil {
		t.Fatal(err)
	}
	kinds := map[doctor.FindingKind]int{}
	for _, f := range all {
		kinds[f.Kind]++
		if f.Kind == doctor.FoundUnreadable && (f.InterviewID != first.Interview.ID || !strings.Contains(f.Sentence, "First")) {
			t.Errorf("finding %+v", f)
		}
	}
	if kinds[doctor.FoundUnreadable] != 1 || kinds[doctor.FoundGone] != 1 || kinds[doctor.FoundOrphan] != 1 {
		t.Errorf("found %+v", all)
	}
}
