package windows

import (
	"strings"
	"testing"
	"time"
)

func BenchmarkRead(b *testing.B) {
	zone := mustZone(b, "America/Denver")
	request := Request{Zone: zone, Reference: time.Date(2026, 11, 28, 10, 0, 0, 0, zone), Text: "Hello Ana,\n\nthank you for the update. My availability is as follows:\n\nMonday: 10am - 1pm\nTuesday: 2pm - 5pm\nThursday: any time after 11am\n\nKind regards,\nPriya Nair"}
	for b.Loop() {
		Read(request)
	}
}

// BenchmarkHostile reads texts that are made to take long, as long as they may be.
func BenchmarkHostile(b *testing.B) {
	zone := mustZone(b, "America/Denver")
	for _, unit := range []string{"1, ", "A time ", "I'm in A B C D ", "CET EST ", "every day ", "every day after 3, ", "every day not before 3\n\n", "every day at 9:01 or at 9:31 or at 10:01, ", "Heure de Aaaa ", "xxxxxxx "} {
		b.Run(strings.TrimSpace(unit), func(b *testing.B) {
			request := Request{Zone: zone, Reference: time.Date(2026, 11, 28, 10, 0, 0, 0, zone), Days: MaxDays, Text: strings.Repeat(unit, MaxText/len(unit))}
			for b.Loop() {
				Read(request)
			}
		})
	}
}
