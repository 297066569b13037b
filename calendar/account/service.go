package account

import (
	"context"
	"crypto"
	"crypto/rand"
	"crypto/rsa"
	"crypto/sha256"
	"crypto/x509"
	"encoding/base64"
	"encoding/json"
	"encoding/pem"
	"errors"
	"fmt"
	"net/url"
	"strings"
	"time"

	"recruitty/recruit"
	"recruitty/recruit/busy"
	"recruitty/recruit/sanitize"
)

const (
	// maxKey bounds a key file, in bytes; Google's have 2,400.
	maxKey = 64 << 10
	// maxBits bounds the key in it, since a long one takes long to check and to sign
	// with, and maxDER its encoding, in bytes.
	minBits, maxBits = 2048, 8192
	maxDER           = 5000
	// assertionLife is how long a signed request is good; Google permits an hour.
	assertionLife = 10 * time.Minute
)

// serviceKey is a key of a service account of Google.
type serviceKey struct {
	email, client, id string
	private           *rsa.PrivateKey
}

// serviceAccount asks Google for access in the name of user.
func (a *Accounts) serviceAccount(ctx context.Context, key, user string, titles bool) (recruit.Tokens, error) {
	k, err := parseKey(key)
	if err != nil {
		return recruit.Tokens{}, &recruit.Problem{Kind: recruit.ErrInvalid, Field: "key", Cause: err,
			Sentence: "This is not the key of a service account; give the JSON file that Google offers when a key is made (Cloud console, IAM & Admin, Service Accounts, Keys)."}
	}
	f := a.flow(busy.Google, recruit.MailApp{}, titles)
	scopes := a.scopes(busy.Google, titles)
	assertion, err := k.sign(user, f.Token, scopes, a.options.Now())
	if err != nil {
		return recruit.Tokens{}, fmt.Errorf("sign the request of a service account: %w", err)
	}
	undelegated := "Google does not let this service account read calendars for everybody yet; in the Admin console (Security, API controls, Domain-wide delegation) add the client id " +
		sanitize.Brief(k.client, 40) + " with " + strings.Join(scopes, " and ") + "."
	f.Words.Own = map[string]string{
		"unauthorized_client": undelegated, "access_denied": undelegated,
		"invalid_grant": "Google does not accept this key, or knows nobody called " + sanitize.Brief(user, 100) + " (or the clock of this machine is wrong); correct the address, or make a new key and connect again.",
	}
	return a.client.Own(ctx, f, url.Values{"grant_type": {"urn:ietf:params:oauth:grant-type:jwt-bearer"}, "assertion": {assertion}})
}

// parseKey reads a key file. Its errors name no part of it.
func parseKey(text string) (serviceKey, error) {
	if len(text) > maxKey {
		return serviceKey{}, fmt.Errorf("the key file has more than %d bytes", maxKey)
	}
	var file struct {
		Type    string `json:"type"`
		Email   string `json:"client_email"`
		Client  string `json:"client_id"`
		ID      string `json:"private_key_id"`
		Private string `json:"private_key"`
	}
	if json.Unmarshal([]byte(text), &file) != nil {
		return serviceKey{}, errors.New("the key file is no JSON object")
	}
	email, err := sanitize.Email(file.Email)
	if file.Type != "service_account" || err != nil {
		return serviceKey{}, errors.New("the key file is not that of a service account")
	}
	block, _ := pem.Decode([]byte(file.Private))
	if block == nil || len(block.Bytes) > maxDER {
		return serviceKey{}, errors.New("the private key is not in PEM, or too long")
	}
	parsed, err := x509.ParsePKCS8PrivateKey(block.Bytes)
	if err != nil {
		parsed, err = x509.ParsePKCS1PrivateKey(block.Bytes)
	}
	private, ok := parsed.(*rsa.PrivateKey)
	if err != nil || !ok {
		return serviceKey{}, errors.New("the private key is none of RSA")
	}
	if bits := private.N.BitLen(); bits < minBits || bits > maxBits {
		return serviceKey{}, fmt.Errorf("the private key has %d bits", bits)
	}
	return serviceKey{email: email, client: file.Client, id: file.ID, private: private}, nil
}

// sign makes the request of a service account to act for user (RFC 7523, section 3;
// RFC 7519), good for a few minutes and at one token endpoint.
func (k serviceKey) sign(user, audience string, scopes []string, now time.Time) (string, error) {
	header, err := json.Marshal(map[string]string{"alg": "RS256", "typ": "JWT", "kid": k.id})
	if err != nil {
		return "", err
	}
	claims, err := json.Marshal(map[string]any{
		"iss": k.email, "sub": user, "aud": audience, "scope": strings.Join(scopes, " "), "iat": now.Unix(), "exp": now.Add(assertionLife).Unix(),
	})
	if err != nil {
		return "", err
	}
	said := base64.RawURLEncoding.EncodeToString(header) + "." + base64.RawURLEncoding.EncodeToString(claims)
	sum := sha256.Sum256([]byte(said))
	signature, err := rsa.SignPKCS1v15(rand.Reader, k.private, crypto.SHA256, sum[:])
	if err != nil {
		return "", err
	}
	return said + "." + base64.RawURLEncoding.EncodeToString(signature), nil
}
