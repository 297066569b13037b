package docs

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"

	"recruitty/recruit"
	"recruitty/zoom"
)

// TestReadmeLimitsAreTheLimits holds the numbers of the README's limits to those
// of the program.
func TestReadmeLimitsAreTheLimits(t *testing.T) {
	t.Parallel()
	_, limits, _ := strings.Cut(read(t, "README.md"), "\n## Limits\n")
	limits, _, _ = strings.Cut(limits, "\n## ")
	thousands := func(n int) string { return strings.TrimLeft(fmt.Sprintf("%d,%03d", n/1000, n%1000), "0,") }
	for _, want := range []string{
		fmt.Sprintf("after %d minutes", int(recruit.BasicLimit.Minutes())),
		fmt.Sprintf("%d changes a day", recruit.CallsPerDay),
		fmt.Sprintf("of one interview together: %d MB", recruit.MaxInterviewFiles>>20),
		fmt.Sprintf("Title: %s characters", thousands(recruit.MaxTitle)),
		fmt.Sprintf("Description: %s.", thousands(recruit.MaxDescription)),
	} {
		if !strings.Contains(limits, want) {
			t.Errorf("the README's limits do not say %q", want)
		}
	}
}

// TestReadmeScopesAreTheScopes holds the scopes that the README has people
// register to those that the program asks for.
func TestReadmeScopesAreTheScopes(t *testing.T) {
	t.Parallel()
	var named, needed []string
	for _, m := range regexp.MustCompile("`((?:meeting|user):[a-z_:]+)`").FindAllStringSubmatch(read(t, "README.md"), -1) {
		named = append(named, m[1])
	}
	for _, n := range zoom.Permissions() {
		needed = append(needed, n.Scope)
	}
	slices.Sort(named)
	slices.Sort(needed)
	if !slices.Equal(named, needed) {
		t.Errorf("the README names the scopes %v, the program asks for %v", named, needed)
	}
}
