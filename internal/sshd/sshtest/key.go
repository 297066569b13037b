package sshtest

import (
	"crypto/ed25519"
	"crypto/rand"
	"encoding/pem"
	"fmt"
	"strings"

	"golang.org/x/crypto/ssh"
)

// Key is someone's pair of keys.
type Key struct {
	ssh.Signer
	private ed25519.PrivateKey
}

// NewKey makes a pair that nobody has yet.
func NewKey() (Key, error) {
	_, private, err := ed25519.GenerateKey(rand.Reader)
	if err != nil {
		return Key{}, fmt.Errorf("make a key: %w", err)
	}
	signer, err := ssh.NewSignerFromKey(private)
	if err != nil {
		return Key{}, fmt.Errorf("sign with a key: %w", err)
	}
	return Key{signer, private}, nil
}

// PEM is the private key as ssh-keygen writes it.
func (k Key) PEM(comment string) ([]byte, error) {
	block, err := ssh.MarshalPrivateKey(k.private, comment)
	if err != nil {
		return nil, fmt.Errorf("write a key: %w", err)
	}
	return pem.EncodeToMemory(block), nil
}

// Line is the public half of a key as authorized_keys has it.
func Line(key ssh.Signer) string {
	return strings.TrimSpace(string(ssh.MarshalAuthorizedKey(key.PublicKey())))
}
