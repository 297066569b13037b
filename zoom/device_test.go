package zoom_test

import (
	"context"
	"errors"
	"net/http"
	"net/http/httptest"
	"testing"
	"testing/synctest"
	"time"

	"recruitty/zoom"
	"recruitty/zoom/zoomsim"
)

// inside carries requests to a handler without a network, so that a test can run on synthetic time.
type inside struct{ http.Handler }

func (i inside) RoundTrip(r *http.Request) (*http.Response, error) {
	recorder := httptest.NewRecorder()
	i.ServeHTTP(recorder, r)
	return recorder.Result(), nil
}

// deviceWorld is a simulator inside the process, on the time of the bubble.
func deviceWorld(t *testing.T, change func(*zoom.Config)) (*zoomsim.Server, *zoom.Auth) {
	t.Helper()
	sim := zoomsim.New(zoomsim.Options{})
	config := zoom.Config{
		ClientID: zoomsim.ConfidentialID, ClientSecret: zoomsim.ConfidentialSecret,
		APIBase: sim.APIBase(), OAuthBase: sim.OAuthBase(), HTTPClient: &http.Client{Transport: inside{sim}},
	}
	if change != nil {
		change(&config)
	}
	auth, err := zoom.NewAuth(config)
	if err != nil {
		t.Fatal(err)
	}
	return sim, auth
}

func TestDeviceSignIn(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		faults []zoomsim.Fault
		decide func(*zoomsim.Server, string) error
		kind   error
		after  time.Duration
	}{
		"allowed": {
			decide: func(s *zoomsim.Server, code string) error { return s.ApproveDevice(code, "robin@acme.example") }, after: 15 * time.Second,
		},
		"declined": {decide: (*zoomsim.Server).DeclineDevice, kind: zoom.ErrDeclined, after: 15 * time.Second},
		"expired":  {kind: zoom.ErrSignInOver, after: 15 * time.Minute},
		"expired at zoom": {
			faults: []zoomsim.Fault{{Operation: "oauth.poll", Do: "reply", Status: 400, Body: []byte(`{"error":"expired_token"}`)}},
			kind:   zoom.ErrSignInOver, after: 5 * time.Second,
		},
		"slow down": {
			faults: []zoomsim.Fault{{Operation: "oauth.poll", Do: "reply", Status: 400, Body: []byte(`{"error":"slow_down"}`)}},
			decide: func(s *zoomsim.Server, code string) error { return s.ApproveDevice(code, "robin@acme.example") }, after: 15 * time.Second,
		},
		"trouble on the way": {
			faults: []zoomsim.Fault{{Operation: "oauth.poll", Do: "html", Times: 2}},
			decide: func(s *zoomsim.Server, code string) error { return s.ApproveDevice(code, "robin@acme.example") }, after: 15 * time.Second,
		},
		"switched off meanwhile": {
			faults: []zoomsim.Fault{{Operation: "oauth.poll", Do: "reply", Status: 400, Body: []byte(`{"error":"unsupported_grant_type"}`)}},
			kind:   zoom.ErrUnsupported, after: 5 * time.Second,
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				sim, auth := deviceWorld(t, nil)
				if err := sim.AddFault(test.faults...); err != nil {
					t.Fatal(err)
				}
				signIn, err := auth.BeginDevice(t.Context())
				if err != nil {
					t.Fatal(err)
				}
				if signIn.UserCode == "" || signIn.VerificationURI == "" || signIn.Interval != 5*time.Second {
					t.Errorf("sign-in = %+v", signIn)
				}
				began := time.Now()
				if test.decide != nil {
					time.AfterFunc(12*time.Second, func() {
						if err := test.decide(sim, signIn.UserCode); err != nil {
							t.Error(err)
						}
					})
				}
				grant, err := signIn.Poll(t.Context())
				if !errors.Is(err, test.kind) || (test.kind == nil) != (grant.Tokens.Access != "") {
					t.Errorf("poll = %v, %v, want %v", grant, err, test.kind)
				}
				if took := time.Since(began); took != test.after {
					t.Errorf("took %v, want %v", took, test.after)
				}
			})
		})
	}
}

func TestDevicePollStops(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		_, auth := deviceWorld(t, nil)
		signIn, err := auth.BeginDevice(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		ctx, cancel := context.WithCancel(t.Context())
		time.AfterFunc(7*time.Second, cancel)
		if _, err := signIn.Poll(ctx); !errors.Is(err, context.Canceled) {
			t.Errorf("poll: %v", err)
		}
	})
}

func TestDeviceFlowRefused(t *testing.T) {
	t.Parallel()
	sim, public := deviceWorld(t, func(c *zoom.Config) { c.ClientID, c.ClientSecret = zoomsim.PublicID, "" })
	_, err := public.BeginDevice(t.Context())
	wantKind(t, err, zoom.ErrUnsupported)

	for _, fault := range []zoomsim.Fault{
		{Operation: "oauth.device", Do: "html", Status: 404},
		{Operation: "oauth.device", Do: "reply", Status: 400, Body: []byte(`{"reason":"unsupported grant type","error":"unsupported_grant_type"}`)},
	} {
		if err := sim.AddFault(fault); err != nil {
			t.Fatal(err)
		}
		_, err := public.BeginDevice(t.Context())
		wantKind(t, err, zoom.ErrUnsupported)
	}
	if err := sim.AddFault(zoomsim.Fault{Operation: "oauth.device", Do: "html", Status: 502}); err != nil {
		t.Fatal(err)
	}
	_, err = public.BeginDevice(t.Context())
	wantKind(t, err, zoom.ErrLater)
}
