package output

import (
	"bytes"
	"testing"
)

// TestTable: columns stand below one another in any script.
func TestTable(t *testing.T) {
	t.Parallel()
	var b bytes.Buffer
	(&Page{&b}).Table([]string{"ID", "NAME", "STAGE"}, [][]string{{"1", "李小龙", "Offer"}, {"12", "Ana", ""}})
	if want := "ID  NAME    STAGE\n1   李小龙  Offer\n12  Ana\n"; b.String() != want {
		t.Errorf("got\n%swant\n%s", b.String(), want)
	}
}
