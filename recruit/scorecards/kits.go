package scorecards

import (
	"context"
	"strings"

	"recruitty/recruit"
)

// Kits lists the kits of a job in the order of its stages, those of the workspace first.
func (s *Service) Kits(ctx context.Context, job recruit.JobID) ([]Kit, error) {
	return s.Store.Kits(ctx, job)
}

// Kit is the kit of exactly this job, stage and session, Version 0 where there is none.
func (s *Service) Kit(ctx context.Context, of Kit) (Kit, error) {
	of, _, err := s.named(ctx, of)
	if err != nil {
		return of, err
	}
	kits, err := s.Store.Kits(ctx, of.Job)
	if err != nil {
		return of, err
	}
	k, _ := find(kits, Kit{Job: of.Job, Stage: of.Stage, Session: of.Session})
	return k, nil
}

// SetForm writes the form of a kit, nil to have none. seen is the version that was looked
// at, or -1 for whichever is stored. Cards that were given keep what they were asked.
func (s *Service) SetForm(ctx context.Context, actor recruit.Member, of Kit, f *Form, seen int) (Kit, error) {
	if f != nil {
		checked, err := ParseForm(f.Lines()) // what was not typed is held to the same
		if err != nil {
			return Kit{}, err
		}
		f = &checked
	}
	return s.change(ctx, actor, of, seen, "form.changed", "scorecard form", func(k *Kit) (was, now string) {
		was, k.Form, k.Damage = k.formLines(), f, ""
		return was, k.formLines()
	})
}

// SetGuide writes the interview guide of a kit, "" to have none. seen is as for SetForm.
func (s *Service) SetGuide(ctx context.Context, actor recruit.Member, of Kit, guide string, seen int) (Kit, error) {
	guide, err := recruit.CleanText("guide", "guide", guide, maxGuide)
	if err != nil {
		return Kit{}, err
	}
	return s.change(ctx, actor, of, seen, "guide.changed", "interview guide", func(k *Kit) (was, now string) {
		was, k.Guide = k.Guide, guide
		return was, guide
	})
}

// change changes one thing of a kit. That of the workspace is an admin's.
func (s *Service) change(ctx context.Context, actor recruit.Member, of Kit, seen int, action, what string, set func(*Kit) (was, now string)) (Kit, error) {
	right := recruit.ToRecruit
	if of.Job == 0 {
		right = recruit.ToManage
	}
	if err := recruit.Allow(actor, right); err != nil {
		return Kit{}, err
	}
	of, job, err := s.named(ctx, of)
	if err != nil {
		return Kit{}, err
	}
	k, err := s.Kit(ctx, of)
	if err != nil {
		return Kit{}, err
	}
	if seen >= 0 && seen != k.Version {
		return Kit{}, &recruit.Problem{Kind: recruit.ErrStale, Sentence: "The " + what + " was changed in the meantime; look at it again."}
	}
	was, now := set(&k)
	if was == now {
		return k, nil
	}
	k.ChangedAt = s.Now().UTC()
	err = s.Store.SaveKit(ctx, k, recruit.Activity{At: k.ChangedAt, ActorID: actor.ID, Actor: actor.Name, Action: action, JobID: k.Job,
		Text: recruit.ChangedWords("Changed the "+what+" of "+k.For(job), recruit.Difference("Text", was, now))})
	if err != nil {
		return Kit{}, err
	}
	k.Version++
	return k, nil
}

// named checks of what a kit is, and writes its stage as the job does.
func (s *Service) named(ctx context.Context, of Kit) (Kit, recruit.Job, error) {
	of.Session = strings.Join(strings.Fields(of.Session), " ")
	switch {
	case of.Job == 0 && (of.Stage != "" || of.Session != ""):
		return of, recruit.Job{}, recruit.Invalid("job", "Say of which job the stage is.")
	case of.Job == 0:
		return of, recruit.Job{}, nil
	case of.Stage == "" && of.Session != "":
		return of, recruit.Job{}, recruit.Invalid("stage", "Say of which stage the session is.")
	}
	j, err := s.Store.Job(ctx, of.Job)
	if err != nil {
		return of, j, err
	}
	if of.Stage != "" {
		if of.Stage, err = j.Stage(of.Stage); err != nil {
			return of, j, err
		}
	}
	of.Session, err = recruit.CleanLine("session", "session", of.Session, 200)
	return of, j, err
}
