package mailed

import (
	"strings"
	"testing"
	"time"
)

// TestWindows reads times of the candidate's own.
func TestWindows(t *testing.T) {
	t.Parallel()
	berlin, err := time.LoadLocation("Europe/Berlin")
	if err != nil {
		t.Fatal(err)
	}
	now := time.Date(2026, 11, 30, 10, 0, 0, 0, berlin) // a Monday
	for words, want := range map[string]string{
		"None of these work. Thursday after 14:00 would.":             "03 14:00-20:00",
		"Keiner passt. Am Donnerstag ab 14 Uhr ginge es.":             "03 14:00-20:00",
		"Aucun ne me convient. Jeudi après 14h30 serait bien.":        "03 14:30-20:00",
		"Ninguna me viene bien. El jueves desde las 14 sí.":           "03 14:00-20:00",
		"I can do 4 December between 10 and 12.":                      "04 10:00-12:00",
		"Friday 2 - 4pm is fine":                                      "04 14:00-16:00",
		"Am 4.12. von 9:30 bis 11:00 Uhr":                             "04 09:30-11:00",
		"2026-12-08 works":                                            "08 08:00-20:00",
		"December 8th in the morning, and Wednesday in the afternoon": "08 08:00-12:00 02 12:00-18:00",
		"Le 8 décembre avant 12h":                                     "08 08:00-12:00",
		"El 8 de diciembre por la tarde":                              "08 12:00-18:00",
		"Thursday at 14:00":                                           "",
		"Not on Thursday":                                             "",
		"next Thursday":                                               "",
		"Donnerstag kann ich nicht":                                   "",
		"31 November":                                                 "",
		"Thursday from 16:00 to 14:00":                                "",
		"on 1.2.2030":                                                 "",
		"hello":                                                       "",
	} {
		var got []string
		for _, w := range Windows(words, now) {
			got = append(got, w.Start.In(berlin).Format("02 15:04-")+w.End.In(berlin).Format("15:04"))
		}
		if s := strings.Join(got, " "); s != want {
			t.Errorf("%q is read as %q, want %q", words, s, want)
		}
	}
}

func FuzzWindows(f *testing.F) {
	f.Add("Thursday after 14:00, 4 December between 10 and 12")
	f.Add("am 4.12. von 9:30 bis 11:00 Uhr und 2026-12-08")
	f.Fuzz(func(t *testing.T, words string) {
		now := time.Date(2026, 11, 30, 10, 0, 0, 0, time.UTC)
		all := Windows(words, now)
		if len(all) > maxWindows {
			t.Fatal(all)
		}
		for _, w := range all {
			if !w.End.After(w.Start) || !w.End.After(now) || w.End.Sub(now) > 180*24*time.Hour {
				t.Fatalf("%q: %v", words, w)
			}
		}
	})
}

func FuzzBareSubject(f *testing.F) {
	f.Add("Re: AW: [2] times")
	f.Fuzz(func(t *testing.T, subject string) {
		if again := bareSubject(bareSubject(subject)); len(again) > 3*len(subject)+3 {
			t.Fatal(again)
		}
	})
}
