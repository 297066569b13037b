package recruit_test

import (
	"crypto/rand"
	"crypto/rsa"
	"math/big"
	"testing"

	"golang.org/x/crypto/ssh"

	"recruitty/recruit/access"
)

// TestRSAKeysByTheirModulus: what counts is how long the modulus is, not how many
// bytes the key has; a long exponent makes those more.
func TestRSAKeysByTheirModulus(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		bits, exponent int
		trusted        bool
	}{{1024, 65537, false}, {1024, 1<<24 - 1, false}, {1984, 65537, false}, {2047, 65537, false}, {2048, 65537, true}, {3072, 65537, true}} {
		n, err := rand.Int(rand.Reader, new(big.Int).Lsh(big.NewInt(1), uint(c.bits-1)))
		if err != nil {
			t.Fatal(err)
		}
		n.SetBit(n, c.bits-1, 1).SetBit(n, 0, 1) // nobody signs with it
		key, err := ssh.NewPublicKey(&rsa.PublicKey{N: n, E: c.exponent})
		if err != nil {
			t.Fatal(err)
		}
		if got := access.TrustedKey(key); got != c.trusted {
			t.Errorf("%d bits, exponent %d: trusted %v", c.bits, c.exponent, got)
		}
	}
}
