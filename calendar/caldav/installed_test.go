package caldav

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"
)

// ask makes a request as the program never does: one that changes something.
func (s installed) ask(t *testing.T, method, path, body string) {
	t.Helper()
	r, err := http.NewRequestWithContext(t.Context(), method, s.url+path, strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	switch {
	case strings.HasPrefix(body, "<"):
		r.Header.Set("Content-Type", "application/xml; charset=utf-8")
	case body != "":
		r.Header.Set("Content-Type", "text/calendar; charset=utf-8")
	}
	r.SetBasicAuth(s.user, s.password)
	answer, err := http.DefaultClient.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	defer answer.Body.Close()
	if answer.StatusCode > 299 {
		text, _ := io.ReadAll(answer.Body)
		t.Fatalf("%s %s: %s %s", method, path, answer.Status, text)
	}
}

func standInServer(t *testing.T) installed {
	t.Helper()
	b := newBench(t)
	b.server.noOutbox = true // TestColleagues asks it about others
	return installed{url: b.via.URL, home: "/cal/dana/", user: b.via.User, password: b.via.Password, syncs: true}
}

func radicale(t *testing.T) installed {
	t.Helper()
	folder := t.TempDir()
	users := filepath.Join(folder, "users")
	if err := os.WriteFile(users, []byte("dana:open sesame\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	at := run(t, func(address string) *exec.Cmd {
		return exec.Command("radicale", "--config", "", "--server-hosts", address, "--auth-type", "htpasswd", "--auth-htpasswd-filename", users,
			"--auth-htpasswd-encryption", "plain", "--storage-filesystem-folder", filepath.Join(folder, "data"), "--web-type", "none")
	})
	return installed{url: at, home: "/dana/", user: "dana", password: "open sesame", syncs: true, made: true}
}

func xandikos(t *testing.T) installed {
	t.Helper()
	folder := t.TempDir()
	at := run(t, func(address string) *exec.Cmd {
		host, port, _ := net.SplitHostPort(address)
		return exec.Command("xandikos", "-d", filepath.Join(folder, "data"), "--defaults", "--current-user-principal", "/dana/", "-l", host, "-p", port)
	})
	return installed{url: at, home: "/dana/calendars/", user: "dana", password: "none is asked for", open: true, syncs: true}
}

// cyrus is started by root only, because it goes on as a user of its own.
func cyrus(t *testing.T) installed {
	t.Helper()
	folder := t.TempDir()
	for up := folder; up != os.TempDir() && up != "/"; up = filepath.Dir(up) {
		if err := os.Chmod(up, 0o755); err != nil {
			t.Fatal(err)
		}
	}
	for _, part := range []string{"conf/socket", "conf/proc", "conf/lock", "conf/db", "spool"} {
		if err := os.MkdirAll(filepath.Join(folder, part), 0o755); err != nil {
			t.Fatal(err)
		}
	}
	settings := filepath.Join(folder, "imapd.conf")
	text := strings.ReplaceAll(`configdirectory: FOLDER/conf
partition-default: FOLDER/spool
defaultpartition: default
virtdomains: userid
defaultdomain: example.com
unixhierarchysep: no
admins: cyrus
allowplaintext: yes
sasl_pwcheck_method: alwaystrue
sasl_mech_list: PLAIN
httpmodules: caldav
calendar_user_address_set: example.com
caldav_create_attach: no
proc_path: FOLDER/conf/proc
mboxname_lockpath: FOLDER/conf/lock
idlesocket: FOLDER/conf/socket/idle
notifysocket: FOLDER/conf/socket/notify
lmtpsocket: FOLDER/conf/socket/lmtp
`, "FOLDER", folder)
	if err := os.WriteFile(settings, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
	if out, err := exec.Command("chown", "-R", "cyrus:mail", folder).CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	mail := freeAddress(t, "127.0.0.2")
	at := run(t, func(address string) *exec.Cmd {
		services := filepath.Join(folder, "cyrus.conf")
		text := fmt.Sprintf("START {\n recover cmd=\"/usr/sbin/cyrus ctl_cyrusdb -C %[1]s -r\"\n}\nSERVICES {\n http cmd=\"httpd -C %[1]s\" listen=\"%[2]s\" prefork=1\n imap cmd=\"imapd -C %[1]s\" listen=\"%[3]s\" prefork=0\n}\nEVENTS {\n}\n", settings, address, mail)
		if err := os.WriteFile(services, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
		return exec.Command("cyrmaster", "-C", settings, "-M", services, "-p", filepath.Join(folder, "pid"))
	})
	wait(t, mail)
	conn, err := net.Dial("tcp", mail)
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	lines := bufio.NewScanner(conn)
	for i, command := range []string{"login cyrus any", "create user.dana", "create user.eve"} {
		fmt.Fprintf(conn, "%d %s\r\n", i, command)
		for lines.Scan() && !strings.HasPrefix(lines.Text(), fmt.Sprint(i, " ")) {
		}
		if !strings.HasPrefix(lines.Text(), fmt.Sprint(i, " OK")) {
			t.Fatalf("%s: %q %v", command, lines.Text(), lines.Err())
		}
	}
	return installed{url: at, home: "/dav/calendars/user/dana/", user: "dana", password: "any", open: true, syncs: true, colleague: "/dav/calendars/user/eve/Default/", inbox: "/dav/calendars/user/dana/Inbox/"}
}

// freeAddress is one of a host at which nothing listens.
func freeAddress(t *testing.T, host string) string {
	t.Helper()
	free, err := net.Listen("tcp", host+":0")
	if err != nil {
		t.Fatal(err)
	}
	defer free.Close()
	return free.Addr().String()
}

// run starts a server at a free port and waits until it listens.
func run(t *testing.T, command func(address string) *exec.Cmd) (at string) {
	t.Helper()
	address := freeAddress(t, "127.0.0.1")
	c := command(address)
	c.Env = append(os.Environ(), "LC_ALL=C.UTF-8")
	output, err := c.StderrPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := c.Start(); err != nil {
		t.Fatalf("start a server of -servers: %v", err)
	}
	said := make(chan string, 100)
	go func() {
		for lines := bufio.NewScanner(output); lines.Scan(); {
			select {
			case said <- lines.Text():
			default:
			}
		}
		close(said)
	}()
	t.Cleanup(func() {
		_ = c.Process.Signal(syscall.SIGTERM)
		late := time.AfterFunc(20*time.Second, func() { _ = c.Process.Kill() })
		_ = c.Wait()
		late.Stop()
		if t.Failed() {
			for line := range said {
				t.Log(line)
			}
		}
	})
	wait(t, address)
	return "http://" + address
}

// wait waits until someone listens.
func wait(t *testing.T, address string) {
	t.Helper()
	ctx, stop := context.WithTimeout(t.Context(), time.Minute)
	defer stop()
	tick := time.NewTicker(50 * time.Millisecond)
	defer tick.Stop()
	for {
		conn, err := (&net.Dialer{}).DialContext(ctx, "tcp", address)
		if err == nil {
			_ = conn.Close()
			return
		}
		select {
		case <-ctx.Done():
			t.Fatalf("wait for a server of -servers: %v", err)
		case <-tick.C:
		}
	}
}
