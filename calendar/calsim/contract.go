package calsim

import (
	_ "embed"
	"encoding/json"
	"net/http"
	"strings"
	"time"
)

//go:embed google.json
var googleContract []byte

// contract is the part of Google's discovery document that is used here.
type contract struct {
	Parameters map[string]string            `json:"parameters"` // of all methods
	Methods    map[string]method            `json:"methods"`
	Schemas    map[string]map[string]string `json:"schemas"`
}

// method is one method of it.
type method struct {
	Method     string            `json:"method"`
	Path       string            `json:"path"`
	Parameters map[string]string `json:"parameters"`
	Request    string            `json:"request"`
	Response   string            `json:"response"`
	Scopes     []string          `json:"scopes"`
}

func readContract() contract {
	var c contract
	if err := json.Unmarshal(googleContract, &c); err != nil {
		panic("calsim: google.json is broken: " + err.Error())
	}
	return c
}

// Misfit says what in a JSON value a schema of Google's document does not know, one
// line each: fields without a name there, and values of another type.
func Misfit(schema string, value any) []string {
	return readContract().misfit(schema, "", value)
}

func (c contract) misfit(schema, at string, value any) []string {
	fields, ok := value.(map[string]any)
	if !ok {
		return []string{at + " is no " + schema}
	}
	known, ok := c.Schemas[schema]
	if !ok {
		return nil // a schema that is not looked into
	}
	var wrong []string
	for name, v := range fields {
		kind, ok := known[name]
		if !ok {
			wrong = append(wrong, at+"."+name+" is not in "+schema)
			continue
		}
		wrong = append(wrong, c.misfitType(kind, at+"."+name, v)...)
	}
	return wrong
}

func (c contract) misfitType(kind, at string, value any) []string {
	no := []string{at + " is no " + kind}
	if inner, ok := strings.CutPrefix(kind, "["); ok {
		list, ok := value.([]any)
		if !ok {
			return no
		}
		var wrong []string
		for _, v := range list {
			wrong = append(wrong, c.misfitType(strings.TrimSuffix(inner, "]"), at+"[]", v)...)
		}
		return wrong
	}
	if inner, ok := strings.CutPrefix(kind, "{"); ok {
		fields, ok := value.(map[string]any)
		if !ok {
			return no
		}
		var wrong []string
		for _, v := range fields {
			wrong = append(wrong, c.misfitType(strings.TrimSuffix(inner, "}"), at+"{}", v)...)
		}
		return wrong
	}
	fits := true
	switch kind {
	case "string":
		_, fits = value.(string)
	case "date-time", "date":
		text, _ := value.(string)
		layout := time.RFC3339
		if kind == "date" {
			layout = time.DateOnly
		}
		_, err := time.Parse(layout, text)
		fits = err == nil
	case "boolean":
		_, fits = value.(bool)
	case "int32":
		number, ok := value.(float64)
		fits = ok && number == float64(int32(number))
	default:
		return c.misfit(kind, at, value)
	}
	if !fits {
		return no
	}
	return nil
}

// watch records what a request has that the method's document does not allow for. The
// lock is held.
func (s *Server) watch(name string, r *http.Request, body []byte) {
	m := s.contract.Methods[name]
	for parameter := range r.URL.Query() {
		if m.Parameters[parameter] == "" && s.contract.Parameters[parameter] == "" {
			s.breach(r, "unknown parameter "+parameter)
		}
	}
	if r.Method != m.Method {
		s.breach(r, "method "+r.Method)
	}
	if m.Request == "" {
		if len(body) > 0 {
			s.breach(r, "a body where there is none")
		}
		return
	}
	if kind := r.Header.Get("Content-Type"); !strings.HasPrefix(kind, "application/json") {
		s.breach(r, "content type "+kind)
	}
	var value any
	if json.Unmarshal(body, &value) != nil {
		s.breach(r, "body is no JSON")
		return
	}
	for _, wrong := range s.contract.misfit(m.Request, "", value) {
		s.breach(r, wrong)
	}
}
