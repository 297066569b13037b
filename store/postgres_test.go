package store

import (
	"context"
	"database/sql"
	"errors"
	"flag"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"recruitty/recruit"
	"recruitty/recruit/filter"
	"recruitty/recruit/sanitize"
	"recruitty/store/columns"
	"recruitty/store/postgres"
	"recruitty/store/postgres/pgtest"
)

// onPostgres is set in the process that runs the tests of this package once more.
const onPostgres = "RECRUITTY_TEST_POSTGRES"

// alsoPostgres is whether they are run once more.
var alsoPostgres = flag.Bool("postgres", false, "run the tests of this package with a workspace in PostgreSQL as well")

// hosted reports whether tests are to work with PostgreSQL.
func hosted() bool { return os.Getenv(onPostgres) != "" }

// keys are the files of keys by the addresses of databases.
var keys sync.Map

// workspaceIn is what Open opens for a folder of a test: the folder, or a database that
// belongs to it.
func workspaceIn(tb testing.TB, dir string, opts Options) (string, Options) {
	tb.Helper()
	if !hosted() {
		return dir, opts
	}
	return databaseIn(tb, dir, opts)
}

// databaseIn is the database that belongs to a folder of a test, with its key there.
func databaseIn(tb testing.TB, dir string, opts Options) (string, Options) {
	tb.Helper()
	if postgres.IsAddress(dir) { // it was asked of an open one
		key, _ := keys.Load(dir)
		opts.KeyFile = key.(string)
		return dir, opts
	}
	note := filepath.Join(dir, "address")
	address, err := os.ReadFile(note)
	if errors.Is(err, fs.ErrNotExist) {
		address = []byte(pgtest.Database(tb))
		must(tb, os.MkdirAll(dir, 0o700))
		err = os.WriteFile(note, address, 0o600)
	}
	must(tb, err)
	opts.KeyFile = filepath.Join(dir, keyName)
	keys.Store(withoutPassword(string(address)), opts.KeyFile)
	return string(address), opts
}

// TestOnPostgres runs the tests of this package with a workspace in PostgreSQL, when it is
// asked to, as .ci/run does. Left out are those about files, and about what SQLite does inside.
func TestOnPostgres(t *testing.T) {
	t.Parallel()
	if hosted() || !*alsoPostgres {
		return
	}
	pgtest.Database(t) // or skip
	cmd := exec.CommandContext(t.Context(), os.Args[0], "-test.skip=^("+strings.Join(aboutSQLite(), "|")+")$", "-test.parallel=4", "-test.timeout=15m")
	cmd.Env = append(os.Environ(), onPostgres+"=1")
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Errorf("%v\n%s", err, out)
	}
}

// aboutSQLite are the tests of this package for which there is nothing in PostgreSQL.
func aboutSQLite() []string {
	return []string{
		"TestOnPostgres", "TestSchemasAreTwins",
		"TestBackupSeal", "TestOpeningReadsTheSchemaOnce", "TestWhatIsSavedIsOnTheDisk", "TestWhatIsThrownAwayWaitsForNoDisk", "TestReplacedUnderUs",
		"TestReplacedDuringAWrite", "TestFollowedByItself", "TestWritableAgain", "TestReadingStaysReading",
		"TestAHostWhoseDiskIsFullReadsAndThenWritesAgain", "TestOpenRefuses", "TestOpenTogether", "TestReadOnly", "TestMigrate", "TestTrouble",
		"TestNoHalfCopyStays", "TestAStatementIsReadTwiceAtOnce", "TestMoreQuestionsThanStatementsAreKept", "TestLimitsAreNoReasonToPrepareAgain",
		"TestRekey.*", "TestRestore.*", "TestBackupPlaces", "TestSchemaDocument", "TestShrink", "TestStoppedBackupAndRestore", "TestCheckWriting.*",
		"TestAPartIsReadByIndexes", "TestWhatIsNotFilteredIsRefused", "TestHiddenCostsWhatMissingCosts", "TestFilesKeepTheirOwner",
		"TestOthersGoOnAfterAnErasing", "TestFactsOfEffectsMoveOutOfWords", "TestSendersOfOlderMails", "TestOneDamagedRecordHidesNoOther",
		"TestDamagedRecordsAreNamed", "TestSealIsBoundToItsRow", "TestBackup",
	}
}

// TestSchemasAreTwins compares the columns of the tables in both engines. Whoever adds a
// step to store/migrations adds one of the same number to store/postgres/migrations.
func TestSchemasAreTwins(t *testing.T) {
	t.Parallel()
	address := pgtest.Database(t)
	of := func(pool *sql.DB, query string) (all []string) {
		rows, err := pool.Query(query)
		found, err := columns.Collect(rows, err, columns.ScanText)
		must(t, err)
		for _, c := range found {
			if table, _, _ := strings.Cut(c, "."); table != "schema_version" && !strings.Contains(table, "_search") && !strings.HasPrefix(table, "sqlite_") {
				all = append(all, c)
			}
		}
		slices.Sort(all)
		return all
	}
	lite := openIn(t, t.TempDir())
	want := of(lite.readers, `SELECT l.name || '.' || c.name || ' ' || iif(l.name || '.' || c.name IN (`+truths()+`), 'BOOLEAN', c.type) || iif(c."notnull" OR c.pk, '', ' NULL')
		FROM pragma_table_list l, pragma_table_xinfo(l.name) c WHERE l.schema = 'main' AND l.type = 'table' AND c.hidden <> 1`)
	pools, err := postgres.Open(address, lite.patience)
	must(t, err)
	defer pools.Readers.Close()
	got := of(pools.Readers, `SELECT table_name || '.' || column_name || ' ' || CASE data_type WHEN 'bigint' THEN 'INTEGER' WHEN 'bytea' THEN 'BLOB' WHEN 'double precision' THEN 'REAL' ELSE upper(data_type) END
		|| CASE is_nullable WHEN 'YES' THEN ' NULL' ELSE '' END FROM information_schema.columns WHERE table_schema = current_schema()`)
	for _, c := range want {
		if !slices.Contains(got, c) {
			t.Errorf("PostgreSQL has no %s", c)
		}
	}
	for _, c := range got {
		if !slices.Contains(want, c) {
			t.Errorf("SQLite has no %s", c)
		}
	}
	steps := postgres.Steps()
	if last := steps[len(steps)-1].Number; last != newest(migrations()) {
		t.Errorf("the last step is %d for PostgreSQL and %d for SQLite", last, newest(migrations()))
	}
}

// truths are the columns that hold yes or no, of which SQLite knows nothing, for a query.
func truths() string {
	return `'members.twelve_hour', 'members.plain', 'members.skip_entry', 'interviews.organiser_entry', 'interview_files.everyone', 'calendar_sources.titles', 'calendar_sources.whole',
		'calendar_sources.everyone', 'effects.has_left', 'scorecards.mailed', 'scorecard_versions.mailed', 'file_texts.cut', 'booked.panel', 'offers.asking', 'offers.entries', 'offer_entries.seen'`
}

// TestPostgresComparesAsThisProgram asks PostgreSQL for what SQLite asks this program for.
func TestPostgresComparesAsThisProgram(t *testing.T) {
	t.Parallel()
	pools, err := postgres.Open(pgtest.Database(t), 0)
	must(t, err)
	defer pools.Readers.Close()
	for _, text := range []string{
		"", "Zoë Quirkham", "Łódź", "Straße 7", "İstanbul ILGIN ılık", "Ærø Þór Œuvre", "Đặng Thị", "O’Neil-D'Arcy", "Ｆｕｌｌ Ｗｉｄｔｈ", "ﬁne", "Σίσυφος ΣΊΣΥΦΟΣ", "Иван Ёлкин",
		"山田 太郎", "  two   spaces ", "C++ / C#, go_lang", "e\u0301t\u00e9", "zoe@quirkham.example", "สมชาย", "a\u200cb",
	} {
		var folded string
		must(t, pools.Readers.QueryRow("SELECT fold(?)", text).Scan(&folded))
		if want := sanitize.Fold(text); folded != want {
			t.Errorf("fold(%q) is %q, want %q", text, folded, want)
		}
		for _, value := range []string{"", "zo", "quirk zo", "lodz", "strasse", "neil", "eil", "lang", "go", "c", "ta", "太", "two", "σισ", "елк", "quirkham", "ex", "สม"} {
			var says bool
			must(t, pools.Readers.QueryRow("SELECT says(?, ?)", text, value).Scan(&says))
			if want := filter.Says(text, value); says != want {
				t.Errorf("says(%q, %q) is %t", text, value, says)
			}
		}
	}
	for _, stage := range []string{"Rejected", "Offer", "Zurückgezogen", "RÜCKZUG", "Écarté", "No longer interested", "Screening", ""} {
		var lost bool
		must(t, pools.Readers.QueryRow("SELECT stage_lost(?)", stage).Scan(&lost))
		if lost != recruit.StageLost(stage) {
			t.Errorf("stage_lost(%q) is %t", stage, lost)
		}
	}
	for _, zone := range []string{"UTC", "Europe/Lisbon", "Pacific/Auckland", "America/Los_Angeles", "Nowhere/Else"} {
		var day string
		must(t, pools.Readers.QueryRow("SELECT weekday(?, ?)", now.UnixMicro(), zone).Scan(&day))
		if want := filter.Weekday(now, zone); day != want {
			t.Errorf("weekday in %s is %q, want %q", zone, day, want)
		}
	}
}

// TestKeyOfAHostedWorkspace needs the same key on every host, and says at the start when it
// is another one.
func TestKeyOfAHostedWorkspace(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	address, opts := databaseIn(t, dir, Options{})
	open := func(opts Options) error {
		db, err := Open(t.Context(), address, opts)
		if err == nil {
			must(t, db.Close())
		}
		return err
	}
	refused := func(opts Options, with string) {
		t.Helper()
		err := open(opts)
		wantKind(t, err, recruit.ErrStorage)
		if !strings.Contains(err.Error(), with) {
			t.Errorf("%v", err)
		}
	}
	refused(Options{}, "needs a key")
	must(t, open(opts))
	must(t, open(opts))
	refused(Options{KeyFile: filepath.Join(dir, "lost.key")}, "not there")
	must(t, os.WriteFile(filepath.Join(dir, "other.key"), make([]byte, keySize), 0o600))
	refused(Options{KeyFile: filepath.Join(dir, "other.key")}, "is not that of the workspace")
	must(t, os.WriteFile(opts.KeyFile, []byte("short"), 0o600))
	refused(opts, "damaged")
}

// TestHostsWriteInTurn lets several hosts change one record: each change that is told to be
// saved was decided on what was stored, and everybody hears of it.
func TestHostsWriteInTurn(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	hosts := make([]*DB, 4)
	for n := range hosts {
		address, opts := databaseIn(t, dir, Options{})
		db, err := Open(t.Context(), address, opts)
		must(t, err)
		t.Cleanup(func() { must(t, db.Close()) })
		hosts[n] = db
	}
	w := worldIn(t, hosts[0])
	changes := hosts[1].Changes(t.Context())
	const each = 10
	var saved sync.WaitGroup
	for n, host := range hosts {
		saved.Go(func() {
			for done := 0; done < each; {
				c, err := host.Candidate(t.Context(), w.candidate.ID)
				if err != nil {
					t.Error(err)
					return
				}
				c.Headline = fmt.Sprint(c.Headline, n)
				switch _, err := host.SaveCandidate(t.Context(), c, w.line("x", "X")); {
				case err == nil:
					done++
				case !errors.Is(err, recruit.ErrStale):
					t.Error(err)
					return
				}
			}
		})
	}
	saved.Wait()
	c, err := hosts[3].Candidate(t.Context(), w.candidate.ID)
	must(t, err)
	if n := len(c.Headline) - len(w.candidate.Headline); n != each*len(hosts) || c.Version != w.candidate.Version+n {
		t.Errorf("%d of %d changes are there, version %d", n, each*len(hosts), c.Version)
	}
	<-changes
}

// TestNoDatabase says so, and saves nothing.
func TestNoDatabase(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	_, err := Open(context.Background(), "postgres:///none?user=x&host="+dir, Options{KeyFile: filepath.Join(dir, keyName)})
	wantKind(t, err, recruit.ErrStorage)
	if !strings.Contains(err.Error(), "no connection") {
		t.Errorf("%v", err)
	}
}
