package mail

import (
	"fmt"
	"mime"
	"slices"
	"strings"
	"testing"
	"time"

	"recruitty/recruit"
)

// TestBuiltInTemplatesAreGood reads every template of every language, and holds
// them to the English ones: what a reader has to know is in all of them.
func TestBuiltInTemplatesAreGood(t *testing.T) {
	t.Parallel()
	names := func(t *testing.T, source string, o recruit.MailEvent, a recruit.Audience) []string {
		t.Helper()
		w, err := parseWording(source, o, a)
		if err != nil || source == "" {
			t.Fatalf("%v\n%s", err, source)
		}
		all := append(w.subject.places(), w.heading.places()...)
		for _, b := range w.blocks {
			all = append(all, b.text.places()...)
		}
		// A heading may say whom the interview is with, or only that it is near.
		all = slices.DeleteFunc(all, func(name string) bool { return name == "candidate" })
		slices.Sort(all)
		return slices.Compact(all)
	}
	for _, language := range new(Mailer).Languages() {
		for _, o := range recruit.TemplateEvents() {
			for _, a := range recruit.AudiencesOf(o) {
				if a == recruit.ToOrganiser {
					continue // another test holds those
				}
				t.Run(fmt.Sprintf("%s/%s/%s", language, o, a), func(t *testing.T) {
					t.Parallel()
					want, got := names(t, builtIn(o, a, "en"), o, a), names(t, builtIn(o, a, language), o, a)
					if !slices.Equal(got, want) {
						t.Errorf("tells %q, the English one %q", got, want)
					}
				})
			}
		}
	}
}

func TestAMailIsInItsLanguage(t *testing.T) {
	t.Parallel()
	for language, says := range map[string]struct{ subject, text, entry string }{
		"en":    {"Invitation: Technical interview at Corp Ltd, Tue 1 Dec 2026, 10:00 (London)", "When:          Tuesday 1 December 2026, 10:00–10:45 (London, UTC+0)", "Interview for the position of"},
		"de":    {"Einladung: Technical interview bei Corp Ltd, Di., 1. Dez. 2026, 10:00 Uhr (London)", "Dienstag, 1. Dezember 2026, 10:00–10:45 Uhr (London, UTC+0)", "Vorstellungsgespräch für die Stelle „"},
		"de-AT": {"Einladung: Technical interview", "Kenncode:", "Kontakt: "},
		"fr":    {"Invitation : Technical interview chez Corp Ltd, mar. 1er déc. 2026, 10 h 00 (London)", "mardi 1er décembre 2026, de 10\u00a0h\u00a000 à 10\u00a0h\u00a045 (London, UTC+0)", "Entretien pour le poste «\u00a0"},
		"es":    {"Invitación: Technical interview en Corp Ltd, mar, 1 dic 2026, 10:00 h (London)", "martes, 1 de diciembre de 2026, 10:00–10:45 h (London, UTC+0)", "Entrevista para el puesto de "},
		"pl":    {"Invitation: Technical interview at Corp Ltd, Tue 1 Dec", "You will meet:", "Contact: "},
	} {
		o := compose(t, sample(func(inv *message) {
			inv.Language, inv.EntryLanguage, inv.Title = language, language, "Technical interview"
		}))
		wantContains(t, language+" subject", subjectOf(t, o), says.subject)
		wantContains(t, language+" text", o.text, says.text)
		wantContains(t, language+" entry", o.unfolded, says.entry)
	}
}

func subjectOf(t *testing.T, o opened) string {
	t.Helper()
	subject, err := new(mime.WordDecoder).DecodeHeader(o.header.Get("Subject"))
	if err != nil {
		t.Fatal(err)
	}
	return subject
}

func TestTemplateFaultsNameTheLine(t *testing.T) {
	t.Parallel()
	const good = "Subject: Hello {{title}}\nHeading: Hello\n\nText\n"
	for name, c := range map[string]struct{ source, says string }{
		"unknown":            {good + "\n\nSee {{zoom}}", "line 7: there is no placeholder {{zoom}}"},
		"unknown in passage": {good + "- A: [x {{nobody}}]", "line 5: there is no placeholder {{nobody}}"},
		"link in subject":    {"Subject: {{link}}\nHeading: a\n\nb", "line 1: {{link}} must not stand here"},
		"note to candidate":  {good + "\n{{internal_note}}", "line 6: {{internal_note}} must not stand here"},
		"open brace":         {good + "{{title", "line 5: a {{ is not closed"},
		"open bracket":       {good + "# Note\n[a {{title}}", "line 6: a [ is not closed"},
		"closing bracket":    {good + "a]", "line 5: a ] closes nothing"},
		"two subjects":       {good + "\nSubject: again", "line 6: there is a second"},
		"no subject":         {"Heading: a\n\nb", "line 1: a template begins"},
		"empty":              {"", "line 1: a template begins"},
		"fact":               {good + "- just this", "line 5: a fact is written"},
		"deep":               {good + strings.Repeat("[", 20), "nested too deeply"},
		"too long":           {good + strings.Repeat("a", maxTemplate), "at most"},
	} {
		err := new(Mailer).CheckTemplate(recruit.OnInvited, recruit.ToCandidate, c.source)
		if err == nil || !strings.Contains(err.Error(), c.says) {
			t.Errorf("%s: %v, want %q", name, err, c.says)
		}
	}
}

func TestTemplateOfOnesOwn(t *testing.T) {
	t.Parallel()
	own := "Subject: Convite: {{title}}, {{start}}\nHeading: Olá\n\nOlá {{reader}},\n\n[Nota {{job}}][ {{phone}}]\n\n" +
		"- Quando: {{when}}\n- Telefone: {{phone}}\n- Nome: \\[{{candidate}}\\]\n\n=> Entrar\n\n# Tema\n{{description}}\nFim.\n\n# Leer\n{{phone}}\n"
	o := compose(t, sample(func(inv *message) {
		inv.Template, inv.Language = own, "pt"
		inv.Description = "Values such as {{passcode}} and [brackets] stay <b>as they are</b>"
	}))
	wantContains(t, "text", strings.ReplaceAll(o.text, "\r", ""), "Olá Jane Doe,", "Nota Product Designer", "Quando: 2026-12-01, 10:00–10:45 (London, UTC+0)", "[Jane Doe]",
		"Tema\n----\nValues such as {{passcode}} and [brackets] stay <b>as they are</b>\nFim.")
	wantWithout(t, "text", o.text, "Telefone", "Leer", "k7Rt2w")
	wantContains(t, "HTML", o.html, `<html lang="pt">`, "Olá Jane Doe,", "{{passcode}}", "&lt;b&gt;", ">Entrar</a>")
	wantWithout(t, "HTML", o.html, "<b>", "k7Rt2w")
}

func TestUpdateWithoutMoveIsNoNewTime(t *testing.T) {
	t.Parallel()
	start := time.Date(2026, 12, 1, 10, 0, 0, 0, time.UTC)
	l := recruit.MailRequest{Kind: recruit.MailUpdate, Previous: &recruit.Version{Start: start, Duration: time.Hour},
		Record: recruit.Record{Interview: recruit.Interview{Start: start, Duration: time.Hour}}}
	if got := messageOf(l).Event; got != recruit.OnChanged {
		t.Errorf("the event is %s", got)
	}
	l.Previous.Duration = 2 * time.Hour
	if got := messageOf(l).Event; got != recruit.OnMoved {
		t.Errorf("of a longer one it is %s", got)
	}
}

func FuzzTemplate(f *testing.F) {
	f.Add(builtIn(recruit.OnInvited, recruit.ToCandidate, "en"), "title")
	f.Add("Subject: {{title}}\nHeading: a\n\n[[{{?link}}a]b]", "=?x")
	f.Fuzz(func(t *testing.T, source, title string) {
		if _, err := parseWording(source, recruit.OnInvited, recruit.ToCandidate); err != nil {
			return
		}
		inv := sample(func(inv *message) { inv.Template, inv.Language, inv.Title = source, "en", "T"+title })
		m, err := inv.prepared()
		if err != nil {
			return // a title that cannot be
		}
		if m.write(); strings.TrimSpace(m.plainText()) == "" || m.Subject == "" {
			return // a template that says nothing of it
		}
		raw, err := inv.compose()
		if err != nil {
			if strings.Contains(err.Error(), "written wrongly") {
				t.Fatalf("a template that was taken made an email that breaks a rule: %v", err)
			}
			return
		}
		strictly(t, inv, raw)
		if head, _, _ := strings.Cut(string(raw), "\r\n\r\n"); strings.Contains(head, "k7Rt2w") {
			t.Fatal("the passcode stands in a header")
		}
	})
}

// TestEveryPlaceholderIsFilled holds that what templates are offered stands for
// something: each one in a mail of some interview.
func TestEveryPlaceholderIsFilled(t *testing.T) {
	t.Parallel()
	start := time.Date(2026, 12, 1, 10, 0, 0, 0, time.UTC)
	robin := recruit.Member{Name: "Robin Reyes", Email: "robin@acme.example", TimeZone: "Europe/Lisbon"}
	filled := map[string]bool{}
	for _, kind := range []recruit.EffectKind{recruit.MailInvite, recruit.MailUpdate, recruit.MailCancel, recruit.MailReminder, recruit.MailRefusal, recruit.MailFeedback} {
		for _, platform := range recruit.Platforms() {
			r := recruit.SampleRecord(robin, start)
			r.Interview.Platform = platform
			r.Interview.Place = map[recruit.Platform]string{recruit.Phone: "+351 912 345 678", recruit.OnSite: "Rua Nova 1", recruit.OtherLink: "https://meet.example/a"}[platform]
			if platform == recruit.Zoom {
				r.Interview.Meeting = &recruit.Meeting{ID: 80_000_000_001, JoinURL: "https://zoom.example/j/80000000001", Passcode: "k7Rt2w"}
			}
			for _, to := range r.People {
				if kind == recruit.MailFeedback && to.Audience != recruit.ToPanel {
					continue
				}
				l := recruit.MailRequest{Kind: kind, Record: r, To: to, Stamp: start, Workspace: "Acme", From: recruit.Mailbox{Name: "Acme", Address: "jobs@acme.example"},
					MessageID: "one@acme.example", Guide: "Ask.", Form: "Skills (1-4):", Files: []recruit.MailFile{{File: r.Files[0], Content: []byte("job")}}}
				if kind == recruit.MailUpdate {
					l.Previous = &recruit.Version{Start: start, Duration: time.Hour}
				}
				if kind == recruit.MailRefusal {
					l.To.Refused, l.To.Proposed = start, recruit.Proposal{Start: start.Add(time.Hour)}
				}
				ready, err := messageOf(l).prepared()
				if err != nil {
					t.Fatal(kind, platform, err)
				}
				for name, value := range ready.values() {
					filled[name] = filled[name] || value != ""
				}
			}
		}
	}
	for _, p := range places() {
		if !filled[p.Name] {
			t.Errorf("{{%s}} is offered and never filled", p.Name)
		}
	}
}

// TestRetiredPlaceholders holds for templates from before.
func TestRetiredPlaceholders(t *testing.T) {
	t.Parallel()
	own := "Subject: Convite\nHeading: Olá\n\nOlá {{reader}}.[ P.S. {{candidate_note}}]\n\n# Nota\n{{candidate_note}}\n\n- Quando: {{when}}\n\nAté já."
	for _, a := range []recruit.Audience{recruit.ToCandidate, recruit.ToPanel} {
		if err := new(Mailer).CheckTemplate(recruit.OnInvited, a, own); err != nil {
			t.Errorf("for %s: %v", a, err)
		}
		for _, p := range new(Mailer).Placeholders(recruit.OnInvited, a) {
			if slices.Contains(retired(), p.Name) {
				t.Errorf("%s is still offered", p.Name)
			}
		}
	}
	o := compose(t, sample(func(inv *message) { inv.Template = own }))
	wantContains(t, "text", o.text, "Olá Jane Doe.", "Quando:", "Até já.")
	wantWithout(t, "text", o.text, "P.S.", "Nota", "candidate_note", "{{")
}

// TestGreetsByFirstName in mails about interviews and in letters, where the name says which
// part that is.
func TestGreetsByFirstName(t *testing.T) {
	t.Parallel()
	const own = "Subject: For {{first_name}}\nHeading: Hello\n\nDear[ {{first_name}}],\n\nSee you."
	letter := "Subject: For {{first_name}}\n\nDear[ {{first_name}}],\n\n{{text}}"
	for name, want := range map[string]string{"Jane Doe": "Dear Jane,", "Dr. Jane Doe": "Dear Dr. Jane Doe,", "Doe, Jane": "Dear Doe, Jane,", "王小明": "Dear 王小明,", "": "Dear,"} {
		o := compose(t, sample(func(m *message) { m.CandidateName, m.Template = name, own }))
		wantContains(t, "text", o.text, want)
		_, text, err := new(Mailer).DraftLetter(recruit.Template{Event: recruit.OnMessage, Audience: recruit.ToCandidate, Source: letter, Words: "en"}, recruit.LetterValues{Reader: name, Text: "Hello."})
		if err != nil {
			t.Fatal(err)
		}
		wantContains(t, "letter", text, want)
	}
}
