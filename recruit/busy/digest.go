package busy

import (
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"time"
)

// meaning is raised when what is made of the same calendar changes, so that what was
// read before is not believed to say it.
const meaning = 1

// Digest tells queries of one calendar apart: it changes with the window, with whose
// time it is and with what titles mean. A Cursor of a reading that answered a query
// with another digest is of no use. It can be shown and kept (no title, no address).
func (q Query) Digest(c Calendar) string {
	zone := ""
	if c.Zone != nil {
		zone = c.Zone.String()
	}
	text, err := json.Marshal([]any{meaning, c.Name, c.Owner, zone, q.From.UTC().Format(time.RFC3339), q.To.UTC().Format(time.RFC3339), q.Words.Soft, q.Words.Firm})
	if err != nil {
		return ""
	}
	sum := sha256.Sum256(text)
	return base64.RawURLEncoding.EncodeToString(sum[:16])
}
