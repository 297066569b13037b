package zoomsim

import (
	"embed"
	"html/template"
	"net/http"
	"strconv"
	"strings"
	"sync"

	"recruitty/internal/standin"
)

//go:embed pages
var pageFiles embed.FS

var pageTemplates = sync.OnceValue(func() *template.Template { return template.Must(template.ParseFS(pageFiles, "pages/*.html")) })

// page is what the templates show.
type page struct {
	Title, App, Ticket, Email, UserCode, Complaint string
	Permissions                                    []string
}

// showPage answers with a page.
func showPage(w http.ResponseWriter, status int, name string, content page) {
	standin.Page(w, status, pageTemplates(), name, content)
}

func expired(w http.ResponseWriter) {
	showPage(w, http.StatusBadRequest, "message.html", page{
		Title: "This page has expired", Complaint: "Start again in the terminal.",
	})
}

// permissions describes scopes as Zoom's page does: in words, with the name for those who look for it.
func permissions(scopes []string) []string {
	words := map[string]string{
		"meeting:write:meeting": "Create a meeting for you", "meeting:update:meeting": "Update your meetings",
		"meeting:delete:meeting": "Delete your meetings", "meeting:read:meeting": "View a meeting",
		"meeting:read:list_meetings": "List your meetings", "user:read:user": "View your user",
		"meeting:write": "Create, update and delete your meetings", "meeting:read": "View your meetings", "user:read": "View your user",
	}
	var lines []string
	for _, scope := range scopes {
		name, admin := strings.CutSuffix(scope, ":admin")
		line, ok := words[name]
		if !ok {
			line = "Use"
		}
		if admin {
			line += ", for every user of the account"
		}
		lines = append(lines, line+" ("+scope+")")
	}
	return lines
}

// joinPage is where a join link leads.
func (s *Server) joinPage(w http.ResponseWriter, r *http.Request) {
	s.mu.Lock()
	defer s.mu.Unlock()
	id, _ := strconv.ParseInt(r.PathValue("id"), 10, 64)
	meeting, ok := s.state.Meetings[id]
	if !ok {
		showPage(w, http.StatusNotFound, "message.html", page{Title: "No such meeting", Complaint: "It was deleted, or the link is wrong."})
		return
	}
	showPage(w, http.StatusOK, "message.html", page{
		Title:     meeting.Topic,
		Complaint: "Here the meeting would open, on " + meeting.Start.UTC().Format("2 January 2006 at 15:04 UTC") + ".",
	})
}

// homePage says what this is.
func (s *Server) homePage(w http.ResponseWriter, _ *http.Request) {
	showPage(w, http.StatusOK, "message.html", page{Title: "A simulated Zoom", Complaint: "Go on in the terminal."})
}
