package zoom

import (
	"bytes"
	"context"
	"iter"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// ListType selects the meetings of a list.
type ListType string

// The lists Zoom keeps. All are limited to six months of data and in no certain order.
const (
	// ListScheduled holds earlier meetings that have not expired, live and upcoming ones.
	ListScheduled ListType = "scheduled"
	// ListUpcoming holds live and upcoming meetings.
	ListUpcoming ListType = "upcoming"
)

const (
	pageSize = 300 // Zoom's maximum
	maxPages = 50
)

// errTooMany ends a list that does not.
func errTooMany() error {
	return &Error{Kind: ErrProtocol, Message: "Zoom's list of meetings does not end; look at the meetings in Zoom itself."}
}

// Listed is one entry of a list: a meeting, or, when Odd says something, what cannot be read as one. Raw is that entry
// as Zoom sent it.
type Listed struct {
	Meeting
	Odd string
	Raw []byte
}

// ListMeetings yields the host's meetings page by page. An entry that cannot be read is yielded as odd, and the others
// follow. A failure is yielded once, as the last element: whoever saw no error saw everything.
func (c *Client) ListMeetings(ctx context.Context, host string, which ListType) iter.Seq2[Listed, error] {
	return func(yield func(Listed, error) bool) {
		next := ""
		seen := map[string]bool{"": true}
		for number := range maxPages {
			page, err := c.meetingPage(ctx, host, which, next)
			if err != nil {
				yield(Listed{}, err)
				return
			}
			for _, entry := range page.entries {
				if entry.Odd != "" && number > 0 {
					entry.Odd += " on page " + strconv.Itoa(number+1)
				}
				if !yield(entry, nil) {
					return
				}
			}
			if page.lost {
				yield(Listed{}, &Error{Kind: ErrProtocol, Message: "Zoom's list of meetings does not say in a readable way how it goes on; look at the meetings in Zoom itself."})
				return
			}
			next = page.next
			if next == "" {
				return
			}
			if seen[next] {
				break
			}
			seen[next] = true
		}
		yield(Listed{}, errTooMany())
	}
}

// meetingPage fetches one page; next is the token of the page before, which lives for 15 minutes.
func (c *Client) meetingPage(ctx context.Context, host string, which ListType, next string) (meetingPage, error) {
	user, err := userPath(host)
	if err != nil {
		return meetingPage{}, err
	}
	query := url.Values{"type": {string(which)}, "page_size": {strconv.Itoa(pageSize)}}
	if next != "" {
		query.Set("next_page_token", next)
	}
	answer, err := c.do(ctx, call{
		operation: "meeting.list", method: http.MethodGet, path: user + "/meetings?" + query.Encode(), onUser: true,
	})
	if err != nil {
		return meetingPage{}, err
	}
	page, ok := parsePage(answer.body)
	if !ok {
		return meetingPage{}, unreadable(answer, false)
	}
	return page, nil
}

// FindMeeting looks for the host's meeting whose agenda begins with the reference: the way to learn what became of a
// create whose answer was lost. found is false only if Zoom's whole list was seen without it. Zoom's lists may lag a
// moment behind a create. The meeting comes from a list, so GetMeeting knows more about it. An entry that cannot be read
// is passed over, unless it has the reference somewhere in it: that one may be the meeting.
func (c *Client) FindMeeting(ctx context.Context, host, reference string) (meeting Meeting, found bool, err error) {
	if reference == "" {
		return Meeting{}, false, refused("A meeting is looked up by its reference, and there is none.")
	}
	for meeting, err := range c.ListMeetings(ctx, host, ListScheduled) {
		if err != nil {
			return Meeting{}, false, err
		}
		if hasReference(meeting.Agenda, reference) {
			return meeting.Meeting, true, nil
		}
		if meeting.Odd != "" && bytes.Contains(bytes.ToLower(meeting.Raw), bytes.ToLower([]byte(reference))) {
			return Meeting{}, false, &Error{Kind: ErrProtocol,
				Message: "Zoom lists a meeting that may be this one in a way that cannot be read (" + meeting.Odd + "); look at it in Zoom itself."}
		}
	}
	return Meeting{}, false, nil
}

// hasReference reports whether the agenda begins with the reference and the reference ends there, so that R-12 is not
// found in R-123.
func hasReference(agenda, reference string) bool {
	rest, ok := strings.CutPrefix(strings.TrimSpace(agenda), reference)
	if !ok {
		return false
	}
	following, _ := utf8.DecodeRuneInString(rest)
	return rest == "" || (!unicode.IsLetter(following) && !unicode.IsDigit(following))
}
