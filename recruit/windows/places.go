package windows

import (
	"strings"
	"time"

	"recruitty/recruit/sanitize"
	"recruitty/recruit/timeparse"
)

// maxPlaces is how many names of a text are looked up among places.
const maxPlaces = 150

// zoneOf is zoneOfPlace, with a bound and a memory: texts may hold thousands of names.
func (r *reader) zoneOf(name string) *time.Location {
	if zone, known := r.places[name]; known {
		return zone
	}
	if len(r.places) >= maxPlaces {
		r.note("", "Only the first %d names in the text were looked up as places.", maxPlaces)
		return nil
	}
	zone := zoneOfPlace(name)
	if r.places == nil {
		r.places = map[string]*time.Location{}
	}
	r.places[name] = zone
	return zone
}

// zoneOfPlace returns the zone of a city, of a country with one zone, or of a zone's own
// name; nil when it is not known or there are several. A name that is near to a known one
// is not enough.
func zoneOfPlace(name string) *time.Location {
	key := strings.ReplaceAll(sanitize.Fold(name), "-", " ")
	if known := placeOf(key); known != "" {
		name = known
	}
	if len(key) < 3 && placeOf(key) == "" || timeparse.Abbreviated(key) != nil {
		return nil
	}
	if zone := timeparse.Place(name); zone != nil {
		return zone
	}
	return timeparse.Place(key) // "Montréal"
}

// placeOf returns the zone of a place by its name in German, French or Spanish, and of a
// country that has one zone.
func placeOf(key string) string {
	switch key {
	case "germany", "deutschland", "allemagne", "alemania", "munchen", "muenchen", "koln", "koeln", "dusseldorf", "duesseldorf", "stuttgart", "leipzig", "dresden", "hannover", "nurnberg", "bremen", "francfort", "cologne", "hambourg", "hamburgo", "bonn":
		return "Europe/Berlin"
	case "austria", "osterreich", "oesterreich", "autriche", "wien", "vienne", "viena", "graz", "salzburg":
		return "Europe/Vienna"
	case "switzerland", "schweiz", "suisse", "suiza", "geneve", "genf", "ginebra", "bern", "berne", "zurich", "lausanne", "basel", "bale":
		return "Europe/Zurich"
	case "france", "frankreich", "francia", "toulouse", "bordeaux", "lille", "nantes", "strasbourg", "strassburg", "nice", "montpellier", "rennes", "lyon", "marseille", "grenoble":
		return "Europe/Paris"
	case "valencia", "sevilla", "seville", "malaga", "bilbao", "barcelone", "zaragoza":
		return "Europe/Madrid"
	case "uk", "england", "great britain", "britain", "united kingdom", "royaume uni", "reino unido", "grossbritannien", "angleterre", "inglaterra", "londres", "manchester", "birmingham", "scotland", "bristol", "cambridge", "oxford", "wales":
		return "Europe/London"
	case "ireland", "irland", "irlande", "irlanda":
		return "Europe/Dublin"
	case "italy", "italien", "italie", "italia", "mailand", "milano", "milan", "roma", "rom", "turin", "florence":
		return "Europe/Rome"
	case "poland", "polen", "pologne", "polonia", "warschau", "varsovie", "varsovia", "krakau":
		return "Europe/Warsaw"
	case "netherlands", "the netherlands", "niederlande", "pays bas", "paises bajos", "rotterdam", "eindhoven", "utrecht", "the hague":
		return "Europe/Amsterdam"
	case "belgium", "belgien", "belgique", "belgica", "brussel", "brussel s", "bruxelles", "bruselas", "antwerp", "ghent":
		return "Europe/Brussels"
	case "lisboa", "lissabon", "lisbonne", "porto":
		return "Europe/Lisbon"
	case "kopenhagen", "copenhague", "denmark", "danemark":
		return "Europe/Copenhagen"
	case "prag", "praga", "czech republic", "brno":
		return "Europe/Prague"
	case "athen", "atenas", "greece":
		return "Europe/Athens"
	case "sweden", "schweden", "suede", "suecia", "estocolmo", "gothenburg":
		return "Europe/Stockholm"
	case "norway", "norwegen":
		return "Europe/Oslo"
	case "finland", "finnland":
		return "Europe/Helsinki"
	case "romania", "bucarest", "bukarest":
		return "Europe/Bucharest"
	case "moskau", "moscou", "moscu":
		return "Europe/Moscow"
	case "india", "indien", "inde", "bombay", "bangalore", "bengaluru", "gurgaon", "noida":
		return "Asia/Kolkata"
	case "japan", "japon", "tokio":
		return "Asia/Tokyo"
	case "china", "chine", "pekin", "peking", "shenzhen":
		return "Asia/Shanghai"
	case "singapur", "singapour":
		return "Asia/Singapore"
	case "israel", "tel aviv":
		return "Asia/Jerusalem"
	case "uae":
		return "Asia/Dubai"
	case "nueva york", "ny", "nyc", "new york city", "brooklyn", "dc", "washington dc", "pittsburgh", "charlotte", "raleigh", "orlando", "tampa", "baltimore", "cleveland":
		return "America/New_York"
	case "minneapolis", "st louis", "nashville", "kansas city", "new orleans", "milwaukee", "san antonio":
		return "America/Chicago"
	case "sf", "la", "oakland", "san jose california", "portland oregon", "sacramento", "california", "bay area", "the bay area":
		return "America/Los_Angeles"
	case "arizona", "tucson":
		return "America/Phoenix"
	case "colorado", "utah", "salt lake city", "albuquerque":
		return "America/Denver"
	case "ciudad de mexico", "cdmx", "mexico city", "mexiko stadt":
		return "America/Mexico_City"
	case "colombia", "kolumbien", "medellin", "bogota":
		return "America/Bogota"
	case "argentina", "argentinien", "argentine", "buenos aires":
		return "America/Argentina/Buenos_Aires"
	case "peru":
		return "America/Lima"
	case "sao paulo":
		return "America/Sao_Paulo"
	}
	return ""
}

// adjective is the zone of a word for a country: "heure française", "deutsche Zeit".
func adjective(r *reader, i int) *time.Location {
	if i < 0 || i >= len(r.tokens) || r.tokens[i].kind != tokenWord {
		return nil
	}
	name := ""
	switch r.tokens[i].key {
	case "francaise":
		name = "Europe/Paris"
	case "espanola", "peninsular":
		name = "Europe/Madrid"
	case "allemande", "deutsche", "deutscher", "mitteleuropaische", "mitteleuropaischer", "alemana":
		name = "Europe/Berlin"
	case "suisse", "schweizer", "suiza":
		name = "Europe/Zurich"
	case "belge":
		name = "Europe/Brussels"
	case "britannique", "britische", "britischer", "anglaise", "inglesa":
		name = "Europe/London"
	default:
		return nil
	}
	return timeparse.Place(name)
}
