package slots

// A cost is what choosing people costs, in one number that is added up and compared:
// from the highest bits down, people of whom the hour is unknown, people with something
// soft at it, optional seats left empty, people outside of their preferred hours, the sum of
// (interviews this week + 1)², and the sum of recent interviews. With MaxSeats people no
// part can overflow into the next.
type cost = int64

const (
	recentBits = 14 // MaxSeats × maxRecent
	loadBits   = 18 // MaxSeats × (maxLoad+1)²
	countBits  = 6  // MaxSeats

	loadAt        = recentBits
	unpreferredAt = loadAt + loadBits
	missingAt     = unpreferredAt + countBits
	softAt        = missingAt + countBits
	unknownAt     = softAt + countBits

	maxRecent = 255
	maxLoad   = 63

	costUnpreferred cost = 1 << unpreferredAt
	costMissing     cost = 1 << missingAt
	costSoft        cost = 1 << softAt
	costUnknown     cost = 1 << unknownAt

	impossible cost = -1
)

// loadCost is what a person costs who has so many interviews in a week.
func loadCost(week int, recent int64) cost {
	n := cost(min(max(week, 0), maxLoad)) + 1
	return n*n<<loadAt + recent
}

// Quality is what a choice is compared by, best when small, in the order of the fields
// (see the package comment).
type Quality struct {
	Unknown     int // people of whom the hour is unknown
	Soft        int // people with something soft at the hour
	Days        int
	Missing     int   // optional seats that stay empty
	Unpreferred int   // people outside of their preferred hours
	Load        int64 // sum of (interviews this week + 1)²
	Recent      int64 // sum of recent interviews
	Idle        int   // quarter-hours between the sessions of a day
}

func quality(c cost, days, idle int) Quality {
	part := func(at, bits int) int64 { return c >> at & (1<<bits - 1) }
	return Quality{
		Unknown: int(part(unknownAt, countBits)), Soft: int(part(softAt, countBits)), Days: days,
		Missing: int(part(missingAt, countBits)), Unpreferred: int(part(unpreferredAt, countBits)),
		Load: part(loadAt, loadBits), Recent: part(0, recentBits), Idle: idle,
	}
}

// level is the part of a cost that comes before the number of days.
func level(c cost) cost { return c >> softAt }
