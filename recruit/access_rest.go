package recruit

import (
	"context"
	"errors"
	"io"
	"slices"
	"strings"
	"time"
)

// What follows is the rest of an interviewer's store: jobs, files, the log, the
// team and the workspace.

// Job implements Jobs.
func (v *view) Job(ctx context.Context, id JobID) (Job, error) {
	o, err := v.own(ctx)
	if err != nil {
		return Job{}, err
	}
	if !o.jobs[id] {
		return Job{}, v.hidden("job")
	}
	return v.Store.Job(ctx, id)
}

// Jobs implements Jobs; the counts are of the interviewer's own.
func (v *view) Jobs(ctx context.Context, f JobFilter) ([]JobSummary, error) {
	o, err := v.own(ctx)
	if err != nil {
		return nil, err
	}
	limit := f.Limit
	if limit <= 0 {
		limit = 500
	}
	f.Limit = everything
	all, err := v.Store.Jobs(ctx, f)
	if err != nil {
		return nil, err
	}
	var out []JobSummary
	for _, j := range all {
		if !o.jobs[j.ID] || len(out) == limit {
			continue
		}
		j.Interviews = 0
		people := map[CandidateID]bool{}
		for _, i := range o.interviews {
			if i.JobID == j.ID {
				people[i.CandidateID] = true
				if i.Status == Scheduled {
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
func (v *view) JobFiles(ctx context.Context, id JobID) ([]File, error) {
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
	var files []File
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
	if !slices.ContainsFunc(files, func(f File) bool { return f.SHA256 == sha256 }) {
		return nil, v.hidden("file")
	}
	return v.Store.FileContent(ctx, sha256)
}

// Activities implements ActivityLog: lines about what the interviewer may see,
// and what they did themselves.
func (v *view) Activities(ctx context.Context, f ActivityFilter) ([]Activity, error) {
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
	var out []Activity
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

func (v *view) concerned(o ownings, elsewhere map[CandidateID]time.Time, a Activity) bool {
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
func (v *view) Member(ctx context.Context, id MemberID) (Member, error) {
	if id != v.me.ID {
		return Member{}, v.hidden("member")
	}
	return v.Store.Member(ctx, id)
}

// MemberByEmail implements Members.
func (v *view) MemberByEmail(ctx context.Context, email string) (Member, error) {
	m, err := v.Store.MemberByEmail(ctx, email)
	if errors.Is(err, ErrNotFound) || err == nil && m.ID != v.me.ID {
		return Member{}, v.hidden("member")
	}
	return m, err
}

// Members implements Members.
func (v *view) Members(ctx context.Context, _ bool) ([]Member, error) {
	m, err := v.Store.Member(ctx, v.me.ID)
	return []Member{m}, err
}

// MembersByKey implements Members; of others an interviewer knows no keys.
func (v *view) MembersByKey(ctx context.Context, key string) ([]Member, error) {
	all, err := v.Store.MembersByKey(ctx, key)
	return slices.DeleteFunc(all, func(m Member) bool { return m.ID != v.me.ID }), err
}

// SaveMember implements Members, for oneself.
func (v *view) SaveMember(ctx context.Context, m Member, log Activity) (Member, error) {
	if m.ID != v.me.ID || m.Role != v.me.Role {
		return Member{}, v.forbidden()
	}
	if err := freeKeysOf(ctx, v.Store, m); err != nil {
		return Member{}, err
	}
	return v.Store.SaveMember(ctx, m, log)
}

// Connections implements Connections; accounts are not an interviewer's
// business, and the tokens never leave the store.
func (v *view) Connections(context.Context) ([]Connection, error) { return nil, nil }

// Connection implements Connections.
func (v *view) Connection(context.Context, ConnectionID) (Connection, error) {
	return Connection{}, v.hidden("connection")
}

// ConnectionOf implements Connections.
func (v *view) ConnectionOf(context.Context, MemberID) (Connection, error) {
	return Connection{}, v.hidden("connection")
}

// Setting implements SettingsStore: what the screens need of the workspace's
// settings, and the interviewer's own drafts.
func (v *view) Setting(ctx context.Context, key string) (string, error) {
	if slices.Contains([]string{SettingWorkspace, SettingPlatform, SettingUndo, SettingMailFrom, SettingRemindCandidate, SettingRemindPanel, SettingLanguage}, key) || isTemplate(key) || v.ownDraft(key) {
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
func (v *view) Drafts(ctx context.Context, m MemberID) (int, error) {
	if m != v.me.ID {
		return 0, v.hidden("member")
	}
	return v.Store.Drafts(ctx, m)
}

func (v *view) ownDraft(key string) bool {
	return strings.HasPrefix(key, DraftsOf(v.me.ID))
}

// Secret implements SettingsStore; the mail server's address is shown without
// its password only.
func (v *view) Secret(ctx context.Context, key string) (string, error) {
	if key == SettingMailURL {
		return v.Store.Secret(ctx, key)
	}
	return "", nil
}

// OpenEffects implements EffectQueue.
func (v *view) OpenEffects(ctx context.Context, id InterviewID) ([]OpenEffect, error) {
	o, err := v.own(ctx)
	if err != nil || id != 0 && !o.ids[id] {
		return nil, err
	}
	all, err := v.Store.OpenEffects(ctx, id)
	return slices.DeleteFunc(all, func(e OpenEffect) bool { return !o.ids[e.InterviewID] }), err
}

// Senders implements EffectQueue. Who sees a part of the interviews does not change
// from where mails go out.
func (v *view) Senders(context.Context, time.Time) ([]SenderUse, error) { return nil, nil }

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
func (v *view) DueInterviews(context.Context, time.Time, int) ([]InterviewID, error) { return nil, nil }

// EffectMessage implements EffectQueue.
func (v *view) EffectMessage(context.Context, EffectID) ([]byte, error) {
	return nil, v.hidden("mail")
}

// LeaseOwners implements EffectQueue.
func (v *view) LeaseOwners(context.Context) ([]string, error) { return nil, nil }

// ExtendLease, EndLeases and WakeEffects implement EffectQueue.
func (v *view) ExtendLease(context.Context, EffectID, string, time.Time) error { return v.forbidden() }

// EndLeases implements EffectQueue.
func (v *view) EndLeases(context.Context, string, time.Time) error { return v.forbidden() }

// WakeEffects implements EffectQueue.
func (v *view) WakeEffects(context.Context, string, time.Time) error { return v.forbidden() }

// PutOff implements EffectQueue.
func (v *view) PutOff(context.Context, InterviewID, time.Time, time.Time, string) error {
	return v.forbidden()
}

func (v *view) forbidden() error {
	return Refused("%s is %s and may not change this; ask a recruiter or an admin.", v.me.Name, article(v.me.Role))
}

// SaveJob implements Jobs.
func (v *view) SaveJob(context.Context, Job, Activity) (Job, error) { return Job{}, v.forbidden() }

// AddJobFile implements Jobs.
func (v *view) AddJobFile(context.Context, JobID, File, Activity) error { return v.forbidden() }

// RemoveJobFile implements Jobs.
func (v *view) RemoveJobFile(context.Context, JobID, File, Activity) error { return v.forbidden() }

// SaveCandidate implements Candidates.
func (v *view) SaveCandidate(context.Context, Candidate, Activity) (Candidate, error) {
	return Candidate{}, v.forbidden()
}

// SaveApplication implements Candidates.
func (v *view) SaveApplication(context.Context, Application, Activity) (Application, error) {
	return Application{}, v.forbidden()
}

// AddCandidateFile implements Candidates.
func (v *view) AddCandidateFile(context.Context, CandidateID, File, Activity) error {
	return v.forbidden()
}

// RemoveApplication implements Candidates.
func (v *view) RemoveApplication(context.Context, Application, Activity) error { return v.forbidden() }

// RemoveCandidateFile implements Candidates.
func (v *view) RemoveCandidateFile(context.Context, CandidateID, File, Activity) error {
	return v.forbidden()
}

// EraseCandidate implements Candidates.
func (v *view) EraseCandidate(context.Context, CandidateID, time.Time, Activity) (Traces, error) {
	return Traces{}, v.forbidden()
}

// Wipe implements Candidates.
func (v *view) Wipe(context.Context) error { return v.forbidden() }

// PutFile implements Files.
func (v *view) PutFile(context.Context, string, io.Reader, int64) (File, error) {
	return File{}, v.forbidden()
}

// SaveConnection implements Connections.
func (v *view) SaveConnection(context.Context, Connection, Tokens, Activity) (Connection, error) {
	return Connection{}, v.forbidden()
}

// SetConnectionState implements Connections.
func (v *view) SetConnectionState(context.Context, Connection, *Activity) error {
	return v.forbidden()
}

// DeleteConnection implements Connections.
func (v *view) DeleteConnection(context.Context, ConnectionID, Activity) error {
	return v.forbidden()
}

// SetSecret implements SettingsStore.
func (v *view) SetSecret(context.Context, string, string) error { return v.forbidden() }

// Log implements ActivityLog.
func (v *view) Log(context.Context, Activity) error { return v.forbidden() }

// AddCalls implements CallLedger.
func (v *view) AddCalls(context.Context, string, time.Time, int) error { return v.forbidden() }

// Calls implements CallLedger.
func (v *view) Calls(context.Context, string, time.Time) (int, error) { return 0, nil }

// Damaged implements DamageFinder, for what the interviewer may see.
func (v *view) Damaged(ctx context.Context) ([]Damage, error) {
	all, err := v.Store.Damaged(ctx)
	if err != nil || len(all) == 0 {
		return nil, err
	}
	o, err := v.own(ctx)
	return slices.DeleteFunc(all, func(d Damage) bool {
		switch d.What {
		case "interview":
			return !o.ids[InterviewID(d.ID)]
		case "candidate":
			return !o.candidates[CandidateID(d.ID)]
		case "job":
			return !o.jobs[JobID(d.ID)]
		}
		return d.ID != int64(v.me.ID)
	}), err
}
