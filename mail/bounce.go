package mail

import (
	"regexp"
	"slices"
	"strings"
	"sync"

	"recruitty/mail/foreign"
	"recruitty/recruit"
)

// bounce is what a mail server's report says of a mail of ours.
type bounce struct {
	kind  recruit.IncomingKind // "" for a delivery that went well
	why   string
	about []string // Message-IDs, that of the returned mail first
}

// isReport reports whether a mail is a report about deliveries (RFC 6522).
func isReport(m foreign.Mail) bool {
	kind := strings.ToLower(m.Header.Get("Content-Type"))
	return strings.HasPrefix(strings.TrimSpace(kind), "multipart/report") ||
		slices.ContainsFunc(m.Parts, func(p foreign.Part) bool {
			return p.Kind == "message/delivery-status" || p.Kind == "message/global-delivery-status"
		})
}

// readBounce reads a report of a mail server, written by RFC 3464 or in plain
// words; is reports whether the mail is one.
func readBounce(m foreign.Mail) (b bounce, is bool) {
	if isReceipt(m) {
		return b, false
	}
	status := slices.IndexFunc(m.Parts, func(p foreign.Part) bool {
		return p.Kind == "message/delivery-status" || p.Kind == "message/global-delivery-status"
	})
	switch {
	case status >= 0:
		b = readStatus(m.Parts[status].Text())
	case looksLikeBounce(m):
		b = readPlainBounce(m)
	default:
		return b, false
	}
	b.about = append(b.about, returnedIDs(m)...)
	return b, true
}

// fieldLine begins a field of a delivery report.
var fieldLine = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^([A-Za-z][A-Za-z0-9\-]{1,60}):\s*(.*)$`) })

// readStatus reads the fields of RFC 3464. Of several recipients the one that was
// not reached counts: a mail of ours goes to one person.
func readStatus(text string) bounce {
	fields := map[string]string{}
	last, failed := "", false
	b := bounce{}
	settle := func() {
		if fields["action"] == "" && fields["status"] == "" {
			return
		}
		kind, why := judged(fields)
		if !failed && (kind != "" || b.kind == "") {
			b.kind, b.why = kind, why
		}
		failed = failed || kind == recruit.CameBack
		for _, name := range []string{"action", "status", "diagnostic-code"} {
			delete(fields, name)
		}
	}
	text = strings.ReplaceAll(text[:min(len(text), maxReport)], "\r", "")
	for line := range strings.SplitSeq(text, "\n") {
		if strings.TrimSpace(line) == "" {
			settle()
			last = ""
			continue
		}
		if found := fieldLine().FindStringSubmatch(line); found != nil {
			last = strings.ToLower(found[1])
			fields[last] = found[2]
		} else if last != "" && len(fields[last]) < 4096 {
			fields[last] += " " + strings.TrimSpace(line)
		}
	}
	settle()
	b.about = idsIn(fields["original-message-id"] + " " + fields["x-original-message-id"])
	return b
}

// judged is what the fields about one recipient say.
func judged(fields map[string]string) (recruit.IncomingKind, string) {
	action, _, _ := strings.Cut(strings.ToLower(strings.TrimSpace(fields["action"])), " ")
	words := strings.TrimSpace(fields["status"] + " " + withoutType(fields["diagnostic-code"]))
	class, _ := enhancedCode(fields["status"])
	switch {
	case action == "failed", action == "" && class == "5":
		return recruit.CameBack, bounceWords(recruit.CameBack, words)
	case action == "delayed", action == "" && class == "4":
		return recruit.IsDelayed, bounceWords(recruit.IsDelayed, words)
	}
	return "", ""
}

// withoutType is a diagnostic code without what kind of code it is.
func withoutType(code string) string {
	if kind, rest, ok := strings.Cut(code, ";"); ok && !strings.ContainsAny(strings.TrimSpace(kind), " ") {
		return strings.TrimSpace(rest)
	}
	return code
}

// bounceWords say why a mail came back or is delayed: what it is about as far as
// that is known, and the server's own words.
func bounceWords(kind recruit.IncomingKind, words string) string {
	words = strings.Join(strings.Fields(words), " ")
	code := 550 // what a server says that gave up without a number
	if kind == recruit.IsDelayed {
		code = 450
	}
	of := reasons()[causeOf(StepRecipient, code, words)]
	if words == "" {
		return of.why
	}
	if of.why == "" {
		return shorten(words, 200)
	}
	return strings.Join(nonEmpty(of.why+" ("+shorten(words, 160)+")", of.next), "; ")
}

// looksLikeBounce reports whether a mail server wrote a mail, in its own words.
func looksLikeBounce(m foreign.Mail) bool {
	if m.Header.Get("X-Failed-Recipients") != "" || isReport(m) {
		return true
	}
	from, _ := m.Sender()
	local, _, _ := strings.Cut(strings.ToLower(from), "@")
	written := slices.Contains([]string{"mailer-daemon", "postmaster", "mail-daemon", "maildaemon", "mailerdaemon", "microsoftexchange329e71ec88ae4615bbc36ab6ce41109e"}, local)
	empty := strings.ReplaceAll(m.Header.Get("Return-Path"), " ", "") == "<>"
	if !written && !empty {
		return false
	}
	subject := strings.ToLower(m.Header.Text("Subject"))
	return written || slices.ContainsFunc(bounceSubjects(), func(words string) bool { return strings.Contains(subject, words) })
}

func bounceSubjects() []string {
	return []string{
		"undeliver", "returned mail", "delivery status notification", "delivery failure", "delivery failed", "failure notice", "mail delivery", "delivery notification",
		"could not be delivered", "not delivered", "returned to sender", "unzustellbar", "nicht zugestellt", "zustellung", "non remis", "échec de la remise", "non distribué",
		"no se puede entregar", "no entregado", "non recapitat", "onbestelbaar", "não entregue", "não é possível entregar", "niedostarczalne", "nedoručitelná", "недоставлен", "не доставлено", "配信不能", "未送达", "退信", "系统退信", "反送信", "배달되지",
	}
}

// stillTries are words of a server that has not given up.
func stillTries() []string {
	return []string{"will keep trying", "will continue to", "will be retried", "still being retried", "warning message only", "do not need to resend", "has been delayed", "is delayed", "delivery incomplete", "temporary problem", "not yet been delivered", "(delay)", "still trying", "no action is required on your part"}
}

// codeLine is a line with a server's answer in it.
var codeLine = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`\b[45]\d\d[ \-]|\b[45]\.\d{1,3}\.\d{1,3}\b`) })

// readPlainBounce reads a report in words: qmail's, Exim's, Exchange's and others.
func readPlainBounce(m foreign.Mail) bounce {
	text := ""
	for _, p := range m.Parts {
		if strings.HasPrefix(p.Kind, "text/") && p.Kind != "text/rfc822-headers" && text == "" {
			if text = p.Text(); p.Kind == "text/html" {
				text = withoutTags(text)
			}
		}
	}
	text = text[:min(len(text), maxReport)]
	for _, mark := range []string{"--- Below this line is a copy", "------ This is a copy of", "--- The header of the original message", "----- Original message -----", "Message-ID:", "Message-Id:"} {
		if at := strings.Index(text, mark); at > 0 {
			text = text[:at]
		}
	}
	lower := strings.ToLower(m.Header.Text("Subject") + "\n" + text)
	b := bounce{kind: recruit.CameBack}
	if slices.ContainsFunc(stillTries(), func(words string) bool { return strings.Contains(lower, words) }) {
		b.kind = recruit.IsDelayed
	}
	words := ""
	for line := range strings.SplitSeq(text, "\n") {
		if line = strings.TrimSpace(line); codeLine().MatchString(line) {
			words = line
			break
		}
	}
	if words == "" {
		words = shorten(strings.Join(strings.Fields(text), " "), 400)
	}
	b.why = bounceWords(b.kind, words)
	return b
}

// anyID is the line of a header that names a mail.
var anyID = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`(?im)^[ \t>]*message-id:[ \t]*(?:\r?\n[ \t]+)?<?([^<>\s]+)`)
})

// returnedIDs are the Message-IDs that a report may be about: that of the mail in
// it first, and those that it only mentions last.
func returnedIDs(m foreign.Mail) []string {
	var ids []string
	add := func(more []string) {
		for _, id := range more {
			if !slices.Contains(ids, id) && len(ids) < maxIDs {
				ids = append(ids, id)
			}
		}
	}
	for _, p := range m.Parts {
		text := string(p.Body[:min(len(p.Body), maxReport)])
		for _, found := range anyID().FindAllStringSubmatch(text, maxIDs) {
			add(idsIn(found[1]))
		}
	}
	add(idsIn(m.Header.Get("X-MS-Exchange-Parent-Message-Id")))
	thread, _ := threadIDs(m.Header)
	add(thread)
	return ids
}
