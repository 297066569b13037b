package app

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"recruitty/internal/browse"
	"recruitty/internal/logfile"
	"recruitty/internal/pdftext"
	"recruitty/internal/process"
	"recruitty/mail"
	"recruitty/mail/account"
	"recruitty/recruit"
	"recruitty/recruit/doctor"
	"recruitty/recruit/fulltext"
	"recruitty/recruit/importer"
	"recruitty/recruit/ondisk"
	"recruitty/recruit/outbox"
	"recruitty/recruit/services"
	"recruitty/recruit/workspace"
	"recruitty/store"
	"recruitty/store/postgres"
	"recruitty/zoom"
)

// logName is the name of the log in the workspace folder.
const logName = "recruitty.log"

// databaseName is that of the file with everything that is stored.
const databaseName = "recruitty.db"

// auditName is the name of the log of what members did at the host, and
// copiesName that of the folder with copies of files that were opened.
const (
	auditName  = "audit.log"
	copiesName = "opened"
	// editingName is that of the folder with texts that are written in a person's own editor.
	editingName = "editing"
)

// Open opens the workspace in dir, as how says, and wires everything that works
// on it. The caller closes it.
func Open(ctx context.Context, dir string, how store.Options, env recruit.Environment) (*workspace.Workspace, error) {
	return open(ctx, dir, how, env, newCalls())
}

// open opens the workspace in dir, as how says, and wires everything that works
// on it; seen counts what goes out.
func open(ctx context.Context, dir string, how store.Options, env recruit.Environment, seen *calls) (*workspace.Workspace, error) {
	if postgres.IsAddress(dir) {
		return nil, recruit.Refused("A workspace in PostgreSQL cannot be opened by this version yet; name a folder with --data or in RECRUITTY_DATA.")
	}
	file := logfile.Open(dir, logName)
	log := file.Logger()
	how.Clock, how.Logger = time.Now, log
	db, err := store.Open(ctx, dir, how)
	if err != nil {
		return nil, errors.Join(err, file.Close())
	}
	folder := ondisk.Folder{Dir: dir, Database: databaseName, Copies: copiesName, Logs: []string{logName, auditName}}
	if err := renameInboxes(ctx, db, folder); err != nil {
		log.Warn("inboxes keep their old names", "error", err)
	}
	owner := process.Owner()
	settings := &recruit.Settings{Store: db, Queue: db, Env: env, Now: time.Now}
	provider := zoom.NewProvider(zoom.ProviderOptions{
		App: settings.ZoomApp, ServerApp: settings.ServerApp, Vault: db, APIBase: env.ZoomAPI, OAuthBase: env.ZoomOAuth,
		Owner: owner, Dead: process.Dead, Now: time.Now, After: time.After, Client: seen.client(), Log: log, Agent: "recruitty/" + version(),
	})
	post := mail.NewMailer(settings.Mail, time.Now)
	svc := services.New(db, provider, post, env, time.Now)
	svc.Departures.Inboxes = folder
	svc.Pipeline.Disk = folder
	post.Templates = svc.Templates.ForMail
	svc.MailAccounts.Auth = account.New(account.Options{Base: env.MailOAuth, Now: time.Now, After: time.After})
	post.Access = svc.MailAccounts.Access
	post.Seen = func(ctx context.Context, server string, offered bool) {
		if err := settings.LearnSMTPUTF8(ctx, server, offered); err != nil {
			log.Warn("what the mail server takes was not kept", "error", err)
		}
	}
	svc.Availability.Owner = owner
	readCalendars(svc, true)
	pdfs := pdftext.New(programFolder())
	svc.Documents.PDF = pdfs
	svc.Documents.Copies = filepath.Join(dir, copiesName)
	svc.Documents.Show = func(path string) error { return browse.OpenFile(ctx, path) }
	if err := svc.Documents.ForgetCopies(time.Now(), false); err != nil {
		log.Warn("old copies of opened files are not removed", "error", err)
	}
	takes := importer.New(db, time.Now)
	takes.Mailable, takes.Memory, takes.Fields = svc.Settings.Mailable, db, svc.Fields
	doctor := doctor.New(svc, db, provider)
	doctor.After = time.After
	return &workspace.Workspace{
		Dir: dir, Services: svc, Doctor: doctor, Importer: takes, Storage: db, Log: log,
		Texts: &fulltext.Job{Store: db, PDF: pdfs, Hold: pdfs.Keep, Now: time.Now},
		Outbox: &outbox.Outbox{
			Store: db, Meetings: provider, Mailer: seen.post(post), Owner: owner, Dead: process.Dead,
			Workspace: func(ctx context.Context) string {
				name, err := settings.Workspace(ctx)
				if err != nil {
					log.Warn("company name cannot be read", "error", err)
				}
				return name
			},
			ForPanel: svc.Scorecards.ForMail, Linked: svc.Offers.Linked, Reads: svc.Settings.ReadsAnswers, Now: time.Now, Pause: outbox.Pause, After: time.After, Log: log,
		},
		Close: func() error { return errors.Join(db.Close(), file.Close()) },
	}, nil
}

// programFolder is where the compiled reader of PDFs is kept for the next time, "" where
// there is no place for it, as on a host without home folders.
func programFolder() string {
	caches, err := os.UserCacheDir()
	if err != nil {
		return ""
	}
	return filepath.Join(caches, "recruitty")
}

// renameInboxes gives inboxes of an older recruitty the names of today.
func renameInboxes(ctx context.Context, db *store.DB, folder ondisk.Folder) error {
	if _, err := os.Stat(filepath.Join(folder.Dir, ondisk.InboxFolder)); errors.Is(err, fs.ErrNotExist) || db.ReadOnly() {
		return nil
	}
	members, err := db.Members(ctx, true)
	if err != nil {
		return err
	}
	return folder.Rename(members)
}
