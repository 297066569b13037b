package cli

import (
	"errors"
	"strings"

	"recruitty/recruit"
)

// ownFields is a flag that gathers fields of a candidate's own.
type ownFields struct{ to *[]recruit.OwnField }

// Set implements pflag.Value.
func (f *ownFields) Set(text string) error {
	name, value, found := strings.Cut(text, "=")
	if name = strings.TrimSpace(name); !found || name == "" {
		return errors.New("write it as NAME=VALUE, and NAME= to remove it")
	}
	*f.to = append(*f.to, recruit.OwnField{Name: name, Value: value})
	return nil
}

// String implements pflag.Value.
func (f *ownFields) String() string {
	if f.to == nil {
		return ""
	}
	return recruit.FieldLines(*f.to)
}

// Type implements pflag.Value.
func (f *ownFields) Type() string { return "NAME=VALUE" }

type ownFieldJSON struct {
	Name  string `json:"name"`
	Value string `json:"value"`
}

func shapeOwnField(f recruit.OwnField) ownFieldJSON { return ownFieldJSON(f) }
