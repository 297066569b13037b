// Package imap is as much of an IMAP client (RFC 9051, RFC 3501) as it takes to
// read a mailbox whose server is not trusted.
//
// Everything that a server sends is read through limits: bytes of a line, of a
// literal, of the answer to one command and of a whole visit. Nothing in it is
// taken apart by recursion, every wait ends, and an answer that cannot be
// understood costs the message that it is about and not the connection, as far
// as the end of the command can still be found. The structure of messages is
// never asked for: servers describe it in ways that nobody can read.
package imap
