package mailed_test

import (
	"encoding/base64"
	"fmt"
	"mime"
	"mime/quotedprintable"
	"slices"
	"strings"
	"testing"
	"time"

	"recruitty/mail"
	"recruitty/recruit"
	"recruitty/recruit/offers"
	"recruitty/recruit/offers/pick"
)

// none is what is wanted where an answer says that no time suits; zero waits for a person.
const none = -1

// said are answers in each language, with what they come to.
func said() map[string]map[string]int {
	return map[string]map[string]int{
		"en": {"2": 2, "Hi Robin,\n\n2 works best for me.\n\nThanks!": 2, "Option 1 please": 1, "I'd like to take the third one.": 3, "1 or 3": 0, "2 questions: is it by video?": 0, "None of these times work for me.": none,
			"Could we do Friday at 3 instead?": 0, "I withdraw my application.": 0},
		"de": {"2": 2, "Hallo Frau Hill,\n\nTermin 2 passt mir sehr gut.\n\nVielen Dank": 2, "Nr. 1 bitte": 1, "Ich nehme gerne den dritten Termin.": 3, "1 oder 3": 0, "2 Fragen: ist es per Video?": 0, "Leider passt mir keiner der Termine.": none,
			"Ginge es am 3. Dezember um 2 Uhr?": 0, "Ich ziehe meine Bewerbung zurück.": 0},
		"fr": {"2": 2, "Bonjour,\n\nL'option 2 me convient parfaitement.\n\nMerci beaucoup": 2, "Option 1 s'il vous plaît": 1, "Je choisis le troisième créneau.": 3, "1 ou 3": 0, "2 questions : est-ce par vidéo ?": 0, "Aucun de ces horaires ne me convient.": none,
			"Le 3 décembre à 2 heures serait possible ?": 0, "Je retire ma candidature.": 0},
		"es": {"2": 2, "Hola Robin:\n\nLa opción 2 me viene bien.\n\nMuchas gracias": 2, "La 1, por favor": 1, "Me quedo con la tercera opción.": 3, "1 o 3": 0, "2 preguntas: ¿es por vídeo?": 0, "Ninguna de las horas me viene bien.": none,
			"¿Puede ser el 3 de diciembre a las 2?": 0, "Retiro mi candidatura.": 0},
	}
}

// offer is the email of an offer of three times in a language.
func offer(t *testing.T, language string) (subject, text string, told []string) {
	t.Helper()
	post := new(mail.Mailer)
	at := time.Date(2026, 12, 1, 9, 0, 0, 0, time.UTC)
	v := recruit.LetterValues{Reader: "Jane Doe", Job: "Baker", Company: "Acme", Author: recruit.Mailbox{Name: "Robin Hill", Address: "robin@acme.example"}}
	v.Offer = recruit.OfferValues{Until: at.Add(-12 * time.Hour), Zone: "Europe/Berlin", SenderZone: "Europe/London"}
	for n, d := range []time.Duration{0, 28 * time.Hour, 71 * time.Hour} {
		v.Offer.Options = append(v.Offer.Options, recruit.LetterOption{Number: n + 1, Sessions: []recruit.LetterSession{{Start: at.Add(d), End: at.Add(d + 45*time.Minute)}}})
	}
	subject, text, err := post.DraftLetter(recruit.Template{Event: recruit.OnOffer, Audience: recruit.ToCandidate, Words: language, Source: post.BuiltIn(recruit.OnOffer, recruit.ToCandidate, language)}, v)
	if err != nil {
		t.Fatal(err)
	}
	told = offers.ToldIn(text)
	if len(told) != 3 {
		t.Fatalf("%s: %q", language, told)
	}
	return subject, text, told
}

// thread is the Message-ID of the offer.
var thread = strings.Repeat("0123456789abcdef", 2) + "@acme.example"

// envelope makes a mail of what a program writes.
func envelope(re, subject, plain, page string, n int) []byte {
	var b strings.Builder
	fmt.Fprintf(&b, "From: Jane Doe <jane@example.org>\r\nTo: <%s>\r\nSubject: %s\r\nDate: Mon, 30 Nov 2026 10:00:00 +0100\r\nMessage-ID: <%d@example.org>\r\nIn-Reply-To: <%s>\r\nReferences: <%s>\r\nMIME-Version: 1.0\r\n",
		ours, mime.QEncoding.Encode("utf-8", re+subject), n, thread, thread)
	part := func(kind, text string) {
		fmt.Fprintf(&b, "Content-Type: %s; charset=utf-8\r\n", kind)
		text = strings.ReplaceAll(text, "\n", "\r\n")
		switch n % 3 {
		case 0:
			b.WriteString("Content-Transfer-Encoding: quoted-printable\r\n\r\n")
			w := quotedprintable.NewWriter(&b)
			_, _ = w.Write([]byte(text))
			_ = w.Close()
		case 1:
			b.WriteString("Content-Transfer-Encoding: base64\r\n\r\n")
			coded := base64.StdEncoding.EncodeToString([]byte(text))
			for len(coded) > 76 {
				b.WriteString(coded[:76] + "\r\n")
				coded = coded[76:]
			}
			b.WriteString(coded + "\r\n")
		default:
			b.WriteString("Content-Transfer-Encoding: 8bit\r\n\r\n" + text)
		}
		b.WriteString("\r\n")
	}
	switch {
	case page == "":
		part("text/plain", plain)
	case plain == "":
		part("text/html", page)
	default:
		b.WriteString("Content-Type: multipart/alternative; boundary=\"=_b\"\r\n\r\n--=_b\r\n")
		part("text/plain", plain)
		b.WriteString("--=_b\r\n")
		part("text/html", page)
		b.WriteString("--=_b--\r\n")
	}
	return []byte(b.String())
}

// TestProgramsWrite reads answers as mail programs write them: at least 95 of 100 come to what
// their author meant, and none books a time that was not meant.
func TestProgramsWrite(t *testing.T) {
	t.Parallel()
	all, right, wrong := 0, 0, 0
	for language, answers := range said() {
		subject, text, told := offer(t, language)
		for _, p := range programs() {
			for says, want := range answers {
				all++
				a := answer{tongue: tongues()[language], says: says, original: text, title: subject}
				plain, page := p.write(a)
				got := read(t, envelope(a.re, subject, plain, page, all), told)
				switch {
				case got == want:
					right++
				case got > 0:
					wrong++
					t.Errorf("%s in %s: %q books %d, want %d", p.name, language, says, got, want)
				default:
					t.Logf("%s in %s: %q is read as %d, want %d", p.name, language, says, got, want)
				}
			}
		}
	}
	t.Logf("%d answers, %d right (%.1f %%), %d wrong", all, right, 100*float64(right)/float64(all), wrong)
	if all < 200 || right*100 < all*95 || wrong > 0 {
		t.Errorf("%d answers, %d right, %d wrong", all, right, wrong)
	}
}

// read reads what an answer comes to.
func read(t *testing.T, content []byte, told []string) int {
	t.Helper()
	replies, err := mail.ReadMail(content)
	if err != nil || len(replies) != 1 || replies[0].Incoming == nil {
		t.Fatalf("%v, %v", replies, err)
	}
	in := replies[0].Incoming
	if in.Kind != recruit.Wrote || !in.Direct || !slices.Equal(in.About, []string{thread}) {
		t.Fatalf("%+v", in)
	}
	c := pick.Read(in.Text, told)
	if c.None {
		return none
	}
	return c.Option
}
