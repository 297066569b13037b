package mail

import (
	"regexp"
	"slices"
	"strings"
	"sync"

	"recruitty/internal/icalendar"
	"recruitty/mail/foreign"
	"recruitty/recruit"
)

// Bounds of a mail that is no calendar's answer.
const (
	maxReport = 128 << 10 // octets of a part in which Message-IDs are looked for
	maxIDs    = 40
)

// ReadMail reads what a mail says about an interview: the answers of a calendar
// as ReadReplies does, else that one of our mails came back, what a person or
// their program wrote to it, or that it holds something that cannot be opened
// here. The error is that of ReadReplies.
func ReadMail(content []byte) ([]recruit.Reply, error) {
	replies, err := ReadReplies(content)
	if err == nil {
		return replies, nil
	}
	m, ok := foreign.ReadMail(content)
	if !ok {
		return nil, err
	}
	if forwarded := forwardedAnswers(m); len(forwarded) > 0 {
		return forwarded, nil
	}
	if in, ok := readIncoming(m); ok {
		return []recruit.Reply{{Incoming: &in}}, nil
	}
	return nil, err
}

// forwardedAnswers are the answers in mails that were forwarded whole. Whoever
// forwards one vouches for nothing: a person opens it and decides.
func forwardedAnswers(m foreign.Mail) []recruit.Reply {
	for _, p := range m.Parts {
		if p.Kind != "message/rfc822" || isReport(m) {
			continue
		}
		inner, err := ReadReplies(p.Body)
		if err != nil {
			continue
		}
		sender, _ := m.Sender()
		for n := range inner {
			inner[n] = recruit.Reply{UID: inner[n].UID, UIDs: inner[n].UIDs, Sequence: -1, Mailed: true, Sender: sender, Written: writtenAt(m.Header),
				Note: inner[n].Note, Unclear: "it is an answer in a forwarded email; open it in your mail program"}
		}
		return inner
	}
	return nil
}

// readIncoming reads a mail that is no answer of a calendar; ok is false for one
// that cannot be about a mail of ours.
func readIncoming(m foreign.Mail) (in recruit.Incoming, ok bool) {
	in.From, _ = m.Sender()
	in.ID = bareID(m.Header.Get("Message-ID"))
	in.Subject, in.At = m.Header.Text("Subject"), writtenAt(m.Header)
	if b, is := readBounce(m); is {
		in.Kind, in.Words, in.About = b.kind, b.why, b.about
		return in, b.kind != "" && len(in.About) > 0
	}
	in.About, in.Direct = threadIDs(m.Header)
	in.List = isFromList(m.Header)
	switch {
	case isReceipt(m):
		return in, false
	case isSealed(m):
		in.Kind = recruit.IsSealed
		return in, true
	case isAutomatic(m.Header):
		in.Kind, in.Words = recruit.IsAway, firstWords(m)
		return in, true
	case len(in.About) == 0 && !isReply(in.Subject):
		return in, false
	}
	in.Kind, in.Words = recruit.Wrote, firstWords(m)
	in.Text, in.Unproved, in.Thread = written(m), m.Unproved(), threadOf(m.Header)
	return in, true
}

// isReply reports whether a subject is that of an answer.
func isReply(subject string) bool { return replyMark().MatchString(subject) }

var replyMark = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`(?i)^\s*(re|aw|antw|antwort|sv|vs|tr|rv|ref|rif|res|odp)(\[\d+\])?\s*:`)
})

// ourID matches the Message-IDs that the outbox makes: 128 random bits, which
// nobody guesses.
var ourID = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`[0-9a-f]{32}@[A-Za-z0-9._\-]{1,255}`) })

// idsIn returns the Message-IDs in a text that may be ours.
func idsIn(text string) []string {
	var ids []string
	for _, id := range ourID().FindAllString(text[:min(len(text), maxReport)], maxIDs) {
		if id = strings.TrimRight(id, ".-"); !slices.Contains(ids, id) {
			ids = append(ids, id)
		}
	}
	return ids
}

// threadIDs are those to which a mail is a reply, the nearest first. Direct reports whether the
// first is the very mail that is answered: the only one in In-Reply-To, or where that is missing
// the last of the References (RFC 5322 section 3.6.4).
func threadIDs(h foreign.Header) (ids []string, direct bool) {
	parent, thread := strings.Join(h.All("In-Reply-To"), " "), strings.Join(h.All("References"), " ")
	ids = idsIn(parent)
	before := idsIn(thread)
	named := strings.FieldsFunc(parent, between)
	if len(named) == 0 {
		if named = strings.FieldsFunc(thread, between); len(named) > 0 {
			named = named[len(named)-1:]
		}
	}
	direct = len(named) == 1 && ourID().FindString(named[0]) == named[0]
	slices.Reverse(before)
	for _, id := range before {
		if !slices.Contains(ids, id) {
			ids = append(ids, id)
		}
	}
	return ids, direct
}

// bracketed matches what may be a Message-ID.
var bracketed = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`<[^<>\s]{3,250}>`) })

// threadOf are the Message-IDs that a reply to a mail names as its References (RFC 5322 section
// 3.6.4): those of the mail, at most the last, and its own at the end. There are none where its
// own cannot be named; others that cannot are left out.
func threadOf(h foreign.Header) (ids []string) {
	own := strings.TrimSpace(strings.Join(h.All("Message-ID"), " "))
	id, err := messageID(own)
	if err != nil || own != "<"+id+">" {
		return nil
	}
	before := bracketed().FindAllString(lastOf(strings.Join(h.All("References"), " ")), -1)
	if len(before) == 0 {
		if before = bracketed().FindAllString(lastOf(strings.Join(h.All("In-Reply-To"), " ")), -1); len(before) > 1 {
			before = nil
		}
	}
	for _, b := range before {
		if b, err := messageID(b); err == nil && b != id && !slices.Contains(ids, b) {
			ids = append(ids, b)
		}
	}
	ids = append(ids, id)
	return ids[max(len(ids)-recruit.MaxThread, 0):]
}

// lastOf is the end of a field, as much of it as is looked at.
func lastOf(field string) string { return field[max(len(field)-maxReport, 0):] }

// between reports whether a character stands between Message-IDs.
func between(r rune) bool { return strings.ContainsRune("<>, \t\r\n", r) }

// isFromList reports whether a mail came over a mailing list (RFC 2919, RFC 2369).
func isFromList(h foreign.Header) bool {
	return h.Get("List-Id") != "" || h.Get("List-Post") != "" || strings.EqualFold(strings.TrimSpace(h.Get("Precedence")), "list")
}

func bareID(id string) string { return strings.Trim(strings.TrimSpace(id), "<>") }

// isReceipt reports whether a mail only says that another one was shown (RFC 8098).
func isReceipt(m foreign.Mail) bool {
	return slices.ContainsFunc(m.Parts, func(p foreign.Part) bool { return p.Kind == "message/disposition-notification" })
}

// isSealed reports whether what a mail says stands in a form that is not opened
// here: encrypted or opaquely signed (RFC 8551), or Outlook's own.
func isSealed(m foreign.Mail) bool {
	return slices.ContainsFunc(m.Parts, func(p foreign.Part) bool {
		name := strings.ToLower(p.Name)
		switch p.Kind {
		case "application/pkcs7-mime", "application/x-pkcs7-mime", "application/ms-tnef", "application/vnd.ms-tnef", "application/pgp-encrypted":
			return true
		}
		return name == "winmail.dat" || name == "win.dat" || name == "smime.p7m"
	})
}

// isAutomatic reports whether a program wrote a mail in someone's place.
func isAutomatic(h foreign.Header) bool {
	if auto := strings.ToLower(h.Get("Auto-Submitted")); auto != "" && !strings.HasPrefix(auto, "no") {
		return true
	}
	for _, name := range []string{"X-Autoreply", "X-Autorespond", "X-Autoresponder", "X-Auto-Reply", "X-AutoReply-From", "X-Mail-Autoreply", "X-POST-MessageClass", "X-Autogenerated", "X-FC-MachineGenerated"} {
		if h.Get(name) != "" {
			return true
		}
	}
	switch strings.ToLower(strings.TrimSpace(h.Get("Precedence"))) {
	case "auto_reply", "auto-reply", "autoreply", "bulk", "junk":
		return true
	}
	subject := strings.ToLower(strings.TrimSpace(h.Text("Subject")))
	return slices.ContainsFunc(awaySubjects(), func(begin string) bool { return strings.HasPrefix(subject, begin) })
}

// awaySubjects are how the subjects of automatic replies begin.
func awaySubjects() []string {
	return []string{
		"automatic reply", "auto reply", "auto-reply", "autoreply", "out of office", "out of the office", "auto:", "vacation reply",
		"automatische antwort", "abwesenheit", "abwesend", "réponse automatique", "reponse automatique", "absence", "absent",
		"respuesta automática", "fuera de la oficina", "risposta automatica", "fuori sede", "automatisch antwoord", "afwezig",
		"resposta automática", "ausência", "automatyczna odpowiedź", "nieobecność", "automatická odpověď", "automatická odpoveď", "autosvar", "automatisk svar", "fraværende",
		"automaattinen vastaus", "poissa", "otomatik yanıt", "автоматический ответ", "автовідповідь", "автоматична відповідь", "αυτόματη απάντηση",
		"automatikus válasz", "răspuns automat", "自動応答", "自動返信", "不在", "自动回复", "自動回覆", "자동 회신", "부재중", "رد تلقائي", "תשובה אוטומטית",
	}
}

// firstWords are what a person wrote, without what they quote.
func firstWords(m foreign.Mail) string {
	text := bodyOf(m, withoutTags)
	text = text[:min(len(text), maxReport)]
	kept := strings.Split(text, "\n")
	for n := range kept {
		if begins, _ := beginsQuote(kept[n:]); begins {
			kept = kept[:n]
			break
		}
	}
	return shorten(strings.Join(strings.Fields(strings.Join(kept, " ")), " "), 400)
}

// bodyOf is what a mail says, of its first part that says something: as plain text, or
// what read makes of HTML.
func bodyOf(m foreign.Mail, read func(page string) string) string {
	text := ""
	for _, p := range m.Parts {
		switch {
		case p.Name != "":
		case p.Kind == "text/plain" && strings.TrimSpace(text) == "":
			text = p.Text()
		case p.Kind == "text/html" && strings.TrimSpace(text) == "":
			text = read(p.Text())
		}
	}
	return text
}

var (
	unseen = sync.OnceValue(func() *regexp.Regexp {
		return regexp.MustCompile(`(?is)<(style|script|head|title)\b.*?</(style|script|head|title)>|<!--.*?-->|<blockquote.*`)
	})
	tag = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`(?s)<[^>]{0,1000}>`) })
)

// withoutTags is the text of a page of HTML.
func withoutTags(page string) string {
	return icalendar.Readable(tag().ReplaceAllString(unseen().ReplaceAllString(page[:min(len(page), maxReport)], " "), " "))
}
