package slots

// refuseLoop looks for the reasons of days on which no loop can begin: a session that finds
// no hour, else a rule without which the loop would fit.
func (w *work) refuseLoop() []*refusing {
	s := w.newSearch(false)
	days := make([]*refusing, len(s.days))
	reach := make([]*refusing, len(s.days)) // until where a loop may go on
	for n, d := range s.days {
		days[n] = &refusing{from: d.from, to: d.to}
		reach[n] = &refusing{from: d.from, to: s.days[min(n+s.rules.within, len(s.days))-1].to}
	}
	for n, t := range s.tables {
		if t.fixed < 0 {
			w.refuseSession(n, reach)
		}
	}
	others := w.withoutRules()
	for n, d := range days {
		if d.reason = reach[n].reason; d.reason.Kind != None || w.gaveUp {
			continue
		}
		if s.searchDay(n); len(s.top) > 0 || w.gaveUp {
			continue
		}
		d.reason = w.reason(Fit, -1)
		for _, o := range others {
			if o.search == nil {
				o.make(w)
			}
			if o.search.searchDay(n); len(o.search.top) > 0 {
				d.reason.Kind = o.kind
				break
			}
			w.gaveUp = w.gaveUp || o.search.w.gaveUp
		}
	}
	return days
}

// without is a search in which one rule is let go of.
type without struct {
	kind   Kind
	search *search // made when it is needed
}

// withoutRules lists the rules of the query that can be let go of.
func (w *work) withoutRules() []*without {
	var all []*without
	l, r := w.q.Loop, w.loopRules()
	for _, o := range []struct {
		kind Kind
		has  bool
	}{
		{Lunch, r.lunch > 0}, {Gap, r.maxGap >= 0 || l.MinGap > 0}, {Order, !r.anyOrder && len(w.sessions) > 1}, {Once, r.once}, {MaxDays, r.maxDays < len(w.sessions)},
	} {
		if o.has {
			all = append(all, &without{kind: o.kind})
		}
	}
	return all
}

func (o *without) make(w *work) {
	q := *w.q
	q.Lifts = append(append([]Lift(nil), q.Lifts...), Lift{Kind: o.kind})
	relaxed := w.again(&q)
	relaxed.base, relaxed.changed = w, []Lift{{Kind: o.kind}}
	o.search = relaxed.newSearch(false)
}

// again is a search for a query that differs from a checked one in its lifts only.
func (w *work) again(q *Query) *work {
	o := w.g.prepare(w.ctx, q)
	o.most = w.most
	return o
}
