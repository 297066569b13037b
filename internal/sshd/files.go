package sshd

import (
	"context"
	"errors"
	"io"
	"io/fs"
	"os"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"charm.land/ssh"
	"github.com/pkg/sftp"

	"recruitty/internal/exitcode"
	"recruitty/recruit"
)

// files serves the visitor's inbox to sftp and to scp.
func (s *Server) files(sess ssh.Session) {
	channelOf(sess).look(sess)
	s.visited(sess, atFiles, holdsFiles, func(v *visit) int {
		if v.ID == 0 {
			return s.join(sess, v, nil)
		}
		h := &inboxFiles{visits: s.visits, box: s.inboxes.of(v.Member), v: v, now: s.o.Now, say: func(err error) {
			s.refusals.warn(v.log, v.address, "the inbox did not take it", "error", err)
			say(sess, "%s", sentence(err))
		}}
		server := sftp.NewRequestServer(lastingSession{sess, v.lasting(sess, s.limits.Standstill)}, sftp.Handlers{FileGet: h, FilePut: h, FileCmd: h, FileList: h})
		// Not any more when the visitor has left by themselves: the exit code has
		// to come before the end.
		stop := context.AfterFunc(v.ctx, func() { _ = server.Close() })
		defer stop()
		if err := server.Serve(); err != nil && !errors.Is(err, io.EOF) && v.ctx.Err() == nil {
			v.log.Warn("sftp ended", "error", err)
			return exitcode.Failed
		}
		return exitcode.Done
	})
}

// lastingSession is a session whose writes have a deadline.
type lastingSession struct {
	ssh.Session
	out io.Writer
}

// Write implements io.Writer.
func (l lastingSession) Write(p []byte) (int, error) { return l.out.Write(p) }

// inboxFiles answers sftp's requests: one flat folder, / , and nothing else.
type inboxFiles struct {
	visits *visits
	box    *inbox
	v      *visit
	now    func() time.Time
	say    func(err error) // beside the protocol; OpenSSH's clients show only its codes

	handles atomic.Int32 // that are open now
}

// maxHandles is how many files and listings one session may have open. Each
// holds a descriptor and a buffer of this machine until it is closed.
const maxHandles = 64

// handle counts a new handle, unless there are too many.
func (h *inboxFiles) handle() error {
	if h.handles.Add(1) > maxHandles {
		h.handles.Add(-1)
		return recruit.Refused("%d files are open in this session, as many as may be; close some first.", maxHandles)
	}
	if err := h.visits.more(h.v, holdsHandle); err != nil {
		h.handles.Add(-1)
		return err
	}
	return nil
}

// openFile is a file that counts as a handle until it is closed.
type openFile struct {
	*os.File
	closed func()
}

// Close implements io.Closer.
func (f openFile) Close() error {
	f.closed()
	return f.File.Close()
}

// openUpload is an upload that counts as a handle until it is closed.
type openUpload struct {
	*upload
	closed func()
}

// Close implements io.Closer.
func (u openUpload) Close() error {
	u.closed()
	return u.upload.Close()
}

// openListing reads the inbox when it is first asked for, and counts as a
// handle until it is closed.
type openListing struct {
	read   func() (listing, error)
	closed func()
}

// ListAt implements sftp.ListerAt.
func (l openListing) ListAt(out []os.FileInfo, at int64) (int, error) {
	all, err := l.read()
	if err != nil {
		return 0, refusal(err)
	}
	return all.ListAt(out, at)
}

// Close implements io.Closer.
func (l openListing) Close() error {
	l.closed()
	return nil
}

// unhandle takes a handle back.
func (h *inboxFiles) unhandle() {
	h.handles.Add(-1)
	h.visits.less(h.v, holdsHandle)
}

// release is called once for a handle that is closed.
func (h *inboxFiles) release() func() {
	return sync.OnceFunc(h.unhandle)
}

// refusal is an error in sftp's words; the sentence goes with it.
func refusal(err error) error {
	switch {
	case err == nil:
		return nil
	case errors.Is(err, fs.ErrNotExist):
		return sftp.ErrSSHFxNoSuchFile
	case errors.Is(err, fs.ErrPermission):
		return sftp.ErrSSHFxPermissionDenied
	}
	return err
}

// Fileread implements sftp.FileReader.
func (h *inboxFiles) Fileread(r *sftp.Request) (io.ReaderAt, error) {
	name, err := nameIn(r.Filepath)
	if err != nil {
		return nil, sftp.ErrSSHFxNoSuchFile
	}
	if err := h.handle(); err != nil {
		h.say(err)
		return nil, err
	}
	f, err := h.box.open(name)
	if err != nil {
		h.unhandle()
		return nil, refusal(err)
	}
	return openFile{f, h.release()}, nil
}

// Filewrite implements sftp.FileWriter. A file comes whole or not at all; an
// old one of the name is replaced then.
func (h *inboxFiles) Filewrite(r *sftp.Request) (io.WriterAt, error) {
	name, err := nameIn(r.Filepath)
	if err != nil {
		h.say(err)
		return nil, err
	}
	if r.Pflags().Append {
		return nil, sftp.ErrSSHFxOpUnsupported
	}
	if err := h.handle(); err != nil {
		h.say(err)
		return nil, err
	}
	u, err := h.box.create(name)
	if err != nil {
		h.unhandle()
		h.say(err)
		return nil, refusal(err)
	}
	u.say, u.log = h.say, h.v.log
	return openUpload{u, h.release()}, nil
}

// Filecmd implements sftp.FileCmder.
func (h *inboxFiles) Filecmd(r *sftp.Request) error {
	switch r.Method {
	case "Setstat":
		return h.setstat(r)
	case "Remove":
		name, err := nameIn(r.Filepath)
		if err != nil {
			return sftp.ErrSSHFxNoSuchFile
		}
		return refusal(h.box.remove(name))
	case "Rename", "PosixRename":
		from, err := nameIn(r.Filepath)
		if err != nil {
			return sftp.ErrSSHFxNoSuchFile
		}
		to, err := nameIn(r.Target)
		if err != nil {
			h.say(err)
			return err
		}
		if _, err := h.box.stat(from); err != nil {
			return refusal(err)
		}
		return refusal(h.box.rename(from, to))
	}
	return sftp.ErrSSHFxPermissionDenied // no folders, no links
}

// setstat takes modes and times, which mean nothing here but stop no client, of
// what is there; scp and sftp set them before a new file is whole. A size means
// something: scp says at the end how long the file is that it sent, and no other
// size is taken.
func (h *inboxFiles) setstat(r *sftp.Request) error {
	sized := r.AttrFlags().Size
	if isRoot(r.Filepath) && !sized {
		return nil
	}
	name, err := nameIn(r.Filepath)
	if err != nil {
		return sftp.ErrSSHFxNoSuchFile
	}
	coming := h.box.coming(name)
	switch {
	case sized && (len(coming) != 1 || !coming[0].cut(r.Attributes().Size)):
		return sftp.ErrSSHFxOpUnsupported
	case len(coming) > 0:
		return nil
	}
	_, err = h.box.stat(name)
	return refusal(err)
}

// Filelist implements sftp.FileLister.
func (h *inboxFiles) Filelist(r *sftp.Request) (sftp.ListerAt, error) {
	switch r.Method {
	case "List":
		if !isRoot(r.Filepath) {
			return nil, sftp.ErrSSHFxNoSuchFile
		}
		if err := h.handle(); err != nil {
			h.say(err)
			return nil, err
		}
		return openListing{sync.OnceValues(func() (listing, error) {
			list, err := h.box.list()
			return listing(list), err
		}), h.release()}, nil
	case "Stat":
		if isRoot(r.Filepath) {
			return listing{folder{h.now()}}, nil
		}
		name, err := nameIn(r.Filepath)
		if err != nil {
			return nil, sftp.ErrSSHFxNoSuchFile
		}
		info, err := h.box.stat(name)
		if err != nil {
			return nil, refusal(err)
		}
		return listing{info}, nil
	}
	return nil, sftp.ErrSSHFxOpUnsupported
}

// listing implements sftp.ListerAt.
type listing []fs.FileInfo

func (l listing) ListAt(out []os.FileInfo, at int64) (int, error) {
	if at >= int64(len(l)) {
		return 0, io.EOF
	}
	n := copy(out, l[at:])
	if n < len(out) {
		return n, io.EOF
	}
	return n, nil
}

// folder is the inbox itself.
type folder struct{ at time.Time }

func (folder) Name() string         { return "/" }
func (folder) Size() int64          { return 0 }
func (folder) Mode() fs.FileMode    { return fs.ModeDir | 0o700 }
func (f folder) ModTime() time.Time { return f.at }
func (folder) IsDir() bool          { return true }
func (folder) Sys() any             { return nil }

// upload takes a file from the visitor's standard input: ssh HOST upload NAME.
func (s *Server) upload(sess ssh.Session, v *visit, args []string, terminal bool) int {
	if len(args) != 1 || terminal || strings.HasPrefix(args[0], "-") {
		say(sess, "It is: ssh HOST upload NAME < FILE, without -t.")
		return exitcode.Usage
	}
	name, err := nameIn(args[0])
	if err != nil {
		say(sess, "%s", err)
		return exitcode.Usage
	}
	u, err := s.inboxes.of(v.Member).create(name)
	if err == nil {
		u.log = v.log
		if _, err = io.Copy(io.NewOffsetWriter(u, 0), interruptible(v.ctx, sess)); err != nil {
			u.TransferError(err)
		} else if v.ctx.Err() != nil {
			u.TransferError(v.ctx.Err())
		}
		if err = u.Close(); err == nil {
			say(sess, "%s is in your inbox; name it inbox:%s.", name, name)
			return exitcode.Done
		}
	} else {
		v.log.Warn("upload failed", "error", err)
	}
	say(sess, "%s is not in your inbox: %s", name, sentence(err))
	return exitcode.Failed
}
