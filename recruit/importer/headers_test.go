package importer

import "testing"

// TestHeadersOfManyLanguages holds what headers mean, however they are qualified.
func TestHeadersOfManyLanguages(t *testing.T) {
	t.Parallel()
	tests := map[Kind]map[string]Field{
		Candidates: {
			"Email (Primary)": Email, "Email 1 - Value": Email, "emails[0].value": Email, "Email 2 Address": Email, "Candidate Email": Email, "applicant.email": Email,
			"candidate.emails[1].value": Email, "email_addresses[0].value": Email, "E-Mail-Adresse": Email, "Adresse e-mail": Email, "Correo electrónico": Email, "Endereço de e-mail": Email,
			"Indirizzo e-mail": Email, "E-mailadres": Email, "Adres e-mail": Email, "E-postadress": Email,
			"Phone 1 - Value": Phone, "Mobile": Phone, "Business Phone": Phone, "phones[0].number": Phone, "Telefonnummer": Phone, "Numéro de téléphone": Phone, "Teléfono móvil": Phone,
			"Telemóvel": Phone, "Cellulare": Phone, "Mobiel": Phone, "Numer telefonu": Phone, "Mobilnummer": Phone,
			"Vorname": FirstName, "Prénom": FirstName, "Nombre": FirstName, "Voornaam": FirstName, "Imię": FirstName, "Förnamn": FirstName, "Nome": FirstName,
			"Nachname": LastName, "Nom": LastName, "Apellidos": LastName, "Sobrenome": LastName, "Cognome": LastName, "Achternaam": LastName, "Nazwisko": LastName, "Efternamn": LastName,
			"attributes.first-name": FirstName, "person.lastName": LastName, "Nom et prénom": Name, "Imię i nazwisko": Name, "Contact": Contact,
			"LinkedIn URL": Link, "Website": Link, "Source": Origin, "source.name": Origin, "Herkunft": Origin, "Location": Location, "Ville": Location, "Ciudad": Location, "Plaats": Location,
			"Notes": Notes, "Notizen": Notes, "Bemerkungen": Notes, "Observações": Notes, "Uwagi": Notes, "Anteckningar": Notes,
			"job.title": Job, "job.id": JobID, "stage.name": Stage,
			"E-Mail-Adresse des Kandidaten": Email, "Adresse de messagerie": Email, "Type de messagerie": "", "Please enter your email address": Email, "Primäre Telefonnummer": Phone, "Telefoonnummer thuis": Phone,
			"Téléphone (bureau)": Phone, "Quel est votre nom complet ?": Name, "Wie lautet Ihr vollständiger Name?": Name, "Nome do candidato": Name, "Name, Vorname": Name, "FORENAMES": FirstName, "Fornavn": FirstName,
			"ФИО": Name, "氏名": Name, "姓名": Name, "メールアドレス": Email, "Kandidatens ID": ExternalID, "Application ID": "", "Bewerbungsdatum": "", "Status der Bewerbung": Stage, "Status sollicitatie": Stage,
			"Stellentitel": Job, "Vacaturetitel": Job, "Código da vaga": JobID, "Ansökningskälla": Origin, "Webseite": Link, "Postleitzahl": Location, "Web: LinkedIn": Link,
			"Recruiter Email": "", "Emergency Contact Phone": "", "Referrer Name": "", "recruiter.name": "", "recruiter.email": "", "Company Phone": "", "Salary expectation": "", "id.type": "",
		},
		Jobs: {"Stellentitel": Title, "Intitulé du poste": Title, "Puesto": Title, "Vaga": Title, "Stanowisko": Title, "Archived": Closed, "is_active": Active, "Nome da vaga": Title, "Titolo annuncio": Title, "Numer ref.": ExternalID, "Opis stanowiska": Description, "Status oferty": Status, "Abteilung": Department, "Standort": Location},
		Interviews: {"Interviewer 1": Interviewers, "Interviewer 2": Interviewers, "Uhrzeit": Clock, "Fecha": Date, "Durée": Duration, "Candidate Name": Name, "Invitee Email": Email, "Duration (min)": Duration, "Uhrzeit von": Clock, "Heure de fin": End, "Terminart": Title,
			"Enlace": Link, "Start Date & Time": Start, "interviewEvents[0].startTime": Clock, "Guest Email(s)": Interviewers},
	}
	for kind, headers := range tests {
		for header, want := range headers {
			if got, _ := dictionaryOf(kind).synonym(kind, header); got != want {
				t.Errorf("%s: %q means %q, want %q", kind, header, got, want)
			}
		}
	}
}
