package mail

import (
	"strings"
)

// allKinds are the ways in which programs answer, by family.
func allKinds() []kind {
	var all []kind
	for _, family := range [][]kind{senderKinds(), placeKinds(), wordKinds(), lineKinds(), sendingKinds(), meaningKinds()} {
		all = append(all, family...)
	}
	return all
}

// senderKinds hold that the address of a mail is read for itself.
func senderKinds() (kinds []kind) {
	for name, from := range map[string]string{
		"windows-1252, glued": "=?windows-1252?Q?Action_fran=E7aise_?=<{me}>", "iso-8859-2": "=?iso-8859-2?Q?=A3ukasz?= <{me}>", "koi8-r": "=?koi8-r?B?98HEyc0=?= <{me}>",
		"iso-2022-jp": "=?iso-2022-jp?B?GyRCOzNFRBsoQg==?= <{me}>", "big5": "=?big5?B?pP2p+g==?= <{me}>", "gb18030": "=?gb18030?B?suLK1A==?= <{me}>",
		"an unknown charset": "=?x-nobody?Q?J=F6rg?= <{me}>", "specials, encoded": "=?utf-8?Q?Bee_:)_<x>?= <{me}>", "a broken encoded word": "=?utf-8?B?###?= <{me}>",
		"raw latin-1": "J\xF6rg <{me}>", "raw UTF-8": "Jörg <{me}>", "raw iso-2022-jp": "\x1b$B;3ED\x1b(B <{me}>", "raw Shift-JIS": "\x8e\x52\x93\x63\x5c <{me}>",
		"comma": "Smith, John <{me}>", "brackets": "John Smith [EXT] <{me}>", "round brackets": "John (Smith <{me}>", "own address as name": "{me} <{me}>",
		"quotes within": "John \"Bee\" Smith <{me}>", "an open quote": "\"John <{me}>", "a colon": "Team: John <{me}>", "a semicolon": "John; Smith <{me}>",
		"no name": "<{me}>", "in capitals": "PRIYA@EXAMPLE.ORG", "a comment behind": "{me} (Priya)", "folded": "Priya\r\n <{me}>", "a route": "<@relay.test:{me}>",
	} {
		kinds = append(kinds, kind{name: "From: " + name, from: from, want: "accepted"})
	}
	claim := "needs-action; claim of " + stranger + ": accepted"
	hidden := "needs-action; claim of an unreadable address: accepted"
	for name, c := range map[string][2]string{
		"the address as quoted name": {"\"{me}\" <" + stranger + ">", claim}, "as unquoted name": {"{me} <" + stranger + ">", claim}, "in a comment": {stranger + " ({me})", claim},
		"in an encoded word": {"=?utf-8?Q?{me}?= <" + stranger + ">", claim}, "in brackets in quotes": {"\"<{me}>\" <" + stranger + ">", claim},
		"in brackets in a comment": {stranger + " (<{me}>)", claim}, "a group": {"g: {me};", hidden}, "two in one": {stranger + ", {me}", hidden},
		"two in brackets": {"<" + stranger + "> <{me}>", hidden}, "nobody": {"<>", hidden}, "a name alone": {"Priya", hidden},
	} {
		kinds = append(kinds, kind{name: "a stranger: " + name, from: c[0], want: c[1]})
	}
	return append(kinds,
		kind{name: "a stranger with her as Sender", from: stranger, head: []string{"Sender: {me}", "Sender: " + invitedPerson, "Reply-To: " + invitedPerson}, want: claim},
		kind{name: "two From fields", head: []string{"From: " + stranger}, want: hidden},
		kind{name: "an assistant", from: "office@example.org", want: "accepted; by office@example.org"},
		kind{name: "a neighbour at a public provider", invited: "priya@gmail.com", from: "mallory@gmail.com", want: "needs-action; claim of mallory@gmail.com: accepted"},
		kind{name: "a neighbour at gmx", invited: "priya@gmx.at", from: "mallory@gmx.at", want: "needs-action; claim of mallory@gmx.at: accepted"},
		kind{name: "dmarc=fail", head: []string{"Authentication-Results: mx.example.com; spf=none; dmarc=fail (p=none) header.from=example.org"},
			want: "needs-action; claim of priya@example.org: accepted (its sender could not be proved)"},
		kind{name: "dmarc=pass above an invented fail", head: []string{"Authentication-Results: mx.example.com; dmarc=pass", "Authentication-Results: mx.evil.test; dmarc=fail"}, want: "accepted"},
	)
}

// placeKinds hold that an answer finds its person, or is said to be nobody's.
func placeKinds() []kind {
	tag := "priya+jobs@example.org"
	return []kind{
		{name: "asked behind a mark, answers without", invited: tag, from: invitedPerson, who: "ATTENDEE;PARTSTAT=ACCEPTED:mailto:" + invitedPerson, want: "accepted; by " + invitedPerson},
		{name: "asked without a mark, answers behind one", from: tag, who: "ATTENDEE;PARTSTAT=ACCEPTED:mailto:" + tag, want: "accepted; by " + tag},
		{name: "one mark for another", invited: tag, from: "priya+x@example.org", who: "ATTENDEE;PARTSTAT=ACCEPTED:mailto:priya+x@example.org", want: "accepted; by priya+x@example.org"},
		{name: "the mark in the line only", from: invitedPerson, who: "ATTENDEE;PARTSTAT=ACCEPTED:mailto:" + tag, want: "accepted"},
		{name: "%2B", invited: tag, who: "ATTENDEE;PARTSTAT=ACCEPTED:mailto:priya%2Bjobs@example.org", want: "accepted"},
		{name: "%2b and %40", invited: tag, who: "ATTENDEE;PARTSTAT=ACCEPTED:mailto:priya%2bjobs%40example.org", want: "accepted"},
		{name: "%252B", invited: tag, who: "ATTENDEE;PARTSTAT=ACCEPTED:mailto:priya%252Bjobs@example.org", want: "accepted"},
		{name: "Gmail's dots", invited: "priya.raman@gmail.com", from: "priyaraman@googlemail.com", who: "ATTENDEE;PARTSTAT=ACCEPTED:mailto:priyaraman@googlemail.com", want: "accepted; by priyaraman@googlemail.com"},
		{name: "a domain in its letters", invited: "priya@xn--bcher-kva.example", from: "priya@b\xc3\xbccher.example", who: "ATTENDEE;PARTSTAT=ACCEPTED:mailto:priya@bücher.example", want: "accepted"},
		{name: "a domain in A-labels", invited: "priya@bücher.example", from: "priya@xn--bcher-kva.example", who: "ATTENDEE;PARTSTAT=ACCEPTED:mailto:priya@XN--BCHER-KVA.example", want: "accepted"},
		{name: "no mailto:", who: "ATTENDEE;PARTSTAT=ACCEPTED:{me}", want: "accepted"},
		{name: "MAILTO: and capitals", who: "ATTENDEE;PARTSTAT=ACCEPTED:MAILTO:PRIYA@EXAMPLE.ORG", want: "accepted"},
		{name: "mailto: twice", who: "ATTENDEE;PARTSTAT=ACCEPTED:mailto:mailto:{me}", want: "accepted"},
		{name: "a space behind mailto:", who: "ATTENDEE;PARTSTAT=ACCEPTED:mailto: {me}", want: "accepted"},
		{name: "brackets", who: "ATTENDEE;PARTSTAT=ACCEPTED:mailto:<{me}>", want: "accepted"},
		{name: "a name and brackets", who: "ATTENDEE;PARTSTAT=ACCEPTED:mailto:Priya <{me}>", want: "accepted"},
		{name: "EMAIL beside a path", who: `ATTENDEE;CN="P";EMAIL="{me}";PARTSTAT=ACCEPTED:/aMTA2NDI1/principal/`, want: "accepted"},
		{name: "EMAIL beside a urn", who: "ATTENDEE;EMAIL={me};PARTSTAT=ACCEPTED:urn:uuid:4f3c", want: "accepted"},
		{name: "EMAIL beside a token", who: "ATTENDEE;EMAIL={me};PARTSTAT=ACCEPTED:mailto:token-1@calendar.test", want: "accepted"},
		{name: "EMAIL with mailto:", who: `ATTENDEE;EMAIL="mailto:{me}";PARTSTAT=ACCEPTED:https://calendar.test/p/1`, want: "accepted"},
		{name: "a path alone", who: "ATTENDEE;CN=P;PARTSTAT=ACCEPTED:/aMTA2NDI1/principal/", want: "accepted"},
		{name: "a urn alone", who: "ATTENDEE;PARTSTAT=DECLINED:urn:uuid:4f3c", want: "declined"},
		{name: "SENT-BY", from: stranger, who: `ATTENDEE;PARTSTAT=ACCEPTED;SENT-BY="mailto:mallory@evil.test":mailto:{me}`, want: "needs-action; claim of " + stranger + ": accepted"},
		{name: "an alias nobody knows", from: "p.raman@uni.test", who: "ATTENDEE;PARTSTAT=DECLINED:mailto:p.raman@uni.test", more: []string{"COMMENT:ill"},
			want: "needs-action; stray of p.raman@uni.test for p.raman@uni.test: declined (it names nobody who is invited)"},
		{name: "an alias in her own email", who: "ATTENDEE;PARTSTAT=ACCEPTED:mailto:p.raman@uni.test",
			want: "needs-action; claim of priya@example.org: accepted (it is from Priya and names p.raman@uni.test)"},
		{name: "several people", from: stranger, who: "ATTENDEE;PARTSTAT=ACCEPTED:mailto:{me}\r\nATTENDEE;PARTSTAT=DECLINED:mailto:dana@example.com",
			want: "needs-action; stray of " + stranger + " for priya@example.org, dana@example.com:  (it names several people who are invited)"},
		{name: "several people, one of whom answers", who: "ATTENDEE;PARTSTAT=DECLINED:mailto:dana@example.com\r\nATTENDEE;PARTSTAT=ACCEPTED:mailto:{me}", want: "accepted"},
		{name: "everybody, one with an answer", who: "ATTENDEE;PARTSTAT=NEEDS-ACTION:mailto:dana@example.com\r\nATTENDEE;PARTSTAT=TENTATIVE:mailto:{me}", want: "tentative"},
		{name: "several of her own", who: "ATTENDEE;PARTSTAT=NEEDS-ACTION:mailto:" + tag + "\r\nATTENDEE;PARTSTAT=ACCEPTED:mailto:{me}", want: "accepted"},
		{name: "several of her own that differ", who: "ATTENDEE;PARTSTAT=DECLINED:mailto:" + tag + "\r\nATTENDEE;PARTSTAT=ACCEPTED:mailto:{me}",
			want: "needs-action; claim of priya@example.org:  (it says two different things)"},
		{name: "nobody", who: "SUMMARY:Talk", want: "needs-action; claim of priya@example.org:  (it has no line that says who answers)"},
		{name: "nobody, by nobody", from: stranger, who: "SUMMARY:Talk", want: "needs-action; stray of " + stranger + " for :  (it has no line that says who answers)"},
		{name: "the UID in capitals", mangle: func(o string) string { return strings.Replace(o, "@recruitty", "@RECRUITTY", 1) }, want: "accepted"},
		{name: "the UID with spaces", mangle: func(o string) string { return strings.Replace(o, "UID:", "UID:  ", 1) }, want: "accepted"},
		{name: "the UID wrapped without its space", mangle: func(o string) string { return strings.Replace(o, "@recruitty", "\r\n@recruitty", 1) }, want: "accepted"},
		{name: "the UID folded in the middle", mangle: func(o string) string { return strings.Replace(o, "@recruitty", "@recr\r\n\tuitty", 1) }, want: "accepted"},
		{name: "the UID in brackets", mangle: func(o string) string { return strings.Replace(o, "UID:", "UID:urn:uid:", 1) }, want: "accepted"},
	}
}

// wordKinds hold that words arrive whole and readable.
func wordKinds() []kind {
	google := func(comment string) string {
		return "ATTENDEE;CUTYPE=INDIVIDUAL;PARTSTAT=TENTATIVE;CN=Beth;X-NUM-GUESTS=0;X-RESPONSE-COMMENT=" + comment + ":mailto:{me}"
	}
	charset := func(name, label, bytes, want string) kind {
		media := "text/calendar; method=REPLY"
		if label != "" {
			media += "; charset=" + label
		}
		return kind{name: "charset: " + name, media: media, more: []string{"COMMENT:" + bytes}, want: "accepted; \"" + want + "\""}
	}
	return []kind{
		{name: "Google's comment", who: google(`"I can stay 30 minutes only"`), want: `tentative; "I can stay 30 minutes only"`},
		{name: "with an entity and an escape", who: google(`"it&#39\;s late for me"`), want: `tentative; "it's late for me"`},
		{name: "with quotes and a colon", who: google(`"call me: &quot;Bee&quot;"`), want: `tentative; "call me: \"Bee\""`},
		{name: "not quoted", who: google("later"), want: `tentative; "later"`},
		{name: "not quoted, with a colon", who: google("call me: later"), want: `tentative; "call me: later"`},
		{name: "not quoted, with a bare semicolon", who: google("late; sorry"), want: `tentative; "late; sorry"`},
		{name: "the same as COMMENT", who: google(`"later"`), more: []string{"COMMENT:later"}, want: `tentative; "later"`},
		{name: "commas and semicolons", more: []string{"COMMENT:yes, but; late: 10, 11"}, want: `accepted; "yes, but; late: 10, 11"`},
		{name: "escaped", more: []string{`COMMENT:yes\, but\; late\nBee`}, want: `accepted; "yes, but; late\nBee"`},
		{name: "two comments", more: []string{"COMMENT:one", "COMMENT;LANGUAGE=de:zwei"}, want: `accepted; "one\nzwei"`},
		{name: "R&D", more: []string{"COMMENT:R&D &amp; more &copy"}, want: `accepted; "R&D & more &copy"`},
		charset("iso-8859-1", "iso-8859-1", "Gr\xF6\xDFe \xE7a va", "Größe ça va"), charset("windows-1252", "\"Windows-1252\"", "I\x92ll be late \x96 sorry", "I’ll be late – sorry"),
		charset("koi8-r", "koi8-r", "\xF0\xD2\xC9\xC4\xD5", "Приду"), charset("windows-1251", "windows-1251", "\xCF\xF0\xE8\xE4\xF3", "Приду"),
		charset("iso-2022-jp", "iso-2022-jp", "\x1b$B>5CN\x1b(B", "承知"), charset("shift_jis", "Shift_JIS", "\x8f\xb3\x92\x6d", "承知"), charset("euc-jp", "euc-jp", "\xbe\xb5\xc3\xce", "承知"),
		charset("gb18030", "gb18030", "\xb2\xe2\xca\xd4", "测试"), charset("gb2312", "gb2312", "\xb2\xe2\xca\xd4", "测试"), charset("big5", "big5", "\xa4\xa4\xa4\xe5", "中文"),
		charset("euc-kr", "ks_c_5601-1987", "\xc7\xd1\xb1\xb9", "한국"), charset("iso-8859-15", "iso-8859-15", "5 \xa4", "5 €"), charset("utf-7", "utf-7", "Gr+APYA3w-e", "Größe"),
		charset("none, 8-bit", "", "Gr\xF6\xDFe", "Größe"), charset("none, UTF-8", "", "Größe", "Größe"), charset("utf-8 that is not", "utf-8", "Gr\xF6\xDFe", "Größe"),
		charset("us-ascii that is not", "us-ascii", "Größe", "Größe"), charset("one nobody knows", "x-nobody", "Größe", "Größe"), charset("none, iso-2022-jp", "", "\x1b$B>5CN\x1b(B", "承知"),
	}
}
