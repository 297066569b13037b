package answers

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/url"
	"slices"
	"strings"
	"testing"
	"time"

	"recruitty/internal/web/page"
	"recruitty/recruit"
	"recruitty/recruit/offers"
)

// service is a service for offers that notes what it is asked.
type service struct {
	view  offers.View
	done  offers.Result
	err   error
	asked []string
}

func (s *service) note(format string, args ...any) {
	s.asked = append(s.asked, fmt.Sprintf(format, args...))
}

func (s *service) Look(_ context.Context, ref offers.Ref) (offers.View, error) {
	s.note("look %s", ref.Token)
	return s.view, s.err
}

func (s *service) Take(_ context.Context, ref offers.Ref, t offers.Taking) (offers.Result, error) {
	s.note("take %s %d %d %s", ref.Token, t.Version, t.Option, t.Via)
	return s.done, s.err
}

func (s *service) Refresh(_ context.Context, ref offers.Ref) (offers.Result, error) {
	s.note("refresh %s", ref.Token)
	return s.done, s.err
}

func (s *service) Move(_ context.Context, ref offers.Ref, t offers.Taking) (offers.Result, error) {
	s.note("move %s %d %d %s", ref.Token, t.Version, t.Option, t.Via)
	return s.done, s.err
}

func (s *service) Ask(_ context.Context, ref offers.Ref, a offers.Asking) (offers.Result, error) {
	s.note("ask %s %q %d %s", ref.Token, a.Said, len(a.Windows), a.Via)
	return s.done, s.err
}

func (s *service) CallOff(_ context.Context, ref offers.Ref, reason string, via offers.Via) (offers.Result, error) {
	s.note("call off %s %q %s", ref.Token, reason, via)
	return s.done, s.err
}

func at(value string) time.Time {
	t, err := time.Parse(time.RFC3339, value)
	if err != nil {
		panic(err)
	}
	return t
}

func session(title, start string, people ...string) offers.ViewSession {
	return offers.ViewSession{Title: title, Start: at(start), End: at(start).Add(time.Hour), Platform: recruit.Zoom, Status: recruit.Scheduled, People: people}
}

func offered() offers.View {
	return offers.View{State: offers.Offered, Version: 3, Company: "Lumen", Job: "Engineer", Language: "de", LanguageKnown: true, Zone: "Europe/Berlin", SenderZone: "Europe/London", Known: true,
		Contact: recruit.Mailbox{Name: "Dana", Address: "dana@lumen.example"}, Until: at("2026-12-04T12:00:00Z"), Options: []offers.ViewOption{
			{Number: 1, Sessions: []offers.ViewSession{session("Design", "2026-12-01T09:00:00Z", "Ana"), session("Code", "2026-12-01T10:00:00Z", "Raj")}},
			{Number: 2, Sessions: []offers.ViewSession{session("Code", "2026-12-02T09:00:00Z", "Raj"), session("Design", "2026-12-02T10:00:00Z", "Li")}},
		}}
}

const token = "kX3v9QmT0aZr7LsYp1BhWg"

// TestSights holds what each state of an offer is on the page.
func TestSights(t *testing.T) {
	t.Parallel()
	change := func(by func(*offers.View)) offers.View {
		v := offered()
		by(&v)
		return v
	}
	booked := func(v *offers.View) {
		v.State, v.Agreed, v.Options = offers.Booked, v.Options[0].Sessions, nil
		v.MayMove, v.MayCallOff, v.Cutoff = true, true, at("2026-11-30T09:00:00Z")
	}
	for name, tc := range map[string]struct {
		view  offers.View
		state page.State
		check func(page.View) bool
	}{
		"offered": {offered(), page.Choosing, func(s page.View) bool {
			return len(s.Options) == 2 && s.Options[1].ID == "3-2" && !s.Refreshable && s.AnswerBy.Equal(at("2026-12-04T12:00:00Z")) && s.Language == "de" && s.Zone == "Europe/Berlin" &&
				s.Options[1].Parts[0].Session == 1 && s.Options[1].Parts[1].Session == 0
		}},
		"names that are the same are said once": {offered(), page.Choosing, func(s page.View) bool {
			return s.Sessions[0].With == nil && slices.Equal(s.Sessions[1].With, []string{"Raj"}) && slices.Equal(s.Options[1].Parts[1].With, []string{"Li"}) && s.Options[1].Parts[0].With == nil
		}},
		"language and zone not known": {change(func(v *offers.View) { v.LanguageKnown, v.Known = false, false }), page.Choosing, func(s page.View) bool {
			return s.Language == "" && s.HouseLanguage == "de" && s.Zone == "" && s.TeamZone == "Europe/London"
		}},
		"late": {change(func(v *offers.View) { v.Late, v.Options = true, nil }), page.Choosing, func(s page.View) bool {
			return s.Refreshable && s.AnswerBy.IsZero() && !s.Asked
		}},
		"none suits": {change(func(v *offers.View) { v.State, v.Asked = offers.NoneSuits, true }), page.Choosing, func(s page.View) bool {
			return s.Asked && len(s.Options) == 2
		}},
		"to confirm": {change(func(v *offers.View) { v.State, v.Taken, v.Options = offers.ToConfirm, &v.Options[1], nil }), page.Agreed, func(s page.View) bool {
			return s.Pending && len(s.Agreed) == 2 && s.MoveUntil.IsZero() && s.CallOffUntil.IsZero() && s.Agreed[0].Start.Equal(at("2026-12-02T09:00:00Z"))
		}},
		"booked": {change(booked), page.Agreed, func(s page.View) bool {
			return !s.Pending && len(s.Agreed) == 2 && s.Refreshable && s.MoveUntil.Equal(at("2026-11-30T09:00:00Z")) && len(s.Options) == 0
		}},
		"booked, with others": {change(func(v *offers.View) { o := v.Options; booked(v); v.Options = o[1:] }), page.Agreed, func(s page.View) bool {
			return len(s.Options) == 1 && s.Options[0].ID == "3-2" && !s.Refreshable
		}},
		"behind the cut-off": {change(func(v *offers.View) { booked(v); v.MayMove, v.MayCallOff = false, false }), page.Agreed, func(s page.View) bool {
			return s.MoveUntil.IsZero() && s.CallOffUntil.IsZero() && !s.Refreshable
		}},
		"one of two cancelled": {change(func(v *offers.View) { booked(v); v.Agreed[1].Status = recruit.Cancelled }), page.Agreed, func(s page.View) bool { return len(s.Agreed) == 1 }},
		"cancelled by the team": {change(func(v *offers.View) {
			booked(v)
			v.Agreed[0].Status, v.Agreed[1].Status = recruit.Cancelled, recruit.Cancelled
		}), page.CalledOff, func(s page.View) bool { return len(s.Agreed) == 0 }},
		"called off": {change(func(v *offers.View) { v.State, v.Options = offers.CalledOff, nil }), page.CalledOff, nil},
		"withdrawn":  {change(func(v *offers.View) { v.State = offers.Withdrawn }), page.Closed, func(s page.View) bool { return len(s.Options) == 0 }},
		"over": {change(func(v *offers.View) { booked(v); v.Over, v.Agreed[1].Status = true, recruit.Cancelled }), page.Over, func(s page.View) bool {
			return s.Company == "Lumen" && len(s.Agreed) == 1 && s.Agreed[0].Start.Equal(at("2026-12-01T09:00:00Z")) && s.MoveUntil.IsZero() && s.CallOffUntil.IsZero() && len(s.Options) == 0
		}},
		"to confirm, in the past": {change(func(v *offers.View) { v.State, v.Options = offers.ToConfirm, nil }), page.Choosing, func(s page.View) bool { return !s.Asked && len(s.Options) == 0 }},
	} {
		s, err := Desk{&service{view: tc.view}}.Look(t.Context(), page.TokenOf(token))
		if err != nil || s.State != tc.state || tc.check != nil && !tc.check(s) {
			t.Errorf("%s: %v, %+v", name, err, s)
		}
	}
}

// TestDecisions holds what reaches the service for each button, and what becomes of its outcome.
func TestDecisions(t *testing.T) {
	t.Parallel()
	for name, tc := range map[string]struct {
		by      func(Desk) (page.Outcome, error)
		done    offers.Outcome
		err     error
		asks    string
		outcome page.Outcome
		fails   bool
	}{
		"taken":            {take("3-2"), offers.TookIt, nil, "take " + token + " 3 2 page", page.Done, false},
		"to confirm":       {take("3-2"), offers.Confirming, nil, "take " + token + " 3 2 page", page.Waiting, false},
		"gone":             {take("1-9"), offers.Gone, nil, "take " + token + " 1 9 page", page.Gone, false},
		"none left":        {take("3-1"), offers.NoneLeft, nil, "take " + token + " 3 1 page", page.NoneLeft, false},
		"another before":   {take("3-1"), offers.AlreadySet, nil, "take " + token + " 3 1 page", page.Already, false},
		"not open":         {take("3-1"), offers.NotOpen, nil, "take " + token + " 3 1 page", page.TooLate, false},
		"never offered":    {take("9-9"), "", recruit.Invalid("option", "There is no such time."), "take " + token + " 9 9 page", page.Gone, false},
		"no option":        {take("3"), "", nil, "", page.Gone, false},
		"a negative one":   {take("3--1"), "", nil, "", page.Gone, false},
		"zeros":            {take("03-1"), "", nil, "", page.Gone, false},
		"very long":        {take("3-99999999999999999999999"), "", nil, "", page.Gone, false},
		"a broken store":   {take("3-1"), "", errors.New("broken"), "take " + token + " 3 1 page", page.Done, true},
		"unknown outcome":  {take("3-1"), "other", nil, "take " + token + " 3 1 page", page.Done, true},
		"moved":            {func(d Desk) (page.Outcome, error) { return d.Move(context.Background(), page.TokenOf(token), "4-1") }, offers.MovedIt, nil, "move " + token + " 4 1 page", page.Done, false},
		"too late to move": {func(d Desk) (page.Outcome, error) { return d.Move(context.Background(), page.TokenOf(token), "4-1") }, offers.TooLate, nil, "move " + token + " 4 1 page", page.TooLate, false},
		"asked": {func(d Desk) (page.Outcome, error) {
			return d.Ask(context.Background(), page.TokenOf(token), page.Wish{Words: "mornings", Windows: []page.Window{{Start: at("2026-12-01T09:00:00Z"), End: at("2026-12-01T10:00:00Z")}}})
		}, offers.Asked, nil, "ask " + token + ` "mornings" 1 page`, page.Done, false},
		"called off": {func(d Desk) (page.Outcome, error) { return d.CallOff(context.Background(), page.TokenOf(token), "ill") }, offers.CancelIt, nil, "call off " + token + ` "ill" page`, page.Done, false},
		"refreshed":  {func(d Desk) (page.Outcome, error) { return d.Refresh(context.Background(), page.TokenOf("nonsense")) }, offers.Gone, nil, "refresh " + nobodys, page.Gone, false},
	} {
		s := &service{done: offers.Result{Outcome: tc.done}, err: tc.err}
		got, err := tc.by(Desk{s})
		if got != tc.outcome || (err != nil) != tc.fails || strings.Join(s.asked, ", ") != tc.asks {
			t.Errorf("%s: %d, %v, %q", name, got, err, s.asked)
		}
	}
}

func take(option string) func(Desk) (page.Outcome, error) {
	return func(d Desk) (page.Outcome, error) { return d.Take(context.Background(), page.TokenOf(token), option) }
}

// TestPageOfAnOffer holds that what an offer is reaches the page, and a button the service.
func TestPageOfAnOffer(t *testing.T) {
	t.Parallel()
	s := &service{view: offered(), done: offers.Result{Outcome: offers.TookIt}}
	h, err := page.New(page.Options{Viewer: Desk{s}, Choices: Desk{s}, Now: func() time.Time { return at("2026-11-30T09:00:00Z") }, Log: slog.New(slog.DiscardHandler)})
	if err != nil {
		t.Fatal(err)
	}
	w := httptest.NewRecorder()
	h.ServeHTTP(w, httptest.NewRequest(http.MethodGet, page.Prefix+token, nil))
	for _, want := range []string{"Lumen möchte mit Ihnen", "Dienstag, 1. Dezember 2026, 10:00–12:00 Uhr (Berlin, UTC", `value="3-1"`, "mit Raj", "mit Li", "dana@lumen.example"} {
		if w.Code != http.StatusOK || !strings.Contains(w.Body.String(), want) {
			t.Errorf("%d, no %q in %s", w.Code, want, w.Body)
		}
	}
	r := httptest.NewRequest(http.MethodPost, page.Prefix+token, strings.NewReader(url.Values{"option": {"3-1"}}.Encode()))
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	w = httptest.NewRecorder()
	h.ServeHTTP(w, r)
	if w.Code != http.StatusSeeOther || !slices.Contains(s.asked, "take "+token+" 3 1 page") {
		t.Errorf("%d, %q", w.Code, s.asked)
	}
}
