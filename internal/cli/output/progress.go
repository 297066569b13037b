package output

import (
	"fmt"
	"strconv"
	"time"
)

// everySo is how often a long command says how far it is.
const everySo = 2 * time.Second

// Progress returns what tells on the error output, now and then, how far a long
// command is: how many rows, how fast, and how long it will still take. all is 0 where
// that is not known.
func (p *Printer) Progress(verb string) func(done, all int) {
	began := time.Now() // of the machine: what is measured is work
	said := began
	return func(done, all int) {
		now := time.Now()
		if now.Sub(said) < everySo {
			return
		}
		said = now
		p.Tell("%s", farSo(verb, done, all, now.Sub(began)))
	}
}

// farSo says how far something is that has gone on for so long.
func farSo(verb string, done, all int, took time.Duration) string {
	text := fmt.Sprintf("%s: %s of %s rows", verb, grouped(done), grouped(all))
	if all == 0 {
		text = fmt.Sprintf("%s: %s rows", verb, grouped(done))
	}
	rate := float64(done) / took.Seconds()
	if done == 0 || took <= 0 {
		return text + "."
	}
	text += fmt.Sprintf(", %s a second", grouped(int(rate)))
	if left := all - done; left > 0 {
		text += ", " + remaining(time.Duration(float64(left)/rate*float64(time.Second))) + " left"
	}
	return text + "."
}

// remaining is a time to wait in words, rounded up.
func remaining(d time.Duration) string {
	if d < 90*time.Second {
		return "about " + strconv.Itoa(int(d/time.Second)+1) + " s"
	}
	return "about " + strconv.Itoa(int(d/time.Minute)+1) + " min"
}

// grouped is a number with a comma at each thousand.
func grouped(n int) string {
	text := strconv.Itoa(n)
	for at := len(text) - 3; at > 0 && text[at-1] != '-'; at -= 3 {
		text = text[:at] + "," + text[at:]
	}
	return text
}
