package zoomsim

import (
	"context"
	"fmt"
	"html"
	"io"
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"sync"

	"recruitty/internal/standin"
)

// Approve walks the pages at an authorise address as a person with a browser does: signs in with the e-mail (the one
// that the page suggests if it is empty), allows, and follows the redirect back to the app. It returns the address on
// which the browser ended, which for a remote sign-in is one that does not load. client may be nil.
func Approve(ctx context.Context, client *http.Client, authoriseURL, email string) (ended string, err error) {
	return walk(ctx, client, authoriseURL, email, "allow")
}

// Decline is Approve for a person who declines.
func Decline(ctx context.Context, client *http.Client, authoriseURL, email string) (ended string, err error) {
	return walk(ctx, client, authoriseURL, email, "decline")
}

var (
	formAction  = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`<form[^>]* action="([^"]*)"`) })
	hiddenField = sync.OnceValue(func() *regexp.Regexp {
		return regexp.MustCompile(`<input type="hidden" name="([^"]*)" value="([^"]*)"`)
	})
	emailField = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`<input type="email" name="email" value="([^"]*)"`) })
)

func walk(ctx context.Context, client *http.Client, address, email, decision string) (string, error) {
	browser := http.Client{}
	if client != nil {
		browser = *client
	}
	browser.CheckRedirect = func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }

	page, _, err := visit(ctx, &browser, http.MethodGet, address, nil)
	if err != nil {
		return "", err
	}
	if email == "" {
		if found := emailField().FindStringSubmatch(page); found != nil {
			email = html.UnescapeString(found[1])
		}
	}
	page, _, err = submit(ctx, &browser, address, page, url.Values{"email": {email}})
	if err != nil {
		return "", err
	}
	_, target, err := submit(ctx, &browser, address, page, url.Values{"decision": {decision}})
	if err != nil {
		return "", err
	}
	if target == "" {
		return "", fmt.Errorf("the permission page did not lead back to the app")
	}
	// Nothing may listen there; a person then copies the address.
	if _, _, err := visit(ctx, &browser, http.MethodGet, target, nil); err != nil && ctx.Err() != nil {
		return "", ctx.Err()
	}
	return target, nil
}

// submit sends the form on a page together with what the person filled in.
func submit(ctx context.Context, browser *http.Client, base, page string, filled url.Values) (string, string, error) {
	action := formAction().FindStringSubmatch(page)
	if action == nil {
		return "", "", fmt.Errorf("no form on the page: %.200s", page)
	}
	for _, field := range hiddenField().FindAllStringSubmatch(page, -1) {
		filled.Set(html.UnescapeString(field[1]), html.UnescapeString(field[2]))
	}
	start, err := url.Parse(base)
	if err != nil {
		return "", "", err
	}
	target, err := start.Parse(html.UnescapeString(action[1]))
	if err != nil {
		return "", "", err
	}
	return visit(ctx, browser, http.MethodPost, target.String(), filled)
}

// visit loads a page and returns it, with the target of its redirect if it is one.
func visit(ctx context.Context, browser *http.Client, method, address string, form url.Values) (page, target string, err error) {
	request, err := http.NewRequestWithContext(ctx, method, address, strings.NewReader(form.Encode()))
	if err != nil {
		return "", "", err
	}
	if form != nil {
		request.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	}
	response, err := browser.Do(request)
	if err != nil {
		return "", "", err
	}
	defer response.Body.Close()
	body, err := io.ReadAll(io.LimitReader(response.Body, standin.MaxBody))
	if err != nil {
		return "", "", err
	}
	if response.StatusCode >= 400 {
		return "", "", fmt.Errorf("%s answered %s: %.200s", request.URL.Path, response.Status, body)
	}
	return string(body), response.Header.Get("Location"), nil
}
