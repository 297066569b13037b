package shell

import (
	"context"
	"strings"

	tea "charm.land/bubbletea/v2"

	"recruitty/recruit"
	"recruitty/recruit/filter"
	"recruitty/ui/text"
)

// This file lets the filter of a list speak the language of package filter: what was
// typed is understood as far as it can be, what cannot is said in the line below, and
// what may follow stands there and is taken with tab.

// spoken is what a list knows of its filter.
type spoken struct {
	list    filter.List
	known   map[recruit.Field][]string
	asking  Slot
	typed   string // what was read last
	read    bool
	good    filter.Query // the last that was understood
	trouble string       // why what is typed is not, "" when it is
}

// Speaking is the listing with a filter that has fields.
func (l Listing) Speaking(list filter.List) Listing {
	l.spoken = &spoken{list: list}
	return l
}

// language is what the filter is read by.
func (l *Listing) language() filter.Language {
	s := l.App.Session()
	return filter.Language{List: l.spoken.list, Now: s.Now(), Zone: s.Zone, Me: l.App.Member(), Known: l.spoken.known}
}

// learn asks which values there are, so that they can be offered, and others refused.
func (l *Listing) learn() tea.Cmd {
	s := l.spoken
	if s == nil {
		return nil
	}
	store := l.App.Services().Store
	return Load(l.App, &s.asking, func(ctx context.Context) (map[recruit.Field][]string, error) { return store.Vocabulary(ctx) },
		func(known map[recruit.Field][]string, err error) tea.Cmd {
			if err == nil { // else nothing is offered, and nothing refused
				s.known, s.read = known, false
			}
			return nil
		})
}

// Asked is the filter as it is understood. While a part of what is typed cannot be, it is
// the one that was understood last.
func (l *Listing) Asked() filter.Query {
	s := l.spoken
	if s == nil {
		return filter.Query{Words: l.Query()}
	}
	typed := l.input.Value()
	if s.read && s.typed == typed {
		return s.good
	}
	s.typed, s.read, s.trouble = typed, true, ""
	read := l.language().Parse
	if l.Editing {
		read = l.language().ParseTyped
	}
	q, err := read(typed)
	if err != nil {
		s.trouble = recruit.Sentence(err)
		if !l.Editing { // it is taken as it stands: what names nothing keeps nothing
			lenient := l.language()
			lenient.Known = nil
			if q, err := lenient.Parse(typed); err == nil {
				s.good = q
			}
		}
		return s.good
	}
	s.good = q
	return q
}

// Trouble is why the filter is not understood, "" when it is.
func (l *Listing) Trouble() string {
	if l.spoken == nil {
		return ""
	}
	l.Asked()
	return l.spoken.trouble
}

// offered is what tab makes of the filter, "" where nothing is offered.
func (l *Listing) offered() string {
	if l.spoken == nil || l.App == nil {
		return ""
	}
	if typed := l.input.Value(); strings.TrimSpace(typed) != "" {
		if all := l.language().Complete(typed); len(all) > 0 {
			return all[0].Text
		}
	}
	return ""
}

// take lets the filter go on as it is offered.
func (l *Listing) take(holder interface{ Update(tea.Msg) tea.Cmd }) tea.Cmd {
	return holder.Update(Completed{l.offered()})
}

// Completed puts another text into the filter of the screen that gets it.
type Completed struct{ Query string }

// hint is the line below the filter: what is wrong with it, or how it may go on.
func (l *Listing) hint(w int) string {
	if l.spoken == nil || !l.Filtering() {
		return ""
	}
	s, grid := l.App.styles, l.App.Grid()
	if trouble := l.Trouble(); trouble != "" {
		return s.Warning.Render(grid.Truncate("  "+s.Signs.Warning+" "+text.Line(trouble), w))
	}
	if !l.Editing {
		return ""
	}
	var words []string
	typed := l.input.Value()
	for _, c := range l.language().Complete(typed) {
		words = append(words, text.Line(c.Word))
	}
	switch {
	case len(words) == 0:
		return ""
	case strings.TrimSpace(typed) == "":
		words = append([]string{"words, or"}, words...)
	case len(words) == 1:
		words[0] = "tab: " + words[0]
	default:
		words[0] = "tab: " + words[0] + " " + s.Signs.Dot
	}
	return s.Dim.Render(grid.Truncate("  "+strings.Join(words, " "), w))
}
