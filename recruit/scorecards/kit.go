package scorecards

import (
	"slices"
	"strings"
	"time"

	"recruitty/recruit"
	"recruitty/recruit/sanitize"
)

// maxGuide bounds an interview guide, in characters: it goes into mails.
const maxGuide = 8000

// Kit is what interviewers are given for a stage of a job: the form of the scorecard and a
// guide, each of which may be missing. Without a stage it holds for the whole job, without
// a job for the workspace, and with a session only for the interviews of a plan that are
// called so.
type Kit struct {
	Job     recruit.JobID
	Stage   string
	Session string
	Form    *Form
	Guide   string // questions, and what to look for; never told to a candidate
	Version int    // 0 where none was saved yet
	// ChangedAt is when it was saved last.
	ChangedAt time.Time
	// Damage says that what is stored of the form cannot be understood, "" as a rule.
	Damage string
}

// For says of what a kit is: "Interview of Staff Engineer", "the workspace".
func (k Kit) For(job recruit.Job) string {
	switch {
	case k.Job == 0:
		return "the workspace"
	case k.Stage == "":
		return "all stages of " + job.Title
	case k.Session == "":
		return k.Stage + " of " + job.Title
	}
	return k.Session + " in " + k.Stage + " of " + job.Title
}

// Chosen is the form and the guide that hold for an interview, with the kits that they are
// from.
type Chosen struct {
	Form  Form
	Guide string
}

// Choose finds what holds for a stage and a session: the form and the guide, each for itself,
// of the narrowest kit that has one. Without any the form is DefaultForm, and there is no
// guide.
func Choose(kits []Kit, stage, session string) Chosen {
	same := func(a, b string) bool { return sanitize.Fold(a) == sanitize.Fold(b) }
	width := func(k Kit) int {
		switch {
		case k.Job == 0:
			return 3
		case k.Stage == "":
			return 2
		case k.Session == "":
			return 1
		}
		return 0
	}
	fit := slices.DeleteFunc(slices.Clone(kits), func(k Kit) bool {
		return k.Stage != "" && !same(k.Stage, stage) || k.Session != "" && !same(k.Session, session)
	})
	slices.SortStableFunc(fit, func(a, b Kit) int { return width(a) - width(b) })
	chosen := Chosen{Form: DefaultForm()}
	if i := slices.IndexFunc(fit, func(k Kit) bool { return k.Form != nil }); i >= 0 {
		chosen.Form = *fit[i].Form
	}
	if i := slices.IndexFunc(fit, func(k Kit) bool { return k.Guide != "" }); i >= 0 {
		chosen.Guide = fit[i].Guide
	}
	return chosen
}

// formLines is the form as its lines, "" where there is none.
func (k Kit) formLines() string {
	if k.Form == nil {
		return ""
	}
	return k.Form.Lines()
}

// find is the kit of exactly this job, stage and session.
func find(kits []Kit, of Kit) (Kit, bool) {
	i := slices.IndexFunc(kits, func(k Kit) bool {
		return k.Job == of.Job && strings.EqualFold(k.Stage, of.Stage) && strings.EqualFold(k.Session, of.Session)
	})
	if i < 0 {
		return of, false
	}
	return kits[i], true
}
