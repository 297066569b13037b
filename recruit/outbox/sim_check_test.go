package outbox_test

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"

	"recruitty/recruit"
)

// entry is what one person's calendar holds for one UID, by the rules of RFC
// 5546 2.1.5: a higher SEQUENCE wins, then a later DTSTAMP; a withdrawal is
// remembered, so that an older invitation that arrives later stays out.
type entry struct {
	seq      int
	stamp    time.Time
	start    time.Time
	duration time.Duration
	link     string
	gone     bool
	who      string // who comes, as the entry says
}

// replay is the calendar after the mails have arrived in this order.
func replay(mails []delivery) (entry, bool) {
	var have entry
	seen := false
	for _, m := range mails {
		if seen && (m.Sequence < have.seq || m.Sequence == have.seq && !m.Stamp.After(have.stamp)) {
			continue
		}
		seen = true
		have = entry{seq: m.Sequence, stamp: m.Stamp, start: m.Start, duration: m.Duration, link: m.Link, gone: m.Kind == recruit.MailCancel,
			who: strings.Join(slices.Sorted(maps.Keys(m.Answers)), " ")}
	}
	return have, seen
}

// check holds the world against the records after the storm.
func (s *storm) check() (faults []string) {
	faults = append(s.faults, s.world.wrong...)
	fault := func(format string, args ...any) { faults = append(faults, fmt.Sprintf(format, args...)) }
	s.checkTwice(fault)
	if _, err := s.read(0, 0); err != nil { // what has come up is known by now
		fault("read calendars: %v", err)
	}
	owners := map[string]recruit.Record{}
	for _, r := range s.store.Records() {
		i := r.Interview
		owners[i.Reference] = r
		if open := r.Pending(); len(open) > 0 {
			fault("interview %d never settles: %+v", i.ID, open)
			continue
		}
		before := len(faults)
		s.checkZoom(r, fault)
		s.checkMails(r, fault)
		s.checkOwnEntry(r, fault)
		s.checkReminders(r, fault)
		s.checkAnswers(r, fault)
		s.checkRefusals(r, fault)
		s.checkSheet(r, fault)
		s.checkLog(r, fault)
		s.checkDrift(r, fault)
		if len(faults) > before {
			for _, e := range r.Effects {
				s.note("interview %d: effect %d v%d %s to %s: %s, %d attempts, left %v, sequence %d, %.6s %s", i.ID, e.ID, e.Version, e.Kind, e.Target, e.State, e.Attempts, e.MaybeSent, e.Sequence, e.MessageID, e.DoneAt.Format("15:04:05"))
			}
			s.note("interview %d: %+v", i.ID, r.Versions)
		}
	}
	for id, d := range s.world.meetings {
		r, ok := owners[d.Reference]
		// Whoever deletes a meeting in Zoom just while its creation is looked up
		// may leave a second one behind; the doctor finds it and removes it.
		if s.meddled[d.Reference] {
			continue
		}
		if !ok || r.Interview.Status != recruit.Scheduled || r.Interview.Meeting == nil || r.Interview.Meeting.ID != id {
			fault("meeting %d at Zoom belongs to nobody: %s of interview %d, whose meeting is %+v; %+v", id, d.Reference, r.Interview.ID, r.Interview.Meeting, r.Versions)
		}
	}
	for _, m := range s.world.taken {
		if !slices.ContainsFunc(s.store.Records(), func(r recruit.Record) bool { return r.Interview.UID == m.UID }) {
			fault("%s heard of an interview that was taken back", m.To)
		}
	}
	return faults
}

// checkTwice holds that nobody is in two interviews at once where nobody has agreed to it:
// all of them are the same candidate's.
func (s *storm) checkTwice(fault func(string, ...any)) {
	if !s.strict {
		return
	}
	var last recruit.Interview
	all := s.store.Records()
	slices.SortFunc(all, func(a, b recruit.Record) int { return a.Interview.Start.Compare(b.Interview.Start) })
	for _, r := range all {
		if r.Interview.Status != recruit.Scheduled {
			continue
		}
		if last.ID != 0 && r.Interview.Start.Before(last.End()) {
			fault("interviews %d and %d are at the same time, and nobody agreed to that", last.ID, r.Interview.ID)
		}
		last = r.Interview
	}
}

func (s *storm) checkZoom(r recruit.Record, fault func(string, ...any)) {
	i := r.Interview
	if i.Status != recruit.Scheduled {
		return
	}
	if i.Meeting == nil {
		fault("interview %d has no meeting", i.ID)
		return
	}
	d, ok := s.world.meetings[i.Meeting.ID]
	if !ok || !d.Start.Equal(i.Start) || d.Duration != i.Duration {
		fault("interview %d is at %s, Zoom says %v %s", i.ID, i.Start, ok, d.Start)
	}
}

func (s *storm) checkMails(r recruit.Record, fault func(string, ...any)) {
	i := r.Interview
	for _, p := range r.People {
		mails := s.world.received(i.UID, p.Address)
		top, stamp, ids := -1, time.Time{}, map[string]int{}
		for _, m := range mails {
			seq, repeated := ids[m.MessageID]
			switch {
			case repeated && seq != m.Sequence:
				fault("%s got Message-ID %s with two sequences", p.Address, m.MessageID)
			case !repeated && (m.Sequence < top || m.Sequence == top && !m.Stamp.After(stamp)):
				fault("%s got sequence %d of %s after %d of %s", p.Address, m.Sequence, m.Stamp, top, stamp)
			}
			ids[m.MessageID] = m.Sequence
			if !repeated {
				top, stamp = m.Sequence, m.Stamp
			}
			if m.Kind != recruit.MailCancel && m.Link == "" {
				fault("%s was invited without a link", p.Address)
			}
		}
		// Whether a mail arrived may never come to be known; then a withdrawal is
		// right, and calendars that know nothing of the UID ignore it.
		if len(mails) > 0 && mails[0].Kind == recruit.MailCancel && !r.MayBeNotified(p.Address) {
			fault("%s heard first of the cancellation", p.Address)
		}
		shuffled := slices.Clone(mails)
		s.rng.Shuffle(len(shuffled), func(a, b int) { shuffled[a], shuffled[b] = shuffled[b], shuffled[a] })
		inOrder, told := replay(mails)
		anyOrder, _ := replay(shuffled)
		if inOrder != anyOrder {
			fault("%s has another entry when emails arrive in another order: %+v, %+v", p.Address, inOrder, anyOrder)
		}
		switch {
		case !p.RemovedAt.IsZero():
			if told && !inOrder.gone {
				fault("%s still has interview %d without being invited", p.Address, i.ID)
			}
		case i.Status == recruit.Cancelled && told && !inOrder.gone:
			fault("%s still has cancelled interview %d", p.Address, i.ID)
		case i.Status == recruit.Scheduled && !told:
			fault("%s never heard of interview %d", p.Address, i.ID)
		case i.Status == recruit.Scheduled && (inOrder.gone || !inOrder.start.Equal(i.Start) || inOrder.duration != i.Duration || inOrder.link != i.JoinURL()):
			fault("%s has %+v for interview %d at %s %s", p.Address, inOrder, i.ID, i.Start, i.JoinURL())
		case i.Status == recruit.Scheduled:
			for _, address := range strings.Fields(inOrder.who) {
				if now, known := r.Person(address); !known || !now.Invited() {
					fault("the entry of %s says that %s comes to interview %d, who does not", p.Address, address, i.ID)
				}
			}
		}
	}
}

// checkSheet wants a loop of which something takes place to be known to the candidate by
// one sheet, whole when it left (see judgeSheet), at the address that they have now.
func (s *storm) checkSheet(r recruit.Record, fault func(string, ...any)) {
	if r.Interview.LoopPlace != 1 || len(r.Standing()) == 0 {
		return
	}
	uids := map[string]bool{}
	for _, other := range s.store.Records() {
		if other.Interview.Loop != r.Interview.Loop {
			continue
		}
		uids[other.Interview.UID] = true
		if slices.ContainsFunc(other.Versions, func(v recruit.Version) bool { return v.Kind == recruit.WasUndone }) {
			return // the sheet may have been dropped at the moment when a cancellation was taken back
		}
	}
	var candidate string
	for _, p := range r.Invited() {
		if p.Audience == recruit.ToCandidate {
			candidate = p.Address
		}
	}
	ids := map[string]bool{}
	for _, m := range s.world.taken {
		if m.Kind == recruit.MailSheet && uids[m.UID] && m.To == candidate {
			ids[m.MessageID] = true
		}
	}
	if len(ids) == 0 {
		fault("%s never got the overview of the loop of interview %d", candidate, r.Interview.ID)
	}
}

// checkOwnEntry wants the organiser of an interview that is scheduled to have exactly
// one calendar entry if they wish for one, by an invitation or of their own, and
// nobody else to have one of that kind.
func (s *storm) checkOwnEntry(r recruit.Record, fault func(string, ...any)) {
	if r.Interview.Status != recruit.Scheduled {
		return
	}
	var own []string
	for _, p := range r.Recipients() {
		if p.Audience == recruit.ToOrganiser {
			own = append(own, p.Address)
		}
	}
	var want []string
	if r.Interview.OrganiserEntry && !r.OrganiserInvited() {
		want = []string{r.Organiser.Email}
	}
	if !slices.Equal(own, want) {
		fault("interview %d has organiser's entries for %v instead of %v", r.Interview.ID, own, want)
	}
	for _, e := range r.Effects {
		if e.Kind == recruit.MailReminder && e.Open() && slices.Contains(own, e.Target) {
			fault("interview %d reminds its organiser %s, who is not invited", r.Interview.ID, e.Target)
		}
	}
}

// checkReminders wants every reminder whose moment has come to be sent or, with
// its reason, taken back, and none about an interview that is over.
func (s *storm) checkReminders(r recruit.Record, fault func(string, ...any)) {
	for _, e := range r.PlannedReminders() {
		switch {
		case r.Interview.Status != recruit.Scheduled:
			fault("a reminder of interview %d stands, which is %s", r.Interview.ID, r.Interview.Status)
		case !e.RemindAt.After(s.clock):
			fault("interview %d: %s was not reminded at %s", r.Interview.ID, e.Target, e.RemindAt)
		case !e.NextAttempt.Equal(e.RemindAt):
			fault("interview %d: the reminder for %s is due at %s instead of %s", r.Interview.ID, e.Target, e.NextAttempt, e.RemindAt)
		}
	}
	planned := map[string]bool{}
	for _, e := range r.PlannedReminders() {
		planned[moment(e.Target, e.RemindAt)] = true
	}
	for _, p := range r.Invited() {
		leads := s.leads.Panel
		if p.Audience == recruit.ToCandidate {
			leads = s.leads.Candidate
		}
		for _, lead := range leads {
			at, key := r.Interview.Start.Add(-lead), moment(p.Address, r.Interview.Start.Add(-lead))
			if r.Interview.Status == recruit.Scheduled && at.After(s.clock) && !planned[key] {
				fault("interview %d: no reminder for %s is planned at %s", r.Interview.ID, p.Address, at)
			}
			delete(planned, key)
		}
	}
	for key := range planned {
		fault("interview %d: a reminder is planned that the setting does not call for: %s", r.Interview.ID, key)
	}
	s.checkReminded(r, fault)
}

func moment(address string, at time.Time) string { return address + " at " + at.Format(time.DateTime) }

// checkReminded wants nobody to be reminded twice at one moment. The same mail
// may arrive twice.
func (s *storm) checkReminded(r recruit.Record, fault func(string, ...any)) {
	sent := map[string]string{}
	for _, m := range s.world.taken {
		n := slices.IndexFunc(r.Effects, func(e recruit.Effect) bool { return e.Kind == recruit.MailReminder && e.MessageID == m.MessageID })
		if n < 0 {
			continue
		}
		key := moment(m.To, r.Effects[n].RemindAt)
		if before := sent[key]; before != "" && before != m.MessageID {
			fault("interview %d: reminded twice: %s", r.Interview.ID, key)
		}
		sent[key] = m.MessageID
	}
}

// decides reports whether a line of the log is about a version.
func decides(action string) bool {
	return slices.ContainsFunc([]recruit.VersionKind{recruit.WasScheduled, recruit.WasRescheduled, recruit.WasCancelled, recruit.WasUndone, recruit.WasRelinked, recruit.WasRegrouped, recruit.WasProposalRefused, recruit.WasTakenOver},
		func(k recruit.VersionKind) bool { return action == "interview."+string(k) })
}

// checkLog holds the log against the versions: everything that people decided
// is told once, in order.
func (s *storm) checkLog(r recruit.Record, fault func(string, ...any)) {
	var decided []string
	for _, a := range s.store.Activity() {
		if a.InterviewID == r.Interview.ID && decides(a.Action) {
			decided = append(decided, a.Action)
		}
	}
	for n, v := range r.Versions {
		if v.Number != n+1 || n > 0 && cmp.Compare(v.Sequence, 0) < 0 {
			fault("versions of interview %d are not numbered: %+v", r.Interview.ID, r.Versions)
		}
		if n >= len(decided) || decided[n] != "interview."+string(v.Kind) {
			fault("the log of interview %d says %v, the versions %+v", r.Interview.ID, decided, r.Versions)
			return
		}
	}
	if len(decided) != len(r.Versions) {
		fault("the log of interview %d has %d decisions for %d versions", r.Interview.ID, len(decided), len(r.Versions))
	}
}
