package pools

import "recruitty/recruit"

// Seated says for which pool a participant was chosen: "for Backend", "shadow of Backend";
// "" of who was asked for by name.
func Seated(p recruit.Participant) string {
	name := p.PoolName
	if name == "" {
		name = "a pool"
	}
	switch level := Level(p.PoolLevel); {
	case p.Pool == 0:
		return ""
	case level == Shadow || level == ReverseShadow:
		return level.Words() + " of " + name
	}
	return "for " + name
}
