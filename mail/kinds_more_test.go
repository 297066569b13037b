package mail

import "strings"

// lineKinds hold that bad lines keep no answer back.
func lineKinds() []kind {
	who := func(line string) kind { return kind{name: "line: " + line, who: line, want: "accepted"} }
	spoiled := func(name string, mangle func(string) string) kind {
		return kind{name: "object: " + name, mangle: mangle, want: "accepted"}
	}
	return []kind{
		who(`ATTENDEE;PARTSTAT=ACCEPTED;CN="Person \"Bee\" X":mailto:{me}`), who(`ATTENDEE;PARTSTAT=ACCEPTED;CN=Person "Bee" X:mailto:{me}`),
		who(`ATTENDEE;PARTSTAT=ACCEPTED;CN=Person: R&D;RSVP=TRUE:mailto:{me}`), who(`ATTENDEE;PARTSTAT=ACCEPTED;CN=Last, First:mailto:{me}`),
		who(`ATTENDEE;PARTSTAT=ACCEPTED;CN="Person:mailto:{me}`), who(`ATTENDEE;CN=A; B;PARTSTAT=ACCEPTED:mailto:{me}`), who(`ATTENDEE;PARTSTAT=ACCEPTED;RSVP:mailto:{me}`),
		who(`ATTENDEE;PARTSTAT=ACCEPTED;:mailto:{me}`), who(`attendee;partstat=accepted:mailto:{me}`), who("ATTENDEE;PARTSTAT=ACCEPTED\r\n;CN=X:mailto:{me}"),
		who("ATTENDEE;PARTSTAT=ACCEPTED;CN=Someone;ROLE=REQ\r\n-PARTICIPANT:mailto:{me}"), who("ATTENDEE;PARTSTAT=ACCEPTED:mailto:priya@exam\r\nple.org"),
		who(`ATTENDEE;PARTSTAT=ACCEPTED:SMTP:{me}`), who(`ATTENDEE;PARTSTAT=ACCEPTED;CN=X:mailto\:{me}`), who(`ATTENDEE;PARTSTAT="ACCEPTED":smtp:{me}`),
		spoiled("a text wrapped without its space", replaced("END:VEVENT", "DESCRIPTION:Hello\r\nthis is text that was wrapped\r\nEND:VEVENT")),
		spoiled("a signature within", replaced("END:VEVENT", "Sent from my phone\r\nEND:VEVENT")),
		spoiled("a signature with a colon", replaced("END:VEVENT", "Phone: +351 1\r\n-- \r\nPriya\r\nEND:VEVENT")),
		spoiled("a line without a name", replaced("END:VEVENT", ":\r\nEND:VEVENT")), spoiled("a line of signs", replaced("END:VEVENT", "=\r\n;\r\n\"\r\nEND:VEVENT")),
		spoiled("cut before END:VCALENDAR", cutAt("END:VCALENDAR")), spoiled("cut before END:VEVENT", cutAt("END:VEVENT")),
		spoiled("cut within a line", func(o string) string { return strings.Replace(cutAt("END:VEVENT")(o), "", "", 1) + "SUMM" }),
		spoiled("no beginning", replaced("BEGIN:VCALENDAR\r\n", "")), spoiled("no event", func(o string) string {
			return strings.NewReplacer("BEGIN:VEVENT\r\n", "", "END:VEVENT\r\n", "").Replace(o)
		}),
		spoiled("LF", func(o string) string { return strings.ReplaceAll(o, "\r\n", "\n") }), spoiled("CR", func(o string) string { return strings.ReplaceAll(o, "\r\n", "\r") }),
		spoiled("a mark in front", func(o string) string { return "\xEF\xBB\xBF" + o }), spoiled("empty lines", func(o string) string { return strings.ReplaceAll(o, "\r\n", "\r\n\r\n") }),
		spoiled("spaces behind", func(o string) string { return strings.ReplaceAll(o, "\r\n", " \r\n") }), spoiled("indented by tabs", func(o string) string { return "\t" + strings.ReplaceAll(o, "\r\n", "\r\n\t") }),
		spoiled("an alarm that does not end", replaced("END:VEVENT", "BEGIN:VALARM\r\nACTION:DISPLAY\r\nEND:VEVENT")),
		{name: "object: cut within the person's line", mangle: cutAt("PARTSTAT"), want: "needs-action; claim of priya@example.org:  (it does not say yes or no in a way that can be read)"},
		{name: "object: cut within the UID's object", mangle: cutAt("DTSTAMP"), want: "needs-action; claim of priya@example.org:  (it has no line that says who answers)"},
		{name: "object: nothing but its UID", mangle: func(o string) string {
			_, rest, _ := strings.Cut(o, "UID:")
			uid, _, _ := strings.Cut(rest, "\r\n")
			return "BEGIN:VCALENDAR\r\nMETHOD:REPLY\r\nrubbish " + uid + " rubbish\r\n"
		}, want: "needs-action; claim of priya@example.org:  (its calendar object cannot be read)"},
		{name: "a PARTSTAT nobody knows", who: "ATTENDEE;PARTSTAT=X-PERHAPS:mailto:{me}", want: "needs-action; claim of priya@example.org:  (it does not say yes or no in a way that can be read)"},
		{name: "no PARTSTAT", who: "ATTENDEE:mailto:{me}", want: "needs-action; claim of priya@example.org:  (it does not say yes or no in a way that can be read)"},
		{name: "two PARTSTATs", who: "ATTENDEE;PARTSTAT=ACCEPTED;PARTSTAT=DECLINED:mailto:{me}", want: "needs-action; claim of priya@example.org:  (it does not say yes or no in a way that can be read)"},
		{name: "a PARTSTAT in a name", who: `ATTENDEE;CN="x;PARTSTAT=ACCEPTED";PARTSTAT=DECLINED:mailto:{me}`, want: "declined"},
	}
}

// sendingKinds hold that an answer is found however it is sent.
func sendingKinds() []kind {
	sent := func(name string, wrap func(string) (string, string)) kind {
		return kind{name: "sent: " + name, wrap: wrap, want: "accepted"}
	}
	octets := "Content-Type: application/octet-stream"
	encoded := func(head string, encode func(string) string) func(string) (string, string) {
		return func(o string) (string, string) { return head, encode(o) }
	}
	quoted := func(o string) string { return strings.ReplaceAll(o, "=", "=3D") }
	same := func(o string) string { return o }
	return []kind{
		sent("filename*=", inMultipart("mixed", octets, "Content-Disposition: attachment;\r\n filename*=UTF-8''Antwort%20f%C3%BCr.ICS")),
		sent("filename*0*=", inMultipart("mixed", octets, "Content-Disposition: attachment;\r\n filename*0*=UTF-8''Antwort%20f;\r\n filename*1*=%C3%BCr.ics")),
		sent("filename*1, out of order", inMultipart("mixed", octets, "Content-Disposition: attachment; filename*1=s; filename*0=a.ic")),
		sent("an encoded word", inMultipart("mixed", octets, "Content-Disposition: attachment; filename=\"=?utf-8?Q?Antwort_f=C3=BCr.ics?=\"")),
		sent("name= only", inMultipart("mixed", octets+"; name=\"invite.ics\"")), sent("no name", inMultipart("mixed", octets)),
		sent("an alternative", inMultipart("alternative", "Content-Type: text/calendar; method=REPLY")), sent("application/ics", inMultipart("related", "Content-Type: application/ics")),
		sent("no line between", func(o string) (string, string) {
			return "Content-Type: multipart/mixed; boundary=b1", "--b1\r\nContent-Type: text/calendar\r\n" + o + "--b1--\r\n"
		}),
		sent("a wrong boundary", func(o string) (string, string) {
			return "Content-Type: multipart/mixed; boundary=other", "--b1\r\nContent-Type: text/calendar\r\n\r\n" + o + "--b1--\r\n"
		}),
		sent("no boundary", func(o string) (string, string) {
			return "Content-Type: multipart/mixed", "--b1\r\nContent-Type: text/calendar\r\n\r\n" + o + "--b1--\r\n"
		}),
		sent("no end", func(o string) (string, string) {
			return "Content-Type: multipart/mixed; boundary=b1", "--b1\r\nContent-Type: text/calendar\r\n\r\n" + o
		}),
		sent("deep", func(o string) (string, string) {
			head, body := inMultipart("alternative", "Content-Type: text/calendar")(o)
			return "Content-Type: multipart/mixed; boundary=outer", "--outer\r\n" + head + "\r\n\r\n" + body + "\r\n--outer--\r\n"
		}),
		sent("twice", func(o string) (string, string) {
			return "Content-Type: multipart/mixed; boundary=b1", "--b1\r\nContent-Type: text/calendar\r\n\r\n" + o + "--b1\r\nContent-Type: application/ics; name=a.ics\r\n\r\n" + o + "--b1--\r\n"
		}),
		sent("beside the invitation", func(o string) (string, string) {
			request := strings.NewReplacer("METHOD:REPLY", "METHOD:REQUEST", "PARTSTAT=ACCEPTED", "PARTSTAT=NEEDS-ACTION").Replace(o)
			return "Content-Type: multipart/mixed; boundary=b1", "--b1\r\nContent-Type: text/calendar\r\n\r\n" + request + "--b1\r\nContent-Type: text/calendar\r\n\r\n" + o + "--b1--\r\n"
		}),
		sent("a damaged copy first", func(o string) (string, string) {
			return "Content-Type: multipart/mixed; boundary=b1", "--b1\r\nContent-Type: text/calendar\r\n\r\n" + cutAt("DTSTAMP")(o) + "--b1\r\nContent-Type: text/calendar\r\n\r\n" + o + "--b1--\r\n"
		}),
		sent("in plain text", encoded("Content-Type: text/plain", func(o string) string { return "Hello,\r\n" + o })),
		sent("with no type", encoded("X-Nothing: x", same)), sent("with a broken type", encoded("Content-Type: text/calendar; method=REPLY; charset", same)),
		sent("base64", encoded("Content-Type: text/calendar\r\nContent-Transfer-Encoding: base64", inBase64)),
		sent("base64 cut short", encoded("Content-Type: text/calendar\r\nContent-Transfer-Encoding: base64", func(o string) string { return strings.TrimRight(inBase64(o), "=\r\n") })),
		sent("base64 with noise", encoded("Content-Type: text/calendar\r\nContent-Transfer-Encoding: BASE64", func(o string) string { return "!" + inBase64(o) + "\r\n_ footer" })),
		sent("base64 that does not say so", encoded("Content-Type: text/calendar", inBase64)), sent("plain that says base64", encoded("Content-Type: text/calendar\r\nContent-Transfer-Encoding: base64", same)),
		sent("quoted-printable", encoded("Content-Type: text/calendar\r\nContent-Transfer-Encoding: quoted-printable", quoted)),
		sent("quoted-printable that does not say so", encoded("Content-Type: text/calendar", quoted)),
		sent("plain that says quoted-printable", encoded("Content-Type: text/calendar\r\nContent-Transfer-Encoding: quoted-printable", same)),
		sent("uuencode", encoded("Content-Type: text/calendar; method=REPLY\r\nContent-Transfer-Encoding: x-uuencode", inUuencode)),
		sent("uuencode, spaces lost", encoded("Content-Type: text/calendar; method=REPLY\r\nContent-Transfer-Encoding: uuencode", func(o string) string {
			return strings.ReplaceAll(strings.ReplaceAll(inUuencode(o), "`", " "), " \r\n", "\r\n")
		})),
		sent("uuencode in the text", encoded("Content-Type: text/plain", func(o string) string { return "See the file.\r\n\r\n" + inUuencode(o) })),
		{name: "forwarded by a stranger", from: stranger, wrap: forwarded, want: "needs-action; stray of " + stranger + " for :  (it is an answer in a forwarded email; open it in your mail program)"},
		{name: "forwarded by the person", wrap: forwarded, want: "needs-action; claim of priya@example.org:  (it is an answer in a forwarded email; open it in your mail program)"},
		{name: "an email that says two things", wrap: func(o string) (string, string) {
			no := strings.Replace(o, "PARTSTAT=ACCEPTED", "PARTSTAT=DECLINED", 1)
			return "Content-Type: multipart/mixed; boundary=b1", "--b1\r\nContent-Type: text/calendar\r\n\r\n" + o + "--b1\r\nContent-Type: text/calendar\r\n\r\n" + no + "--b1--\r\n"
		}, want: "needs-action; claim of priya@example.org:  (it says two different things)"},
		{name: "two moments in one email", wrap: func(o string) (string, string) {
			no := strings.NewReplacer("PARTSTAT=ACCEPTED", "PARTSTAT=DECLINED", "DTSTAMP:20261124T101500Z", "DTSTAMP:20261124T101600Z").Replace(o)
			return "Content-Type: multipart/mixed; boundary=b1", "--b1\r\nContent-Type: text/calendar\r\n\r\n" + o + "--b1\r\nContent-Type: text/calendar\r\n\r\n" + no + "--b1--\r\n"
		}, want: "declined"},
		{name: "METHOD empty", method: " ", media: "text/calendar; method=REPLY", want: "accepted"},
		{name: "METHOD in the type only", method: "-", media: "text/calendar; method=reply", want: "accepted"},
		{name: "METHOD nowhere", method: "-", media: "text/calendar", want: "accepted"},
		{name: "PUBLISH", method: "PUBLISH", want: "accepted"},
		{name: "PUBLISH in an answer's type", method: "PUBLISH", media: "text/calendar; method=REPLY", want: "accepted"},
		{name: "REQUEST from the person", method: "REQUEST", want: "accepted"},
		{name: "REQUEST from the organiser", method: "REQUEST", from: "robin@example.com", want: "needs-action"},
		{name: "PUBLISH without an answer", method: "PUBLISH", who: "ATTENDEE:mailto:{me}", want: "needs-action"},
		{name: "REFRESH", method: "REFRESH", who: "ATTENDEE:mailto:{me}", want: "needs-action; claim of priya@example.org:  (it asks for the invitation to be sent again)"},
		{name: "RECURRENCE-ID", more: []string{"RECURRENCE-ID:20261202T100000Z"}, want: "accepted"},
		{name: "two events", mangle: func(o string) string {
			event := o[strings.Index(o, "BEGIN:VEVENT"):strings.Index(o, "END:VCALENDAR")]
			return strings.Replace(o, "END:VCALENDAR", strings.Replace(event, "UID:", "UID:another-", 1)+"END:VCALENDAR", 1)
		}, want: "accepted"},
	}
}

// meaningKinds hold what an answer means.
func meaningKinds() []kind {
	counter := func(name, start, want string) kind {
		return kind{name: "COUNTER: " + name, method: "COUNTER", start: start, who: "ATTENDEE;PARTSTAT=TENTATIVE:mailto:{me}", want: "tentative; " + want}
	}
	elsewhen := "needs-action; claim of priya@example.org: accepted (it is about another time than that of the interview"
	return []kind{
		counter("Windows", "DTSTART;TZID=Eastern Standard Time:20270420T130000", "proposes 2027-04-20T17:00"), counter("W. Europe", "DTSTART;TZID=W. Europe Standard Time:20270420T130000", "proposes 2027-04-20T11:00"),
		counter("quoted", `DTSTART;TZID="India Standard Time":20270420T130000`, "proposes 2027-04-20T07:30"), counter("a prefix", "DTSTART;TZID=/freeassociation.sourceforge.net/Europe/Berlin:20270420T130000", "proposes 2027-04-20T11:00"),
		counter("Mozilla", "DTSTART;TZID=/mozilla.org/20070129_1/Europe/Paris:20270420T130000", "proposes 2027-04-20T11:00"), counter("an offset", "DTSTART:20270420T130000+0200", "proposes 2027-04-20T11:00"),
		counter("a colon in the zone", "DTSTART;TZID=(UTC+01:00) Amsterdam, Berlin:20270420T130000", "proposes 2027-04-20T11:00"),
		counter("floating", "DTSTART:20270420T130000", "asks Tue 20 Apr 2027 13:00, without a time zone"), counter("all day", "DTSTART;VALUE=DATE:20270420", "asks Tue 20 Apr 2027, all day"),
		counter("an unknown zone", "DTSTART;TZID=Customized Time Zone:20270420T130000", `asks Tue 20 Apr 2027 13:00 in the time zone "Customized Time Zone", which is not known here`),
		counter("no time", "DTSTART:", "asks one that it does not name"), counter("no date", "DTSTART:next week", "asks next week"),
		counter("over already", "DTSTART:20200420T130000Z", "asks Mon 20 Apr 2020 13:00 UTC, which cannot be"),
		{name: "COUNTER: of a stranger", method: "COUNTER", from: stranger, start: "DTSTART:20270420T130000", who: "ATTENDEE;PARTSTAT=TENTATIVE:mailto:{me}", want: "needs-action; claim of " + stranger + ": maybe"},
		{name: "COUNTER: everybody listed", method: "COUNTER", start: "DTSTART:20270420T130000Z", who: "ATTENDEE:mailto:dana@example.com\r\nATTENDEE:mailto:{me}", want: "needs-action; proposes 2027-04-20T13:00"},
		{name: "DELEGATED", who: `ATTENDEE;PARTSTAT=DELEGATED;DELEGATED-TO="mailto:boss@candidate.test":mailto:{me}`, want: "delegated; to boss@candidate.test"},
		{name: "DELEGATED, two lines", who: "ATTENDEE;PARTSTAT=DELEGATED;DELEGATED-TO=\"mailto:boss@candidate.test\":mailto:{me}\r\nATTENDEE;PARTSTAT=NEEDS-ACTION;DELEGATED-FROM=\"mailto:{me}\":mailto:boss@candidate.test", want: "delegated; to boss@candidate.test"},
		{name: "DELEGATED, named by the other line only", who: "ATTENDEE;PARTSTAT=DELEGATED:mailto:{me}\r\nATTENDEE;DELEGATED-FROM=\"mailto:{me}\":mailto:boss@candidate.test", want: "delegated; to boss@candidate.test"},
		{name: "DELEGATED to several", who: `ATTENDEE;PARTSTAT=DELEGATED;DELEGATED-TO="mailto:a@b.test","mailto:c@b.test":mailto:{me}`, want: "delegated; to a@b.test, c@b.test"},
		{name: "DELEGATED to nobody", who: "ATTENDEE;PARTSTAT=DELEGATED:mailto:{me}", want: "delegated; to "},
		{name: "the delegate answers", from: "boss@candidate.test", who: `ATTENDEE;PARTSTAT=ACCEPTED;DELEGATED-FROM="mailto:{me}":mailto:boss@candidate.test`,
			want: "needs-action; claim of boss@candidate.test: boss@candidate.test instead, accepted"},
		{name: "a delegate of the house answers", from: "boss@example.org", who: `ATTENDEE;PARTSTAT=DECLINED;DELEGATED-FROM="mailto:{me}":mailto:boss@example.org`,
			want: "delegated; by boss@example.org; to boss@example.org (declined)"},
		{name: "a delegate answers with both lines", from: "boss@example.org",
			who:  "ATTENDEE;PARTSTAT=DELEGATED;DELEGATED-TO=\"mailto:boss@example.org\":mailto:{me}\r\nATTENDEE;PARTSTAT=TENTATIVE;DELEGATED-FROM=\"mailto:{me}\":mailto:boss@example.org",
			want: "delegated; by boss@example.org; to boss@example.org (maybe)"},
		{name: "a delegate of someone unknown", from: "boss@candidate.test", who: `ATTENDEE;PARTSTAT=ACCEPTED;DELEGATED-FROM="mailto:nobody@example.net":mailto:boss@candidate.test`,
			want: "needs-action; stray of boss@candidate.test for boss@candidate.test: accepted (it names nobody who is invited)"},
		{name: "a delegate, another time", from: "boss@example.org", start: "DTSTART:20261202T110000Z", who: `ATTENDEE;PARTSTAT=ACCEPTED;DELEGATED-FROM="mailto:{me}":mailto:boss@example.org`,
			want: "needs-action; claim of boss@example.org: boss@example.org instead, accepted (it is about another time than that of the interview (Wed 2 Dec 2026 11:00 UTC))"},
		{name: "another time", start: "DTSTART:20261202T110000Z", want: elsewhen + " (Wed 2 Dec 2026 11:00 UTC))"},
		{name: "another day, floating", start: "DTSTART:20261205T100000", want: elsewhen + ")"},
		{name: "another day, all day", start: "DTSTART;VALUE=DATE:20261205", want: elsewhen + ")"},
		{name: "the same time in a zone", start: "DTSTART;TZID=Europe/Berlin:20261202T110000", want: "accepted"},
		{name: "the same time in a Windows zone", start: "DTSTART;TZID=W. Europe Standard Time:20261202T110000", want: "accepted"},
		{name: "no time at all", start: "SUMMARY:Talk", want: "accepted"},
		{name: "NEEDS-ACTION", who: "ATTENDEE;PARTSTAT=NEEDS-ACTION:mailto:{me}", more: []string{"COMMENT:which floor?"}, want: `needs-action; "which floor?"`},
	}
}
