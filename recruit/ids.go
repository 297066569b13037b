package recruit

// Identifiers are numbers that the store hands out, from 1 upwards, and never
// uses twice. Zero means "none".
type (
	// MemberID identifies a member of the hiring team.
	MemberID int64
	// JobID identifies a job.
	JobID int64
	// CandidateID identifies a candidate.
	CandidateID int64
	// ApplicationID identifies the link of one candidate to one job.
	ApplicationID int64
	// InterviewID identifies an interview.
	InterviewID int64
	// EffectID identifies an effect.
	EffectID int64
	// ConnectionID identifies a connection to a meeting provider.
	ConnectionID int64
	// ActivityID identifies a line of the activity log.
	ActivityID int64
	// BatchID identifies one import.
	BatchID int64
	// LetterID identifies a mail to a candidate that is about no interview.
	LetterID int64
	// OfferID identifies hours that were sent to a candidate to choose from.
	OfferID int64
	// PoolID identifies a pool of members who can stand in for each other.
	PoolID int64
)
