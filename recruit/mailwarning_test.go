package recruit_test

import (
	"strings"
	"testing"

	"recruitty/recruit"
	"recruitty/recruit/recruittest"
)

// TestAnotherAddressWarnsWhileInterviewsStand holds which changes of the sender and
// of an organiser's address are warned about.
func TestAnotherAddressWarnsWhileInterviewsStand(t *testing.T) {
	t.Parallel()
	o, ctx := newOffice(t), t.Context()
	sender := func(was, is string) (string, error) {
		return recruit.SenderWarning(ctx, o.db, was, is, recruittest.At)
	}
	organiser := func(was, is recruit.Member) (string, error) {
		return recruit.OrganiserWarning(ctx, o.db, was, is, recruittest.At)
	}
	renamed, moved, idle := o.admin, o.admin, o.roles[recruit.ReadOnly]
	renamed.Name, moved.Email, idle.Email = "Another Name", "moved@example.com", "elsewhere@example.com"
	for _, c := range []struct {
		name string
		ask  func() (string, error)
		want string // "" for no warning
	}{
		{"another sender", func() (string, error) { return sender("Acme <jobs@example.com>", "people@example.com") }, "2 interviews that stand were invited from jobs@example.com"},
		{"another name alone", func() (string, error) { return sender("Acme <jobs@example.com>", "Acme Group <JOBS@example.com>") }, ""},
		{"the first sender", func() (string, error) { return sender("", "people@example.com") }, ""},
		{"another address of the organiser", func() (string, error) { return organiser(o.admin, moved) }, "The admin organises 2 interviews that stand; invitations that were sent name admin@example.com"},
		{"another name of the organiser", func() (string, error) { return organiser(o.admin, renamed) }, ""},
		{"somebody who organises nothing", func() (string, error) { return organiser(o.roles[recruit.ReadOnly], idle) }, ""},
	} {
		got, err := c.ask()
		if err != nil || !strings.Contains(got, c.want) || c.want == "" && got != "" {
			t.Errorf("%s warns %q (%v), want %q", c.name, got, err, c.want)
		}
	}
	for _, x := range []recruit.InterviewID{o.own.interview, o.other.interview} {
		_, err := o.desk.Scheduling.Cancel(ctx, o.admin, x, 0, "", 0)
		must(t, err)
	}
	if got, err := sender("jobs@example.com", "people@example.com"); got != "" || err != nil {
		t.Errorf("without an interview that stands it warns %q (%v)", got, err)
	}
}
