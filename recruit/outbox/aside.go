package outbox

import (
	"context"
	"runtime/debug"
	"slices"
	"sync"
	"time"

	"recruitty/recruit"
)

// maxDue is how many interviews are worked on before the outbox looks again
// what is due.
const maxDue = 64

// longestAside bounds the pause after which an interview that could not be worked
// on is tried again: what is at fault is here, not at a service to be spared.
const longestAside = time.Minute

// aside remembers the interviews that could not be worked on, so that they do
// not stand in the way of others.
type aside struct {
	mu sync.Mutex
	of map[recruit.InterviewID]pause
}

// pause is until when an interview is left alone, after how many failures.
type pause struct {
	until    time.Time
	failures int
}

// add puts an interview aside and returns until when.
func (a *aside) add(id recruit.InterviewID, now time.Time, length func(int) time.Duration) time.Time {
	a.mu.Lock()
	defer a.mu.Unlock()
	if a.of == nil {
		a.of = map[recruit.InterviewID]pause{}
	}
	p := a.of[id]
	p.failures++
	p.until = now.Add(min(length(p.failures), longestAside))
	a.of[id] = p
	return p.until
}

// back forgets that an interview could not be worked on.
func (a *aside) back(id recruit.InterviewID) {
	a.mu.Lock()
	defer a.mu.Unlock()
	delete(a.of, id)
}

// at are the interviews that are aside at now.
func (a *aside) at(now time.Time) map[recruit.InterviewID]bool {
	a.mu.Lock()
	defer a.mu.Unlock()
	out := map[recruit.InterviewID]bool{}
	for id, p := range a.of {
		if now.Before(p.until) {
			out[id] = true
		}
	}
	return out
}

// due lists interviews with something to do, without those that are aside.
func (o *Outbox) due(ctx context.Context) ([]recruit.InterviewID, error) {
	now := o.Now()
	left := o.aside.at(now)
	ids, err := o.Store.DueInterviews(ctx, now, maxDue+len(left))
	if err != nil {
		return nil, err
	}
	ids = slices.DeleteFunc(ids, func(id recruit.InterviewID) bool { return left[id] })
	return ids[:min(len(ids), maxDue)], nil
}

// putOff leaves an interview alone for a while because it could not be worked
// on, and says why at its effects, where people look. When even that cannot be
// written the log has it, and this process keeps to the pause all the same.
func (o *Outbox) putOff(ctx context.Context, id recruit.InterviewID, why error) {
	now := o.Now().UTC()
	until := o.aside.add(id, now, o.Pause)
	o.Log.Error("an interview could not be worked on", "interview", id, "error", why, "again", until)
	if err := o.Store.PutOff(context.WithoutCancel(ctx), id, now, until, recruit.Sentence(why)); err != nil {
		o.Log.Error("putting an interview off failed", "interview", id, "error", err)
	}
}

// caught turns a panic into an error of this kind, so that a fault in what is
// done for one thing ends neither the program nor the work on others.
func (o *Outbox) caught(err *error, kind error, what ...any) {
	fault := recover()
	if fault == nil {
		return
	}
	o.Log.Error("an error in recruitty", append(what, "fault", fault, "stack", string(debug.Stack()))...)
	*err = &recruit.Problem{Kind: kind, Sentence: "An error in recruitty stopped this; the log file in the workspace folder has the details. It will be tried again."}
}
