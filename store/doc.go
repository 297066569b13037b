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
// (the file and its connections), transaction.go (read, write), scope.go (who sees
// what), columns.go and scan.go (tables, and times, lists and ids in them), errors.go
// (what people are told) and key.go (what is sealed).
package store
