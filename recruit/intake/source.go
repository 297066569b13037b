package intake

import "strings"

// source is the system that the ids of the file belong to: the one that was
// said, or the one whose layout it has. "" is none: then an id alone says nothing.
func (l *layout) source() string {
	if said := strings.ToLower(strings.Join(strings.Fields(l.options.Source), " ")); said != "" {
		return said
	}
	for _, vendor := range []string{"Greenhouse", "Lever", "LinkedIn", "SmartRecruiters"} {
		if strings.HasPrefix(l.shape.name, vendor) {
			return strings.ToLower(vendor)
		}
	}
	has := map[string]bool{}
	for _, c := range l.columns {
		has[key(c.Name)] = true
	}
	switch {
	case has["hiringstateid"] || has["connectedon"] && has["url"]:
		return "linkedin"
	case has["leverpostingurl"] || has["opportunityid"] && has["stagechanges"]:
		return "lever"
	case has["applicationstep"] && has["candidateprofileid"]:
		return "smartrecruiters"
	}
	return ""
}
