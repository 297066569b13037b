package access

import (
	"context"
	"errors"
	"io"
	"slices"
	"strings"
	"time"

	"recruitty/recruit"
)

// What follows is the rest of an interviewer's store: jobs, files, the log, the
// team and the workspace.

// Job implements Jobs.
func (v *view) Job(ctx context.Context, id recruit.JobID) (recruit.Job, error) {
	o, err := v.own(ctx)
	if err != nil {
		return recruit.Job{}, err
	}
	if !o.jobs[id] {
		return recruit.Job{}, v.hidden("job")
	}
	return v.Store.Job(ctx, id)
}

// Jobs implements Jobs; the counts are of the interviewer's own.
func (v *view) Jobs(ctx context.Context, f recruit.JobFilter) ([]recruit.JobSummary, error) {
	o, err := v.own(ctx)
	if err != nil {
		return nil, err
	}
	limit := f.Limit
	if limit <= 0 {
		limit = 500
	}
	f.Limit = Everything
	all, err := v.Store.Jobs(ctx, f)
	if err != nil {
		return nil, err
	}
	var out []recruit.JobSummary
	for _, j := range all {
		if !o.jobs[j.ID] || len(out) == limit {
			continue
		}
		j.Interviews = 0
		people := map[recruit.CandidateID]bool{}
		for _, i := range o.interviews {
			if i.JobID == j.ID {
				people[i.CandidateID] = true
				if i.Status == recruit.Scheduled {
					j.Interviews++
				}
			}
		}
		j.Candidates = len(people)
		out = append(out, j)
	}
	return out, nil
}

// JobFiles implements Jobs.
func (v *view) JobFiles(ctx context.Context, id recruit.JobID) ([]recruit.File, error) {
	if _, err := v.Job(ctx, id); err != nil {
		return nil, err
	}
	return v.Store.JobFiles(ctx, id)
}

// FileContent implements Files, for files of what the interviewer may see.
func (v *view) FileContent(ctx context.Context, sha256 string) ([]byte, error) {
	o, err := v.own(ctx)
	if err != nil {
		return nil, err
	}
	var files []recruit.File
	for id := range o.candidates {
		p, err := v.Profile(ctx, id)
		if err != nil {
			return nil, err
		}
		files = append(files, p.Files...)
	}
	for id := range o.jobs {
		of, err := v.Store.JobFiles(ctx, id)
		if err != nil {
			return nil, err
		}
		files = append(files, of...)
	}
	for _, i := range o.interviews {
		r, err := v.Store.Record(ctx, i.ID)
		if err != nil {
			return nil, err
		}
		files = append(files, r.Files...)
	}
	if !slices.ContainsFunc(files, func(f recruit.File) bool { return f.SHA256 == sha256 }) {
		return nil, v.hidden("file")
	}
	return v.Store.FileContent(ctx, sha256)
}

// Activities implements ActivityLog: lines about what the interviewer may see,
// and what they did themselves.
func (v *view) Activities(ctx context.Context, f recruit.ActivityFilter) ([]recruit.Activity, error) {
	o, err := v.own(ctx)
	if err != nil {
		return nil, err
	}
	if f.CandidateID != 0 && !o.candidates[f.CandidateID] || f.JobID != 0 && !o.jobs[f.JobID] || f.InterviewID != 0 && !o.ids[f.InterviewID] {
		return nil, nil // without reading past what others did
	}
	limit := f.Limit
	if limit <= 0 {
		limit = 200
	}
	f.Limit = 1000
	elsewhere, err := v.elsewhere(ctx, o)
	if err != nil {
		return nil, err
	}
	var out []recruit.Activity
	for range 20 { // of the newest lines; nobody reads on for ever
		lines, err := v.Store.Activities(ctx, f)
		if err != nil {
			return nil, err
		}
		for _, a := range lines {
			if len(out) < limit && v.concerned(o, elsewhere, a) {
				out = append(out, a)
			}
		}
		if len(lines) < f.Limit || len(out) == limit {
			break
		}
		f.Before = lines[len(lines)-1].ID
	}
	return out, nil
}

func (v *view) concerned(o ownings, elsewhere map[recruit.CandidateID]time.Time, a recruit.Activity) bool {
	switch {
	case a.InterviewID != 0:
		return o.ids[a.InterviewID]
	case a.CandidateID != 0:
		return o.candidates[a.CandidateID] && (o.jobs[a.JobID] || a.JobID == 0 && (a.ActorID == v.me.ID || before(a.At, elsewhere[a.CandidateID])))
	case a.JobID != 0:
		return o.jobs[a.JobID]
	}
	return a.ActorID == v.me.ID
}

// Member implements Members; of the team an interviewer reads themselves.
func (v *view) Member(ctx context.Context, id recruit.MemberID) (recruit.Member, error) {
	if id != v.me.ID {
		return recruit.Member{}, v.hidden("member")
	}
	return v.Store.Member(ctx, id)
}

// MemberByEmail implements Members.
func (v *view) MemberByEmail(ctx context.Context, email string) (recruit.Member, error) {
	m, err := v.Store.MemberByEmail(ctx, email)
	if errors.Is(err, recruit.ErrNotFound) || err == nil && m.ID != v.me.ID {
		return recruit.Member{}, v.hidden("member")
	}
	return m, err
}

// Members implements Members.
func (v *view) Members(ctx context.Context, _ bool) ([]recruit.Member, error) {
	m, err := v.Store.Member(ctx, v.me.ID)
	return []recruit.Member{m}, err
}

// MembersByKey implements Members; of others an interviewer knows no keys.
func (v *view) MembersByKey(ctx context.Context, key string) ([]recruit.Member, error) {
	all, err := v.Store.MembersByKey(ctx, key)
	return slices.DeleteFunc(all, func(m recruit.Member) bool { return m.ID != v.me.ID }), err
}

// SaveMember implements Members, for oneself.
func (v *view) SaveMember(ctx context.Context, m recruit.Member, log recruit.Activity) (recruit.Member, error) {
	if m.ID != v.me.ID || m.Role != v.me.Role {
		return recruit.Member{}, v.forbidden()
	}
	if err := freeKeysOf(ctx, v.Store, m); err != nil {
		return recruit.Member{}, err
	}
	return v.Store.SaveMember(ctx, m, log)
}

// Connections implements Connections; accounts are not an interviewer's
// business, and the tokens never leave the store.
func (v *view) Connections(context.Context) ([]recruit.Connection, error) { return nil, nil }

// Connection implements Connections.
func (v *view) Connection(context.Context, recruit.ConnectionID) (recruit.Connection, error) {
	return recruit.Connection{}, v.hidden("connection")
}

// ConnectionOf implements Connections.
func (v *view) ConnectionOf(context.Context, recruit.MemberID) (recruit.Connection, error) {
	return recruit.Connection{}, v.hidden("connection")
}

// Setting implements SettingsStore: what the screens need of the workspace's
// settings, and the interviewer's own drafts.
func (v *view) Setting(ctx context.Context, key string) (string, error) {
	if slices.Contains([]string{recruit.SettingWorkspace, recruit.SettingPlatform, recruit.SettingUndo, recruit.SettingMailFrom, recruit.SettingRemindCandidate, recruit.SettingRemindPanel, recruit.SettingLanguage}, key) || recruit.IsTemplate(key) || v.ownDraft(key) {
		return v.Store.Setting(ctx, key)
	}
	return "", nil
}

// SetSetting implements SettingsStore, for drafts.
func (v *view) SetSetting(ctx context.Context, key, value string) error {
	if !v.ownDraft(key) {
		return v.forbidden()
	}
	return v.Store.SetSetting(ctx, key, value)
}

// Drafts implements DraftCounter, for oneself.
func (v *view) Drafts(ctx context.Context, m recruit.MemberID) (int, error) {
	if m != v.me.ID {
		return 0, v.hidden("member")
	}
	return v.Store.Drafts(ctx, m)
}

func (v *view) ownDraft(key string) bool {
	return strings.HasPrefix(key, recruit.DraftsOf(v.me.ID))
}

// Secret implements SettingsStore; the mail server's address is shown without
// its password only.
func (v *view) Secret(ctx context.Context, key string) (string, error) {
	if key == recruit.SettingMailURL {
		return v.Store.Secret(ctx, key)
	}
	return "", nil
}

// OpenEffects implements EffectQueue.
func (v *view) OpenEffects(ctx context.Context, id recruit.InterviewID) ([]recruit.OpenEffect, error) {
	o, err := v.own(ctx)
	if err != nil || id != 0 && !o.ids[id] {
		return nil, err
	}
	all, err := v.Store.OpenEffects(ctx, id)
	return slices.DeleteFunc(all, func(e recruit.OpenEffect) bool { return !o.ids[e.InterviewID] }), err
}

// Senders implements EffectQueue. Who sees a part of the interviews does not change
// from where mails go out.
func (v *view) Senders(context.Context, time.Time) ([]recruit.SenderUse, error) { return nil, nil }

// TroubleCount implements EffectQueue.
func (v *view) TroubleCount(ctx context.Context) (int, error) {
	all, err := v.OpenEffects(ctx, 0)
	n := 0
	for _, e := range all {
		if e.NeedsAttention() {
			n++
		}
	}
	return n, err
}

// The outbox works on the store itself, never on an interviewer's view.

// DueInterviews implements EffectQueue: nothing is due for an interviewer.
func (v *view) DueInterviews(context.Context, time.Time, int) ([]recruit.InterviewID, error) {
	return nil, nil
}

// EffectMessage implements EffectQueue.
func (v *view) EffectMessage(context.Context, recruit.EffectID) ([]byte, error) {
	return nil, v.hidden("mail")
}

// LeaseOwners implements EffectQueue.
func (v *view) LeaseOwners(context.Context) ([]string, error) { return nil, nil }

// ExtendLease, EndLeases and WakeEffects implement EffectQueue.
func (v *view) ExtendLease(context.Context, recruit.EffectID, string, time.Time) error {
	return v.forbidden()
}

// EndLeases implements EffectQueue.
func (v *view) EndLeases(context.Context, string, time.Time) error { return v.forbidden() }

// WakeEffects implements EffectQueue.
func (v *view) WakeEffects(context.Context, string, time.Time) error { return v.forbidden() }

// PutOff implements EffectQueue.
func (v *view) PutOff(context.Context, recruit.InterviewID, time.Time, time.Time, string) error {
	return v.forbidden()
}

func (v *view) forbidden() error {
	return recruit.Refused("%s is %s and may not change this; ask a recruiter or an admin.", v.me.Name, recruit.Article(v.me.Role))
}

// SaveJob implements Jobs.
func (v *view) SaveJob(context.Context, recruit.Job, recruit.Activity) (recruit.Job, error) {
	return recruit.Job{}, v.forbidden()
}

// AddJobFile implements Jobs.
func (v *view) AddJobFile(context.Context, recruit.JobID, recruit.File, recruit.Activity) error {
	return v.forbidden()
}

// RemoveJobFile implements Jobs.
func (v *view) RemoveJobFile(context.Context, recruit.JobID, recruit.File, recruit.Activity) error {
	return v.forbidden()
}

// SaveCandidate implements Candidates.
func (v *view) SaveCandidate(context.Context, recruit.Candidate, recruit.Activity) (recruit.Candidate, error) {
	return recruit.Candidate{}, v.forbidden()
}

// SaveApplication implements Candidates.
func (v *view) SaveApplication(context.Context, recruit.Application, recruit.Activity) (recruit.Application, error) {
	return recruit.Application{}, v.forbidden()
}

// AddCandidateFile implements Candidates.
func (v *view) AddCandidateFile(context.Context, recruit.CandidateID, recruit.File, recruit.Activity) error {
	return v.forbidden()
}

// RemoveApplication implements Candidates.
func (v *view) RemoveApplication(context.Context, recruit.Application, recruit.Activity) error {
	return v.forbidden()
}

// RemoveCandidateFile implements Candidates.
func (v *view) RemoveCandidateFile(context.Context, recruit.CandidateID, recruit.File, recruit.Activity) error {
	return v.forbidden()
}

// EraseCandidate implements Candidates.
func (v *view) EraseCandidate(context.Context, recruit.CandidateID, time.Time, recruit.Activity) (recruit.Traces, error) {
	return recruit.Traces{}, v.forbidden()
}

// Wipe implements Candidates.
func (v *view) Wipe(context.Context) error { return v.forbidden() }

// PutFile implements Files.
func (v *view) PutFile(context.Context, string, io.Reader, int64) (recruit.File, error) {
	return recruit.File{}, v.forbidden()
}

// SaveConnection implements Connections.
func (v *view) SaveConnection(context.Context, recruit.Connection, recruit.Tokens, recruit.Activity) (recruit.Connection, error) {
	return recruit.Connection{}, v.forbidden()
}

// SetConnectionState implements Connections.
func (v *view) SetConnectionState(context.Context, recruit.Connection, *recruit.Activity) error {
	return v.forbidden()
}

// DeleteConnection implements Connections.
func (v *view) DeleteConnection(context.Context, recruit.ConnectionID, recruit.Activity) error {
	return v.forbidden()
}

// SetSecret implements SettingsStore.
func (v *view) SetSecret(context.Context, string, string) error { return v.forbidden() }

// Log implements ActivityLog.
func (v *view) Log(context.Context, recruit.Activity) error { return v.forbidden() }

// AddCalls implements CallLedger.
func (v *view) AddCalls(context.Context, string, time.Time, int) error { return v.forbidden() }

// Calls implements CallLedger.
func (v *view) Calls(context.Context, string, time.Time) (int, error) { return 0, nil }

// Damaged implements DamageFinder, for what the interviewer may see.
func (v *view) Damaged(ctx context.Context) ([]recruit.Damage, error) {
	all, err := v.Store.Damaged(ctx)
	if err != nil || len(all) == 0 {
		return nil, err
	}
	o, err := v.own(ctx)
	return slices.DeleteFunc(all, func(d recruit.Damage) bool {
		switch d.What {
		case "interview":
			return !o.ids[recruit.InterviewID(d.ID)]
		case "candidate":
			return !o.candidates[recruit.CandidateID(d.ID)]
		case "job":
			return !o.jobs[recruit.JobID(d.ID)]
		}
		return d.ID != int64(v.me.ID)
	}), err
}
