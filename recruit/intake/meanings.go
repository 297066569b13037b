package intake

// meaning is a field with the headers that mean it, as key writes them, the
// plainest first. They are the columns of the layouts that other systems
// document, and the everyday words of English, German, French, Spanish,
// Portuguese, Italian, Dutch, Polish and Swedish.
type meaning struct {
	field   Field
	headers string
}

// meanings lists the fields of a kind in the order in which they are offered.
func meanings(kind Kind) []meaning {
	switch kind {
	case Interviews:
		return interviewMeanings()
	case Jobs:
		return jobMeanings()
	}
	return candidateMeanings()
}

func candidateMeanings() []meaning {
	return []meaning{
		{Name, "fullname name candidatename applicantname candidate applicant displayname contactname nomcomplet nombrecompleto vollstandigername " +
			"nometprenom nomprenom prenomnom prenometnom nombreyapellidos nombreyapellido apellidosynombre nomecompleto nomeesobrenome nomeecognome cognomeenome nominativo " +
			"naam volledigenaam imieinazwisko nazwiskoiimie namn fullstandigtnamn kandidat bewerber bewerberin bewerbername candidat candidato candidata kandidaat kandydat"},
		{FirstName, "firstname givenname givennames forename candidatefirstname first vorname prenom nombre nombres primernombre nome primeironome voornaam imie fornamn"},
		{MiddleName, "middlename secondname zweitername deuxiemeprenom segundonombre nomedomeio tweedenaam drugieimie mellannamn"},
		{LastName, "lastname surname familyname candidatelastname last nachname familienname zuname nom nomdefamille apellido apellidos sobrenome apelido ultimonome cognome achternaam familienaam nazwisko efternamn"},
		{Email, "email emailaddress emails emailaddresses primaryemail personalemail candidateemail workemail mail mailaddress email1 email2 emailadresse mailadresse adressemail adresseemail " +
			"courriel adresseelectronique correo correoelectronico direcciondecorreo enderecodeemail correioeletronico indirizzoemail postaelettronica emailadres mailadres " +
			"adresemail adrespocztyelektronicznej epost epostadress epostadresse"},
		{Phone, "phone phonenumber phonenumbers phones mobile mobilephone mobilenumber cellphone cell homephone workphone telephone telephonenumber tel telefon telefonnummer telefonnr mobil mobilnummer handy handynummer rufnummer " +
			"numerodetelephone portable mobiltelefon telefono numerodetelefono movil celular telefone telemovel cellulare numeroditelefono telefoon telefoonnummer mobiel gsm numertelefonu telefonkomorkowy komorka mobilnr"},
		{Contact, "contact contactdetails contactinfo contactinformation kontakt kontaktdaten coordonnees contacto contato contatto recapiti contactgegevens daneosobowe danekontaktowe kontaktuppgifter"},
		{TimeZone, "timezone tz zeitzone fuseauhoraire zonahoraria fusohorario fusoorario tijdzone strefaczasowa tidszon"},
		{Language, "language preferredlanguage correspondencelanguage maillanguage"},
		{Headline, "jobtitle currenttitle currentposition currentjobtitle currentrole headline title position occupation label beruf berufsbezeichnung aktuelleposition jobtitel poste intituleduposte titre fonction puesto cargo profesion " +
			"titulo profissao ruolo posizione qualifica functie functietitel stanowisko befattning titel yrke"},
		{Company, "company currentcompany currentemployer employer companyname organization organisation organizationname firma unternehmen arbeitgeber entreprise societe employeur empresa empleador empregador azienda datoredilavoro bedrijf werkgever " +
			"pracodawca foretag arbetsgivare"},
		{Location, "location currentlocation city address residence town homeaddress wohnort ort stadt adresse standort anschrift ville lieu ciudad ubicacion direccion localidad cidade localizacao morada endereco citta indirizzo luogo residenza " +
			"woonplaats plaats stad adres miasto miejscowosc lokalizacja bostadsort adress"},
		{Origin, "source sources origin candidatesource leadsource sourcename applicationsource sourcingchannel sourcingchannels channel quelle herkunft bewerberquelle kanal origine provenance fuente origen procedencia fonte origem provenienza bron herkomst zrodlo kalla"},
		{Link, "linkedin linkedinurl linkedinprofile linkedinprofileurl linkedinlink profileurl profilelink publicprofileurl profile url urls link links website websites websiteaddresses web homepage github githuburl portfolio portfoliourl " +
			"socialmedia socialmediaaddresses socialprofiles xing xingprofil profil siteweb sitioweb sito"},
		{Notes, "notes note comment comments remark remarks recruiternotes notizen notiz bemerkung bemerkungen kommentar kommentare anmerkung anmerkungen remarque remarques commentaire commentaires notas nota observaciones comentarios comentario observacoes " +
			"observacao commenti commento annotazioni opmerking opmerkingen notities notitie uwagi notatki notatka komentarz anteckningar anteckning kommentarer"},
		{Tags, "tags tag labels skills keyskills keywords schlagworte schlagworter schlagwort kenntnisse fahigkeiten motscles competences etiquettes etiquetas habilidades competencias palabrasclave tagi umiejetnosci etichette competenze vaardigheden labels taggar kompetenser etiketter"},
		{Job, "job jobname appliedfor jobapplied jobappliedfor positionapplied positionappliedfor vacancy opening posting postingname jobposting requisition joborder stelle beworbenauf bewerbungals ausschreibung stellenanzeige offre offredemploi " +
			"vacante oferta ofertadeempleo vaga annuncio vacature ofertapracy tjanst annons"},
		{JobID, "jobid requisitionid reqid jobnumber jobcode postingid vacancyid projectid stellenid"},
		{Stage, "stage pipelinestage currentstage applicationstage candidatestage milestone hiringstate status state phase stufe etape etapa estado fase etap stadium fas steg statut stato"},
		{ExternalID, "candidateid externalid applicantid personid candidatenumber id bewerbernummer bewerberid kandidatennummer kandidatenid idcandidat idcandidato idkandydata"},
	}
}

func jobMeanings() []meaning {
	return []meaning{
		{Title, "title jobtitle businesstitle civilservicetitle postingtitle postingname jobname name position role vacancy opening requisitiontitle stellentitel stellenbezeichnung stelle bezeichnung titre intituleduposte poste titulo titulodelpuesto puesto cargo vaga " +
			"titolo posizione functietitel functie vacature stanowisko nazwastanowiska tytul titel jobbtitel tjanst befattning"},
		{ExternalID, "jobid externalid requisitionid reqid jobnumber jobcode postingid reference referencenumber ref vacancyid stellennummer referenz id"},
		{Department, "department dept departments division team agency businessunit abteilung bereich departement service departamento area reparto ufficio afdeling dzial avdelning"},
		{Location, "location office joblocation worklocation site offices city standort arbeitsort ort lieu ville ubicacion ciudad localizacao cidade sede luogo citta locatie plaats lokalizacja miasto plats"},
		{Description, "description jobdescription details content text beschreibung stellenbeschreibung descriptif descripcion descricao descrizione omschrijving opis beskrivning"},
		{Status, "status jobstatus state stand zustand statut estado stato stan"},
		{Closed, "closed isclosed archived isarchived geschlossen archiviert"},
		{Stages, "stages pipeline pipelinestages"},
	}
}

func interviewMeanings() []meaning {
	return []meaning{
		{Email, "candidateemail candidateemailaddress applicantemail email emailaddress candidate applicant emailadresse courriel correo correoelectronico epost kandidat bewerber candidat candidato kandidaat kandydat"},
		{Name, "candidatename applicantname candidatefullname bewerbername"},
		{CandidateID, "candidateid candidateexternalid candidateprofileid applicantid personid bewerberid"},
		{ApplicationID, "applicationid"},
		{Job, "job jobtitle jobname position vacancy opening posting requisition stelle poste puesto vaga posizione vacature stanowisko tjanst"},
		{JobID, "jobid jobexternalid requisitionid reqid jobnumber jobcode postingid vacancyid"},
		{Title, "title interviewtitle interviewname name interview interviewtype event subject summary round titel betreff titre objet titulo asunto assunto titolo oggetto onderwerp tytul temat rubrik amne"},
		{Start, "start startsat startat startdatetime interviewstart scheduledat scheduledfor datetime when beginn startzeit termin debut inicio comienzo inizio begin starttijd poczatek rozpoczecie borjan"},
		{Date, "date startdate interviewdate interviewstartdate day datum fecha data dag dzien"},
		{Clock, "time starttime interviewtime timeofday uhrzeit zeit heure hora ora tijd godzina tid klockslag"},
		{TimeZone, "timezone starttimezone interviewtimezone zone tz zeitzone fuseauhoraire zonahoraria fusohorario fusoorario tijdzone strefaczasowa tidszon"},
		{End, "end endtime endsat endat enddatetime enddate interviewend interviewenddate ende endzeit fin fim fine einde eindtijd koniec zakonczenie slut"},
		{Duration, "durationminutes duration interviewduration minutes length dauer duree duracion duracao durata duur czastrwania langd varaktighet"},
		{Status, "status interviewstatus state statut estado stato"},
		{Cancelled, "cancelled canceled interviewcancelled interviewcanceled iscancelled iscanceled abgesagt annule"},
		{Reason, "cancelreason cancellationreason reason grund absagegrund motif motivo reden powod anledning"},
		{Organiser, "organiseremail organizeremail organiser organizer scheduledby creatoremail owner recruiter coordinator organisator organisateur organizador organizzatore arrangor"},
		{Interviewers, "intervieweremails intervieweremail interviewers interviewer intervieweraddress panel participants attendees teilnehmer gesprachspartner participantes entrevistadores entrevistador intervistatori intervistatore deelnemers uczestnicy deltagare intervjuare intervenants"},
		{Platform, "platform medium interviewformat format mode"},
		{Link, "link joinurl joinlink meetinglink meetingurl videolink videourl zoomlink zoomurl videoconferencingurl conferenceurl url"},
		{Location, "location interviewlocation place room address venue ort raum lieu salle lugar sala luogo locatie ruimte miejsce plats rum"},
		{Phone, "phone phonenumber dialin telephone tel telefon telefono telefone telefoon"},
		{Description, "description details agenda beschreibung descripcion descricao descrizione omschrijving opis beskrivning"},
		{Notes, "notes note internalnote internalnotes comment comments notizen bemerkungen remarques notas opmerkingen uwagi anteckningar"},
		{ExternalID, "interviewid scheduledinterviewid externalid externaleventid eventid uid id"},
	}
}
