package mailed_test

import (
	"html"
	"strings"
)

// reply is what a candidate writes above, below or between the offer.
type reply struct{ language, says, subject, offer string }

// client is a mail program, as it puts a reply together: as plain text, as a page, or as both.
type client struct {
	name  string
	write func(reply) (plain, page string)
}

// in chooses by language: English, German, French, Spanish.
func (r reply) in(en, de, fr, es string) string {
	return map[string]string{"en": en, "de": de, "fr": fr, "es": es}[r.language]
}

const robin, robinPage = "Robin Hill <robin@acme.example>", "Robin Hill &lt;robin@acme.example&gt;"

// quote puts a mark in front of each line.
func quote(mark, text string) string {
	return mark + strings.ReplaceAll(strings.TrimRight(text, "\n"), "\n", "\n"+mark)
}

// lines are lines of a page: each in what a program puts around it.
func lines(open, end, text string) string {
	var b strings.Builder
	for line := range strings.SplitSeq(text, "\n") {
		if line = html.EscapeString(line); line == "" {
			line = "<br>"
		}
		b.WriteString(open + line + end)
	}
	return b.String()
}

func broken(text string) string {
	return strings.ReplaceAll(html.EscapeString(text), "\n", "<br>")
}

// gmailLine stands above what Gmail quotes.
func (r reply) gmailLine(who string) string {
	return r.in("On Mon, Nov 30, 2026 at 9:12 AM "+who+" wrote:", "Am Mo., 30. Nov. 2026 um 09:12 Uhr schrieb "+who+":",
		"Le lun. 30 nov. 2026 à 09:12, "+who+" a écrit :", "El lun, 30 nov 2026 a las 9:12, "+strings.Replace(strings.Replace(who, "<", "(<", 1), ">", ">)", 1)+" escribió:")
}

// appleLine stands above what Apple Mail quotes.
func (r reply) appleLine(who string) string {
	return r.in("On 30 Nov 2026, at 09:12, "+who+" wrote:", "Am 30.11.2026 um 09:12 schrieb "+who+":", "Le 30 nov. 2026 à 09:12, "+who+" a écrit :", "El 30 nov 2026, a las 9:12, "+who+" escribió:")
}

// heads are the lines of a letter's head, as Outlook and others put them above it.
func (r reply) heads(bold bool, end string) string {
	names := strings.Split(r.in("From|Sent|To|Subject", "Von|Gesendet|An|Betreff", "De|Envoyé|À|Objet", "De|Enviado el|Para|Asunto"), "|")
	colon, who := r.in(":", ":", "\u00a0:", ":"), robin
	values := []string{who, r.in("Monday, November 30, 2026 9:12 AM", "Montag, 30. November 2026 09:12", "lundi 30 novembre 2026 09:12", "lunes, 30 de noviembre de 2026 9:12"), "Jane Doe <jane@example.org>", r.subject}
	var b strings.Builder
	for n, name := range names {
		if bold {
			b.WriteString("<b>" + name + colon + "</b> " + html.EscapeString(values[n]) + end)
		} else {
			b.WriteString(name + colon + " " + values[n] + end)
		}
	}
	return b.String()
}

// clients are mail programs with what they write when somebody presses Reply and types at once.
func clients() []client {
	return append(webClients(), deskClients()...)
}

func webClients() []client {
	return []client{
		{"Gmail on the web", func(r reply) (string, string) {
			line := strings.Replace(r.gmailLine(robin), " <", "\n<", 1)
			return r.says + "\n\n" + line + "\n\n" + quote("> ", r.offer) + "\n", `<div dir="ltr">` + lines("<div>", "</div>", r.says) + `</div><br><div class="gmail_quote gmail_quote_container"><div dir="ltr" class="gmail_attr">` +
				r.gmailLine(`Robin Hill &lt;<a href="mailto:robin@acme.example">robin@acme.example</a>&gt;`) + `<br></div><blockquote class="gmail_quote" style="margin:0px 0px 0px 0.8ex;border-left:1px solid rgb(204,204,204);padding-left:1ex">` + broken(r.offer) + `</blockquote></div>`
		}},
		{"Gmail on Android", func(r reply) (string, string) {
			return r.says + "\n\n" + r.gmailLine(robin) + "\n\n" + quote("> ", r.offer) + "\n", `<div dir="auto">` + broken(r.says) + `</div><br><div class="gmail_quote"><div dir="ltr" class="gmail_attr">` + r.gmailLine(robinPage) +
				`<br></div><blockquote class="gmail_quote" style="margin:0 0 0 .8ex;border-left:1px #ccc solid;padding-left:1ex">` + broken(r.offer) + `</blockquote></div>`
		}},
		{"Gmail, the quoted text taken out", func(r reply) (string, string) {
			return r.says + "\n", `<div dir="ltr">` + broken(r.says) + `</div>`
		}},
		{"Outlook on the web", func(r reply) (string, string) {
			return r.says + "\n________________________________\n" + r.heads(false, "\n") + "\n" + r.offer, `<html><head></head><body dir="ltr">` + lines(`<div class="elementToProof" style="font-family: Aptos; font-size: 12pt;">`, "</div>", r.says) +
				`<div id="appendonsend"></div><hr style="display:inline-block;width:98%" tabindex="-1"><div id="divRplyFwdMsg" dir="ltr"><font face="Calibri, sans-serif" style="font-size:11pt" color="#000000">` + r.heads(true, "<br>") + `</font><div>&nbsp;</div></div><div class="BodyFragment">` + broken(r.offer) + `</div></body></html>`
		}},
		{"Outlook on a phone", func(r reply) (string, string) {
			advert := r.in("Get Outlook for iOS", "Outlook für Android beziehen", "Obtenir Outlook pour iOS", "Obtener Outlook para Android")
			return r.says + "\n\n" + advert + "<https://aka.ms/o0ukef>\n________________________________\n" + r.heads(false, "\n") + "\n" + r.offer, `<html><body><div dir="auto" style="font-family: Aptos;">` + broken(r.says) +
				`</div><div id="ms-outlook-mobile-signature" dir="auto"><div><br></div><a href="https://aka.ms/o0ukef">` + advert + `</a></div><hr style="display:inline-block;width:98%" tabindex="-1"><div id="divRplyFwdMsg" dir="ltr"><font>` + r.heads(true, "<br>") + `</font></div>` + broken(r.offer) + `</body></html>`
		}},
		{"GMX and web.de", func(r reply) (string, string) {
			return "", `<html><head></head><body><div style="font-family: Verdana;font-size: 12.0px;">` + lines("<div>", "</div>", r.says) + `<div>&nbsp;</div><div>&nbsp;<div name="quote" style="margin:10px 5px 5px 10px; padding: 10px 0 10px 10px; border-left:2px solid #C3D9E5; word-wrap: break-word;"><div style="margin:0 0 10px 0;">` +
				r.heads(true, "<br/>") + `</div><div name="quoted-content">` + broken(r.offer) + `</div></div></div></div></body></html>`
		}},
		{"GMX and web.de as text", func(r reply) (string, string) {
			return r.says + "\n \n \n\n" + r.heads(false, "\n") + "\n" + r.offer, ""
		}},
		{"Yahoo on the web", func(r reply) (string, string) {
			line := func(who string) string {
				return r.in("On Monday, November 30, 2026 at 09:12:44 AM GMT+1, "+who+" wrote:", "Am Montag, 30. November 2026 um 09:12:44 MEZ hat "+who+" Folgendes geschrieben:",
					"Le lundi 30 novembre 2026 à 09:12:44 UTC+1, "+who+" a écrit :", "En lunes, 30 de noviembre de 2026, 09:12:44 CET, "+who+" escribió:")
			}
			return " " + r.says + "\n\n    " + line(robin) + "  \n \n " + r.offer + "\n  ", `<html><body><div class="ydp5a6b-yahoo-style-wrap" style="font-family:Helvetica"><div dir="ltr" data-setdir="false">` + broken(r.says) +
				`</div><div><br></div></div><div id="yahoo_quoted_0123456789" class="yahoo_quoted"><div style="font-family:Helvetica"><div>` + line(robinPage) + `</div><div><br></div><div><br></div><div>` + broken(r.offer) + `</div></div></div></body></html>`
		}},
		{"Yahoo on a phone", func(r reply) (string, string) {
			advert := r.in("Sent from Yahoo Mail for iPhone", "Gesendet mit Yahoo Mail auf Android", "Envoyé depuis Yahoo Mail pour iPhone", "Enviado desde Yahoo Mail para Android")
			line := r.in("On Monday, November 30, 2026, 9:12 AM, "+robin+" wrote:", "Am Mo., 30. Nov. 2026 um 9:12 schrieb Robin Hill<robin@acme.example>:", "Le lundi, novembre 30, 2026, 9:12 AM, "+robin+" a écrit :", "El lun, 30 nov 2026 a las 9:12, Robin Hill<robin@acme.example> escribió:")
			return r.says + "\n\n" + advert + "\n\n\n" + line + "\n\n" + r.offer, ""
		}},
		{"Proton Mail", func(r reply) (string, string) {
			line := r.in("On Monday, November 30th, 2026 at 9:12 AM, "+robin+" wrote:", "Am Montag, 30. November 2026 um 09:12, "+robin+" schrieb:", "Le lundi 30 novembre 2026 à 09:12, "+robin+" a écrit :", "El lunes, 30 de noviembre de 2026 a las 9:12, "+robin+" escribió:")
			return r.says + "\n\n\n" + r.in("Sent with Proton Mail secure email.", "Gesendet mit Proton Mail sichere E-Mail.", "Envoyé avec la messagerie sécurisée Proton Mail.", "Enviado con el correo electrónico seguro de Proton Mail.") + "\n\n" + line + "\n\n" + quote("> ", r.offer) + "\n", ""
		}},
	}
}

func deskClients() []client {
	return []client{
		{"Outlook for Windows", func(r reply) (string, string) {
			return r.says + "\n\n" + r.heads(false, "\n") + "\n" + r.offer, `<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><meta name=Generator content="Microsoft Word 15 (filtered medium)"></head><body lang=EN-GB><div class=WordSection1>` +
				lines("<p class=MsoNormal>", "<o:p></o:p></p>", r.says) + `<p class=MsoNormal><o:p>&nbsp;</o:p></p><div><div style='border:none;border-top:solid #E1E1E1 1.0pt;padding:3.0pt 0in 0in 0in'><p class=MsoNormal>` + r.heads(true, "<br>") + `<o:p></o:p></p></div></div><p class=MsoNormal><o:p>&nbsp;</o:p></p>` + lines("<p class=MsoNormal>", "<o:p></o:p></p>", r.offer) + `</div></body></html>`
		}},
		{"Outlook with its old line", func(r reply) (string, string) {
			return r.says + "\n\n" + r.in("-----Original Message-----", "-----Ursprüngliche Nachricht-----", "-----Message d'origine-----", "-----Mensaje original-----") + "\n" + r.heads(false, " \n") + "\n" + r.offer, ""
		}},
		{"Apple Mail on a Mac", func(r reply) (string, string) {
			return r.says + "\n\n" + quote("> ", r.appleLine(robin)+"\n\n"+r.offer) + "\n", `<html><head><meta http-equiv="content-type" content="text/html; charset=utf-8"></head><body style="overflow-wrap: break-word; -webkit-nbsp-mode: space; line-break: after-white-space;">` + broken(r.says) +
				`<br id="lineBreakAtBeginningOfMessage"><div><br><blockquote type="cite"><div>` + r.appleLine(robinPage) + `</div><br class="Apple-interchange-newline"><div><div>` + broken(r.offer) + `</div></div></blockquote></div><br></body></html>`
		}},
		{"Apple Mail on an iPhone", func(r reply) (string, string) {
			phone := r.in("Sent from my iPhone", "Von meinem iPhone gesendet", "Envoyé de mon iPhone", "Enviado desde mi iPhone")
			return r.says + "\n\n" + phone + "\n\n" + quote("> ", r.appleLine(robin)+"\n\n\ufeff"+r.offer) + "\n", `<html><body dir="auto"><div dir="ltr">` + broken(r.says) + `</div><div dir="ltr"><br>` + phone + `</div><div dir="ltr"><br><blockquote type="cite">` + r.appleLine(robinPage) + `<br><br></blockquote></div><blockquote type="cite"><div dir="ltr">` + "\ufeff" + broken(r.offer) + `</div></blockquote></body></html>`
		}},
		{"Thunderbird, below", func(r reply) (string, string) {
			line := r.in("On 30/11/2026 09:12, Robin Hill wrote:", "Am 30.11.26 um 09:12 schrieb Robin Hill:", "Le 30/11/2026 à 09:12, Robin Hill a écrit :", "El 30/11/2026 a las 9:12, Robin Hill escribió:")
			return line + "\n" + quote("> ", r.offer) + "\n\n" + r.says + "\n", ""
		}},
		{"Thunderbird, above", func(r reply) (string, string) {
			line := r.in("On 30/11/2026 09:12, Robin Hill wrote:", "Am 30.11.26 um 09:12 schrieb Robin Hill:", "Le 30/11/2026 à 09:12, Robin Hill a écrit :", "El 30/11/2026 a las 9:12, Robin Hill escribió:")
			return r.says + "\n\n" + line + "\n" + quote("> ", r.offer) + "\n", `<!DOCTYPE html><html><body><p>` + broken(r.says) + `</p><div class="moz-cite-prefix">` + line + `<br></div><blockquote type="cite" cite="mid:1@acme.example"><div class="moz-text-plain"><pre class="moz-quote-pre" wrap="">` + html.EscapeString(r.offer) + `</pre></div></blockquote></body></html>`
		}},
		{"K-9", func(r reply) (string, string) {
			line := r.in("On 30 November 2026 09:12:44 CET, "+robin+" wrote:", "Am 30. November 2026 09:12:44 MEZ schrieb "+robin+":", "Le 30 novembre 2026 09:12:44 GMT+01:00, "+robin+" a écrit :", "El 30 de noviembre de 2026 9:12:44 CET, "+robin+" escribió:")
			device := r.in("Sent from my Android device with K-9 Mail. Please excuse my brevity.", "Diese Nachricht wurde von meinem Android-Gerät mit K-9 Mail gesendet.", "Envoyé de mon appareil Android avec Courriel K-9 Mail. Veuillez excuser ma brièveté.", "Enviado desde mi dispositivo Android con K-9 Mail. Por favor, disculpa mi brevedad.")
			return r.says + "\n\n" + line + "\n" + quote(">", r.offer) + "\n-- \n" + device + "\n", ""
		}},
		{"Samsung Email", func(r reply) (string, string) {
			line := r.in("-------- Original message --------", "-------- Ursprüngliche Nachricht --------", "-------- Message d'origine --------", "-------- Mensaje original --------")
			heads := r.in("From: "+robin+"\nDate: 30/11/2026 09:12 (GMT+01:00)\nTo: Jane Doe <jane@example.org>\nSubject: ", "Von: "+robin+"\nDatum: 30.11.26 09:12 (GMT+01:00)\nAn: Jane Doe <jane@example.org>\nBetreff: ", "De : "+robin+"\nDate : 30/11/2026 09:12 (GMT+01:00)\nÀ : Jane Doe <jane@example.org>\nObjet : ", "De: "+robin+"\nFecha: 30/11/26 9:12 (GMT+01:00)\nPara: Jane Doe <jane@example.org>\nAsunto: ")
			return r.says + "\n\n\n\n" + r.in("Sent from my Galaxy", "Von meinem Galaxy gesendet", "Envoyé depuis mon appareil Galaxy", "Enviado desde mi Galaxy") + "\n\n\n" + line + "\n" + heads + r.subject + "\n\n" + r.offer, ""
		}},
	}
}
