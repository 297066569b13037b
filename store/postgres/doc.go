// Package postgres keeps a workspace in PostgreSQL. The queries of package store and its
// rooms are written once, for SQLite; this package lets them be asked here as well. What
// PostgreSQL can be taught stands as functions and operators in the schema (migrations),
// and Translate writes the rest anew as it goes out:
//
//   - question marks become numbered and typed arguments, NULL where there is nothing;
//   - ifnull, group_concat and the functions that make JSON have other names;
//   - GLOB, IS and MATCH have other operators;
//   - CROSS JOIN … ON is a JOIN, and no index is named: PostgreSQL chooses the order itself;
//   - an INSERT into a table that numbers its rows returns the number;
//   - a subquery behind FROM gets a name;
//   - PRAGMA and commands to the search index are nothing here.
//
// A transaction that writes waits for its turn, as SQLite's writer does: one at a time for
// each workspace, on whatever host. So what it reads stays true until it commits.
package postgres
