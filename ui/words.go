package ui

import (
	"time"

	"recruitty/recruit"
	"recruitty/ui/say"
)

// Short names for words of package say.

func effectName(e recruit.Effect) string { return say.EffectName(e) }
func shown(s string) string              { return say.Shown(s) }
func counted(n int, noun string) string  { return say.Counted(n, noun) }
func capital(s string) string            { return say.Capital(s) }
func firstName(name string) string       { return say.FirstName(name) }
func seconds(d time.Duration) int        { return say.Seconds(d) }
