package access

import (
	"crypto/rsa"
	"io"
	"strings"
	"time"

	"golang.org/x/crypto/ssh"

	"recruitty/recruit"
	"recruitty/recruit/sanitize"
)

// Bounds of what is read as public keys: the whole text in bytes, and the
// comment of a key in characters.
const (
	maxKeyText    = 64 << 10
	maxKeyComment = 100
)

// SSHKey is a key that opens a host for a member.
type SSHKey struct {
	Line        string // in the format of authorized_keys
	Type        string // such as ssh-ed25519; "" when the line cannot be read
	Fingerprint string // SHA256:…, as ssh-keygen -l prints it
	Comment     string // the owner's own words, as a rule user@machine
	// AddedAt and AddedBy are out of the activity log; zero where it does not
	// tell, or not to whom asks.
	AddedAt time.Time
	AddedBy string
}

// ReadKey takes a stored line apart.
func ReadKey(line string) SSHKey {
	key, comment, _, _, err := ssh.ParseAuthorizedKey([]byte(line))
	if err != nil {
		return SSHKey{Line: line}
	}
	return SSHKey{Line: line, Type: key.Type(), Fingerprint: ssh.FingerprintSHA256(key), Comment: comment}
}

// ParseKeys reads public keys, one on each line in the format of
// authorized_keys without options; empty lines and lines of comment are left
// out. A key with which nobody would be let in is refused (ErrInvalid), and so
// is a text without any key.
func ParseKeys(text string) ([]string, error) {
	if strings.Contains(text, "PRIVATE KEY-----") {
		return nil, recruit.Invalid("ssh_key", "This is a private key, which nobody else should see; give the public key, from the file that ends in .pub.")
	}
	if len(text) > maxKeyText {
		return nil, recruit.Invalid("ssh_key", "This is more than %s; give only the public key.", recruit.Size(maxKeyText))
	}
	var keys []string
	for line := range strings.Lines(text) {
		line = strings.TrimSpace(line)
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		key, comment, options, _, err := ssh.ParseAuthorizedKey([]byte(line))
		switch {
		case err != nil:
			return nil, &recruit.Problem{Kind: recruit.ErrInvalid, Field: "ssh_key", Cause: err,
				Sentence: "This is not a whole public key; copy the one line of a file such as ~/.ssh/id_ed25519.pub, which begins with ssh-ed25519."}
		case len(options) > 0:
			return nil, recruit.Invalid("ssh_key", "Options before a key have no effect here; give only the key, starting with its type.")
		case !TrustedKey(key):
			return nil, recruit.Invalid("ssh_key", "Keys of the type %s are not accepted here; make a new one with ssh-keygen -t ed25519 (RSA needs 2048 bits).", recruit.Shorten(key.Type()))
		}
		comment, _ = sanitize.Line(comment, maxKeyComment)
		if r := []rune(comment); len(r) > maxKeyComment {
			comment = string(r[:maxKeyComment])
		}
		keys = append(keys, strings.TrimSpace(strings.TrimSpace(string(ssh.MarshalAuthorizedKey(key)))+" "+comment))
	}
	if len(keys) == 0 {
		return nil, recruit.Invalid("ssh_key", "There is no public key; paste the one line of a file such as ~/.ssh/id_ed25519.pub.")
	}
	return keys, nil
}

// TrustedKey reports whether a key can be trusted at all: no certificates, which
// nobody here signs, no DSA, and no short RSA.
func TrustedKey(key ssh.PublicKey) bool {
	switch key.Type() {
	case ssh.KeyAlgoED25519, ssh.KeyAlgoSKED25519, ssh.KeyAlgoSKECDSA256,
		ssh.KeyAlgoECDSA256, ssh.KeyAlgoECDSA384, ssh.KeyAlgoECDSA521:
		return true
	case ssh.KeyAlgoRSA:
		made, ok := key.(ssh.CryptoPublicKey)
		if !ok {
			return false
		}
		of, ok := made.CryptoPublicKey().(*rsa.PublicKey)
		return ok && of.N.BitLen() >= 2048
	}
	return false
}

// KeysFrom reads public keys as ParseKeys does.
func KeysFrom(in io.Reader) ([]string, error) {
	data, err := io.ReadAll(io.LimitReader(in, maxKeyText+1))
	if err != nil {
		return nil, UnreadableKeys(err)
	}
	return ParseKeys(string(data))
}

func UnreadableKeys(err error) error {
	return &recruit.Problem{Kind: recruit.ErrInvalid, Field: "ssh_key", Cause: err,
		Sentence: "The SSH key file cannot be read; give the path of a public key, such as ~/.ssh/id_ed25519.pub."}
}
