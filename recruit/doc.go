// Package recruit is the domain of recruitty: members, jobs, candidates and
// the interviews that have to stay true in four places at once, in the
// profile, at the meeting provider, in everybody's calendar and in the log.
//
// It holds the types, the product's rules (docs/design.md#rules) and the
// services that screens and commands call. It knows no SQL, no HTTP and no terminal: what it needs of
// them is declared here as small interfaces, which packages store, zoom and
// invite fulfil.
//
// An interview and everything that has to happen outside because of it form
// one Record. Deciding (schedule, reschedule, cancel) and working (package
// outbox) are both plain functions on a Record whose result is committed only
// if nobody else changed the record meanwhile. So there is one mechanism for
// two people, two windows, two processes and a crash.
package recruit
