package draft

import (
	"context"
	"strings"

	"recruitty/recruit"
	"recruitty/recruit/offers"
	"recruitty/recruit/services"
)

// OffersForm changes what holds for all times that candidates choose from.
func OffersForm(svc *services.Services, actor recruit.Member, now offers.Rules) Form[offers.Rules] {
	var rows []Field[offers.Rules]
	for _, f := range offers.Fields() {
		row := Field[offers.Rules]{Name: strings.TrimPrefix(f.Key, recruit.SettingOffers), Label: f.Name, Hint: f.Help, Optional: f.Get(offers.DefaultRules()) == "", Get: f.Get, Set: f.Set}
		if len(f.Choices) > 0 {
			row.Kind = Choice
			for _, c := range f.Choices {
				row.Options = append(row.Options, Option{c, c})
			}
		}
		rows = append(rows, row)
	}
	return Form[offers.Rules]{Key: "offers", Title: "Times that candidates choose from", Sheet: NewSheet(now, rows), Save: func(ctx context.Context, typed offers.Rules) (said, warning string, err error) {
		return "Settings saved.", "", svc.Offers.Settings.SetRules(ctx, actor, typed)
	}}
}

// OffersWords says in a line what holds for them.
func OffersWords(r offers.Rules) string {
	page := "answered by email only, no page is set"
	if r.Page != "" {
		page = "on " + r.Page
	}
	days := func(n int) string { return recruit.Counted(n, "day", "days") }
	return page + "; " + days(int(r.Reply.Hours()/24)) + " to answer; changes until " + recruit.Counted(int(r.Cutoff.Hours()), "hour", "hours") + " before"
}
