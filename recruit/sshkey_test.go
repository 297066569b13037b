package recruit_test

import (
	"crypto/ed25519"
	"crypto/rand"
	"crypto/rsa"
	"encoding/pem"
	"errors"
	"math/big"
	"strings"
	"testing"

	"golang.org/x/crypto/ssh"

	"recruitty/recruit"
	"recruitty/recruit/access"
)

// publicKey is a new key in the format of authorized_keys.
func publicKey(t testing.TB, comment string) string {
	t.Helper()
	public, _, err := ed25519.GenerateKey(rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	return keyLine(t, public, comment)
}

func keyLine(t testing.TB, public any, comment string) string {
	t.Helper()
	key, err := ssh.NewPublicKey(public)
	if err != nil {
		t.Fatal(err)
	}
	return strings.TrimSpace(strings.TrimSpace(string(ssh.MarshalAuthorizedKey(key))) + " " + comment)
}

func TestParseKeys(t *testing.T) {
	t.Parallel()
	one, two := publicKey(t, "dana@laptop"), publicKey(t, "山田 花子")
	_, secret, err := ed25519.GenerateKey(rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	block, err := ssh.MarshalPrivateKey(secret, "")
	if err != nil {
		t.Fatal(err)
	}
	private := string(pem.EncodeToMemory(block))
	short := &rsa.PublicKey{N: new(big.Int).SetBit(big.NewInt(1), 1023, 1), E: 65537}
	for name, c := range map[string]struct {
		text, says string
		want       []string
	}{
		"one":                {one, "", []string{one}},
		"two and a comment":  {"# ours\n\n" + one + "\r\n" + two + "\n", "", []string{one, two}},
		"hostile comment":    {publicKeyWith(one, "\x1b]0;x\x07home\u202e"), "", []string{publicKeyWith(one, "home")}},
		"long comment":       {publicKeyWith(one, strings.Repeat("ü", 300)), "", []string{publicKeyWith(one, strings.Repeat("ü", 100))}},
		"nothing":            {"  \n# none\n", "no public key", nil},
		"a private key":      {private, "private key", nil},
		"half a key":         {one[:40], "not a whole public key", nil},
		"any text":           {"hello there", "not a whole public key", nil},
		"options":            {`command="sh" ` + one, "Options before a key", nil},
		"a short key of RSA": {keyLine(t, short, ""), "RSA needs 2048 bits", nil},
		"too much":           {strings.Repeat(one+"\n", 2000), "more than 64 KB", nil},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got, err := access.ParseKeys(c.text)
			if c.says != "" {
				if !errors.Is(err, recruit.ErrInvalid) || recruit.FieldOf(err) != "ssh_key" || !strings.Contains(recruit.Sentence(err), c.says) {
					t.Fatalf("error %v", err)
				}
				if strings.Contains(recruit.Sentence(err), "OPENSSH") {
					t.Error("the sentence shows what was pasted")
				}
				return
			}
			if err != nil || strings.Join(got, "\n") != strings.Join(c.want, "\n") {
				t.Errorf("read %q, %v", got, err)
			}
		})
	}
}

// publicKeyWith is a key with another comment.
func publicKeyWith(line, comment string) string {
	fields := strings.Fields(line)
	return fields[0] + " " + fields[1] + " " + comment
}

func FuzzParseKeys(f *testing.F) {
	f.Add(publicKey(f, "dana@laptop"))
	f.Add("# none\nssh-rsa AAAA x\n")
	f.Add("command=\"x\" ssh-ed25519 AAAA\r\n\x1b[31m")
	f.Fuzz(func(t *testing.T, text string) {
		keys, err := access.ParseKeys(text)
		if (err == nil) != (len(keys) > 0) {
			t.Fatalf("%q gave %q, %v", text, keys, err)
		}
		for _, k := range keys {
			again, err := access.ParseKeys(k)
			if err != nil || len(again) != 1 || again[0] != k {
				t.Errorf("%q reads as %q, %v", k, again, err)
			}
			if read := access.ReadKey(k); read.Type == "" || !strings.HasPrefix(read.Fingerprint, "SHA256:") {
				t.Errorf("%q is %+v", k, read)
			}
		}
	})
}
