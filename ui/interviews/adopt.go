package interviews

import (
	"context"
	"net/url"
	"strconv"
	"strings"

	tea "charm.land/bubbletea/v2"
	"charm.land/huh/v2"

	"recruitty/recruit"
	"recruitty/ui/forms"
	"recruitty/ui/shell"
	"recruitty/ui/text"
	"recruitty/ui/theme"
	"recruitty/ui/wording"
)

// This file is for a meeting of which nobody knows whether Zoom made it, once a
// person has found it there.

// AdoptMeeting asks which meeting at Zoom it is.
func AdoptMeeting(a *shell.App, e recruit.OpenEffect) tea.Cmd {
	d := &struct{ link, passcode string }{}
	svc, actor := a.Services(), a.Member()
	return forms.OpenForm(a, forms.FormSpec{
		Title: "It is in Zoom", Note: e.Title, Verb: "take this meeting", Draft: d, Keep: "adopt-" + shell.RowKey(e.ID), About: e.CandidateID, Room: 18,
		Intro: "Open the meeting in Zoom and copy its invitation link, or its number.",
		Fields: func(f *forms.Fields) []huh.Field {
			return []huh.Field{
				f.Line("meeting", "Link or number", &d.link).Proposing("https://zoom.us/j/82914375521").Saying(func() []forms.Hint { return readHint(d.link) }),
				f.Line("passcode", "Passcode", &d.passcode).Optional().Saying(forms.Says("as Zoom shows it; may be empty")),
			}
		},
	}, forms.Saves[recruit.Record]{
		Save: func() func(context.Context) (recruit.Record, error) {
			m, err := readMeeting(d.link)
			m.Passcode = text.TypedLine(d.passcode)
			return func(ctx context.Context) (recruit.Record, error) {
				if err != nil {
					return recruit.Record{}, err
				}
				r, err := svc.Store.Record(ctx, e.InterviewID)
				if err != nil {
					return r, err
				}
				via, err := svc.Scheduling.Hosting(ctx, r.Organiser, e.Host)
				if err != nil {
					return r, err
				}
				m.ConnectionID, m.HostEmail = via.Via.ID, via.Host
				return svc.Scheduling.Adopt(ctx, actor, e.InterviewID, m)
			}
		},
		Said: func(r recruit.Record) string {
			return "Taken: Zoom meeting " + wording.MeetingNumber(r.Interview.Meeting.ID) + ". Who waits for the link is told now."
		}})
}

// readHint says which meeting was understood.
func readHint(typed string) []forms.Hint {
	if strings.TrimSpace(typed) == "" {
		return nil
	}
	m, err := readMeeting(typed)
	if err != nil {
		return []forms.Hint{{Tone: theme.Dim, Text: recruit.Sentence(err)}}
	}
	return []forms.Hint{{Tone: theme.OK, Text: "meeting " + wording.MeetingNumber(m.ID) + ", joined at " + text.Line(m.JoinURL)}}
}

// Zoom's meeting numbers have 9 to 11 digits.
const minMeetingDigits, maxMeetingDigits = 9, 11

// readMeeting reads a Zoom meeting out of its number, written as people do
// (829 1437 5521), or out of a link to it.
func readMeeting(typed string) (recruit.Meeting, error) {
	typed = strings.TrimSpace(typed)
	if strings.Contains(typed, "://") {
		link, err := url.Parse(typed)
		if err != nil || link.Scheme != "https" || link.Host == "" || len(typed) > 2000 {
			return recruit.Meeting{}, recruit.Invalid("meeting", "The link has to begin with https://, as Zoom shows it.")
		}
		for part := range strings.SplitSeq(link.Path, "/") {
			if id, ok := meetingID(part); ok {
				return recruit.Meeting{ID: id, JoinURL: link.String()}, nil
			}
		}
		return recruit.Meeting{}, recruit.Invalid("meeting", "There is no meeting number in this link; it looks like https://zoom.us/j/82914375521.")
	}
	id, ok := meetingID(strings.NewReplacer(" ", "", "-", "").Replace(typed))
	if !ok {
		return recruit.Meeting{}, recruit.Invalid("meeting", "A Zoom meeting has a number of %d to %d digits, such as 829 1437 5521.", minMeetingDigits, maxMeetingDigits)
	}
	return recruit.Meeting{ID: id, JoinURL: "https://zoom.us/j/" + strconv.FormatInt(id, 10)}, nil
}

func meetingID(digits string) (int64, bool) {
	if len(digits) < minMeetingDigits || len(digits) > maxMeetingDigits || strings.Trim(digits, "0123456789") != "" {
		return 0, false
	}
	id, err := strconv.ParseInt(digits, 10, 64)
	return id, err == nil && id > 0
}
