package charset

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/japanese"
	"golang.org/x/text/encoding/korean"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/traditionalchinese"
)

// legacy is an encoding of before Unicode that exports still come in. letters
// are those that the languages written in it use often; what else it has is
// possible and rare.
type legacy struct {
	name    string
	from    encoding.Encoding
	letters string
	wide    bool // characters of two bytes
}

func legacies() []legacy {
	return []legacy{
		{"Windows-1252", charmap.Windows1252, "äöüßÄÖÜéèêëàâáãåæçíìîïñóòôõøúùûœÉÀÇÑÅØÁÍÓÚ–’“”€", false},
		{"Windows-1250", charmap.Windows1250, "ąćęłńóśźżĄĆĘŁŃÓŚŹŻáčďéěíňóřšťúůýžÁČĎÉĚÍŇŘŠŤÚŮÝŽőűŐŰăâîșțäöüßÄÖÜ–’“”€", false},
		{"Windows-1251", charmap.Windows1251, "абвгдежзийклмнопрстуфхцчшщъыьэюяАБВГДЕЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯёЁіїєґІЇЄҐ–№«»", false},
		{"KOI8-R", charmap.KOI8R, "абвгдежзийклмнопрстуфхцчшщъыьэюяАБВГДЕЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯёЁ", false},
		{"Mac Roman", charmap.Macintosh, "äöüßÄÖÜéèêëàâáãåæçíìîïñóòôõøúùûœÉÀÇÑÅØÁÍÓÚ–’“”€", false},
		{"DOS (code page 850)", charmap.CodePage850, "äöüßÄÖÜéèêëàâáãåæçíìîïñóòôõøúùûÉÇÑÅØÁÍÓÚ", false},
		{"Windows-1253", charmap.Windows1253, "αβγδεζηθικλμνξοπρστυφχψωςάέήίόύώΑΒΓΔΕΖΗΘΙΚΛΜΝΞΟΠΡΣΤΥΦΧΨΩΆΈΉΊΌΎΏ", false},
		{"Shift-JIS", japanese.ShiftJIS, "", true},
		{"EUC-JP", japanese.EUCJP, "", true},
		{"GBK", simplifiedchinese.GBK, "", true},
		{"Big5", traditionalchinese.Big5, "", true},
		{"EUC-KR", korean.EUCKR, "", true},
	}
}

// charsetName is what an encoding is called here, else name.
func charsetName(from encoding.Encoding, name string) string {
	for _, l := range legacies() {
		if l.from == from {
			return l.name
		}
	}
	return name
}

// guess is the encoding in which the sample makes the most sense. Of those that
// make as much the first in the list is taken.
func (s survey) guess() Charset {
	best, bestSense := legacies()[0], -1e9
	for _, l := range legacies() {
		text, err := l.from.NewDecoder().Bytes(s.sample)
		if err != nil {
			continue
		}
		if sense := l.sense(string(text)); sense > bestSense+1e-9 {
			best, bestSense = l, sense
		}
	}
	return Charset{Name: best.name, Guessed: true, from: best.from}
}

// sense is how much of a text is what people write, from 1 for all to well
// under 0 for none: by the letters that its languages use, and by how letters
// stand beside each other.
func (l legacy) sense(text string) float64 {
	sum, n := 0.0, 0
	previous := ' '
	for _, r := range text {
		if r < utf8.RuneSelf {
			previous = r
			continue
		}
		n++
		switch {
		case r == utf8.RuneError:
			sum -= 4
		case l.wide:
			sum += wideSense(r)
		case strings.ContainsRune(l.letters, r):
			sum += fits(previous, r)
		case unicode.IsLetter(r):
			sum -= 0.3
		case unicode.IsControl(r):
			sum -= 3
		default:
			sum -= 0.8
		}
		previous = r
	}
	if n == 0 {
		return 0
	}
	return sum / float64(n)
}

// fits is what a letter is worth behind another one: a capital in the middle of
// a word is what the wrong encoding makes of small letters, and two scripts in
// one word are as well.
func fits(previous, r rune) float64 {
	switch {
	case unicode.IsLower(previous) && unicode.IsUpper(r):
		return -0.8
	case unicode.IsLetter(previous) && unicode.IsLetter(r) && unicode.Is(unicode.Latin, previous) != unicode.Is(unicode.Latin, r):
		return -0.8
	case unicode.IsLetter(previous) && !unicode.IsLetter(r) && r != '’' && r != '–':
		return 0
	}
	return 1
}

// wideSense is what a character of two bytes is worth. Kana and hangul are
// written by one people each; the commonest ideographs stand for most of what
// the others write.
func wideSense(r rune) float64 {
	switch {
	case unicode.In(r, unicode.Hiragana, unicode.Katakana):
		if r >= 0xFF61 && r <= 0xFF9F { // half width: one byte each, and rare
			return -0.5
		}
		return 1
	case unicode.Is(unicode.Hangul, r):
		return 0.95
	case strings.ContainsRune(commonHan, r):
		return 1
	case unicode.Is(unicode.Han, r):
		return 0.2
	case r >= 0x3000 && r <= 0x303F, r >= 0xFF01 && r <= 0xFF5E:
		return 0.6
	}
	return -1
}

// commonHan are ideographs that names, places and job titles are made of.
const commonHan = "王李张張刘劉陈陳杨楊赵趙黄黃周吴吳徐孙孫胡朱高林何郭马馬罗羅梁宋郑鄭谢謝韩韓唐冯馮于董萧程曹袁邓鄧许許傅沈曾彭吕蘇苏盧卢蒋蔣蔡贾丁魏薛叶葉阎余潘杜戴夏钟鐘汪田任姜范方石姚谭廖邹熊金陆陸郝孔白崔康毛邱秦江史顾侯邵孟龙龍万萬段雷钱錢汤尹黎易常武乔贺赖龚文" +
	"伟芳娜秀英敏静丽强磊军洋勇艳杰娟涛明超霞平刚桂国國建华華志红紅玉春梅海波小大中人事部工程师師经經理技术術销售开開发發产產品设設计計市场場北京上广廣州深圳公司有限姓名电電话話邮郵箱职職位学學生的一是不了在我他和这這个個们們" +
	"佐藤鈴木高橋田中渡辺伊山本村小林加吉松井上木清水崎池阿部石川前岡長谷後近坂遠青西野三太郎子美一二健翔大輔真由香直樹恵氏名会社電話番号住所職種経験年月日東京都大阪府県市区町営業開発担当者応募面接日時"
