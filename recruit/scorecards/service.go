package scorecards

import (
	"context"
	"errors"
	"slices"
	"time"

	"recruitty/recruit"
)

// Store keeps forms, guides and scorecards. It tells each member only what they may read.
type Store interface {
	// Kits lists the kits of a job and those of the workspace.
	Kits(ctx context.Context, job recruit.JobID) ([]Kit, error)
	// SaveKit adds (Version 0) or changes a kit. Version must be the stored one, else
	// ErrStale.
	SaveKit(ctx context.Context, k Kit, log recruit.Activity) error
	// Cards lists the scorecards that count of interviews, by interview and author.
	Cards(ctx context.Context, of []recruit.InterviewID) ([]Card, error)
	// Card returns the card of a member for an interview, one that is only begun or was
	// withdrawn too; ErrNotFound where there is none.
	Card(ctx context.Context, id recruit.InterviewID, m recruit.MemberID) (Card, error)
	// CardVersions lists what a card was, oldest first, the newest version included.
	CardVersions(ctx context.Context, id recruit.InterviewID, m recruit.MemberID) ([]Card, error)
	// SaveCard adds (Version 0) or changes a card. Version must be the stored one, else
	// ErrStale.
	SaveCard(ctx context.Context, c Card, by recruit.Member, log recruit.Activity) (Card, error)
	// Seats lists who is on the panels of interviews, or has given a card for one.
	Seats(ctx context.Context, of []recruit.InterviewID) ([]Seat, error)
	// StageOf is the stage in which the candidate was when the interview was scheduled, ""
	// where that was not noted.
	StageOf(ctx context.Context, id recruit.InterviewID) (string, error)
	Member(ctx context.Context, id recruit.MemberID) (recruit.Member, error)
	Record(ctx context.Context, id recruit.InterviewID) (recruit.Record, error)
	Interviews(ctx context.Context, f recruit.InterviewFilter) ([]recruit.InterviewSummary, error)
	Profile(ctx context.Context, id recruit.CandidateID) (recruit.Profile, error)
	Job(ctx context.Context, id recruit.JobID) (recruit.Job, error)
	Log(ctx context.Context, a recruit.Activity) error
}

// Seat is a member of a panel, or who has given a card without being on it (any more).
type Seat struct {
	Interview recruit.InterviewID
	Member    recruit.MemberID
	Name      string // as it is now
	Address   string // under which they are invited
	Left      bool   // has left the team
	OnPanel   bool   // is invited, and not read-only
	Absent    bool   // has said that they do not come
	Given     bool   // a card of theirs counts
}

// Missing reports whether a card is awaited of the seat.
func (s Seat) Missing() bool { return s.OnPanel && !s.Left && !s.Absent && !s.Given }

// Mover moves candidates in the pipeline of a job.
type Mover interface {
	Move(ctx context.Context, actor recruit.Member, candidate recruit.CandidateID, job recruit.JobID, stage string) (recruit.Moved, error)
}

// Service is the service for scorecards. Its fields are set once, before use.
type Service struct {
	Store    Store
	Settings *recruit.Settings
	Pipeline Mover
	Now      recruit.Clock
}

// Sheet is everything about the scorecards of one interview that its reader may know.
type Sheet struct {
	Interview recruit.InterviewSummary
	Stage     string
	Chosen
	Seats []Seat
	Cards []Card // that count and may be read
	// Own is the reader's own card, Version 0 where they have begun none.
	Own Card
	// Blind says that some cards are not shown until the reader's own is given.
	Blind bool
}

// Begun reports whether the interview has begun at now: before, there is nothing to judge.
func (s Sheet) Begun(now time.Time) bool { return !s.Interview.Start.After(now) }

// Missing are those whose card is awaited.
func (s Sheet) Missing() []Seat {
	if st := s.Interview.Status; st == recruit.Cancelled || st == recruit.NoShow {
		return nil
	}
	return slices.DeleteFunc(slices.Clone(s.Seats), func(x Seat) bool { return !x.Missing() })
}

// Given counts the cards that were given, those that may not be read included.
func (s Sheet) Given() int {
	n := 0
	for _, x := range s.Seats {
		if x.Given {
			n++
		}
	}
	return n
}

// Seat is that of a member; ok is false for who is not on the panel and has given nothing.
func (s Sheet) Seat(m recruit.MemberID) (Seat, bool) {
	i := slices.IndexFunc(s.Seats, func(x Seat) bool { return x.Member == m })
	if i < 0 {
		return Seat{}, false
	}
	return s.Seats[i], true
}

// Card is the card of a member that counts and may be read.
func (s Sheet) Card(m recruit.MemberID) (Card, bool) {
	i := slices.IndexFunc(s.Cards, func(c Card) bool { return c.Member == m })
	if i < 0 {
		return Card{}, false
	}
	return s.Cards[i], true
}

// Sheet returns the sheet of an interview for a reader.
func (s *Service) Sheet(ctx context.Context, reader recruit.Member, id recruit.InterviewID) (Sheet, error) {
	r, err := s.Store.Record(ctx, id)
	if err != nil {
		return Sheet{}, err
	}
	stage := ""
	if p, err := s.Store.Profile(ctx, r.Interview.CandidateID); err == nil {
		for _, a := range p.Applications {
			if a.JobID == r.Interview.JobID {
				stage = a.Stage
			}
		}
	} else if !errors.Is(err, recruit.ErrNotFound) {
		return Sheet{}, err
	}
	all, err := s.sheets(ctx, reader, []recruit.InterviewSummary{{Interview: r.Interview, CandidateName: r.Candidate.Name, JobTitle: r.Job.Title, OrganiserName: r.Organiser.Name, Stage: stage}})
	if err != nil {
		return Sheet{}, err
	}
	return all[0], nil
}

// BlindWords say why some cards are not shown.
const BlindWords = "Others have given their scorecard; you can read it once you have given yours."

// recent is how far back Recent looks.
const recent = 4 * 7 * 24 * time.Hour

// Recent lists the sheets of the interviews of the last four weeks that have begun and, as
// far as anybody knows, took place, the newest first.
func (s *Service) Recent(ctx context.Context, reader recruit.Member) ([]Sheet, error) {
	now := s.Now().UTC()
	all, err := s.every(ctx, reader, recruit.InterviewFilter{From: now.Add(-recent), To: now}, func(i recruit.InterviewSummary) bool {
		return i.Status != recruit.Cancelled && i.Status != recruit.NoShow
	})
	slices.Reverse(all)
	return all, err
}

// About lists the sheets of all interviews with a candidate, by their start.
func (s *Service) About(ctx context.Context, reader recruit.Member, candidate recruit.CandidateID) ([]Sheet, error) {
	return s.every(ctx, reader, recruit.InterviewFilter{CandidateID: candidate}, nil)
}

// late is how far back a missing card is asked about, and overdue from when it is late.
const (
	late    = 14 * 24 * time.Hour
	overdue = 24 * time.Hour
)

// Due is an interview that has ended and of which cards are missing.
type Due struct {
	Interview recruit.InterviewSummary
	Own       bool   // the reader's own card is missing
	Late      []Seat // others whose card is missing a day after the end
}

// Due lists the interviews of the last two weeks of which the reader's own card is missing,
// and, of those that they organise, others' that are late; by their start.
func (s *Service) Due(ctx context.Context, reader recruit.Member) ([]Due, error) {
	now := s.Now().UTC()
	if reader.ID == 0 {
		return nil, nil
	}
	var due []Due
	err := s.pages(ctx, recruit.InterviewFilter{From: now.Add(-late), To: now, MemberID: reader.ID}, func(page []recruit.InterviewSummary) error {
		more, err := s.dueOf(ctx, reader, page, now)
		due = append(due, more...)
		return err
	})
	return due, err
}

// dueOf are those of some interviews of which cards are missing.
func (s *Service) dueOf(ctx context.Context, reader recruit.Member, of []recruit.InterviewSummary, now time.Time) ([]Due, error) {
	seats, err := s.Store.Seats(ctx, numbers(of))
	if err != nil {
		return nil, err
	}
	var due []Due
	for _, i := range of {
		if i.End().After(now) {
			continue
		}
		d, x := Due{Interview: i}, Sheet{Interview: i}
		for _, seat := range seats {
			if seat.Interview == i.ID {
				x.Seats = append(x.Seats, seat)
			}
		}
		for _, seat := range x.Missing() {
			switch {
			case seat.Member == reader.ID:
				d.Own = true
			case i.OrganiserID == reader.ID && now.Sub(i.End()) >= overdue:
				d.Late = append(d.Late, seat)
			}
		}
		if d.Own || len(d.Late) > 0 {
			due = append(due, d)
		}
	}
	return due, nil
}

// sheets are the sheets of interviews for a reader.
func (s *Service) sheets(ctx context.Context, reader recruit.Member, of []recruit.InterviewSummary) ([]Sheet, error) {
	ids := numbers(of)
	seats, err := s.Store.Seats(ctx, ids)
	if err != nil {
		return nil, err
	}
	cards, err := s.Store.Cards(ctx, ids)
	if err != nil {
		return nil, err
	}
	kits := map[recruit.JobID][]Kit{}
	all := make([]Sheet, len(of))
	for i, one := range of {
		x := Sheet{Interview: one}
		if x.Stage, err = s.Store.StageOf(ctx, one.ID); err != nil {
			return nil, err
		}
		if x.Stage == "" {
			x.Stage = one.Stage
		}
		if _, known := kits[one.JobID]; !known {
			if kits[one.JobID], err = s.Store.Kits(ctx, one.JobID); err != nil {
				return nil, err
			}
		}
		x.Chosen = Choose(kits[one.JobID], x.Stage, one.Title)
		for _, seat := range seats {
			if seat.Interview == one.ID {
				x.Seats = append(x.Seats, seat)
			}
		}
		for _, c := range cards {
			if c.Interview == one.ID {
				x.Cards = append(x.Cards, c)
			}
		}
		x.Blind = x.Given() > len(x.Cards)
		if x.Own, err = s.own(ctx, reader, one.ID); err != nil {
			return nil, err
		}
		all[i] = x
	}
	return all, nil
}

// own is the reader's own card of an interview, Version 0 where there is none.
func (s *Service) own(ctx context.Context, reader recruit.Member, id recruit.InterviewID) (Card, error) {
	if reader.ID == 0 {
		return Card{Interview: id}, nil
	}
	c, err := s.Store.Card(ctx, id, reader.ID)
	if errors.Is(err, recruit.ErrNotFound) {
		return Card{Interview: id, Member: reader.ID, Author: reader.Name}, nil
	}
	return c, err
}

// History lists what the card of a member was, oldest first; what someone has only begun is
// for the reader themselves. A card that the store does not show is ErrNotFound.
func (s *Service) History(ctx context.Context, id recruit.InterviewID, of, reader recruit.MemberID) ([]Card, error) {
	all, err := s.Store.CardVersions(ctx, id, of)
	if err != nil {
		return nil, err
	}
	if of != reader {
		all = slices.DeleteFunc(all, func(c Card) bool { return c.GivenAt.IsZero() })
	}
	if len(all) == 0 {
		return nil, NotThere(id)
	}
	return all, nil
}

// NotThere says that there is no such card, or none that is shown.
func NotThere(id recruit.InterviewID) error {
	return recruit.NotFound("They have no scorecard for interview %d that you may read.", id)
}
