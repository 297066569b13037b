package mail

import (
	"fmt"
	"mime"
	"path"
	"strings"

	"recruitty/recruit"
)

// maxFileName keeps an encoded name below the 998 octets of a mail line: one octet takes three when it is encoded.
const maxFileName = 200

// calendarCopyName is the file name of the attached copy of the calendar object.
const calendarCopyName = "invite.ics"

// cleanFiles keeps the files this recipient may see, under names every reader can save.
func (m *message) cleanFiles() error {
	offered := m.Files
	m.Files = nil
	total := 0
	for _, file := range offered {
		if !file.Everyone && m.To.Audience == recruit.ToCandidate {
			continue
		}
		total += len(file.Content)
		file.Name = fileName(file.Name)
		file.ContentType = mediaType(file.ContentType)
		m.Files = append(m.Files, file)
	}
	if total > maxFileBytes {
		return fmt.Errorf("the files of this invitation have %s together; an email takes at most %s, so remove one", recruit.Size(int64(total)), recruit.Size(maxFileBytes))
	}
	return nil
}

// fileName replaces what file systems and mail readers give a meaning to, and cuts long names before their extension.
func fileName(name string) string {
	name = strings.Map(func(r rune) rune {
		if strings.ContainsRune(`/\:*?"<>|`, r) {
			return '_'
		}
		return r
	}, oneLine(name))
	if name = strings.TrimLeft(name, ". "); name == "" {
		return "file"
	}
	if len(name) <= maxFileName {
		return name
	}
	extension := path.Ext(name)
	if len(extension) > 12 {
		extension = ""
	}
	return shortenBytes(strings.TrimSuffix(name, extension), maxFileName-len(extension)) + extension
}

// mediaType falls back to bytes for what is no media type, and for kinds that readers open instead of saving: another
// mail, a multipart, or a second calendar object that would compete with the invitation.
func mediaType(given string) string {
	kind, _, err := mime.ParseMediaType(given)
	main, sub, _ := strings.Cut(kind, "/")
	if err != nil || sub == "" || main == "multipart" || main == "message" || kind == "text/calendar" ||
		mime.FormatMediaType(kind, nil) == "" || len(kind) > 100 {
		return "application/octet-stream"
	}
	return kind
}
