package importer

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
			"naam volledigenaam imieinazwisko nazwiskoiimie namn fullstandigtnamn kandidat bewerber bewerberin bewerbername candidat candidato candidata kandidaat kandydat" +
			" navn fuldenavn fulltnavn fulltnamn fullnamefirstlast namevorname namelastfirst namefirstlast fullnamelastfirst namenachnamevorname " +
			"nachnamevorname candidatenamelastfirst lastnamefirstname surnameforenames namedesbewerbers namedeskandidaten nomducandidat " +
			"nombredelcandidato nomedocandidato nomedelcandidato naamkandidaat naamsollicitant bewerbernachname sokande ansokande prospectname leadname " +
			"personname imienazwisko nomprenoms prenomsetnom jmeno jmenoaprijmeni nev teljesnev фио имяифамилия полноеимя имя 氏名 名前 お名前 姓名"},
		{FirstName, "firstname givenname givennames forename candidatefirstname first vorname prenom nombre nombres primernombre nome primeironome voornaam imie fornamn" +
			" forenames firstnames firstnamegiven prenoms primeironome etunimi keresztnev krestnijmeno rufname 名" +
			" fornavn"},
		{MiddleName, "middlename secondname zweitername deuxiemeprenom segundonombre nomedomeio tweedenaam drugieimie mellannamn" +
			" tussenvoegsel voorvoegsel infix weiterevornamen zweitervorname autresprenoms mellomnavn отчество"},
		{LastName, "lastname surname familyname candidatelastname last nachname familienname zuname nom nomdefamille apellido apellidos sobrenome apelido " +
			"ultimonome cognome achternaam familienaam nazwisko efternamn" +
			" efternavn surnames lastnamefamily etternavn prijmeni vezeteknev sukunimi фамилия 姓"},
		{Email, "email emailaddress emails emailaddresses primaryemail personalemail candidateemail workemail mail mailaddress email1 email2 emailadresse " +
			"mailadresse adressemail adresseemail " +
			"courriel adresseelectronique correo correoelectronico direcciondecorreo enderecodeemail correioeletronico indirizzoemail postaelettronica emailadres mailadres " +
			"adresemail adrespocztyelektronicznej epost epostadress epostadresse" +
			" adressedemessagerie adressemessagerie messagerie couriel maildecontact candidateemailaddress primaryemailaddress emailprimary emailid " +
			"emailaddr mailid inviteeemail epostadresse emailwork emailaddresswork emailaddressprimary emailaddresspersonal skrzynkaemail " +
			"электроннаяпочта почта емейл емаил メールアドレス メール 电子邮件 邮箱 电子邮箱"},
		{Phone, "phone phonenumber phonenumbers phones mobile mobilephone mobilenumber cellphone cell homephone workphone telephone telephonenumber tel " +
			"telefon telefonnummer telefonnr mobil mobilnummer handy handynummer rufnummer " +
			"numerodetelephone portable mobiltelefon telefono numerodetelefono movil celular telefone telemovel cellulare numeroditelefono telefoon " +
			"telefoonnummer mobiel gsm numertelefonu telefonkomorkowy komorka mobilnr" +
			" mobiltlf tlf telefonnum telefonummer mobielnummer mobilenumber mobiletel mobiletelephone hometelephone worktelephone teltel " +
			"primaryphonenumber primaryphone phonemobile phonehome phonework contactnumber contactno phoneno mobileno telephoneno telno telmobile " +
			"telefonopersonale recapitotelefonico telefoonmobiel telefonkontaktowy numertelefonukontaktowego whatsapp whatsappnumber телефон " +
			"номертелефона мобильный 電話番号 電話 携帯電話 电话 手机 手机号 联系电话"},
		{Contact, "contact contactdetails contactinfo contactinformation kontakt kontaktdaten coordonnees contacto contato contatto recapiti contactgegevens " +
			"daneosobowe danekontaktowe kontaktuppgifter"},
		{TimeZone, "timezone tz zeitzone fuseauhoraire zonahoraria fusohorario fusoorario tijdzone strefaczasowa tidszon"},
		{Language, "language preferredlanguage correspondencelanguage maillanguage"},
		{Headline, "jobtitle currenttitle currentposition currentjobtitle currentrole headline title position occupation label beruf berufsbezeichnung " +
			"aktuelleposition jobtitel poste intituleduposte titre fonction puesto cargo profesion " +
			"titulo profissao ruolo posizione qualifica functie functietitel stanowisko befattning titel yrke" +
			" jobtitlecurrent currentoccupation aktuelleberufsbezeichnung aktuellestellung posteactuel puestoactual cargoactual cargoatual " +
			"posizioneattuale huidigefunctie obecnestanowisko nuvarandebefattning organizationtitle organization1title должность 職種 职位"},
		{Company, "company currentcompany currentemployer employer companyname organization organisation organizationname firma unternehmen arbeitgeber " +
			"entreprise societe employeur empresa empleador empregador azienda datoredilavoro bedrijf werkgever " +
			"pracodawca foretag arbetsgivare" +
			" aktuellerarbeitgeber entrepriseactuelle empresaactual empresaatual aziendaattuale huidigewerkgever obecnypracodawca associatedcompany " +
			"companycurrent компания 会社名 公司"},
		{Location, "location currentlocation city address residence town homeaddress wohnort ort stadt adresse standort anschrift ville lieu ciudad ubicacion " +
			"direccion localidad cidade localizacao morada endereco citta indirizzo luogo residenza " +
			"woonplaats plaats stad adres miasto miejscowosc lokalizacja bostadsort adress" +
			" street streetaddress postaladdress postalcode postcode zip zipcode zippostalcode province region country county countryregion stateprovince " +
			"stateregion cityaddress addressline2 addressformatted addresscity addressstreet addresspostalcode addressregion addresscountry strasse plz " +
			"postleitzahl land bundesland landregion strassegeschaftlich ortgeschaftlich rue codepostal pays departementderesidence regionactuelle calle " +
			"codigopostal pais provincia poblacion municipio bairro cep rua comune comunediresidenza viaindirizzo cap nazione straat postnummer " +
			"postadress ort land kraj ulica kodpocztowy wojewodztwo postnr gatuadress lan kommun provincie gemeente locationsummary " +
			"locationlocationsummary locationcity locationname locationaddress locationcountry locationregion город адрес 住所 都道府県 城市 地址"},
		{Origin, "source sources origin candidatesource leadsource sourcename applicationsource sourcingchannel sourcingchannels channel quelle herkunft " +
			"bewerberquelle kanal origine provenance fuente origen procedencia fonte origem provenienza bron herkomst zrodlo kalla" +
			" sourcetype sourcechannel sourceofapplication applicationsource candidatesourcetype recruitmentsource referralsource howdidyouhearaboutus " +
			"bewerbungsquelle bewerbungskanal bewerbungsweg aufmerksamgewordendurch sourcedecandidature canal canaldereclutamiento canalderecrutement " +
			"fontedacandidatura wervingskanaal bronsollicitatie zrodloaplikacji ansokningskalla rekryteringskanal kilde ansogningskilde источник 応募経路 来源"},
		{Owner, ""}, // a header such as Recruiter may mean anybody, so someone has to say so
		{Link, "linkedin linkedinurl linkedinprofile linkedinprofileurl linkedinlink profileurl profilelink publicprofileurl profile url urls link links " +
			"website websites websiteaddresses web homepage github githuburl portfolio portfoliourl " +
			"socialmedia socialmediaaddresses socialprofiles xing xingprofil profil siteweb sitioweb sito" +
			" sociallinks sociallinksurl socialprofile socialprofileurl linkedinprofileurl weblinkedin urllinkedin lienlinkedin linklinkedin " +
			"profillinkedin linkedinprofil perfillinkedin perfildelinkedin profilolinkedin linkedinprofiel profillinked webseite webadresse internetseite " +
			"homepageurl paginaweb paginainternet stronawww stronainternetowa hemsida webbplats websiteblogorportfolio websiteurl gitlab stackoverflow " +
			"behance dribbble twitterurl facebookurl facebook xingurl personalwebsite portfoliolink"},
		{Notes, "notes note comment comments remark remarks recruiternotes notizen notiz bemerkung bemerkungen kommentar kommentare anmerkung anmerkungen " +
			"remarque remarques commentaire commentaires notas nota observaciones comentarios comentario observacoes " +
			"observacao commenti commento annotazioni opmerking opmerkingen notities notitie uwagi notatki notatka komentarz anteckningar anteckning kommentarer" +
			" noteinterne notesinternes internalnotes internalnote interneanmerkung internenotiz notasinternas commentaireinterne recruitercomment " +
			"recruitercomments additionalinfo additionalnotes bemaerkning bemaerkninger  комментарий примечание 備考 メモ 备注"},
		{Tags, "tags tag labels skills keyskills keywords schlagworte schlagworter schlagwort kenntnisse fahigkeiten motscles competences etiquettes " +
			"etiquetas habilidades competencias palabrasclave tagi umiejetnosci etichette competenze vaardigheden labels taggar kompetenser etiketter" +
			" skillset skillsets primaryskills candidatetags associatedtags categories category kategorien categorie etykiety slowakluczowe umiejetnosc " +
			"kompetenzen kategorie категория навыки スキル タグ 技能 标签"},
		{Job, "job jobname appliedfor jobapplied jobappliedfor positionapplied positionappliedfor vacancy opening posting postingname jobposting " +
			"requisition joborder stelle beworbenauf bewerbungals ausschreibung stellenanzeige offre offredemploi " +
			"vacante oferta ofertadeempleo vaga annuncio vacature ofertapracy tjanst annons" +
			" vacancytitle vacancyname requisitiontitle reqtitle jobreqtitle postingtitle jobopening jobopeningname openingtitle appliedjob " +
			"appliedposition joborderposition stellentitel stellenausschreibung stelleinitiativ anzeige anzeigentitel intitulede loffre offrepostulee " +
			"annonce annoncetitre titreoffre puestosolicitado puestoalqueaplica vacantesolicitada tituloofertaempleo nomedavaga vagadeinteresse " +
			"titulodavaga titoloannuncio posizionerichiesta offertadilavoro vacaturetitel functievacature sollicitatievoor stanowiskonaktoreaplikuje " +
			"rekrutacja nazwarekrutacji rekryteringstitel annonstitel soktjanst stillingstitel stilling applicationjobtitle jobposition ansogtstilling " +
			"вакансия 応募職種 求人 应聘职位 应聘岗位"},
		{JobID, "jobid requisitionid reqid jobnumber jobcode postingid vacancyid projectid stellenid" +
			" jobreqid reqnumber requisitionnumber requisitionno vacancyref vacancyreference vacancynumber jobref jobreference jobshortcode jobopeningid " +
			"positionid openingid offerid postingnumber stellennummer stellenreferenz referenzstelle idoffre referenceoffre codigodavaga codigodaoferta " +
			"idvacante idoferta codiceannuncio vacaturenummer vacatureid projektannonsid numerrekrutacji projektid"},
		{Stage, "stage pipelinestage currentstage applicationstage candidatestage milestone hiringstate status state phase stufe etape etapa estado fase etap " +
			"stadium fas steg statut stato" +
			" appstatus applicationstatus pipelinestatus workflowstep workflowstage recruitmentstage recruitingstage hiringstage hiringstatus currentstep " +
			"currentcswstep processstage binstatus hiringstateid bewerbungsstatus bewerbungsstufe bewerbungsphase kandidatenstatus statusbewerbung " +
			"statusderbewerbung statutcandidature statutdelacandidature etapecandidature etapeduprocessus etapaactual etapaatual estadocandidatura " +
			"estadodelacandidatura etapadelproceso situacao situacaodacandidatura statocandidatura statodellacandidatura fasecandidatura fasedelprocesso " +
			"statussollicitatie sollicitatiestatus fasesollicitatie statusaplikacji etaprekrutacji statuskandydata ansokningsstatus ansogningsstatus trin " +
			"этап статус 選考状況 ステータス 选考 状态"},
		{ExternalID, "candidateid externalid applicantid personid candidatenumber id bewerbernummer bewerberid kandidatennummer kandidatenid idcandidat " +
			"idcandidato idkandydata" +
			" recordid systemid prospectid candidatereference candidateref applicantnumber applicantref applicantreference personnumber kandidatnr " +
			"kandidatnummer bewerbernr numerkandydata"},
	}
}

func jobMeanings() []meaning {
	return []meaning{
		{Title, "title jobtitle businesstitle civilservicetitle postingtitle postingname jobname name position role vacancy opening requisitiontitle " +
			"stellentitel stellenbezeichnung stelle bezeichnung titre intituleduposte poste titulo titulodelpuesto puesto cargo vaga " +
			"titolo posizione functietitel functie vacature stanowisko nazwastanowiska tytul titel jobbtitel tjanst befattning" +
			" jobopening jobopeningname postingtext vacancytitle vacancyname positiontitle openingname postitle stellenname berufsbezeichnung nomdelposte " +
			"nomduposte intitule intitulededeloffre intitulede loffre titreduposte titredeloffre nombredelpuesto nombrevacante titulovacante oferta " +
			"tituloferta nomedavaga titulodavaga nomecargo titoloannuncio nomeposizione titoloposizione annuncio vacaturetitel vacaturenaam titelvacature " +
			"nazwaoferty tytuloferty oferta rubrik annonstitel tjanstetitel stillingstitel stilling titelstelle вакансия должность 職種 求人 职位"},
		{ExternalID, "jobid externalid requisitionid reqid jobnumber jobcode postingid reference referencenumber ref vacancyid stellennummer referenz id" +
			" jobopeningid reqno requisitionnumber requisitionno jobref jobreference vacancyref vacancyreference vacancynumber shortcode jobshortcode " +
			"openingid positionid stellenid stellenreferenz referenznummer kennziffer code numeroposte referenceoffre idoffre codigo codigodavaga " +
			"codigooferta codigovacante codice codiceannuncio riferimento vacaturenummer vacaturecode referentienummer referentie numerref " +
			"numerreferencyjny numeroferty referensnummer referens annonsid"},
		{Department, "department dept departments division team agency businessunit abteilung bereich departement service departamento area reparto ufficio " +
			"afdeling dzial avdelning" +
			" departmentname categoriesdepartment categoriesteam categories fachbereich organisationseinheit pole direction sector setor areaprofessionale " +
			"divisione divisie wydzial enhet funktion отдел 部署 部门"},
		{Location, "location office joblocation worklocation site offices city standort arbeitsort ort lieu ville ubicacion ciudad localizacao cidade sede luogo " +
			"citta locatie plaats lokalizacja miasto plats" +
			" joblocations workplace locationname locations primarylocation categorieslocation postinglocation cityname country region province " +
			"address zip postalcode postcode land stadt bundesland pays codepostal provincia poblacion pais lokalidad sededilavoro comune nazione " +
			"regione standplaats vestiging werklocatie provincie miejscepracy kraj wojewodztwo arbetsort placeringsort lan land stationeringsort город " +
			"勤務地 工作地点"},
		{Description, "description jobdescription details content text beschreibung stellenbeschreibung descriptif descripcion descricao descrizione omschrijving " +
			"opis beskrivning" +
			" jobtext postingdescription contentdescription descriptionplain descriptionhtml jobad jobadtext adtext annonstext annoncetext stellentext " +
			"anzeigentext aufgaben aufgabenbeschreibung textedeloffre descriptifduposte descriptionduposte descriptiondupost descripciondelpuesto " +
			"descripcionoferta descricaodavaga descrizioneannuncio descrizioneposizione functieomschrijving vacaturetekst opisstanowiska opisoferty " +
			"trescogloszenia befattningsbeskrivning описание 仕事内容 职位描述"},
		{Status, "status jobstatus state stand zustand statut estado stato stan" +
			" postingstate postingstatus vacancystatus openingstatus requisitionstatus reqstatus positionstatus jobstate stellenstatus statusderstelle " +
			"statutoffre statutdeloffre statutduposte etat etatdeloffre estadooferta estadovacante estadodelaoferta statusdavaga situacao situacaodavaga " +
			"statoannuncio statoposizione vacaturestatus statusvacature statusoferty statusogloszenia stanoferty annonsstatus статус 状態 状态"},
		{Closed, "closed isclosed archived isarchived filled isfilled geschlossen archiviert fermee ferme archivee cerrada cerrado archivada fechada encerrada " +
			"arquivada chiusa chiuso archiviata gesloten gearchiveerd zamknieta zamkniete zarchiwizowana stangd arkiverad avslutad closedat closedon " +
			"closeddate dateclosed archivedat archivedon filledat geschlossenam"},
		{Active, "open isopen active isactive published ispublished live islive enabled isenabled listed islisted aktiv offen veroffentlicht ouverte publiee " +
			"activa abierta publicada ativa aberta attiva aperta pubblicata actief gepubliceerd aktywna opublikowana aktivt oppen publicerad"},
		{Stages, "stages pipeline pipelinestages"},
	}
}

func interviewMeanings() []meaning {
	return []meaning{
		{Email, "candidateemail candidateemailaddress applicantemail email emailaddress candidate applicant emailadresse courriel correo correoelectronico " +
			"epost kandidat bewerber candidat candidato kandidaat kandydat" +
			" inviteeemail inviteeemailaddress attendeeemail candidateemailid emaildeskandidaten emaildesbewerbers adresseemailducandidat emailducandidat " +
			"adresseemail adressemail adressedemessagerie correodelcandidato emaildelcandidato emaildocandidato emaildelcandidata indirizzoemail " +
			"indirizzoemaildelcandidato emailkandidaat emailadreskandidaat adresemail adresemailkandydata epostadress sokande sollicitant candidata " +
			"aspirante 候補者 メールアドレス"},
		{Name, "candidatename applicantname candidatefullname bewerbername" +
			" inviteename attendeename nameofcandidate candidatefirstlast bewerberkandidat namedesbewerbers namedeskandidaten nomducandidat " +
			"nombredelcandidato nomedocandidato nomedelcandidato naamkandidaat imieinazwiskokandydata kandidatensnamn namn fullname"},
		{FirstName, "candidatefirstname applicantfirstname inviteefirstname firstname vorname prenom nombre nome voornaam imie fornamn"},
		{LastName, "candidatelastname applicantlastname inviteelastname lastname surname nachname nom apellidos apellido sobrenome cognome achternaam nazwisko efternamn"},
		{CandidateID, "candidateid candidateexternalid candidateprofileid applicantid personid bewerberid"},
		{ApplicationID, "applicationid"},
		{Job, "job jobtitle jobname position vacancy opening posting requisition stelle poste puesto vaga posizione vacature stanowisko tjanst" +
			" jobopening requisitiontitle postingname vacancytitle stellenausschreibung stellentitel offre annonce vacante oferta annuncio vacaturetitel " +
			"rekrutacja ofertapracy rekrytering annons"},
		{JobID, "jobid jobexternalid requisitionid reqid jobnumber jobcode postingid vacancyid"},
		{Title, "title interviewtitle interviewname name interview interviewtype event subject summary round titel betreff titre objet titulo asunto assunto " +
			"titolo oggetto onderwerp tytul temat rubrik amne" +
			" eventtypename eventtype eventname meetingtitle meetingname interviewkind typeofinterview terminart terminname interviewart gesprachsart " +
			"gesprach typedentretien typeentretien entretien tipodeentrevista tipoentrevista entrevista tipodientrevista tipocolloquio tipodicolloquio " +
			"colloquio typegesprek soortgesprek gesprek rodzajrozmowy typrozmowy rozmowa intervjutyp typavintervju intervju stage interviewstage " +
			"stagename "},
		{Start, "start startsat startat startdatetime interviewstart scheduledat scheduledfor datetime when beginn startzeit termin debut inicio comienzo " +
			"inizio begin starttijd poczatek rozpoczecie borjan" +
			" startdateandtime startdatetimeutc startingat eventstart meetingstart startutc datetimeutc starttimeutc beginnt beginnum beginnuhrzeit " +
			"debutdelentretien dateetheure dateheure fechayhora datahora dataehora dataeora datumentijd dataigodzina datumochtid  日時 开始时间"},
		{Date, "date startdate interviewdate interviewstartdate day datum fecha data dag dzien" +
			" eventdate meetingdate termindatum tag datedelentretien dateentretien jour fechadelaentrevista fechaentrevista dia datadaentrevista " +
			"datacolloquio giorno datumgesprek dagvanhetgesprek datarozmowy datumforintervju intervjudatum datumstart 日付"},
		{Clock, "time starttime interviewtime timeofday uhrzeit zeit heure hora ora tijd godzina tid klockslag" +
			" eventtime meetingtime uhrzeitvon zeitvon von beginnzeit heuredebut heuredelentretien heurededebut horainicio horadeinicio horaentrevista " +
			"horadeentrada orainizio oradiinizio tijdstip aanvangstijd godzinarozpoczecia odgodziny godzinaod starttid tidpunkt 時刻"},
		{TimeZone, "timezone starttimezone interviewtimezone zone tz zeitzone fuseauhoraire zonahoraria fusohorario fusoorario tijdzone strefaczasowa tidszon" +
			" inviteetimezone zonadefuso fuseau timezonename tzname ianatimezone"},
		{End, "end endtime endsat endat enddatetime enddate interviewend interviewenddate ende endzeit fin fim fine einde eindtijd koniec zakonczenie slut" +
			" enddateandtime endingat eventend meetingend endutc endtimeutc uhrzeitbis zeitbis bis endetermin heurefin heuredefin finentretien horafin " +
			"horadefin horafim horadefim orafine oradifine tot godzinazakonczenia dogodziny godzinado sluttid slutdatum"},
		{Duration, "durationminutes duration interviewduration minutes length dauer duree duracion duracao durata duur czastrwania langd varaktighet" +
			" durationmin durationminutes durationinminutes durationmins durationhours lengthminutes lengthmin dauermin dauerinminuten dauerminuten " +
			"dureemin dureeminutes dureeenminutes duracionmin duracionminutos duracaominutos duratamin durataminuti duurmin duurminuten duurinminuten " +
			"czastrwaniamin czastrwaniawminutach langdmin langdminuter varaktighetmin"},
		{Status, "status interviewstatus state statut estado stato" +
			" eventstatus meetingstatus stand zustand situation situacao stan statusrozmowy"},
		{Cancelled, "cancelled canceled interviewcancelled interviewcanceled iscancelled iscanceled abgesagt annule" +
			" canceledat cancelledat cancellationdate storniert annulee annulleret cancelada cancelado annullato annullata geannuleerd odwolane odwolana installd avbokad"},
		{Reason, "cancelreason cancellationreason reason grund absagegrund motif motivo reden powod anledning" +
			" motifdannulation motivodecancelacion motivocancelacion motivodocancelamento motivoannullamento redenannulering powododwolania stornogrund"},
		{Organiser, "organiseremail organizeremail organiser organizer scheduledby creatoremail owner recruiter coordinator organisator organisateur organizador " +
			"organizzatore arrangor" +
			" useremail username hostemail hostname host organizername organisername organizeremail bookedby createdby recruiters recruteur recruteurs " +
			"reclutador recrutador selezionatore rekruter rekryterare"},
		{Interviewers, "intervieweremails intervieweremail interviewers interviewer intervieweraddress panel participants attendees teilnehmer gesprachspartner " +
			"participantes entrevistadores entrevistador intervistatori intervistatore deelnemers uczestnicy deltagare intervjuare intervenants" +
			" interviewersemail interviewersname interviewername interviewernames interviewersemails panelmembers panelists panellist panelmember " +
			"interviewteam interviewpanel  guestemails guestemail guests guest evaluator assessor interviewereintervieweur evaluateur entrevistadora " +
			"interviewervan osobaprowadzaca intervjuledare interviewende interviewpartner gesprachsteilnehmer teilnehmende panelemails"},
		{Platform, "platform medium interviewformat format mode" +
			" locationtype meetingtype conferencetype interviewmode modalite modalidad modalidade modalita wijze forma formarozmowy"},
		{Link, "link joinurl joinlink meetinglink meetingurl videolink videourl zoomlink zoomurl videoconferencingurl conferenceurl url" +
			" enlace enlacereunion lien liendelareunion lienvisio liendelavisio linkreuniao linkriunione linkalmeeting vergaderlink linkdospotkania " +
			"lankmote meetlink teamslink videomeeting meetinglinkurl besprechungslink einwahllink 会議url"},
		{Location, "location interviewlocation place room address venue ort raum lieu salle lugar sala luogo locatie ruimte miejsce plats rum" +
			" meetingroom besprechungsraum standort adresse direccion endereco indirizzo adres adress sede luogocolloquio miejscerozmowy 場所"},
		{Phone, "phone phonenumber dialin telephone tel telefon telefono telefone telefoon"},
		{Description, "description details agenda beschreibung descripcion descricao descrizione omschrijving opis beskrivning"},
		{Notes, "notes note internalnote internalnotes comment comments notizen bemerkungen remarques notas opmerkingen uwagi anteckningar" +
			" remark remarks interneanmerkung internenotiz noteinterne notesinternes comentarios comentario commentaire commentaires commento commenti " +
			"kommentar anmerkung anmerkungen opmerking notatka notatki anteckning notizinterna"},
		{ExternalID, "interviewid scheduledinterviewid externalid externaleventid eventid uid id"},
	}
}
