package offers

import (
	"context"
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"

	"recruitty/recruit"
	"recruitty/recruit/slots"
)

// Mail is an email that was taken as an answer. Of it only a digest is kept, so that it counts
// once, however often it is read, and its thread with the email in return, if there is one.
type Mail struct {
	Digest [32]byte
	// Thread is as of recruit.Incoming.
	Thread []string
	// Answered is the event of the email that is sent in return by itself, "" for none.
	Answered recruit.MailEvent
	At       time.Time
}

// ErrKnownMail says that an email was taken as an answer before.
var ErrKnownMail = errors.New("this email was taken already")

// Bounds of what is sent by itself in return to a candidate's emails about one job in a day.
const (
	mostReturned = 3
	mostNoted    = 1
)

// Arrived is what an email came to.
type Arrived struct {
	Mail Mail
	// Waits says that a member has to look at it: it decided nothing.
	Waits bool
	// Why says in half a sentence why it decided nothing, "" where that needs no word.
	Why string
	// Said is what the candidate wrote, and Windows when they can; Other says that it may be
	// somebody else who wrote.
	Said    string
	Windows []slots.Span
	Other   bool
	// Return asks for an email in return: OnOfferGone, OnOfferNoted, or none.
	Return recruit.MailEvent
	// Action and Text are a line for the log, in which the actor is the candidate, or Actor.
	Action, Text, Actor string
}

// KnownMail reports whether an email was taken as an answer already.
func (s *Service) KnownMail(ctx context.Context, digest [32]byte) (bool, error) {
	return s.Store.KnownOfferMail(ctx, digest)
}

// Arrive writes down what an email came to, together with the email in return: all or nothing,
// and once for each email (ErrKnownMail). No more than a few emails a day are sent in return;
// returned is the one that was.
func (s *Service) Arrive(ctx context.Context, id recruit.OfferID, a Arrived) (o Offer, returned recruit.MailEvent, err error) {
	said, err := recruit.CleanText("text", "message", brief(a.Said), MaxSaid)
	if err != nil {
		said = "(what it says cannot be shown)"
	}
	if a.Windows, err = cleanWindows(a.Windows, s.Now()); err != nil {
		a.Windows = nil
	}
	o, err = s.change(ctx, id, func(o *Offer) (Change, error) {
		a.Mail.At, a.Mail.Answered = o.UpdatedAt, ""
		if a.Waits {
			o.waits(a, said)
		}
		c := Change{Mail: &a.Mail}
		if a.Text != "" {
			by := recruit.Member{Name: o.CandidateName}
			if a.Actor != "" {
				by.Name = a.Actor
			}
			c.Log = append(c.Log, o.activity(by, a.Action, "%s", a.Text))
		}
		l, err := s.returned(ctx, *o, a.Return)
		if err != nil {
			return Change{}, err
		}
		if l != nil {
			l.Thread = a.Mail.Thread
			c.Letter, a.Mail.Answered = l, a.Return
		}
		return c, nil
	})
	return o, a.Mail.Answered, err
}

// waits makes an offer stand on Today because of an email.
func (o *Offer) waits(a Arrived, said string) {
	quoted := said
	if a.Why != "" {
		quoted = strings.TrimSpace(upperFirst(a.Why) + ". " + said)
	}
	switch {
	case o.State == ToConfirm: // why it waits stays
		o.Said = brief(strings.TrimSpace(o.Said + " By email: " + quoted))
	case a.Other && (o.Asking || o.State == NoneSuits):
		// What the candidate asked for is not written over by somebody else.
	case a.Other && o.State == Booked: // how it was booked stays
		o.Said, o.Windows = brief(quoted), nil
	case a.Other:
		o.Via, o.AnsweredAt, o.Said, o.Windows = ByOther, o.UpdatedAt, brief(quoted), nil
	default:
		o.AnsweredAt, o.Said, o.Windows = o.UpdatedAt, said, a.Windows
		if o.State != Booked {
			o.Via = ByMail
		}
	}
	o.Asking = o.Asking || o.State != NoneSuits
}

// returned is the email in return; nil where none is asked for, or can be, or enough were sent.
func (s *Service) returned(ctx context.Context, o Offer, event recruit.MailEvent) (*recruit.Letter, error) {
	if event == "" {
		return nil, nil
	}
	before, err := s.Store.OfferMailsAnswered(ctx, o.ID, s.Now().Add(-day))
	if err != nil {
		return nil, err
	}
	noted := len(slices.DeleteFunc(slices.Clone(before), func(e recruit.MailEvent) bool { return e != recruit.OnOfferNoted }))
	if len(before) >= mostReturned || event == recruit.OnOfferNoted && noted >= mostNoted {
		return nil, nil
	}
	author, unable := s.organiser(ctx, o)
	if unable == nil {
		unable = s.stillCandidate(ctx, o)
	}
	p, err := s.Store.Profile(ctx, o.Candidate)
	if err != nil {
		return nil, err
	}
	if unable != nil || p.Candidate.Email == "" || !p.Candidate.ErasedAt.IsZero() {
		return nil, nil //nolint:nilerr // a member sees it on Today
	}
	shown := o
	if o.State != Offered || o.Late(s.Now()) {
		if event == recruit.OnOfferGone && o.State != NoneSuits {
			return nil, nil
		}
		if event == recruit.OnOfferNoted {
			shown.Options = nil // they cannot be taken any more
		}
	}
	l, err := s.letter(ctx, shown, p.Candidate, author, event, words{})
	if err != nil {
		return nil, err
	}
	return &l, nil
}

// Told are the texts behind the numbers of a letter that told options, by their numbers from 1.
// Of the version in force they are given only where the letter says what the options are: who
// sent it may have written something else.
func (s *Service) Told(ctx context.Context, o Offer, version int, l recruit.Letter) ([]string, error) {
	told := ToldIn(l.Text)
	if version != o.Version {
		return told, nil
	}
	author, err := s.Store.Member(ctx, o.AuthorID)
	if err != nil {
		return nil, err
	}
	v := recruit.LetterValues{Job: "-", Offer: recruit.OfferValues{Zone: o.Zone, SenderZone: author.Location().String()}}
	for _, one := range o.Options {
		v.Offer.Options = append(v.Offer.Options, one.told())
	}
	_, meant, err := s.Templates.Renderer.DraftLetter(recruit.Template{Event: recruit.OnOffer, Audience: recruit.ToCandidate, Words: l.Language, Source: "Subject: {{job}}\n\n{{hours}}"}, v)
	if err != nil {
		return nil, err
	}
	if !slices.Equal(told, ToldIn(meant)) {
		return nil, nil
	}
	return told, nil
}

// numbered matches the first line of an option in a letter.
var numbered = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^(\d{1,2})\)\s+(\S.*)$`) })

// ToldIn reads the options of a letter: numbers from 1 in a row, each with the lines up to an
// empty one. There are none where the numbers are others.
func ToldIn(text string) []string {
	var all []string
	open := false
	for line := range strings.SplitSeq(text, "\n") {
		line = strings.TrimSpace(line)
		found := numbered().FindStringSubmatch(line)
		switch {
		case found != nil && found[1] == strconv.Itoa(len(all)+1):
			all, open = append(all, found[2]), true
		case found != nil:
			return nil
		case line == "":
			open = false
		case open:
			all[len(all)-1] += "\n" + line
		}
	}
	return all
}

func upperFirst(s string) string {
	if s == "" {
		return s
	}
	return strings.ToUpper(s[:1]) + s[1:]
}

// OfInterview is the offer that an interview came of; ErrNotFound for none.
func (s *Service) OfInterview(ctx context.Context, id recruit.InterviewID) (Offer, error) {
	of, err := s.Store.OfferOfInterview(ctx, id)
	if err != nil {
		return Offer{}, fmt.Errorf("look for the offer of an interview: %w", err)
	}
	return s.Store.Offer(ctx, of)
}
