// Package calsim is a stand-in on this machine for the calendars of Google and
// Microsoft 365 and for their sign-ins: people with calendars, freeBusy and
// events.list, getSchedule, and OAuth with a page on which a person agrees. The demo
// runs on it and tests are written against it. It answers as the services are
// documented and observed to answer, not as the clients here would like:
//
//   - Google's requests and answers are held to google.json, a part of its discovery
//     document; what a client sends beside it is in Violations.
//   - Microsoft's limits and errors are those of its documentation and of its answers
//     that people have reported.
//
// A [Fault] makes chosen requests go wrong.
package calsim
