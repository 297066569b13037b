package demo

// applicant is a candidate of the sample: made up, whatever the name recalls.
type applicant struct {
	name, mailbox string // mailbox "" is someone whose address is not known
	phone         string // from ranges that are reserved for fiction
	zone          string
	headline      string
	tags          []string
	job           int
	stage         string // "" is the first one
}

// languages are those in which some of them are written to, by their zone.
var languages = map[string]string{"Europe/Paris": "fr", "America/Mexico_City": "es"}

// applicants are in the order in which they applied. Addresses are at
// example.com, example.org and post.example in turn.
var applicants = [...]applicant{
	{"Zoë Vandenbroucke-Łaskarzewska", "zoe.vl", "", "Europe/Brussels", "Platform engineer, Hollow Road Software", []string{"go", "kubernetes"}, backend, "Team interview"},
	{"Дарья Ветрогонова", "darya.v", "", "Europe/Belgrade", "Backend developer, Northlight Games", []string{"go", "postgres"}, backend, "Technical interview"},
	{"Θεοδώρα Καλλιγραφίδου", "theodora.k", "", "Europe/Athens", "Office coordinator, Aegean Maps", []string{"greek", "events"}, office, "Interview"},
	{"محمود الزهراوي", "mahmoud.z", "", "Africa/Cairo", "Support team lead, Blue Nile Telecom", []string{"arabic", "english"}, support, "Interview"},
	{"נועה בן־שחר", "noa.bs", "", "Asia/Jerusalem", "Product designer, Fig Tree Studio", []string{"portfolio", "motion"}, designer, "Interview"},
	{"अनन्या देशपांडे", "ananya.d", "", "Asia/Kolkata", "Data analyst, Monsoon Retail", []string{"sql", "python"}, analyst, "Interview"},
	{"กนกวรรณ ศรีสุวรรณรัตน์", "kanokwan.s", "", "Asia/Bangkok", "UX designer, Lotus Pay", []string{"research"}, designer, "Screening"},
	{"欧阳慕云", "muyun.o", "", "Asia/Shanghai", "Firmware engineer, Ninth Bridge", []string{"c", "rtos"}, embedded, "Screening"},
	{"小鳥遊 千尋", "chihiro.t", "", "Asia/Tokyo", "Embedded developer, Kawabe Instruments", []string{"c", "rust"}, embedded, "Interview"},
	{"남궁하늘", "haneul.n", "", "Asia/Seoul", "Firmware developer, Han River Robotics", []string{"c++", "bluetooth"}, embedded, "Offer"},
	{"Maria da Conceição Figueiredo e Albuquerque de Vasconcelos", "conceicao.v", "", "America/Sao_Paulo", "Head of support, Ipê Bank", []string{"portuguese", "spanish"}, support, "Screening"},
	{"Tjörvi Hálfdánarson", "tjorvi.h", "", "Atlantic/Reykjavik", "Site reliability engineer, Basalt", []string{"go", "linux"}, backend, "Phone screen"},
	{"Siobhán Ní Fhlannagáin", "siobhan.f", "", "Europe/Dublin", "Customer experience manager, Peat & Co", []string{"irish", "english"}, support, "Interview"},
	{"Nguyễn Thị Thuỳ Dương Khanh", "duong.k", "", "Asia/Ho_Chi_Minh", "Business analyst, Red River Foods", []string{"excel", "sql"}, analyst, "Screening"},
	{"Gwendolyn Featherstonehaugh", "gwen.f", "+44 20 7946 0142", "Europe/London", "Senior backend engineer, Marl", []string{"go", "payments"}, backend, "Offer"},
	{"Þórdís Ýmisdóttir", "thordis.y", "", "Atlantic/Reykjavik", "Illustrator and designer, freelance", []string{"illustration"}, designer, ""},
	{"Çağla Gümüşoğlu", "cagla.g", "", "Europe/Istanbul", "Data engineer, Bosphorus Cargo", []string{"python", "airflow"}, analyst, "Offer"},
	{"Jāzeps Ķirsis", "jazeps.k", "", "Europe/Riga", "Firmware tester, Amber Signals", nil, embedded, ""},
	{"Oluwaṣeun Adébáyọ̀kùn", "seun.a", "", "Africa/Lagos", "Software engineer, Lagoon Health", []string{"java", "go"}, backend, "Phone screen"},
	{"Marguerite de la Rochebrune", "marguerite.r", "+33 1 99 00 12 34", "Europe/Paris", "Interaction designer, Atelier Sept", []string{"figma"}, designer, "Offer"},
	{"Ömer Faruk Şahinbaşoğulları", "omer.s", "", "Europe/Istanbul", "Electronics engineer, Anatolia Lift", []string{"pcb", "c"}, embedded, "Screening"},
	{"Małgorzata Brzęczyszczykiewicz", "malgorzata.b", "", "Europe/Warsaw", "Team leader support, Wisła Online", []string{"polish", "german"}, support, "Offer"},
	{"Rubén Iñárritu Quiñones", "ruben.i", "", "America/Mexico_City", "Backend engineer, Maíz Data", []string{"go", "kafka"}, backend, "Applied"},
	{"Αλέξανδρος Πετρόπυλος", "alexandros.p", "", "Europe/Athens", "Facility manager, Piraeus Works", []string{"greek"}, office, "Screening"},
	{"Еліна Кривошийко", "elina.k", "", "Europe/Kyiv", "QA and data analyst, Kashtan", []string{"sql"}, analyst, ""},
	{"Ngozi Ekwueme-Braithwaite", "ngozi.eb", "", "Europe/London", "Support specialist, Tidewater Rail", []string{"english"}, support, ""},
	{"Kaimana Keawe'aimoku", "kaimana.k", "+1 808 555 0117", "Pacific/Honolulu", "Freelance developer", []string{"go"}, backend, "Applied"},
	{"Bartholomew Quillfeather III", "bart.q", "+1 212 555 0142", "America/New_York", "Analyst, Gull Insurance", []string{"r", "sql"}, analyst, "Screening"},
	{"רוני אלמוג־סלע", "roni.as", "", "Asia/Jerusalem", "Backend developer, Carob Systems", []string{"rust", "go"}, backend, "Applied"},
	{"ليلى بنت هاشم العامري", "layla.a", "", "Asia/Muscat", "Visual designer, Frankincense Media", []string{"arabic", "type"}, designer, ""},
	{"Sólrún á Lakjuni", "solrun.l", "", "Atlantic/Faroe", "Operations assistant, Salt Harbour", nil, office, ""},
	{"Wiremu Te Rangihaeata", "wiremu.t", "", "Pacific/Auckland", "Support engineer, Long Cloud", []string{"te reo", "english"}, support, "Screening"},
	{"皇甫芷若", "zhiruo.h", "", "Asia/Taipei", "Hardware engineer, Jade Peak", []string{"c", "sensors"}, embedded, ""},
	{"Ffion Llywelyn-Gruffudd", "ffion.lg", "+44 29 2018 0233", "Europe/London", "Office manager, Slate Quarry Press", []string{"welsh"}, office, "Offer"},
	{"Tuğrul Ebu Kemer", "tugrul.e", "", "", "Data scientist, between jobs", []string{"python"}, analyst, ""},
	{"ปิยะวัฒน์ จันทร์ประเสริฐกุล", "piyawat.c", "", "Asia/Bangkok", "Backend engineer, Elephant Post", []string{"go", "redis"}, backend, "Rejected"},
	{"Quvvatbek Yoʻldoshev", "quvvat.y", "", "Asia/Tashkent", "Product designer, Silk Route Apps", nil, designer, "Rejected"},
	{"Aroha Whakamārama", "aroha.w", "+61 2 5550 0163", "Australia/Sydney", "Platform engineer, Kelp", []string{"go", "terraform"}, backend, "Applied"},
	{"Walk-in: asked for Ms. Featherstone", "", "+1 416 555 0190", "America/Toronto", "Left a card at the Toronto fair", nil, analyst, ""},
	{"Xochitl Tepepa", "xochitl.t", "", "America/Mexico_City", "Student of industrial design", []string{"internship"}, designer, ""},
}
