package sshd

import (
	"crypto/ed25519"
	"crypto/rand"
	"encoding/pem"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	gossh "golang.org/x/crypto/ssh"

	"recruitty/recruit"
	"recruitty/recruit/access"
	"recruitty/recruit/owner"
)

// hostKeyName is the host key's file in the workspace's folder.
const hostKeyName = "host_ed25519"

// hostKey reads the key that this host proves itself by, and makes it when
// there is none: clients warn loudly when it changes.
func hostKey(path string) (gossh.Signer, error) {
	data, err := os.ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) {
		data, err = newHostKey(path)
	}
	if err != nil {
		return nil, &recruit.Problem{Kind: recruit.ErrStorage, Cause: err,
			Sentence: "The host key " + path + " cannot be read or written; check the folder's permissions, or name another file with --host-key."}
	}
	signer, err := gossh.ParsePrivateKey(data)
	if err != nil {
		return nil, &recruit.Problem{Kind: recruit.ErrInvalid, Field: "host_key", Cause: err,
			Sentence: path + " is not a private SSH key without a passphrase."}
	}
	if !access.TrustedKey(signer.PublicKey()) {
		return nil, &recruit.Problem{Kind: recruit.ErrInvalid, Field: "host_key",
			Sentence: path + " is a kind of key that is no longer trusted; use an ed25519 key, an ECDSA key, or an RSA key of at least 2048 bits."}
	}
	if info, err := os.Stat(path); err == nil && info.Mode().Perm()&0o077 != 0 {
		return nil, &recruit.Problem{Kind: recruit.ErrInvalid, Field: "host_key",
			Sentence: "Others can read the host key " + path + "; run chmod 600 on it and start again."}
	}
	return signer, nil
}

// newHostKey makes an ed25519 key and stores it whole or not at all. When
// another process was faster, its key counts.
func newHostKey(path string) ([]byte, error) {
	_, private, err := ed25519.GenerateKey(rand.Reader)
	if err != nil {
		return nil, fmt.Errorf("make host key: %w", err)
	}
	block, err := gossh.MarshalPrivateKey(private, "recruitty host key")
	if err != nil {
		return nil, fmt.Errorf("write host key: %w", err)
	}
	if err := owner.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return nil, err
	}
	whole, err := os.CreateTemp(filepath.Dir(path), ".hostkey") // 0600
	if err != nil {
		return nil, err
	}
	defer os.Remove(whole.Name())
	_, err = whole.Write(pem.EncodeToMemory(block))
	if err := errors.Join(err, owner.Keep(whole), whole.Sync(), whole.Close()); err != nil {
		return nil, err
	}
	if err := os.Link(whole.Name(), path); err != nil && !errors.Is(err, fs.ErrExist) {
		return nil, err
	}
	return os.ReadFile(path)
}
