package keyboard

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	uv "github.com/charmbracelet/ultraviolet"
)

// piece is what comes at one time, after a pause.
type piece struct {
	after time.Duration
	bytes string
}

// told is what a decoder makes of pieces, and of silence behind them.
func told(pieces ...piece) []string {
	var out []string
	d := decoder{most: usualPaste, emit: func(e uv.Event, _ int) { out = append(out, name(e)) }}
	now := time.Date(2026, 11, 28, 9, 0, 0, 0, time.UTC)
	for _, p := range pieces {
		now = now.Add(p.after)
		d.feed([]byte(p.bytes), now)
	}
	d.silence(now.Add(time.Hour))
	return out
}

// name is a message in a word.
func name(e uv.Event) string {
	switch e := e.(type) {
	case uv.KeyPressEvent:
		return uv.Key(e).String()
	case uv.PasteEvent:
		return "paste " + e.Content
	case Notice:
		return "notice"
	case uv.ModeReportEvent:
		return fmt.Sprintf("mode %d", e.Mode.Mode())
	case uv.BackgroundColorEvent:
		return "background"
	case uv.PrimaryDeviceAttributesEvent, uv.TerminalVersionEvent, uv.CapabilityEvent:
		return "answer"
	case uv.KeyboardEnhancementsEvent:
		return "enhanced"
	}
	return fmt.Sprintf("%T", e)
}

// sequences are what terminals send, and what each comes to.
var sequences = []struct {
	bytes string
	want  []string
}{
	{"\x1b[A", []string{"up"}}, {"\x1bOA", []string{"up"}}, {"\x1b[1;5C", []string{"ctrl+right"}}, {"\x1b\x1b[A", []string{"alt+up"}},
	{"\x1b[[A", []string{"f1"}}, {"\x1b[15~", []string{"f5"}}, {"\x1b[3~", []string{"delete"}}, {"\x1b[Z", []string{"shift+tab"}}, {"\x1bOP", []string{"f1"}},
	{"\x1b[7$", []string{"shift+home"}}, {"\x1b[7^", []string{"ctrl+home"}}, {"\x1b[a", []string{"shift+up"}}, {"\x1bO5A", []string{"ctrl+up"}},
	{"\x1b[27u", []string{"esc"}}, {"\x1b[1086::106;;1086u", []string{"о"}}, {"\x1b[57414u", []string{"enter"}}, {"\x1b[57419u", []string{"up"}}, {"\x1b[57441u", nil},
	{"\x1b]11;rgb:1e1e/1e1e/2e2e\x1b\\", []string{"background"}}, {"\x1b]11;rgb:1e1e/1e1e/2e2e\x07", []string{"background"}},
	{"\x1bP>|kitty(0.36)\x1b\\", []string{"answer"}}, {"\x1bP1+r524742=38\x1b\\", []string{"answer"}}, {"\x1b[?62;22;52c", []string{"answer"}},
	{"\x1b[?2027;2$y", []string{"mode 2027"}}, {"\x1b[?1u", []string{"enhanced"}}, {"\x1b[12;40R", nil}, {"\x1b_Gi=31;OK\x1b\\", []string{"never"}[:0]},
	{"\x1b[I", []string{"uv.FocusEvent"}}, {"\x1b[<35;10;4M", []string{"uv.MouseMotionEvent"}}, {"\x1b[M !!", []string{"uv.MouseClickEvent"}},
	{"é", []string{"é"}}, {"山", []string{"山"}}, {"🙂", []string{"🙂"}}, {"\x1b[200~é山🙂\r\nx\x1b[201~", []string{"paste é山🙂\r\nx"}},
	{"\x1b]52;c;" + strings.Repeat("A", 4000) + "\x07", nil}, {"\x1b[" + strings.Repeat("1;", 60) + "A", nil}, {"\x1b[201~", nil},
}

// TestASequenceInTwoPiecesIsOne cuts everything at every place, with pauses as a
// slow line makes them.
func TestASequenceInTwoPiecesIsOne(t *testing.T) {
	t.Parallel()
	for _, s := range sequences {
		for _, pause := range []time.Duration{0, 60 * time.Millisecond, 140 * time.Millisecond, 300 * time.Millisecond, 900 * time.Millisecond} {
			for at := 0; at <= len(s.bytes); at++ {
				if at == 1 && pause > aloneAfter {
					continue // an ESC alone is a key by then; see TestLateRest
				}
				if at == 2 && strings.HasPrefix(s.bytes, "\x1b\x1b") && pause > aloneAfter {
					continue
				}
				if at == 1 && strings.HasPrefix(s.bytes, "\x1b\x1b") && pause > together {
					continue // esc, and then an arrow
				}
				got := told(piece{0, s.bytes[:at]}, piece{pause, s.bytes[at:]}, piece{2 * time.Second, "j"})
				if want := append(slices.Clone(s.want), "j"); !slices.Equal(got, want) {
					t.Errorf("%.40q cut at %d, %v apart: %q, want %q", s.bytes, at, pause, got, want)
				}
			}
		}
		var single []piece
		for i := range len(s.bytes) {
			single = append(single, piece{10 * time.Millisecond, s.bytes[i : i+1]})
		}
		if got := told(single...); !slices.Equal(got, s.want) {
			t.Errorf("%.40q in single bytes: %q, want %q", s.bytes, got, s.want)
		}
	}
}

// TestSequencesInThreePieces cuts what is short at every two places.
func TestSequencesInThreePieces(t *testing.T) {
	t.Parallel()
	for _, s := range sequences {
		if len(s.bytes) > 40 || strings.HasPrefix(s.bytes, "\x1b\x1b") {
			continue
		}
		for a := 0; a <= len(s.bytes); a++ {
			for b := a; b <= len(s.bytes); b++ {
				pause := 100 * time.Millisecond
				got := told(piece{0, s.bytes[:a]}, piece{pause, s.bytes[a:b]}, piece{pause, s.bytes[b:]})
				if !slices.Equal(got, s.want) {
					t.Errorf("%q cut at %d and %d: %q, want %q", s.bytes, a, b, got, s.want)
				}
			}
		}
	}
}

// TestLateRest holds that what a terminal sends long after its ESC is not typed,
// and that what a person types behind the esc key is.
func TestLateRest(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		pieces []piece
		want   string
	}{
		{[]piece{{0, "\x1b"}, {400 * time.Millisecond, "[A"}}, "esc up"},
		{[]piece{{0, "\x1b"}, {400 * time.Millisecond, "]11;rgb:1e1e/1e1e/2e2e\x07"}}, "esc background"},
		{[]piece{{0, "\x1b"}, {400 * time.Millisecond, "[?62;22c"}}, "esc answer"},
		{[]piece{{0, "\x1b]11;rgb:1e"}, {1500 * time.Millisecond, "1e/1e1e/2e2e\x07j"}}, "j"},
		{[]piece{{0, "\x1b[1;"}, {1500 * time.Millisecond, "5C"}}, "ctrl+right"},
		{[]piece{{0, "\x1b"}, {200 * time.Millisecond, "j"}}, "esc j"},
		{[]piece{{0, "\x1b"}, {80 * time.Millisecond, "j"}}, "esc j"},
		{[]piece{{0, "\x1b"}, {20 * time.Millisecond, "j"}}, "alt+j"},
		{[]piece{{0, "\x1bj"}}, "alt+j"},
		{[]piece{{0, "\x1b"}, {80 * time.Millisecond, "["}}, "esc ["},
		{[]piece{{0, "\x1b"}, {80 * time.Millisecond, "["}, {80 * time.Millisecond, "j"}}, "esc [ j"},
		{[]piece{{0, "\x1b"}, {80 * time.Millisecond, "O"}}, "esc O"},
		{[]piece{{0, "\x1b"}, {80 * time.Millisecond, "Office"}}, "esc O f f i c e"},
		{[]piece{{0, "\x1b"}, {300 * time.Millisecond, "Priya"}}, "esc P r i y a"},
		{[]piece{{0, "\x1bPriya"}}, "alt+shift+p r i y a"},
		{[]piece{{0, "\x1b"}, {100 * time.Millisecond, "\x1b"}, {100 * time.Millisecond, "\x1b"}}, "esc esc esc"},
		{[]piece{{0, "\x1b\x1b"}}, "esc esc"},
		{[]piece{{0, "\x1bé"}}, "alt+é"},
		{[]piece{{0, "\x1b[\rj"}}, "enter j"},
		{[]piece{{0, "\x1b]0;\rj"}}, "enter j"},
		{[]piece{{0, "\x1b[1;\x1b[B"}}, "down"},
		{[]piece{{0, "\x1b]11;rgb:\x1b[B"}}, "down"},
		{[]piece{{0, "\xc3"}, {3 * time.Second, "j"}}, "\ufffd j"},
		{[]piece{{0, "\xffj\xe5\xb1j\x80"}}, "\ufffd j \ufffd j \ufffd"},
		{[]piece{{0, "\xf0\x9f\x1b[A"}}, "\ufffd up"},
	} {
		if got := strings.Join(told(c.pieces...), " "); got != c.want {
			t.Errorf("%+q: %q, want %q", fmt.Sprint(c.pieces), got, c.want)
		}
	}
}

// TestPastesWithoutAnEnd holds the rule of a second, and that nothing pasted
// becomes keys.
func TestPastesWithoutAnEnd(t *testing.T) {
	t.Parallel()
	long := strings.Repeat("qxd", 100)
	for _, c := range []struct {
		pieces []piece
		want   string
	}{
		{[]piece{{0, "\x1b[200~abc"}, {900 * time.Millisecond, "def\x1b[201~j"}}, "paste abcdef|j"},
		{[]piece{{0, "\x1b[200~abc"}}, "paste abc|notice"},
		{[]piece{{0, "\x1b[200~abc"}, {1100 * time.Millisecond, "j"}, {0, "k"}}, "paste abc|notice|j|k"},
		{[]piece{{0, "\x1b[200~abc"}, {1100 * time.Millisecond, "def\x1b[201~"}, {0, "j"}}, "paste abc|notice|paste def|j"},
		{[]piece{{0, "\x1b[200~abc\x1b[20"}, {1100 * time.Millisecond, "1~j"}}, "paste abc|notice|j"},
		{[]piece{{0, "\x1b[200~abc\x1b[201"}, {1100 * time.Millisecond, "~"}, {0, "j"}}, "paste abc|notice|j"},
		{[]piece{{0, "\x1b[200~abc"}, {1100 * time.Millisecond, long}, {100 * time.Millisecond, "\x1b[201~j"}}, "paste abc|notice|paste " + long + "|j"},
		{[]piece{{0, "\x1b[200~a\xc5"}, {1100 * time.Millisecond, "\xbcb\x1b[201~"}}, "paste a|notice|paste żb"},
		{[]piece{{0, "\x1b[200~abc"}, {1100 * time.Millisecond, "\x1b[200~def\x1b[201~"}}, "paste abc|notice|paste def"},
		{[]piece{{0, "\x1b[200~\x1b[201~j"}}, "j"},
		{[]piece{{0, "\x1b[200~a\x1b[20\x1b[201~j"}}, "paste a\x1b[20|j"},
		{[]piece{{0, "\x1b[200~a\xffb\x1b[201~j"}}, "paste a\ufffdb|j"},
	} {
		if got := strings.Join(told(c.pieces...), "|"); got != c.want {
			t.Errorf("%+q: %q, want %q", fmt.Sprint(c.pieces), got, c.want)
		}
	}
}

// TestPastesOfEverySize pastes around the size of every buffer on the way, in
// letters of one to four bytes, cut at reads of 4 KiB with a pause now and then.
func TestPastesOfEverySize(t *testing.T) {
	t.Parallel()
	var sizes []int
	for _, edge := range []int{1, 6, 256, 1024, 4096, 8192, 16 << 10, 32 << 10, 64 << 10, 70_000} {
		for d := -8; d <= 8; d++ {
			if n := edge + d; n > 0 {
				sizes = append(sizes, n)
			}
		}
	}
	for _, letter := range []string{"x", "ż", "山", "🙂"} {
		for _, n := range sizes {
			for _, pause := range []time.Duration{0, 700 * time.Millisecond} {
				text := strings.Repeat(letter, (n+len(letter)-1)/len(letter))
				stream := pasteBegins + text + pasteEnds + "j"
				var pieces []piece
				for len(stream) > 0 {
					k := min(4096, len(stream))
					pieces, stream = append(pieces, piece{pause, stream[:k]}), stream[k:]
				}
				got := told(pieces...)
				if len(got) != 2 || got[0] != "paste "+text || got[1] != "j" {
					t.Fatalf("%d bytes of %q with pauses of %v: %d messages, %d bytes", n, letter, pause, len(got), len(strings.Join(got, "")))
				}
			}
		}
	}
}

func TestLongPastesAreCutOff(t *testing.T) {
	t.Parallel()
	for in, want := range map[string]string{
		"a" + pasteBegins + "1234567890abc" + pasteEnds + "b":                                  "a|paste 1234567890|notice|b",
		pasteBegins + "12345678ż" + pasteEnds + "b":                                            "paste 12345678ż|b",
		pasteBegins + "123456789ż" + pasteEnds + "b":                                           "paste 123456789|notice|b",
		pasteBegins + "1234567890ab" + pasteBegins + pasteEnds + pasteBegins + "x" + pasteEnds: "paste 1234567890|notice|paste x",
	} {
		var out []string
		d := decoder{most: 10, emit: func(e uv.Event, _ int) { out = append(out, name(e)) }}
		for i := range len(in) {
			d.feed([]byte{in[i]}, time.Time{})
		}
		if got := strings.Join(out, "|"); got != want {
			t.Errorf("%q: %q, want %q", in, got, want)
		}
	}
}

// TestABareESCWaitsWhereKeysAreMarked joins more patiently where the terminal
// never sends a bare ESC for a key.
func TestABareESCWaitsWhereKeysAreMarked(t *testing.T) {
	t.Parallel()
	got := told(piece{0, "\x1b[?1u"}, piece{time.Second, "\x1b"}, piece{900 * time.Millisecond, "[A"}, piece{0, "\x1b[27u"})
	if want := []string{"enhanced", "up", "esc"}; !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
}

// FuzzDecoder holds that nothing is kept without a bound, that a key gets through
// after anything, and that cutting input up without pauses changes nothing.
func FuzzDecoder(f *testing.F) {
	for _, s := range sequences {
		f.Add([]byte(s.bytes), 3, 200)
	}
	f.Add([]byte("\x9b1;2A\x90+q\x9c\x9d11;x\x07\x1b[200~\x1b[201"), 1, 0)
	f.Fuzz(func(t *testing.T, in []byte, step, millis int) {
		step, pause := 1+step&0xff, time.Duration(millis&0xfff)*time.Millisecond
		run := func(step int, pause time.Duration) (out []string) {
			d := decoder{most: 1 << 10, emit: func(e uv.Event, _ int) { out = append(out, name(e)) }}
			now := time.Unix(0, 0)
			for b := in; len(b) > 0; {
				n := min(step, len(b))
				d.feed(b[:n], now)
				if b, now = b[n:], now.Add(pause); len(d.held) > maxSent+16 || len(d.pasted) > 1<<10 {
					t.Fatalf("%d bytes are held, %d pasted", len(d.held), len(d.pasted))
				}
			}
			d.feed([]byte("j"), now.Add(20*time.Second))
			if len(out) == 0 || out[len(out)-1] != "j" {
				t.Errorf("a key behind %q is not told: %q", in, out)
			}
			return out
		}
		run(step, pause)
		if whole, cut := run(len(in)+1, 0), run(step, 0); !slices.Equal(whole, cut) {
			t.Errorf("%q: %q at once, %q in pieces of %d", in, whole, cut, step)
		}
	})
}
