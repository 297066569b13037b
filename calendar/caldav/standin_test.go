package caldav

import (
	"encoding/xml"
	"fmt"
	"io"
	"maps"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"
)

// standIn is a small CalDAV server with one person, dana, who has two calendars at
// /cal/dana/: work, and shared by eve. It knows what the definitions ask for, and can be
// told to know less.
type standIn struct {
	mutex   sync.Mutex
	objects map[string]string // by path
	changed map[string]int    // the revision in which a path changed last
	at      int               // the revision

	noSync    bool              // it has no tokens
	noTag     bool              // nor a tag of the calendar
	noOutbox  bool              // it asks nobody about others
	noData    map[string]bool   // entries whose text it never sends in a report
	refuseGet map[string]bool   // entries it does not give out at all
	perAnswer int               // how many entries a query gives out, 0 being all
	perSync   int               // how many changes an answer names, 0 being all
	people    map[string]string // what the outbox says of an address: a status, or FREEBUSY lines
	inbox     string            // the calendar-availability, "" for none
	asked     []string          // the methods and kinds of report that were asked for
	posted    string            // what the outbox was sent at last
}

const (
	work   = "/cal/dana/work/"
	shared = "/cal/dana/shared%20by%20eve/"
)

func newStandIn() *standIn {
	return &standIn{objects: map[string]string{}, changed: map[string]int{}, people: map[string]string{}, noData: map[string]bool{}, refuseGet: map[string]bool{}}
}

// put stores an entry.
func (s *standIn) put(path, text string) {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	s.at++
	s.objects[path], s.changed[path] = text, s.at
}

// remove takes it away.
func (s *standIn) remove(path string) {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	s.at++
	delete(s.objects, path)
	s.changed[path] = s.at
}

// questions returns what was asked since the last call.
func (s *standIn) questions() []string {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	asked := s.asked
	s.asked = nil
	return asked
}

func (s *standIn) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	body, _ := io.ReadAll(r.Body)
	s.mutex.Lock()
	defer s.mutex.Unlock()
	if user, password, _ := r.BasicAuth(); user != "dana" || password != "open sesame" {
		w.Header().Set("WWW-Authenticate", `Basic realm="calendars"`)
		http.Error(w, "who are you?", http.StatusUnauthorized)
		return
	}
	asks := r.Method
	if r.Method == "REPORT" {
		asks = reportOf(body)
	}
	s.asked = append(s.asked, asks)
	switch {
	case r.URL.Path == "/.well-known/caldav":
		http.Redirect(w, r, "/cal/", http.StatusMovedPermanently)
	case r.Method == "PROPFIND":
		s.propfind(w, r)
	case r.Method == http.MethodPost && r.URL.Path == "/cal/dana/outbox/" && !s.noOutbox:
		s.posted = string(body)
		s.outbox(w, s.posted)
	case r.Method == http.MethodPut, r.Method == http.MethodDelete:
		s.at++
		s.changed[r.URL.EscapedPath()] = s.at
		s.objects[r.URL.EscapedPath()] = string(body)
		if r.Method == http.MethodDelete {
			delete(s.objects, r.URL.EscapedPath())
		}
		w.WriteHeader(http.StatusNoContent)
	case r.Method == http.MethodGet:
		text, ok := s.objects[r.URL.EscapedPath()]
		if !ok || s.refuseGet[r.URL.EscapedPath()] {
			http.Error(w, "no", map[bool]int{true: http.StatusForbidden, false: http.StatusNotFound}[ok])
			return
		}
		_, _ = io.WriteString(w, text)
	case asks == "sync-collection" && !s.noSync:
		s.sync(w, r, body)
	case asks == "calendar-query":
		s.query(w, r, body)
	case asks == "calendar-multiget":
		s.multiget(w, body)
	default:
		w.WriteHeader(http.StatusNotImplemented)
	}
}

func reportOf(body []byte) string {
	d := xml.NewDecoder(strings.NewReader(string(body)))
	for {
		token, err := d.Token()
		if err != nil {
			return ""
		}
		if start, ok := token.(xml.StartElement); ok {
			return start.Name.Local
		}
	}
}

const multistatusHead = `<?xml version="1.0"?><D:multistatus xmlns:D="DAV:" xmlns:C="urn:ietf:params:xml:ns:caldav" xmlns:S="http://calendarserver.org/ns/">`

func send(w http.ResponseWriter, responses string) {
	w.Header().Set("Content-Type", "application/xml; charset=utf-8")
	w.WriteHeader(http.StatusMultiStatus)
	_, _ = io.WriteString(w, multistatusHead+responses+`</D:multistatus>`)
}

func has(href, properties string) string {
	return `<D:response><D:href>` + href + `</D:href><D:propstat><D:prop>` + properties + `</D:prop><D:status>HTTP/1.1 200 OK</D:status></D:propstat>` +
		`<D:propstat><D:prop><D:unknown/></D:prop><D:status>HTTP/1.1 404 Not Found</D:status></D:propstat></D:response>`
}

func is(href string, status int) string {
	return `<D:response><D:href>` + href + `</D:href><D:status>HTTP/1.1 ` + strconv.Itoa(status) + ` ` + http.StatusText(status) + `</D:status></D:response>`
}

func (s *standIn) token() string { return "http://stand.example/sync/" + strconv.Itoa(s.at) }

func (s *standIn) propfind(w http.ResponseWriter, r *http.Request) {
	calendar := func(path, name, owner, more string) string {
		marks := ""
		if !s.noSync {
			marks += `<D:sync-token>` + s.token() + `</D:sync-token>`
		}
		if !s.noTag {
			marks += `<S:getctag>` + strconv.Itoa(s.at) + `</S:getctag>`
		}
		return has(path, `<D:resourcetype><D:collection/><C:calendar/></D:resourcetype><D:displayname>`+name+`</D:displayname><D:owner><D:href>`+owner+`</D:href></D:owner>`+marks+more)
	}
	events := `<C:supported-calendar-component-set><C:comp name="VEVENT"/></C:supported-calendar-component-set>`
	switch path := r.URL.EscapedPath(); path {
	case "/cal/", "/cal/dana/principal/":
		outbox := `<C:schedule-outbox-URL><D:href>/cal/dana/outbox/</D:href></C:schedule-outbox-URL>`
		if s.noOutbox {
			outbox = ""
		}
		send(w, has(path, `<D:current-user-principal><D:href>/cal/dana/principal/</D:href></D:current-user-principal><C:calendar-home-set><D:href>/cal/dana/</D:href></C:calendar-home-set>`+
			`<C:calendar-user-address-set><D:href>/cal/dana/principal/</D:href><D:href>mailto:dana@example.com</D:href></C:calendar-user-address-set><C:schedule-inbox-URL><D:href>/cal/dana/inbox/</D:href></C:schedule-inbox-URL>`+outbox))
	case "/cal/dana/":
		send(w, has("/cal/dana/", `<D:resourcetype><D:collection/></D:resourcetype>`)+
			calendar(work, "Work &amp; more", "/cal/dana/principal", events)+
			calendar(shared, "", "/cal/eve/principal/", events)+
			calendar("/cal/dana/birthdays/", "Birthdays", "/cal/dana/principal/", `<C:schedule-calendar-transp><C:transparent/></C:schedule-calendar-transp>`)+
			calendar("/cal/dana/tasks/", "Tasks", "/cal/dana/principal/", `<C:supported-calendar-component-set><C:comp name="VTODO"/></C:supported-calendar-component-set>`)+
			has("/cal/dana/inbox/", `<D:resourcetype><D:collection/><C:schedule-inbox/></D:resourcetype>`))
	case work, shared:
		send(w, calendar(path, "Work", "/cal/dana/principal/", events))
	case "/cal/dana/inbox/":
		if s.inbox == "" {
			send(w, has(path, ""))
			return
		}
		send(w, has(path, `<C:calendar-availability>`+escape(s.inbox)+`</C:calendar-availability>`))
	default:
		http.NotFound(w, r)
	}
}

func (s *standIn) data(path string) string {
	if s.noData[path] {
		return `<D:response><D:href>` + path + `</D:href><D:propstat><D:prop><C:calendar-data/></D:prop><D:status>HTTP/1.1 404 Not Found</D:status></D:propstat></D:response>`
	}
	return has(path, `<D:getetag>"`+strconv.Itoa(s.changed[path])+`"</D:getetag><C:calendar-data>`+escape(s.objects[path])+`</C:calendar-data>`)
}

// query gives out the entries of a calendar whose first line of DTSTART lies in the
// range that is asked for.
func (s *standIn) query(w http.ResponseWriter, r *http.Request, body []byte) {
	var from, to string
	if _, rest, ok := strings.Cut(string(body), `start="`); ok {
		from = rest[:len(instant)]
	}
	if _, rest, ok := strings.Cut(string(body), `end="`); ok {
		to = rest[:len(instant)]
	}
	var b strings.Builder
	given := 0
	for _, path := range slices.Sorted(maps.Keys(s.objects)) {
		start := startOf(s.objects[path])
		if strings.Contains(s.objects[path], "RRULE:") {
			start = "" // it takes every rule for one that may matter
		}
		if !strings.HasPrefix(path, r.URL.EscapedPath()) || from != "" && start != "" && (start < from || start >= to) {
			continue
		}
		if given++; s.perAnswer > 0 && given > s.perAnswer {
			b.WriteString(is(r.URL.EscapedPath(), http.StatusInsufficientStorage))
			break
		}
		b.WriteString(s.data(path))
	}
	send(w, b.String())
}

func startOf(text string) string {
	_, rest, ok := strings.Cut(text, "DTSTART:")
	if !ok || len(rest) < len(instant) {
		return ""
	}
	return rest[:len(instant)]
}

func (s *standIn) multiget(w http.ResponseWriter, body []byte) {
	var asked struct {
		Hrefs []string `xml:"DAV: href"`
	}
	_ = xml.Unmarshal(body, &asked)
	var b strings.Builder
	for _, href := range asked.Hrefs {
		if _, ok := s.objects[href]; ok {
			b.WriteString(s.data(href))
		} else {
			b.WriteString(is(href, http.StatusNotFound))
		}
	}
	send(w, b.String())
}

func (s *standIn) sync(w http.ResponseWriter, r *http.Request, body []byte) {
	var asked struct {
		Token string `xml:"DAV: sync-token"`
	}
	_ = xml.Unmarshal(body, &asked)
	since, err := strconv.Atoi(strings.TrimPrefix(asked.Token, "http://stand.example/sync/"))
	if err != nil || since > s.at {
		w.Header().Set("Content-Type", "application/xml")
		w.WriteHeader(http.StatusForbidden)
		_, _ = io.WriteString(w, `<D:error xmlns:D="DAV:"><D:valid-sync-token/></D:error>`)
		return
	}
	paths := slices.SortedFunc(maps.Keys(s.changed), func(a, b string) int { return s.changed[a] - s.changed[b] })
	var b strings.Builder
	given, reached := 0, s.at
	for _, path := range paths {
		if s.changed[path] <= since || !strings.HasPrefix(path, r.URL.EscapedPath()) {
			continue
		}
		if given++; s.perSync > 0 && given > s.perSync {
			b.WriteString(is(r.URL.EscapedPath(), http.StatusInsufficientStorage))
			break
		}
		if s.perSync > 0 {
			reached = s.changed[path]
		}
		if _, ok := s.objects[path]; ok {
			b.WriteString(has(path, `<D:getetag>"`+strconv.Itoa(s.changed[path])+`"</D:getetag>`))
		} else {
			b.WriteString(is(path, http.StatusNotFound))
		}
	}
	if s.perSync > 0 && given <= s.perSync {
		reached = s.at
	}
	send(w, b.String()+`<D:sync-token>http://stand.example/sync/`+strconv.Itoa(reached)+`</D:sync-token>`)
}

func (s *standIn) outbox(w http.ResponseWriter, body string) {
	var b strings.Builder
	for line := range strings.Lines(strings.ReplaceAll(body, "\r\n ", "")) {
		address, ok := strings.CutPrefix(strings.TrimSpace(line), "ATTENDEE:mailto:")
		said, known := s.people[address]
		switch {
		case !ok:
			continue
		case known && said == "":
			continue // it says nothing of this one
		}
		b.WriteString(`<C:response><C:recipient><D:href>mailto:` + escape(address) + `</D:href></C:recipient>`)
		switch {
		case !known:
			b.WriteString(`<C:request-status>3.7;Invalid calendar user</C:request-status>`)
		case said[1] == '.':
			b.WriteString(`<C:request-status>` + said + `</C:request-status>`)
		default:
			b.WriteString(`<C:request-status>2.0;Success</C:request-status><C:calendar-data>` + escape("BEGIN:VCALENDAR\r\nMETHOD:REPLY\r\nBEGIN:VFREEBUSY\r\n"+said+"\r\nEND:VFREEBUSY\r\nEND:VCALENDAR\r\n") + `</C:calendar-data>`)
		}
		b.WriteString(`</C:response>`)
	}
	w.Header().Set("Content-Type", "application/xml")
	_, _ = io.WriteString(w, `<C:schedule-response xmlns:D="DAV:" xmlns:C="urn:ietf:params:xml:ns:caldav">`+b.String()+`</C:schedule-response>`)
}

// monday is the first day that tests read.
var monday = time.Date(2026, 12, 7, 0, 0, 0, 0, time.UTC)

// event is an entry of an hour.
func event(uid string, start time.Time, more ...string) string {
	return fmt.Sprintf("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//test//EN\r\nBEGIN:VEVENT\r\nUID:%s\r\nDTSTAMP:20261201T000000Z\r\nDTSTART:%s\r\nDTEND:%s\r\nSUMMARY:Private & confidential\r\n%sEND:VEVENT\r\nEND:VCALENDAR\r\n",
		uid, start.UTC().Format(instant), start.Add(time.Hour).UTC().Format(instant), strings.Join(append(more, ""), "\r\n"))
}
