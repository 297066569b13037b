// Package firstname tells by which part of a name someone is greeted. A wrong guess is worse
// than a formal greeting, so it is the whole name wherever that is not clear.
package firstname

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Of is the first name in a name of a person, or the whole name where it is not clear: one
// word, a title or an initial in front, a comma ("Doe, Jane"), more than one word that may be
// a first name or a family name, a script in which the family name as a rule stands first or
// both orders are common, a family name of such a country in front, capitals that mark a
// family name. White space is made single. Of of nothing is nothing.
func Of(name string) string {
	words := strings.Fields(name)
	whole := strings.Join(words, " ")
	if len(words) < 2 || !sameScript(words) {
		return whole
	}
	first := words[0]
	switch {
	case !utf8.ValidString(name), strings.HasSuffix(first, "."), letters(first) < 2, !beginsAName(first), allCapitals(first):
		return whole
	case slices.Contains(titles(), strings.ToLower(first)), slices.Contains(particles(), strings.ToLower(first)), slices.Contains(families(), strings.ToLower(first)):
		return whole
	}
	rest := slices.DeleteFunc(words[1:], func(w string) bool {
		return letters(w) == 1 || slices.Contains(particles(), strings.ToLower(w))
	})
	if len(rest) != 1 || letters(rest[0]) == 0 || strings.ContainsRune(rest[0], '.') {
		return whole
	}
	return first
}

// scripts are those in which a person's own name as a rule stands in front of the others.
func scripts() []*unicode.RangeTable {
	return []*unicode.RangeTable{unicode.Latin, unicode.Greek, unicode.Hebrew, unicode.Arabic, unicode.Devanagari}
}

// sameScript reports whether words are letters of one of the scripts, with what stands within
// names: marks, hyphens, apostrophes and the full stop of an initial.
func sameScript(words []string) bool {
	return slices.ContainsFunc(scripts(), func(script *unicode.RangeTable) bool {
		for _, w := range words {
			for _, r := range w {
				if !unicode.IsMark(r) && !strings.ContainsRune("-‐'’.", r) && !(unicode.IsLetter(r) && unicode.Is(script, r)) {
					return false
				}
			}
		}
		return true
	})
}

// letters counts the letters of a word.
func letters(word string) (n int) {
	for _, r := range word {
		if unicode.IsLetter(r) {
			n++
		}
	}
	return n
}

// beginsAName reports whether a word begins with a letter that is not small.
func beginsAName(word string) bool {
	r, _ := utf8.DecodeRuneInString(word)
	return unicode.IsLetter(r) && !unicode.IsLower(r)
}

// allCapitals reports whether a word has capitals and no small letters, as a family name has
// where it stands in front ("DUPONT Jean").
func allCapitals(word string) bool {
	return strings.ContainsFunc(word, unicode.IsUpper) && !strings.ContainsFunc(word, unicode.IsLower)
}

// titles stand in front of names.
func titles() []string {
	return []string{
		"dr", "prof", "professor", "professorin", "mr", "mrs", "ms", "miss", "mx", "sir", "dame", "lord", "lady", "rev", "reverend", "hon", "judge",
		"father", "sister", "brother", "captain", "capt", "major", "maj", "colonel", "col", "lieutenant", "lt", "general", "gen", "sergeant", "sgt",
		"herr", "frau", "hr", "fr", "dipl-ing", "ing", "mag", "m", "mme", "mlle", "monsieur", "madame", "mademoiselle", "maître",
		"señor", "señora", "señorita", "sr", "sra", "srta", "don", "doña", "dom", "dona", "senhor", "senhora", "eng", "signor", "signora", "dott", "dottoressa",
		"mevrouw", "meneer", "dhr", "mevr", "pan", "pani", "sheikh", "shaikh", "hajji", "haji", "imam", "rabbi", "shri", "sri", "smt", "kumari",
		"κύριος", "κυρία", "κ", "מר", "גברת", "גב", "רב", "פרופ", "السيد", "السيدة", "الدكتور", "الدكتورة", "دكتور", "دكتورة", "الأستاذ", "الأستاذة", "الشيخ", "الحاج", "المهندس",
		"श्री", "श्रीमती", "सुश्री", "कुमारी", "डॉ", "प्रो", "पंडित",
	}
}

// particles belong to the word behind them, in family names and in some first names ("Abdul
// Rahman").
func particles() []string {
	return []string{
		"da", "das", "de", "del", "della", "den", "der", "di", "do", "dos", "du", "la", "las", "le", "les", "los", "van", "von", "vom", "zu", "zum", "zur",
		"ter", "ten", "te", "'t", "’t", "af", "av", "al", "el", "bin", "bint", "ibn", "st", "saint", "san", "santa", "mac", "mc",
		"abd", "abdul", "abdel", "abdal", "abu", "abou", "umm", "عبد", "أبو", "ابو", "أم", "ام", "ابن", "بن", "بنت", "آل", "בן", "בת",
	}
}

// families are frequent family names of countries where these stand first, as people from
// there write them in Latin letters in either order; some are first names elsewhere.
func families() []string {
	return []string{
		"ahn", "an", "bae", "baek", "cai", "cao", "chan", "chang", "chen", "cheng", "cheung", "chi", "cho", "choi", "chong", "chow", "chu", "chua", "chung", "cui", "dai", "deng", "ding", "dong", "du", "duan",
		"fan", "fang", "feng", "fong", "fu", "fung", "gao", "goh", "gong", "gu", "guo", "han", "hao", "he", "ho", "hong", "hou", "hsieh", "hsu", "hu", "huang", "hwang", "im", "jang", "jeon", "jeong", "jia", "jiang", "jin", "jo", "jung",
		"kang", "kim", "ko", "koh", "kong", "kwok", "kwon", "lai", "lam", "lau", "law", "lee", "lei", "leung", "li", "liang", "liao", "lim", "lin", "ling", "liu", "lo", "long", "low", "lu", "luo", "ma", "mao", "meng", "mo", "moon",
		"nam", "ng", "noh", "oh", "ong", "pan", "pang", "park", "peng", "poon", "qian", "qin", "qiu", "ren", "rhee", "ryu", "seo", "shao", "shen", "shi", "shim", "shin", "sim", "sin", "siu", "soh", "son", "song", "su", "suh", "sun",
		"tam", "tan", "tang", "tao", "tay", "teo", "tian", "tsai", "tsang", "tse", "wan", "wang", "wei", "wen", "wong", "woo", "wu", "xia", "xiang", "xiao", "xie", "xiong", "xu", "xue", "yan", "yang", "yao", "ye", "yi", "yim", "yin", "yip", "yoo", "yoon", "you", "yu", "yuan", "yun",
		"zeng", "zhang", "zhao", "zheng", "zhong", "zhou", "zhu", "zou",
		"bui", "bùi", "dang", "đặng", "dao", "đào", "dinh", "đinh", "đỗ", "doan", "đoàn", "duong", "dương", "hoang", "hoàng", "hồ", "huynh", "huỳnh", "lê", "luong", "lương", "ly", "lý", "mai", "ngo", "ngô", "nguyen", "nguyễn", "pham", "phạm", "phan", "phùng", "tran", "trần", "trinh", "trịnh", "truong", "trương", "vo", "võ", "vu", "vũ",
		"abe", "endo", "fujita", "fujii", "goto", "hasegawa", "hashimoto", "hayashi", "ikeda", "inoue", "ishii", "ishikawa", "ito", "kato", "kimura", "kobayashi", "kondo", "maeda", "matsumoto", "mori", "murakami", "nakajima", "nakamura", "ogawa", "okada", "ota", "saito", "sakamoto", "sasaki", "sato", "shimizu", "suzuki", "takahashi", "tanaka", "ueda", "watanabe", "yamada", "yamaguchi", "yamamoto", "yamashita", "yoshida",
		"balogh", "farkas", "fekete", "horváth", "juhász", "kiss", "kovács", "lakatos", "mészáros", "molnár", "nagy", "németh", "oláh", "papp", "rácz", "simon", "szabó", "szűcs", "takács", "tóth", "török", "varga",
	}
}
