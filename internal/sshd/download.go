package sshd

import (
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"path/filepath"
	"strings"

	"recruitty/recruit"
	"recruitty/recruit/sanitize"
)

// maxNames bounds how many names are tried for a file that is put into an
// inbox.
const maxNames = 100

// keep puts a file into the inbox, where the member's sftp and scp find it. It
// never replaces one that lies there: the name gets a number then.
func (b *inbox) keep(name string, content []byte, log *slog.Logger) (string, error) {
	ext := filepath.Ext(name)
	for n := range maxNames {
		free := name
		if n > 0 {
			free = fmt.Sprintf("%s (%d)%s", strings.TrimSuffix(name, ext), n, ext)
		}
		free = sanitize.FileName(free)
		if _, err := b.stat(free); err == nil {
			continue
		} else if !errors.Is(err, fs.ErrNotExist) {
			return "", err
		}
		to, err := b.create(free)
		if err != nil {
			return "", err
		}
		to.log = log
		_, err = to.WriteAt(content, 0)
		return "inbox:" + free, errors.Join(err, to.Close())
	}
	return "", recruit.Refused("Your inbox holds too many files called %s; remove some with sftp first.", name)
}
