package guard

import (
	"crypto/tls"
	"fmt"
	"os"
	"sync"
	"time"
)

// lookAgain is how long a certificate is used before its files are looked at again, because most are renewed every few
// weeks while the program runs.
const lookAgain = time.Minute

// Certificate reads a certificate and its key from two files of PEM, and returns what gives it to visitors: the one that
// is in the files now. One that cannot be read leaves the last one in use, and is told to failed once.
func Certificate(cert, key string, now func() time.Time, failed func(error)) (func(*tls.ClientHelloInfo) (*tls.Certificate, error), error) {
	c := &certificate{cert: cert, key: key, now: now, failed: failed}
	if err := c.read(); err != nil {
		return nil, err
	}
	return c.get, nil
}

type certificate struct {
	cert, key string
	now       func() time.Time
	failed    func(error)

	mu      sync.Mutex
	looked  time.Time
	changed [2]time.Time // of both files, when they were read
	current *tls.Certificate
}

func (c *certificate) get(*tls.ClientHelloInfo) (*tls.Certificate, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if now := c.now(); now.Sub(c.looked) >= lookAgain || now.Before(c.looked) {
		c.looked = now
		if changed, err := c.times(); err != nil || changed != c.changed {
			if err := c.read(); err != nil {
				c.failed(err)
			}
		}
	}
	return c.current, nil
}

// read reads the files. What they were like is kept even when they cannot be used, so that it is said once.
func (c *certificate) read() error {
	changed, err := c.times()
	if err != nil {
		return fmt.Errorf("look at the certificate: %w", err)
	}
	c.changed, c.looked = changed, c.now()
	pair, err := tls.LoadX509KeyPair(c.cert, c.key)
	if err != nil {
		return fmt.Errorf("read the certificate: %w", err)
	}
	c.current = &pair
	return nil
}

func (c *certificate) times() (changed [2]time.Time, err error) {
	for i, name := range []string{c.cert, c.key} {
		info, err := os.Stat(name)
		if err != nil {
			return changed, err
		}
		changed[i] = info.ModTime()
	}
	return changed, nil
}
