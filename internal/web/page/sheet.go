package page

import (
	"bytes"
	"embed"
	"fmt"
	"html/template"
	"net/http"
	"strconv"
	"strings"
	"sync"
)

// sheet is what the templates write down.
type sheet struct {
	Lang, Style, Root     string // Root leads to where the style sheet is
	Here, Back, Query     string // to the parts of the page, to the page itself, and what keeps the zone
	Heading, Window       string // of the page, and what else the window is called
	Company               string
	Contact               *Contact
	Mistakes              []mistake
	Notes, Texts          []string
	Sessions              []sessionView
	Agreed                []agreedView
	Changes               []link
	Zone                  string
	Options               []optionView
	Refreshable           bool // a button looks for other hours
	Earlier, Later        string
	Asking                bool // the form to ask for other hours stands on the page itself
	Words, WindowHint     string
	Windows               []windowView
	Regions               []link
	Zones                 []zoneGroup
	MostWords, MostReason int
	Say                   labels
}

// labels are the words that templates use as they are.
type labels struct {
	Check, Awaits, OtherZone, Take, NoneSuits, Earlier, Later, AskHeading, AgreedTimes, Join, MoveButton, Keep string
	AskLabel, AskHint, Windows, From, Until, Send, Reason, CallOffButton, ZoneLabel, ShowTimes, Regions        string
	BackToAll, Questions, Offered, Refresh                                                                     string
}

type (
	sessionView struct{ Title, About string }
	agreedView  struct{ When, There, Title, About, Place, Join string }
	partView    struct{ When, Title, With string }
	optionView  struct {
		ID, Mark, When, There, With string
		Chosen                      bool
		Parts                       []partView
	}
	windowView struct {
		N                   int
		Legend, From, Until string
	}
	link struct {
		To, Text string
		Here     bool
	}
	zoneGroup struct {
		Heading string
		Links   []link
	}
)

// sheet is what every page has.
func (v *visit) sheet() *sheet {
	w := v.say
	s := &sheet{
		Lang: v.reader.Tongue.Tag, Style: styleMark(), Root: v.up, Query: v.queryWith(nil), MostWords: mostWords, MostReason: mostReason,
		Say: labels{
			Check: w.check, Awaits: w.awaits, OtherZone: w.otherZone, Take: w.take, NoneSuits: w.noneSuits, Earlier: w.earlier, Later: w.later,
			AskHeading: w.askHeading, AgreedTimes: w.agreedTimes, Join: w.join, MoveButton: w.moveButton, Keep: w.keep, AskLabel: w.askLabel,
			AskHint: w.askHint, Windows: w.windows, From: w.from, Until: w.until, Send: w.send, Reason: w.reason, CallOffButton: w.callOffButton,
			ZoneLabel: w.zoneLabel, ShowTimes: w.showTimes, Regions: w.regions, BackToAll: w.backToAll, Questions: w.questions,
			Offered: w.offered, Refresh: w.refresh,
		},
	}
	if v.token.Secret() == "" {
		return s
	}
	s.Root = "../"
	if v.part != "" {
		s.Root = "../../"
	}
	s.Here, s.Back = v.here(), v.home(nil)
	s.Company, s.Window = v.view.Company, w.yourInterview
	if s.Company != "" {
		s.Window = fill(w.at, "company", s.Company)
	}
	if c := v.view.Contact; c.Name != "" || c.Email != "" {
		s.Contact = &c
	}
	return s
}

//go:embed templates
var templates embed.FS

// parsed are the templates of the bodies by name, each with the layout around it.
var parsed = sync.OnceValues(func() (map[string]*template.Template, error) {
	layout, err := template.ParseFS(templates, "templates/layout.html")
	if err != nil {
		return nil, fmt.Errorf("parse the layout of the page: %w", err)
	}
	all := map[string]*template.Template{}
	for _, name := range []string{"choose", "agreed", "ask", "move", "calloff", "zones", "said"} {
		one, err := layout.Clone()
		if err == nil {
			one, err = one.ParseFS(templates, "templates/"+name+".html")
		}
		if err != nil {
			return nil, fmt.Errorf("parse the template of a page: %w", err)
		}
		all[name] = one
	}
	return all, nil
})

// heaviest is how many bytes a page has at most.
const heaviest = 15 << 10

// write writes the page of a visit, with so many of its options that it does not become too heavy; the others are a link
// away.
func (p *page) write(w http.ResponseWriter, status int, v *visit) {
	p.writeWith(w, status, v, filled{}, nil)
}

func (p *page) writeWith(w http.ResponseWriter, status int, v *visit, f filled, wrong []mistake) {
	for most := mostOptions; ; most /= 2 {
		name, s := v.draw(f, wrong, most)
		body, err := written(name, s)
		if err != nil {
			panic(err) // the templates are ours
		}
		if len(body) <= heaviest || most <= 1 {
			p.answer(w, status, body)
			return
		}
	}
}

// send writes a sheet.
func (p *page) send(w http.ResponseWriter, status int, name string, s *sheet) {
	body, err := written(name, s)
	if err != nil {
		http.Error(w, http.StatusText(http.StatusInternalServerError), http.StatusInternalServerError)
		return
	}
	p.answer(w, status, body)
}

func written(name string, s *sheet) ([]byte, error) {
	all, err := parsed()
	if err != nil {
		return nil, err
	}
	var body bytes.Buffer
	if err := all[name].Execute(&body, s); err != nil {
		return nil, fmt.Errorf("write a page: %w", err)
	}
	return append(bytes.TrimSpace(body.Bytes()), '\n'), nil
}

func (p *page) answer(w http.ResponseWriter, status int, body []byte) {
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.Header().Set("Content-Length", strconv.Itoa(len(body)))
	w.WriteHeader(status)
	_, _ = w.Write(body) // whoever went away needs no answer
}

// upward leads from an address to the root of this server.
func upward(path string) string {
	return strings.Repeat("../", min(8, max(0, strings.Count(path, "/")-1)))
}
