package draft

import (
	"cmp"
	"strconv"
	"strings"

	"recruitty/recruit"
	"recruitty/recruit/hours"
)

// Hours are someone's hours as they are typed. An empty text is what the rules below
// say: those of the workspace, and below those what holds where nobody set anything.
type Hours struct{ Working, Preferred, Lunch, Before, After, PerDay, PerWeek, Holidays, Off string }

// rule is one of them: how it is called, read and written.
type rule struct {
	name, label, alone, proposal, help string

	at func(*Hours) *string
	// set reads what was typed into rules; an error is about the field.
	set func(r *hours.Rules, typed string) error
	// words write what the rules say, "" where they say nothing, and as people read it.
	words func(hours.Rules) (written, read string)
}

// ruleOf is one whose value is of one type.
func ruleOf[T any](f rule, to func(*hours.Rules) **T, parse func(string) (T, error), written, read func(T) string) rule {
	f.set = func(r *hours.Rules, typed string) error {
		*to(r) = nil
		if strings.TrimSpace(typed) == "" {
			return nil
		}
		v, err := parse(typed)
		if err != nil {
			return recruit.Invalid(f.name, "%s", err)
		}
		*to(r) = &v
		return nil
	}
	f.words = func(r hours.Rules) (string, string) {
		v := *to(&r)
		if v == nil {
			return "", ""
		}
		return written(*v), read(*v)
	}
	return f
}

// hoursRules lists them in the order of the form.
func hoursRules() []rule {
	const week = "Such as Mon-Thu 9:00-12:30 13:30-18:00, Fri 9-15; none means no working hours."
	number := func(f rule, to func(*hours.Rules) **int, parse func(string) (int, error), read func(int) string) rule {
		return ruleOf(f, to, parse, strconv.Itoa, read)
	}
	around := func(n int) string { return strconv.Itoa(n) + " min" }
	most := func(per string) func(int) string { return func(n int) string { return limit(n, per) } }
	return []rule{
		ruleOf(rule{name: "working", label: "Working hours", proposal: "Mon-Thu 9:00-12:30 13:30-18:00, Fri 9-15", help: week, at: func(h *Hours) *string { return &h.Working }},
			func(r *hours.Rules) **hours.Week { return &r.Working }, hours.ParseWeek, hours.Week.String, hours.Week.String),
		ruleOf(rule{name: "preferred", label: "Preferred", alone: "Preferred hours for interviews", proposal: "Tue-Thu 10-12", help: week, at: func(h *Hours) *string { return &h.Preferred }},
			func(r *hours.Rules) **hours.Week { return &r.Preferred }, hours.ParseWeek, hours.Week.String, hours.Week.String),
		ruleOf(rule{name: "lunch", label: "Lunch", proposal: "12-13, or none", help: "Such as 12:00-13:00, or none.", at: func(h *Hours) *string { return &h.Lunch }},
			func(r *hours.Rules) **hours.Span { return &r.Lunch }, hours.ParseSpan, hours.Span.String, hours.Span.String),
		number(rule{name: "before", label: "Free before", alone: "Minutes free before an interview", proposal: "minutes, such as 15", help: "A number of minutes from 0 to 240.", at: func(h *Hours) *string { return &h.Before }},
			func(r *hours.Rules) **int { return &r.Before }, parseMinutes, around),
		number(rule{name: "after", label: "Free after", alone: "Minutes free after an interview", proposal: "minutes, such as 15", help: "A number of minutes from 0 to 240.", at: func(h *Hours) *string { return &h.After }},
			func(r *hours.Rules) **int { return &r.After }, parseMinutes, around),
		number(rule{name: "per_day", label: "Max. per day", alone: "Maximum interviews per day", proposal: "interviews, such as 3", help: "A number of interviews, or 0 for no limit.", at: func(h *Hours) *string { return &h.PerDay }},
			func(r *hours.Rules) **int { return &r.PerDay }, parseLimit(func(n *int) hours.Rules { return hours.Rules{PerDay: n} }), most("a day")),
		number(rule{name: "per_week", label: "Max. per week", alone: "Maximum interviews per week", proposal: "interviews, such as 8", help: "A number of interviews, or 0 for no limit.", at: func(h *Hours) *string { return &h.PerWeek }},
			func(r *hours.Rules) **int { return &r.PerWeek }, parseLimit(func(n *int) hours.Rules { return hours.Rules{PerWeek: n} }), most("a week")),
		ruleOf(rule{name: "holidays", label: "Public holidays", proposal: "a country or region, such as DE or DE-BY", help: "A country such as DE or Germany, one of its regions such as DE-BY, or none.", at: func(h *Hours) *string { return &h.Holidays }},
			func(r *hours.Rules) **string { return &r.Holidays }, parseHolidays, func(code string) string { return cmp.Or(code, "none") }, holidays),
		{name: "off", label: "Time off", proposal: "2026-12-24 to 2027-01-01, 2027-02-01 13-17", help: "Days and ranges of days with commas, such as 2026-12-24 to 2027-01-01, 2027-02-01 13:00-17:00.", at: func(h *Hours) *string { return &h.Off },
			set: func(r *hours.Rules, typed string) (err error) {
				if r.Off, err = hours.ParseOff(typed); err != nil {
					return recruit.Invalid("off", "%s", err)
				}
				return nil
			},
			words: func(r hours.Rules) (string, string) { return offText(r.Off), offText(r.Off) }},
	}
}

// field is the rule in a form about someone's hours.
func (f rule) field(of HoursOf) Field[Hours] {
	out := Field[Hours]{Name: f.name, Label: f.label, Alone: f.alone, Proposal: f.proposal, Help: f.help, Optional: true, Blank: "workspace", Text: f.at}
	if of.Member.ID == 0 {
		out.Blank = "default"
	}
	if f.name == "off" {
		out.Blank = ""
	} else {
		out.Help += " Type " + out.Blank + " for it " + of.unset() + "."
	}
	out.Check = func(typed string) error { return f.set(new(hours.Rules), typed) }
	_, below := f.words(rulesOf(of.Base))
	out.Note = func(h Hours) Note {
		var r hours.Rules
		if err := f.set(&r, *f.at(&h)); err != nil {
			return Note{Text: recruit.Sentence(err), Warns: true}
		}
		_, read := f.words(r)
		switch {
		case f.name == "off" && below != "":
			return Note{Text: "for everyone as well: " + below}
		case f.name == "off":
			return Note{Text: "whole days, or a part of each"}
		case read == "":
			return Note{Text: below + ", " + of.unset()}
		}
		return Note{Text: "understood: " + read}
	}
	return out
}

// newHours is someone's hours as they are typed.
func newHours(of HoursOf) *Sheet[Hours] {
	var typed Hours
	var fields []Field[Hours]
	for _, f := range hoursRules() {
		*f.at(&typed), _ = f.words(of.Own)
		fields = append(fields, f.field(of))
	}
	return NewSheet(typed, fields)
}

// rules reads all of it; an error is about its field.
func (h Hours) rules() (r hours.Rules, err error) {
	for _, f := range hoursRules() {
		if err := f.set(&r, *f.at(&h)); err != nil {
			return r, err
		}
	}
	return r, nil
}

// rulesOf writes hours that hold as rules in which everything is set.
func rulesOf(h hours.Hours) hours.Rules {
	before, after := int(h.Before.Minutes()), int(h.After.Minutes())
	return hours.Rules{Working: &h.Working, Preferred: &h.Preferred, Lunch: &h.Lunch, Before: &before, After: &after,
		PerDay: &h.PerDay, PerWeek: &h.PerWeek, Holidays: &h.Holidays, Off: h.Off}
}

// parseMinutes reads how long is to be left free, "15" or "15 min".
func parseMinutes(typed string) (int, error) {
	word := strings.Fields(typed)
	n, err := strconv.Atoi(word[0])
	if err != nil || len(word) > 2 || len(word) == 2 && !strings.HasPrefix("minutes", strings.ToLower(word[1])) {
		return 0, recruit.Invalid("", "%q is not a number of  minutes; type 15, or 0.", recruit.Shorten(typed))
	}
	return n, hours.Rules{Before: &n}.Check()
}

// parseLimit reads how many interviews at most.
func parseLimit(in func(*int) hours.Rules) func(string) (int, error) {
	return func(typed string) (int, error) {
		typed = strings.TrimSpace(typed)
		if strings.EqualFold(typed, "none") {
			typed = "0"
		}
		n, err := strconv.Atoi(typed)
		if err != nil {
			return 0, recruit.Invalid("", "%q is not a number of  interviews; type 3, or 0 for no limit.", recruit.Shorten(typed))
		}
		return n, in(&n).Check()
	}
}

// parseHolidays reads the code or the name of a calendar of public holidays.
func parseHolidays(typed string) (string, error) {
	typed = strings.TrimSpace(typed)
	if strings.EqualFold(typed, "none") {
		return "", nil
	}
	if c, ok := hours.CalendarOf(typed); ok {
		return c.Code, nil
	}
	for _, c := range hours.Calendars() {
		if strings.EqualFold(c.Name, typed) {
			return c.Code, nil
		}
	}
	return "", hours.Rules{Holidays: &typed}.Check()
}
