package mail

import (
	"slices"
	"strings"
	"testing"

	"recruitty/recruit"
)

const (
	ourMail   = "0123456789abcdef0123456789abcdef@acme.example"
	olderMail = "fedcba9876543210fedcba9876543210@acme.example"
)

// report builds a report of RFC 3464 about a mail of ourMail that was the second in
// its thread.
func report(status string) string {
	return "From: MAILER-DAEMON@mx.example.org (Mail Delivery System)\nTo: jobs@acme.example\nSubject: Undelivered Mail Returned to Sender\n" +
		"Auto-Submitted: auto-replied\nMessage-ID: <1.a@mx.example.org>\nDate: Mon, 1 Mar 2027 10:00:00 +0000\n" +
		"Content-Type: multipart/report; report-type=delivery-status; boundary=\"b\"\n\n--b\nContent-Type: text/plain\n\nThis is the mail system.\n" +
		"\n--b\nContent-Type: message/delivery-status\n\nReporting-MTA: dns; mx.example.org\n\n" + status +
		"\n--b\nContent-Type: message/rfc822\n\nReferences: <" + olderMail + ">\nIn-Reply-To: <" + olderMail + ">\nMessage-ID: <" + ourMail + ">\nSubject: Invitation\n\nHello\n--b--\n"
}

func plainBounce(head, body string) string {
	return "From: " + head + "\nTo: jobs@acme.example\nDate: Mon, 1 Mar 2027 10:00:00 +0000\n\n" + body
}

// TestReadMail holds what a mail about one of ourMail comes to.
func TestReadMail(t *testing.T) {
	t.Parallel()
	thread := "Message-ID: <x@y>\nIn-Reply-To: <" + ourMail + ">\nReferences: <" + olderMail + "> <" + ourMail + ">\n"
	for name, c := range map[string]struct {
		mail  string
		kind  recruit.IncomingKind // "" for nothing
		words string
	}{
		"RFC 3464, unknown": {report("Final-Recipient: rfc822; priya@example.org\nAction: failed\nStatus: 5.1.1\nDiagnostic-Code: smtp; 550 5.1.1\n <priya@example.org>: Recipient address rejected: User unknown\n"), recruit.CameBack, "no such mailbox"},
		"RFC 3464, full":    {report("Final-Recipient: rfc822; p@example.org\nAction: failed\nStatus: 5.2.2\nDiagnostic-Code: smtp; 552 5.2.2 mailbox full\n"), recruit.CameBack, "mailbox is full"},
		"gave up after 4xx": {report("Final-Recipient: rfc822; p@example.org\nAction: failed\nStatus: 4.4.7\nDiagnostic-Code: smtp; 451 timed out\n"), recruit.CameBack, "4.4.7"},
		"no action":         {report("Final-Recipient: rfc822; p@example.org\nStatus: 5.1.10\nDiagnostic-Code: smtp;550 5.1.10 RESOLVER.ADR.RecipientNotFound\n"), recruit.CameBack, "no such mailbox"},
		"capitals":          {report("FINAL-RECIPIENT: RFC822; p@example.org\nACTION: Failed (gave up)\nSTATUS: 5.1.1\n"), recruit.CameBack, "no such mailbox"},
		"one of two":        {report("Final-Recipient: rfc822; a@example.org\nAction: relayed\nStatus: 2.0.0\n\nFinal-Recipient: rfc822; b@example.org\nAction: failed\nStatus: 5.1.1\n"), recruit.CameBack, "no such mailbox"},
		"delayed":           {report("Final-Recipient: rfc822; p@example.org\nAction: delayed\nStatus: 4.4.1\nDiagnostic-Code: smtp; 421 connection timed out\n"), recruit.IsDelayed, "4.4.1"},
		"delivered":         {report("Final-Recipient: rfc822; p@example.org\nAction: delivered\nStatus: 2.0.0\n"), "", ""},
		"relayed":           {report("Final-Recipient: rfc822; p@example.org\nAction: relayed\nStatus: 2.0.0\n"), "", ""},
		"expanded":          {report("Final-Recipient: rfc822; p@example.org\nAction: expanded\nStatus: 2.0.0\n"), "", ""},
		"a receipt": {"From: p@example.org\n" + thread + "Content-Type: multipart/report; report-type=disposition-notification; boundary=b\n\n--b\nContent-Type: text/plain\n\nread\n" +
			"--b\nContent-Type: message/disposition-notification\n\nDisposition: manual-action/MDN-sent-manually; displayed\nOriginal-Message-ID: <" + ourMail + ">\n--b--\n", "", ""},
		"qmail":                      {plainBounce("MAILER-DAEMON@mx.example.org\nSubject: failure notice\nReturn-Path: <>", "Hi. This is the qmail-send program at mx.example.org.\nI'm afraid I wasn't able to deliver your message to the following addresses.\n\n<priya@example.org>:\nSorry, no mailbox here by that name. (#5.1.1)\n\n--- Below this line is a copy of the message.\n\nReturn-Path: <jobs@acme.example>\nMessage-ID: <"+ourMail+">\nSubject: Invitation\n"), recruit.CameBack, "no such mailbox"},
		"Exim":                       {plainBounce("Mail Delivery System <Mailer-Daemon@mx.example.org>\nX-Failed-Recipients: priya@example.org\nSubject: Mail delivery failed: returning message to sender\nAuto-Submitted: auto-replied", "A message that you sent could not be delivered.\n\n  priya@example.org\n    host mx [1.2.3.4]\n    SMTP error from remote mail server after RCPT TO:<priya@example.org>:\n    550 No such user here\n\n------ This is a copy of the message, including all the headers. ------\n\nMessage-ID:\n <"+ourMail+">\n"), recruit.CameBack, "no such mailbox"},
		"Exim, waits":                {plainBounce("Mail Delivery System <Mailer-Daemon@mx.example.org>\nSubject: Warning: message 1abc delayed 24 hours", "The message has not yet been delivered.\nNo action is required on your part.\n\nMessage-ID: <"+ourMail+">\n"), recruit.IsDelayed, ""},
		"Exchange":                   {plainBounce("Microsoft Outlook <MicrosoftExchange329e71ec88ae4615bbc36ab6ce41109e@example.org>\nSubject: Undeliverable: Invitation\nIn-Reply-To: <"+ourMail+">\nReferences: <"+ourMail+">", "Your message to priya@example.org couldn't be delivered.\npriya wasn't found at example.org.\n550 5.1.10 RESOLVER.ADR.RecipientNotFound; Recipient not found\n"), recruit.CameBack, "no such mailbox"},
		"a bounce of something else": {strings.ReplaceAll(report("Action: failed\nStatus: 5.1.1\n"), "0123456789abcdef0123456789abcdef", "someone-elses"), recruit.CameBack, "no such mailbox"},
		"a reply":                    {"From: Priya <priya@example.org>\nSubject: Re: Invitation\n" + thread + "\nCan we meet later?\nOn Mon, 1 Mar 2027 at 10:00, Robin wrote:\n> Hello\n", recruit.Wrote, "Can we meet later?"},
		"a reply in HTML":            {"From: priya@example.org\n" + thread + "Content-Type: text/html\n\n<style>p{}</style><p>Later&nbsp;please &lt;3</p><blockquote>old</blockquote>\n", recruit.Wrote, "Later"},
		"away":                       {"From: priya@example.org\nSubject: Re: Invitation\nAuto-Submitted: auto-replied (vacation)\n" + thread + "\nBack on Monday.\n", recruit.IsAway, "Back on Monday."},
		"away, by words":             {"From: priya@example.org\nSubject: =?utf-8?q?Automatische_Antwort:_Einladung?=\n" + thread + "\nBin weg.\n", recruit.IsAway, "Bin weg."},
		"away, by field":             {"From: priya@example.org\nX-Autoreply: yes\n" + thread + "\nBin weg.\n", recruit.IsAway, "Bin weg."},
		"not automatic":              {"From: priya@example.org\nAuto-Submitted: no\n" + thread + "\nHi\n", recruit.Wrote, "Hi"},
		"S/MIME":                     {"From: priya@example.org\nSubject: Accepted: Call\nContent-Type: application/pkcs7-mime; smime-type=signed-data; name=smime.p7m\nContent-Transfer-Encoding: base64\n\nMIAG\n", recruit.IsSealed, ""},
		"TNEF":                       {"From: priya@example.org\nSubject: Accepted: Call\nContent-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: text/plain\n\n\n--b\nContent-Type: application/octet-stream; name=\"winmail.dat\"\n\nxx\n--b--\n", recruit.IsSealed, ""},
		"about nothing":              {"From: priya@example.org\nSubject: Hello\n\nHi\n", "", ""},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			for _, mail := range []string{c.mail, strings.ReplaceAll(c.mail, "\n", "\r\n")} {
				replies, err := ReadMail([]byte(mail))
				if c.kind == "" || name == "a bounce of something else" && !slices.Contains(about(replies), ourMail) {
					if name != "a bounce of something else" && err == nil {
						t.Errorf("read as %+v", replies[0].Incoming)
					}
					continue
				}
				if err != nil || len(replies) != 1 || replies[0].Incoming == nil {
					t.Fatalf("%+v, %v", replies, err)
				}
				in := *replies[0].Incoming
				if in.Kind != c.kind || !strings.Contains(in.Words, c.words) {
					t.Errorf("%s %q, want %s %q", in.Kind, in.Words, c.kind, c.words)
				}
				if c.kind != recruit.IsSealed && (len(in.About) == 0 || in.About[0] != ourMail) {
					t.Errorf("about %q", in.About)
				}
				if in.Kind == recruit.IsDelayed && strings.Contains(in.Words, "no such") {
					t.Errorf("says for good what may pass: %q", in.Words)
				}
				if strings.Contains(in.Words, "> Hello") || strings.Contains(in.Words, "old") {
					t.Errorf("quotes: %q", in.Words)
				}
			}
		})
	}
}

func about(replies []recruit.Reply) []string {
	if len(replies) == 0 || replies[0].Incoming == nil {
		return nil
	}
	return replies[0].Incoming.About
}

// TestForwardedAnswerIsSaid holds that an answer in a forwarded mail does not vanish.
func TestForwardedAnswerIsSaid(t *testing.T) {
	t.Parallel()
	inner := "From: priya@example.org\nContent-Type: text/calendar; method=REPLY\n\nBEGIN:VCALENDAR\nVERSION:2.0\nPRODID:-//x//EN\nMETHOD:REPLY\nBEGIN:VEVENT\nUID:0123456789abcdef0123456789abcdef@recruitty\n" +
		"DTSTAMP:20270301T100000Z\nATTENDEE;PARTSTAT=ACCEPTED:mailto:priya@example.org\nEND:VEVENT\nEND:VCALENDAR\n"
	mail := "From: dana@example.com\nSubject: Fwd: Accepted\nContent-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: text/plain\n\nSee below\n--b\nContent-Type: message/rfc822\n\n" + inner + "--b--\n"
	replies, err := ReadMail([]byte(mail))
	if err != nil || len(replies) != 1 || replies[0].Unclear == "" || replies[0].UID != "0123456789abcdef0123456789abcdef@recruitty" || replies[0].Sender != "dana@example.com" {
		t.Errorf("%+v, %v", replies, err)
	}
}

// FuzzReadMail holds that no mail stops the reading of mails.
func FuzzReadMail(f *testing.F) {
	f.Add(report("Action: failed\nStatus: 5.1.1\n"))
	f.Add(plainBounce("MAILER-DAEMON@x", "550 no\nMessage-ID: <"+ourMail+">"))
	f.Add("From: a@b.example\r\nSubject: Re: x\r\nMessage-ID: <a@b.example>\r\n\tBcc: x@y.example\r\nReferences: <1@x> <" + ourMail + "> <" + strings.Repeat("z", 999) + "@x>\r\n\r\nyes")
	f.Add("From: a@b.example\r\nSubject: Re: x\r\nMessage-ID: <a@b.example>\r\nReferences: " + strings.Repeat("<1@x> <2@x\x00> <3@é> <4>", 50) + "\r\n\r\nyes")
	f.Fuzz(func(t *testing.T, mail string) {
		replies, err := ReadMail([]byte(mail))
		if err == nil && len(replies) == 0 {
			t.Error("neither a reply nor an error")
		}
		for _, y := range replies {
			if y.Incoming == nil {
				continue
			}
			if len(y.Incoming.Thread) > recruit.MaxThread {
				t.Errorf("a thread of %d", len(y.Incoming.Thread))
			}
			for _, id := range y.Incoming.Thread {
				if bare, err := messageID(id); err != nil || bare != id {
					t.Errorf("%q is in the thread: %v", id, err)
				}
			}
		}
	})
}
