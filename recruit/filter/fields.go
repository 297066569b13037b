package filter

import (
	"slices"
	"strings"

	"recruitty/recruit"
)

// Sort is the sort of value that a field takes.
type Sort int

// The sorts.
const (
	Text   Sort = iota // words of which each begins a word of what is looked at
	Choice             // one of a few names
	Day                // a day or a time
	Flag               // none: the name alone is the term
	Own                // the name of a field of candidates, and what its value is to be
)

// Field is one field of the language.
type Field struct {
	Name  string
	Also  []string // further names
	Is    recruit.Field
	Sort  Sort
	Means string // completes "keeps what …"
	Try   string // an example of a value
	Past  bool   // a day that is meant lies behind
	Whole bool   // a value that is not known is refused where values are known
	Lists []List
	// Choices are the values of a Choice, in the order in which they are offered.
	Choices []Value
}

// Value is one choice.
type Value struct {
	Name  string   // as it is written
	Is    string   // as Term.Any has it
	Also  []string // further names
	Lists []List   // where it is one, nil for all lists of its field
}

// fields is the whole language. A name that several lists have with another meaning
// stands once for each.
func fields() []Field {
	people := []List{Candidates, Interviews}
	return []Field{
		{Name: "name", Is: recruit.ByName, Means: "has this name", Try: "priya", Lists: []List{Candidates, Team}},
		{Name: "stage", Is: recruit.ByStage, Means: "is in this stage of a job", Try: "offer", Whole: true, Lists: people},
		{Name: "job", Is: recruit.ByJob, Means: "is for the job with this title", Try: `"backend engineer"`, Whole: true, Lists: []List{Candidates, Interviews, Activity}},
		{Name: "tag", Is: recruit.ByTag, Means: "has this tag", Try: "go", Lists: []List{Candidates}},
		{Name: "email", Also: []string{"mail", "address"}, Is: recruit.ByEmail, Means: "has this address", Try: "priya@example.com", Lists: []List{Candidates, Interviews, Team}},
		{Name: "phone", Is: recruit.ByPhone, Means: "has a phone number with these digits", Try: "7946", Lists: []List{Candidates}},
		{Name: "source", Is: recruit.BySource, Means: "has this source", Try: "referral", Lists: []List{Candidates}},
		{Name: "field", Also: []string{"own"}, Is: recruit.ByOwn, Sort: Own, Means: "has a value in this field, or a value compared with = < <= > >=", Try: `"notice period"<4`, Lists: []List{Candidates}},
		{Name: "location", Also: []string{"lives"}, Is: recruit.ByPlace, Means: "is in this location", Try: "lisbon", Lists: []List{Candidates, Jobs}},
		{Name: "zone", Is: recruit.ByZone, Means: "is in this time zone", Try: "europe", Lists: []List{Candidates, Team}},
		{Name: "has", Is: recruit.ByHas, Sort: Choice, Means: "has this", Try: "resume", Lists: []List{Candidates}, Choices: []Value{
			{Name: "resume", Is: recruit.HasResume, Also: []string{"résumé", "cv"}}, {Name: "file", Is: recruit.HasFile}, {Name: "note", Is: recruit.HasNote},
			{Name: "email", Is: recruit.HasEmail}, {Name: "phone", Is: recruit.HasPhone}, {Name: "job", Is: recruit.HasJob}, {Name: "interview", Is: recruit.HasInterview}}},
		{Name: "text", Also: []string{"note", "notes"}, Is: recruit.ByText, Means: "has all of these words in one note or file that you may read", Try: `"storage engines"`, Lists: []List{Candidates}},
		{Name: "candidate", Is: recruit.ByCandidate, Means: "is about this candidate", Try: "priya", Lists: []List{Interviews, Outbox, Activity}},
		{Name: "title", Is: recruit.ByTitle, Means: "has this title", Try: "technical", Lists: []List{Jobs, Interviews, Outbox}},
		{Name: "subject", Is: recruit.ByTitle, Means: "has this subject", Try: "invitation", Lists: []List{Mails}},
		{Name: "department", Is: recruit.ByKind, Means: "is in this department", Try: "platform", Lists: []List{Jobs}},
		{Name: "with", Is: recruit.ByWith, Means: "has this person in an interview: panel, organiser or candidate, by name or address", Try: "dana", Lists: people},
		{Name: "owner", Also: []string{"organiser", "organizer"}, Is: recruit.ByOwner, Means: "is organised by this member", Try: "robin", Lists: []List{Interviews}},
		{Name: "owner", Is: recruit.ByOwner, Means: "is owned by this member", Try: "robin", Lists: []List{Candidates}},
		{Name: "who", Also: []string{"by"}, Is: recruit.ByOwner, Means: "was done by this person", Try: "robin", Lists: []List{Activity}},
		{Name: "answer", Is: recruit.ByAnswer, Sort: Choice, Means: "has someone invited with this answer; together with with: that person", Try: "declined", Lists: people, Choices: []Value{
			{Name: "accepted", Is: string(recruit.Accepted), Also: []string{"yes"}}, {Name: "declined", Is: string(recruit.Declined), Also: []string{"no"}},
			{Name: "maybe", Is: string(recruit.Tentative), Also: []string{"tentative"}}, {Name: "delegated", Is: string(recruit.Delegated)},
			{Name: "none", Is: string(recruit.NoAnswer), Also: []string{"missing", "pending", "open"}}}},
		{Name: "state", Also: []string{"status"}, Is: recruit.ByState, Sort: Choice, Means: "has this state", Try: "cancelled", Lists: []List{Interviews}, Choices: []Value{
			{Name: "scheduled", Is: string(recruit.Scheduled)}, {Name: "completed", Is: string(recruit.Completed), Also: []string{"done"}},
			{Name: "no-show", Is: string(recruit.NoShow), Also: []string{"noshow", "no_show", "nobody"}}, {Name: "cancelled", Is: string(recruit.Cancelled), Also: []string{"canceled"}},
			{Name: "needs-you", Is: recruit.StateNeedsYou, Also: []string{"attention"}}, {Name: "waiting", Is: recruit.StateWaiting, Also: []string{"pending"}},
			{Name: "over", Is: recruit.StateOver}}},
		{Name: "state", Also: []string{"status"}, Is: recruit.ByState, Sort: Choice, Means: "is open or closed", Try: "open", Lists: []List{Jobs}, Choices: []Value{
			{Name: "open", Is: string(recruit.JobOpen)}, {Name: "closed", Is: string(recruit.JobClosed)}}},
		{Name: "state", Also: []string{"status"}, Is: recruit.ByState, Sort: Choice, Means: "has this state", Try: "failed", Lists: []List{Outbox}, Choices: []Value{
			{Name: "waiting", Is: string(recruit.Waiting), Also: []string{"pending"}}, {Name: "running", Is: string(recruit.Running)},
			{Name: "failed", Is: string(recruit.Failed)}, {Name: "unknown", Is: string(recruit.Unknown)},
			{Name: "needs-you", Is: recruit.StateNeedsYou, Also: []string{"attention"}}}},
		{Name: "state", Also: []string{"status"}, Is: recruit.ByState, Sort: Choice, Means: "belongs to the team or has left", Try: "left", Lists: []List{Team}, Choices: []Value{
			{Name: "active", Is: "active", Also: []string{"here"}}, {Name: "left", Is: "left", Also: []string{"removed", "former"}}}},
		{Name: "kind", Is: recruit.ByKind, Sort: Choice, Means: "is of this kind", Try: "invitation", Lists: []List{Outbox}, Choices: []Value{
			{Name: "zoom", Is: "zoom"}, {Name: "invitation", Is: string(recruit.MailInvite)}, {Name: "update", Is: string(recruit.MailUpdate)},
			{Name: "cancellation", Is: string(recruit.MailCancel), Also: []string{"withdrawal"}}, {Name: "reminder", Is: string(recruit.MailReminder)},
			{Name: "refusal", Is: string(recruit.MailRefusal)}, {Name: "sheet", Is: string(recruit.MailSheet)}}},
		{Name: "kind", Also: []string{"action"}, Is: recruit.ByKind, Means: "is of this kind, such as interview.rescheduled", Try: "rescheduled", Lists: []List{Activity}},
		{Name: "role", Is: recruit.ByRole, Sort: Choice, Means: "has this role", Try: "recruiter", Lists: []List{Team}, Choices: []Value{
			{Name: "admin", Is: string(recruit.Admin)}, {Name: "recruiter", Is: string(recruit.Recruiter)}, {Name: "interviewer", Is: string(recruit.Interviewer)},
			{Name: "read-only", Is: string(recruit.ReadOnly), Also: []string{"readonly"}}}},
		{Name: "platform", Also: []string{"where"}, Is: recruit.ByPlatform, Sort: Choice, Means: "takes place there", Try: "zoom", Lists: people, Choices: []Value{
			{Name: "zoom", Is: string(recruit.Zoom)}, {Name: "phone", Is: string(recruit.Phone)}, {Name: "on-site", Is: string(recruit.OnSite), Also: []string{"onsite"}},
			{Name: "other-link", Is: string(recruit.OtherLink), Also: []string{"link"}}}},
		{Name: "to", Is: recruit.ByTo, Means: "goes to this address", Try: "dana@acme.example", Lists: []List{Outbox, Mails}},
		{Name: "from", Is: recruit.ByFrom, Means: "comes from this address", Try: "hiring@acme.example", Lists: []List{Mails}},
		{Name: "mine", Is: recruit.ByMine, Sort: Flag, Means: "is yours: an interview that you organise or take part in", Lists: people},
		{Name: "mine", Is: recruit.ByMine, Sort: Flag, Means: "was done by you", Lists: []List{Activity}},
		{Name: "on", Is: recruit.ByStart, Sort: Day, Means: "has its interview on this day, or in this week or month", Try: "fri", Lists: []List{Candidates, Interviews, Outbox}},
		{Name: "after", Is: recruit.ByStart, Sort: Day, Means: "has its interview on this day or later", Try: "mon", Lists: []List{Candidates, Interviews, Outbox}},
		{Name: "before", Is: recruit.ByStart, Sort: Day, Means: "has its interview before this day", Try: "2026-12-24", Lists: []List{Candidates, Interviews, Outbox}},
		{Name: "on", Is: recruit.ByStart, Sort: Day, Past: true, Means: "happened on this day, or in this week or month", Try: "yesterday", Lists: []List{Activity, Mails}},
		{Name: "after", Is: recruit.ByStart, Sort: Day, Past: true, Means: "happened on this day or later", Try: "mon", Lists: []List{Activity, Mails}},
		{Name: "before", Is: recruit.ByStart, Sort: Day, Past: true, Means: "happened before this day", Try: "yesterday", Lists: []List{Activity, Mails}},
		{Name: "day", Also: []string{"weekday"}, Is: recruit.ByWeekday, Sort: Choice, Means: "is on this day of the week", Try: "mon,tue", Lists: []List{Interviews}, Choices: []Value{
			{Name: "monday", Is: "1"}, {Name: "tuesday", Is: "2"}, {Name: "wednesday", Is: "3"}, {Name: "thursday", Is: "4"}, {Name: "friday", Is: "5"},
			{Name: "saturday", Is: "6"}, {Name: "sunday", Is: "0"}}},
		{Name: "added", Also: []string{"created"}, Is: recruit.ByAdded, Sort: Day, Past: true, Means: "was added on this day or later", Try: "week", Lists: []List{Candidates, Jobs}},
		{Name: "updated", Also: []string{"changed"}, Is: recruit.ByUpdated, Sort: Day, Past: true, Means: "was changed on this day or later", Try: "today", Lists: []List{Interviews}},
	}
}

// Fields are the fields of a list, in the order in which they are offered.
func Fields(l List) []Field {
	var all []Field
	for _, f := range fields() {
		if !slices.Contains(f.Lists, l) {
			continue
		}
		f.Choices = slices.DeleteFunc(slices.Clone(f.Choices), func(v Value) bool { return v.Lists != nil && !slices.Contains(v.Lists, l) })
		all = append(all, f)
	}
	return all
}

// called finds the field of a list by one of its names.
func called(l List, name string) (Field, bool) {
	for _, f := range Fields(l) {
		if f.Name == name || slices.Contains(f.Also, name) {
			return f, true
		}
	}
	return Field{}, false
}

// chosen are the choices that a value names: the one that is called so, or all that
// begin with it.
func (f Field) chosen(value string) []string {
	var begin []string
	for _, v := range f.Choices {
		if v.Name == value || slices.Contains(v.Also, value) {
			return []string{v.Is}
		}
		if strings.HasPrefix(v.Name, value) || slices.ContainsFunc(v.Also, func(a string) bool { return strings.HasPrefix(a, value) }) {
			begin = append(begin, v.Is)
		}
	}
	return begin
}

// Examples are the values of a choice, or an example of any other.
func (f Field) Examples() []string {
	switch f.Sort {
	case Choice:
		return f.names()
	case Flag:
		return []string{f.Name}
	}
	return []string{f.Name + ":" + f.Try}
}
