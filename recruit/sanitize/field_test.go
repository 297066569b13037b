package sanitize

import (
	"errors"
	"strings"
	"testing"
)

func TestEmail(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		" Ana.Sousa@Example.COM ": "Ana.Sousa@example.com", "a+b_c@x-y.co": "a+b_c@x-y.co", "o'neill@example.ie": "o'neill@example.ie",
		"jose@Exámple.com": "jose@xn--exmple-qta.com", "jose@XN--exmple-qta.com": "jose@xn--exmple-qta.com", "jose@exa\u0301mple.com": "jose@xn--exmple-qta.com",
		"a@STRASSE.de": "a@strasse.de", "a@straße.de": "a@xn--strae-oqa.de", "a@例え。テスト": "a@xn--r8jz45g.xn--zckzah", "a@r3---sn.example.com": "a@r3---sn.example.com",
	} {
		if got, err := Email(text); err != nil || got != want {
			t.Errorf("Email(%q) = %q, %v; want %q", text, got, err, want)
		}
	}
	for _, text := range []string{
		"", "ana", "ana@", "@example.com", "ana@localhost", "a@b@example.com", "Ana <ana@example.com>", `"a b"@example.com`, "a b@example.com",
		"a\r\nBcc:x@example.com", "ana@example.com,bob@example.com", "ana@[127.0.0.1]", "ana@127.0.0.1", ".ana@example.com", "ana..s@example.com",
		"ana@-example.com", "ana@example..com", "ana@example.com.", "a\u202Eb@example.com", "a\u200Bb@example.com", "a\x00@example.com", "\xff@example.com",
		"josé@example.com", "用户@example.com", `"ana"@example.com`, "a@xn--a.com", "a@xn--.com", "a@ex_ample.com", "a@\u2024example.com",
		"a@" + strings.Repeat("ü", 60) + ".de", strings.Repeat("a", 65) + "@example.com", "a@" + strings.Repeat("x.", 130) + "com",
	} {
		if got, err := Email(text); !errors.Is(err, ErrInvalid) {
			t.Errorf("Email(%q) = %q, %v", text, got, err)
		}
	}
}

func TestURL(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		" https://Example.com/A?b=c#d ": "https://example.com/A?b=c#d", "HTTPS://example.com": "https://example.com", "https://[::1]:8443/x": "https://[::1]:8443/x",
	} {
		if got, err := URL(text); err != nil || got != want {
			t.Errorf("URL(%q) = %q, %v; want %q", text, got, err, want)
		}
	}
	for _, text := range []string{
		"", "http://example.com", "javascript:alert(1)", "file:///etc/passwd", "//example.com", "example.com", "https://", "https:///x", "https://a b.com",
		"https://user:pass@example.com", "https://example.com@evil.example", "https://example.com/\x1b[31m", "https://example.com/\u202Efdp",
		"https://example.com/a b", "https://example.com/\"onclick", "https:example.com", "https://" + strings.Repeat("a", 3000),
	} {
		if got, err := URL(text); !errors.Is(err, ErrInvalid) {
			t.Errorf("URL(%q) = %q, %v", text, got, err)
		}
	}
}

func TestFileName(t *testing.T) {
	t.Parallel()
	for name, want := range map[string]string{
		"cv.pdf": "cv.pdf", "../../etc/passwd": "passwd", `C:\Users\ana\CV Ana.pdf`: "CV Ana.pdf", ".bashrc": "bashrc", "": "file", "...": "file", "/": "file",
		"a\x00b\x1b[31m.pdf": "ab.pdf", "cv\u202Efdp.exe": "cvfdp.exe", "CON.txt": "_CON.txt", "com1": "_com1", "a:b?.txt": "a_b_.txt", "cv.pdf. ": "cv.pdf", "cv .pdf": "cv.pdf",
		"Re\u0301sume\u0301.pdf": "Résumé.pdf",
	} {
		if got := FileName(name); got != want {
			t.Errorf("FileName(%q) = %q, want %q", name, got, want)
		}
	}
	long := FileName(strings.Repeat("é", 300) + ".pdf")
	if len(long) != maxFileName || !strings.HasSuffix(long, "é.pdf") {
		t.Errorf("long name: %d bytes, %q", len(long), long)
	}
}

func FuzzFileName(f *testing.F) {
	addSeeds(f)
	f.Add(strings.Repeat("a", 190) + " .xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx")
	f.Fuzz(func(t *testing.T, name string) {
		once := FileName(name)
		checkClean(t, once)
		if once == "" || len(once) > maxFileName || once[0] == '.' || strings.ContainsAny(once, "/\\\n\t") {
			t.Fatalf("FileName(%q) = %q", name, once)
		}
		if twice := FileName(once); twice != once {
			t.Fatalf("FileName(%q) = %q, then %q", name, once, twice)
		}
	})
}

// FuzzField checks the fields that are refused rather than repaired.
func FuzzField(f *testing.F) {
	addSeeds(f)
	for _, seed := range []string{"ana@example.com", "https://example.com/a?b#c", "https://%41.com", "https://[::1%25en0]/"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		for _, read := range []func(string) (string, error){Email, URL} {
			once, err := read(text)
			if err != nil {
				continue
			}
			checkClean(t, once)
			if twice, err := read(once); err != nil || twice != once {
				t.Fatalf("%q became %q, then %q, %v", text, once, twice, err)
			}
		}
	})
}
