package e2e

import (
	"bytes"
	"context"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/spf13/cobra"

	"recruitty/internal/app"
	"recruitty/internal/cli"
	"recruitty/internal/cli/command"
	"recruitty/internal/sshd"
	"recruitty/recruit"
	"recruitty/recruit/access"
	"recruitty/recruit/availability"
	"recruitty/recruit/busy"
	"recruitty/recruit/importer"
	"recruitty/recruit/offers"
	"recruitty/recruit/services"
	"recruitty/recruit/workspace"
	"recruitty/store"
)

// references are the words that a command may name a thing by: each one that is
// there and not for the member, and one that is not there at all. What stands for
// a thing in whatToAsk is its key here.
type references map[string][2]string

// whatToAsk is what is typed behind each command so that it asks about a thing.
// A command that names nothing has no lines.
var whatToAsk = map[string][]string{
	"activity list":          {"--candidate {candidate}", "--candidate {candidate@}", "--job {job}", "--interview {interview}", "--member {member@}", "--member {member}"},
	"calendar connect":       {"--caldav https://calendar.example --user x --member {member@}"},
	"calendar disconnect":    {"{calendar} --yes"},
	"calendar list":          nil,
	"calendar settings":      nil,
	"calendar sync":          {"{calendar}"},
	"calendar test":          {"{calendar}"},
	"candidate add":          {"--name X --email {candidate@}"},
	"candidate bulk export":  {"{candidate}", "{candidate@}", "--query {candidate@}"},
	"candidate bulk link":    {"{candidate} --job 1 --dry-run", "{candidate@} --job 1", "1 --job {job}"},
	"candidate bulk mail":    {"{candidate} --words x", "{candidate@} --words x --dry-run", "1 --job {job} --words x"},
	"candidate bulk move":    {"{candidate} --stage Offer", "{candidate@} --stage Offer --dry-run", "1 --job {job} --stage Offer"},
	"candidate bulk owner":   {"{candidate} --nobody", "{candidate@} --nobody --dry-run"},
	"candidate bulk reject":  {"{candidate} --reason skills --no-mail", "{candidate@} --reason skills --no-mail --dry-run", "1 --job {job} --reason skills --no-mail"},
	"candidate bulk tag":     {"{candidate} --add x", "{candidate@} --add x --dry-run", "--query {candidate@} --add x --dry-run"},
	"candidate bulk undo":    {"{candidate}", "{candidate@} --dry-run", "--query {candidate@} --dry-run"},
	"candidate edit":         {"{candidate} --name X", "{candidate@} --name X", "1 --email {candidate@}"},
	"candidate erase":        {"{candidate} --yes", "{candidate@} --yes"},
	"candidate file add":     {"{candidate} {path}", "{candidate@} {path}"},
	"candidate file list":    {"{candidate}", "{candidate@}"},
	"candidate file open":    {"{candidate} x", "{candidate@} x", "1 {file}"},
	"candidate file remove":  {"{candidate} x --yes", "{candidate@} x --yes", "1 {file} --yes"},
	"candidate file text":    {"{candidate} x", "{candidate@} x", "1 {file}"},
	"candidate file save":    {"{candidate} x -", "{candidate@} x -", "1 {file} -"},
	"candidate link":         {"{candidate} --job 1", "{candidate@} --job 1", "1 --job {job}"},
	"candidate list":         {"{candidate@}", "{name}", "--job {job}", "--job {job} --stage Applied", "--stage {stage}"},
	"candidate move":         {"{candidate} --job 1 --stage Applied", "{candidate@} --job 1 --stage Applied", "1 --job {job} --stage Applied"},
	"candidate note":         {"{candidate} words", "{candidate@} words", "1 --change {note} words", "1 --remove {note} --yes", "{candidate} --remove 1 --yes", "1 words --job {job}"},
	"candidate show":         {"{candidate}", "{candidate@}"},
	"candidate advance":      {"{candidate} --job 1 --no-mail", "{candidate@} --job 1 --no-mail", "1 --job {job} --no-mail"},
	"candidate mail":         {"{candidate} words", "{candidate@} words", "{candidate} --withdraw 1", "1 words --job {job}"},
	"candidate reject":       {"{candidate} --job 1 --reason Withdrew --no-mail", "{candidate@} --job 1 --reason Withdrew --no-mail", "1 --job {job} --reason Withdrew --no-mail"},
	"job undo":               {"{job}"},
	"candidate undo":         {"{candidate}", "{candidate@}", "{candidate} --job 1", "{candidate@} --job 1", "1 --job {job}"},
	"workspace reasons":      nil,
	"candidate unlink":       {"{candidate} --job 1", "{candidate@} --job 1", "1 --job {job}"},
	"doctor":                 nil,
	"heal keep":              {"{interview}"},
	"heal list":              nil,
	"heal take":              {"{interview}", "{interview} --preview"},
	"hours off add":          {"{member} --from 2026-12-24", "{member@} --from 2026-12-24"},
	"hours off list":         {"{member}", "{member@}"},
	"hours off remove":       {"{member} --from 2026-12-24", "{member@} --from 2026-12-24"},
	"hours set":              {"{member} --per-day 3", "{member@} --per-day 3"},
	"hours show":             {"{member}", "{member@}"},
	"loop plan":              {"{job}", "{job} Applied", "{job} Applied --remove"},
	"loop schedule":          {"--candidate {candidate}", "--candidate {candidate@} --preview", "--candidate {candidate} --job {job}"},
	"loop show":              {"{candidate}", "{candidate@}"},
	"loop solve":             {"--candidate {candidate}", "--candidate {candidate@}", "--candidate 1 --job {job}"},
	"view fields":            nil,
	"view list":              nil,
	"view remove":            {"interviews X"},
	"view restore":           {"interviews X"},
	"view save":              {"interviews X mine"},
	"field add":              {"X"},
	"field edit":             {"X --name Y"},
	"field list":             nil,
	"field move":             {"X --to 1"},
	"field remove":           {"X"},
	"field restore":          {"X"},
	"pool add":               {"X"},
	"pool edit":              {"1 --name X"},
	"pool list":              nil,
	"pool member":            {"1 {member}", "1 {member@} --remove"},
	"pool remove":            {"1"},
	"pool restore":           {"1"},
	"pool show":              {"1"},
	"debrief":                {"{candidate}", "{candidate@}", "1 --job {job}", "{candidate} --decide hold"},
	"score form":             {"{job}", "{job} Applied", "{job} --remove"},
	"score give":             {"{interview} --recommendation yes", "{interview} --template"},
	"score guide":            {"{job}", "{job} Applied", "{job} --remove"},
	"score list":             nil,
	"score remind":           {"{interview}"},
	"score settings":         nil,
	"score prepare":          {"{interview}"},
	"score show":             {"{interview}", "{interview} --history ina@example.com", "1 --history {member@}"},
	"score withdraw":         {"{interview}", "1 --member {member@}"},
	"slots":                  {"--candidate {candidate} --duration 45 --participant ina@example.com", "--candidate {candidate@} --duration 45 --participant ina@example.com"},
	"report":                 {"load --job {job}", "load --member {member}", "load --member {member@}", "funnel --job {job} --rows"},
	"week":                   {"--job {job}", "--from 2027-01-14 --member {member}", "--from 2027-01-14 --member {member@}"},
	"export activity":        nil,
	"export candidates":      nil,
	"export interviews":      nil,
	"export jobs":            nil,
	"export plans":           nil,
	"export pools":           nil,
	"import candidates":      {"{people.csv}", "{people.csv} --dry-run"},
	"import interviews":      {"{interviews.csv}", "{interviews.csv} --dry-run"},
	"import jobs":            {"{jobs.csv}", "{jobs.csv} --dry-run"},
	"import list":            nil,
	"import undo":            {"{batch} --yes"},
	"interview adopt":        {"{interview} 123"},
	"interview answer":       {"{interview} --address {candidate@} --answer accepted", "{interview} --address ina@example.com --answer accepted", "1 --address {candidate@} --answer accepted"},
	"interview bulk ask":     {"{interview}", "{interview} --dry-run"},
	"interview bulk cancel":  {"{interview}", "{interview} --dry-run --mails", "--query with:{candidate@} --dry-run"},
	"interview bulk find":    {"{interview} --dry-run"},
	"interview bulk move":    {"{interview} --by +1d", "{interview} --by +1d --dry-run"},
	"interview bulk undo":    {"{interview}", "{interview} --dry-run --mails", "--query with:{candidate@} --dry-run"},
	"interview bulk replace": {"{interview} --who dana@example.com --by x@example.com"},
	"interview cancel":       {"{interview}", "{interview} --preview"},
	"interview complete":     {"{interview}"},
	"interview file list":    {"{interview}"},
	"interview file open":    {"{interview} x", "1 {file}"},
	"interview file text":    {"{interview} x", "1 {file}"},
	"interview file save":    {"{interview} x -", "1 {file} -"},
	"interview host":         {"{interview} dana@example.com", "1 {member@}"},
	"interview ics":          {"{interview}"},
	"interview invite":       {"{interview} --add x@example.com", "{interview} --add x@example.com --preview", "{interview} --remove x@example.com", "{interview} --correct x@example.com=y@example.com"},
	"interview list":         {"{candidate@}", "{name}", "--candidate {candidate}", "--job {job}", "--mine --job {job}"},
	"interview move-back":    {"{interview}"},
	"interview no-show":      {"{interview}"},
	"interview recreate":     {"{interview}"},
	"interview reply":        {"{reply.eml}"},
	"interview reschedule":   {"{interview} --duration 30m", "{interview} --duration 30m --preview", "{interview} --start 2027-01-01T10:00:00Z"},
	"interview schedule":     {"--candidate {candidate} --job 1 --title T --start 2027-01-01T10:00:00Z --duration 30m --platform phone --place 1", "--candidate {candidate@} --job 1 --title T --start 2027-01-01T10:00:00Z --duration 30m --platform phone --place 1", "--candidate 1 --job {job} --title T --start 2027-01-01T10:00:00Z --duration 30m --platform phone --place 1"},
	"interview show":         {"{interview}"},
	"interview take-over":    {"{interview}"},
	"interview undo":         {"{interview}"},
	"job add":                {"--title {title}"},
	"job close":              {"{job}"},
	"job edit":               {"{job} --title X"},
	"job file add":           {"{job} {path}"},
	"job file list":          {"{job}"},
	"job file open":          {"{job} x", "1 {file}"},
	"job file remove":        {"{job} x --yes", "1 {file} --yes"},
	"job file text":          {"{job} x", "1 {file}"},
	"job file save":          {"{job} x -", "1 {file} -"},
	"job list":               {"{title}"},
	"job reopen":             {"{job}"},
	"job board":              {"{job}", "{job} --stage Applied --json"},
	"job show":               {"{job}"},
	"mail connect":           {"google --address {member@}"},
	"mail disconnect":        nil,
	"mail fetch":             nil,
	"mail inbox":             {"imaps://{member@}@127.0.0.1:1"},
	"mail reminders":         nil,
	"mail set":               {"smtp://127.0.0.1:1?tls=none --from {member@}"},
	"mail status":            nil,
	"mail test":              {"{candidate@}", "{member@}"},
	"member add":             {"--name X --email {member@}", "--name X --email y@example.com --ssh-key {key}"},
	"member edit":            {"{member} --name X", "{member@} --name X", "ME --email {member@}"},
	"member invitations":     nil,
	"member inbox list":      nil,
	"member inbox remove":    {"{member} --yes", "{member@} --yes"},
	"member left":            nil,
	"zoom take-over":         {"{member}", "{member@}"},
	"member invite":          {"{member}", "{member@}"},
	"member key add":         {"{member} {free key}", "{member@} {free key}"},
	"member key list":        {"{member}", "{member@}"},
	"member key remove":      {"{member} SHA256:x --yes", "{member@} SHA256:x --yes", "ME {fingerprint} --yes", "dana@example.com {fingerprint} --yes"},
	"member list":            {"--removed"},
	"member remove":          {"{member} --yes", "{member@} --yes"},
	"member show":            {"{member}", "{member@}"},
	"member uninvite":        {"{member} --yes", "{member@} --yes"},
	"offer confirm":          {"{offer}"},
	"offer link":             {"{offer}"},
	"offer list":             {"--candidate {candidate}", "--candidate {candidate@}", "--job {job}"},
	"offer send":             {"--candidate {candidate}", "--candidate {candidate@} --preview", "--candidate {candidate} --title X --duration 30m --participant ina@example.com", "--candidate 1 --job {job}"},
	"offer renew":            {"{offer} --preview", "{offer} --yes"},
	"offer settings":         nil,
	"offer settle":           {"{offer}"},
	"offer show":             {"{offer}"},
	"offer withdraw":         {"{offer}"},
	"outbox edit-address":    {"{effect} x@example.com"},
	"outbox give-up":         {"{effect} --reason x"},
	"outbox list":            nil,
	"outbox retry":           {"{effect}"},
	"outbox run":             nil,
	"template language":      nil,
	"template list":          nil,
	"template preview":       {"--interview {interview} --event invited --audience candidate"},
	"template reset":         nil,
	"template set":           nil,
	"template show":          nil,
	"version":                nil,
	"workspace read":         nil,
	"workspace set":          nil,
	"workspace show":         nil,
	"zoom connect":           nil,
	"zoom disconnect":        nil,
	"zoom doctor":            nil,
	"zoom status":            nil,
}

// secretive is a workspace of which an interviewer sees one interview.
type secretive struct {
	*workspace.Workspace
	ina, rea, rob recruit.Member
	references    references
	keys          references // the same for those who see everything but the keys of others
}

func newSecretive(t testing.TB) *secretive {
	t.Helper()
	ctx, dir := t.Context(), t.TempDir()
	w, err := app.Open(ctx, filepath.Join(dir, "data"), store.Options{}, recruit.Environment{})
	fine(t, err)
	t.Cleanup(func() { _ = w.Close() })
	must := func(v any, err error) any {
		t.Helper()
		fine(t, err)
		return v
	}
	key := func(n byte) string {
		return "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAI" + strings.Repeat(string('A'+n), 43)
	}
	member := func(actor recruit.Member, name string, role recruit.Role, n byte) recruit.Member {
		return must(w.Services.Team.Add(ctx, actor, recruit.Member{Name: name, Email: strings.ToLower(name) + "@example.com", Role: role, SSHKeys: []string{key(n)}})).(recruit.Member)
	}
	s := &secretive{Workspace: w}
	dana := member(recruit.Member{}, "Dana", recruit.Admin, 0)
	s.ina, s.rea, s.rob = member(dana, "Ina", recruit.Interviewer, 1), member(dana, "Rea", recruit.ReadOnly, 2), member(dana, "Rob", recruit.Recruiter, 3)
	_, _, err = w.Services.Invitations.Invite(ctx, dana, s.rob.ID)
	fine(t, err)
	kim := member(dana, "Kim", recruit.Interviewer, 4)
	lou := must(w.Services.Team.Add(ctx, dana, recruit.Member{Name: "Lou", Email: "lou@example.com", Role: recruit.Interviewer})).(recruit.Member)

	path := filepath.Join(dir, "secret.txt")
	fine(t, os.WriteFile(path, []byte("what others may not know"), 0o600))
	var uid string
	for i, name := range []string{"Seen", "Hidden"} {
		j := must(w.Services.Jobs.Add(ctx, dana, recruit.Job{Title: name + " job", ExternalID: name + "-job", Stages: []string{"Applied", []string{"Trial", "Vetting"}[i]}})).(recruit.Job)
		c := must(w.Services.Pipeline.Add(ctx, dana, recruit.Candidate{Name: name + " Person", Email: strings.ToLower(name) + "@people.example", ExternalID: name})).(recruit.Candidate)
		must(w.Services.Pipeline.Link(ctx, dana, c.ID, j.ID, ""))
		f := must(w.Services.Documents.FromDisk(ctx, path, recruit.OtherFile)).(recruit.File)
		f.Name = strings.ToLower(name) + ".txt"
		fine(t, w.Services.Pipeline.AddFile(ctx, dana, c.ID, f))
		fine(t, w.Services.Jobs.AddFile(ctx, dana, j.ID, f))
		must(w.Services.Pipeline.Note(ctx, dana, c.ID, j.ID, "a note about "+name))
		draft := recruit.ScheduleRequest{CandidateID: c.ID, JobID: j.ID, Title: name + " talk", Start: time.Now().Add(48 * time.Hour).Truncate(time.Minute), TimeZone: "UTC",
			Duration: time.Hour, Platform: recruit.Phone, Place: "+351 912 345 678", Files: []recruit.File{f}}
		if i == 0 {
			draft.Participants = []string{s.ina.Email}
		}
		r := must(w.Services.Scheduling.Schedule(ctx, dana, draft, 0)).(recruit.Record)
		uid = r.Interview.UID
	}
	// The candidate whom Ina knows is a candidate for the hidden job as well.
	must(w.Services.Pipeline.Link(ctx, dana, 1, 2, ""))
	must(w.Services.Pipeline.Note(ctx, dana, 1, 2, "a note on the hidden job"))
	late := must(w.Services.Documents.FromDisk(ctx, path, recruit.OtherFile)).(recruit.File)
	late.Name = "hidden.txt"
	fine(t, w.Services.Pipeline.AddFile(ctx, dana, 1, late))

	write := func(name, text string) string {
		path := filepath.Join(dir, name)
		fine(t, os.WriteFile(path, []byte(text), 0o600))
		return path
	}
	reply := "From: %s\r\nTo: dana@example.com\r\nSubject: Accepted\r\nContent-Type: text/calendar; method=REPLY\r\n\r\nBEGIN:VCALENDAR\r\nVERSION:2.0\r\nMETHOD:REPLY\r\nBEGIN:VEVENT\r\nUID:%s\r\nDTSTAMP:20260101T000000Z\r\nATTENDEE;PARTSTAT=ACCEPTED:mailto:%s\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
	imported, err := w.Importer.Import(ctx, dana, importer.Jobs, importer.Text("j.csv", []byte("title\nImported\n")), importer.Options{})
	fine(t, err)
	source, err := w.Services.Availability.Store.SaveSource(ctx, availability.Source{OwnerID: dana.ID, Kind: busy.Feed, State: recruit.Connected, Since: time.Now(), DueAt: time.Now().AddDate(1, 0, 0),
		Calendars: []availability.Calendar{{MemberID: dana.ID}}}, &availability.Credentials{URL: "https://calendar.example/secret.ics"}, recruit.Activity{})
	fine(t, err)
	_, err = w.Services.Offers.Store.SaveOffer(ctx, offers.Change{Offer: offers.Offer{Candidate: 2, JobID: 2, Stage: "Applied", AuthorID: dana.ID, Title: "Hidden talk", State: offers.Offered, Version: 1,
		Until: time.Now().Add(48 * time.Hour), CreatedAt: time.Now(), UpdatedAt: time.Now()}})
	fine(t, err)
	waiting, err := w.Services.Store.OpenEffects(ctx, 2)
	fine(t, err)
	s.references = references{
		"candidate": {"2", "99"}, "candidate@": {"hidden@people.example", "nobody@people.example"}, "job": {"2", "99"}, "interview": {"2", "99"},
		"member": {"1", "99"}, "member@": {"dana@example.com", "nobody@example.com"}, "note": {"3", "99"}, "file": {"hidden.txt", "nothing.txt"},
		"effect": {fmt.Sprint(waiting[0].ID), "99"}, "batch": {fmt.Sprint(imported.Batch), "99"}, "calendar": {fmt.Sprint(source.ID), "99"}, "offer": {"1", "99"}, "name": {"Hidden", "Nobody"}, "title": {"Hidden", "Nothing"}, "stage": {"Vetting", "Nowhere"},
		"path":       {write("a.txt", "a"), write("b.txt", "b")},
		"people.csv": {write("p1.csv", "name,email\nX,hidden@people.example\n"), write("p2.csv", "name,email\nX,nobody@people.example\n")},
		"jobs.csv":   {write("j1.csv", "title,id\nX,Hidden-job\n"), write("j2.csv", "title,id\nX,Nothing-job\n")},
		"interviews.csv": {write("i1.csv", "candidate,job,title,start,duration\nhidden@people.example,Hidden job,T,2027-01-01 10:00,30\n"),
			write("i2.csv", "candidate,job,title,start,duration\nnobody@people.example,Nothing job,T,2027-01-01 10:00,30\n")},
		"reply.eml": {write("r1.eml", fmt.Sprintf(reply, "hidden@people.example", uid, "hidden@people.example")),
			write("r2.eml", fmt.Sprintf(reply, "nobody@people.example", "nothing@recruitty", "nobody@people.example"))},
		"key":         {write("k1.pub", key(0)), write("k2.pub", key(9))},
		"free key":    {write("k3.pub", key(8)), write("k3.pub", key(8))},
		"fingerprint": {access.ReadKey(key(0)).Fingerprint, access.ReadKey(key(9)).Fingerprint},
	}
	// Who sees the whole team sees of Kim's key as much as of Lou's, who has none.
	s.keys = maps.Clone(s.references)
	s.keys["member"] = [2]string{fmt.Sprint(kim.ID), fmt.Sprint(lou.ID)}
	s.keys["member@"] = [2]string{kim.Email, lou.Email}
	s.keys["fingerprint"] = [2]string{access.ReadKey(key(4)).Fingerprint, access.ReadKey(key(9)).Fingerprint}
	return s
}

func fine(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// asks gives a command as a member does over SSH, and returns all that the
// member learns from it.
func (s *secretive) asks(m recruit.Member, words []string) string {
	var out, said bytes.Buffer
	seen := s.For(services.Visit{Member: m, Find: func(path string) (string, error) { return path, nil },
		Keep: func(name string, _ []byte) (string, error) { return "inbox:" + name, nil }})
	code := app.RunVisitorCommand(context.Background(), sshd.Command{Member: m, Workspace: seen, Args: words, In: strings.NewReader(""), Out: &out, Err: &said})
	return out.String() + said.String() + fmt.Sprintf("(exit code %c)", 'a'+code) // a letter, which is no reference
}

// place puts the references of one kind into what is typed.
var place = regexp.MustCompile(`\{[^}]*\}`)

func (r references) typed(line string, which int) (words []string, names []string) {
	for word := range strings.FieldsSeq(strings.ReplaceAll(line, "free key", "free_key")) {
		words = append(words, place.ReplaceAllStringFunc(word, func(name string) string {
			v := r[strings.ReplaceAll(strings.Trim(name, "{}"), "_", " ")][which]
			names = append(names, v)
			return v
		}))
	}
	return words, names
}

// moment is when something was made, a second apart by chance.
var moment = regexp.MustCompile(`\d{4}-\d\d-\d\dT[0-9:.]+Z`)

// TestWhatIsHiddenLooksMissing goes over every command that a visitor has: what
// someone may not see is answered, to the byte, as what is not there.
func TestWhatIsHiddenLooksMissing(t *testing.T) {
	t.Parallel()
	var commands []string
	var walk func(c *cobra.Command)
	walk = func(c *cobra.Command) {
		for _, sub := range c.Commands() {
			if sub.HasSubCommands() {
				walk(sub)
			} else {
				commands = append(commands, strings.TrimPrefix(sub.CommandPath(), "recruitty "))
			}
		}
	}
	walk(cli.New(command.App{Visitor: recruit.Member{ID: 1}}).Root)
	slices.Sort(commands)
	s := newSecretive(t)
	for _, command := range commands {
		lines, known := whatToAsk[command]
		if !known {
			t.Errorf("nobody says what %s may be asked about", command)
		}
		for _, line := range lines {
			for _, m := range []recruit.Member{s.ina, s.rea, s.rob} {
				references := s.references
				if m.Role != recruit.Interviewer {
					if references = s.keys; !strings.Contains(line, "{member") && !strings.Contains(line, "{fingerprint") {
						continue // everything else is there for those who see everything
					}
				}
				for _, json := range []string{"", " --json"} {
					var got [2]string
					for i := range got {
						words, names := references.typed(command+" "+strings.ReplaceAll(line, "ME", m.Email)+json, i)
						got[i] = s.asks(m, words)
						if m.Role != recruit.Interviewer {
							names = append(names, [][]string{{"Kim", "kim@example.com", references["member"][0]}, {"Lou", "lou@example.com", references["member"][1]}}[i]...)
							got[i] = moment.ReplaceAllString(got[i], "THEN")
						}
						for _, n := range names {
							got[i] = regexp.MustCompile(`\b`+regexp.QuoteMeta(n)+`\b`).ReplaceAllString(got[i], "ONE")
						}
					}
					if strings.Contains(got[1], "--help") {
						t.Errorf("%s %s asks nothing: %s", command, line, got[1])
					}
					if got[0] != got[1] {
						t.Errorf("%s asks %s %s%s:\n  hidden:  %q\n  missing: %q", m.Name, command, line, json, got[0], got[1])
					}
				}
			}
		}
	}
}
