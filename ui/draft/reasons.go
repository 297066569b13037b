package draft

import (
	"context"
	"slices"
	"strings"

	"recruitty/recruit"
	"recruitty/recruit/services"
)

// ReasonsForm changes why a candidate may be rejected: one reason on each line, in the
// order in which they are offered. Without any, those that come with the program are back.
func ReasonsForm(svc *services.Services, actor recruit.Member, now []string) Form[[]string] {
	return Form[[]string]{Key: "reasons", Title: "Reasons for a rejection", Intro: "Rejections that used a removed reason keep it.",
		Sheet: NewSheet(now, []Field[[]string]{{
			Name: "reasons", Label: "Reasons", Kind: Lines, Optional: true, Hint: "one on each line, in order; leave empty for the standard ones",
			Get: func(list []string) string { return strings.Join(list, "\n") },
			Set: func(list *[]string, typed string) error {
				*list = slices.DeleteFunc(strings.Split(strings.ReplaceAll(typed, "\r\n", "\n"), "\n"), func(one string) bool { return strings.TrimSpace(one) == "" })
				return nil
			},
		}}),
		Save: func(ctx context.Context, typed []string) (said, warning string, err error) {
			all, err := svc.Outcomes.SetReasons(ctx, actor, typed)
			return recruit.Counted(len(all), "reason is offered.", "reasons are offered."), "", err
		}}
}
