package recruit

import ()

// NotLinked says that a candidate is none for a job (R4).
func NotLinked(c Candidate, job Job) error {
	return Refused("%s is not linked to %s; link them first (recruitty candidate link %d --job %d).", c.Name, job.Title, c.ID, job.ID)
}

// MayBeInterviewed refuses an interview of a candidate without an e-mail address, and
// one for a job that they are not linked to (R4).
func (p Profile) MayBeInterviewed(job Job) error {
	c := p.Candidate
	if c.Email == "" {
		return Invalid("candidate", "%s has no e-mail address; add one to the profile before scheduling (recruitty candidate edit %d --email ADDRESS).", c.Name, c.ID)
	}
	if _, linked := p.Application(job.ID); !linked {
		return NotLinked(c, job)
	}
	return nil
}
