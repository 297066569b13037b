package draft

import (
	"cmp"
	"context"
	"errors"
	"strconv"
	"strings"

	"recruitty/recruit"
	"recruitty/recruit/availability"
	"recruitty/recruit/hours"
	"recruitty/recruit/services"
)

// HoursOf is what someone has set of their hours: a member, or with Member.ID 0 the
// workspace for everybody who has set no others.
type HoursOf struct {
	Member  recruit.Member
	Own     hours.Rules
	Version int         // see availability.Service.SetMemberHours
	Base    hours.Hours // what holds where Own says nothing
	// Damage says that they cannot be read; then Own is empty. "" is no damage.
	Damage string
}

// ReadHours reads the hours that an actor may see: their own, the workspace's, and
// those of the others in the team for who sees all of it.
func ReadHours(ctx context.Context, svc *services.Services, actor recruit.Member, team []recruit.Member) ([]HoursOf, error) {
	free := svc.Availability
	all := HoursOf{Base: hours.Default(actor.Location())}
	var err error
	if all.Own, err = free.WorkspaceHours(ctx); all.damaged(err) != nil {
		return nil, err
	}
	today := hours.DateOf(svc.Now().In(actor.Location())).AddDays(-1)
	all.Own.Off = hours.Ahead(all.Own.Off, today)
	read := func(m recruit.Member) (HoursOf, error) {
		of := HoursOf{Member: m, Base: all.Own.Over(hours.Default(m.Location()))}
		own, version, err := free.Store.MemberHours(ctx, m.ID)
		own.Off = hours.Ahead(own.Off, today)
		of.Own, of.Version = own, version
		return of, of.damaged(err)
	}
	mine, err := read(actor)
	if err != nil {
		return nil, err
	}
	list := []HoursOf{mine, all}
	for _, m := range team {
		if m.ID == actor.ID || !actor.SeesAll() {
			continue
		}
		of, err := read(m)
		if err != nil {
			return nil, err
		}
		list = append(list, of)
	}
	return list, nil
}

// damaged notes that hours cannot be read; another error comes back.
func (of *HoursOf) damaged(err error) error {
	if errors.Is(err, recruit.ErrDamaged) {
		of.Own, of.Damage = hours.Rules{}, recruit.Sentence(err)
		return nil
	}
	return err
}

// unset says where what is not set comes from.
func (of HoursOf) unset() string {
	if of.Member.ID == 0 {
		return "unless someone sets their own"
	}
	return "the workspace's"
}

// Working are the working hours that hold, and whether they were set for just these.
func (of HoursOf) Working() (words string, own bool) {
	return of.Own.Over(of.Base).Working.String(), of.Own.Working != nil
}

// Lines are the hours that hold, as names with values.
func (of HoursOf) Lines() [][2]string {
	own, holds := of.Own, of.Own.Over(of.Base)
	said := func(set bool, words string) string {
		if set {
			return words
		}
		return words + " (" + of.unset() + ")"
	}
	lines := [][2]string{
		{"Working hours", said(own.Working != nil, holds.Working.String())},
		{"Preferred", said(own.Preferred != nil, holds.Preferred.String())},
		{"Lunch", said(own.Lunch != nil, holds.Lunch.String())},
		{"Free around", said(own.Before != nil || own.After != nil, strconv.Itoa(int(holds.Before.Minutes()))+" min before an interview, "+strconv.Itoa(int(holds.After.Minutes()))+" min after it")},
		{"At most", said(own.PerDay != nil || own.PerWeek != nil, limit(holds.PerDay, "a day")+", "+limit(holds.PerWeek, "a week"))},
		{"Public holidays", said(own.Holidays != nil, holidays(holds.Holidays))},
	}
	off := cmp.Or(offText(own.Off), "none")
	if shared := offText(of.Base.Off); shared != "" {
		off += "; for everybody: " + shared
	}
	return append(lines, [2]string{"Time off", off})
}

func limit(n int, per string) string {
	if n == 0 {
		return "no limit " + per
	}
	return strconv.Itoa(n) + " interviews " + per
}

func holidays(code string) string {
	if c, ok := hours.CalendarOf(code); ok && code != "" {
		return c.Name + ", " + c.Code
	}
	return "none"
}

func offText(all []hours.TimeOff) string {
	var each []string
	for _, off := range all {
		each = append(each, off.String())
	}
	return strings.Join(each, ", ")
}

// HoursForm changes hours.
func HoursForm(svc *services.Services, actor recruit.Member, of HoursOf) Form[Hours] {
	f := Form[Hours]{Key: "hours", Title: "Your hours", Sheet: newHours(of), Intro: of.Damage}
	id := of.Member.ID
	switch {
	case id == 0:
		f.Key, f.Title = "hours-workspace", "Hours of the workspace"
	case id != actor.ID:
		f.Key, f.Title = "hours-"+strconv.FormatInt(int64(id), 10), "Hours of "+of.Member.Name
	}
	f.Save = func(ctx context.Context, typed Hours) (said, warning string, err error) {
		rules, err := typed.rules()
		switch {
		case err != nil:
			return "", "", err
		case id == 0:
			return "Hours saved for everyone who has not set their own.", "", svc.Availability.SetWorkspaceHours(ctx, actor, rules)
		}
		now, err := svc.Availability.SetMemberHours(ctx, actor, id, rules, of.Version)
		return "Hours saved.", now.Damage, err
	}
	return f
}

// HoursNow reads the hours of one whose form is open anew.
func HoursNow(ctx context.Context, svc *services.Services, of HoursOf) (HoursOf, error) {
	all, err := svc.Availability.WorkspaceHours(ctx)
	now := HoursOf{Member: of.Member, Base: of.Base}
	if of.Member.ID == 0 {
		now.Own = all
		return now, now.damaged(err)
	}
	if err == nil {
		now.Base = all.Over(hours.Default(of.Member.Location()))
	}
	now.Own, now.Version, err = svc.Availability.Store.MemberHours(ctx, of.Member.ID)
	return now, now.damaged(err)
}

// HoursValues are what the form would hold of someone's hours.
func HoursValues(of HoursOf) map[string]string { return newHours(of).Values() }

// MayChangeHours says why an actor may not change someone's hours, "" when they may.
func MayChangeHours(actor recruit.Member, id recruit.MemberID) string {
	if err := availability.MayChange(actor, id); err != nil {
		return recruit.Sentence(err)
	}
	return ""
}
