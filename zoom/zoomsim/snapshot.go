package zoomsim

import (
	"encoding/json"
	"fmt"
)

// Snapshot returns users, meetings, grants and counters as JSON, so that a kept demo finds its meetings again.
func (s *Server) Snapshot() ([]byte, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	data, err := json.MarshalIndent(s.state, "", "  ")
	if err != nil {
		return nil, fmt.Errorf("save simulated zoom: %w", err)
	}
	return data, nil
}

// Restore replaces everything with a snapshot. After an error nothing has changed.
func (s *Server) Restore(data []byte) error {
	restored := emptyState()
	if err := json.Unmarshal(data, &restored); err != nil {
		return fmt.Errorf("load simulated zoom: %w", err)
	}
	empty := emptyState()
	if restored.Meetings == nil {
		restored.Meetings = empty.Meetings
	}
	if restored.Access == nil {
		restored.Access = empty.Access
	}
	if restored.Refresh == nil {
		restored.Refresh = empty.Refresh
	}
	if restored.Writes == nil {
		restored.Writes = empty.Writes
	}
	for id, meeting := range restored.Meetings {
		if meeting == nil || meeting.ID != id {
			return fmt.Errorf("load simulated zoom: meeting %d is damaged", id)
		}
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.state = restored
	clear(s.pending)
	clear(s.codes)
	clear(s.devices)
	clear(s.pages)
	return nil
}
