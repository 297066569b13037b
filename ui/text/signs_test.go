package text

import (
	"math/rand/v2"
	"regexp"
	"strings"
	"testing"
)

// addresses are such as break badly: long ones, without a hyphen, in other
// scripts, and wide ones.
var addresses = []string{
	"priya@acme.example", "haru@acme.example", "aroha.whakamarama-te-rangi.the-second@a-long-department.of-the.university.example",
	"дарья.ветрогонова@почта.испытание", "δοκιμή@παράδειγμα.δοκιμή", "山田太郎@例え.テスト", "محمد@مثال.إختبار", "o@x.example",
	strings.Repeat("verylong", 20) + "@example.org",
}

func TestSignsStayWithTheirAddress(t *testing.T) {
	t.Parallel()
	for _, signs := range [][]string{{"✓", "✗", "!", "◌", "?"}, {"+", "x", "!", "o", "?"}} {
		for _, w := range []int{12, 40, 80, 120} {
			for first := range addresses {
				var items []string
				for n := range addresses {
					items = append(items, signs[(first+n)%len(signs)]+" "+addresses[(first+n)%len(addresses)])
				}
				for name, got := range map[string]string{
					"Flow":        Flow(append([]string{"Invitations 3 of 9"}, items...), "   ", w),
					"Wrap":        Wrap("Invitations 3 of 9   "+strings.Join(items, "   "), w),
					"Wrap styled": Wrap("\x1b[1m"+strings.Join(items, "\x1b[m \x1b[1m")+"\x1b[m", w),
				} {
					for _, line := range strings.Split(got, "\n") {
						words := strings.Fields(Strip(line))
						if Width(line) > w {
							t.Errorf("%s at %d: %q is too wide", name, w, line)
						}
						if n := len(words); n > 0 && Width(words[n-1]) == 1 && strings.Contains(strings.Join(signs, ""), words[n-1]) {
							t.Errorf("%s at %d: the sign at the end of %q is torn off its address", name, w, line)
						}
					}
					// Nothing is lost, and a short address is not broken.
					if whole := strings.Join(strings.Fields(Strip(got)), ""); !strings.Contains(whole, "priya@acme.example") {
						t.Errorf("%s at %d lost an address: %q", name, w, got)
					}
				}
				flow := Flow(items, "   ", w)
				for _, item := range items {
					if Width(item) <= w && !strings.Contains(flow, item) {
						t.Errorf("Flow at %d broke %q:\n%s", w, item, flow)
					}
				}
			}
		}
	}
}

func TestFlowIsEmptyWhereThereIsNothing(t *testing.T) {
	t.Parallel()
	if got := Flow(nil, " ", 10); got != "" {
		t.Errorf("got %q", got)
	}
	if got := Flow([]string{"a"}, " ", 0); got != "" {
		t.Errorf("got %q", got)
	}
}

// TestGlueIsThePattern compares glue with the pattern that says what it does.
func TestGlueIsThePattern(t *testing.T) {
	t.Parallel()
	pattern := regexp.MustCompile(`(^|[ \n])((?:\x1b\[[0-9;:]*m)*[` + signs + `](?:\x1b\[[0-9;:]*m)*) ((?:\x1b\[[0-9;:]*m)*[^ \n\x1b])`)
	parts := []string{"✓", "✗", "x", "o", "!", "▸", "a", "日", " ", " ", "\n", "\x1b[1;38:2m", "\x1b[m", "\x1b[", "\x1b", "\xff", "m"}
	random := rand.New(rand.NewPCG(1, 2))
	for range 20_000 {
		var b strings.Builder
		for range random.IntN(12) {
			b.WriteString(parts[random.IntN(len(parts))])
		}
		if got, want := glue(b.String()), pattern.ReplaceAllString(b.String(), "${1}${2}"+glued+"${3}"); got != want {
			t.Fatalf("%q becomes %q, want %q", b.String(), got, want)
		}
	}
}
