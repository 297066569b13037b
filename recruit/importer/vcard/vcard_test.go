package vcard_test

import (
	"errors"
	"fmt"
	"io"
	"runtime"
	"strings"
	"testing"

	"recruitty/recruit/importer/vcard"
)

func read(t testing.TB, text string) (all []vcard.Card) {
	t.Helper()
	for r := vcard.NewReader(strings.NewReader(text)); ; {
		c, err := r.Next()
		if errors.Is(err, io.EOF) {
			return all
		}
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, c)
	}
}

// TestProperties holds the ways to write a property.
func TestProperties(t *testing.T) {
	t.Parallel()
	for _, test := range []struct{ lines, want string }{
		{"FN:Ana Silva", "FN Ana Silva"},
		{"fn:Ana\\, Silva\\nJr", "FN Ana, Silva\nJr"},
		{"N:Silva;Ana;;;", "N Silva|Ana|||"},
		{"N:Sil\\;va;Ana", "N Sil;va|Ana"},
		{"item1.EMAIL;type=INTERNET:a@example.com", "EMAIL a@example.com"},
		{"NOTE:one\r\n  two\r\n\tthree", "NOTE one twothree"},
		{"NOTE;ENCODING=QUOTED-PRINTABLE;CHARSET=UTF-8:Zo=C3=AB=0D=0Anext =\r\nline", "NOTE Zoë\nnext line"},
		{"FN;QUOTED-PRINTABLE;CHARSET=ISO-8859-1:Zo=EB", "FN Zoë"},
		{"FN;ENCODING=QUOTED-PRINTABLE:Zo=EB", "FN Zoë"},
		{`ADR;LABEL="a: b":;;Rua 1;Porto`, "ADR ||Rua 1|Porto"},
		{"PHOTO;ENCODING=b;TYPE=JPEG:" + strings.Repeat("QUJD\r\n ", 300_000), "-PHOTO"},
		{"PHOTO;ENCODING=BASE64:QUJD\r\n QUJD\r\n\r\nTEL:1", "-PHOTO TEL 1"},
		{"PHOTO;VALUE=uri:https://example.com/a.jpg", "PHOTO https://example.com/a.jpg"},
		{"NOTE:" + strings.Repeat("x", 400_000), "NOTE " + strings.Repeat("x", 256<<10-5)},
		{"AGENT:\r\nBEGIN:VCARD\r\nFN:Other\r\nEND:VCARD\r\nTEL:1", "AGENT  TEL 1"},
	} {
		cards := read(t, "BEGIN:VCARD\r\n"+test.lines+"\r\nEND:VCARD\r\n")
		if len(cards) != 1 {
			t.Errorf("%.40q: %d cards", test.lines, len(cards))
			continue
		}
		var got []string
		for _, name := range cards[0].LeftOut {
			got = append(got, "-"+name)
		}
		for _, p := range cards[0].Properties {
			value := p.Text()
			if p.Name == "N" || p.Name == "ADR" {
				value = strings.Join(p.Parts(), "|")
			}
			got = append(got, p.Name+" "+value)
		}
		if have := strings.Join(got, " "); have != test.want {
			t.Errorf("%.40q is %.80q, want %.80q", test.lines, have, test.want)
		}
	}
}

// TestPhotosTakeNoMemory reads cards with a photo of 64 MB.
func TestPhotosTakeNoMemory(t *testing.T) {
	t.Parallel()
	var before, after runtime.MemStats
	in := io.MultiReader(strings.NewReader("BEGIN:VCARD\nFN:Ana\nPHOTO;ENCODING=b:"), io.LimitReader(letters{}, 64<<20), strings.NewReader("\nTEL:1\nEND:VCARD\n"))
	runtime.ReadMemStats(&before)
	c, err := vcard.NewReader(in).Next()
	runtime.ReadMemStats(&after)
	if err != nil || len(c.Properties) != 2 || len(c.LeftOut) != 1 {
		t.Errorf("%+v, %v", c, err)
	}
	if took := after.TotalAlloc - before.TotalAlloc; took > 32<<20 {
		t.Errorf("a photo took %d MB", took>>20)
	}
}

type letters struct{}

func (letters) Read(p []byte) (int, error) {
	for i := range p {
		p[i] = 'a'
	}
	return len(p), nil
}

func FuzzCards(f *testing.F) {
	for _, seed := range []string{
		"BEGIN:VCARD\nVERSION:2.1\nFN;ENCODING=QUOTED-PRINTABLE:a=\n=20b\nEND:VCARD\n", "BEGIN:VCARD\nPHOTO;BASE64:\n QUJD\n\nEND:VCARD", "BEGIN:VCARD\nAGENT:\nBEGIN:VCARD\nEND:VCARD\nEND:VCARD",
		"begin:vcard\r\nitem1.TEL;type=\"a,b\":1\\\r\n 2\r\nend:vcard",
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		r := vcard.NewReader(strings.NewReader(text))
		for n := 0; ; n++ {
			c, err := r.Next()
			if err != nil {
				return
			}
			if n > len(text)/5 || c.Line < 1 || c.Line > strings.Count(text, "\n")+1 {
				t.Fatal(fmt.Sprint("card ", n, " in line ", c.Line))
			}
			for _, p := range c.Properties {
				p.Text()
				p.Parts()
			}
		}
	})
}
