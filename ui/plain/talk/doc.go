// Package talk is a conversation in lines of text: it tells, asks, lists in pages,
// goes through the questions of a form with ways back and out, and keeps what was typed
// (R12). It knows nothing of what the conversation is about.
//
// The forms are asked by a small prompter of its own and not by huh's
// accessible mode. That mode reads with a scanner that ends at a long line,
// cannot be interrupted when the session ends, has no way back or out of a form,
// takes an unreadable answer for the default, and prints what foreign text
// holds; each of those would cost a person what they typed, or tell something
// untrue.
package talk
