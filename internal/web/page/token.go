package page

import (
	"fmt"
	"log/slog"
)

// Token is the secret by which a candidate is known. It never prints itself: whatever is logged, wrapped in an error or
// written into a panic says only that there was one.
type Token struct{ secret string }

// TokenOf is the token of what stood in an address.
func TokenOf(secret string) Token { return Token{secret} }

// withheld stands wherever a token would be written.
const withheld = "(withheld)"

// Secret is what stood in the address, for who looks it up.
func (t Token) Secret() string { return t.secret }

// String implements fmt.Stringer.
func (Token) String() string { return withheld }

// Format implements fmt.Formatter, for the verbs that would look inside.
func (Token) Format(s fmt.State, _ rune) { _, _ = s.Write([]byte(withheld)) }

// LogValue implements slog.LogValuer.
func (Token) LogValue() slog.Value { return slog.StringValue(withheld) }

// MarshalText implements encoding.TextMarshaler.
func (Token) MarshalText() ([]byte, error) { return []byte(withheld), nil }
