package ui_test

import (
	"errors"
	"regexp"
	"strings"
	"testing"
	"time"

	"recruitty/recruit"
	"recruitty/ui/connect"
	"recruitty/zoom/zoomsim"
)

// address is the address of the sign-in page in the open box: that of its
// hyperlink.
func (w *world) address() string {
	w.t.Helper()
	found := regexp.MustCompile("\x1b]8;[^;]*;(https?://[^\x07\x1b]+)").FindStringSubmatch(w.View().Content)
	if found == nil {
		w.t.Fatalf("no address on the screen:\n%s", w.Screen())
	}
	return found[1]
}

// second lets the countdown of a box go on.
func (w *world) second() {
	w.advance(time.Second)
	w.timers.Fire(w.Driver)
}

func TestConnectNamesEveryPermissionBeforeAnythingBegins(t *testing.T) {
	t.Parallel()
	for _, size := range [][2]int{{80, 24}, {120, 40}} {
		w := newWorld(t, size[0], size[1], setup{remote: true})
		w.Run(connect.OpenConnect(w.app, nil))
		w.Shows("create a meeting: makes the Zoom meeting", "update a meeting: moves", "delete a meeting: removes", "view your user: shows",
			"read a meeting (optional): checks", "list your meetings (optional): finds", "Your Zoom data goes nowhere else", "Added apps",
			"Browser on any device", "Code on another device", "server-to-server", "enter continue to Zoom")
		w.Hides("left", "waiting", "…")
		if size[0] == 80 {
			w.Golden("connect-80x24")
		}
		w.Press("enter")
		w.Shows("/oauth/authorize?", "5:00 left", "1  open this address on any device", "press p and")
		if !strings.ContainsAny(w.Screen(), "▀▄█▌▐") {
			t.Errorf("no code for a camera at %d columns:\n%s", size[0], w.Screen())
		}
		w.advance(time.Minute)
		w.timers.Fire(w.Driver)
		w.Shows("4:00 left")
		w.Press("o")
		w.Shows("no browser on this side")
		w.put("nonsense")
		w.Shows("✗", "r start over")
		w.Press("r")
		ended := firstOf(zoomsim.Approve(t.Context(), nil, w.address(), "robin@acme.example"))
		w.put(ended)
		w.Hides("Connect Zoom")
		w.Shows("● Connected", "robin@acme.example · Basic · since Sun 22 Nov", "after 40 minutes", "Disconnect", "Zoom lets recruitty: create a meeting ✓")
	}
}

func TestConnectOpensTheBrowserAndGoesOnByItself(t *testing.T) {
	t.Parallel()
	w := newWorld(t, 80, 24, setup{})
	browsed := make(chan error, 1)
	w.Run(connect.OpenConnect(w.app, nil))
	if len(w.opened) != 0 {
		t.Errorf("opened %v before the person went on", w.opened)
	}
	w.onOpen = func(address string) error {
		go func() {
			_, err := zoomsim.Approve(t.Context(), nil, address, "robin@acme.example")
			browsed <- err
		}()
		return nil
	}
	w.Press("enter")
	if err := <-browsed; err != nil {
		t.Fatal(err)
	}
	w.Shows("● Connected", "robin@acme.example")
}

func TestConnectWithoutABrowserShowsTheAddress(t *testing.T) {
	t.Parallel()
	w := newWorld(t, 80, 24, setup{})
	w.Patience = 100 * time.Millisecond // waiting for the browser never ends here
	w.onOpen = func(string) error { return errors.New("no browser") }
	w.Run(connect.OpenConnect(w.app, nil))
	w.Press("enter")
	w.Shows("No browser could be opened", "1  open this address on any device", "from another device press p")
	w.onOpen = nil
	w.Press("o")
	w.Shows("should now be open in your browser")
	w.Press("p")
	w.put("") // nothing yet
	w.Type("x")
	w.Shows("enter use this address")
	w.Press("esc", "esc")
	w.Hides("Connect Zoom")
}

func TestConnectDeclinedAndTooLate(t *testing.T) {
	t.Parallel()
	w := newWorld(t, 120, 40, setup{remote: true})
	w.Run(connect.OpenConnect(w.app, nil))
	w.Press("enter")
	w.put(firstOf(zoomsim.Decline(t.Context(), nil, w.address(), "robin@acme.example")))
	w.Shows("✗", "eclined")
	w.Press("esc")
	w.Run(connect.OpenConnect(w.app, nil))
	w.Press("enter")
	w.advance(6 * time.Minute)
	w.timers.Fire(w.Driver)
	w.Shows("The browser did not come back within five minutes", "r start over")
	w.Press("r")
	w.Shows("5:00 left")
}

func TestTheCodeFillsSmallWindowsAlone(t *testing.T) {
	t.Parallel()
	w := newWorld(t, 62, 24, setup{remote: true})
	w.Run(connect.OpenConnect(w.app, nil))
	w.Press("enter")
	w.Shows("/oauth/authorize?")
	w.Hides("█")
	w.Press("Q")
	w.Shows("█", "Q back to the text")
	w.Hides("/oauth/authorize?")
	w.Press("Q")
	w.Shows("/oauth/authorize?")
	small := newWorld(t, 60, 16, setup{remote: true})
	small.Run(connect.OpenConnect(small.app, nil))
	small.Press("enter", "Q")
	small.Shows("too small for the QR code")
}

// codes is a registered app that may be connected by a device code.
func codes() recruit.Environment {
	return recruit.Environment{ZoomClientID: zoomsim.ConfidentialID, ZoomSecret: zoomsim.ConfidentialSecret}
}

var userCode = regexp.MustCompile(`(?:[A-Z2-7] ){7}[A-Z2-7]`)

// code opens the way by a code and returns the code that is shown.
func (w *world) code() string {
	w.t.Helper()
	w.Run(connect.OpenConnect(w.app, nil))
	w.Press("down", "enter")
	shown := userCode.FindString(w.Screen())
	if shown == "" {
		w.t.Fatalf("no code:\n%s", w.Screen())
	}
	return strings.ReplaceAll(shown, " ", "")
}

func TestConnectByACode(t *testing.T) {
	t.Parallel()
	for _, size := range [][2]int{{80, 24}, {120, 40}} {
		w := newWorld(t, size[0], size[1], setup{env: codes(), zoom: zoomsim.Options{PollInterval: time.Second}})
		code := w.code()
		w.Shows("any device", "15:00 left", "see that it is this code")
		if err := w.sim.ApproveDevice(code, "robin@acme.example"); err != nil {
			t.Fatal(err)
		}
		w.second()
		w.Shows("● Connected", "robin@acme.example")
	}
}

func TestACodeThatIsDeclinedOrExpires(t *testing.T) {
	t.Parallel()
	w := newWorld(t, 80, 24, setup{env: codes(), zoom: zoomsim.Options{PollInterval: time.Second}})
	if err := w.sim.DeclineDevice(w.code()); err != nil {
		t.Fatal(err)
	}
	w.second()
	w.Shows("✗", "r start over")
	w.Press("r")
	w.Shows("15:00 left")
	w.advance(16 * time.Minute)
	w.timers.Fire(w.Driver)
	w.Shows("The code has expired", "r start over")
	w.Press("esc")
	w.Hides("Connect Zoom")
}

func TestWithoutCodesPastingIsOffered(t *testing.T) {
	t.Parallel()
	w := newWorld(t, 80, 24, setup{remote: true}) // a public client may not
	w.Run(connect.OpenConnect(w.app, nil))
	w.Press("down", "enter")
	w.Shows("enter use a browser and paste")
	w.Press("enter")
	w.put(firstOf(zoomsim.Approve(t.Context(), nil, w.address(), "robin@acme.example")))
	w.Shows("● Connected")
}

func TestServerToServer(t *testing.T) {
	t.Parallel()
	w := newWorld(t, 80, 24, setup{unset: true})
	w.Run(connect.OpenConnect(w.app, nil))
	w.Press("down", "down", "enter")
	w.Shows("for the whole workspace", "Account ID", "Client ID", "Client secret", ":admin")
	w.put(zoomsim.AccountID)
	w.Press("tab")
	w.put(zoomsim.AccountAppID)
	w.Press("tab")
	w.put("wrong-secret")
	w.Hides("wrong-secret")
	w.Press("ctrl+s")
	w.Shows("does not accept this account id")
	w.Press("shift+tab", "shift+tab", "tab", "tab", "ctrl+u")
	w.put(zoomsim.AccountAppSecret)
	w.Press("ctrl+s")
	w.Shows("Zoom is connected", "Zoom, workspace")
	if c := firstOf(w.svc.Accounts.WorkspaceConnection(t.Context())); c.Kind != recruit.ServerToServer {
		t.Errorf("connection is %+v", c)
	}
}

func TestWhatIsLackingIsSaidBeforeItIsSaved(t *testing.T) {
	t.Parallel()
	w := newWorld(t, 80, 24, setup{remote: true})
	w.sim.SetScopes([]string{"meeting:write:meeting", "meeting:update:meeting", "user:read:user"})
	approve := func() {
		w.Press("enter")
		w.put(firstOf(zoomsim.Approve(t.Context(), nil, w.address(), "robin@acme.example")))
		w.advance(time.Second) // keys that were meant for the box before
		w.Shows("did not grant everything", "! Delete a meeting. Without it a cancelled", "continue without")
	}
	w.Run(connect.OpenConnect(w.app, nil))
	approve()
	w.Golden("connect-lacks-80x24")
	w.Press("r")
	w.Shows("enter continue to Zoom")
	approve()
	w.Press("esc")
	w.Shows("Nothing was connected, and Zoom confirmed that access has been revoked.")
	w.Run(connect.OpenConnect(w.app, nil))
	approve()
	w.Press("enter")
	w.Shows("● Connected", "not everything was granted")
}

func TestAccessToAWholeAccountIsForOneOrForAll(t *testing.T) {
	t.Parallel()
	for key, owner := range map[string]bool{"w": true, "m": false} {
		w := newWorld(t, 80, 24, setup{remote: true})
		w.sim.SetScopes(zoomsim.AdminScopes())
		w.Run(connect.OpenConnect(w.app, nil))
		w.Press("enter")
		w.put(firstOf(zoomsim.Approve(t.Context(), nil, w.address(), "robin@acme.example")))
		w.advance(time.Second)
		w.Shows("it for?")
		w.Press(key)
		w.Shows("Zoom is connected")
		if _, err := w.svc.Accounts.WorkspaceConnection(t.Context()); (err == nil) != owner {
			t.Errorf("%s: workspace connection: %v", key, err)
		}
	}
}
