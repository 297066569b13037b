// Package rest is what the readers of Google's and Microsoft's calendars share: one
// JSON request with its bounds and waits, and the spreading of many calendars and a
// long window over few requests, so that one bad calendar spoils no other.
package rest
