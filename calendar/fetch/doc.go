// Package fetch asks servers whose address someone typed: for a calendar that is
// published, or one behind CalDAV.
//
// Such an address may lead anywhere. So what is dialled is looked at after its name
// was resolved, redirects are followed one by one and looked at again, a password is
// sent to no other site, and the size of an answer, its packed size, its headers and
// the time that it may take are bounded. No error of this package quotes a path or a
// query, because the address of a published calendar is a secret.
package fetch
