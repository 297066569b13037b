package mail

import (
	"bytes"
	"strings"
	"testing"

	"recruitty/mail/foreign"
	"recruitty/recruit"
)

// TestNoCandidateReadsTheGuide writes every mail to everybody in every language, and looks
// for the interview guide and the scorecard in all parts of it.
func TestNoCandidateReadsTheGuide(t *testing.T) {
	t.Parallel()
	const guide, form = "Ask about zebras first.", "Zebra handling (1-4):"
	told := map[recruit.MailEvent]bool{}
	for _, language := range []string{"en", "de", "es", "fr"} {
		for _, event := range recruit.MailEvents() {
			for _, to := range []recruit.Audience{recruit.ToCandidate, recruit.ToPanel} {
				m := sample(happens(event, 2))
				if to == recruit.ToPanel {
					toPanel(&m)
				}
				m.Guide, m.Form, m.Language = guide, form, language
				raw, err := m.compose()
				if err != nil {
					if to == recruit.ToPanel && event == recruit.OnLoop || to == recruit.ToCandidate && event == recruit.OnFeedback {
						continue // there is no such mail
					}
					t.Fatalf("%s to the %s in %s: %v", event, to, language, err)
				}
				found := bytes.Contains(raw, []byte("ebra"))
				read, _ := foreign.ReadMail(raw)
				for _, p := range read.Parts {
					says := strings.Contains(string(p.Body), "ebra")
					if says && strings.HasPrefix(p.Kind, "text/calendar") || says && p.Name != "" {
						t.Errorf("%s to the %s in %s: the calendar's entry holds the guide", event, to, language)
					}
					found = found || says
				}
				if to == recruit.ToCandidate && found {
					t.Errorf("%s in %s: the candidate reads the guide or the form", event, language)
				}
				told[event] = told[event] || found
			}
		}
	}
	for _, event := range []recruit.MailEvent{recruit.OnInvited, recruit.OnMoved, recruit.OnChanged, recruit.OnFeedback} {
		if !told[event] {
			t.Errorf("%s: the panel does not read it", event)
		}
	}
	for _, name := range []string{"guide", "form"} {
		if _, err := parseWording("Subject: x\nHeading: x\n\n{{"+name+"}}", recruit.OnInvited, recruit.ToCandidate); err == nil {
			t.Errorf("a template for candidates may hold {{%s}}", name)
		}
	}
}
