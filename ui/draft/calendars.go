package draft

import (
	"context"
	"strconv"
	"strings"
	"time"

	"recruitty/recruit"
	"recruitty/recruit/availability"
	"recruitty/recruit/busy"
	"recruitty/recruit/sanitize"
	"recruitty/recruit/services"
	"recruitty/ui/wording"
)

// Whose is whose calendars are to be connected.
type Whose string

// Whose calendars may be connected. All but Mine are an admin's decision.
const (
	Mine    Whose = "mine"
	Another Whose = "another" // a member's, who is named
	Seen    Whose = "seen"    // those that the account can see which signs in
	Whole   Whose = "whole"   // those of an organisation, by what its administrator granted
)

// NewCalendar says what kind of calendar is to be connected, before it is.
type NewCalendar struct {
	Kind   busy.Kind
	Whose  Whose
	Member string // address or name of Another
	Titles bool   // see availability.Connection

	owner recruit.MemberID // of Another, once it is known
}

// signsIn reports whether a kind is connected by signing in to its provider.
func (n NewCalendar) signsIn() bool { return n.Kind == busy.Google || n.Kind == busy.Microsoft }

// Wholly reports whether it is an organisation's, which nobody signs in to.
func (n NewCalendar) Wholly() bool { return n.Whose == Whole && n.signsIn() }

// Connection is what the choice comes to for a member.
func (n NewCalendar) Connection(of recruit.Member) availability.Connection {
	c := availability.Connection{Kind: n.Kind, Owner: of.ID, Titles: n.Titles && n.signsIn()}
	switch n.Whose {
	case Another:
		c.Owner = n.owner
	case Seen, Whole:
		c.Owner = 0
	case Mine:
	}
	return c
}

// NewCalendarForm asks which kind of calendar is to be connected, and whose; then goes
// on with the choice. Who does not manage the workspace connects their own.
func NewCalendarForm(svc *services.Services, actor recruit.Member, then func(NewCalendar)) Form[NewCalendar] {
	type n = NewCalendar
	kind := Field[n]{Name: "kind", Label: "Kind", Alone: "Which kind of calendar", Kind: Choice,
		Get: func(c n) string { return string(c.Kind) },
		Set: func(c *n, typed string) error { c.Kind = busy.Kind(typed); return nil },
		Note: func(c n) Note {
			if c.signsIn() {
				return Note{Text: "by signing in to " + c.Kind.Label()}
			}
			if c.Kind == busy.Feed {
				return Note{Text: "by the address where the calendar is published"}
			}
			return Note{Text: "by the address of the server, a user name and a password"}
		}}
	for _, k := range busy.Kinds() {
		kind.Options = append(kind.Options, Option{Value: string(k), Label: k.Label()})
	}
	fields := []Field[n]{kind}
	if recruit.Allow(actor, recruit.ToManage) == nil {
		fields = append(fields, whoseCalendars(), trimmed(Field[n]{Name: "member", Label: "Member", Alone: "The member's email address or name", Proposal: "dana@example.com",
			Unused: func(c n) bool { return c.Whose != Another }, Text: func(c *n) *string { return &c.Member },
			Note: func(c n) Note {
				if c.Whose != Another {
					return Note{Text: "only for another member"}
				}
				return Note{Text: "email address or name, as in the team"}
			}}))
	}
	unsigned := func(c n) bool { return !c.signsIn() }
	fields = append(fields, Either(Field[n]{Name: "titles", Label: "What is read", Unused: unsigned,
		Options: []Option{{"busy", "when it is busy"}, {"titles", "titles as well"}},
		Note: func(c n) Note {
			switch {
			case unsigned(c):
				return Note{Text: "is only for Google and Microsoft 365"}
			case c.Titles:
				return Note{Text: "titles tell a focus time from a meeting; none is kept"}
			}
			return Note{Text: "every entry counts as busy as its calendar says"}
		}}, func(c *n) *bool { return &c.Titles }))
	return Form[n]{Key: "calendar", Title: "Connect a calendar", Sheet: NewSheet(n{Kind: busy.Google, Whose: Mine}, fields),
		Save: func(ctx context.Context, typed n) (said, warning string, err error) {
			if unsigned(typed) {
				typed.Titles = false
				if typed.Whose != Another {
					typed.Whose = Mine
				}
			}
			if typed.Whose == Another {
				if typed.owner, err = memberCalled(ctx, svc, typed.Member); err != nil {
					return "", "", err
				}
			}
			then(typed)
			return "", "", nil
		}}
}

// whoseCalendars asks an admin whose calendars are connected.
func whoseCalendars() Field[NewCalendar] {
	return Field[NewCalendar]{Name: "owner", Label: "Whose", Alone: "Whose calendars are read", Kind: Choice,
		Options: []Option{{string(Mine), "mine"}, {string(Another), "another member's"}, {string(Seen), "everybody's"}, {string(Whole), "an organisation's"}},
		Get:     func(c NewCalendar) string { return string(c.Whose) },
		Set: func(c *NewCalendar, typed string) error {
			c.Whose = Whose(typed)
			return nil
		},
		Note: func(c NewCalendar) Note {
			switch {
			case c.Whose == Another && c.signsIn():
				return Note{Text: "they sign in themselves, in a browser or by a code that you give them"}
			case c.Whose == Another:
				return Note{Text: "it becomes theirs"}
			case !c.signsIn():
				return Note{Text: "it is one person's calendar, and becomes yours", Warns: c.Whose != Mine}
			case c.Whose == Seen:
				return Note{Text: "those in the team that the account can see, by their addresses"}
			case c.Whose == Whole:
				return Note{Text: "everybody's, without a sign-in, by what its administrator granted"}
			}
			return Note{Text: "the calendar of the account that signs in"}
		}}
}

// memberCalled finds a member of the team by address or name.
func memberCalled(ctx context.Context, svc *services.Services, typed string) (recruit.MemberID, error) {
	if typed == "" {
		return 0, recruit.Invalid("member", "Enter the email address of the member whose calendar it is.")
	}
	team, err := svc.Store.Members(ctx, false)
	if err != nil {
		return 0, err
	}
	var found []recruit.MemberID
	for _, m := range team {
		if sanitize.SameAddress(m.Email, typed) {
			return m.ID, nil
		}
		if sanitize.Fold(m.Name) == sanitize.Fold(typed) {
			found = append(found, m.ID)
		}
	}
	switch len(found) {
	case 0:
		return 0, recruit.Invalid("member", "Nobody in the team is called %s; enter the email address shown in Settings, Team.", recruit.Shorten(typed))
	case 1:
		return found[0], nil
	}
	return 0, recruit.Invalid("member", "More than one member is called %s; enter an email address.", recruit.Shorten(typed))
}

// WholeForm connects the calendars of an organisation without anybody's sign-in: at
// Google with the key of a service account, at Microsoft with the app itself. c is what is
// known of it already.
func WholeForm(svc *services.Services, actor recruit.Member, c availability.Connection) Form[availability.Connection] {
	type conn = availability.Connection
	f := Form[conn]{Key: "calendar-whole-" + string(c.Kind), Title: "Connect an organisation's " + c.Kind.Label() + " calendars", Intro: wording.WholeCalendars(recruit.MailProvider(c.Kind), c.Titles)}
	user := trimmed(Field[conn]{Name: "user", Label: "In the name of", Alone: "In whose name calendars are read, an email address", Hint: "the address of someone in the organisation", Text: func(c *conn) *string { return &c.User }})
	fields := []Field[conn]{user}
	if c.Kind == busy.Google {
		hint := "the JSON file that Google gives out: its path, or all of its text"
		if svc.Documents.Find != nil {
			hint = "all of the text of the JSON file that Google gives out"
		}
		fields = append(fields, Field[conn]{Name: "key", Label: "Key", Kind: Secret, Hint: hint + "; stored encrypted", Text: func(c *conn) *string { return &c.Key }})
	} else {
		user.Optional, user.Hint = true, "an address, or nothing for that of the first calendar"
		fields[0] = user
	}
	f.Sheet = NewSheet(c, fields)
	f.Save = func(ctx context.Context, typed conn) (said, warning string, err error) {
		if typed.Key, err = keyText(svc, typed.Key); err != nil {
			return "", "", err
		}
		src, err := svc.Availability.Connect(ctx, actor, typed)
		return ConnectedCalendar(src), "", err
	}
	return f
}

// maxKeyFile bounds what is read of a file with a key, in bytes; the service refuses less.
const maxKeyFile = 64 << 10

// keyText is a key as it was typed, or what stands in the file that was named.
func keyText(svc *services.Services, typed string) (string, error) {
	typed = strings.TrimSpace(typed)
	if typed == "" || strings.HasPrefix(typed, "{") {
		return typed, nil
	}
	return svc.Documents.Secret("key", typed, maxKeyFile)
}

// AddressedForm connects a calendar by its address: a CalDAV account or a published
// calendar. c is what is known of it already.
func AddressedForm(svc *services.Services, actor recruit.Member, c availability.Connection) Form[availability.Connection] {
	type conn = availability.Connection
	f := Form[conn]{Key: "calendar-" + string(c.Kind), Title: "Connect a CalDAV account",
		Intro: "It is read once before it is connected. Many servers want an app-specific password."}
	fields := []Field[conn]{trimmed(Field[conn]{Name: "url", Label: "Address", Proposal: "https://dav.example.com", Help: "The address of the server; it begins with https://.", Text: func(c *conn) *string { return &c.URL }}),
		trimmed(Field[conn]{Name: "user", Label: "User", Help: "The user name for that server.", Text: func(c *conn) *string { return &c.User }}),
		{Name: "password", Label: "Password", Kind: Secret, Hint: "stored encrypted, never shown again", Text: func(c *conn) *string { return &c.Password }}}
	if c.Kind == busy.Feed {
		// Whoever has a secret address reads the calendar, so that it is typed as a secret.
		f.Title, f.Intro = "Connect a published calendar", "The address at which a calendar is published as iCalendar (.ics), such as the secret address in the settings of a Google calendar. It is read once before it is connected."
		fields = []Field[conn]{trimmed(Field[conn]{Name: "url", Label: "Address", Kind: Secret, Hint: "begins with https://; stored encrypted, never shown again", Text: func(c *conn) *string { return &c.URL }})}
	}
	f.Sheet = NewSheet(c, fields)
	f.Save = func(ctx context.Context, typed conn) (said, warning string, err error) {
		src, err := svc.Availability.Connect(ctx, actor, typed)
		return ConnectedCalendar(src), "", err
	}
	return f
}

// ConnectedCalendar says that a source is connected, and whether it was read yet.
func ConnectedCalendar(src availability.Source) string {
	said := "Connected " + src.Label() + "."
	if src.ReadAt.IsZero() {
		return said + " It has not been read yet; that follows."
	}
	return said
}

// CalendarSettingsForm changes how old a reading may be and by which words titles are
// judged.
func CalendarSettingsForm(svc *services.Services, actor recruit.Member, now availability.Settings) Form[availability.Settings] {
	type set = availability.Settings
	return Form[set]{Key: "calendar-settings", Title: "How calendars count",
		Intro: "A person whose calendar was last read longer ago than this counts as unknown, not as free. If you change the words, every calendar is read again.",
		Sheet: NewSheet(now, []Field[set]{
			{Name: "max_age", Label: "Maximum age", Alone: "How old a reading may be, in minutes", Hint: "minutes, from 5 to 1440", Get: func(s set) string { return strconv.Itoa(int(s.MaxAge / time.Minute)) },
				Set: func(s *set, typed string) error {
					n, err := strconv.Atoi(strings.TrimSpace(typed))
					if err != nil {
						return recruit.Invalid("max_age", "%q is not a number of  minutes; type 15.", recruit.Shorten(typed))
					}
					s.MaxAge = time.Duration(max(-1, min(n, 100_000))) * time.Minute
					return nil
				}},
			commas(Field[set]{Name: "soft", Label: "Soft words", Alone: "Soft words", Optional: true, Hint: "an entry with one of these in its title may be booked over if it must be"}, func(s *set) *[]string { return &s.Words.Soft }),
			commas(Field[set]{Name: "firm", Label: "Firm words", Alone: "Words that keep an entry busy", Optional: true, Hint: "one with one of these stays busy, whatever else stands in its title"}, func(s *set) *[]string { return &s.Words.Firm }),
		}),
		Save: func(ctx context.Context, typed set) (said, warning string, err error) {
			return "Saved how calendars count.", "", svc.Availability.SetSettings(ctx, actor, typed)
		}}
}

// CalendarOutcomes say how the reading of sources went, a sentence each; ok says that
// all of it was read.
func CalendarOutcomes(all []availability.Outcome) (sentences []string, ok bool) {
	ok = true
	for _, o := range all {
		label := o.Source.Label()
		if o.Err != nil {
			ok = false
			sentences = append(sentences, label+": "+recruit.Sentence(o.Err))
			continue
		}
		read := strconv.Itoa(len(o.Read)) + " calendars read."
		if len(o.Read) == 1 {
			read = "1 calendar read."
		}
		for i, f := range o.Failed {
			ok = false
			if i == maxSaid {
				read += " And " + strconv.Itoa(len(o.Failed)-i) + " others cannot be read."
				break
			}
			read += " " + recruit.Sentence(f.Err)
		}
		for i, doubt := range o.Doubts {
			if i == maxSaid {
				read += " And " + strconv.Itoa(len(o.Doubts)-i) + " more like that."
				break
			}
			read += " " + doubt
		}
		sentences = append(sentences, label+": "+read)
	}
	return sentences, ok
}

// maxSaid is how many failures or doubts of one source are told one by one.
const maxSaid = 3
