package ui_test

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"recruitty/recruit"
	"recruitty/recruit/availability"
	"recruitty/recruit/busy"
	"recruitty/ui/shell"
)

// shelf answers for every calendar, or fails, or answers nobody until they give up.
type shelf struct {
	err    error
	silent bool
}

func (s *shelf) Read(ctx context.Context, _ busy.Access, q busy.Query) ([]busy.Reading, error) {
	if s.silent {
		<-ctx.Done()
		return nil, ctx.Err()
	}
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
type gate struct {
	stuck bool
	whole bool   // an organisation is reached
	key   string // with which it was
}

func (g *gate) Begin(context.Context, busy.Kind, recruit.MailApp, bool, bool) (recruit.SignIn, error) {
	return opened{}, nil
}

func (g *gate) BeginDevice(context.Context, busy.Kind, recruit.MailApp, bool) (recruit.DeviceSignIn, error) {
	return nil, recruit.ErrUnsupported
}

func (g *gate) Renew(_ context.Context, _ busy.Kind, _ recruit.MailApp, t recruit.Tokens) (recruit.Tokens, error) {
	return t, nil
}

func (g *gate) Whole(_ context.Context, kind busy.Kind, _ recruit.MailApp, key, _ string, _ bool) (recruit.Tokens, error) {
	if !g.whole {
		return recruit.Tokens{}, recruit.ErrUnsupported
	}
	if kind == busy.Google {
		g.key = key
	}
	return recruit.Tokens{Access: "a", Expiry: time.Date(2027, 1, 1, 0, 0, 0, 0, time.UTC)}, nil
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
	free := w.svc.Availability
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
		w.Shows("the address where the calendar is published")
		w.Press("tab")
		w.Shows("it is one person's calendar")
		w.Press("ctrl+s")
		w.Shows("Connect a published calendar", "stored encrypted")
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
	w.Press("c", "tab", "right", "right")
	w.Shows("those in the team that the account can see")
	w.Press("tab", "tab", "right")
	w.Shows("none is kept")
	w.Press("ctrl+s")
	w.Shows("Connect Google", "read your entries", "Only when someone is busy is kept", "No Google app is registered here yet")
	w.Press("enter")
	w.Shows("Register an app with Google", "Google Calendar API", "Client ID")
	w.put("client")
	w.Press("tab")
	w.put("hidden")
	w.Press("ctrl+s")
	w.Shows("Connect Google", "continue to Google")
	w.Press("enter")
	w.Shows("https://accounts.example/sign-in")
	w.Press("p")
	w.put("http://127.0.0.1/callback?code=1")
	w.Press("enter")
	w.Shows("Connected Google (robin@acme.example)", "Workspace", "2 calendars, those of everybody in the", "titles are read and not kept.")
	all := firstOf(w.svc.Availability.Sources(t.Context(), w.robin))
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
	if set := firstOf(w.svc.Availability.Settings(t.Context())); set.MaxAge != 30*time.Minute || len(set.Words.Soft) != 2 {
		t.Errorf("settings are %+v", set)
	}
	firstOf(w.svc.Availability.Connect(t.Context(), w.robin, availability.Connection{Kind: busy.Feed, Owner: w.robin.ID, URL: "https://calendar.example.com/a.ics"}))
	w.app.SetMember(w.dana)
	w.Send(shell.Changed{})
	w.Hides("calendar.example.com")
	w.Press("e")
	w.Shows("! ")
	w.Press("c")
	w.Shows("Connect a calendar")
	w.Hides("everybody's")
	if err := w.svc.Availability.SetSettings(t.Context(), w.dana, availability.Settings{}); !errors.Is(err, recruit.ErrRefused) {
		t.Errorf("an interviewer changes the settings: %v", err)
	}
}

// TestAnOrganisationIsConnectedOnTheScreen connects all calendars of an organisation, at
// Google by a key and at Microsoft by the app itself, which is registered on the way.
func TestAnOrganisationIsConnectedOnTheScreen(t *testing.T) {
	t.Parallel()
	for _, size := range [][2]int{{80, 24}, {120, 40}} {
		w, _, auth := calendarWorld(t, size[0], size[1])
		auth.whole = true
		w.Press("c", "tab", "right", "right", "right")
		w.Shows("an organisation's", "without a sign-in")
		w.Press("ctrl+s")
		w.Shows("Connect an organisation's Google", "Domain-wide delegation", "calendar.events.freebusy", "In the name of", "Key")
		w.put("admin@acme.example")
		w.Press("tab")
		w.put(filepath.Join(t.TempDir(), "absent.json"))
		w.Press("ctrl+s")
		w.Shows("The key file cannot be read")
		w.Press("ctrl+u")
		key := filepath.Join(t.TempDir(), "key.json")
		if err := os.WriteFile(key, []byte(`{"type": "service_account"}`), 0o600); err != nil {
			t.Fatal(err)
		}
		w.put(key)
		w.Press("ctrl+s")
		w.Shows("Connected Google (admin@acme.example)", "Workspace")
		if auth.key != `{"type": "service_account"}` {
			t.Errorf("signed in with %q", auth.key)
		}
		w.Press("c", "right", "tab", "right", "right", "right", "ctrl+s")
		w.Shows("Register an app with", "name of its tenant")
		w.put("client")
		w.Press("tab")
		w.put("hidden")
		w.Press("ctrl+s")
		w.Shows("The name of the tenant is missing")
		w.put("acme.example")
		w.Press("ctrl+s")
		w.Shows("Connect an organisation's Microsoft", "application permission", "Calendars.ReadBasic")
		w.Press("ctrl+s")
		w.Shows("Connected Microsoft 365.")
		all := firstOf(w.svc.Availability.Sources(t.Context(), w.robin))
		if len(all) != 2 || !all[0].Whole || !all[0].Everyone || !all[1].Whole || !all[1].Everyone {
			t.Errorf("connected %+v", all)
		}
	}
}

// TestAnotherMembersCalendarIsConnectedOnTheScreen connects one in a member's name, who is
// found by address or name.
func TestAnotherMembersCalendarIsConnectedOnTheScreen(t *testing.T) {
	t.Parallel()
	w, _, _ := calendarWorld(t, 80, 24)
	w.Press("c", "right", "right", "right", "tab", "right")
	w.Shows("another member's", "it becomes theirs")
	w.Press("ctrl+s")
	w.Shows("Enter the email address of the member")
	w.put("Danuta")
	w.Press("ctrl+s")
	w.Shows("Nobody in the team is called Danuta")
	w.Press("ctrl+u")
	w.put("dana ortiz")
	w.Press("ctrl+s")
	w.Shows("Connect a published calendar")
	w.put("https://calendar.example.com/dana.ics")
	w.Press("ctrl+s")
	w.Shows("Connected Published calendar", "Dana Ortiz")
	if all := firstOf(w.svc.Availability.Sources(t.Context(), w.robin)); len(all) != 1 || all[0].OwnerID != w.dana.ID {
		t.Errorf("connected %+v", all)
	}
}

// TestReadingCalendarsIsStopped waits in a box for a calendar that does not answer, which says
// how far it is, and stops.
func TestReadingCalendarsIsStopped(t *testing.T) {
	t.Parallel()
	for _, size := range [][2]int{{80, 24}, {120, 40}} {
		w, reader, _ := calendarWorld(t, size[0], size[1])
		w.Press("c", "right", "right", "right", "ctrl+s")
		w.put("https://calendar.example.com/secret.ics")
		w.Press("ctrl+s")
		w.Shows("Connected Published calendar")
		reader.silent, w.Patience = true, 200*time.Millisecond
		w.Press("s")
		w.Shows("Reading the calendars", "Reading calendars: 0 of 1 calendar connection", "esc stop")
		w.Press("x") // is for the box, which has no such key
		w.Press("esc")
		w.Shows("Stopped. What was read until then counts")
		w.Hides("esc stop", "Disconnect Published")
	}
}
