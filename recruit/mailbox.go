package recruit

import (
	"slices"
	"strings"

	"recruitty/recruit/sanitize"
)

// sameMailbox reports whether mail to both addresses comes to one person by the
// habits of mail servers: what stands behind a plus sign is a mark of the
// person's own, and Gmail reads over dots.
func sameMailbox(a, b string) bool {
	return a != "" && b != "" && mailboxKey(a) == mailboxKey(b)
}

func mailboxKey(address string) string {
	local, domain, ok := strings.Cut(strings.ToLower(sanitize.Address(address)), "@")
	if !ok {
		return local
	}
	if name, _, tagged := strings.Cut(local, "+"); tagged && name != "" {
		local = name
	}
	if domain == "googlemail.com" || domain == "gmail.com" {
		local, domain = strings.ReplaceAll(local, ".", ""), "gmail.com"
	}
	return local + "@" + domain
}

// sameHouse reports whether two addresses are of one organisation, as those of a
// person and an assistant: the same domain, unless it gives addresses to
// everybody.
func sameHouse(a, b string) bool {
	i, j := strings.LastIndexByte(a, '@'), strings.LastIndexByte(b, '@')
	if i < 0 || j < 0 {
		return false
	}
	a, b = sanitize.Address("x"+a[i:]), sanitize.Address("x"+b[j:])
	return strings.EqualFold(a, b) && !isPublicMail(strings.ToLower(a[2:]))
}

// isPublicMail reports whether a domain, or one above it, gives addresses to
// everybody who asks.
func isPublicMail(domain string) bool {
	if brand, rest, ok := strings.Cut(domain, "."); ok && slices.Contains(publicBrands, brand) && strings.Count(rest, ".") <= 1 {
		return true
	}
	for domain != "" {
		if _, ok := slices.BinarySearch(publicMail, domain); ok {
			return true
		}
		_, domain, _ = strings.Cut(domain, ".")
	}
	return false
}

// MailProvider is a mail service that is signed in to in a browser, because it
// takes no passwords from programs, or soon will not.
type MailProvider string

// The providers.
const (
	GoogleMail    MailProvider = "google"
	MicrosoftMail MailProvider = "microsoft"
)

// MailProviders are all of them.
func MailProviders() []MailProvider { return []MailProvider{GoogleMail, MicrosoftMail} }

// Label is the provider's name for people.
func (p MailProvider) Label() string {
	if p == MicrosoftMail {
		return "Microsoft 365"
	}
	return "Google"
}

// Keys of the account that mails go through, and of the registered apps, behind
// which stands the provider.
const (
	SettingMailAccount = "mail.account"
	SettingMailTokens  = "mail.account.tokens" // secret
	SettingMailClient  = "mail.app.client_id."
	SettingMailSecret  = "mail.app.secret." // secret
	SettingMailTenant  = "mail.app.tenant."
)

// MailApp is an app that an organisation registered with a provider.
type MailApp struct {
	ClientID, Secret string
	Tenant           string // of Microsoft; "" for any
	FromEnvironment  bool
}

// TakeBack is where a person takes the access back at the provider.
func (p MailProvider) TakeBack() string {
	if p == MicrosoftMail {
		return "myapplications.microsoft.com → recruitty → Manage → Revoke"
	}
	return "myaccount.google.com → Security → Third-party apps with account access"
}

// NoInbox says that answers are not read from a mailbox any more.
const NoInbox = "No mailbox is read for answers any more."
