package plain

import (
	"cmp"
	"context"
	"errors"
	"slices"
	"strings"
	"unicode/utf8"

	"recruitty/recruit"
	"recruitty/recruit/sanitize"
	"recruitty/recruit/timeparse"
	"recruitty/ui/plain/talk"
	"recruitty/ui/wording"
)

// fields are the questions of Schedule Interview Event.
func (s *scheduleForm) fields() []talk.Field {
	d := s.draft
	out := []talk.Field{
		{Name: "title", Label: "Title", Asked: true, Ask: func(ctx context.Context) error {
			return s.Ask(ctx, talk.Question{Label: "Title", Kept: d.Title, Value: &d.Title, Help: "What the interview is called, such as Technical interview.", Take: func(v string) error {
				if _, err := recruit.CleanTitle(v); err != nil {
					return err
				}
				d.Title = v
				return nil
			}})
		}},
		{Name: "description", Label: "Description", Asked: true, Ask: func(ctx context.Context) error {
			return s.described(ctx, "Description", &d.Description, "What everybody who is invited can read.")
		}},
		{Name: "internal_note", Label: "Internal note", Asked: false, Ask: func(ctx context.Context) error {
			return s.described(ctx, "Internal note", &d.InternalNote, "What only the panel can read.")
		}},
		{Name: "time_zone", Label: "Time Zone", Asked: !talk.Zoned(d.TimeZone), Ask: func(ctx context.Context) error {
			return s.Ask(ctx, talk.Question{Label: "Time Zone", Kept: d.TimeZone, Value: &d.TimeZone, Help: talk.ZoneHelp, Take: s.TakeZone(&d.TimeZone)})
		}},
		{Name: "start", Label: "Event Start Date and Time", Asked: true, Ask: s.askStart},
		{Name: "duration", Label: "Event Duration", Asked: true, Ask: func(ctx context.Context) error {
			return s.Ask(ctx, talk.Question{Label: "Event Duration", Kept: d.Duration, Value: &d.Duration, Help: "Such as 45 min, or 1h15.", Take: func(v string) error {
				if _, err := timeparse.ParseDuration(v); err != nil {
					return recruit.Invalid("duration", "%s", err)
				}
				d.Duration = v
				return s.odd(ctx, "duration")
			}})
		}},
		{Name: "participants", Label: "Participants", Asked: true, Ask: func(ctx context.Context) error {
			return s.askPanel(ctx, panel{team: s.facts.Team, chosen: &d.Participants, person: &d.Person, candidate: s.facts.Profile.Candidate.Email,
				taken: func(ctx context.Context) error { return s.odd(ctx, "participants") }})
		}},
		{Name: "find", Label: "Find a time", Asked: false, Ask: s.findTime},
		{Name: "organiser_entry", Label: wording.OwnEntry, Asked: false, Ask: func(ctx context.Context) error {
			err := s.askEntry(ctx, &d.OrganiserEntry)
			if err == nil && d.OrganiserEntry != s.Member.Entry() {
				s.Tell("%s.", recruit.Capital(wording.UsualEntry(d.OrganiserEntry)))
			}
			return err
		}},
		{Name: "files", Label: "Additional Files", Asked: true, Ask: s.askFiles},
		{Name: "platform", Label: "Select Platform", Asked: true, Ask: s.askPlatform},
		{Name: "place", Label: "Where", Asked: false, Ask: s.askPlace},
	}
	if len(s.facts.Pools) > 0 {
		out = append(out, talk.Field{Name: "pools", Label: "From pools", Asked: false, Ask: s.askPools})
	}
	if via := s.facts.Hosting.Via; via.ID != 0 && via.Kind != recruit.UserApp {
		out = append(out, talk.Field{Name: "host", Label: "Host", Asked: false, Ask: func(ctx context.Context) error {
			return s.Ask(ctx, talk.Question{Label: "Host", Kept: d.Host, Value: &d.Host, Empty: true, Help: "A Zoom user of the account; none for the organiser.", Take: func(v string) error {
				if v != "" {
					address, err := sanitize.Email(v)
					if err != nil {
						return recruit.NoAddress("host", v)
					}
					v = address
				}
				d.Host = v
				return s.odd(ctx, "host")
			}})
		}})
	}
	return out
}

// askEntry asks whether the organiser gets a calendar entry of their own.
func (p *plain) askEntry(ctx context.Context, wish *recruit.EntryPreference) error {
	return p.Ask(ctx, talk.Question{Label: wording.OwnEntry, Kept: string(*wish), Help: "yes or no; as the organiser you get the interview into your calendar unless you say no.",
		Take: func(v string) error {
			switch strings.ToLower(v) {
			case "yes", "y":
				*wish = recruit.WithEntry
			case "no", "n":
				*wish = recruit.WithoutEntry
			default:
				return recruit.Invalid("organiser_entry", "Type yes or no.")
			}
			return nil
		}})
}

// described asks for a text that those who are invited read.
func (s *scheduleForm) described(ctx context.Context, label string, value *string, help string) error {
	for {
		if err := s.AskText(ctx, label, value, help, true); err != nil {
			return err
		}
		n := utf8.RuneCountInString(*value)
		if n <= recruit.MaxDescription {
			return nil
		}
		s.Tell("The text has %d characters; at most %d are possible.", n, recruit.MaxDescription)
	}
}

// askStart asks when it begins, and says how that was understood.
func (s *scheduleForm) askStart(ctx context.Context) error {
	d := s.draft
	loc, err := timeparse.Zone(d.TimeZone)
	if err != nil {
		loc = s.Member.Location()
	}
	return s.Ask(ctx, talk.Question{
		Label: "Event Start Date and Time, " + timeparse.Label(s.Now().In(loc)) + " time", Kept: d.Start, Value: &d.Start,
		Help: "Such as 2026-12-01 14:30, tue 10am, tomorrow noon; a zone after it counts instead, such as tue 10am London. Type " + findWord + " for the hours that suit everybody.",
		Take: func(v string) error {
			if strings.EqualFold(strings.TrimSpace(v), findWord) {
				d.Start = ""
				return s.findTime(ctx)
			}
			at, typed, err := s.Moment(ctx, v, d.TimeZone)
			if err != nil {
				return err
			}
			if err := recruit.CheckStart(at.Time, s.Now()); err != nil {
				return err
			}
			d.Start = typed
			s.Tell("%s.", talk.Spoken(s.Reader().Agreed(at.Time, s.facts.Profile.Candidate)))
			return s.odd(ctx, "start")
		}})
}

// odd says what is odd about the draft so far, as far as it concerns a field.
func (s *scheduleForm) odd(ctx context.Context, field string) error {
	d := s.draft.Glance(s.facts.Profile.Candidate.ID, s.facts.Job.ID, s.Now())
	d.Host = s.draft.Host
	warnings, err := s.Services.Scheduling.Warnings(ctx, s.Member, d, 0)
	if err != nil { // a warning that cannot be worked out is none
		return ctx.Err()
	}
	s.warn(warnings, field)
	return nil
}

// askPlatform asks where it takes place; Zoom says through whose account.
func (s *scheduleForm) askPlatform(ctx context.Context) error {
	platforms := recruit.Platforms()
	items := make([]string, len(platforms))
	for i, p := range platforms {
		if items[i] = p.Label(); p == recruit.Zoom {
			items[i] += ", " + wording.Account(s.facts.Zoom)
		}
	}
	chosen, err := s.Choose(ctx, "Select Platform", items, slices.Index(platforms, s.draft.Platform))
	if err != nil {
		return err
	}
	s.draft.Platform = platforms[chosen]
	if s.draft.Platform != recruit.Zoom {
		return s.askPlace(ctx)
	}
	if s.facts.Zoom.State == recruit.Connected {
		return nil
	}
	return s.connectHere(ctx)
}

// connectHere offers to connect Zoom without leaving the form.
func (s *scheduleForm) connectHere(ctx context.Context) error {
	s.Tell("Zoom is %s.", wording.Account(s.facts.Zoom))
	yes, err := s.Confirm(ctx, "Connect it now?")
	if err != nil {
		return err
	}
	if yes {
		if err := s.connect(ctx, ""); err != nil {
			if talk.Ends(err) && !errors.Is(err, talk.ErrLeave) && !errors.Is(err, talk.ErrBack) {
				return err
			}
			if !talk.Ends(err) {
				s.Complain(err)
			}
		}
		if s.facts.Zoom, err = s.Services.Accounts.Status(ctx, s.Member); err != nil {
			return err
		}
	}
	if s.facts.Zoom.State == recruit.NotConnected {
		s.Tell("Without Zoom, choose another platform.")
		return s.askPlatform(ctx)
	}
	return nil
}

// askPlace asks where to meet on a platform that is not Zoom.
func (s *scheduleForm) askPlace(ctx context.Context) error {
	help := map[recruit.Platform]string{
		recruit.Phone:     "The number to call, or who calls whom.",
		recruit.OnSite:    "The address, and whom to ask for.",
		recruit.OtherLink: "The whole link, such as https://meet.example.com/abc.",
		recruit.Zoom:      "Not needed: Zoom creates the link.",
	}[s.draft.Platform]
	s.draft.Place = cmp.Or(s.draft.Place, s.facts.Profile.Candidate.PlaceOn(s.draft.Platform))
	return s.Ask(ctx, talk.Question{Label: "Where", Kept: s.draft.Place, Empty: true, Help: help, Take: func(v string) error {
		s.draft.Place = v
		return nil
	}})
}
