package importer

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"

	"recruitty/recruit"
	"recruitty/recruit/importer/records"
	"recruitty/recruit/timeparse"
)

// Memory keeps the mappings that people made, one for each header. It is the
// settings of the workspace.
type Memory interface {
	Setting(ctx context.Context, key string) (string, error) // "" when never set
	SetSetting(ctx context.Context, key, value string) error
}

// mapped is a mapping as it is kept: who made it, and when.
type mapped struct {
	At      time.Time `json:"at"`
	By      string    `json:"by"`
	Mapping Mapping   `json:"mapping"`
}

// words say that a file is read by it.
func (m mapped) words() string {
	by := "they were mapped"
	if m.By != "" {
		by = brief(m.By) + " mapped them"
	}
	return fmt.Sprintf("The columns are read as %s on %s; --map or --forget-mapping reads them differently.", by, timeparse.Date(m.At))
}

// memoryOf is the key under which the mapping of a header is kept. names are in
// the order of the file for a table; objects have none.
func memoryOf(kind Kind, names []string) string {
	h := sha256.New()
	fmt.Fprintf(h, "%s", kind)
	for _, name := range names {
		fmt.Fprintf(h, "\x00%s", strings.ToLower(strings.TrimSpace(name)))
	}
	return "import.mapping." + hex.EncodeToString(h.Sum(nil)[:12])
}

// recall returns what was kept for a header, nil when there is nothing, or
// nothing is asked for.
func (q query) recall(ctx context.Context, names []string) (*mapped, error) {
	if q.memory == nil || len(q.options.Mapping) > 0 || q.options.ForgetMapping || records.Blank(names) {
		return nil, nil
	}
	kept, err := q.memory.Setting(ctx, memoryOf(q.kind, names))
	if err != nil || kept == "" {
		return nil, err
	}
	var m mapped
	if json.Unmarshal([]byte(kept), &m) != nil {
		return nil, nil
	}
	// A later version may know other fields.
	maps.DeleteFunc(m.Mapping, func(_ string, f Field) bool { return !q.knows(f) })
	if len(m.Mapping) == 0 {
		return nil, nil
	}
	return &m, nil
}

// names are the columns by which a layout is remembered.
func (l *layout) names() []string {
	names := make([]string, len(l.columns))
	for i, c := range l.columns {
		names[i] = c.Name
	}
	if !l.table {
		slices.Sort(names)
	}
	return names
}

// recallObjects reads the columns of objects as they were mapped before.
func (l *layout) recallObjects(ctx context.Context, q query) error {
	m, err := q.recall(ctx, l.names())
	if err != nil || m == nil {
		return err
	}
	l.remembered, l.options.Mapping = m, m.Mapping
	for i, c := range l.columns {
		if now := l.words.understand(l.kind, m.Mapping, []string{c.Name})[0]; now.rank < 0 {
			l.columns[i] = now
		}
	}
	return nil
}

// remember keeps the mapping of a file for the next one with the same header,
// or forgets it where that was asked for.
func (s *Service) remember(ctx context.Context, actor recruit.Member, l *layout) error {
	key, value := memoryOf(l.kind, l.names()), ""
	switch {
	case s.Memory == nil, l.remembered != nil, len(l.options.Mapping) == 0 && !l.options.ForgetMapping:
		return nil
	case len(l.options.Mapping) > 0:
		kept, err := json.Marshal(mapped{s.Now().UTC(), actor.Name, l.options.Mapping})
		if err != nil {
			return fmt.Errorf("write a mapping: %w", err)
		}
		value = string(kept)
	}
	if was, err := s.Memory.Setting(ctx, key); err != nil || was == value {
		return err
	}
	return s.Memory.SetSetting(ctx, key, value)
}
