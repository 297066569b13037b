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
// Package talk below holds the conversation itself, and knows nothing of what it is
// about; a room beside it, such as importing, takes a part of the talk.
package plain
