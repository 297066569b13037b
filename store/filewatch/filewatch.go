// Package filewatch tells when a file is written, so that an idle program need not look
// again and again: where the system can tell, which is Linux.
package filewatch
