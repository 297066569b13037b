package imap

import (
	"encoding/base64"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode/utf16"
)

// Login signs in with a password.
func (c *Client) Login(user, password string) error {
	if c.preauth {
		return nil
	}
	plain, err := c.Has("AUTH=PLAIN")
	if err != nil {
		return err
	}
	disabled := c.caps["LOGINDISABLED"]
	// LOGIN has no rule for letters beyond ASCII; PLAIN has (RFC 4616).
	if plain && (disabled || !ascii(user+password)) {
		return c.Authenticate("PLAIN", "\x00"+user+"\x00"+password)
	}
	if disabled {
		return ErrNoSignIn
	}
	_, err = c.command("LOGIN", quote(user), quote(password))
	c.caps = nil
	return err
}

// ErrNoSignIn means that a server offers no way to sign in that is known here.
var ErrNoSignIn = errors.New("the mail server offers no way to sign in that is known here")

// Authenticate signs in with one message of a mechanism (RFC 4422).
func (c *Client) Authenticate(mechanism, message string) error {
	if c.preauth {
		return nil
	}
	inOne, err := c.Has("SASL-IR")
	if err != nil {
		return err
	}
	c.begin(c.limits.Patience)
	encoded := base64.StdEncoding.EncodeToString([]byte(message))
	parts := []string{"AUTHENTICATE " + mechanism}
	if inOne {
		parts = append(parts, encoded)
	}
	tag, err := c.send(parts...)
	if err != nil {
		return err
	}
	if !inOne {
		if err := c.invited(tag); err != nil {
			return err
		}
		if err := c.write(encoded + "\r\n"); err != nil {
			return err
		}
	}
	c.caps = nil
	return c.judged(tag)
}

// judged waits for the end of a sign-in. A server that asks again has something
// to say about a failure, and wants an empty answer (RFC 7628 section 3.2.3).
func (c *Client) judged(tag string) error {
	for asked := 0; ; {
		r, err := c.response()
		switch {
		case err != nil:
			return c.ended(err)
		case r.tag == "+" && asked == 3:
			return fmt.Errorf("%w: a sign-in without end", ErrProtocol)
		case r.tag == "+":
			asked++
			if err := c.write("\r\n"); err != nil {
				return err
			}
		case r.tag == tag && r.kind == "OK":
			c.note(r)
			return nil
		case r.tag == tag:
			return r.refusal()
		default:
			c.note(r)
		}
	}
}

// Folder is an open folder.
type Folder struct {
	Validity uint32 // 0 when the server did not say
	Next     uint32 // the number that the next message gets, 0 when the server did not say
	Messages uint32
}

// Select opens a folder.
func (c *Client) Select(name string) (Folder, error) {
	c.begin(c.limits.Patience)
	tag, err := c.send("SELECT", quote(encodeName(name)))
	if err != nil {
		return Folder{}, err
	}
	var f Folder
	_, err = c.finish(tag, func(r response) {
		n, bad := strconv.ParseUint(strings.TrimSpace(r.codeRest), 10, 32)
		switch {
		case r.kind == "EXISTS":
			f.Messages = r.num
		case bad != nil:
		case r.code == "UIDVALIDITY":
			f.Validity = uint32(n)
		case r.code == "UIDNEXT":
			f.Next = uint32(n)
		}
	})
	return f, err
}

// Since lists the messages that arrived on this day or later, and After those
// with a higher number, both in their order.
func (c *Client) Since(day time.Time) ([]uint32, error) {
	return c.search("SINCE " + day.Format("2-Jan-2006"))
}

// After lists the messages behind last.
func (c *Client) After(last uint32) ([]uint32, error) {
	found, err := c.search(fmt.Sprintf("UID %d:*", uint64(last)+1))
	// "n:*" names the newest message even if it is older than n.
	return slices.DeleteFunc(found, func(uid uint32) bool { return uid <= last }), err
}

// Exists reports whether a message is still there.
func (c *Client) Exists(uid uint32) (bool, error) {
	found, err := c.search(fmt.Sprintf("UID %d", uid))
	return slices.Contains(found, uid), err
}

func (c *Client) search(what string) ([]uint32, error) {
	c.begin(c.limits.Patience)
	tag, err := c.send("UID SEARCH", what)
	if err != nil {
		return nil, err
	}
	var found []uint32
	_, err = c.finish(tag, func(r response) {
		if r.kind != "SEARCH" {
			return
		}
		for word := range strings.FieldsSeq(r.rest) {
			if n, err := strconv.ParseUint(word, 10, 32); err == nil && n > 0 {
				found = append(found, uint32(n))
			}
		}
	})
	slices.Sort(found)
	return slices.Compact(found), err
}

// MarkSeen marks a message as read.
func (c *Client) MarkSeen(uid uint32) error {
	_, err := c.command("UID STORE", strconv.FormatUint(uint64(uid), 10), `+FLAGS.SILENT (\Seen)`)
	return err
}

// Logout says goodbye; the server's answer does not matter.
func (c *Client) Logout() {
	c.limits.Silence = min(c.limits.Silence, 2*time.Second)
	_, _ = c.command("LOGOUT")
	c.Close()
}

// Idle waits until the folder, which holds known messages now, holds more (RFC
// 2177), and returns nil then. It ends with the connection or after patience.
func (c *Client) Idle(known uint32, patience time.Duration) error {
	c.begin(c.limits.Patience)
	tag, err := c.send("IDLE")
	if err != nil {
		return err
	}
	if _, err := c.invitation(tag); err != nil {
		return err
	}
	c.begin(patience)
	c.limits.Silence = patience
	for {
		r, err := c.response()
		switch {
		case err != nil:
			return c.ended(err)
		case r.tag == tag:
			return fmt.Errorf("%w: it stops waiting by itself", ErrProtocol)
		case r.kind == "EXPUNGE" && known > 0:
			known--
		case r.kind == "EXISTS" && r.num > known:
			return nil
		case r.kind == "EXISTS":
			known = r.num // a server that repeats itself
		}
		c.note(r)
	}
}

func ascii(s string) bool {
	return !strings.ContainsFunc(s, func(r rune) bool { return r < ' ' || r > '~' })
}

// quote writes an argument as a quoted string, or as a literal where that cannot
// hold it.
func quote(s string) string {
	if !ascii(s) || len(s) > 500 {
		return "\x00" + s
	}
	return `"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`).Replace(s) + `"`
}

// encodeName writes the name of a folder in modified UTF-7 (RFC 3501 section
// 5.1.3).
func encodeName(name string) string {
	var out strings.Builder
	var wide []byte
	flush := func() {
		if len(wide) > 0 {
			out.WriteString("&" + strings.ReplaceAll(base64.RawStdEncoding.EncodeToString(wide), "/", ",") + "-")
			wide = nil
		}
	}
	for _, r := range name {
		if r >= ' ' && r <= '~' {
			flush()
			if out.WriteRune(r); r == '&' {
				out.WriteByte('-')
			}
			continue
		}
		for _, unit := range utf16.AppendRune(nil, r) {
			wide = append(wide, byte(unit>>8), byte(unit))
		}
	}
	flush()
	return out.String()
}
