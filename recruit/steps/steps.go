// Package steps says how far a long piece of work is, to whoever waits for it: the work
// names the step that it begins, and how that is measured; who waits looks now and then.
// A step that nobody waits for costs nothing.
package steps

import (
	"context"
	"fmt"
	"strconv"
	"time"

	"recruitty/recruit"
)

// Unit is what a step is counted in.
type Unit string

// Bytes are said as sizes. The other units are words for one.
const (
	Rows      Unit = "row"
	Bytes     Unit = "byte"
	Calendars Unit = "calendar connection"
	Mails     Unit = "email"
	// Interviews are those that a request changes, or that are compared with Zoom.
	Interviews Unit = "interview"
	Candidates Unit = "candidate"
)

// Step is a part of something that may take long.
type Step struct {
	What string // such as "Copying the workspace"
	Unit Unit
	// Measure says how much of how much is done; all is 0 where that is not known. It is
	// called from another goroutine. Nil is a step that cannot be measured.
	Measure func() (done, all int64)
}

type key struct{}

// Watched returns a context in which begin is told of each step. It must be quick.
func Watched(ctx context.Context, begin func(Step)) context.Context {
	return context.WithValue(ctx, key{}, begin)
}

// Begin says that a step begins, and that the one before has ended.
func Begin(ctx context.Context, s Step) {
	if begin, watched := ctx.Value(key{}).(func(Step)); watched {
		begin(s)
	}
}

// Far says how far a step is that has gone on for so long, how fast it goes, and how
// long it still takes, as far as that is known: "5,000 of 10,000 rows, 500 a second,
// about 10 s left". all is 0 where it is not known.
func Far(u Unit, done, all int64, took time.Duration) string {
	if all > 0 {
		all = max(all, done)
	}
	words := u.amount(done)
	if all > 0 {
		words = u.number(done) + " of " + u.amount(all)
	}
	if done == 0 || took <= 0 {
		return words
	}
	rate := float64(done) / took.Seconds()
	words += ", " + u.number(int64(rate)) + " a second"
	if left := all - done; left > 0 {
		words += ", about " + Remaining(time.Duration(float64(left)/rate*float64(time.Second))) + " left"
	}
	return words
}

// Remaining is a time to wait in words, rounded up.
func Remaining(d time.Duration) string {
	if d < 90*time.Second {
		return strconv.Itoa(int(d/time.Second)+1) + " s"
	}
	return strconv.Itoa(int(d/time.Minute)+1) + " min"
}

// number is a count without its unit.
func (u Unit) number(n int64) string {
	if u == Bytes {
		return recruit.Size(n)
	}
	return Grouped(n)
}

// amount is a count with its unit.
func (u Unit) amount(n int64) string {
	switch {
	case u == Bytes:
		return recruit.Size(n)
	case n == 1:
		return "1 " + string(u)
	}
	return fmt.Sprintf("%s %ss", Grouped(n), u)
}

// Grouped is a number with a comma at each thousand.
func Grouped(n int64) string {
	text := strconv.FormatInt(n, 10)
	for at := len(text) - 3; at > 0 && text[at-1] != '-'; at -= 3 {
		text = text[:at] + "," + text[at:]
	}
	return text
}
