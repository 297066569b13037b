package pick

import "testing"

// TestMoments holds when a day with a time of day is a choice: it is the beginning of one option alone, by the candidate's
// own clock, and nothing says that another time is meant or that the author does something else then.
func TestMoments(t *testing.T) {
	t.Parallel()
	options := []string{
		"Thursday 3 December 2026, 10:00–10:45 (Berlin, UTC+1)\nThursday 3 December 2026, 09:00–09:45 (London, UTC+0)", "Thursday 3 December 2026, 2:00–2:45 pm (Berlin, UTC+1)",
		"vendredi 4 décembre 2026, de 9 h à 9 h 45 (Berlin, UTC+1)", "Technical\nmiércoles, 9 de diciembre de 2026, 16:00–16:45 h (Berlin, UTC+1)", "Freitag, 11. Dezember 2026, 09:00–09:45 Uhr (Berlin, UTC+1)",
	}
	for answer, want := range map[string]int{
		"Thursday at 10": 1, "10am on Thursday works": 1, "3 Dec, 2pm": 2, "Thursday 14:00": 2, "Thursday at 2 please": 2, "4/12 at 9:00": 3, "12/4 at 9:00 am": 3, "Fri 4 Dec 9am": 3, "Miércoles a las 16h": 4, "Wednesday, 4 pm": 4, "Am 11.12. um 9 Uhr": 5, "December 11, 9:00": 5,
		"Friday at 9": 0, "Thursday 09:00": 0, "Wednesday 15:00": 0, "Thursday": 0, "Thursday 3": 0, "4 December": 0, "10:00": 0, "Thursday at 10:30": 0, "Thursday 10-12": 0, "Thursday 10:00-12:00": 0, "Thursday at 10 or 11": 0, "Thursday after 10am": 0, "from Thursday 10:00": 0,
		"Not Thursday at 10": 0, "Thursday at 10?": 0, "I have an interview Thursday at 10": 0, "J'ai rendez-vous jeudi à 10h": 0, "I work Thursday at 10": 0, "Thursday at 10 if possible by phone": 0, "Wednesday 3 December at 10:00": 0, "3 November at 10:00": 0, "Thursday at 22:00": 0,
	} {
		if c := Read(answer, options); c.Option != want {
			t.Errorf("%q is read as %d, want %d", answer, c.Option, want)
		}
	}
}

// TestRefusedAndAside holds what may stand beside a choice.
func TestRefusedAndAside(t *testing.T) {
	t.Parallel()
	for answer, want := range map[string]int{
		"1 doesn't work, but 2 does": 2, "Not 3, please. 1 is fine": 1, "1 ist mir leider zu früh, aber 2 passt": 2, "La 1 no puedo, pero la 2 sí": 2, "3 please, the others don't work for me.": 3, "2 is the only one I can make": 2, "2, see you Wednesday": 2,
		"2\n\nJane Doe\n3 Station Road\n0171 2345678": 2, "2. My number is 0171 2345678.": 2, "2. I have attached my CV (3 pages).": 2, "Could I have 2, please?": 2,
		"1 doesn't work": 0, "1 doesn't work, but 2 might": 0, "2 doesn't work, but 2 later does": 0, "3 please. Not 3": 0, "Not 1, but 2 or 3": 0, "2, see you Thursday": 0, "2\n\nJane Doe\nor 3": 0, "Call me first: 0171 2345678, but 2": 0, "Could I have 2 or 3?": 0, "I'm free from 2": 0, "2 is not the only one": 0,
	} {
		if c := Read(answer, offered()["en"]); c.Option != want || c.None {
			t.Errorf("%q is read as %d, want %d", answer, c.Option, want)
		}
	}
}
