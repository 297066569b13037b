package candidates

import (
	"context"
	"errors"
	"slices"
	"time"

	tea "charm.land/bubbletea/v2"

	"recruitty/recruit"
	"recruitty/recruit/filter"
	offering "recruitty/recruit/offers"
	"recruitty/recruit/scorecards"
	"recruitty/recruit/services"
	"recruitty/ui/forms"
	"recruitty/ui/interviews"
	"recruitty/ui/shell"
	"recruitty/ui/table"
	"recruitty/ui/text"
	"recruitty/ui/wording"
)

// The parts of a profile below the card.
const (
	partOverview = iota
	partActivity
	partFiles
	partNotes
	partScores
	profileParts // their number
)

// maxCards is how many interviews a profile can show as a card.
const maxCards = 20

// candidateScreen is a candidate's profile: who it is, the next interview as a
// card with what can be done about it (R6), and below the details, the log,
// the files and the notes.
type candidateScreen struct {
	app     *shell.App
	id      recruit.CandidateID
	reading shell.Reading
	facts   profileFacts
	known   bool
	failure string

	part     int
	overview *table.Table
	log      shell.Listing
	lines    int // of the log that match
	files    *table.Table
	notes    shell.TextPane
	scores   shell.TextPane

	card     recruit.InterviewID // whose card is shown
	chosen   bool                // a person chose that one
	passcode bool                // it is shown
	ticking  bool
	cameUp   interviews.CameUp
	last     lastChange
}

// profileFacts is everything the screen shows.
type profileFacts struct {
	profile    recruit.Profile
	interviews []recruit.InterviewSummary // all, by start
	cards      []recruit.Record           // those that are ahead or not finished
	may        map[recruit.InterviewID]interviews.May
	log        []recruit.Activity   // newest first
	older      bool                 // there are older lines of the log
	letters    []recruit.Letter     // newest first
	offers     []offering.Offer     // of times to choose from, newest first
	debriefs   []scorecards.Debrief // one for each job; read for their tab only
}

// NewCandidate is the profile of a candidate; interview, if not 0, is the one that
// its card shows first.
func NewCandidate(a *shell.App, id recruit.CandidateID, interview recruit.InterviewID) *candidateScreen {
	s := &candidateScreen{app: a, id: id,
		overview: table.New("", table.Column{Width: 21}, table.Column{Width: 20, Weight: 1}, table.Column{Width: 20, Below: true}).HideHeader(),
		log: shell.NewListing(a, table.New(wording.NothingHappened,
			table.Column{Title: "When", Width: 15}, table.Column{Title: "What", Width: 40, Weight: 1, Wrap: true}, table.Column{Title: "Who", Width: 16, Drop: 1})).Speaking(filter.Activity),
		files: table.New(a.Teach(recruit.ToRecruit, "No files yet. The résumé belongs here.", "Press f to add a file."),
			table.Column{Title: "File", Width: 24, Weight: 1}, table.Column{Title: "Kind", Width: 16, Drop: 1}, table.Column{Title: "Size", Width: 9, Right: true}),
	}
	s.focus(interview)
	return s
}

// focus shows the card of an interview; 0 leaves the choice to the screen.
func (s *candidateScreen) focus(id recruit.InterviewID) { s.card, s.chosen = id, id != 0 }

func (s *candidateScreen) Init() tea.Cmd { return s.ask() }

func (s *candidateScreen) Title() string {
	if s.known {
		return text.Line(s.facts.profile.Candidate.Name)
	}
	return "Candidate"
}

func (s *candidateScreen) Typing() bool { return s.part == partActivity && s.log.Typing() }

// Cursor implements Cursored.
func (s *candidateScreen) Cursor() *tea.Cursor {
	if !s.Typing() {
		return nil
	}
	return s.log.Cursor()
}

// Back implements Backer.
func (s *candidateScreen) Back() bool {
	if s.part != partActivity || !s.log.Clear() {
		return false
	}
	s.showLog()
	return true
}

func (s *candidateScreen) Update(msg tea.Msg) tea.Cmd {
	if fact, ok := msg.(shell.Changed); ok {
		if !fact.Affects(func(c recruit.Change) bool { return c.Candidate == s.id }) {
			return nil
		}
		return s.ask()
	}
	if s.part == partActivity {
		taken, changed, cmd := s.log.Key(msg)
		if changed {
			s.showLog()
		}
		if taken {
			return cmd
		}
	}
	press, ok := msg.(tea.KeyPressMsg)
	if !ok || !s.known {
		return nil
	}
	switch s.part {
	case partOverview:
		s.overview.Update(press)
	case partFiles:
		s.files.Update(press)
	case partNotes:
		s.notes.Key(press)
	case partScores:
		s.scores.Key(press)
	}
	return nil
}

// ask reads everything about the candidate.
func (s *candidateScreen) ask() tea.Cmd {
	svc, id, now := s.app.Services(), s.id, s.app.Session().Now()
	actor, judged := s.app.Member(), s.part == partScores
	return shell.Reread(s.app, &s.reading, func(ctx context.Context) (profileFacts, error) {
		f, err := readProfile(ctx, svc, id, now)
		for _, a := range f.profile.Applications {
			if err != nil || !judged {
				break
			}
			var d scorecards.Debrief
			d, err = svc.Scorecards.Debrief(ctx, actor, id, a.JobID)
			f.debriefs = append(f.debriefs, d)
		}
		return f, err
	}, func(f profileFacts, err error) tea.Cmd {
		if err != nil {
			s.failure = recruit.Sentence(err)
			return nil
		}
		s.facts, s.known, s.failure = f, true, ""
		s.settleCard()
		s.showOverview()
		s.showLog()
		s.files.SetRows(forms.FileRows(f.profile.Files))
		return tea.Batch(s.tick(), s.cameUp.Ask(s.app, f.cards...), s.last.ask(s.app, s.id))
	})
}

func readProfile(ctx context.Context, svc *services.Services, id recruit.CandidateID, now time.Time) (profileFacts, error) {
	f, store := profileFacts{may: map[recruit.InterviewID]interviews.May{}}, svc.Store
	var err error
	if f.profile, err = store.Profile(ctx, id); err != nil {
		return f, err
	}
	if f.interviews, err = store.Interviews(ctx, recruit.InterviewFilter{CandidateID: id}); err != nil {
		return f, err
	}
	for _, i := range f.interviews {
		if len(f.cards) == maxCards || !wantsCard(i) {
			continue
		}
		r, err := store.Record(ctx, i.ID)
		if errors.Is(err, recruit.ErrDamaged) {
			continue // it is marked in the list
		}
		if err != nil {
			return f, err
		}
		f.cards = append(f.cards, r)
		f.may[i.ID] = interviews.ReadMay(ctx, svc, r)
	}
	if f.letters, err = store.LettersTo(ctx, id); err != nil {
		return f, err
	}
	f.offers, err = svc.Offers.List(ctx, offering.Filter{Candidate: id, Limit: maxOffers})
	if err != nil && !errors.Is(err, recruit.ErrRefused) { // of who does not see the whole workspace
		return f, err
	}
	// What is over goes behind what is ahead.
	slices.SortStableFunc(f.cards, func(a, b recruit.Record) int { return rank(a, now) - rank(b, now) })
	f.log, err = store.Activities(ctx, recruit.ActivityFilter{CandidateID: id, Limit: maxLog + 1})
	if f.older = len(f.log) > maxLog; f.older {
		f.log = f.log[:maxLog]
	}
	return f, err
}

// maxLog is how many lines of the log a profile shows.
const maxLog = 500

// maxOffers is how many offers a profile shows.
const maxOffers = 50

// wantsCard reports whether an interview still concerns people: it is ahead, or
// nobody said how it was, or something about it is not finished outside.
func wantsCard(i recruit.InterviewSummary) bool {
	return i.Status == recruit.Scheduled || i.Waiting+i.NeedAttention > 0
}

func rank(r recruit.Record, now time.Time) int {
	switch {
	case r.Interview.Status != recruit.Scheduled:
		return 2
	case !r.Interview.End().After(now):
		return 1
	}
	return 0
}

// settleCard keeps the card on its interview, or moves to the nearest.
func (s *candidateScreen) settleCard() {
	if s.chosen && slices.ContainsFunc(s.facts.cards, func(r recruit.Record) bool { return r.Interview.ID == s.card }) {
		return
	}
	s.card, s.chosen = 0, false
	if len(s.facts.cards) > 0 {
		s.card = s.facts.cards[0].Interview.ID
	}
}

// record is the interview on the card.
func (s *candidateScreen) record() (recruit.Record, bool) {
	for _, r := range s.facts.cards {
		if r.Interview.ID == s.card {
			return r, true
		}
	}
	return recruit.Record{}, false
}

// turnCard shows the next interview on the card, or the one before.
func (s *candidateScreen) turnCard(step int) {
	n := len(s.facts.cards)
	for i, r := range s.facts.cards {
		if r.Interview.ID == s.card {
			s.focus(s.facts.cards[(i+step+n)%n].Interview.ID)
			s.passcode = false
			return
		}
	}
}

// tick draws the screen every second while something can be taken back, since
// the card counts down.
func (s *candidateScreen) tick() tea.Cmd {
	r, ok := s.record()
	if !ok || s.ticking {
		return nil
	}
	if _, can := r.Undoable(s.app.Session().Now()); !can {
		return nil
	}
	s.ticking = true
	return s.app.After(time.Second, shell.Answer{Deliver: func() tea.Cmd {
		s.ticking = false
		return s.tick()
	}})
}

// Ready implements readier.
func (s *candidateScreen) Ready() bool { return s.known }

// Retell implements timely.
func (s *candidateScreen) Retell() tea.Cmd {
	if !s.known {
		return nil
	}
	now := s.app.Session().Now()
	slices.SortStableFunc(s.facts.cards, func(a, b recruit.Record) int { return rank(a, now) - rank(b, now) })
	s.settleCard()
	s.showOverview()
	s.showLog()
	return s.tick()
}

// OpenCandidate opens a profile over the active screen; interview, if not 0, is
// the one that its card shows first.
func OpenCandidate(a *shell.App, id recruit.CandidateID, interview recruit.InterviewID) tea.Cmd {
	if s, ok := a.Active().(*candidateScreen); ok && s.id == id {
		s.focus(interview)
		return nil
	}
	return a.Push(NewCandidate(a, id, interview))
}

// Interview implements Interviewing.
func (s *candidateScreen) Interview() recruit.InterviewID { return s.card }
