package picture

import (
	"encoding/xml"
	"errors"
	"io"
	"strings"
	"testing"
)

func TestSVGShowsWhatIsOnTheScreen(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct{ content, want string }{
		"a line":        {"one  two", `<text x="14.0" y="27" textLength="67.2">one  two</text>`},
		"indented":      {"  ab", `<text x="30.8" y="27" textLength="16.8">ab</text>`},
		"escaped":       {`<&>`, `>&lt;&amp;&gt;</text>`},
		"bold":          {"\x1b[1mab\x1b[m", `font-weight="bold" textLength="16.8">ab</text>`},
		"colour":        {"\x1b[38;2;255;0;16mab\x1b[m", `fill="#ff0010" textLength="16.8">ab</text>`},
		"reversed":      {"\x1b[7mab\x1b[m", `<rect x="14.0" y="14" width="16.8" height="18" fill="#d7dae0"/>`},
		"background":    {"\x1b[48;2;0;255;0m \x1b[m", `<rect x="14.0" y="14" width="8.4" height="18" fill="#00ff00"/>`},
		"lines":         {"╭──╮", `textLength="33.6">╭──╮</text>`},
		"accents":       {"Tjörvi", `textLength="50.4">Tjörvi</text>`},
		"a wide letter": {"a山b", `<text x="39.2" y="27">b</text>`},
		"the next row":  {"a\nbc", `<text x="14.0" y="45" textLength="16.8">bc</text>`},
	} {
		got := SVG(c.content, "a screen", 20, 3)
		if !strings.Contains(got, c.want) {
			t.Errorf("%s: %s is not in\n%s", name, c.want, got)
		}
		for d := xml.NewDecoder(strings.NewReader(got)); ; {
			if _, err := d.Token(); errors.Is(err, io.EOF) {
				break
			} else if err != nil {
				t.Errorf("%s is no XML: %v", name, err)
				break
			}
		}
	}
}
