package shell

import "recruitty/recruit"

// Mailbox is the mailbox of a demo: every mail that recruitty sent in it.
type Mailbox interface {
	// List returns all mails, oldest first, without their contents.
	List() []recruit.MailSummary
	// Read returns one mail with its contents.
	Read(id int) (recruit.SentMail, error)
}
