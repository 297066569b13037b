package importer

import (
	"context"
	"strings"
	"testing"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/japanese"
	"golang.org/x/text/encoding/simplifiedchinese"
)

// TestEncodingsAreGuessedAndSaid reads lists of names in the encodings in which
// regional programs export, and holds that the guess is right and said.
func TestEncodingsAreGuessedAndSaid(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		name  string
		from  encoding.Encoding
		names []string
	}{
		{"Windows-1252", charmap.Windows1252, []string{"José Ñandú", "Zoë Müller", "François Lefèvre", "Søren Ångström", "Beyoncé Größe"}},
		{"Windows-1252", charmap.Windows1252, []string{"Jörg Weiß"}},
		{"Windows-1250", charmap.Windows1250, []string{"Łukasz Wiśniewski", "Małgorzata Wójcik", "Jiří Dvořák", "Zdeněk Šťastný", "Győző Kőszegi"}},
		{"Windows-1250", charmap.Windows1250, []string{"Paweł Żółć", "Agnieszka Dąbrowska"}},
		{"Windows-1251", charmap.Windows1251, []string{"Иван Петров", "Ольга Смирнова", "Юрий Щербаков"}},
		{"Windows-1251", charmap.Windows1251, []string{"Анна Ким"}},
		{"Mac Roman", charmap.Macintosh, []string{"José Ñandú", "Zoë Müller", "François Lefèvre"}},
		{"Shift-JIS", japanese.ShiftJIS, []string{"佐藤 健", "鈴木 さくら", "ヤマダ タロウ", "東京都 渋谷区"}},
		{"GBK", simplifiedchinese.GBK, []string{"王伟", "李娜", "张敏", "软件工程师 北京", "陈静"}},
	} {
		text := "name,email\n"
		for i, n := range test.names {
			text += n + ",p" + string(rune('a'+i)) + "@example.com\n"
		}
		content, err := test.from.NewEncoder().String(text)
		if err != nil {
			t.Fatal(err)
		}
		l, err := learn(context.Background(), Text("x.csv", []byte(content)), query{kind: Candidates})
		if err != nil {
			t.Errorf("%s: %v", test.name, err)
			continue
		}
		var got []string
		if err := l.entries(context.Background(), func(e entry) error { got = append(got, e.values[Name]); return nil }); err != nil {
			t.Fatal(err)
		}
		if strings.Join(got, "|") != strings.Join(test.names, "|") || !strings.Contains(strings.Join(l.guesses, " "), test.name) {
			t.Errorf("%s: read %q, guesses %q", test.name, got, l.guesses)
		}
	}
}
