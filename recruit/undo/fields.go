package undo

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"recruitty/recruit"
)

// noteRow and fileRow are what is said of the rows that the storage keeps.
type noteRow struct {
	Text string `json:"text"`
}

type fileRow struct {
	Name string `json:"name"`
	Kind string `json:"kind"`
}

// texts reads both sides of a change.
func texts[T any](o Offer) (was, now T, err error) {
	for text, to := range map[string]*T{o.Was: &was, o.Now: &now} {
		if text == "" {
			continue
		}
		if err := json.Unmarshal([]byte(text), to); err != nil {
			return was, now, fmt.Errorf("read what was changed: %w", err)
		}
	}
	return was, now, nil
}

// renamed is a change of a candidate with the fields of the workspace as they are called
// and ordered now; they may have had other names when it was made.
func (u *Undo) renamed(ctx context.Context, o Offer) (Offer, error) {
	if u.Pipeline.Fields == nil || !strings.Contains(o.Was+o.Now, `"Fields":[`) {
		return o, nil
	}
	defined, err := u.Pipeline.Fields.List(ctx)
	if err != nil {
		return o, err
	}
	for _, text := range []*string{&o.Was, &o.Now} {
		var c recruit.Candidate
		if err := json.Unmarshal([]byte(*text), &c); err != nil {
			return o, fmt.Errorf("read what a candidate was: %w", err)
		}
		c.Fields = defined.Arranged(c.Fields)
		again, err := json.Marshal(c)
		if err != nil {
			return o, fmt.Errorf("write what a candidate was: %w", err)
		}
		*text = string(again)
	}
	return o, nil
}

// fieldwise is a record with what a change did to its fields taken back, and everything
// else as it is now. also names the fields that were changed once more since.
func fieldwise[T recruit.Candidate | recruit.Job](o Offer, now T) (back T, also []string, err error) {
	var was, then, is map[string]json.RawMessage
	text, err := json.Marshal(now)
	if err != nil {
		return now, nil, err
	}
	for _, one := range []struct {
		text []byte
		to   *map[string]json.RawMessage
	}{{[]byte(o.Was), &was}, {[]byte(o.Now), &then}, {text, &is}} {
		if err := json.Unmarshal(one.text, one.to); err != nil {
			return now, nil, fmt.Errorf("read what a record was: %w", err)
		}
	}
	for field, value := range was {
		if string(value) == string(then[field]) {
			continue
		}
		if string(is[field]) != string(then[field]) {
			if name := called[T](field); name != "" {
				also = append(also, name)
			}
			continue
		}
		is[field] = value
	}
	slices.Sort(also)
	if text, err = json.Marshal(is); err == nil {
		err = json.Unmarshal(text, &back)
	}
	return back, also, err
}

// called is the name of a field on the screen.
func called[T recruit.Candidate | recruit.Job](field string) string {
	var zero T
	switch any(zero).(type) {
	case recruit.Candidate:
		return recruit.FieldName(recruit.CandidateFields(), field)
	default:
		if field == "Status" { // which is changed by closing and opening
			return "The status"
		}
		return recruit.FieldName(recruit.JobDetails(), field)
	}
}
