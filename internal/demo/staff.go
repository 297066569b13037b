package demo

import "recruitty/recruit"

// reading says through what a colleague's calendar is read.
type reading int

const (
	byTenant reading = iota // Microsoft 365, which an admin connected for the company
	byDomain                // Google, which an admin connected for a part of it
	byThem                  // their own sign-in to Google
	byNobody                // nothing is connected
	ended                   // their own sign-in to Google, which has ended
	shut                    // Microsoft 365, but they share nothing
)

// colleague is someone of the team beside the five of the story.
type colleague struct {
	name, mailbox string
	zone          string
	calendar      reading
}

// staff are the colleagues who interview, department by department: engineering,
// design, data, support, hardware, then those who lead them.
var staff = [...]colleague{
	{"Adaeze Nwachukwu-Bello", "adaeze", "Africa/Lagos", byTenant},
	{"Bjarni Snæbjörnsson", "bjarni", "Atlantic/Reykjavik", byTenant},
	{"Clémence Aubertin", "clemence", "Europe/Paris", byTenant},
	{"Dmytro Hordiienko", "dmytro", "Europe/Kyiv", byTenant},
	{"Eszter Világhy", "eszter", "Europe/Budapest", byTenant},
	{"Farhad Mostowfi", "farhad", "Europe/Berlin", byTenant},
	{"Greta Löwenhaupt", "greta", "Europe/Berlin", byDomain},
	{"Hyejin Seonwoo", "hyejin", "Asia/Seoul", byTenant},
	{"Iker Goikoetxea", "iker", "Europe/Madrid", byTenant},
	{"Jacinta Wren-Abara", "jacinta", "Europe/London", byTenant},
	{"Kwabena Osei-Tutuola", "kwabena", "Africa/Accra", byDomain},
	{"Lucía Berrocal Ampuero", "lucia", "America/Mexico_City", byTenant},
	{"Mircea Vlădescu-Olt", "mircea", "Europe/Bucharest", byTenant},
	{"Nandini Thiruvengadam", "nandini", "Asia/Kolkata", byTenant},

	{"Oddný Fannarsdóttir", "oddny", "Atlantic/Reykjavik", byTenant},
	{"Paulo Teixeira Valadão", "paulo", "America/Sao_Paulo", ended},
	{"Quiríaco Zumárraga", "quiriaco", "Europe/Madrid", byTenant},
	{"Rosalind Amberley", "rosalind", "Europe/London", byDomain},
	{"Simeon Draganov", "simeon", "Europe/Sofia", byTenant},
	{"Teuila Faleolo", "teuila", "Pacific/Auckland", byTenant},
	{"Ulrike Feldkirchner", "ulrike", "Europe/Vienna", byTenant},
	{"Valentin Courtemanche", "valentin", "Europe/Paris", byTenant},

	{"Wanjiru Kimathi-Odera", "wanjiru", "Africa/Nairobi", byTenant},
	{"Xenia Papathanasiou", "xenia", "Europe/Athens", byTenant},
	{"Yusuf Karadağlı", "yusuf", "Europe/Istanbul", byTenant},
	{"Zsófia Bakonyvári", "zsofia", "Europe/Budapest", byDomain},
	{"Anselm Rautenstrauch", "anselm", "Europe/Zurich", byTenant},
	{"Beatriz Montenegro Faria", "beatriz", "Europe/Lisbon", byTenant},
	{"Cormac Ó Súilleabháin", "cormac", "Europe/Dublin", byTenant},
	{"Delphine Okafor-Lambert", "delphine", "America/Toronto", byNobody},

	{"Emre Çelikkanat", "emre", "Europe/Istanbul", byTenant},
	{"Fiadh Brannigan", "fiadh", "Europe/Dublin", byTenant},
	{"Gaurav Chandrashekhar", "gaurav", "Asia/Kolkata", byDomain},
	{"Hanna Wiśniowiecka", "hanna", "Europe/Warsaw", byTenant},
	{"Ioannis Theocharidis", "ioannis", "Europe/Athens", byTenant},
	{"Jolanta Krukowska-Maj", "jolanta", "Europe/Warsaw", byTenant},
	{"Kaito Hoshizora", "kaito", "Asia/Tokyo", byTenant},
	{"Leilani Kahananui", "leilani", "Pacific/Honolulu", byTenant},

	{"Marek Złotopolski", "marek", "Europe/Warsaw", byTenant},
	{"Nurul Huda binti Rashidah", "nurul", "Asia/Kuala_Lumpur", byTenant},
	{"Olumide Fagbemi-Cole", "olumide", "Africa/Lagos", byTenant},
	{"Phước Lâm Trường An", "phuoc", "Asia/Ho_Chi_Minh", byTenant},
	{"Radka Vondrušková", "radka", "Europe/Prague", byDomain},
	{"Sevinç Altınordu", "sevinc", "Europe/Istanbul", byTenant},
	{"Tomislav Jurčević-Bosn", "tomislav", "Europe/Zagreb", byTenant},
	{"Uchenna Eze-Mbanefo", "uchenna", "Europe/London", byTenant},

	{"Vivienne Achterberg", "vivienne", "Europe/Amsterdam", byTenant},
	{"Willem-Jan Oosterveld", "willemjan", "Europe/Amsterdam", byTenant},
	{"Yael Ben-Harush", "yael", "Asia/Jerusalem", byTenant},
	{"Zeynep Taşdelen", "zeynep", "Europe/Istanbul", byDomain},
	{"Aurélien Castelnau", "aurelien", "Europe/Paris", byTenant},
	{"Bronagh McGillycuddy", "bronagh", "Europe/Dublin", byTenant},
	{"Catalina Echeverri Paz", "catalina", "America/Bogota", byTenant},
	{"Dorothea Ahlquist", "dorothea", "Europe/Stockholm", shut},
	{"Ebenezer Quaye-Larbi", "ebenezer", "Africa/Accra", byTenant},
}

// ofStory is how the calendars of the five of the story are read.
var ofStory = [len(team)]reading{byTenant, byTenant, byDomain, byTenant, byThem}

// member is the colleague as one of the team.
func (c colleague) member() recruit.Member {
	return recruit.Member{Name: c.name, Email: c.mailbox + "@acme.example", Role: recruit.Interviewer, TimeZone: c.zone}
}

// everybody is the whole team, those of the story first.
func everybody() []recruit.Member {
	all := append([]recruit.Member(nil), team[:]...)
	for _, c := range staff {
		all = append(all, c.member())
	}
	return all
}

// readings says of everybody how their calendar is read, in the same order.
func readings() []reading {
	all := append([]reading(nil), ofStory[:]...)
	for _, c := range staff {
		all = append(all, c.calendar)
	}
	return all
}
