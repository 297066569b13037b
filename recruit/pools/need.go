package pools

import (
	"regexp"
	"strconv"
	"strings"
	"sync"

	"recruitty/recruit"
	"recruitty/recruit/sanitize"
)

// Need is how many of a pool an interview wants.
type Need struct {
	Count int
	Pool  Pool
}

// String writes it as it is typed: "2 of Backend".
func (n Need) String() string { return strconv.Itoa(n.Count) + " of " + n.Pool.Name }

// MaxNeed is how many of a pool one interview may want.
const MaxNeed = 20

// counted is how a need begins: "2 of", "any 2 of", "one of".
var counted = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`(?i)^(?:any\s+)?(\d{1,4}|one|two|three)\s+of\s+(?:the\s+)?(.+)$`)
})

// ParseNeed reads what an interview wants of one of the pools: "2 of Backend", "any 1 of
// Backend", "Backend", which is one of it.
func ParseNeed(typed string, all []Pool) (Need, error) {
	typed, err := sanitize.Line(typed, maxName+20)
	if err != nil || typed == "" {
		return Need{}, recruit.Invalid("pool", "Write the number of people wanted from a pool as “2 of Backend”.")
	}
	need, name := Need{Count: 1}, typed
	if found := counted().FindStringSubmatch(typed); found != nil {
		switch number := strings.ToLower(found[1]); number {
		case "one":
		case "two":
			need.Count = 2
		case "three":
			need.Count = 3
		default:
			need.Count, _ = strconv.Atoi(number)
		}
		name = found[2]
	}
	if need.Pool, err = Named(name, all); err != nil {
		if whole, other := Named(typed, all); other == nil { // a pool may be called "One of us"
			need.Count, need.Pool, err = 1, whole, nil
		}
	}
	if err != nil {
		return Need{}, err
	}
	switch n := len(need.Pool.At(Qualified)); {
	case need.Count < 1 || need.Count > MaxNeed:
		return Need{}, recruit.Invalid("pool", "An interview can ask for 1 to %d people from a pool.", MaxNeed)
	case need.Count > n:
		return Need{}, recruit.Invalid("pool", "%s has %s; an interview cannot ask for %d.", need.Pool.Name, recruit.Counted(n, "qualified member", "qualified members"), need.Count)
	}
	return need, nil
}

// maxNeeds bounds how many pools one interview may ask.
const maxNeeds = 6

// ParseNeeds reads what an interview wants of several pools, separated by commas:
// "2 of Backend, Architects". Nothing typed is nothing wanted.
func ParseNeeds(typed string, all []Pool) ([]Need, error) {
	return NeedsOf(strings.FieldsFunc(typed, func(r rune) bool { return r == ',' || r == ';' }), all)
}

// NeedsOf reads what an interview wants of several pools, one in each of the texts; empty
// ones want nothing.
func NeedsOf(typed []string, all []Pool) ([]Need, error) {
	var needs []Need
	for _, part := range typed {
		if strings.TrimSpace(part) == "" {
			continue
		}
		n, err := ParseNeed(part, all)
		if err != nil {
			return nil, err
		}
		for _, other := range needs {
			if other.Pool.ID == n.Pool.ID {
				return nil, recruit.Invalid("pool", "%s is requested twice; add the numbers up.", n.Pool.Name)
			}
		}
		if needs = append(needs, n); len(needs) > maxNeeds {
			return nil, recruit.Invalid("pool", "An interview can ask for people from at most %d pools.", maxNeeds)
		}
	}
	return needs, nil
}

// Named finds a pool by its name, whatever the case, or by a number.
func Named(name string, all []Pool) (Pool, error) {
	folded := sanitize.Fold(strings.TrimSpace(name))
	for _, p := range all {
		if !p.Removed() && sanitize.Fold(p.Name) == folded {
			return p, nil
		}
	}
	if id, err := strconv.ParseInt(strings.TrimSpace(name), 10, 64); err == nil {
		for _, p := range all {
			if !p.Removed() && p.ID == ID(id) {
				return p, nil
			}
		}
	}
	return Pool{}, &recruit.Problem{Kind: recruit.ErrNotFound, Field: "pool", Sentence: "There is no pool called “" + name + "”; recruitty pool list shows all pools."}
}
