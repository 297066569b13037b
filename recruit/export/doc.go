// Package export is the shape in which jobs, candidates and interviews leave a
// workspace, as rows of a spreadsheet and as objects for programs, so that an
// import brings them back whole. The names of columns and fields are a promise
// to scripts: they are added to and never changed.
//
// Both directions stand here side by side. Who writes a record calls its Row, or
// marshals it; who reads one calls Of with the columns that it stood in, or
// unmarshals it.
package export
