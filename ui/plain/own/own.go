// Package own is the talk in lines about what a person sets for their own screens: keys,
// colours and the mouse.
package own

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"

	"recruitty/recruit"
	"recruitty/ui/plain/talk"
	"recruitty/ui/preferences"
	"recruitty/ui/text"
)

// Takes is what may stand behind the word that begins this.
const Takes = "keys, NAME VALUE, or NAME default"

// Do says what is set, lists the actions with their keys, or sets something. svc is nil
// where nothing is kept.
func Do(ctx context.Context, c *talk.Conversation, svc *preferences.Service, rest string) error {
	if svc == nil {
		return recruit.Refused(preferences.NotKept)
	}
	name, value, _ := strings.Cut(rest, " ")
	switch value = strings.TrimSpace(value); {
	case name == "":
		now, err := svc.Read(ctx)
		if err == nil {
			say(c, svc, now)
		}
		return err
	case name == "keys" && value == "":
		return keys(ctx, c, svc)
	case name == "theme" && value == "":
		now, err := svc.Read(ctx)
		if err == nil {
			c.Tell("Themes: %s. Type config theme and the name of one, or default for that of your profile.", strings.Join(svc.Limits().ThemeNames(now.Config), ", "))
		}
		return err
	case value == "":
		return recruit.Invalid("", "What is %s to be? Type config %s and its value, or default for the usual one.", name, name)
	case value == "default":
		value = ""
	}
	now, err := svc.Set(ctx, name, value)
	if err != nil {
		return err
	}
	c.Tell("Set. The screens follow when they open the next time.")
	say(c, svc, now)
	return nil
}

// say says what is set, and what of the text does not hold.
func say(c *talk.Conversation, svc *preferences.Service, now preferences.Now) {
	theme, mouse := now.Theme, "off"
	if theme == "" {
		theme = "that of your profile"
	}
	if now.Mouse {
		mouse = "on"
	}
	c.Tell("For the screens, kept %s.", text.Line(svc.Place.Called()))
	c.Tell("Theme: %s. Mouse: %s.", theme, mouse)
	for _, role := range slices.Sorted(maps.Keys(now.Colours)) {
		c.Tell("Colour %s: %s.", role, now.Colours[role])
	}
	for _, name := range slices.Sorted(maps.Keys(now.Keys)) {
		c.Tell("Key of %s: %s.", name, strings.Join(now.Keys[name], " or "))
	}
	for _, wrong := range now.Wrong {
		c.Tell("Note: %s", text.Line(wrong))
	}
	c.Tell("To change it: config theme dark, config mouse off, config keys.interview.reschedule R, config colours.accent #7CB7FF. config keys lists the actions.")
}

// keys lists the actions that may have another key.
func keys(ctx context.Context, c *talk.Conversation, svc *preferences.Service) error {
	now, err := svc.Read(ctx)
	if err != nil {
		return err
	}
	var rows []talk.Row
	said := map[string]bool{}
	for _, k := range svc.Limits().Known {
		if k.Fixed || said[k.Name] {
			continue
		}
		said[k.Name] = true
		strokes, whose := k.Strokes, ""
		if own, set := now.Keys[k.Name]; set {
			strokes, whose = k.With(own), ", yours"
		}
		words := fmt.Sprintf("keys.%s, %s, %s: %s%s", k.Name, k.Where, k.Help, strings.Join(strokes, " or "), whose)
		rows = append(rows, talk.Row{Words: words, Open: func(context.Context) error {
			c.Tell("%s. Type config keys.%s and the key it is to have.", words, k.Name)
			return nil
		}})
	}
	return c.ListedIfAny(ctx, rows)
}
