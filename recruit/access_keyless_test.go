package recruit_test

import (
	"errors"
	"strings"
	"testing"

	"recruitty/recruit"
)

// TestKeysOfOthersAreForAdmins reads the team as each role, by every way.
func TestKeysOfOthersAreForAdmins(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	for role, m := range o.roles {
		svc := o.svc.As(m)
		seen, err := svc.Store.Members(t.Context(), true)
		must(t, err)
		for _, other := range o.roles {
			if one, err := svc.Store.Member(t.Context(), other.ID); err == nil {
				seen = append(seen, one)
			}
			if one, err := svc.Store.MemberByEmail(t.Context(), other.Email); err == nil {
				seen = append(seen, one)
			}
			if by, err := svc.Store.MembersByKey(t.Context(), other.SSHKeys[0]); err == nil {
				seen = append(seen, by...)
			}
		}
		r, err := svc.Store.Record(t.Context(), o.own.interview)
		must(t, err)
		for _, one := range append(seen, r.Organiser) {
			if may := role == recruit.Admin || one.ID == m.ID; !may && len(one.SSHKeys) > 0 {
				t.Errorf("%s reads the keys of %s", role, one.Name)
			} else if may && one.ID == m.ID && role != recruit.Interviewer && len(one.SSHKeys) == 0 {
				t.Errorf("%s does not read their own keys", role)
			}
		}
		// Whose key it is stays untold, and everybody keeps one of their own.
		if role == recruit.Admin {
			continue
		}
		next := m
		next.SSHKeys = []string{o.admin.SSHKeys[0]}
		if _, err := svc.Store.SaveMember(t.Context(), next, recruit.Activity{}); err == nil || strings.Contains(recruit.Sentence(err), o.admin.Name) {
			t.Errorf("%s takes another's key: %v", role, err)
		}
	}
}

// TestNotesThatMayBeAboutAHiddenJob lets an interviewer read what was written
// before the candidate was linked to a job that is not theirs, and their own.
func TestNotesThatMayBeAboutAHiddenJob(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	ctx, m := t.Context(), o.roles[recruit.Interviewer]
	texts := func() string {
		p, err := o.svc.As(m).Store.Profile(ctx, o.own.candidate)
		must(t, err)
		log, err := o.svc.As(m).Store.Activities(ctx, recruit.ActivityFilter{CandidateID: o.own.candidate})
		must(t, err)
		var all []string
		for _, n := range p.Notes {
			all = append(all, n.Text)
		}
		for _, a := range log {
			all = append(all, a.Text)
		}
		for _, f := range p.Files {
			all = append(all, f.Name)
		}
		return strings.Join(all, "\n")
	}
	n, err := o.svc.Pipeline.Note(ctx, o.admin, o.own.candidate, 0, "asks for mornings")
	must(t, err)
	if !strings.Contains(texts(), "mornings") {
		t.Error("a note about an own candidate is hidden")
	}
	_, err = o.svc.Pipeline.Link(ctx, o.admin, o.own.candidate, o.other.job, "")
	must(t, err)
	_, err = o.svc.Pipeline.EditNote(ctx, o.admin, o.own.candidate, n.ID, "", "wants the secret job")
	must(t, err)
	_, err = o.svc.Pipeline.Note(ctx, o.admin, o.own.candidate, 0, "a secret salary")
	must(t, err)
	// A note about a job is read by whoever may see that job, whenever it was written.
	secret, err := o.svc.Pipeline.Note(ctx, o.admin, o.own.candidate, o.other.job, "fits the secret job")
	must(t, err)
	_, err = o.svc.Pipeline.EditNote(ctx, o.admin, o.own.candidate, secret.ID, "", "fits the secret job well")
	must(t, err)
	_, err = o.svc.Pipeline.RemoveNote(ctx, o.admin, o.own.candidate, secret.ID)
	must(t, err)
	_, err = o.svc.Pipeline.Note(ctx, o.admin, o.own.candidate, o.own.job, "knows databases")
	must(t, err)
	if got := texts(); !strings.Contains(got, "knows databases") {
		t.Errorf("a note about an own job is hidden: %q", got)
	}
	if _, err := o.svc.As(m).Pipeline.Note(ctx, m, o.own.candidate, o.other.job, "x"); !errors.Is(err, recruit.ErrNotFound) {
		t.Errorf("an interviewer writes about a hidden job: %v", err)
	}
	if got := texts(); strings.Contains(got, "secret") || !strings.Contains(got, "about own") {
		t.Errorf("an interviewer reads %q", got)
	}
}
