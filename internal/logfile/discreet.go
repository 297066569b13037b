package logfile

import (
	"fmt"
	"log/slog"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"sync"
)

// withheld stands where a value was that may name someone.
const withheld = "(withheld)"

// texts are the keys whose text is written as it is: what names things of this
// program, of the machine and of members, never a candidate. The text of any
// other key is withheld.
func texts() []string {
	return []string{
		slog.TimeKey, slog.LevelKey, slog.MessageKey,
		"address", "command", "copy", "dir", "host_key", "key", "key_named", "kind", "member", "name", "operation", "owner",
		"stack", "state", "to", "tracking", "tracking_id", "what", "why", "workspace",
	}
}

// addresses are what an e-mail address looks like, in whatever script.
var addresses = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`[^\s<>"'(),;:=]+@[^\s<>"'(),;:=]+`) })

// Discreet is a slog.HandlerOptions.ReplaceAttr that keeps people out of a log,
// which outlives their data: an error is written as its kinds and numbers, and
// not as the sentence that a person reads, and text only where it cannot come
// from a form, a mail, a file or another server. Numbers, such as those of
// candidates and interviews, always stand there.
func Discreet(_ []string, a slog.Attr) slog.Attr {
	switch v := a.Value; v.Kind() {
	case slog.KindString:
		a.Value = slog.StringValue(discreetText(a.Key, v.String()))
	case slog.KindAny:
		a.Value = slog.AnyValue(discreetValue(a.Key, v.Any()))
	}
	return a
}

func discreetValue(key string, value any) any {
	switch v := value.(type) {
	case nil, slog.Level, *slog.Source:
		return value
	case error:
		return Facts(v)
	}
	switch v := reflect.ValueOf(value); v.Kind() {
	case reflect.String:
		return discreetText(key, v.String())
	case reflect.Bool, reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64,
		reflect.Uint, reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64, reflect.Float32, reflect.Float64:
		return value
	}
	return fmt.Sprintf("%s %T", withheld, value)
}

func discreetText(key, text string) string {
	switch {
	case text == "":
		return ""
	case !slices.Contains(texts(), key):
		return withheld
	case key == "member":
		return text // who did it
	}
	return addresses().ReplaceAllString(text, withheld)
}

// quoted is what someone else said.
var quoted = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`"(?:[^"\\]|\\.)*"|'[^']*'|“[^”]*”|<[^>]*>`) })

// plainWord is a word of a sentence that nobody is called by: in small letters,
// or a number, or a short one of a technical language.
var plainWord = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`^\(?(?:[a-z][a-z'-]*|[0-9]{1,12}|EOF|TLS|SMTP|IMAP|SSH|SFTP|SQL|JSON|HTTP|API|DNS|TCP|GET|POST|PATCH|DELETE)[:,;.)]*$`)
})

// plainWords leaves out of text what might name someone.
func plainWords(text string) string {
	words := strings.Fields(quoted().ReplaceAllString(text, "…"))
	if first := words[:min(1, len(words))]; len(first) > 0 {
		first[0] = strings.ToLower(first[0][:1]) + first[0][1:]
	}
	for n, w := range words {
		if !plainWord().MatchString(w) {
			words[n] = "…"
		}
	}
	return strings.Join(slices.Compact(words), " ")
}
