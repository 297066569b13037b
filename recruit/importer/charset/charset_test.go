package charset

import (
	"bytes"
	"io"
	"testing"
)

// TestEncodingsAreNamedOrFound reads texts back by their mark, their bytes and the
// name that someone gave.
func TestEncodingsAreNamedOrFound(t *testing.T) {
	t.Parallel()
	for _, test := range []struct{ named, content, name, text string }{
		{"", "Zoë", "UTF-8", "Zoë"},
		{"", "\xef\xbb\xbfZoë", "UTF-8", "Zoë"},
		{"UTF8", "\xef\xbb\xbfZoë", "UTF-8", "Zoë"},
		{"", "\xff\xfeZ\x00o\x00\xeb\x00", "UTF-16", "Zoë"},
		{"", "\xfe\xff\x00Z\x00o\x00\xeb", "UTF-16", "Zoë"},
		{"mac roman", "Zo\x91", "Mac Roman", "Zoë"},
		{"CP1250", "\xa3", "Windows-1250", "Ł"},
	} {
		in := io.NewSectionReader(bytes.NewReader([]byte(test.content)), 0, int64(len(test.content)))
		c, known, err := Charset{}, true, error(nil)
		if test.named != "" {
			c, known = Named(test.named, []byte(test.content))
		} else {
			c, err = Detect(t.Context(), in, []byte(test.content))
		}
		if !known || err != nil {
			t.Errorf("%q: known %v, %v", test.content, known, err)
			continue
		}
		text, err := io.ReadAll(c.Decode(in))
		if err != nil || string(text) != test.text || c.Name != test.name {
			t.Errorf("%q as %q: %q in %s, %v", test.content, test.named, text, c.Name, err)
		}
	}
	if c, known := Named("klingon", nil); known {
		t.Errorf("klingon is taken for %s", c.Name)
	}
}
