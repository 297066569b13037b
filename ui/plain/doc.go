// Package plain is recruitty without screens: a conversation in lines of text,
// from top to bottom, for people who use a screen reader, for terminals that
// can do nothing else, and for lines that come from a pipe. It moves no cursor,
// draws no box, paints nothing anew and says nothing unasked; what it writes is
// text and ends of lines.
//
// Rules, validation and drafts are those of the screens: the services of
// package recruit decide, package wording finds the words and package draft holds
// what was typed, so that what is begun here can be finished there (R12).
//
// The forms are asked by a small prompter of its own and not by huh's
// accessible mode. That mode reads with a scanner that ends at a long line,
// cannot be interrupted when the session ends, has no way back or out of a form,
// takes an unreadable answer for the default, and prints what foreign text
// holds; each of those would cost a person what they typed, or tell something
// untrue.
package plain
