package filecheck

import (
	"path"
	"strings"
)

// Archives are the endings of names of files that hold files.
func Archives() []string {
	return append(strings.Fields("zip 7z rar gz tgz bz2 tbz xz txz zst tar lz lzma lzh arj ace cpio"), documents()...)
}

// documents are the endings of names of documents that are archives.
func documents() []string {
	return strings.Fields("docx dotx xlsx xltx pptx potx ppsx odt ott ods ots odp otp odg epub pages numbers key")
}

// Extension is a name's ending as systems read it.
func Extension(name string) string {
	return strings.TrimPrefix(strings.ToLower(path.Ext(strings.TrimRight(name, ". "))), ".")
}
