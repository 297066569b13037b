// Package arch holds the shape of the house: which package may import which, and
// how large a package and a file may become.
package arch

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

const module = "recruitty"

// arrow permits one package of this module to import another one.
type arrow struct{ from, to string }

// arrows are all imports between packages of this module. They point down:
// main → internal/app → commands, SSH host, screens, store, zoom, mail → recruit.
// A new one is a decision: write it here, and say why in the commit.
func arrows() []arrow {
	return []arrow{
		{"calendar/account", "internal/oauth"},
		{"calendar/account", "recruit"},
		{"calendar/account", "recruit/busy"},
		{"calendar/account", "recruit/sanitize"},
		{"calendar/caldav", "calendar/fetch"},
		{"calendar/caldav", "calendar/ics"},
		{"calendar/caldav", "internal/icalendar"},
		{"calendar/caldav", "internal/web"},
		{"calendar/caldav", "recruit"},
		{"calendar/caldav", "recruit/busy"},
		{"calendar/caldav", "recruit/sanitize"},
		{"calendar/calsim", "internal/standin"},
		{"calendar/calsim", "recruit/busy"},
		{"calendar/fetch", "recruit"},
		{"calendar/fetch", "recruit/sanitize"},
		{"calendar/google", "calendar/rest"},
		{"calendar/google", "recruit"},
		{"calendar/google", "recruit/busy"},
		{"calendar/microsoft", "calendar/rest"},
		{"calendar/microsoft", "recruit"},
		{"calendar/microsoft", "recruit/busy"},
		{"calendar/microsoft", "recruit/sanitize"},
		{"calendar/microsoft", "recruit/timeparse"},
		{"calendar/rest", "internal/web"},
		{"calendar/rest", "recruit"},
		{"calendar/rest", "recruit/busy"},
		{"calendar/rest", "recruit/sanitize"},
		{"calendar/ics", "internal/icalendar"},
		{"calendar/ics", "recruit/busy"},
		{"calendar/ics", "recruit/sanitize"},
		{"calendar/ics", "recruit/timeparse"},
		{"calendar/icsfeed", "calendar/fetch"},
		{"calendar/icsfeed", "calendar/ics"},
		{"calendar/icsfeed", "internal/web"},
		{"calendar/icsfeed", "recruit"},
		{"calendar/icsfeed", "recruit/busy"},
		{"calendar/icsfeed", "recruit/sanitize"},
		{"internal/app", "calendar/account"},
		{"internal/app", "calendar/caldav"},
		{"internal/app", "calendar/fetch"},
		{"internal/app", "calendar/google"},
		{"internal/app", "calendar/icsfeed"},
		{"internal/app", "calendar/microsoft"},
		{"internal/app", "calendar/rest"},
		{"internal/app", "internal/browse"},
		{"internal/app", "internal/cli"},
		{"internal/app", "internal/cli/command"},
		{"internal/app", "internal/cli/output"},
		{"internal/app", "internal/demo"},
		{"internal/app", "internal/logfile"},
		{"internal/app", "internal/process"},
		{"internal/app", "internal/sshd"},
		{"internal/app", "mail"},
		{"internal/app", "mail/account"},
		{"internal/app", "recruit"},
		{"internal/app", "recruit/availability"},
		{"internal/app", "recruit/busy"},
		{"internal/app", "recruit/doctor"},
		{"internal/app", "recruit/importer"},
		{"internal/app", "recruit/ondisk"},
		{"internal/app", "recruit/outbox"},
		{"internal/app", "recruit/sanitize"},
		{"internal/app", "recruit/services"},
		{"internal/app", "recruit/workspace"},
		{"internal/app", "store"},
		{"internal/app", "ui"},
		{"internal/app", "ui/plain"},
		{"internal/app", "ui/render"},
		{"internal/app", "ui/shell"},
		{"internal/app", "zoom"},
		{"internal/cli", "internal/cli/command"},
		{"internal/cli", "internal/cli/jsonview"},
		{"internal/cli", "internal/cli/output"},
		{"internal/cli", "internal/cli/planning"},
		{"internal/cli", "recruit"},
		{"internal/cli", "recruit/access"},
		{"internal/cli", "recruit/accounts"},
		{"internal/cli", "recruit/doctor"},
		{"internal/cli", "recruit/export"},
		{"internal/cli", "recruit/finder"},
		{"internal/cli", "recruit/flow"},
		{"internal/cli", "recruit/healing"},
		{"internal/cli", "recruit/importer"},
		{"internal/cli", "recruit/pipeline"},
		{"internal/cli", "recruit/pools"},
		{"internal/cli", "recruit/rsvp"},
		{"internal/cli", "recruit/sanitize"},
		{"internal/cli", "recruit/scheduling"},
		{"internal/cli", "recruit/timeparse"},
		{"internal/cli/command", "internal/cli/output"},
		{"internal/cli/command", "internal/exitcode"},
		{"internal/cli/command", "recruit"},
		{"internal/cli/command", "recruit/pools"},
		{"internal/cli/command", "recruit/sanitize"},
		{"internal/cli/command", "recruit/timeparse"},
		{"internal/cli/command", "recruit/workspace"},
		{"internal/cli/jsonview", "internal/cli/output"},
		{"internal/cli/jsonview", "recruit"},
		{"internal/cli/jsonview", "recruit/export"},
		{"internal/cli/jsonview", "recruit/rsvp"},
		{"internal/cli/output", "recruit"},
		{"internal/cli/output", "recruit/sanitize"},
		{"internal/cli/output", "recruit/timeparse"},
		{"internal/cli/planning", "internal/cli/command"},
		{"internal/cli/planning", "internal/cli/output"},
		{"internal/cli/planning", "recruit"},
		{"internal/cli/planning", "recruit/availability"},
		{"internal/cli/planning", "recruit/busy"},
		{"internal/cli/planning", "recruit/export"},
		{"internal/cli/planning", "recruit/flow"},
		{"internal/cli/planning", "recruit/loops"},
		{"internal/cli/planning", "recruit/scheduling"},
		{"internal/cli/planning", "internal/cli/jsonview"},
		{"internal/cli/planning", "recruit/finder"},
		{"internal/cli/planning", "recruit/hours"},
		{"internal/cli/planning", "recruit/pools"},
		{"internal/cli/planning", "recruit/slots"},
		{"internal/cli/planning", "recruit/timeparse"},
		{"internal/cli/planning", "recruit/workspace"},
		{"internal/demo", "calendar/account"},
		{"internal/demo", "calendar/calsim"},
		{"internal/demo", "calendar/google"},
		{"internal/demo", "calendar/microsoft"},
		{"internal/demo", "calendar/rest"},
		{"internal/demo", "mail/mailbox"},
		{"internal/demo", "recruit"},
		{"internal/demo", "recruit/access"},
		{"internal/demo", "recruit/availability"},
		{"internal/demo", "recruit/busy"},
		{"internal/demo", "recruit/hours"},
		{"internal/demo", "recruit/loops"},
		{"internal/demo", "recruit/pipeline"},
		{"internal/demo", "recruit/pools"},
		{"internal/demo", "recruit/scheduling"},
		{"internal/demo", "recruit/services"},
		{"internal/demo", "recruit/timeparse"},
		{"internal/demo", "zoom/zoomsim"},
		{"internal/exitcode", "recruit"},
		{"internal/logfile", "recruit"},
		{"internal/logfile", "recruit/owner"},
		{"internal/logfile", "recruit/sanitize"},
		{"internal/oauth", "internal/signin"},
		{"internal/oauth", "internal/web"},
		{"internal/oauth", "recruit"},
		{"internal/oauth", "recruit/sanitize"},
		{"internal/release", "internal/app"},
		{"internal/sshd", "internal/exitcode"},
		{"internal/sshd", "recruit"},
		{"internal/sshd", "recruit/access"},
		{"internal/sshd", "recruit/importer"},
		{"internal/sshd", "recruit/ondisk"},
		{"internal/sshd", "recruit/owner"},
		{"internal/sshd", "recruit/sanitize"},
		{"internal/sshd", "recruit/services"},
		{"internal/sshd", "recruit/workspace"},
		{"internal/sshd", "ui"},
		{"internal/sshd", "ui/keyboard"},
		{"internal/sshd", "ui/plain"},
		{"internal/sshd", "ui/render"},
		{"internal/sshd", "ui/shell"},
		{"internal/sshd", "ui/text"},
		{"internal/web", "recruit/sanitize"},
		{"internal/zonegen", "recruit/timeparse"},
		{"mail", "internal/icalendar"},
		{"mail", "mail/foreign"},
		{"mail", "mail/imap"},
		{"mail", "recruit"},
		{"mail", "recruit/accounts"},
		{"mail", "recruit/sanitize"},
		{"mail", "recruit/timeparse"},
		{"mail/account", "internal/oauth"},
		{"mail/account", "recruit"},
		{"mail/account", "recruit/accounts"},
		{"mail/foreign", "internal/icalendar"},
		{"mail/mailbox", "recruit"},
		{"mail/mailbox", "recruit/sanitize"},
		{"main", "internal/app"},
		{"recruit", "recruit/filecheck"},
		{"recruit", "recruit/sanitize"},
		{"recruit", "recruit/timeparse"},
		{"recruit/access", "recruit"},
		{"recruit/access", "recruit/sanitize"},
		{"recruit/access", "recruit/scheduling"},
		{"recruit/accounts", "recruit"},
		{"recruit/accounts", "recruit/access"},
		{"recruit/accounts", "recruit/sanitize"},
		{"recruit/accounts", "recruit/timeparse"},
		{"recruit/availability", "recruit"},
		{"recruit/availability", "recruit/busy"},
		{"recruit/availability", "recruit/hours"},
		{"recruit/availability", "recruit/sanitize"},
		{"recruit/bulk", "recruit"},
		{"recruit/bulk", "recruit/availability"},
		{"recruit/bulk", "recruit/busy"},
		{"recruit/bulk", "recruit/finder"},
		{"recruit/bulk", "recruit/flow"},
		{"recruit/bulk", "recruit/pools"},
		{"recruit/bulk", "recruit/scheduling"},
		{"recruit/bulk", "recruit/timeparse"},
		{"recruit/doctor", "recruit"},
		{"recruit/doctor", "recruit/accounts"},
		{"recruit/doctor", "recruit/sanitize"},
		{"recruit/doctor", "recruit/scheduling"},
		{"recruit/doctor", "recruit/services"},
		{"recruit/doctor", "recruit/timeparse"},
		{"recruit/documents", "recruit"},
		{"recruit/documents", "recruit/access"},
		{"recruit/documents", "recruit/sanitize"},
		{"recruit/export", "recruit"},
		{"recruit/filter", "recruit"},
		{"recruit/filter", "recruit/sanitize"},
		{"recruit/filter", "recruit/timeparse"},
		{"recruit/finder", "recruit"},
		{"recruit/finder", "recruit/availability"},
		{"recruit/finder", "recruit/busy"},
		{"recruit/finder", "recruit/hours"},
		{"recruit/finder", "recruit/pools"},
		{"recruit/finder", "recruit/sanitize"},
		{"recruit/finder", "recruit/scheduling"},
		{"recruit/finder", "recruit/slots"},
		{"recruit/finder", "recruit/windows"},
		{"recruit/flow", "recruit"},
		{"recruit/flow", "recruit/healing"},
		{"recruit/flow", "recruit/loops"},
		{"recruit/flow", "recruit/pools"},
		{"recruit/flow", "recruit/scheduling"},
		{"recruit/flow", "recruit/services"},
		{"recruit/healing", "recruit"},
		{"recruit/healing", "recruit/availability"},
		{"recruit/healing", "recruit/finder"},
		{"recruit/healing", "recruit/hours"},
		{"recruit/healing", "recruit/pools"},
		{"recruit/healing", "recruit/sanitize"},
		{"recruit/healing", "recruit/scheduling"},
		{"recruit/healing", "recruit/slots"},
		{"recruit/importer", "recruit"},
		{"recruit/importer", "recruit/documents"},
		{"recruit/importer", "recruit/export"},
		{"recruit/importer", "recruit/importer/ahead"},
		{"recruit/importer", "recruit/importer/archive"},
		{"recruit/importer", "recruit/importer/charset"},
		{"recruit/importer", "recruit/importer/drafts"},
		{"recruit/importer", "recruit/importer/records"},
		{"recruit/importer", "recruit/importer/words"},
		{"recruit/importer", "recruit/importer/xlsx"},
		{"recruit/importer", "recruit/pipeline"},
		{"recruit/importer", "recruit/sanitize"},
		{"recruit/importer", "recruit/scheduling"},
		{"recruit/importer", "recruit/timeparse"},
		{"recruit/importer/drafts", "recruit"},
		{"recruit/importer/records", "recruit"},
		{"recruit/importer/records", "recruit/importer/vcard"},
		{"recruit/importer/records", "recruit/importer/words"},
		{"recruit/importer/records", "recruit/importer/xmltext"},
		{"recruit/importer/records", "recruit/sanitize"},
		{"recruit/importer/words", "recruit/sanitize"},
		{"recruit/importer/xlsx", "recruit/importer/archive"},
		{"recruit/importer/xlsx", "recruit/importer/xmltext"},
		{"recruit/letters", "recruit"},
		{"recruit/letters", "recruit/timeparse"},
		{"recruit/outcomes", "recruit"},
		{"recruit/outcomes", "recruit/letters"},
		{"recruit/outcomes", "recruit/scheduling"},
		{"recruit/loops", "recruit"},
		{"recruit/loops", "recruit/finder"},
		{"recruit/loops", "recruit/pools"},
		{"recruit/loops", "recruit/sanitize"},
		{"recruit/loops", "recruit/scheduling"},
		{"recruit/loops", "recruit/slots"},
		{"recruit/loops", "recruit/timeparse"},
		{"recruit/ondisk", "recruit"},
		{"recruit/ondisk", "recruit/accounts"},
		{"recruit/ondisk", "recruit/pipeline"},
		{"recruit/outbox", "recruit"},
		{"recruit/outbox", "recruit/sanitize"},
		{"recruit/outbox", "recruit/timeparse"},
		{"recruit/pipeline", "recruit"},
		{"recruit/pipeline", "recruit/sanitize"},
		{"recruit/pipeline", "recruit/scheduling"},
		{"recruit/pools", "recruit"},
		{"recruit/pools", "recruit/sanitize"},
		{"recruit/recruittest", "recruit"},
		{"recruit/recruittest", "recruit/rsvp"},
		{"recruit/recruittest", "recruit/scheduling"},
		{"recruit/rsvp", "recruit"},
		{"recruit/rsvp", "recruit/sanitize"},
		{"recruit/rsvp", "recruit/timeparse"},
		{"recruit/scheduling", "recruit"},
		{"recruit/scheduling", "recruit/sanitize"},
		{"recruit/scheduling", "recruit/timeparse"},
		{"recruit/services", "recruit"},
		{"recruit/services", "recruit/access"},
		{"recruit/services", "recruit/accounts"},
		{"recruit/services", "recruit/availability"},
		{"recruit/services", "recruit/busy"},
		{"recruit/services", "recruit/documents"},
		{"recruit/services", "recruit/finder"},
		{"recruit/services", "recruit/healing"},
		{"recruit/services", "recruit/pipeline"},
		{"recruit/services", "recruit/letters"},
		{"recruit/services", "recruit/outcomes"},
		{"recruit/services", "recruit/loops"},
		{"recruit/services", "recruit/pools"},
		{"recruit/services", "recruit/rsvp"},
		{"recruit/services", "recruit/scheduling"},
		{"recruit/week", "recruit"},
		{"recruit/week", "recruit/availability"},
		{"recruit/week", "recruit/busy"},
		{"recruit/week", "recruit/hours"},
		{"recruit/week", "recruit/loops"},
		{"recruit/week", "recruit/pools"},
		{"recruit/windows", "recruit/sanitize"},
		{"recruit/windows", "recruit/timeparse"},
		{"recruit/slots", "recruit/busy"},
		{"recruit/workspace", "recruit"},
		{"recruit/workspace", "recruit/doctor"},
		{"recruit/workspace", "recruit/importer"},
		{"recruit/workspace", "recruit/outbox"},
		{"recruit/workspace", "recruit/services"},
		{"store", "recruit"},
		{"store", "recruit/access"},
		{"store", "recruit/accounts"},
		{"store", "recruit/availability"},
		{"store", "recruit/busy"},
		{"store", "recruit/filecheck"},
		{"store", "recruit/hours"},
		{"store", "recruit/loops"},
		{"store", "recruit/owner"},
		{"store", "recruit/pools"},
		{"store", "recruit/sanitize"},
		{"store", "recruit/timeparse"},
		{"store", "store/columns"},
		{"store", "store/hold"},
		{"store", "store/packed"},
		{"store", "store/where"},
		{"store/where", "recruit"},
		{"store/where", "recruit/filter"},
		{"store/where", "recruit/sanitize"},
		{"store", "store/prepared"},
		{"store", "store/problem"},
		{"store", "store/scope"},
		{"store", "store/terms"},
		{"store/packed", "recruit/availability"},
		{"store/packed", "recruit/busy"},
		{"store/problem", "recruit"},
		{"store/problem", "recruit/sanitize"},
		{"store/scope", "recruit"},
		{"store/scope", "store/columns"},
		{"store/scope", "store/problem"},
		{"store/storetest", "store"},
		{"store/terms", "recruit/sanitize"},
		{"ui", "recruit"},
		{"ui", "recruit/sanitize"},
		{"ui", "ui/candidates"},
		{"ui", "ui/connect"},
		{"ui", "ui/forms"},
		{"ui", "ui/importing"},
		{"ui", "ui/interviews"},
		{"ui", "ui/jobs"},
		{"ui", "ui/mails"},
		{"ui", "ui/outbox"},
		{"ui", "ui/plans"},
		{"ui", "ui/settings"},
		{"ui", "ui/shell"},
		{"ui", "ui/text"},
		{"ui", "ui/theme"},
		{"ui", "ui/today"},
		{"ui", "ui/week"},
		{"ui", "recruit/week"},
		{"ui", "ui/wording"},
		{"ui/candidates", "recruit"},
		{"ui/candidates", "recruit/importer"},
		{"ui/candidates", "recruit/pools"},
		{"ui/candidates", "recruit/sanitize"},
		{"ui/candidates", "recruit/services"},
		{"ui/candidates", "recruit/timeparse"},
		{"ui/candidates", "ui/draft"},
		{"ui/candidates", "ui/forms"},
		{"ui/candidates", "ui/importing"},
		{"ui/candidates", "ui/interviews"},
		{"ui/candidates", "ui/shell"},
		{"ui/candidates", "ui/table"},
		{"ui/candidates", "ui/text"},
		{"ui/candidates", "ui/theme"},
		{"ui/candidates", "ui/wording"},
		{"ui/connect", "recruit"},
		{"ui/connect", "recruit/accounts"},
		{"ui/connect", "recruit/availability"},
		{"ui/connect", "recruit/busy"},
		{"ui/connect", "ui/draft"},
		{"ui/connect", "ui/edit"},
		{"ui/connect", "ui/forms"},
		{"ui/connect", "ui/shell"},
		{"ui/connect", "ui/text"},
		{"ui/connect", "ui/theme"},
		{"ui/connect", "ui/wording"},
		{"ui/dayview", "recruit"},
		{"ui/dayview", "recruit/services"},
		{"ui/draft", "recruit"},
		{"ui/draft", "recruit/accounts"},
		{"ui/draft", "recruit/availability"},
		{"ui/draft", "recruit/finder"},
		{"ui/draft", "recruit/busy"},
		{"ui/draft", "recruit/hours"},
		{"ui/draft", "recruit/loops"},
		{"ui/draft", "recruit/pools"},
		{"ui/draft", "recruit/sanitize"},
		{"ui/draft", "recruit/scheduling"},
		{"ui/draft", "recruit/services"},
		{"ui/draft", "recruit/timeparse"},
		{"ui/draft", "ui/text"},
		{"ui/draft", "ui/wording"},
		{"ui/edit", "recruit/sanitize"},
		{"ui/edit", "ui/text"},
		{"ui/edit", "ui/theme"},
		{"ui/forms", "recruit"},
		{"ui/forms", "recruit/sanitize"},
		{"ui/forms", "recruit/timeparse"},
		{"ui/forms", "ui/draft"},
		{"ui/forms", "ui/edit"},
		{"ui/forms", "ui/shell"},
		{"ui/forms", "ui/table"},
		{"ui/forms", "ui/text"},
		{"ui/forms", "ui/theme"},
		{"ui/forms", "ui/wording"},
		{"ui/importing", "recruit"},
		{"ui/importing", "recruit/importer"},
		{"ui/importing", "ui/draft"},
		{"ui/importing", "ui/forms"},
		{"ui/importing", "ui/shell"},
		{"ui/importing", "ui/table"},
		{"ui/importing", "ui/text"},
		{"ui/importing", "ui/theme"},
		{"ui/importing", "ui/wording"},
		{"ui/interviews", "recruit"},
		{"ui/interviews", "recruit/accounts"},
		{"ui/interviews", "recruit/busy"},
		{"ui/interviews", "recruit/filter"},
		{"ui/interviews", "recruit/finder"},
		{"ui/interviews", "recruit/flow"},
		{"ui/interviews", "recruit/healing"},
		{"ui/interviews", "recruit/importer"},
		{"ui/interviews", "recruit/loops"},
		{"ui/interviews", "recruit/pools"},
		{"ui/interviews", "recruit/rsvp"},
		{"ui/interviews", "recruit/sanitize"},
		{"ui/interviews", "recruit/scheduling"},
		{"ui/interviews", "recruit/services"},
		{"ui/interviews", "recruit/slots"},
		{"ui/interviews", "recruit/timeparse"},
		{"ui/interviews", "recruit/windows"},
		{"ui/interviews", "ui/connect"},
		{"ui/interviews", "ui/draft"},
		{"ui/interviews", "ui/edit"},
		{"ui/interviews", "ui/forms"},
		{"ui/interviews", "ui/importing"},
		{"ui/interviews", "ui/plans"},
		{"ui/interviews", "ui/shell"},
		{"ui/interviews", "ui/table"},
		{"ui/interviews", "ui/text"},
		{"ui/interviews", "ui/theme"},
		{"ui/interviews", "ui/wording"},
		{"ui/jobs", "recruit"},
		{"ui/jobs", "recruit/importer"},
		{"ui/jobs", "recruit/services"},
		{"ui/jobs", "ui/candidates"},
		{"ui/jobs", "ui/draft"},
		{"ui/jobs", "ui/forms"},
		{"ui/jobs", "ui/importing"},
		{"ui/jobs", "ui/interviews"},
		{"ui/jobs", "ui/plans"},
		{"ui/jobs", "ui/shell"},
		{"ui/jobs", "ui/table"},
		{"ui/jobs", "ui/text"},
		{"ui/jobs", "ui/theme"},
		{"ui/jobs", "ui/wording"},
		{"ui/mails", "recruit"},
		{"ui/mails", "ui/shell"},
		{"ui/mails", "ui/table"},
		{"ui/mails", "ui/text"},
		{"ui/mails", "ui/wording"},
		{"ui/outbox", "recruit"},
		{"ui/outbox", "ui/forms"},
		{"ui/outbox", "ui/interviews"},
		{"ui/outbox", "ui/shell"},
		{"ui/outbox", "ui/table"},
		{"ui/outbox", "ui/text"},
		{"ui/outbox", "ui/wording"},
		{"ui/plain", "recruit"},
		{"ui/plain", "recruit/access"},
		{"ui/plain", "recruit/accounts"},
		{"ui/plain", "recruit/availability"},
		{"ui/plain", "recruit/busy"},
		{"ui/plain", "recruit/finder"},
		{"ui/plain", "recruit/flow"},
		{"ui/plain", "recruit/healing"},
		{"ui/plain", "recruit/loops"},
		{"ui/plain", "recruit/pipeline"},
		{"ui/plain", "recruit/pools"},
		{"ui/plain", "recruit/rsvp"},
		{"ui/plain", "recruit/sanitize"},
		{"ui/plain", "recruit/scheduling"},
		{"ui/plain", "recruit/slots"},
		{"ui/plain", "recruit/timeparse"},
		{"ui/plain", "recruit/windows"},
		{"ui/plain", "recruit/workspace"},
		{"ui/plain", "ui/dayview"},
		{"ui/plain", "ui/draft"},
		{"ui/plain", "ui/plain/importing"},
		{"ui/plain", "ui/plain/talk"},
		{"ui/plain", "ui/text"},
		{"ui/plain", "ui/wording"},
		{"ui/plain/importing", "recruit"},
		{"ui/plain/importing", "recruit/importer"},
		{"ui/plain/importing", "recruit/sanitize"},
		{"ui/plain/importing", "recruit/services"},
		{"ui/plain/importing", "ui/draft"},
		{"ui/plain/importing", "ui/plain/talk"},
		{"ui/plain/importing", "ui/text"},
		{"ui/plain/importing", "ui/wording"},
		{"ui/plain/talk", "recruit"},
		{"ui/plain/talk", "recruit/sanitize"},
		{"ui/plain/talk", "recruit/timeparse"},
		{"ui/plain/talk", "ui/draft"},
		{"ui/plain/talk", "ui/text"},
		{"ui/plain/talk", "ui/wording"},
		{"ui/plans", "recruit"},
		{"ui/plans", "recruit/loops"},
		{"ui/plans", "ui/draft"},
		{"ui/plans", "ui/forms"},
		{"ui/plans", "ui/shell"},
		{"ui/plans", "ui/table"},
		{"ui/plans", "ui/text"},
		{"ui/plans", "ui/theme"},
		{"ui/render", "ui/keyboard"},
		{"ui/render", "ui/text"},
		{"ui/settings", "recruit"},
		{"ui/settings", "recruit/access"},
		{"ui/settings", "recruit/accounts"},
		{"ui/settings", "recruit/availability"},
		{"ui/settings", "recruit/busy"},
		{"ui/settings", "recruit/doctor"},
		{"ui/settings", "recruit/documents"},
		{"ui/settings", "recruit/pools"},
		{"ui/settings", "recruit/services"},
		{"ui/settings", "recruit/timeparse"},
		{"ui/settings", "ui/connect"},
		{"ui/settings", "ui/draft"},
		{"ui/settings", "ui/edit"},
		{"ui/settings", "ui/forms"},
		{"ui/settings", "ui/render"},
		{"ui/settings", "ui/shell"},
		{"ui/settings", "ui/table"},
		{"ui/settings", "ui/text"},
		{"ui/settings", "ui/theme"},
		{"ui/settings", "ui/wording"},
		{"ui/shell", "recruit"},
		{"ui/shell", "recruit/access"},
		{"ui/shell", "recruit/filter"},
		{"ui/shell", "recruit/sanitize"},
		{"ui/shell", "recruit/services"},
		{"ui/shell", "recruit/timeparse"},
		{"ui/shell", "recruit/workspace"},
		{"ui/shell", "ui/edit"},
		{"ui/shell", "ui/keyboard"},
		{"ui/shell", "ui/render"},
		{"ui/shell", "ui/table"},
		{"ui/shell", "ui/text"},
		{"ui/shell", "ui/theme"},
		{"ui/shell", "ui/wording"},
		{"ui/table", "ui/text"},
		{"ui/table", "ui/theme"},
		{"ui/text", "recruit/sanitize"},
		{"ui/theme", "ui/text"},
		{"ui/theme", "ui/wording"},
		{"ui/today", "recruit"},
		{"ui/today", "recruit/healing"},
		{"ui/today", "recruit/timeparse"},
		{"ui/today", "ui/candidates"},
		{"ui/today", "ui/connect"},
		{"ui/today", "ui/dayview"},
		{"ui/today", "ui/draft"},
		{"ui/today", "ui/forms"},
		{"ui/today", "ui/interviews"},
		{"ui/today", "ui/jobs"},
		{"ui/today", "ui/shell"},
		{"ui/today", "ui/table"},
		{"ui/today", "ui/text"},
		{"ui/today", "ui/theme"},
		{"ui/today", "ui/wording"},
		{"ui/uitest", "ui/keystroke"},
		{"ui/week", "recruit"},
		{"ui/week", "recruit/sanitize"},
		{"ui/week", "recruit/timeparse"},
		{"ui/week", "recruit/week"},
		{"ui/week", "ui/candidates"},
		{"ui/week", "ui/forms"},
		{"ui/week", "ui/interviews"},
		{"ui/week", "ui/shell"},
		{"ui/week", "ui/text"},
		{"ui/week", "ui/theme"},
		{"ui/week", "ui/wording"},
		{"ui/wording", "recruit"},
		{"ui/wording", "recruit/accounts"},
		{"ui/wording", "recruit/healing"},
		{"ui/wording", "recruit/importer"},
		{"ui/wording", "recruit/scheduling"},
		{"ui/wording", "recruit/timeparse"},
		{"ui/wording", "ui/text"},
		{"zoom", "internal/signin"},
		{"zoom", "internal/web"},
		{"zoom", "recruit"},
		{"zoom", "recruit/doctor"},
		{"zoom", "recruit/sanitize"},
		{"zoom/zoomsim", "internal/standin"},
	}
}

// ban keeps packages of other modules out of a package and everything below it.
type ban struct {
	packages string
	never    []string
}

// bans keep recruit free of SQL, HTTP and terminals, and each of the others free
// of what one of them exists for.
func bans() []ban {
	return []ban{
		{"recruit", []string{"database/sql", "net/http", "net/smtp", "charm.land", "modernc.org", "github.com/spf13"}},
		{"zoom", []string{"database/sql", "charm.land"}},
		{"calendar", []string{"database/sql", "charm.land"}},
		{"mail", []string{"database/sql", "charm.land"}},
		{"internal/signin", []string{"database/sql", "charm.land"}},
		{"internal/oauth", []string{"database/sql", "charm.land"}},
		{"internal/cli", []string{"database/sql", "net/http", "net/smtp", "charm.land"}},
		{"internal/sshd", []string{"database/sql"}},
		{"ui", []string{"database/sql", "net/http", "golang.org/x/crypto/ssh", "charm.land/ssh", "charm.land/wish"}},
	}
}

// TestArrows holds that packages import each other only as arrows says, and
// that arrows says nothing that is no longer so.
func TestArrows(t *testing.T) {
	t.Parallel()
	seen := map[arrow]bool{}
	for _, p := range packages(t) {
		for _, i := range p.Imports {
			if i == module || strings.HasPrefix(i, module+"/") {
				a := arrow{room(p.ImportPath), room(i)}
				seen[a] = true
				if !slices.Contains(arrows(), a) {
					t.Errorf("%s imports %s, which no arrow permits", a.from, a.to)
				}
			}
		}
	}
	for _, a := range arrows() {
		if !seen[a] {
			t.Errorf("%s no longer imports %s; remove the arrow", a.from, a.to)
		}
	}
}

// TestBans holds what each part leaves to others.
func TestBans(t *testing.T) {
	t.Parallel()
	for _, p := range packages(t) {
		for _, b := range bans() {
			if !below(room(p.ImportPath), b.packages) {
				continue
			}
			for _, i := range p.Imports {
				if slices.ContainsFunc(b.never, func(n string) bool { return below(i, n) }) {
					t.Errorf("%s imports %s", room(p.ImportPath), i)
				}
			}
		}
	}
}

// The limits of a package in files and of a file in lines, tests aside.
const (
	maxFiles     = 40
	maxLines     = 400
	maxLinesMain = 60
)

// TestRooms holds that packages and files stay small enough to be read.
func TestRooms(t *testing.T) {
	t.Parallel()
	for _, p := range packages(t) {
		all := slices.Concat(p.GoFiles, p.IgnoredGoFiles)
		if n := len(all); n > maxFiles {
			t.Errorf("%s has %d files of code; at most %d are permitted", room(p.ImportPath), n, maxFiles)
		}
		for _, f := range all {
			text, err := os.ReadFile(filepath.Join(p.Dir, f))
			if err != nil {
				t.Fatal(err)
			}
			most := maxLines
			if p.ImportPath == module {
				most = maxLinesMain
			}
			if n := bytes.Count(text, []byte("\n")); n > most {
				t.Errorf("%s/%s has %d lines; at most %d are permitted", room(p.ImportPath), f, n, most)
			}
		}
	}
}

type goPackage struct {
	ImportPath, Dir string
	Imports         []string
	GoFiles         []string
	IgnoredGoFiles  []string // of other systems
}

// packages lists this module's packages as go list sees them.
func packages(t *testing.T) []goPackage {
	t.Helper()
	out, err := exec.CommandContext(t.Context(), "go", "list", "-e", "-json=ImportPath,Dir,Imports,GoFiles,IgnoredGoFiles", module+"/...").Output()
	if err != nil {
		t.Fatalf("go list: %v", err)
	}
	var all []goPackage
	for d := json.NewDecoder(bytes.NewReader(out)); ; {
		var p goPackage
		if err := d.Decode(&p); errors.Is(err, io.EOF) {
			break
		} else if err != nil {
			t.Fatal(err)
		}
		p.IgnoredGoFiles = slices.DeleteFunc(p.IgnoredGoFiles, func(f string) bool { return strings.HasSuffix(f, "_test.go") })
		all = append(all, p)
	}
	if len(all) < 20 {
		t.Fatalf("go list names %d packages", len(all))
	}
	return all
}

// room is the path of a package without the module's name; main is the module's
// own.
func room(path string) string {
	if path == module {
		return "main"
	}
	return strings.TrimPrefix(path, module+"/")
}

func below(path, root string) bool { return path == root || strings.HasPrefix(path, root+"/") }
