package scheduling_test

import (
	"context"
	"errors"
	"strings"
	"testing"
	"time"

	"recruitty/recruit"
	"recruitty/recruit/recruittest"
	"recruitty/recruit/scheduling"
)

// torn is a workspace in which one interview cannot be read.
type torn struct {
	scheduling.Store
	id  recruit.InterviewID
	err error
}

func (s torn) Record(ctx context.Context, id recruit.InterviewID) (recruit.Record, error) {
	if id == s.id {
		return recruit.Record{}, s.err
	}
	return s.Store.Record(ctx, id)
}

// TestRemindAnewGoesOnBehindOneInterview holds that an interview which cannot be
// changed keeps no other from its new reminders, and is named.
func TestRemindAnewGoesOnBehindOneInterview(t *testing.T) {
	t.Parallel()
	damaged := &recruit.Problem{Kind: recruit.ErrStorage, Sentence: "The interview 7 cannot be read.", Cause: recruit.ErrDamaged}
	for name, test := range map[string]struct {
		err     error
		changed int
		named   bool
	}{
		"damaged":          {damaged, 2, true},
		"refused":          {recruit.Refused("No."), 2, true},
		"a full disk":      {&recruit.Problem{Kind: recruit.ErrStorage, Sentence: "The disk is full."}, 0, false},
		"taken back":       {recruit.NotFound("Gone."), 2, false},
		"an inner error":   {errors.New("odd"), 2, true},
		"nothing is wrong": {nil, 3, false},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			d := newWorld(t)
			leads := recruit.DefaultReminders()
			d.Reminders = func(context.Context) (recruit.Reminders, error) { return leads, nil }
			first := d.schedule(t)
			for range 2 {
				draft := d.draft()
				d.now = d.now.Add(time.Minute)
				draft.Start = draft.Start.Add(3 * time.Hour)
				if _, err := d.Schedule(t.Context(), d.robin, recruittest.InSpite(t, d.Service, d.robin, draft), 0); err != nil {
					t.Fatal(err)
				}
			}
			leads = recruit.Reminders{}
			if test.err != nil {
				d.Service.Store = torn{d.Service.Store, first.Interview.ID, test.err}
			}
			n, err := d.RemindAnew(t.Context(), d.root)
			if n != test.changed {
				t.Errorf("%d changed, %v", n, err)
			}
			if test.named && (err == nil || !strings.Contains(recruit.Sentence(err), first.Interview.Title+" on ") || !errors.Is(err, test.err)) {
				t.Errorf("it says %v", err)
			}
			if !test.named && name != "a full disk" && err != nil {
				t.Error(err)
			}
		})
	}
}

// TestErasedMailsStayErased holds that a message about someone whose data was
// erased is known by its number alone, however often it is tried again.
func TestErasedMailsStayErased(t *testing.T) {
	t.Parallel()
	now := time.Date(2026, 11, 28, 9, 0, 0, 0, time.UTC)
	kept := recruit.EraseInInbox(`{"passed_over":[{"uid":3,"from":"Zoë <zoe@x.example>","subject":"Hi","why":"zoe's."}]}`,
		func(text string) string {
			return strings.ReplaceAll(strings.ReplaceAll(text, "zoe", "(erased)"), "Zoë", "(erased)")
		})
	if strings.Contains(kept, "zoe") || strings.Contains(kept, "Zoë") || strings.Contains(kept, "Hi") {
		t.Errorf("kept %s", kept)
	}
	p := recruit.InboxProgress{PassedOver: []recruit.PassedOver{{UID: 3, Erased: true, Tries: 1}}}
	p.PassOver(recruit.PassedOver{UID: 3, From: "zoe@x.example", Subject: "Hi", Why: "No."}, now)
	if m := p.PassedOver[0]; m.From != "" || m.Subject != "" || m.Tries != 2 || m.Name() != "message 3" {
		t.Errorf("tried again it is %+v", m)
	}
}
