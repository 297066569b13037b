// Package fields keeps which fields candidates have in a workspace besides those that
// come with the program: each with a name and the type of its values. A candidate's values
// stand in recruit.CandidateDetails.Fields under these names, beside fields that nobody
// has defined, which hold any text.
//
// A field that gets another name keeps its earlier ones: what stands under them, in the
// storage, in an old file or in a change that is taken back, is its value. A field that is
// removed leaves the values with the candidates, as text; brought back, it has them again.
package fields
