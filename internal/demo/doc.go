// Package demo makes a workspace to look around in: a made-up company, its
// team of sixty with their calendars, working hours and pools, its jobs,
// candidates in many scripts and a few weeks of history; and it hosts the
// simulated Zoom, the simulated calendars and the local mailbox that stand in
// for the world outside. Nothing of it leaves the machine, and nobody in it exists:
// all addresses are in the domains that RFC 2606 reserves for examples.
package demo
