package store

import (
	"crypto/aes"
	"crypto/cipher"
	"fmt"
)

// sealer encrypts what nobody may read in the file: AES-256-GCM with a random
// nonce in front. What is sealed is bound to its place, so that a sealed value
// which was copied to another row does not open there.
type sealer struct{ aead cipher.AEAD }

// newSealer returns a sealer with this key of 32 bytes.
func newSealer(key []byte) (sealer, error) {
	block, err := aes.NewCipher(key)
	if err != nil {
		return sealer{}, fmt.Errorf("use the key: %w", err)
	}
	aead, err := cipher.NewGCMWithRandomNonce(block)
	if err != nil {
		return sealer{}, fmt.Errorf("use the key: %w", err)
	}
	return sealer{aead}, nil
}

// place names the column of one row, as what is sealed there is bound to.
func place(table string, id any, column string) []byte {
	return fmt.Appendf(nil, "recruitty/%s/%v/%s", table, id, column)
}

// seal encrypts plain for its place.
func (s sealer) seal(place, plain []byte) ([]byte, error) {
	if s.aead == nil {
		return nil, noKey()
	}
	return s.aead.Seal(nil, nil, plain, place), nil
}

// open decrypts what was sealed for this place.
func (s sealer) open(place, sealed []byte) ([]byte, error) {
	if s.aead == nil {
		return nil, noKey()
	}
	plain, err := s.aead.Open(nil, nil, sealed, place)
	if err != nil {
		return nil, unavailable(err, "A stored password or sign-in cannot be read, because "+keyName+
			" does not belong to this workspace; put the right key file back, or enter the password or connect again.")
	}
	return plain, nil
}

// noKey says that there is no key to use.
func noKey() error {
	return unavailable(nil, "Passwords and sign-ins cannot be read, because "+keyName+" is missing in the workspace folder; put it back.")
}
