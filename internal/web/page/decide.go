package page

import (
	"errors"
	"net/http"
	"net/url"
)

// decide takes a decision that came from a button, and leads back to the page.
func (p *page) decide(w http.ResponseWriter, r *http.Request, v *visit) {
	// What a browser cannot have sent is read as far as it can be; what lacks is said as of any form.
	var long *http.MaxBytesError
	if err := r.ParseForm(); errors.As(err, &long) {
		p.failed(w, r, err)
		return
	}
	if err := v.look(r.Context(), p.Viewer); err != nil { // language and zone, for what the form says
		p.failed(w, r, err)
		return
	}
	var (
		form    filled
		outcome Outcome
		wrong   []mistake
		err     error
	)
	switch v.part {
	case asking:
		form = readForm(r.PostForm, "words")
		var wish Wish
		if wish, wrong = v.wish(form); len(wrong) == 0 {
			outcome, err = p.Choices.Ask(r.Context(), v.token, wish)
		}
	case callingOff:
		// The reason may be empty, but every form of the page has one: without it no button was pressed.
		if !r.PostForm.Has("reason") {
			p.Figures.count(incomplete)
			p.lead(w, callingOff+v.queryWith(nil))
			return
		}
		form = readForm(r.PostForm, "reason")
		var why string
		if why, wrong = v.reason(form); len(wrong) == 0 {
			outcome, err = p.Choices.CallOff(r.Context(), v.token, why)
		}
	default:
		if r.PostForm.Has("look") {
			p.refresh(w, r, v)
			return
		}
		form = readForm(r.PostForm, "")
		choose := p.Choices.Take
		if v.part == moving {
			choose = p.Choices.Move
		}
		if form.Option, wrong = v.option(form); len(wrong) == 0 {
			outcome, err = choose(r.Context(), v.token, form.Option)
		}
	}
	switch {
	case err != nil:
		p.failed(w, r, err)
	case len(wrong) > 0 && v.possible():
		p.Figures.count(incomplete)
		most := mostWords
		if v.part == callingOff {
			most = mostReason
		}
		p.writeWith(w, http.StatusUnprocessableEntity, v, form.shortened(most), wrong)
	case len(wrong) > 0:
		p.Figures.count(incomplete)
		p.lead(w, v.home(nil))
	default:
		p.Figures.count(decided(v.part, outcome))
		p.lead(w, v.after(form, outcome))
	}
}

// refresh looks for other hours, and leads to where they can be chosen.
func (p *page) refresh(w http.ResponseWriter, r *http.Request, v *visit) {
	outcome, err := p.Choices.Refresh(r.Context(), v.token)
	if err != nil {
		p.failed(w, r, err)
		return
	}
	p.Figures.count("refreshed")
	more := url.Values{}
	if outcome == NoneLeft {
		more.Set("none", "1")
	}
	if v.part == moving {
		p.lead(w, moving+v.queryWith(more))
		return
	}
	p.lead(w, v.home(more))
}

// after is where a decision leads: to the page as it is now, or to what is left where the chosen option is gone.
func (v *visit) after(form filled, o Outcome) string {
	if o != Gone {
		return v.home(nil)
	}
	gone := url.Values{"gone": {form.Option}}
	if v.part == moving {
		return moving + v.queryWith(gone)
	}
	return v.home(gone)
}
