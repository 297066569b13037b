// Package store keeps a workspace in one SQLite file and fulfils what package
// recruit asks of it (recruit.Store).
//
// A workspace is a folder with recruitty.db and secret.key. The key seals
// tokens and passwords inside the file; without it they cannot be read.
// Several processes may use one workspace at once: every change is one
// immediate transaction, on one connection for each process, and whoever
// writes a row says which version of it they saw.
//
// Each aggregate has a file of its own. What they share stands in open.go
// (the file and its connections), transaction.go (read, write) and key.go (what is
// sealed), and in rooms below: scope (who sees what), columns (tables, and times, lists
// and ids in them), terms (words that are searched for) and problem (what people are told).
package store
