package zoom_test

import (
	"errors"
	"fmt"
	"net/http"
	"sync/atomic"
	"testing"

	"recruitty/zoom"
)

// TestAListThatDoesNotEndIsLeft holds that pages of a list which lead to
// themselves, in a circle, or ever further are not followed for ever.
func TestAListThatDoesNotEndIsLeft(t *testing.T) {
	t.Parallel()
	for name, next := range map[string]func(n int64, asked string) string{
		"itself":     func(int64, string) string { return "again" },
		"a circle":   func(n int64, _ string) string { return fmt.Sprint("page ", n%3) },
		"ever more":  func(n int64, _ string) string { return fmt.Sprint("page ", n) },
		"what comes": func(_ int64, asked string) string { return asked + "x" },
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			var calls atomic.Int64
			client, _ := against(t, func(w http.ResponseWriter, r *http.Request) {
				n := calls.Add(1)
				w.Header().Set("Content-Type", "application/json")
				fmt.Fprintf(w, `{"next_page_token":%q,"meetings":[{"id":%d,"agenda":"other","topic":"t"}]}`, next(n, r.URL.Query().Get("next_page_token")), 85746065432+n)
			}, nil)
			_, found, err := client.FindMeeting(t.Context(), zoom.Me, "Ref RCT-1")
			if found || !errors.Is(err, zoom.ErrProtocol) {
				t.Errorf("found %v, %v", found, err)
			}
			if n := calls.Load(); n > 60 {
				t.Errorf("%d pages were asked for", n)
			}
		})
	}
}
