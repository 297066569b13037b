package wording

import "recruitty/recruit"

// MailRegistration is how to register an app with a provider, in a few lines.
func MailRegistration(p recruit.MailProvider) string {
	if p == recruit.MicrosoftMail {
		return "Microsoft wants to know which app asks. Once for your organisation:\n" +
			"1  entra.microsoft.com: App registrations → New; redirect URI\n   http://localhost/callback, platform Mobile and desktop applications\n" +
			"2  Authentication: allow public client flows\n" +
			"3  API permissions → Office 365 Exchange Online, delegated:\n   SMTP.Send and IMAP.AccessAsUser.All\n" +
			"4  copy the Application (client) ID to here. An administrator switches on\n   Authenticated SMTP for the mailbox"
	}
	return "Google wants to know which app asks. Once for your organisation:\n" +
		"1  console.cloud.google.com: switch on the Gmail API\n" +
		"2  OAuth consent screen: add the scope https://mail.google.com/\n" +
		"3  Credentials → Create → OAuth client ID, of the type Desktop app\n" +
		"4  copy the client ID and the client secret to here"
}
