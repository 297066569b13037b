package draft

import "recruitty/recruit"

// NewProfile is a member as they type themselves; themes are the looks that they
// can choose from, none where nothing is seen of them.
func NewProfile(who recruit.Member, themes []string) *Sheet[recruit.Member] {
	type m = recruit.Member
	options := func(no, noLabel, yes, yesLabel string) []Option {
		return []Option{{Value: no, Label: noLabel}, {Value: yes, Label: yesLabel}}
	}
	fields := append(Person(),
		Either(Field[m]{Name: "clock", Label: "Clock", Options: options("24", "14:30", "12", "2:30 pm")}, func(m *m) *bool { return &m.TwelveHour }))
	if len(themes) > 0 {
		looks := Field[m]{Name: "theme", Label: "Theme", Kind: Choice, Text: func(m *m) *string { return &m.Theme }}
		for _, name := range themes {
			looks.Options = append(looks.Options, Option{Value: name, Label: name})
		}
		fields = append(fields, looks)
	}
	return NewSheet(who, append(fields,
		Either(Field[m]{Name: "plain", Label: "Opens with", Options: options("screens", "screens", "lines", "plain lines")}, func(m *m) *bool { return &m.Plain }),
		Either(Field[m]{Name: "organiser_entry", Label: "Your calendar", Options: options(string(recruit.WithEntry), "interviews you organise are added to your calendar", string(recruit.WithoutEntry), "not")},
			func(m *m) *bool { return &m.SkipEntry })))
}
