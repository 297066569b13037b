package firstname_test

import (
	"strings"
	"testing"

	"recruitty/mail/firstname"
)

// TestOf: the first name where it is clear; "" stands for the whole name.
func TestOf(t *testing.T) {
	t.Parallel()
	for name, want := range map[string]string{
		// Clear.
		"Jane Doe": "Jane", "  Jane \t Doe ": "Jane", "Jean-Pierre Martin": "Jean-Pierre", "Zoë O’Neill": "Zoë", "Siân D'Arcy": "Siân",
		"Jane M. Doe": "Jane", "Jane M Doe": "Jane", "Jean DUPONT": "Jean", "Ludwig van Beethoven": "Ludwig", "Maria da Silva": "Maria",
		"Ana de la Cruz": "Ana", "Mohammed bin Salman": "Mohammed", "Ji-hoon Lee": "Ji-hoon", "Haru Tanaka": "Haru", "Priya Raman": "Priya",
		"Γιώργος Παπαδόπουλος": "Γιώργος", "דנה כהן": "דנה", "محمد الفاسي": "محمد", "प्रिया शर्मा": "प्रिया", "Łukasz Żak": "Łukasz",
		// One word, or none.
		"": "", "   ": "", "Madonna": "", "Aroha": "", "王小明": "", "محمد": "",
		// Titles.
		"Dr Jane Doe": "", "Dr. Doe": "", "Prof. Doe": "", "Professor Doe": "", "Prof. Dr. Jane Doe": "", "Frau Müller": "", "Mme Martin": "", "Mrs Doe": "", "Sra García": "",
		"Dipl.-Ing. Hans Müller": "", "الدكتور محمد": "", "श्री शर्मा": "", "κύριος Παπαδόπουλος": "", "Jane Dr. Doe": "",
		// Family names that stand first, with and without a space.
		"王 小明": "", "山田 太郎": "", "やまだ たろう": "", "ヤマダ タロウ": "", "김 민준": "", "김민준": "", "王小明 Wang": "", "Jane 王": "",
		"Nguyen An": "", "Nguyễn Văn An": "", "Kim Minjun": "", "Li Wei": "", "Lee Child": "", "Yamada Taro": "", "Nagy János": "", "DUPONT Jean": "", "JANE DOE": "",
		// Order and parts that are not clear.
		"Doe, Jane": "", "Doe，Jane": "", "Doe,Jane": "", "Jane Doe, PhD": "", "Jane Doe PhD": "", "Jane Doe Jr.": "", "María José García López": "", "Mary Ann Smith": "", "Ana García López": "",
		"J. Smith": "", "J Smith": "", "J.R. Smith": "", "Smith J.": "", "Priya R": "", "van Gogh Vincent": "", "Van Morrison": "", "Abdul Rahman": "", "Abu Bakr": "", "عبد الله": "", "jane doe": "",
		"Иванов Иван": "", "Иван Петров": "", "สมชาย ใจดี": "", "Robert (Bob) Smith": "", "Jane \"JD\" Doe": "", "Jane/John Doe": "", "jane@example.org Doe": "", "Room 4": "", "Jane Doe2": "", "Jane 🙂": "", "Jane -": "", "- Doe": "",
		"Jаne Doe": "" /* with a Cyrillic a */, "Jane \xff Doe": "",
	} {
		whole := strings.Join(strings.Fields(name), " ")
		if want == "" {
			want = whole
		}
		if got := firstname.Of(name); got != want {
			t.Errorf("Of(%q) = %q, want %q", name, got, want)
		}
	}
}

// FuzzOf holds that it is the whole name or the first of several words.
func FuzzOf(f *testing.F) {
	for _, name := range []string{"", "Jane Doe", "Doe, Jane", "王 小明", "Dr. Doe", "\u202eJane Doe"} {
		f.Add(name)
	}
	f.Fuzz(func(t *testing.T, name string) {
		words := strings.Fields(name)
		if got := firstname.Of(name); got != strings.Join(words, " ") && (len(words) < 2 || got != words[0]) {
			t.Errorf("Of(%q) = %q", name, got)
		}
	})
}
