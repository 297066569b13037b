package columns

import (
	"encoding/json"
	"fmt"
)

// listText writes a list into one column; "" is none.
func listText[T any](all []T) string {
	if len(all) == 0 {
		return ""
	}
	text, err := json.Marshal(all)
	if err != nil {
		return "" // texts, numbers and times: cannot happen
	}
	return string(text)
}

// listOf reads such a column.
type listOf[T any] struct{ to *[]T }

// Scan implements sql.Scanner.
func (l listOf[T]) Scan(value any) error {
	text, ok := value.(string)
	if !ok {
		return fmt.Errorf("a list is text, not %T", value)
	}
	*l.to = nil
	if text == "" {
		return nil
	}
	return json.Unmarshal([]byte(text), l.to)
}
