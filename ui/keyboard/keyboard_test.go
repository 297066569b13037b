package keyboard

import (
	"io"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	tea "charm.land/bubbletea/v2"
)

// reading reads what comes through the writer; done tells what it came to.
func reading(o Options, each func()) (*io.PipeWriter, func() []string) {
	in, out := io.Pipe()
	var got []string
	ended := make(chan struct{})
	go func() {
		defer close(ended)
		Read(in, o, func(msg tea.Msg) {
			if each != nil {
				each()
			}
			got = append(got, name(msg))
		})
	}()
	return out, func() []string {
		_ = out.Close()
		<-ended
		return got
	}
}

func TestKeysComeAtTheirTime(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		var at []time.Duration
		began := time.Now()
		w, done := reading(Options{}, func() { at = append(at, time.Since(began)) })
		for _, s := range []string{"j", "\x1b", "\xc5", "\xbc", "\x1b[200~abc"} {
			_, _ = io.WriteString(w, s)
			time.Sleep(500 * time.Millisecond)
		}
		time.Sleep(time.Minute)
		_, _ = io.WriteString(w, "k")
		synctest.Wait()
		want := []time.Duration{0, 500*time.Millisecond + aloneAfter, 1500 * time.Millisecond, 3 * time.Second, 3 * time.Second, 62500 * time.Millisecond}
		if got := done(); strings.Join(got, "|") != "j|esc|ż|paste abc|notice|k" || !slices.Equal(at, want) {
			t.Errorf("%q at %v, want %v", got, at, want)
		}
	})
}

// TestASlowProgramBreaksNothingOff holds that only the line's own silence counts,
// with a program that takes a second for each message.
func TestASlowProgramBreaksNothingOff(t *testing.T) {
	t.Parallel()
	for _, o := range []Options{{}, {Ahead: 1 << 20}} {
		synctest.Test(t, func(t *testing.T) {
			w, done := reading(o, func() { time.Sleep(time.Second) })
			text := strings.Repeat("山", 70_000/3)
			stream := strings.Repeat("j", 100) + "\x1b[A" + pasteBegins + text + pasteEnds + "\x1b" + strings.Repeat("k", 70_000)
			go func() {
				for len(stream) > 0 {
					n := min(4096, len(stream))
					_, _ = io.WriteString(w, stream[:n])
					stream = stream[n:]
				}
				_ = w.Close()
			}()
			time.Sleep(100 * time.Hour)
			got := done()
			if len(got) != 100+2+70_000 || got[100] != "up" || got[101] != "paste "+text || got[102] != "alt+k" || got[len(got)-1] != "k" {
				t.Errorf("%+v: %d messages", o, len(got))
			}
		})
	}
}

// TestKeysTooFarAheadAreLeftOut holds that whoever is far ahead of the screens
// loses keys and is told, that a paste is taken or left out as a whole, and that
// the keyboard works again once the screens have caught up.
func TestKeysTooFarAheadAreLeftOut(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		var noticed int
		var arrived, keys int
		behind := true
		o := Options{Paste: 10, Ahead: 1000, Noticed: func(Notice) { noticed++ }, Arrived: func() { arrived++ }, Key: func() { keys++ }}
		w, done := reading(o, func() {
			if behind {
				time.Sleep(time.Hour)
				behind = false
			}
		})
		_, _ = io.WriteString(w, strings.Repeat("x", 3000)+pasteBegins+"secret"+pasteEnds)
		time.Sleep(2 * time.Hour)
		_, _ = io.WriteString(w, "j")
		got := done()
		want := append(slices.Repeat([]string{"x"}, 1001), "notice", "j")
		if !slices.Equal(got, want) && !slices.Equal(got, want[1:]) { // the first may have been taken before the rest came
			t.Errorf("%d messages, the last %q", len(got), got[max(len(got)-3, 0):])
		}
		if noticed != 1 || arrived != 2 || keys < 1001 {
			t.Errorf("noticed %d times, arrived %d times, %d keys", noticed, arrived, keys)
		}
	})
}

// TestAnswersOfTerminalsAreNoKeys holds what counts as a key for the times that
// are measured.
func TestAnswersOfTerminalsAreNoKeys(t *testing.T) {
	t.Parallel()
	for in, want := range map[string]int{"j": 1, "\x1b": 1, "\x1b[A": 1, "\x1b[?2026;2$y": 0, "\x1b]11;rgb:0/0/0\x1b\\": 0, "\x1b[I": 0, "\x1b[200~pasted\x1b[201~": 0, "": 0} {
		keys := 0
		Read(strings.NewReader(in), Options{Key: func() { keys++ }}, func(tea.Msg) {})
		if keys != want {
			t.Errorf("%q counts as %d keys", in, keys)
		}
	}
}

// What a key costs on its way.
func BenchmarkKey(b *testing.B) {
	in, out := io.Pipe()
	taken := make(chan struct{})
	go Read(in, Options{Ahead: 16 << 10}, func(tea.Msg) { taken <- struct{}{} })
	b.ReportAllocs()
	for b.Loop() {
		_, _ = out.Write([]byte("j"))
		<-taken
	}
	_ = out.Close()
}
