package availability

import (
	"context"
	"encoding/json"
	"errors"
	"strconv"
	"strings"
	"time"

	"recruitty/recruit"
	"recruitty/recruit/busy"
	"recruitty/recruit/hours"
	"recruitty/recruit/sanitize"
)

// DefaultMaxAge is how old a reading may be before a person's time counts as unknown.
const DefaultMaxAge = 15 * time.Minute

// Limits of the settings.
const (
	minMaxAge  = 5 * time.Minute
	mostMaxAge = 24 * time.Hour
	maxWords   = 100 // of each list
	maxWord    = 60  // characters
)

// noWords is kept for a list that was emptied: "" is one that was never set.
const noWords = "-"

// Service is the service for when people are free.
type Service struct {
	Store Store
	// Readers read each kind of source; a kind without one cannot be connected.
	Readers map[busy.Kind]busy.Reader
	Auth    Authoriser // nil where nobody can sign in to Google or Microsoft
	// App is the app that is registered with a provider; its ClientID is "" when none is.
	App func(ctx context.Context, kind busy.Kind) (recruit.MailApp, error)
	// Address checks the address of a published calendar or a CalDAV server and returns
	// it as it is asked; nil takes it as it is.
	Address func(kind busy.Kind, typed string) (string, error)
	Find    Finder // nil where the calendars of a CalDAV account are to be named
	Owner   string // names this process in leases
	Now     recruit.Clock
	After   func(time.Duration) <-chan time.Time // nil means time.After
}

// Settings are what a workspace has set about calendars.
type Settings struct {
	MaxAge time.Duration
	Words  busy.Words
}

// defaultWords are those by which titles are judged until others are set.
func defaultWords() busy.Words {
	return busy.Words{
		Soft: []string{"focus", "focus time", "dnb", "do not book", "deep work", "no meetings", "hold", "tentative", "blocker", "lunch"},
		Firm: []string{"doctor", "dentist", "appointment", "flight", "train", "school", "interview", "vacation", "holiday", "out of office", "ooo"},
	}
}

// Settings returns what is set, with defaults for the rest.
func (s *Service) Settings(ctx context.Context) (Settings, error) {
	out := Settings{Words: defaultWords()}
	var err error
	if out.MaxAge, err = s.maxAge(ctx); err != nil {
		return out, err
	}
	for key, list := range map[string]*[]string{recruit.SettingCalendarSoft: &out.Words.Soft, recruit.SettingCalendarFirm: &out.Words.Firm} {
		kept, err := s.Store.Setting(ctx, key)
		if err != nil {
			return out, err
		}
		switch kept {
		case "":
		case noWords:
			*list = nil
		default:
			*list = strings.Split(kept, "\n")
		}
	}
	return out, nil
}

// maxAge is how old a reading may be.
func (s *Service) maxAge(ctx context.Context) (time.Duration, error) {
	kept, err := s.Store.Setting(ctx, recruit.SettingCalendarAge)
	if n, wrong := strconv.Atoi(kept); wrong == nil && checkMaxAge(time.Duration(n)*time.Minute) == nil {
		return time.Duration(n) * time.Minute, err
	}
	return DefaultMaxAge, err
}

func checkMaxAge(d time.Duration) error {
	if d < minMaxAge || d > mostMaxAge || d%time.Minute != 0 {
		return recruit.Invalid("max_age", "The maximum age of a reading is a number of minutes from %d to %d.", int(minMaxAge.Minutes()), int(mostMaxAge.Minutes()))
	}
	return nil
}

// SetSettings changes them. Other words mean that every calendar is read anew, since
// no title is kept that could be judged again.
func (s *Service) SetSettings(ctx context.Context, actor recruit.Member, to Settings) error {
	if err := recruit.Allow(actor, recruit.ToManage); err != nil {
		return err
	}
	if err := checkMaxAge(to.MaxAge); err != nil {
		return err
	}
	var err error
	if to.Words.Soft, err = cleanWords("soft", to.Words.Soft); err != nil {
		return err
	}
	if to.Words.Firm, err = cleanWords("firm", to.Words.Firm); err != nil {
		return err
	}
	was, err := s.Settings(ctx)
	if err != nil {
		return err
	}
	changed := recruit.ChangedWords("Changed when calendars count", recruit.JoinDifferences(
		recruit.Difference("Maximum age of a reading, in minutes", minutes(was.MaxAge), minutes(to.MaxAge)),
		recruit.Difference("Soft words", strings.Join(was.Words.Soft, ", "), strings.Join(to.Words.Soft, ", ")),
		recruit.Difference("Firm words", strings.Join(was.Words.Firm, ", "), strings.Join(to.Words.Firm, ", "))))
	if changed == "" {
		return nil
	}
	err = errors.Join(s.Store.SetSetting(ctx, recruit.SettingCalendarAge, minutes(to.MaxAge)), s.Store.SetSetting(ctx, recruit.SettingCalendarSoft, listed(to.Words.Soft)), s.Store.SetSetting(ctx, recruit.SettingCalendarFirm, listed(to.Words.Firm)))
	if err == nil && (listed(was.Words.Soft) != listed(to.Words.Soft) || listed(was.Words.Firm) != listed(to.Words.Firm)) {
		err = s.Store.Reread(ctx, s.now())
	}
	if err != nil {
		return err
	}
	return s.log(ctx, actor, "calendar.settings", changed)
}

func minutes(d time.Duration) string { return strconv.Itoa(int(d / time.Minute)) }

func listed(words []string) string {
	if len(words) == 0 {
		return noWords
	}
	return strings.Join(words, "\n")
}

// cleanWords checks a list of words.
func cleanWords(field string, words []string) ([]string, error) {
	if len(words) > maxWords {
		return nil, recruit.Invalid(field, "At most %d words are possible.", maxWords)
	}
	var clean []string
	for _, word := range words {
		word, err := sanitize.Line(word, maxWord)
		if err != nil {
			return nil, recruit.Invalid(field, "Each word can have at most %d characters.", maxWord)
		}
		if word != "" && word != noWords {
			clean = append(clean, word)
		}
	}
	return clean, nil
}

// WorkspaceHours returns the rules that hold for everybody who has set no others.
func (s *Service) WorkspaceHours(ctx context.Context) (hours.Rules, error) {
	var r hours.Rules
	kept, err := s.Store.Setting(ctx, recruit.SettingHours)
	if err == nil && kept != "" && json.Unmarshal([]byte(kept), &r) != nil {
		return hours.Rules{}, &recruit.Problem{Kind: recruit.ErrDamaged, Sentence: "The workspace's working hours cannot be read; an admin must set them again (recruitty hours set --workspace)."}
	}
	return r, err
}

// SetWorkspaceHours changes them.
func (s *Service) SetWorkspaceHours(ctx context.Context, actor recruit.Member, r hours.Rules) error {
	if err := recruit.Allow(actor, recruit.ToManage); err != nil {
		return err
	}
	if err := s.check(&r, recruit.Member{}); err != nil {
		return err
	}
	was, err := s.WorkspaceHours(ctx)
	damaged := errors.Is(err, recruit.ErrDamaged)
	if err != nil && !damaged {
		return err
	}
	kept, err := json.Marshal(r)
	if err != nil {
		return err
	}
	changed := recruit.ChangedWords("Changed the workspace's working hours", Differences(was, r))
	if changed == "" {
		return nil
	}
	if !damaged { // noted first: a note too many says nothing that was not so
		err = s.Store.NoteWorkspaceHours(ctx, was, s.now())
	}
	if err == nil {
		err = s.Store.SetSetting(ctx, recruit.SettingHours, string(kept))
	}
	if err != nil {
		return err
	}
	return s.log(ctx, actor, "hours.workspace", changed)
}

// MemberHours are the hours of one member.
type MemberHours struct {
	Member  recruit.Member
	Own     hours.Rules // what they have set themselves
	Version int         // for SetMemberHours
	Hours   hours.Hours // what holds, with what the workspace has set
	// Damage says that what the workspace has set cannot be read, so that it is missing in
	// Hours; "" as a rule. Only SetMemberHours fills it in: elsewhere it is the error.
	Damage string
}

// MemberHours returns a member's hours, to themselves and to who schedules.
func (s *Service) MemberHours(ctx context.Context, actor recruit.Member, id recruit.MemberID) (MemberHours, error) {
	var out MemberHours
	err := maySee(actor, id)
	if err == nil {
		out.Member, err = s.Store.Member(ctx, id)
	}
	if err == nil {
		out.Own, out.Version, err = s.Store.MemberHours(ctx, id)
	}
	if err != nil {
		return out, err
	}
	all, err := s.WorkspaceHours(ctx)
	out.Hours = out.Own.Over(all.Over(hours.Default(out.Member.Location())))
	return out, err
}

// SetMemberHours changes what a member has set: one's own, or an admin anybody's. Time
// off that is over is dropped. A damage of the workspace's hours stands in the way of
// nothing: it is said in what comes back.
func (s *Service) SetMemberHours(ctx context.Context, actor recruit.Member, id recruit.MemberID, r hours.Rules, version int) (MemberHours, error) {
	if err := MayChange(actor, id); err != nil {
		return MemberHours{}, err
	}
	was, err := s.MemberHours(ctx, actor, id)
	if err != nil && (!errors.Is(err, recruit.ErrDamaged) || was.Member.ID != id) {
		return was, err // what cannot be read can be set again
	}
	if was.Member.Removed() {
		return was, recruit.NotInTeam(was.Member)
	}
	if err := s.check(&r, was.Member); err != nil {
		return was, err
	}
	whose := "their working hours"
	if actor.ID != id {
		whose = "the working hours of " + was.Member.Name
	}
	changed := recruit.ChangedWords("Changed "+whose, Differences(was.Own, r))
	if changed != "" {
		if err := s.Store.SaveMemberHours(ctx, id, r, version, s.line(actor, "hours.changed", changed)); err != nil {
			return was, err
		}
	}
	now, err := s.MemberHours(ctx, actor, id)
	if errors.Is(err, recruit.ErrDamaged) { // of the workspace's; the member's own were just written
		now.Damage, err = recruit.Sentence(err), nil
	}
	return now, err
}

// check refuses rules that cannot be, and drops the time off that is over.
func (s *Service) check(r *hours.Rules, of recruit.Member) error {
	zone := time.UTC
	if of.ID != 0 {
		zone = of.Location()
	}
	r.Off = hours.Ahead(r.Off, hours.DateOf(s.Now().In(zone)).AddDays(-1))
	if err := r.Check(); err != nil {
		return recruit.Invalid("hours", "%s", err)
	}
	return nil
}

// now is the time in UTC.
func (s *Service) now() time.Time { return s.Now().UTC() }

func (s *Service) after(d time.Duration) <-chan time.Time {
	if s.After == nil {
		return time.After(d)
	}
	return s.After(d)
}

func (s *Service) line(actor recruit.Member, action, text string) recruit.Activity {
	return recruit.Activity{At: s.now(), ActorID: actor.ID, Actor: actor.Name, Action: action, Text: text}
}

func (s *Service) log(ctx context.Context, actor recruit.Member, action, text string) error {
	return s.Store.Log(ctx, s.line(actor, action, text))
}
