package ui_test

import (
	"testing"

	"recruitty/recruit"
	"recruitty/ui/connect"
	"recruitty/ui/draft"
	"recruitty/ui/shell"
	"recruitty/ui/theme"
	"recruitty/zoom/zoomsim"
)

// integrations goes to Settings, Other Integrations.
func (w *world) integrations() {
	w.Run(w.app.Goto(shell.Settings))
	w.Press("right", "right")
}

func TestOtherIntegrationsLeadToConnect(t *testing.T) {
	t.Parallel()
	w := newWorld(t, 80, 24, setup{remote: true})
	w.integrations()
	w.Shows("Other Integrations", "Meeting provider", "Default", "Action", "Zoom", "not connected", "Connect", "Phone", "On site", "Other link", "yes")
	w.Press("enter")
	w.Shows("Connect Zoom", "create a meeting")
}

func TestMissingPermissionsAreNamed(t *testing.T) {
	t.Parallel()
	w := newWorld(t, 120, 40, setup{})
	w.sim.SetScopes([]string{"meeting:write:meeting", "meeting:update:meeting", "user:read:user"})
	w.connect()
	w.integrations()
	w.Shows("Your interviews use your own connection", "100 of 100 changes left today", "delete a meeting ✗", "Delete a meeting is not granted", "leaves its meeting behind", "Reconnect (r) to grant it")
}

func TestConnectWithoutAnAppExplainsHowToRegisterOne(t *testing.T) {
	t.Parallel()
	w := newWorld(t, 80, 24, setup{unset: true, remote: true})
	w.Run(connect.OpenConnect(w.app, nil))
	w.Shows("No Zoom app is registered here yet")
	w.Press("enter")
	w.Shows("Register a Zoom app", "General App", "public client (PKCE)", "http://127.0.0.1/callback", "meeting:write:meeting", "Client ID", "Client secret")
	w.Press("ctrl+s")
	w.Shows("The client ID is missing")
	w.put(zoomsim.PublicID)
	w.Press("ctrl+s")
	w.Shows("Connect Zoom", "continue to Zoom")
}

func TestDisconnectListsWhatIsConcerned(t *testing.T) {
	t.Parallel()
	for _, size := range [][2]int{{80, 24}, {120, 40}} {
		w := newWorld(t, size[0], size[1], setup{})
		w.connect()
		w.scheduled(true)
		w.integrations()
		w.Press("x")
		w.Shows("Disconnect Zoom?", "1 upcoming interview on Zoom", "Tue 1 Dec 10:00", "Priya Raman", "needs a new", "Disconnect")
		w.Press("right", "enter")
		w.Shows("Zoom has confirmed that the access of robin@acme.example is revoked", "credentials are cleared here")
		w.Press("esc")
		w.Shows("not connected", "Connect")
	}
}

func TestADisconnectThatZoomDoesNotConfirmSaysWhatToDo(t *testing.T) {
	t.Parallel()
	w := newWorld(t, 80, 24, setup{})
	w.connect()
	if err := w.sim.AddFault(zoomsim.Fault{Operation: "oauth.revoke", Times: 2, Do: "reply", Status: 500}); err != nil {
		t.Fatal(err)
	}
	w.integrations()
	w.Press("x", "right", "enter")
	w.Shows("did not confirm", "Added apps", "credentials are cleared here")
}

func TestOwnAndWorkspaceConnectionStandApart(t *testing.T) {
	t.Parallel()
	w := newWorld(t, 80, 24, setup{})
	w.sim.SetScopes(zoomsim.AdminScopes())
	sign := firstOf(w.svc.Accounts.Begin(t.Context(), w.robin, false))
	ended := firstOf(zoomsim.Approve(t.Context(), nil, sign.URL(), "dana@acme.example"))
	firstOf(w.svc.Accounts.FinishForWorkspace(t.Context(), w.robin, firstOf(sign.Paste(t.Context(), ended))))
	w.integrations()
	w.Shows("via the workspace", "Zoom, workspace", "Your interviews use the workspace's connection", "their plan counts")
	w.connect()
	w.Send(shell.Changed{})
	w.Press("down", "x")
	w.Shows("Disconnect Zoom?", "serves the whole workspace")
	w.Press("right", "enter")
	w.Shows("Zoom has confirmed")
	w.Press("esc")
	w.Shows("Zoom, workspace", "not connected")
	w.Shows("Your interviews use your own connection")
}

func TestDefaultProvider(t *testing.T) {
	t.Parallel()
	w := newWorld(t, 80, 24, setup{})
	w.integrations()
	w.Press("down", "down", "d")
	w.Shows("New interviews take place on Phone")
	if p := firstOf(w.svc.Accounts.DefaultPlatform(t.Context())); p != recruit.Phone {
		t.Errorf("default is %s", p)
	}
}

func TestProfileIsChangedAndTheThemeShowsAtOnce(t *testing.T) {
	t.Parallel()
	w := newWorld(t, 80, 24, setup{})
	w.Run(w.app.Goto(shell.Settings))
	w.Shows("Profile", "Robin Reyes", "robin@acme.example", "Europe/Lisbon")
	w.Press("enter", "tab", "tab", "ctrl+u")
	w.put("Lond")
	w.Shows("Europe/London")
	w.Press("ctrl+s")
	w.Shows("✗", "is not a time zone")
	w.put("on")
	w.Press("tab", "right", "tab", "right")
	if w.app.Styles().Name != theme.Dark {
		t.Errorf("the theme is %s while it is chosen", w.app.Styles().Name)
	}
	w.Press("tab", "right", "ctrl+s")
	w.Shows("Profile saved", "Europe/London", "2:02 pm", "plain text, for screen readers")
	m := firstOf(w.svc.Store.Member(t.Context(), w.robin.ID))
	if m.TimeZone != "Europe/London" || !m.TwelveHour || m.Theme != theme.Dark || !m.Plain {
		t.Errorf("member is %+v", m)
	}
}

func TestTeam(t *testing.T) {
	t.Parallel()
	w := newWorld(t, 120, 40, setup{})
	w.Run(w.app.Goto(shell.Settings))
	w.Press("right")
	w.Shows("Dana Ortiz", "interviewer", "Robin Reyes (you)", "admin")
	w.Press("a")
	w.put("Lu Wei")
	w.Press("tab")
	w.put("dana@acme.example")
	w.Press("ctrl+s")
	w.Shows("already belongs to a member", "Lu Wei")
	w.Press("ctrl+u")
	w.put("lu@acme.example")
	w.Press("ctrl+s")
	w.Shows("Added Lu Wei", "lu@acme.example", "Lu Wei: no SSH key yet")
	w.Press("i")
	w.Shows("Invite Lu Wei")
	w.Press("esc")
	w.Press("G", "x")
	w.Shows("Remove Robin Reyes?")
	w.Press("right", "enter")
	w.Shows("This is the only admin")
}

func TestMailIsSetAndTested(t *testing.T) {
	t.Parallel()
	w := newWorld(t, 80, 24, setup{})
	w.Run(w.app.Goto(shell.Settings))
	w.Press("left", "left", "left", "left", "left", "left")
	w.Shows("Mail server", "jobs@acme.example")
	w.Press("t")
	w.Shows("A test email to robin@acme.example", "✓", "check the mailbox")
	w.Press("esc", "e", "ctrl+u")
	w.Press("ctrl+s")
	w.Shows("✗", "name is missing")
	w.put("127.0.0.1")
	w.Press("tab", "tab", "ctrl+u")
	w.put("70000")
	w.Press("ctrl+s")
	w.Shows("a number from 1 to 65535")
}

func TestMailFromTheEnvironmentIsNotChangedHere(t *testing.T) {
	t.Parallel()
	w := newWorld(t, 80, 24, setup{env: recruit.Environment{SMTP: "smtps://robin:hunter2@mail.example", MailFrom: "jobs@acme.example"}})
	w.Run(w.app.Goto(shell.Settings))
	w.Press("left", "left", "left", "left", "left", "left")
	w.Shows("From the environment", "mail.example")
	w.Hides("hunter2")
	w.Press("e")
	w.Shows("come from the environment")
}

func TestWorkspace(t *testing.T) {
	t.Parallel()
	w := newWorld(t, 80, 24, setup{})
	w.Run(w.app.Goto(shell.Settings))
	w.Press("left", "left", "left", "left")
	w.Shows("Company", "8 seconds", "/home/robin/recruitty", "recruitty backup FILE", "Time zone rules", "release 20")
	w.Press("e", "ctrl+u")
	w.put("Acme & Co")
	w.Press("tab", "ctrl+u")
	w.put("500")
	w.Press("ctrl+s")
	w.Shows("number of seconds", "Acme & Co")
	w.Press("ctrl+u")
	w.put("20")
	w.Press("ctrl+s")
	w.Shows("Workspace saved", "recruitty · Acme & Co", "20 seconds")

	// Someone else gives it another name.
	if err := w.svc.Settings.SetWorkspace(t.Context(), w.robin, "Acme Group"); err != nil {
		t.Fatal(err)
	}
	w.Send(shell.Changed{News: recruit.ChangeSet{{}}})
	w.Shows("recruitty · Acme Group")
}

func TestANewWorkspaceAsksWhoYouAre(t *testing.T) {
	t.Parallel()
	for _, size := range [][2]int{{80, 24}, {120, 40}} {
		w := newWorld(t, size[0], size[1], setup{empty: true})
		w.Shows("Welcome to recruitty", "Name", "Email", "Time zone", "Company")
		w.Press("q", "esc")
		w.Press("tab", "tab")
		w.put("UTC")
		w.Press("shift+tab")
		w.put("not an address")
		w.Press("ctrl+s")
		w.Shows("\"not an address\" is not an email address")
		w.Press("ctrl+u")
		w.put("quinn@acme.example")
		w.Press("tab", "ctrl+u")
		w.put("lisbon")
		w.Shows("Europe/Lisbon, now 14:02")
		w.Press("ctrl+s")
		w.Hides("Welcome to recruitty")
		w.Shows("Today")
		m, err := w.svc.Store.MemberByEmail(t.Context(), "quinn@acme.example")
		if err != nil || m.Name != "q" || m.Role != recruit.Admin {
			t.Errorf("member is %+v, %v", m, err)
		}
	}
}

// TestTheFirstWrongFieldIsGoneTo leaves everything about a person empty, with a time zone that
// the form itself refuses: what is wrong is said of the fields from above, each in its turn.
func TestTheFirstWrongFieldIsGoneTo(t *testing.T) {
	t.Parallel()
	for name, open := range map[string]func(t *testing.T) *world{
		"a new workspace": func(t *testing.T) *world {
			w := newWorld(t, 80, 24, setup{empty: true})
			w.Shows("Welcome to recruitty")
			return w
		},
		"a new member": func(t *testing.T) *world {
			w := newWorld(t, 80, 24, setup{})
			w.Run(w.app.Goto(shell.Settings))
			w.Press("right", "a")
			w.Shows("Add a member")
			return w
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := open(t)
			w.field("Time zone")
			w.Press("ctrl+u", "ctrl+s")
			w.Shows("A member needs a name.")
			w.put("Quinn Abara")
			w.Press("ctrl+s")
			w.Shows("A member needs an email address")
			w.put("quinn")
			w.Press("ctrl+s")
			w.Shows("is not an email address")
			w.put("@acme.example")
			w.Press("ctrl+s")
			w.Shows("The time zone is empty")
			w.put("lisbon")
			w.Press("ctrl+s")
			if _, err := w.svc.Store.MemberByEmail(t.Context(), "quinn@acme.example"); err != nil {
				t.Errorf("nobody was added: %v\n%s", err, w.Screen())
			}
		})
	}
}

// TestTheFirstRunKeepsWhatIsTyped loses the line before the first member is saved:
// what was typed is there again, and gone once it is saved.
func TestTheFirstRunKeepsWhatIsTyped(t *testing.T) {
	t.Parallel()
	w := newWorld(t, 80, 24, setup{empty: true})
	w.Shows("Welcome to recruitty")
	w.put("Quinn Abara")
	w.Press("tab")
	w.put("no address")
	if err := w.app.KeepTyped(t.Context()); err != nil {
		t.Fatal(err)
	}
	w.again()
	w.Shows("Welcome to recruitty", "Quinn Abara", "no address", "What you typed here before is back.")
	w.field("Email")
	w.Press("ctrl+u")
	w.put("quinn@acme.example")
	w.field("Time zone")
	w.Press("ctrl+u")
	w.put("lisbon")
	w.Press("ctrl+s")
	w.Hides("Welcome to recruitty")
	if kept := firstOf(w.db.Setting(t.Context(), draft.FirstKey())); kept != "" {
		t.Errorf("kept %q", kept)
	}
}

func TestThePaletteFindsTheSettings(t *testing.T) {
	t.Parallel()
	w := newWorld(t, 80, 24, setup{})
	w.Run(w.app.Goto(shell.Settings))
	w.Press("right", "s")
	w.Shows("SSH keys of")
	w.Press("ctrl+k")
	w.Type("integrations")
	w.Press("enter")
	w.Shows("Meeting provider")
}

func TestNobodyIsTaughtWhatTheyMayNotDo(t *testing.T) {
	t.Parallel()
	w := newWorld(t, 80, 24, setup{})
	w.app.SetMember(w.dana) // an interviewer
	w.integrations()
	w.Shows("always available")
	w.Hides("Connect ", "Make default")
	w.Press("right", "right", "right", "right")
	w.Shows("not read yet.")
	w.Hides("Press e", "Press i")
	w.Press("4")
	w.Shows("No upcoming interviews.")
	w.Hides("press s")
	w.Press("1")
	w.Hides("press s", "recruitty import")
}
