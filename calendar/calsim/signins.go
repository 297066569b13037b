package calsim

import (
	"encoding/json"
	"fmt"

	"recruitty/recruit/busy"
)

// Remember lets a refresh token stand for the sign-in of a person who agreed before the
// simulator was made.
func (s *Server) Remember(refresh string, provider busy.Kind, user string, scopes ...string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.refresh[refresh] = grant{Provider: provider, AppID: s.options.Apps[0].ID, User: user, Scopes: scopes}
}

// SignIns writes down who has signed in, so that RestoreSignIns of another simulator
// knows them still. They are secrets of the simulation alone.
func (s *Server) SignIns() ([]byte, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return json.MarshalIndent(s.refresh, "", "\t")
}

// RestoreSignIns adds what SignIns wrote.
func (s *Server) RestoreSignIns(kept []byte) error {
	var all map[string]grant
	if err := json.Unmarshal(kept, &all); err != nil {
		return fmt.Errorf("read the sign-ins: %w", err)
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	for refresh, g := range all {
		if refresh == "" || g.User == "" || g.Provider != Google && g.Provider != Microsoft {
			return fmt.Errorf("a sign-in is incomplete")
		}
		s.refresh[refresh] = g
	}
	return nil
}
