package demo

import "recruitty/recruit"

// Workspace is the name of the sample company.
const Workspace = "Acme"

// Me is the address of the member who acts in the demo: the first one, an
// admin.
const Me = "robin@acme.example"

// team is the hiring team. The first one acts.
var team = [...]recruit.Member{
	{Name: "Robin Reyes", Email: Me, Role: recruit.Admin, TimeZone: "Europe/Paris"},
	{Name: "Inês Duarte", Email: "ines@acme.example", Role: recruit.Recruiter, TimeZone: "Europe/Lisbon"},
	{Name: "Priya Ramanathan", Email: "priya@acme.example", Role: recruit.Interviewer, TimeZone: "Asia/Kolkata"},
	{Name: "Haru Minamoto", Email: "haru@acme.example", Role: recruit.Interviewer, TimeZone: "Asia/Tokyo"},
	{Name: "Sam Okonkwo", Email: "sam@acme.example", Role: recruit.Interviewer, TimeZone: "America/New_York"},
}

// opening is a job with its description document.
type opening struct {
	job      recruit.Job
	document string
}

var openings = [...]opening{
	{recruit.Job{Title: "Backend Engineer", Department: "Engineering", Location: "Lisbon or remote", ExternalID: "ACME-101",
		Description: "Builds and runs the services behind the parcel lockers.",
		Stages:      []string{"Applied", "Phone screen", "Technical interview", "Team interview", "Offer", "Hired", "Rejected"}},
		`BACKEND ENGINEER (ACME-101)

You build and run the services that open forty thousand parcel lockers a day.

What you will do
- design small services in Go and keep them simple
- look after what you built, two weeks a quarter on call
- review the work of others, and have yours reviewed

What you bring
- some years of work on programs that other people depend on
- SQL that you can explain, and tests that you would miss

Four conversations: a call, a technical interview, the team, an offer.
`},
	{recruit.Job{Title: "Product Designer", Department: "Design", Location: "Paris", ExternalID: "ACME-102",
		Description: "Shapes the screens of the lockers and of the couriers' app."},
		`PRODUCT DESIGNER (ACME-102)

A locker's screen has ten seconds to explain itself, in rain, in gloves.
You make those ten seconds good.

- sketch, prototype and try things out beside real lockers
- write the words on the screen as well as drawing it
- bring a portfolio of three things and one mistake
`},
	{recruit.Job{Title: "Data Analyst", Department: "Finance", Location: "Toronto", ExternalID: "ACME-103",
		Description: "Finds out where lockers are missing and what they cost."},
		`DATA ANALYST (ACME-103)

- answer questions of the network planners with data that holds
- keep the monthly figures reproducible
- SQL every day, a scripting language on some
`},
	{recruit.Job{Title: "Customer Support Lead", Department: "Support", Location: "Kraków", ExternalID: "ACME-104",
		Description: "Leads nine people who answer in six languages."},
		`CUSTOMER SUPPORT LEAD (ACME-104)

You lead a team of nine. Half of your day is with them, a quarter with the
hardest cases, a quarter with those who can make such cases go away.
`},
	{recruit.Job{Title: "Embedded Developer", Department: "Hardware", Location: "Seoul", ExternalID: "ACME-105",
		Description: "Writes the firmware of locks, scales and screens."},
		`EMBEDDED DEVELOPER (ACME-105)

- C and some Rust on small controllers that must never lock a parcel in
- measure first: power, latency, temperature
- a workshop with real lockers is next door
`},
	{recruit.Job{Title: "Office Manager", Department: "Operations", Location: "Athens", ExternalID: "ACME-106",
		Description: "Makes the Athens office a place where things work."},
		`OFFICE MANAGER (ACME-106)

Twenty desks, one kitchen, many visitors. You plan, buy, repair and calm.
Greek and English, spoken and written.
`},
}

// Positions in openings, for the tables below.
const (
	backend = iota
	designer
	analyst
	support
	embedded
	office
)
