package demo

import (
	"time"

	"recruitty/recruit"
)

// meeting is an interview of the past.
type meeting struct {
	applicant int // position in applicants
	title     string
	daysAgo   int // of its day; a weekend becomes the Friday before
	hour, min int // in zone
	zone      string
	length    time.Duration
	organiser int   // position in team
	panel     []int // positions in team
	platform  recruit.Platform
	place     string
	how       recruit.Status
	moved     bool   // it was meant to be a week earlier at first
	reason    string // of the move or of the cancellation
	note      string // written after it, by the first of the panel
}

// meetings are all over and settled. None was on Zoom, because the simulated Zoom has seen none of them.
var meetings = [...]meeting{
	{0, "Phone screen", 26, 10, 0, "Europe/Paris", 30 * time.Minute, 0, []int{1}, recruit.Phone, "Robin calls; the number is in the mail",
		recruit.Completed, false, "", "Knows why she wants to move. Salary in range, three months' notice."},
	{0, "Technical interview", 11, 13, 30, "Europe/Paris", 60 * time.Minute, 0, []int{2, 4}, recruit.OtherLink, "https://meet.example.com/acme-backend",
		recruit.Completed, true, "Priya travels", "Clear about failure and retries. Would like to see more of her SQL."},
	{1, "Phone screen", 12, 9, 30, "Europe/Lisbon", 30 * time.Minute, 1, []int{2}, recruit.Phone, "Inês calls",
		recruit.Completed, false, "", "Strong on concurrency, quiet at first. Next: technical interview."},
	{4, "Portfolio conversation", 9, 15, 0, "Europe/Paris", 45 * time.Minute, 0, []int{1}, recruit.OnSite, "Acme, 12 Rue de l'Exemple, Paris, third floor",
		recruit.Completed, false, "", "Brought the three things and the mistake. The mistake was the best part."},
	{12, "First conversation", 7, 11, 0, "Europe/Lisbon", 30 * time.Minute, 1, []int{4}, recruit.Phone, "Inês calls",
		recruit.NoShow, false, "", "Waited ten minutes on the line with Inês; nobody came."},
	{16, "Case interview", 6, 16, 0, "Europe/Paris", 60 * time.Minute, 0, []int{4}, recruit.OtherLink, "https://meet.example.com/acme-data",
		recruit.Cancelled, false, "The case was known already from an earlier round", ""},
	{9, "Technical interview", 5, 16, 30, "Asia/Tokyo", 60 * time.Minute, 0, []int{3, 2}, recruit.OtherLink, "https://meet.example.com/acme-hardware",
		recruit.Completed, false, "", "Took the scale apart and put it together again. Offer."},
}

// remark is a note about a candidate.
type remark struct {
	applicant, author, daysAgo int
	text                       string
}

var remarks = [...]remark{
	{2, 1, 16, "Prefers mornings; speaks Greek, English and some Italian."},
	{3, 0, 14, "Could start in January. Asked whether Fridays can be at home."},
	{8, 0, 13, "Sent two repositories; the second is worth reading."},
	{14, 1, 10, "Offer is with her since today; answer by the end of next week."},
	{21, 1, 8, "References called, both would hire again."},
	{26, 0, 4, "Eleven hours behind us: propose evenings here, mornings there."},
	{38, 0, 3, "No address on the card. Ask at the fair's desk."},
}
