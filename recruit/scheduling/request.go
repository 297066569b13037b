package scheduling

import (
	"context"
	"strings"
	"time"

	"recruitty/recruit"
	"recruitty/recruit/sanitize"
	"recruitty/recruit/timeparse"
)

// normalise cleans the texts of a draft and checks everything that needs no
// look into the store. now decides what is past.
func normalise(d recruit.ScheduleRequest, now time.Time) (recruit.ScheduleRequest, error) {
	var err error
	if d.Title, err = recruit.CleanTitle(d.Title); err != nil {
		return d, err
	}
	if d.Description, err = recruit.CleanText("description", "description", d.Description, recruit.MaxDescription); err != nil {
		return d, err
	}
	if d.InternalNote, err = recruit.CleanText("internal_note", "internal note", d.InternalNote, recruit.MaxDescription); err != nil {
		return d, err
	}
	if err := checkTimes(d.Start, d.TimeZone, d.Duration, now); err != nil {
		return d, err
	}
	if d.Platform == "" {
		d.Platform = recruit.Zoom
	}
	if d.Place, err = CleanPlace(d.Platform, d.Place); err != nil {
		return d, err
	}
	if d.Participants, err = cleanAddresses(d.Participants); err != nil {
		return d, err
	}
	if err := d.OrganiserEntry.Valid(); err != nil {
		return d, err
	}
	if err := checkPrograms(d.Files, d.AllowExecutable); err != nil {
		return d, err
	}
	return d, checkFiles(d.Files)
}

// checkTimes holds the rules about start, zone and duration.
func checkTimes(start time.Time, zone string, length time.Duration, now time.Time) error {
	loc, err := timeparse.Zone(zone)
	if err != nil {
		return recruit.Invalid("time_zone", "%s", err)
	}
	if err := recruit.CheckStart(start.In(loc), now); err != nil {
		return err
	}
	switch {
	case length < recruit.MinDuration || length > recruit.MaxDuration:
		return recruit.Invalid("duration", "An interview can last from 1 minute to 24 hours; not %s.", length)
	case length%time.Minute != 0:
		return recruit.Invalid("duration", "Give the duration in whole minutes.")
	}
	return nil
}

// CleanPlace checks what the platforms besides Zoom need, and returns it tidied. The error is
// ErrInvalid, about "platform" or "place".
func CleanPlace(p recruit.Platform, place string) (string, error) {
	place, err := recruit.CleanLine("place", "place", place, 300)
	if err != nil {
		return "", err
	}
	//exhaustive:enforce
	switch p {
	case recruit.Zoom:
		return "", nil
	case recruit.Phone:
		if place == "" {
			return "", recruit.Invalid("place", "A phone interview needs the number to call, or who calls whom.")
		}
	case recruit.OnSite:
		if place == "" {
			return "", recruit.Invalid("place", "An interview on site needs the address.")
		}
	case recruit.OtherLink:
		if place, err = sanitize.URL(place); err != nil {
			return "", recruit.Invalid("place", "The link must be a whole https address, such as https://meet.example.com/abc.")
		}
	default:
		return "", recruit.Invalid("platform", "There is no platform %q; choose zoom, phone, on_site or other_link.", string(p))
	}
	return place, nil
}

// cleanAddresses checks the further participants; nobody is invited twice.
func cleanAddresses(in []string) ([]string, error) {
	var out []string
	for _, raw := range in {
		if strings.TrimSpace(raw) == "" {
			continue
		}
		a, err := sanitize.International(raw)
		if err != nil {
			return nil, recruit.NoAddress("participants", raw)
		}
		if err := recruit.CheckParticipant(out, a, ""); err != nil {
			return nil, err
		}
		out = append(out, a)
	}
	return out, recruit.CheckPanel(len(out))
}

// checkFiles holds the limit for everything attached, before anything is sent.
func checkFiles(files []recruit.File) error {
	var sum int64
	for _, f := range files {
		sum += f.Size
	}
	return recruit.CheckSize(sum)
}

// CheckMailable holds an address of a field against what the mail server takes.
func (s *Service) CheckMailable(ctx context.Context, field, address string) error {
	if !sanitize.NeedsUTF8(address) {
		return nil
	}
	if s == nil || s.Mailable == nil {
		_, err := sanitize.Email(address)
		return recruit.Invalid(field, "%s", err)
	}
	if err := s.Mailable(ctx, address); err != nil {
		return recruit.Invalid(field, "%s", recruit.Sentence(err))
	}
	return nil
}
