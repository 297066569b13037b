package output

import (
	"fmt"
	"strings"

	"recruitty/recruit"
)

// AllBut is the error of a result that was written without some of what belongs to it, each of
// which was named. It is of the kind recruit.ErrStorage.
func AllBut(left int) error {
	return &recruit.Problem{Kind: recruit.ErrStorage, Sentence: fmt.Sprintf("The result is complete but for %d, named above.", left)}
}

// NoFormat refuses a format in which a kind of thing is not exported.
func NoFormat(kind string, formats []string, format string) error {
	return recruit.Invalid("format", "%s are exported as %s, not as %s.", recruit.Capital(kind), strings.Join(formats, " or "), Quote(format))
}
