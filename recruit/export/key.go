package export

import (
	"fmt"
	"strconv"
	"strings"
	"time"
)

// KeyPrefix begins the external ids that are nobody's: those that an import makes
// for rows without one, so that it knows them again.
const KeyPrefix = "row-"

// Shown is an external id as people see it: "" when it is one that no other system
// has, but an import or an export has made.
func Shown(external string) string {
	if strings.HasPrefix(external, KeyPrefix) {
		return ""
	}
	return external
}

// Key is the external id under which an export writes what no other system has a
// number for: which record it is, and of which moment. So links between the
// records of an export are not lost, and importing it twice is importing it once.
func Key(id int64, created time.Time) string {
	return fmt.Sprintf("%s%d-%d", KeyPrefix, id, created.Unix())
}

// KeyOf takes a key apart; ok is false of any other external id.
func KeyOf(external string) (id, created int64, ok bool) {
	rest, is := strings.CutPrefix(external, KeyPrefix)
	number, second, parted := strings.Cut(rest, "-")
	id, err := strconv.ParseInt(number, 10, 64)
	created, wrong := strconv.ParseInt(second, 10, 64)
	return id, created, is && parted && err == nil && wrong == nil && id > 0
}

// JobRef names a job that a record belongs to.
type JobRef struct {
	ID             int64  `json:"id"`
	Title          string `json:"title"`
	ExternalID     string `json:"external_id"`
	ExternalSource string `json:"external_source"`
}
