package outbox

import (
	"cmp"
	"context"
	"errors"
	"slices"
	"strings"

	"recruitty/recruit"
)

// What stands in a mail that is looked at for what only Zoom can say. The mail needs a link
// to be written at all, so one that is none is exchanged for these words.
const (
	unmadeLink     = "https://zoom.us/j/99999999999"
	unmadeNumber   = 99999999999
	unmadePasscode = "99999999"

	linkToCome     = "[the link, once Zoom has made it]"
	numberToCome   = "[its number]"
	passcodeToCome = "[its passcode]"
)

// Show writes a mail that is planned as it would leave, to be read before anything is
// decided: r is the record as it would be, e one of its effects. What Zoom has yet to say
// stands in it as words in brackets. Its plain text has lines of so many columns.
func (o *Outbox) Show(ctx context.Context, r recruit.Record, e recruit.Effect, columns int) (recruit.TemplatePreview, error) {
	to, ok := r.Person(e.Target)
	if !ok {
		return recruit.TemplatePreview{}, &recruit.Problem{Kind: recruit.ErrNotFound, Sentence: e.Target + " is no longer invited to this interview."}
	}
	from, err := o.Mailer.From(ctx)
	if err != nil { // what is wrong with it the preview says; the words are the same from anybody
		if errors.Is(err, context.Canceled) {
			return recruit.TemplatePreview{}, err
		}
		from = recruit.Mailbox{Name: r.Organiser.Name, Address: r.Organiser.Email}
	}
	unmade := r.Interview.Platform == recruit.Zoom && r.Interview.JoinURL() == "" && r.Interview.Status == recruit.Scheduled
	if unmade {
		r.Interview.Meeting = &recruit.Meeting{ID: unmadeNumber, JoinURL: unmadeLink, Passcode: unmadePasscode}
	}
	if e.Kind == recruit.MailSheet {
		r.Loop = slices.Clone(r.Loop)
		for n := range r.Loop {
			if i := &r.Loop[n].Interview; i.Platform == recruit.Zoom && i.JoinURL() == "" && i.Status != recruit.Cancelled {
				i.Meeting, unmade = &recruit.Meeting{ID: unmadeNumber, JoinURL: unmadeLink, Passcode: unmadePasscode}, true
			}
		}
	}
	r.Interview.UID = cmp.Or(r.Interview.UID, "preview@recruitty.example") // of one that is not saved yet
	letter, err := o.letter(ctx, r, e, to, from)
	if err != nil {
		return recruit.TemplatePreview{}, err
	}
	if letter.Stamp.IsZero() {
		letter.Stamp = letter.Written
	}
	if letter.Kind == recruit.MailInvite || letter.Kind == recruit.MailUpdate {
		for _, f := range r.Files {
			if f.Everyone || to.Audience != recruit.ToCandidate {
				letter.Files = append(letter.Files, recruit.MailFile{File: f})
			}
		}
	}
	mail, err := o.Mailer.Show(ctx, letter, columns)
	if err == nil && unmade {
		mail.Text = strings.NewReplacer(unmadeLink, linkToCome, "99999999999", numberToCome, unmadePasscode, passcodeToCome).Replace(mail.Text)
		mail.HTML = "" // its links would lead nowhere
	}
	return mail, err
}
