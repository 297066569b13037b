package slots_test

import (
	"context"
	"fmt"
	"time"

	"recruitty/recruit/busy"
	"recruitty/recruit/slots"
)

func ExampleGrid_Find() {
	day := time.Date(2026, 12, 1, 0, 0, 0, 0, time.UTC)
	at := func(h, m int) time.Time { return day.Add(time.Duration(h*60+m) * time.Minute) }
	person := func(id int64, name string, taken ...busy.Interval) slots.Person {
		return slots.Person{ID: id, Name: name, Busy: taken, ReadFrom: at(-24, 0), ReadTo: at(48, 0), Hours: []slots.Span{{Start: at(9, 0), End: at(12, 0)}}}
	}
	ann := person(1, "Ann", busy.Interval{Start: at(9, 0), End: at(10, 30), State: busy.Busy})
	ben, cem := person(2, "Ben"), person(3, "Cem")
	ben.Booked = []time.Time{at(-5, 0), at(-3, 0)} // two interviews the day before
	g, err := slots.NewGrid(day, at(24, 0), []slots.Person{ann, ben, cem})
	if err != nil {
		fmt.Println(err)
		return
	}
	found, err := g.Find(context.Background(), slots.Query{PerDay: 1, Sessions: []slots.Session{{
		Duration: 50 * time.Minute,
		Needs: []slots.Need{
			{Count: 1, Members: []slots.Member{{Person: 1}}},
			{Name: "Backend", Count: 1, Members: []slots.Member{{Person: 2}, {Person: 3}}},
		},
	}}})
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, s := range found.Choices[0].Sessions {
		fmt.Println(s.Start.Format("15:04"), "to", s.End.Format("15:04"))
		for _, seat := range s.Seats {
			fmt.Println(seat.Name+":", seat.Why)
		}
	}
	// Output:
	// 10:30 to 11:20
	// Ann: asked for by name
	// Cem: 0 this week, least of 2
}
