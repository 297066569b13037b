package preferences

import (
	"context"

	"recruitty/recruit"
)

// Place is where the text of someone's preferences is kept: a file on their own
// machine, the workspace on a host.
type Place interface {
	// Read returns the text, "" where there is none yet.
	Read(ctx context.Context) (string, error)
	// Write keeps a text in the place of the one before.
	Write(ctx context.Context, text string) error
	// Called says where that is, for people.
	Called() string
}

// NotKept says that there is nowhere to keep preferences.
const NotKept = "Keys and colours are not kept in this session."

// Service reads and changes someone's preferences.
type Service struct {
	Place  Place
	Limits func() Limits
}

// Now is what is set, and in sentences what of the text does not hold.
type Now struct {
	Config
	Wrong []string
}

// Read returns what is set. With an error it is the usual.
func (d Service) Read(ctx context.Context) (Now, error) {
	text, err := d.Place.Read(ctx)
	if err != nil || text == "" {
		return Now{Config: Usual()}, err
	}
	c, wrong := Parse(text, d.Limits())
	return Now{c, wrong}, nil
}

// Set changes one thing, as Set does, and returns what is set then.
func (d Service) Set(ctx context.Context, name, value string) (Now, error) {
	text, err := d.Place.Read(ctx)
	if err != nil {
		return Now{Config: Usual()}, err
	}
	changed, err := Set(text, name, value, d.Limits())
	if err != nil {
		return Now{Config: Usual()}, err
	}
	if changed != text {
		if err := d.Place.Write(ctx, changed); err != nil {
			return Now{Config: Usual()}, err
		}
	}
	c, wrong := Parse(changed, d.Limits())
	return Now{c, wrong}, nil
}

// Settings is where a workspace keeps what belongs to its members.
type Settings interface {
	Setting(ctx context.Context, key string) (string, error)
	SetSetting(ctx context.Context, key, value string) error
}

// OfMember is the preferences of a member that a host keeps, in the settings of the
// workspace.
type OfMember struct {
	Settings Settings
	Member   recruit.MemberID
}

// Read implements Place.
func (p OfMember) Read(ctx context.Context) (string, error) {
	return p.Settings.Setting(ctx, recruit.PreferencesKey(p.Member))
}

// Write implements Place.
func (p OfMember) Write(ctx context.Context, text string) error {
	return p.Settings.SetSetting(ctx, recruit.PreferencesKey(p.Member), text)
}

// Called implements Place.
func (p OfMember) Called() string { return "by this host, for you" }
