// Package answers lets candidates answer their offers by the page: it says to the page what an offer is, and to the service
// for offers what a candidate decided.
package answers

import (
	"context"
	"errors"
	"fmt"
	"strconv"
	"strings"

	"recruitty/internal/web/page"
	"recruitty/recruit"
	"recruitty/recruit/offers"
	"recruitty/recruit/slots"
)

// Offers is what the page needs of the service for offers, which sees the whole workspace.
type Offers interface {
	Look(ctx context.Context, ref offers.Ref) (offers.View, error)
	Take(ctx context.Context, ref offers.Ref, t offers.Taking) (offers.Result, error)
	Refresh(ctx context.Context, ref offers.Ref) (offers.Result, error)
	Move(ctx context.Context, ref offers.Ref, t offers.Taking) (offers.Result, error)
	Ask(ctx context.Context, ref offers.Ref, a offers.Asking) (offers.Result, error)
	CallOff(ctx context.Context, ref offers.Ref, reason string, via offers.Via) (offers.Result, error)
}

// Desk answers the page.
type Desk struct{ Offers Offers }

var (
	_ page.Viewer  = Desk{}
	_ page.Choices = Desk{}
)

// nobodys is a token that nobody has. What is no token at all is looked up as this one, so that it takes as long as any
// other that leads nowhere.
const nobodys = "AAAAAAAAAAAAAAAAAAAAAA"

func ref(t page.Token) offers.Ref {
	if _, ok := offers.Digest(t.Secret()); !ok {
		return offers.Ref{Token: nobodys}
	}
	return offers.Ref{Token: t.Secret()}
}

// Look implements page.Viewer.
func (d Desk) Look(ctx context.Context, t page.Token) (page.View, error) {
	v, err := d.Offers.Look(ctx, ref(t))
	if err != nil {
		return page.View{}, err
	}
	return view(v), nil
}

// Take implements page.Choices.
func (d Desk) Take(ctx context.Context, t page.Token, option string) (page.Outcome, error) {
	return d.choose(option, func(c offers.Taking) (offers.Result, error) { return d.Offers.Take(ctx, ref(t), c) })
}

// Move implements page.Choices.
func (d Desk) Move(ctx context.Context, t page.Token, option string) (page.Outcome, error) {
	return d.choose(option, func(c offers.Taking) (offers.Result, error) { return d.Offers.Move(ctx, ref(t), c) })
}

// choose names an option to the service. One that was never offered is as one that is gone.
func (d Desk) choose(option string, by func(offers.Taking) (offers.Result, error)) (page.Outcome, error) {
	version, number, ok := split(option)
	if !ok {
		return page.Gone, nil
	}
	done, err := by(offers.Taking{Version: version, Option: number, Via: offers.ByPage})
	if errors.Is(err, recruit.ErrInvalid) {
		return page.Gone, nil
	}
	return outcome(done, err)
}

// Refresh implements page.Choices.
func (d Desk) Refresh(ctx context.Context, t page.Token) (page.Outcome, error) {
	return outcome(d.Offers.Refresh(ctx, ref(t)))
}

// Ask implements page.Choices.
func (d Desk) Ask(ctx context.Context, t page.Token, w page.Wish) (page.Outcome, error) {
	a := offers.Asking{Said: w.Words, Via: offers.ByPage}
	for _, one := range w.Windows {
		a.Windows = append(a.Windows, slots.Span{Start: one.Start, End: one.End})
	}
	return outcome(d.Offers.Ask(ctx, ref(t), a))
}

// CallOff implements page.Choices.
func (d Desk) CallOff(ctx context.Context, t page.Token, reason string) (page.Outcome, error) {
	return outcome(d.Offers.CallOff(ctx, ref(t), reason, offers.ByPage))
}

// outcome is what an outcome means for the page.
func outcome(r offers.Result, err error) (page.Outcome, error) {
	if err != nil {
		return page.Done, err
	}
	//exhaustive:enforce
	switch r.Outcome {
	case offers.TookIt, offers.MovedIt, offers.CancelIt, offers.Asked:
		return page.Done, nil
	case offers.Confirming:
		return page.Waiting, nil
	case offers.Gone:
		return page.Gone, nil
	case offers.NoneLeft:
		return page.NoneLeft, nil
	case offers.AlreadySet:
		return page.Already, nil
	case offers.NotOpen, offers.TooLate:
		return page.TooLate, nil
	}
	return page.Done, fmt.Errorf("an offer was answered with %q, which the page does not know", r.Outcome)
}

// joined is the name of an option on the page: the version that it is of, and its number.
func joined(version, number int) string {
	return strconv.Itoa(version) + "-" + strconv.Itoa(number)
}

// split reads such a name.
func split(option string) (version, number int, ok bool) {
	first, second, found := strings.Cut(option, "-")
	version, err := strconv.Atoi(first)
	if err != nil || !found || version < 1 {
		return 0, 0, false
	}
	number, err = strconv.Atoi(second)
	return version, number, err == nil && number > 0 && joined(version, number) == option
}
