package draft

import (
	"context"

	"recruitty/recruit"
	"recruitty/recruit/services"
)

// LanguageForm changes the language of mails.
func LanguageForm(svc *services.Services, actor recruit.Member, now string) Form[string] {
	return Form[string]{Key: "language", Title: "Language of emails", Intro: "It applies to all emails from now on. What is not translated is written in English.",
		Sheet: NewSheet(now, []Field[string]{{Name: "language", Label: "Language", Kind: Language, Hint: "e.g. en, de, fr, es or German", Text: func(tag *string) *string { return tag }}}),
		Save: func(ctx context.Context, typed string) (said, warning string, err error) {
			return "Language of emails saved.", "", svc.Templates.SetLanguage(ctx, actor, typed)
		}}
}
