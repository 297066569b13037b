package ui_test

import (
	"testing"

	"recruitty/recruit"
	"recruitty/recruit/filter"
	"recruitty/recruit/pools"
	"recruitty/recruit/views"
)

// TestThePaletteFindsViewsAndPools finds views of all lists and pools by their names, and
// opens them: the list is filtered by the view, the pool shows who is in it.
func TestThePaletteFindsViewsAndPools(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		typed string
		shows []string
	}{
		"a view of one's own":   {"silver", []string{"▸ Candidates", "/ tag:silver"}},
		"of jobs":               {"closed", []string{"▸ Jobs", "/ state:closed"}},
		"of interviews":         {"next week", []string{"▸ Interviews", "/ on:nextweek"}},
		"of the team":           {"interviewers", []string{"▸ Settings", "role:interviewer", "Dana Ortiz"}},
		"of the outbox":         {"failed", []string{"▸ Outbox", "/ state:failed,unknown"}},
		"a pool":                {"storage pool", []string{"Storage pool", "Dana Ortiz", "qualified"}},
		"from where one is now": {"without a résumé", []string{"▸ Candidates", "/ -has:resume"}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := newWorld(t, 120, 40, setup{})
			firstOf(w.svc.Views.Save(t.Context(), w.robin, views.View{List: filter.Candidates, Name: "Silver medals", Query: "tag:silver"}))
			p := firstOf(w.svc.Pools.Add(t.Context(), w.robin, pools.Pool{Name: "Storage pool"}))
			firstOf(w.svc.Pools.SetMember(t.Context(), w.robin, p.ID, w.dana.ID, pools.Qualified))
			if c.typed == "without a résumé" {
				w.profile() // of the same section
			}
			w.Press("ctrl+k")
			w.put(c.typed)
			w.Press("enter")
			w.Shows(c.shows...)
			w.Hides("Everything by name  ")
		})
	}
}

// TestViewsOfTheTeam are chosen, saved and removed where the list of the team stands.
func TestViewsOfTheTeam(t *testing.T) {
	t.Parallel()
	w := newWorld(t, 120, 40, setup{})
	firstOf(w.svc.Team.Add(t.Context(), w.robin, recruit.Member{Name: "Quinn Abebe", Email: "quinn@acme.example", TimeZone: "Europe/Lisbon", Role: recruit.ReadOnly, SkipEntry: true}))
	w.Press("7", "right")
	w.Shows("Quinn Abebe", "Dana Ortiz")
	w.Press("V")
	w.Shows("Views of Team", "Interviewers", "Who recruits")
	w.Press("i")
	w.Shows("Dana Ortiz")
	w.Hides("Quinn Abebe")
	w.Press("V", "+")
	w.Shows("Save the filter as a view")
	w.Type("Panel")
	w.Press("ctrl+s")
	w.Shows("Saved the view Panel; V lists it.")
	w.Press("esc")
	w.Shows("Quinn Abebe")
	w.Press("V")
	w.Shows("Panel")
}
