// Package scorecards keeps what interviewers are to look for and what they found: forms
// and interview guides for the stages of a job, one scorecard of each member for each
// interview, and the debrief in which a team decides by them.
//
// A scorecard is never lost by what happens to its interview: neither a cancellation nor a
// move, other people or a member who leaves take it away. Only erasing its candidate does.
//
// Who may read one is decided by the store. Its author, recruiters and admins always may;
// of the panel, nobody reads another's before their own is given, unless the workspace says
// otherwise. A private note is read by its author and by admins alone.
package scorecards
