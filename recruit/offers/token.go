package offers

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"strings"

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

// Linked is the text of a letter that brings an offer as it leaves, with a link of its own
// in it, and the link, which is "" where there is no page or nobody serves it at this moment:
// then the paragraph about it is left out, and the mail is answered with a number. It is called
// whenever the bytes of the mail are written.
func (s *Service) Linked(ctx context.Context, l recruit.Letter) (text, link string, err error) {
	if !strings.Contains(l.Text, recruit.OfferLink) {
		return l.Text, "", nil
	}
	rules, err := s.Settings.Rules(ctx)
	if err != nil {
		return "", "", err
	}
	served := false
	if rules.Page != "" {
		if served, err = s.Settings.Served(ctx, s.Now()); err != nil {
			return "", "", err
		}
	}
	if !served {
		return recruit.WithoutOfferLink(l.Text), "", nil
	}
	id, _, err := s.Store.OfferOfLetter(ctx, l.ID)
	if err != nil {
		return "", "", err
	}
	token, digest := NewToken()
	if err := s.Store.KeepToken(ctx, id, l.ID, digest, s.Now().UTC()); err != nil {
		return "", "", err
	}
	link = LinkTo(rules.Page, token)
	return strings.ReplaceAll(l.Text, recruit.OfferLink, link), link, nil
}
