package mail

import (
	"regexp"
	"slices"
	"strings"
	"sync"
)

// reason is what a mail server's no is about, and what can be done about it.
type reason struct {
	// kind is ErrLater, ErrRejected or ErrSettings.
	kind error
	// why follows "because", and next is what a person does; both may be empty.
	why, next string
}

// cause names a reason.
type cause string

const (
	causeNone        cause = ""
	causeUnknownUser cause = "unknown user"
	causeDisabled    cause = "disabled"
	causeFull        cause = "full"
	causeTooLarge    cause = "too large"
	causeSpam        cause = "spam"
	causeContent     cause = "content"
	causeDMARC       cause = "sender authentication"
	causeBlocked     cause = "blocked"
	causePolicy      cause = "policy"
	causeRestricted  cause = "restricted"
	causeNoDomain    cause = "no such domain"
	causeLoop        cause = "loop"
	causeUTF8        cause = "letters"
	causeSyntax      cause = "syntax"
	causeRelaying    cause = "relaying"
	causeSignIn      cause = "sign-in needed"
	causeTLS         cause = "protection needed"
	causeNotYours    cause = "sender not yours"
	causeAppPassword cause = "app password"
	causeBasicOff    cause = "passwords off"
	causePassword    cause = "wrong password"
	causeLocked      cause = "account locked"
	causeMechanism   cause = "mechanism"
	causeToken       cause = "access refused"
	causeGreylisted  cause = "greylisted"
	causeRate        cause = "too many"
	causeBusy        cause = "busy"
)

// reasons says each cause in words.
func reasons() map[cause]reason {
	const ownAddress = "ask whoever runs the mail server of the sender"
	return map[cause]reason{
		causeUnknownUser: {ErrRejected, "there is no such mailbox", "check the address"},
		causeDisabled:    {ErrRejected, "the mailbox is switched off", "ask for another address"},
		causeFull:        {ErrRejected, "the mailbox is full", "ask the person to make room or for another address, then try again"},
		causeTooLarge:    {ErrRejected, "the email is too large", "take files off the interview, then try again"},
		causeSpam:        {ErrRejected, "it takes the email for spam", "tell the person another way, and " + ownAddress},
		causeContent:     {ErrRejected, "it does not like what is in the email, usually an attached file", "take the file off, then try again"},
		causeDMARC:       {ErrRejected, "it cannot check that the sender is genuine (SPF, DKIM, DMARC)", ownAddress + " to set these records"},
		causeBlocked:     {ErrRejected, "the mail server that it comes from has a bad name there", ownAddress},
		causePolicy:      {ErrRejected, "its rules do not allow it", "the address may be right; ask the person for another one, or " + ownAddress},
		causeRestricted:  {ErrRejected, "this mailbox takes emails from certain senders only", "ask for another address"},
		causeNoDomain:    {ErrRejected, "the domain after the @ takes no emails", "check the address"},
		causeLoop:        {ErrRejected, "the email goes in circles there", "ask the person for another address"},
		causeUTF8:        {ErrRejected, "it does not know letters such as those in the address", "ask for an address without accents"},
		causeSyntax:      {ErrRejected, "it does not understand the address", "check the address"},
		causeRelaying:    {ErrSettings, "it sends emails of people who are signed in only, or of its own addresses", "enter user and password in the mail settings, and a sender address that belongs to them"},
		causeSignIn:      {ErrSettings, "it wants a sign-in", "enter user and password in the mail settings, or sign in there with Google or Microsoft"},
		causeTLS:         {ErrSettings, "it wants a protected connection", "choose STARTTLS or TLS in the mail settings"},
		causeNotYours:    {ErrSettings, "the sender address does not belong to who is signed in", "correct the sender address or the user in the mail settings"},
		causeAppPassword: {ErrSettings, "it wants a password made for programs, not the one for the browser", "make an app password in the account and enter it in the mail settings, or sign in there in the browser"},
		causeBasicOff:    {ErrSettings, "it no longer takes passwords", "sign in with Google or Microsoft in the mail settings (recruitty mail connect), or ask an administrator to allow it"},
		causePassword:    {ErrSettings, "user and password are not right together", "correct them in the mail settings"},
		causeLocked:      {ErrSettings, "the account is locked", "sign in to it in the browser and see what it wants"},
		causeMechanism:   {ErrSettings, "it does not know this way to sign in", "leave out auth= in the mail settings"},
		causeToken:       {ErrSettings, "it does not accept the access that was granted", "connect again in the mail settings (recruitty mail connect)"},
		causeGreylisted:  {ErrLater, "it takes emails of strangers at the second try only", ""},
		causeRate:        {ErrLater, "there were too many emails or connections for now", ""},
		causeBusy:        {ErrLater, "it has trouble of its own", ""},
	}
}

// A sign is words by which a cause is known. The first that is found counts, so
// that what names its subject stands before what could mean anything.
type sign struct {
	cause cause
	words []string
}

func signs() []sign {
	return []sign{
		{causeBasicOff, []string{"5.7.139", "basic authentication is disabled", "smtpclientauthentication is disabled", "basicauth", "basic auth", "username and password authentication is disabled", "oauth2 required", "password authentication is not", "less secure app"}},
		{causeAppPassword, []string{"application-specific password", "app password", "app-specific password", "application specific password", "授权码", "authorization code", "5.7.9 please log in with your web browser", "parol prilozheniya", "application password is required", "password for external"}},
		{causeTLS, []string{"must issue a starttls", "starttls first", "starttls command first", "tls is required", "tls required", "encryption required", "encryption needed", "requires tls", "secure connection", "without tls", "over a plaintext", "encrypted connection"}},
		{causeLocked, []string{"log in via your web browser", "log in with your web browser and", "account has been locked", "account is locked", "account locked", "weblogin required", "web login required", "suspicious activity", "verify your account", "account has been blocked", "account blocked"}},
		{causeTooLarge, []string{"message size exceeds", "message too large", "message too big", "size limit", "exceeds maximum", "exceeded maximum", "maximum message size", "message file too big", "message exceeds", "exceeds fixed", "message length exceeds", "exceeds the maximum", "exceeded google's message size", "message size limits", "too large", "max message size", "size exceeds", "message is too"}},
		{causeFull, []string{"mailbox full", "mailbox is full", "mailboxfull", "over quota", "over its quota", "overquota", "quota exceeded", "exceeded its quota", "exceeded storage", "out of storage", "storage space", "storage allocation", "inbox is full", "inbox full", "insufficient disk", "mailbox size limit", "over disk quota", "user is over", "mailbox has exceeded", "exceeded mailbox", "quotaexceeded"}},
		{causeNotYours, []string{"not owned by user", "sendasdenied", "not allowed to send as", "send on behalf", "relaying disallowed as", "mail from must equal", "must be same as", "not authorized to send from", "sender address is not", "sender address must", "email address is not verified", "from address is not", "from header", "envelope sender", "sender is not allowed", "sender not allowed", "sender mismatch", "sender address is not allowed", "not permitted to send as", "client does not have permissions to send as", "from domain is not verified", "sender identity"}},
		{causeSignIn, []string{"authentication required", "authentication is required", "must authenticate", "must be authenticated", "client was not authenticated", "please authenticate", "not authenticated", "need to authenticate", "smtp auth", "auth required", "authenticate first", "valid rcpt command must precede", "after authentication", "log in first", "sign in first"}},
		{causeRelaying, []string{"relay", "isn't in my list of allowed rcpthosts", "allowed rcpthosts"}},
		{causeDMARC, []string{"dmarc", "spf", "dkim", "unauthenticated email", "sender policy framework", "unauthenticated sender", "is not authenticated", "550-5.7.26"}},
		{causeLoop, []string{"hop count", "too many hops", "mail loop", "loops back", "routing loop", "loop detected"}},
		{causeRate, []string{"sending limit", "sending quota", "daily user", "daily limit", "hourly limit", "rate limit", "ratelimit", "rate that", "too many", "too fast", "throttl", "exceeded message limit", "exceeded the limit", "submission quota", "message limit", "tenant has exceeded", "exceeded threshold", "temporarily deferred due to", "unusual rate", "slow down", "exceeded its max", "limit exceeded"}},
		{causeGreylisted, []string{"greylist", "graylist", "grey list", "postgrey", "greylisted"}},
		{causeBlocked, []string{"spamhaus", "blocklist", "blacklist", "block list", "black list", "blocked using", "dnsbl", "reputation", "banned sending ip", "ip address is blocked", "your ip", "ptr record", "reverse dns", "rdns", "sorbs", "barracuda", "uceprotect", "spamcop", "your network is on", "sending ip", "ip blocked", "5.7.511", "5.7.606", "5.7.1 service unavailable; client host"}},
		{causeContent, []string{"potential security issue", "virus", "malware", "attachment", "executable", "banned content", "bad content", "forbidden file"}},
		{causeSpam, []string{"spam", "unsolicited", "junk", "bulk mail", "phish", "content rejected", "message rejected as", "suspicious", "high-risk", "advertisement", "dt:spm", "mi:spb", "likely unwanted"}},
		{causeUTF8, []string{"smtputf8", "internationalized", "non-ascii", "eai"}},
		{causeRestricted, []string{"resolver.rst", "not authorized to send to", "only accepts mail from", "only accepts messages from", "requires sender authentication", "restricted", "not allowed to send to", "from within the organization", "not permitted to send to this recipient"}},
		{causeNoDomain, []string{"domain not found", "host or domain name not found", "no such domain", "bad destination system", "null mx", "domain does not accept mail", "does not accept mail", "domain doesn't exist", "domain does not exist", "host not found", "unrouteable mail domain", "no mx", "unable to lookup dns", "host unknown", "domain invalid", "nxdomain", "name service error"}},
		{causeDisabled, []string{"account disabled", "account is disabled", "account that you tried to reach is disabled", "mailbox disabled", "mailbox is disabled", "mailbox is inactive", "inactive", "suspended", "no longer available", "no longer active", "deactivated", "account has been disabled", "currently disabled"}},
		{causeUnknownUser, []string{"user unknown", "unknown user", "no such user", "no such recipient", "no such mailbox", "no such local", "no such address", "no such account", "no mailbox here", "does not exist", "doesn't exist", "not exist", "recipient not found", "recipientnotfound", "resolver.adr", "user not found", "mailbox not found", "mailbox unknown", "unknown recipient", "unknown address", "unknown mailbox", "invalid recipient", "invalid mailbox", "invalid user", "recipient unknown", "address unknown", "recipient rejected", "recipient address rejected", "unrouteable address", "doesn't have a", "not a valid mailbox", "not a known user", "user doesn't", "not our customer", "no valid recipients", "address rejected", "mailbox unavailable", "unknown or illegal alias", "not found", "is not a user", "bad recipient", "non-existent", "nonexistent"}},
		{causeBusy, []string{"try again", "temporar", "busy", "system resources", "service unavailable", "unavailable", "deferred", "later"}},
		{causePolicy, []string{"policy", "policies", "access denied", "blocked", "not allowed", "administrative prohibition", "prohibited", "not permitted", "denied", "refused by"}},
	}
}

// byStatus are the enhanced codes (RFC 3463 and its register) that say what a
// no is about. The class, their first number, is left out.
func byStatus() map[string]cause {
	return map[string]cause{
		"1.0": causeUnknownUser, "1.1": causeUnknownUser, "1.2": causeNoDomain, "1.3": causeSyntax, "1.4": causeUnknownUser, "1.6": causeUnknownUser,
		"1.7": causeNotYours, "1.8": causeNotYours, "1.10": causeNoDomain,
		"2.0": causeUnknownUser, "2.1": causeDisabled, "2.2": causeFull, "2.3": causeTooLarge, "2.4": causeRestricted,
		"3.0": causeBusy, "3.1": causeBusy, "3.2": causeBusy, "3.4": causeTooLarge,
		"4.1": causeBusy, "4.2": causeBusy, "4.3": causeBusy, "4.4": causeNoDomain, "4.5": causeRate, "4.6": causeLoop, "4.7": causeBusy,
		"6.1": causeContent, "6.3": causeContent, "6.7": causeUTF8, "6.9": causeUTF8,
		"7.0": causePolicy, "7.1": causePolicy, "7.2": causeRestricted, "7.8": causePassword, "7.9": causeMechanism, "7.10": causeTLS, "7.11": causeTLS,
		"7.13": causeLocked, "7.14": causeLocked, "7.17": causeUnknownUser,
		"7.20": causeDMARC, "7.21": causeDMARC, "7.22": causeDMARC, "7.23": causeDMARC, "7.24": causeDMARC, "7.25": causeBlocked, "7.26": causeDMARC, "7.27": causeDMARC,
		"7.28": causeRate, "7.30": causeTLS, "7.57": causeSignIn, "7.60": causeNotYours, "7.64": causeRelaying, "7.124": causeRestricted, "7.133": causeRestricted,
		"7.139": causeBasicOff, "7.508": causeRate, "7.511": causeBlocked, "7.606": causeBlocked, "7.705": causeRate, "7.708": causeRate,
	}
}

// status finds an enhanced code such as 5.1.1 among a server's words; an address
// such as 5.1.1.7 is none.
var status = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`(?:^|[^\d.])([245])\.(\d{1,3})\.(\d{1,3})(?:[^\d.]|\.(?:\D|$)|$)`)
})

// enhancedCode is the class and the rest of an enhanced code, both empty without
// one.
func enhancedCode(words string) (class, rest string) {
	found := status().FindStringSubmatch(words)
	if found == nil {
		return "", ""
	}
	return found[1], found[2] + "." + found[3]
}

// causeOf sorts a reply. What names its subject in words counts before the
// enhanced code, which many servers use for everything, and that before words
// that could mean anything.
func causeOf(step Step, code int, words string) cause {
	text := strings.ToLower(words)
	class, rest := enhancedCode(text)
	coded := byStatus()[rest]
	found := causeNone
	for _, s := range signs() {
		if slices.ContainsFunc(s.words, func(w string) bool { return containsWord(text, w) }) {
			found = s.cause
			break
		}
	}
	switch {
	case step == StepSignIn:
		return signInCause(code, text, found, coded)
	case found == causeNone, moreExact(coded, found):
		found = coded
	}
	if found == causeNone {
		found = byCode(step, code)
	}
	// A server that says what it said about one that is gone says it about one
	// that is for later with the same words.
	if (class == "4" || code/100 == 4) && reasons()[found].kind == ErrRejected && found == causePolicy {
		return causeBusy
	}
	return found
}

// moreExact reports whether an enhanced code says more than words did.
func moreExact(coded, found cause) bool {
	switch coded {
	case causeNone, causePolicy, causeBusy:
		return false
	case causeNoDomain: // 5.1.10 is that of a mailbox at Exchange
		return found == causePolicy || found == causeBusy
	}
	return found == causePolicy || found == causeBusy || found == causeUnknownUser
}

// signInCause sorts a no to a sign-in.
func signInCause(code int, text string, found, coded cause) cause {
	switch {
	case slices.Contains([]cause{causeBasicOff, causeAppPassword, causeTLS, causeLocked, causeRate}, found):
		return found
	case code == 454 || code/100 == 4:
		return causeBusy
	case code == 504 || code == 503 || strings.Contains(text, "unrecognized authentication type") || strings.Contains(text, "mechanism"):
		return causeMechanism
	case code == 534:
		return causeAppPassword
	case code == 538:
		return causeTLS
	case code == 530 && coded != causePassword && found == causeTLS:
		return causeTLS
	case slices.Contains([]cause{causeBasicOff, causeLocked, causeTLS}, coded):
		return coded
	}
	return causePassword
}

// byCode is what a reply code alone says.
func byCode(step Step, code int) cause {
	switch {
	case code == 552 && step == StepSender, code == 552 && step == StepData:
		return causeTooLarge
	case code == 552:
		return causeFull
	case code == 530:
		return causeSignIn
	case code == 535:
		return causePassword
	case code == 538:
		return causeTLS
	case code == 521 || code == 556:
		return causeNoDomain
	case code == 421 || code == 451 || code == 452 || code == 454:
		return causeBusy
	case step == StepRecipient && (code == 550 || code == 551):
		return causeUnknownUser
	case step == StepRecipient && (code == 501 || code == 553):
		return causeSyntax
	}
	return causeNone
}

// containsWord reports whether text holds word, short ones as a word of its own.
func containsWord(text, word string) bool {
	if len(word) > 5 {
		return strings.Contains(text, word)
	}
	for from := 0; ; {
		at := strings.Index(text[from:], word)
		if at < 0 {
			return false
		}
		at += from
		end := at + len(word)
		if !letterAt(text, at-1) && !letterAt(text, end) {
			return true
		}
		from = at + 1
	}
}

func letterAt(s string, i int) bool { return i >= 0 && i < len(s) && s[i] >= 'a' && s[i] <= 'z' }

// reasonFor says what a reply at a step is about, and of what kind the failure
// is: a 4xx is for later (RFC 5321 section 4.2.1), a 5xx before the recipient is
// about us, and one from the recipient on about the mail, unless its words say
// otherwise.
func reasonFor(step Step, code int, words string) (reason, cause) {
	of := causeOf(step, code, words)
	r := reasons()[of]
	switch {
	case code >= 400 && code < 500:
		r.kind = ErrLater
	case step == StepConnect:
		r.kind = ErrLater
	case r.kind == ErrLater && of != causeRate && of != causeGreylisted:
		// For later it says, and for good: what is true is the number.
		r = reason{kind: byStep(step)}
	case r.kind == nil:
		r.kind = byStep(step)
	case step == StepSignIn, step == StepSender && of != causeTooLarge && of != causeRate:
		r.kind = ErrSettings
	}
	return r, of
}

func byStep(step Step) error {
	if step == StepRecipient || step == StepData {
		return ErrRejected
	}
	return ErrSettings
}
