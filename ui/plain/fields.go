package plain

import (
	"context"
	"errors"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"recruitty/recruit"
	"recruitty/recruit/sanitize"
	"recruitty/recruit/timeparse"
	"recruitty/ui/text"
	"recruitty/ui/wording"
)

// fields are the questions of Schedule Interview Event.
func (s *scheduleForm) fields() []field {
	d := s.draft
	out := []field{
		{"title", "Title", true, func(ctx context.Context) error {
			return s.ask(ctx, question{label: "Title", kept: d.Title, value: &d.Title, help: "What the interview is called, such as Technical interview.", take: func(v string) error {
				if _, err := recruit.CleanTitle(v); err != nil {
					return err
				}
				d.Title = v
				return nil
			}})
		}},
		{"description", "Description", true, func(ctx context.Context) error {
			return s.described(ctx, "Description", &d.Description, "What everybody who is invited reads.")
		}},
		{"internal_note", "Internal note", false, func(ctx context.Context) error {
			return s.described(ctx, "Internal note", &d.InternalNote, "What only the panel reads.")
		}},
		{"time_zone", "Time Zone", !zoned(d.TimeZone), func(ctx context.Context) error {
			return s.ask(ctx, question{label: "Time Zone", kept: d.TimeZone, value: &d.TimeZone, help: zoneHelp, take: s.zone(&d.TimeZone)})
		}},
		{"start", "Event Start Date and Time", true, s.askStart},
		{"duration", "Event Duration", true, func(ctx context.Context) error {
			return s.ask(ctx, question{label: "Event Duration", kept: d.Duration, value: &d.Duration, help: "Such as 45 min, or 1h15.", take: func(v string) error {
				if _, err := timeparse.ParseDuration(v); err != nil {
					return recruit.Invalid("duration", "%s", err)
				}
				d.Duration = v
				return s.odd(ctx, "duration")
			}})
		}},
		{"participants", "Participants", true, func(ctx context.Context) error {
			return s.askPanel(ctx, panel{team: s.facts.Team, chosen: &d.Participants, person: &d.Person, candidate: s.facts.Profile.Candidate.Email,
				taken: func(ctx context.Context) error { return s.odd(ctx, "participants") }})
		}},
		{"find", "Find a time", false, s.findTime},
		{"organiser_entry", "Your own calendar entry", false, func(ctx context.Context) error {
			err := s.askEntry(ctx, &d.OrganiserEntry)
			if err == nil && d.OrganiserEntry != s.Member.Entry() {
				s.tell("%s.", recruit.Capital(wording.UsualEntry(d.OrganiserEntry)))
			}
			return err
		}},
		{"files", "Additional Files", true, s.askFiles},
		{"platform", "Select Platform", true, s.askPlatform},
		{"place", "Where", false, s.askPlace},
	}
	if len(s.facts.Pools) > 0 {
		out = append(out, field{"pools", "From pools", false, s.askPools})
	}
	if via := s.facts.Hosting.Via; via.ID != 0 && via.Kind != recruit.UserApp {
		out = append(out, field{"host", "Host", false, func(ctx context.Context) error {
			return s.ask(ctx, question{label: "Host", kept: d.Host, value: &d.Host, empty: true, help: "A Zoom user of the account; none for the organiser.", take: func(v string) error {
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
	return p.ask(ctx, question{label: "Your own calendar entry", kept: string(*wish), help: "yes or no; as the organiser you get the interview into your calendar unless you say no.",
		take: func(v string) error {
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

// long asks for a text of several lines: one that ends in a backslash goes on.
// What is too long is kept, too; whoever saves it says so.
func (p *plain) long(ctx context.Context, label string, value *string, help string, empty bool) error {
	help += " End a line with a backslash to go on in the next one"
	if empty {
		help += "; none empties it"
	}
	return p.ask(ctx, question{label: label, kept: *value, shown: shortened(*value), empty: empty, help: help + ".",
		take: func(v string) error {
			if v == *value {
				return nil
			}
			for strings.HasSuffix(v, "\\") {
				more, err := p.read(ctx)
				if err != nil {
					*value = strings.TrimSuffix(v, "\\")
					return err
				}
				v = strings.TrimSuffix(v, "\\") + "\n" + more
			}
			*value = v
			return nil
		}})
}

// described asks for a text that those who are invited read.
func (s *scheduleForm) described(ctx context.Context, label string, value *string, help string) error {
	for {
		if err := s.long(ctx, label, value, help, true); err != nil {
			return err
		}
		n := utf8.RuneCountInString(*value)
		if n <= recruit.MaxDescription {
			return nil
		}
		s.tell("The text has %d characters; at most %d are possible.", n, recruit.MaxDescription)
	}
}

const zoneHelp = "A zone such as Europe/Lisbon, a city, or UTC+3."

// shortened is a kept text as a question repeats it.
func shortened(v string) string { return text.Truncate(text.Line(v), 60) }

// zone takes a time zone.
func (p *plain) zone(value *string) func(string) error {
	return func(v string) error {
		loc, err := timeparse.Zone(v)
		if err != nil {
			return recruit.Invalid("time_zone", "%s", err)
		}
		*value = loc.String()
		now := p.Now().In(loc)
		p.tell("%s, now %s (%s).", loc, p.reader().Clock(now), timeparse.Offset(now))
		return nil
	}
}

// zoned reports whether a zone can be understood; one that cannot is asked for
// before a time in it.
func zoned(typed string) bool {
	_, err := timeparse.Zone(typed)
	return err == nil
}

// askStart asks when it begins, and says how that was understood.
func (s *scheduleForm) askStart(ctx context.Context) error {
	d := s.draft
	loc, err := timeparse.Zone(d.TimeZone)
	if err != nil {
		loc = s.Member.Location()
	}
	return s.ask(ctx, question{
		label: "Event Start Date and Time, " + timeparse.Label(s.Now().In(loc)) + " time", kept: d.Start, value: &d.Start,
		help: "Such as 2026-12-01 14:30, tue 10am, tomorrow noon; a zone behind it counts instead, such as tue 10am London. Type " + findWord + " for the hours that suit everybody.",
		take: func(v string) error {
			if strings.EqualFold(strings.TrimSpace(v), findWord) {
				d.Start = ""
				return s.findTime(ctx)
			}
			at, typed, err := s.moment(ctx, v, d.TimeZone)
			if err != nil {
				return err
			}
			if err := recruit.CheckStart(at.Time, s.Now()); err != nil {
				return err
			}
			d.Start = typed
			s.tell("%s.", spoken(s.reader().Agreed(at.Time, s.facts.Profile.Candidate)))
			return s.odd(ctx, "start")
		}})
}

// moment reads a date and a time. Where it can mean two instants, the person
// chooses; what is then meant comes back as a text of its own.
func (p *plain) moment(ctx context.Context, typed, zone string) (timeparse.Moment, string, error) {
	loc, err := timeparse.Zone(zone)
	if err != nil {
		return timeparse.Moment{}, "", recruit.Invalid("time_zone", "%s", err)
	}
	m, err := timeparse.Parse(typed, p.Now(), loc)
	c, open := timeparse.ChoiceOf(err)
	switch {
	case open:
		p.tell("%s", text.Line(c.Why))
		m, err = p.either(ctx, c.Zone, c.First, c.Second)
	case err != nil:
		return m, "", recruit.Invalid("start", "%s", err)
	default:
		m.Time = m.Time.In(m.Zone)
		return m, typed, nil
	}
	return m, wording.Exact(m.Time), err
}

// either lets a person choose one of two instants that a wall time may mean.
func (p *plain) either(ctx context.Context, zone *time.Location, instants ...time.Time) (timeparse.Moment, error) {
	items := make([]string, len(instants))
	for i, t := range instants {
		items[i] = p.reader().FullStart(t.In(zone))
	}
	i, err := p.choose(ctx, "Which one", items, -1)
	if err != nil {
		return timeparse.Moment{}, err
	}
	return timeparse.Moment{Time: instants[i].In(zone), Zone: zone}, nil
}

// odd says what is odd about the draft so far, as far as it concerns a field.
func (s *scheduleForm) odd(ctx context.Context, field string) error {
	d := s.draft.Glance(s.facts.Profile.Candidate.ID, s.facts.Job.ID, s.Now())
	d.Host = s.draft.Host
	warnings, err := s.Desk.Scheduling.Warnings(ctx, s.Member, d, 0)
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
	chosen, err := s.choose(ctx, "Select Platform", items, slices.Index(platforms, s.draft.Platform))
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
	s.tell("Zoom is %s.", wording.Account(s.facts.Zoom))
	yes, err := s.confirm(ctx, "Connect it now?")
	if err != nil {
		return err
	}
	if yes {
		if err := s.connect(ctx, ""); err != nil {
			if ends(err) && !errors.Is(err, errLeave) && !errors.Is(err, errBack) {
				return err
			}
			if !ends(err) {
				s.complain(err)
			}
		}
		if s.facts.Zoom, err = s.Desk.Accounts.Status(ctx, s.Member); err != nil {
			return err
		}
	}
	if s.facts.Zoom.State == recruit.NotConnected {
		s.tell("Without Zoom, choose another platform.")
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
	return s.ask(ctx, question{label: "Where", kept: s.draft.Place, empty: true, help: help, take: func(v string) error {
		s.draft.Place = v
		return nil
	}})
}
