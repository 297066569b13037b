// Package bulk changes many interviews by one request: it moves them, calls them off,
// puts someone in a person's place, or asks who has not answered. What becomes of each
// is decided by package flow as if it were alone, and each keeps a version, a log and
// mails of its own; here stands what only many have: the whole looked at as it would be
// once all are changed, one that fails and stops no other, and what is taken back
// together. It knows no storage besides what it is given.
package bulk
