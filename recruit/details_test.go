package recruit

import (
	"reflect"
	"slices"
	"strings"
	"testing"
)

// noDetails are the fields that nobody changes by an edit; each is logged by the
// decision that writes it.
var noDetails = map[string][]string{
	"Candidate": {"ID", "OwnerID", "Version", "CreatedAt", "ErasedAt", "Damage"},
	"Job":       {"ID", "Version", "CreatedAt", "Status", "ClosedAt", "Damage"},
	"Member":    {"ID", "Version", "CreatedAt", "RemovedAt", "Inbox", "Damage"},
}

func TestEveryFieldIsComparedOrNoDetail(t *testing.T) {
	t.Parallel()
	complete(t, CandidateFields())
	complete(t, JobDetails())
	complete(t, MemberDetails(func(keys []string) string { return strings.Join(keys, " ") }))
}

// complete changes each field by itself and looks for it in the words.
func complete[T any](t *testing.T, details []detail[T]) {
	t.Helper()
	var zero T
	record := reflect.TypeOf(zero)
	for _, field := range reflect.VisibleFields(record) {
		if field.Anonymous {
			continue // its custom fields follow
		}
		at := slices.IndexFunc(details, func(d detail[T]) bool { return d.field == field.Name })
		if excluded := slices.Contains(noDetails[record.Name()], field.Name); excluded == (at >= 0) {
			t.Errorf("%s.%s is compared: %v, no detail: %v", record.Name(), field.Name, at >= 0, excluded)
			continue
		}
		if at < 0 {
			continue
		}
		var changed T
		switch v := reflect.ValueOf(&changed).Elem().FieldByIndex(field.Index); v.Kind() {
		case reflect.String:
			v.SetString("de")
		case reflect.Bool:
			v.SetBool(true)
		case reflect.Slice:
			if _, own := v.Interface().([]OwnField); own {
				v.Set(reflect.ValueOf([]OwnField{{"one", "1"}, {"two", "2"}}))
			} else {
				v.Set(reflect.ValueOf([]string{"one", "two"}))
			}
		default:
			t.Errorf("%s.%s: no test for a %s", record.Name(), field.Name, v.Kind())
		}
		if got := Differences(details, zero, changed); !strings.HasPrefix(got, details[at].name+": ") || strings.Contains(got, "; ") && field.Type.Kind() != reflect.Slice {
			t.Errorf("%s.%s changed: %q", record.Name(), field.Name, got)
		}
		if got := Differences(details, changed, changed); got != "" {
			t.Errorf("nothing changed: %q", got)
		}
	}
}

func TestDifferencesNameTheOldAndTheNewValue(t *testing.T) {
	t.Parallel()
	was := Candidate{Phone: "123", Tags: []string{"go"}, Language: "de"}
	now := Candidate{Phone: "456", Tags: []string{"go", "rust"}}
	if got, want := Differences(CandidateFields(), was, now), "Phone: 123 → 456; Tags: go → go, rust; Language: German (de) → none"; got != want {
		t.Errorf("got  %q\nwant %q", got, want)
	}
	long := strings.Repeat("a long description\n", 500)
	if got := Differences(JobDetails(), Job{Description: long}, Job{}); got != "Description: “"+long+"” → none" {
		t.Errorf("a long text is not whole: %q", got)
	}
}

func TestPasswordsAreNotInTheLog(t *testing.T) {
	t.Parallel()
	for _, c := range [][3]string{
		{"", "smtps://jobs:s3cret@mail.example:465", "Server: none → smtps://jobs@mail.example:465"},
		{"smtp://jobs:old-s3cret@mail.example:587", "smtp://jobs:s3cret@mail.example:587", "Password: changed"},
		{"smtp://jobs:s3cret@mail.example:587", "smtp://jobs:s3cret@mail.example:587", ""},
		{"smtp://a:s3cret@one.example", "smtp://b:s3cret@two.example?tls=none&key=s3cret", "Server: smtp://a@one.example → smtp://b@two.example?tls=none"},
		{"smtp://a:s3cret@one.example", "://s3cret", "Server: smtp://a@one.example → an address that cannot be read"},
		{"smtp://a:s3cret@one.example", "", "Server: smtp://a@one.example → none"},
	} {
		if got := ServerDifference("Server", c[0], c[1]); got != c[2] {
			t.Errorf("%q to %q: %q, want %q", c[0], c[1], got, c[2])
		}
	}
	if got := DifferenceSecret("Client secret", "old", "new"); got != "Client secret: changed" {
		t.Errorf("got %q", got)
	}
}
