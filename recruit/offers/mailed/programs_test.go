package mailed_test

import (
	"fmt"
	"html"
	"strings"
)

// tongue is how programs speak in one language.
type tongue struct {
	from, sent, to, subject string // of a repeated header
	original                string // over a message that is repeated
	wroteGmail, wroteApple  string
	wroteThunderbird        string
	wroteYahoo, wroteProton string
	wroteK9                 string
	iPhone, android         string
	outlookMobile, proton   string
	k9, gmx                 string
	sign                    string // under what somebody writes
	date                    string
	re                      string
}

func tongues() map[string]tongue {
	return map[string]tongue{
		"en": {"From", "Sent", "To", "Subject", "Original Message", "On Mon, Nov 30, 2026 at 9:00 AM Robin Hill <%s> wrote:", "On 30 Nov 2026, at 09:00, Robin Hill <%s> wrote:", "On 11/30/26 09:00, Robin Hill wrote:",
			"On Monday, November 30, 2026 at 09:00:00 AM GMT+1, Robin Hill <%s> wrote:", "On Monday, November 30th, 2026 at 9:00 AM, Robin Hill <%s> wrote:", "On November 30, 2026 9:00:00 AM GMT+01:00, Robin Hill <%s> wrote:",
			"Sent from my iPhone", "Sent from my Galaxy", "Get Outlook for iOS<https://example.com/o>", "Sent with Proton Mail secure email.", "-- \nSent from my Android device with K-9 Mail. Please excuse my brevity.", "Sent with the mail app",
			"Best regards,\nJane Doe\nSenior Baker\n12 Station Road, 2nd floor\n+44 20 7946 0123", "Monday, November 30, 2026 9:00 AM", "Re: "},
		"de": {"Von", "Gesendet", "An", "Betreff", "Ursprüngliche Nachricht", "Am Mo., 30. Nov. 2026 um 09:00 Uhr schrieb Robin Hill <%s>:", "Am 30.11.2026 um 09:00 schrieb Robin Hill <%s>:", "Am 30.11.26 um 09:00 schrieb Robin Hill:",
			"Am Montag, 30. November 2026 um 09:00:00 MEZ hat Robin Hill <%s> Folgendes geschrieben:", "Am Montag, 30. November 2026 um 09:00, Robin Hill <%s> schrieb:", "Am 30. November 2026 09:00:00 MEZ schrieb Robin Hill <%s>:",
			"Von meinem iPhone gesendet", "Von meinem Galaxy gesendet", "Outlook für iOS<https://example.com/o> beziehen", "Gesendet mit Proton Mail sicherer E-Mail.", "-- \nDiese Nachricht wurde von meinem Android-Gerät mit K-9 Mail gesendet.", "Gesendet mit der GMX Mail App",
			"Mit freundlichen Grüßen\nJane Doe\nBäckermeisterin\nBahnhofstr. 12, 2. OG\n+49 30 901820", "Montag, 30. November 2026 09:00", "AW: "},
		"fr": {"De", "Envoyé", "À", "Objet", "Message d'origine", "Le lun. 30 nov. 2026 à 09:00, Robin Hill <%s> a écrit :", "Le 30 nov. 2026 à 09:00, Robin Hill <%s> a écrit :", "Le 30/11/2026 à 09:00, Robin Hill a écrit :",
			"Le lundi 30 novembre 2026 à 09:00:00 UTC+1, Robin Hill <%s> a écrit :", "Le lundi 30 novembre 2026 à 09:00, Robin Hill <%s> a écrit :", "Le 30 novembre 2026 09:00:00 GMT+01:00, Robin Hill <%s> a écrit :",
			"Envoyé de mon iPhone", "Envoyé depuis mon Galaxy", "Télécharger Outlook pour iOS<https://example.com/o>", "Envoyé avec la messagerie sécurisée Proton Mail.", "-- \nEnvoyé de mon appareil Android avec K-9 Mail. Veuillez excuser ma brièveté.", "Envoyé depuis l’application Mail",
			"Cordialement,\nJane Doe\nBoulangère\n12 rue de la Gare, 2e étage\n+33 1 99 00 12 34", "lundi 30 novembre 2026 09:00", "RE : "},
		"es": {"De", "Enviado", "Para", "Asunto", "Mensaje original", "El lun, 30 nov 2026 a las 9:00, Robin Hill (<%s>) escribió:", "El 30 nov 2026, a las 9:00, Robin Hill <%s> escribió:", "El 30/11/26 a las 9:00, Robin Hill escribió:",
			"El lunes, 30 de noviembre de 2026, 09:00:00 CET, Robin Hill <%s> escribió:", "El lunes, 30 de noviembre de 2026 a las 9:00, Robin Hill <%s> escribió:", "El 30 de noviembre de 2026 9:00:00 CET, Robin Hill <%s> escribió:",
			"Enviado desde mi iPhone", "Enviado desde mi Galaxy", "Obtener Outlook para iOS<https://example.com/o>", "Enviado con el correo seguro de Proton Mail.", "-- \nEnviado desde mi dispositivo Android con K-9 Mail. Por favor, disculpa mi brevedad.", "Enviado con la aplicación de correo",
			"Un saludo,\nJane Doe\nPanadera\nCalle Mayor 12, 2º B\n+34 910 00 12 34", "lunes, 30 de noviembre de 2026 9:00", "RE: "},
	}
}

const ours = "jobs@acme.example"

// answer is an email under construction.
type answer struct {
	tongue
	says     string // what the candidate wrote
	original string // the text of the offer
	title    string // its subject
}

// program writes an answer as a mail program does: its plain text and its HTML, either of which
// may be missing.
type program struct {
	name  string
	write func(a answer) (plain, page string)
}

func marked(text string) string {
	lines := strings.Split(text, "\n")
	for n, line := range lines {
		lines[n] = strings.TrimRight("> "+line, " ")
	}
	return strings.Join(lines, "\n")
}

// divs is a text as lines of HTML.
func divs(text, open, end string) string {
	var b strings.Builder
	for line := range strings.SplitSeq(text, "\n") {
		if line == "" {
			line = "<br>"
		} else {
			line = html.EscapeString(line)
		}
		b.WriteString(open + line + end)
	}
	return b.String()
}

func breaks(text string) string { return strings.ReplaceAll(html.EscapeString(text), "\n", "<br>\n") }

// original is the offer in HTML, as it was sent.
func (a answer) page() string {
	return "<div><p>" + strings.ReplaceAll(breaks(a.original), "<br>\n<br>\n", "</p>\n<p>") + "</p></div>"
}

// head is the header of a message that is repeated.
func (a answer) head() string {
	return fmt.Sprintf("%s: Robin Hill <%s>\n%s: %s\n%s: Jane Doe <jane@example.org>\n%s: %s", a.from, ours, a.sent, a.date, a.to, a.subject, a.title)
}

// bold is head in HTML.
func (a answer) bold() string {
	var all []string
	for line := range strings.SplitSeq(a.head(), "\n") {
		name, value, _ := strings.Cut(line, ": ")
		all = append(all, "<b>"+name+":</b> "+html.EscapeString(value))
	}
	return strings.Join(all, "<br>\n")
}

func wrote(format string) string {
	if strings.Contains(format, "%s") {
		return fmt.Sprintf(format, ours)
	}
	return format
}

// folded breaks a line before the address in it, as programs do with long ones.
func folded(line string) string { return strings.Replace(line, " <", "\n<", 1) }

func gmail(dir, sign string) func(answer) (string, string) {
	return func(a answer) (string, string) {
		line := wrote(a.wroteGmail)
		own := a.says
		if sign == "sign" {
			own += "\n\n-- \n" + a.sign
		}
		return own + "\n\n" + folded(line) + "\n\n" + marked(a.original) + "\n",
			`<div dir="` + dir + `">` + divs(own, "<div>", "</div>") + `</div><br><div class="gmail_quote gmail_quote_container"><div dir="ltr" class="gmail_attr">` + html.EscapeString(line) + `<br></div><blockquote class="gmail_quote" style="margin:0px 0px 0px 0.8ex;border-left:1px solid rgb(204,204,204);padding-left:1ex">` + a.page() + `</blockquote></div>`
	}
}

// programs are the mail programs, each with how it writes.
func programs() []program {
	apple := func(own string, a answer) (string, string) {
		line := wrote(a.wroteApple)
		return own + "\n\n" + marked(line+"\n\n"+a.original) + "\n",
			`<html><head><meta http-equiv="content-type" content="text/html; charset=utf-8"></head><body dir="auto">` + divs(own, "<div>", "</div>") + `<div dir="ltr"><br><blockquote type="cite">` + html.EscapeString(line) + `<br><br></blockquote></div><blockquote type="cite"><div dir="ltr">` + a.page() + `</div></blockquote></body></html>`
	}
	outlook := func(own string, a answer) (string, string) {
		return own + "\n\n" + a.head() + "\n\n" + a.original + "\n",
			`<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><style><!-- p.MsoNormal {margin:0cm;font-size:11.0pt;} --></style></head><body lang="EN" link="#0563C1"><div class="WordSection1">` + divs(own, `<p class="MsoNormal">`, "<o:p></o:p></p>\r\n") +
				`<p class="MsoNormal"><o:p>&nbsp;</o:p></p><div style="border:none;border-top:solid #E1E1E1 1.0pt;padding:3.0pt 0cm 0cm 0cm"><p class="MsoNormal">` + a.bold() + `<o:p></o:p></p></div><p class="MsoNormal"><o:p>&nbsp;</o:p></p>` + a.page() + `</div></body></html>`
	}
	outlookWeb := func(own string, a answer) (string, string) {
		return own + "\n________________________________\n" + a.head() + "\n\n" + a.original + "\n",
			`<html><head><style type="text/css" style="display:none;"> P {margin-top:0;margin-bottom:0;} </style></head><body dir="ltr">` + divs(own, `<div class="elementToProof" style="font-family: Aptos; font-size: 12pt;">`, "</div>\n") +
				`<div id="appendonsend"></div><hr style="display:inline-block;width:98%" tabindex="-1"><div id="divRplyFwdMsg" dir="ltr"><font face="Calibri" style="font-size:11pt" color="#000000">` + a.bold() + `</font><div>&nbsp;</div></div>` + a.page() + `</body></html>`
	}
	plainOnly := func(f func(answer) (string, string)) func(answer) (string, string) {
		return func(a answer) (string, string) { plain, _ := f(a); return plain, "" }
	}
	pageOnly := func(f func(answer) (string, string)) func(answer) (string, string) {
		return func(a answer) (string, string) { _, page := f(a); return "", page }
	}
	signed := func(f func(string, answer) (string, string)) func(answer) (string, string) {
		return func(a answer) (string, string) { return f(a.says+"\n\n"+a.sign, a) }
	}
	bare := func(f func(string, answer) (string, string)) func(answer) (string, string) {
		return func(a answer) (string, string) { return f(a.says, a) }
	}
	return []program{
		{"Gmail", gmail("ltr", "")},
		{"Gmail with a signature", gmail("ltr", "sign")},
		{"Gmail for Android", gmail("auto", "")},
		{"Gmail for iOS, HTML only", pageOnly(gmail("ltr", ""))},
		{"Outlook", bare(outlook)},
		{"Outlook with a signature", signed(outlook)},
		{"Outlook, HTML only", pageOnly(bare(outlook))},
		{"Outlook, plain text", func(a answer) (string, string) {
			return a.says + "\n\n-----" + a.tongue.original + "-----\n" + a.head() + "\n\n" + a.original + "\n", ""
		}},
		{"Outlook, plain text with marks", func(a answer) (string, string) {
			return a.says + "\n\n" + marked("-----"+a.tongue.original+"-----\n"+a.head()+"\n\n"+a.original) + "\n", ""
		}},
		{"Outlook on the web", bare(outlookWeb)},
		{"Outlook on the web, HTML only", pageOnly(signed(outlookWeb))},
		{"Outlook for iOS", func(a answer) (string, string) { return outlookWeb(a.says+"\n\n"+a.outlookMobile, a) }},
		{"Apple Mail", func(a answer) (string, string) { return apple(a.says, a) }},
		{"Apple Mail with a signature, plain", plainOnly(signed(apple))},
		{"Mail for iOS", func(a answer) (string, string) { return apple(a.says+"\n\n"+a.iPhone, a) }},
		{"Mail for iOS, HTML only", pageOnly(func(a answer) (string, string) { return apple(a.says+"\n\n"+a.iPhone, a) })},
		{"Thunderbird", func(a answer) (string, string) {
			return a.says + "\n\n" + a.wroteThunderbird + "\n" + marked(a.original) + "\n",
				`<!DOCTYPE html><html><body text="#000000" bgcolor="#ffffff"><p>` + breaks(a.says) + `</p><div class="moz-cite-prefix">` + html.EscapeString(a.wroteThunderbird) + `<br></div><blockquote type="cite" cite="mid:x@y">` + a.page() + `</blockquote></body></html>`
		}},
		{"Thunderbird below", func(a answer) (string, string) {
			return a.wroteThunderbird + "\n" + marked(a.original) + "\n\n" + a.says + "\n\n-- \n" + a.sign + "\n", ""
		}},
		{"Thunderbird below, HTML", func(a answer) (string, string) {
			return "", `<html><body><div class="moz-cite-prefix">` + html.EscapeString(a.wroteThunderbird) + `<br></div><blockquote type="cite">` + a.page() + `</blockquote><p>` + breaks(a.says) + `</p><div class="moz-signature">-- <br>` + breaks(a.sign) + `</div></body></html>`
		}},
		{"Yahoo", func(a answer) (string, string) {
			line := wrote(a.wroteYahoo)
			return " " + a.says + "\n    " + line + "  \n \n " + strings.ReplaceAll(a.original, "\n", "\n ") + "\n",
				`<html><head></head><body><div class="ydp1yahoo-style-wrap" style="font-family:Helvetica"><div dir="ltr">` + divs(a.says, `<div dir="ltr" data-setdir="false">`, "</div>") + `</div><div><br></div></div><div id="ydp2yahoo_quoted_1" class="ydp2yahoo_quoted"><div style="font-family:'Helvetica Neue'"><div>` + html.EscapeString(line) + `</div><div><br></div><div><br></div><div>` + a.page() + `</div></div></div></body></html>`
		}},
		{"Yahoo, HTML only", func(a answer) (string, string) {
			line := wrote(a.wroteYahoo)
			return "", `<html><body><div>` + divs(a.says, "<div>", "</div>") + `<div><br></div></div><div class="yahoo_quoted"><div><div>` + html.EscapeString(line) + `</div><div><br></div><div>` + a.page() + `</div></div></div></body></html>`
		}},
		{"Proton Mail", func(a answer) (string, string) {
			line := wrote(a.wroteProton)
			return a.says + "\n\n" + a.proton + "\n\n" + line + "\n\n" + marked(a.original) + "\n",
				`<div style="font-family: Arial; font-size: 14px;">` + breaks(a.says) + `</div><div class="protonmail_signature_block"><div class="protonmail_signature_block-proton">` + html.EscapeString(a.proton) + `</div></div><div style="font-family: Arial;"><br></div><div class="protonmail_quote">` + html.EscapeString(line) + `<br><blockquote class="protonmail_quote" type="cite">` + a.page() + `</blockquote><br></div>`
		}},
		{"K-9 Mail", func(a answer) (string, string) {
			return a.says + "\n" + a.k9 + "\n\n" + wrote(a.wroteK9) + "\n" + marked(a.original) + "\n", ""
		}},
		{"K-9 Mail below", func(a answer) (string, string) {
			return wrote(a.wroteK9) + "\n" + marked(a.original) + "\n" + a.says + "\n" + a.k9 + "\n", ""
		}},
		{"GMX", func(a answer) (string, string) {
			head := fmt.Sprintf("%s: %s\n%s: \"Robin Hill\" <%s>\n%s: jane@example.org\n%s: %s", a.sent, a.date, a.from, ours, a.to, a.subject, a.title)
			return a.says + "\n" + a.gmx + "\n\n" + head + "\n\n" + a.original + "\n",
				`<html><head></head><body><div style="font-family: Verdana;font-size: 12.0px;">` + divs(a.says, "<div>", "</div>\n") + `<div>` + html.EscapeString(a.gmx) + `</div><div name="quote" style="margin: 10px 5px 5px 10px; border-left: 2px solid rgb(195,217,229);"><div style="margin: 0 0 10px 0;">` + strings.ReplaceAll(breaks(head), a.from+":", "<b>"+a.from+":</b>") + `</div><div name="quoted-content">` + a.page() + `</div></div></div></body></html>`
		}},
		{"GMX, plain text", func(a answer) (string, string) {
			head := fmt.Sprintf("%s: %s\n%s: \"Robin Hill\" <%s>\n%s: jane@example.org\n%s: %s", a.sent, a.date, a.from, ours, a.to, a.subject, a.title)
			return a.says + "\n\n" + marked(head+"\n\n"+a.original) + "\n", ""
		}},
		{"Samsung Email", func(a answer) (string, string) {
			head := fmt.Sprintf("-------- %s --------\n%s: Robin Hill <%s>\n%s: 30.11.26 09:00 (GMT+01:00)\n%s: jane@example.org\n%s: %s", a.tongue.original, a.from, ours, a.sent, a.to, a.subject, a.title)
			return a.says + "\n\n\n" + a.android + "\n\n" + head + "\n\n" + a.original + "\n",
				`<html><head><meta http-equiv="Content-Type" content="text/html; charset=UTF-8"></head><body dir="auto">` + divs(a.says, `<div dir="auto">`, "</div>") + `<div dir="auto"><br></div><div id="composer_signature" dir="auto"><div style="font-size:12px;color:#575757" dir="auto">` + html.EscapeString(a.android) + `</div></div><div dir="auto"><br></div><div><br></div><div align="left" dir="auto" style="font-size:100%;color:#000000"><div>` + strings.ReplaceAll(html.EscapeString(head), "\n", "</div><div>") + `</div><div><br></div></div>` + a.page() + `</body></html>`
		}},
		{"nothing repeated", func(a answer) (string, string) { return a.says + "\n", "" }},
	}
}
