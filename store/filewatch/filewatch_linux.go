package filewatch

import (
	"os"
	"sync"

	"golang.org/x/sys/unix"
)

// Watch tells when one file is written. The zero value is ready. Begin and End belong to
// one goroutine.
type Watch struct {
	once  sync.Once
	queue *os.File // of inotify(7); nil where there is none
	told  chan struct{}
}

// Begin reports whether the next write to the file at path, its removal or its renaming
// will be told, once: for every further one Begin has to be called again. What was written
// before is not told.
func (w *Watch) Begin(path string) bool {
	w.once.Do(w.open)
	if w.queue == nil {
		return false
	}
	raw, err := w.queue.SyscallConn()
	if err != nil {
		return false
	}
	watched := false
	err = raw.Control(func(fd uintptr) {
		// Once only, so that someone's long import wakes nobody at each of its writes.
		_, err := unix.InotifyAddWatch(int(fd), path, unix.IN_MODIFY|unix.IN_ATTRIB|unix.IN_DELETE_SELF|unix.IN_MOVE_SELF|unix.IN_ONESHOT)
		watched = err == nil
	})
	return err == nil && watched
}

// open makes the queue and reads it until End. Only that something came matters: there is
// one file.
func (w *Watch) open() {
	w.told = make(chan struct{}, 1)
	fd, err := unix.InotifyInit1(unix.IN_CLOEXEC | unix.IN_NONBLOCK)
	if err != nil { // as many as a user may have are in use
		return
	}
	queue := os.NewFile(uintptr(fd), "inotify")
	w.queue = queue
	go func() {
		var events [4096]byte
		for {
			if _, err := queue.Read(events[:]); err != nil {
				return
			}
			select {
			case w.told <- struct{}{}:
			default:
			}
		}
	}()
}

// Told gets word after Begin. It is nil, which never says anything, before the first one.
func (w *Watch) Told() <-chan struct{} { return w.told }

// End gives up what Begin took.
func (w *Watch) End() {
	if w.queue != nil {
		w.queue.Close()
	}
}
