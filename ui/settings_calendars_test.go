package ui_test

import (
	"context"
	"errors"
	"strings"
	"testing"
	"time"

	"recruitty/recruit"
	"recruitty/recruit/availability"
	"recruitty/recruit/busy"
	"recruitty/ui/shell"
)

// shelf answers for every calendar, or fails.
type shelf struct{ err error }

func (s *shelf) Read(_ context.Context, _ busy.Access, q busy.Query) ([]busy.Reading, error) {
	if s.err != nil {
		return nil, s.err
	}
	all := make([]busy.Reading, len(q.Calendars))
	for i := range all {
		all[i].From, all[i].To = q.From, q.To
	}
	return all, nil
}

// gate signs in at once, and takes access back or not.
type gate struct{ stuck bool }

func (g *gate) Begin(context.Context, busy.Kind, recruit.MailApp, bool, bool) (recruit.SignIn, error) {
	return opened{}, nil
}

func (g *gate) BeginDevice(context.Context, busy.Kind, recruit.MailApp, bool) (recruit.DeviceSignIn, error) {
	return nil, recruit.ErrUnsupported
}

func (g *gate) Renew(_ context.Context, _ busy.Kind, _ recruit.MailApp, t recruit.Tokens) (recruit.Tokens, error) {
	return t, nil
}

func (g *gate) Whole(context.Context, busy.Kind, recruit.MailApp, string, string, bool) (recruit.Tokens, error) {
	return recruit.Tokens{}, recruit.ErrUnsupported
}

func (g *gate) Revoke(context.Context, busy.Kind, recruit.MailApp, recruit.Tokens) error {
	if g.stuck {
		return recruit.ErrLater
	}
	return nil
}

func (g *gate) Permissions(_ busy.Kind, titles bool) []recruit.Permission {
	what := "see when you are busy"
	if titles {
		what = "read your entries"
	}
	return []recruit.Permission{{Scope: "calendar", Name: what, Why: "so that nobody is asked at a bad time", Required: true}}
}

// opened is a sign-in whose address is pasted.
type opened struct{}

func (opened) URL() string { return "https://accounts.example/sign-in" }
func (opened) Wait(ctx context.Context) (recruit.Grant, error) {
	<-ctx.Done()
	return recruit.Grant{}, ctx.Err()
}
func (opened) Paste(_ context.Context, text string) (recruit.Grant, error) {
	if !strings.HasPrefix(text, "http://127.0.0.1/") {
		return recruit.Grant{}, recruit.Invalid("", "This is not the address.")
	}
	return recruit.Grant{Tokens: recruit.Tokens{Access: "a", Refresh: "r", Expiry: time.Date(2027, 1, 1, 0, 0, 0, 0, time.UTC)}, Address: "robin@acme.example"}, nil
}
func (opened) Close() error { return nil }

// calendarWorld is a world whose calendars are read from a shelf, at Settings,
// Calendars.
func calendarWorld(t *testing.T, width, height int) (*world, *shelf, *gate) {
	t.Helper()
	w := newWorld(t, width, height, setup{})
	reader, auth := &shelf{}, &gate{}
	free := w.desk.Availability
	for _, k := range busy.Kinds() {
		free.Readers[k] = reader
	}
	free.Auth = auth
	w.Run(w.app.Goto(shell.Settings))
	w.Run(w.app.ShowPart(shell.CalendarsPart, ""))
	return w, reader, auth
}

func TestAPublishedCalendarIsConnectedReadAndDisconnected(t *testing.T) {
	t.Parallel()
	for _, size := range [][2]int{{80, 24}, {120, 40}} {
		w, reader, _ := calendarWorld(t, size[0], size[1])
		w.Shows("No calendar is connected", "unknown", "connect yours: Google,", "for 15 minutes", "Soft words")
		w.Press("s")
		w.Shows("There is no calendar to read yet")
		w.Press("c")
		w.Shows("Connect a calendar", "Google", "Published calendar")
		w.Press("right", "right", "right")
		w.Shows("the address at which the calendar is published", "it is one person's calendar")
		w.Press("ctrl+s")
		w.Shows("Connect a published calendar", "kept sealed")
		w.put("https://calendar.example.com/secret.ics")
		w.Hides("secret.ics")
		reader.err = &recruit.Problem{Kind: recruit.ErrNotFound, Sentence: "There is no calendar at calendar.example.com."}
		w.Press("ctrl+s")
		w.Shows("There is no calendar at calendar.example.com")
		reader.err = nil
		w.Press("ctrl+s")
		w.Shows("Connected Published calendar (calendar.example.com)", "You", "just now", "✓ read", "connected since", "1 calendar.", "Last read")
		w.Press("t")
		w.Shows("Published calendar (calendar.example.com): 1 calendar read.")
		reader.err = &recruit.Problem{Kind: recruit.ErrLater, Sentence: "calendar.example.com does not answer."}
		w.Press("s")
		w.Shows("Not all calendars could be read", "does not")
		w.advance(shell.Grace)
		w.Press("esc")
		w.Shows("! trouble", "Last read", "does not answer.")
		reader.err = nil
		w.Press("s")
		w.advance(20 * time.Minute)
		w.Send(shell.Changed{})
		w.Shows("20 min", "! too old")
		w.Press("x")
		w.Shows("Disconnect Published calendar", "is deleted here", "When Robin Reyes is free")
		w.Press("esc")
		w.Shows("too old")
		w.Press("x", "right", "enter")
		w.Shows("Disconnected Published calendar", "No calendar is connected")
	}
}

func TestGoogleIsSignedInToForEverybody(t *testing.T) {
	t.Parallel()
	w, _, auth := calendarWorld(t, 120, 40)
	w.Press("c", "tab", "right")
	w.Shows("those in the team that the account can see")
	w.Press("tab", "right")
	w.Shows("none is kept")
	w.Press("ctrl+s")
	w.Shows("Connect Google", "read your entries", "Only when somebody is busy is kept", "No Google app is registered here yet")
	w.Press("enter")
	w.Shows("Register an app with Google", "Google Calendar API", "Client ID")
	w.put("client")
	w.Press("tab")
	w.put("hidden")
	w.Press("ctrl+s")
	w.Shows("Connect Google", "go on to Google")
	w.Press("enter")
	w.Shows("https://accounts.example/sign-in")
	w.Press("p")
	w.put("http://127.0.0.1/callback?code=1")
	w.Press("enter")
	w.Shows("Connected Google (robin@acme.example)", "Workspace", "2 calendars, those of everybody in the", "titles are read and not kept.")
	all := firstOf(w.desk.Availability.Sources(t.Context(), w.robin))
	if len(all) != 1 || all[0].OwnerID != 0 || !all[0].Everyone || !all[0].Titles {
		t.Errorf("connected %+v", all)
	}
	auth.stuck = true
	w.Press("x")
	w.Shows("are free will be")
	w.Press("right", "enter")
	w.Shows("The calendar is disconnected", "did not confirm")
}

func TestHowCalendarsCountIsForAdmins(t *testing.T) {
	t.Parallel()
	w, _, _ := calendarWorld(t, 100, 30)
	w.Press("e")
	w.Shows("How calendars count", "counts as unknown")
	w.Press("ctrl+u")
	w.put("3")
	w.Press("ctrl+s")
	w.Shows("from 5 to 1440")
	w.Press("ctrl+u")
	w.put("30")
	w.Press("tab", "ctrl+u")
	w.put("focus, quiet time")
	w.Press("ctrl+s")
	w.Shows("Saved how calendars count", "for 30 minutes", "focus, quiet time")
	if set := firstOf(w.desk.Availability.Settings(t.Context())); set.MaxAge != 30*time.Minute || len(set.Words.Soft) != 2 {
		t.Errorf("settings are %+v", set)
	}
	firstOf(w.desk.Availability.Connect(t.Context(), w.robin, availability.Connection{Kind: busy.Feed, Owner: w.robin.ID, URL: "https://calendar.example.com/a.ics"}))
	w.app.SetMember(w.dana)
	w.Send(shell.Changed{})
	w.Hides("calendar.example.com")
	w.Press("e")
	w.Shows("! ")
	w.Press("c")
	w.Shows("Connect a calendar")
	w.Hides("everybody's")
	if err := w.desk.Availability.SetSettings(t.Context(), w.dana, availability.Settings{}); !errors.Is(err, recruit.ErrRefused) {
		t.Errorf("an interviewer changes the settings: %v", err)
	}
}
