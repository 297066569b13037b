package offers

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"strings"
	"time"

	"recruitty/recruit"
)

// tokenSize is how many bytes of chance a token has.
const tokenSize = 16

// NewToken makes a token of 128 random bits, and the digest by which it is known.
func NewToken() (token string, digest [32]byte) {
	var b [tokenSize]byte
	_, _ = rand.Read(b[:]) // never fails, see crypto/rand
	return base64.RawURLEncoding.EncodeToString(b[:]), sha256.Sum256(b[:])
}

// Digest is the digest of a token as it stands in a link. ok is false for what is none.
func Digest(token string) (digest [32]byte, ok bool) {
	if len(token) != base64.RawURLEncoding.EncodedLen(tokenSize) {
		return digest, false
	}
	b, err := base64.RawURLEncoding.Strict().DecodeString(token)
	if err != nil {
		return digest, false
	}
	return sha256.Sum256(b), true
}

// LinkTo is where a token opens its offer.
func LinkTo(page, token string) string { return page + "/p/" + token }

// TokenStore is what a link is made of.
type TokenStore interface {
	OfferOfLetter(ctx context.Context, id recruit.LetterID) (recruit.OfferID, int, error)
	KeepToken(ctx context.Context, id recruit.OfferID, letter recruit.LetterID, digest [32]byte, at time.Time) error
	Setting(ctx context.Context, key string) (string, error)
}

// Linked is the text of a letter that brings an offer as it leaves, with a link of its own
// in it; link is "" where there is no page, and then the paragraph about it is left out.
// It is called whenever the bytes of the mail are written.
func Linked(ctx context.Context, store TokenStore, l recruit.Letter, now time.Time) (text, link string, err error) {
	if !strings.Contains(l.Text, recruit.OfferLink) {
		return l.Text, "", nil
	}
	page, err := store.Setting(ctx, SettingPage)
	if err != nil {
		return "", "", err
	}
	if page, err = CleanPage(page); err != nil || page == "" {
		return withoutLink(l.Text), "", nil
	}
	id, _, err := store.OfferOfLetter(ctx, l.ID)
	if err != nil {
		return "", "", err
	}
	token, digest := NewToken()
	if err := store.KeepToken(ctx, id, l.ID, digest, now); err != nil {
		return "", "", err
	}
	link = LinkTo(page, token)
	return strings.ReplaceAll(l.Text, recruit.OfferLink, link), link, nil
}

// withoutLink leaves out the paragraphs that have a link.
func withoutLink(text string) string {
	var kept []string
	for part := range strings.SplitSeq(text, "\n\n") {
		if !strings.Contains(part, recruit.OfferLink) {
			kept = append(kept, part)
		}
	}
	return strings.Join(kept, "\n\n")
}
