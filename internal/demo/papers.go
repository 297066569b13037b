package demo

import (
	"context"
	"strings"
	"time"

	"recruitty/recruit"
)

// paper is the résumé of an applicant, made up like everything here.
type paper struct {
	applicant int
	name      string
	text      string
}

// papers are the résumés of those whom the demo meets today and in the days after, so
// that the list of candidates, Files and the preparation have something to read.
var papers = [...]paper{
	{0, "CV Vandenbroucke.md", `# Zoë Vandenbroucke-Łaskarzewska
Platform engineer, Brussels. Eleven years, the last six with Go and Kubernetes.

2020 to now, Hollow Road Software: moved 140 services from virtual machines to one
cluster in each of three regions. Wrote the operator that replaces certificates.
2015 to 2020, Canal Street Media: on call for the video platform, every fifth week.

Languages: Dutch, Polish, French, English.`},
	{1, "CV Vetrogonova.md", `# Дарья Ветрогонова
Backend developer, Belgrade. Eight years; Go since 2019, PostgreSQL since the beginning.

2021 to now, Northlight Games: the queue behind match-making, 30,000 messages a second.
Found why messages came twice after a crash of a worker, and wrote the paper about it.
2018 to 2021, Sava Logistics: routes and invoices, Java, then Go.

Diploma in applied mathematics, Novi Sad. Serbian, Russian, English.`},
	{3, "CV al-Zahrawi.txt", `Mahmoud al-Zahrawi (محمود الزهراوي), Cairo

Leads 22 people in support at Blue Nile Telecom, in Arabic and English, round the clock.
Brought the first answer from nine hours down to two without hiring anybody.
Before: three years at the counter, which he recommends to everybody.`},
	{5, "CV Deshpande.md", `# Ananya Deshpande
Data analyst, Pune. SQL, Python, and a dislike of pie charts.

2022 to now, Monsoon Retail: forecasts for 400 shops; the error went from 18 % to 11 %.
2019 to 2022, Sahyadri Foods: reports, then the warehouse they are made from.

M.Sc. in statistics, Pune. Marathi, Hindi, English.`},
	{12, "CV Ní Fhlannagáin.md", `# Siobhán Ní Fhlannagáin
Customer experience, Dublin. Fourteen years, nine of them leading.

2018 to now, Peat & Co: three teams, in Dublin, Cork and from home. Wrote the handbook
that new people read in their first week, and rewrites it each January.
2012 to 2018, Liffey Insurance: claims by telephone, then training.`},
	{18, "CV Adébáyọ̀kùn.md", `# Oluwaṣeun Adébáyọ̀kùn
Software engineer, Lagos. Java for five years, Go for two.

2021 to now, Lagoon Health: appointments for 60 clinics, with a network that is down
for an hour a day; everything is kept on the device and sent when it can be.
2019 to 2021, Third Mainland Pay: settlement files, at night.

Open source: a reader of HL7 files in Go.`},
	{22, "CV Iñárritu.md", `# Rubén Iñárritu Quiñones
Backend engineer, Mexico City. Go and Kafka.

2020 to now, Maíz Data: prices of 12 markets, every minute; owns the pipeline from the
scrapers to the interface.
2017 to 2020, Tlalpan Software: web shops in PHP, and their move to Go.`},
	{27, "CV Quillfeather.txt", `Bartholomew Quillfeather III, New York

Gull Insurance, analyst, 2019 to now: loss models in R and SQL; presents them to people
who do not like models. Wrote the tool that finds the same claim filed twice.
Before: two years of teaching mathematics at a school in Albany.`},
	{29, "CV al-Amiri.md", `# Layla bint Hashim al-Amiri (ليلى بنت هاشم العامري)
Visual designer, Muscat. Arabic and Latin type.

2021 to now, Frankincense Media: one system of type for both scripts, in four products.
2018 to 2021, freelance: signs for two museums and an airport.`},
}

// receivePapers adds the résumés a day after their applicants wrote.
func (f *filler) receivePapers() {
	for _, p := range papers {
		f.work(f.applied(p.applicant).Add(24*time.Hour), func(ctx context.Context) error {
			file, err := f.store.PutFile(ctx, p.name, strings.NewReader(p.text), recruit.MaxInterviewFiles)
			if err != nil {
				return err
			}
			file.Kind = recruit.Resume
			return f.pipeline.AddFile(ctx, f.members[p.applicant%2], f.candidates[p.applicant].ID, file)
		})
	}
}
