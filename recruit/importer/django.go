package importer

import (
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"

	"recruitty/recruit/importer/records"
)

// A Django dump is a list of objects of all kinds: {"model": "app.candidate",
// "pk": 1, "fields": {…}}.

// isDjango reports whether an object is one of a Django dump.
func isDjango(o records.Object) bool {
	fields := o.Object("fields")
	return strings.Contains(o.Text("model"), ".") && o.Has("fields") && fields != nil
}

// models are the names of the models that hold things of a kind, the surest
// first.
func models(kind Kind) []string {
	switch kind {
	case Jobs:
		return []string{"job", "jobopening", "jobposting", "jobpost", "position", "vacancy", "opening", "posting", "requisition", "jobrequisition", "offer"}
	case Interviews:
		return []string{"interview", "scheduledinterview", "interviewevent", "meeting", "appointment", "event"}
	}
	return []string{"candidate", "applicant", "candidateprofile", "applicantprofile", "prospect", "talent", "person", "contact", "lead", "profile"}
}

// modelRank says how far down a model stands among those of a kind, -1 when it
// is none.
func modelRank(kind Kind, model string) int {
	k := key(model[strings.LastIndexByte(model, '.')+1:])
	if at := slices.Index(models(kind), k); at >= 0 {
		return at
	}
	return slices.Index(models(kind), strings.TrimSuffix(k, "s"))
}

// maxModels is how many models of a dump are told apart.
const maxModels = 500

// djangoDump makes a dump of a list of JSON objects, if it is one: of its models
// the one that holds what is asked for is read, and the others are named.
func djangoDump(ctx context.Context, f File, c content, kind Kind) (content, error) {
	counts, is := map[string]int{}, false
	err := c.each(ctx, func(r records.Record) error {
		if r.Object == nil {
			return nil
		}
		if is = is || isDjango(r.Object); !is {
			return errEnough
		}
		model := strings.ToLower(r.Object.Text("model"))
		if _, known := counts[model]; known || len(counts) < maxModels {
			counts[model]++
		}
		return nil
	})
	if !is {
		return c, nil
	}
	if err != nil {
		return content{}, err
	}
	best := ""
	for _, m := range slices.Sorted(maps.Keys(counts)) {
		if rank := modelRank(kind, m); rank >= 0 && (best == "" || rank < modelRank(kind, best)) {
			best = m
		}
	}
	if best == "" {
		return content{}, djangoOther(f.Name, kind, counts)
	}
	if len(counts) > 1 {
		c.guesses = append(c.guesses, fmt.Sprintf("Of the Django dump the %d objects of %s were read; not read: %s.", counts[best], best, modelList(counts, best)))
	}
	c.format = "Django dump"
	read := c.read
	c.read = func() (records.Reader, error) {
		in, err := read()
		if err != nil {
			return nil, err
		}
		return &djangoReader{in, best}, nil
	}
	return c, nil
}

// djangoOther refuses a dump without what is asked for.
func djangoOther(name string, kind Kind, counts map[string]int) error {
	for _, other := range Kinds() {
		for _, m := range slices.Sorted(maps.Keys(counts)) {
			if other != kind && modelRank(other, m) >= 0 {
				return records.Refuse(nil, "%s is a Django dump without %s; it holds %s, which import %s reads.", name, kind, m, other)
			}
		}
	}
	return records.Refuse(nil, "%s is a Django dump without %s; its models are %s.", name, kind, modelList(counts, ""))
}

// modelList names the models of a dump but one.
func modelList(counts map[string]int, but string) string {
	const most = 20
	var all []string
	for _, m := range slices.Sorted(maps.Keys(counts)) {
		if m != but {
			all = append(all, fmt.Sprintf("%s (%d)", brief(m), counts[m]))
		}
	}
	if more := len(all) - most; more > 0 {
		all = append(all[:most], fmt.Sprintf("%d more", more))
	}
	return strings.Join(all, ", ")
}

// djangoReader reads the objects of one model.
type djangoReader struct {
	records.Reader
	model string
}

func (d *djangoReader) Next() (records.Record, error) {
	for {
		r, err := d.Reader.Next()
		if err != nil || r.Object == nil {
			return r, err
		}
		if !strings.EqualFold(r.Object.Text("model"), d.model) {
			if isDjango(r.Object) {
				continue
			}
			r.Object, r.Bad = nil, "is not an object of a Django dump"
			return r, nil
		}
		fields := r.Object.Object("fields")
		if fields == nil {
			r.Object, r.Bad = nil, "has no fields"
			return r, nil
		}
		if pk := r.Object["pk"]; !fields.Has("id") && records.Scalar(pk) != "" {
			fields["id"] = json.RawMessage(pk)
		}
		r.Object = fields
		return r, nil
	}
}
