package microsoft

import (
	"encoding/json"
	"testing"
	"time"

	"recruitty/calendar/rest"
	"recruitty/recruit/busy"
)

// FuzzSchedule holds that whatever getSchedule answers comes to intervals, to a doubt or
// to an error, and that a person of whom nothing is said is never free.
func FuzzSchedule(f *testing.F) {
	for _, seed := range []string{
		`{"value":[{"scheduleId":"ana@corp.example","scheduleItems":[{"status":"busy","subject":"x","start":{"dateTime":"2026-12-07T09:00:00.0000000","timeZone":"UTC"},"end":{"dateTime":"2026-12-07T10:00:00.0000000","timeZone":"Pacific Standard Time"}}]}]}`,
		`{"value":[{"scheduleId":"ANA@corp.example","availabilityView":"0123490"}]}`, `{"value":[{"scheduleId":"ana@corp.example"}]}`,
		`{"value":[{"scheduleId":"ana@corp.example","error":{"responseCode":5006,"message":"too many calendar entries"}}]}`,
		`{"value":[{"scheduleId":"ana@corp.example","error":{"responseCode":"ErrorMailRecipientNotFound"}}]}`, `{"value":[null,5,"x",[]]}`, `null`, `[]`,
		`{"value":[{"scheduleId":"ana@corp.example","scheduleItems":[{"status":"oof","start":{"dateTime":"0001-01-01T00:00:00","timeZone":"Kiribati"},"end":{"dateTime":"99999-01-01","timeZone":""}}]}]}`,
	} {
		f.Add([]byte(seed))
	}
	from := time.Date(2026, 12, 7, 0, 0, 0, 0, time.UTC)
	b := rest.Batch{From: from, To: from.AddDate(0, 0, 7)}
	f.Fuzz(func(t *testing.T, raw []byte) {
		var a answer
		if json.Unmarshal(raw, &a) != nil {
			return
		}
		p := a.people()["ana@corp.example"]
		said := part(p, "ana@corp.example", b, busy.Words{Soft: []string{"x"}})
		if p == nil && said.Err == nil || said.Err != nil && said.Intervals != nil {
			t.Fatalf("%+v of %+v", said, p)
		}
		for _, i := range busy.Within(said.Intervals, b.From, b.To) {
			if !i.End.After(i.Start) || i.State == busy.Free {
				t.Fatalf("%+v", i)
			}
		}
		if len(said.Doubts) > 10 {
			t.Fatalf("%d doubts", len(said.Doubts))
		}
	})
}
