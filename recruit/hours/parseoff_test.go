package hours_test

import (
	"strings"
	"testing"

	"recruitty/recruit/hours"
)

func TestTimeOffIsReadAsItIsWritten(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ typed, want, wrong string }{
		{typed: "2026-12-24", want: "2026-12-24"},
		{typed: " 2026-12-24  TO 2027-01-01 ", want: "2026-12-24 to 2027-01-01"},
		{typed: "2026-12-24 – 2027-01-01", want: "2026-12-24 to 2027-01-01"},
		{typed: "2026-12-24 1-5pm", want: "2026-12-24 13:00-17:00"},
		{typed: "2026-12-24 to 2026-12-26 13:00 - 17:00; 2027-02-01,\n2027-03-01", want: "2026-12-24 to 2026-12-26 13:00-17:00, 2027-02-01, 2027-03-01"},
		{typed: "none", want: ""},
		{typed: " , ", want: ""},
		{typed: "24.12.2026", wrong: `"24.12.2026" is not a day`},
		{typed: "2026-12-24 to", wrong: "The last day is missing"},
		{typed: "2026-12-24 to 2026-12-20", wrong: "before it begins"},
		{typed: "2026-12-24 to 2030-12-20", wrong: "longer than two years"},
		{typed: "2026-12-24 afternoon", wrong: `"afternoon" is not a period`},
		{typed: strings.Repeat("2026-12-24,", 201), wrong: "At most 200"},
		{typed: strings.Repeat("2026-12-24 to 2026-12-25 13:00-17:00,", 250), wrong: "too long"},
	} {
		all, err := hours.ParseOff(c.typed)
		if c.wrong != "" {
			if err == nil || !strings.Contains(err.Error(), c.wrong) {
				t.Errorf("%.40q: %v, want an error with %q", c.typed, err, c.wrong)
			}
			continue
		}
		var got []string
		for _, off := range all {
			got = append(got, off.String())
		}
		if err != nil || strings.Join(got, ", ") != c.want {
			t.Errorf("%q is %q (%v), want %q", c.typed, got, err, c.want)
		}
	}
}

// FuzzParseOff holds that what was read is sound and is read again as it is written.
func FuzzParseOff(f *testing.F) {
	for _, seed := range []string{"2026-12-24 to 2027-01-01 13:00-17:00, 2027-02-01", "none;", "2026-12-24 -", "2026-12-24 9-"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, typed string) {
		all, err := hours.ParseOff(typed)
		if err != nil {
			return
		}
		if err := (hours.Rules{Off: all}).Check(); err != nil {
			t.Fatalf("%q is read as %v, which cannot be: %v", typed, all, err)
		}
		for _, off := range all {
			again, err := hours.ParseTimeOff(off.String())
			if err != nil || again != off {
				t.Fatalf("%q is read as %v, and that as %v (%v)", typed, off, again, err)
			}
		}
	})
}
