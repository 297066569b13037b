package recruit_test

import (
	"testing"

	"recruitty/recruit"
)

func TestStagesThatLose(t *testing.T) {
	t.Parallel()
	for stage, want := range map[string][2]bool{ // lost, outcome
		"Applied": {}, "Screening": {}, "Technical interview": {}, "Entretien recruteur": {}, "Fachgespräch": {}, "Entrevista": {}, "": {},
		"Offer": {false, true}, "HIRED": {false, true}, "Angebot": {false, true}, "Offre envoyée": {false, true}, "Contratada": {false, true}, "On hold": {false, true},
		"Rejected": {true, true}, "rejected after interview": {true, true}, "Declined offer": {true, true}, "Withdrawn by candidate": {true, true}, "Candidate withdrew": {true, true},
		"Not selected": {true, true}, "Disqualified": {true, true}, "Archived": {true, true}, "No hire": {true, true},
		"Absage": {true, true}, "Abgelehnt": {true, true}, "Zurückgezogen": {true, true}, "ABGESAGT": {true, true},
		"Refusé": {true, true}, "Rejeté": {true, true}, "Écarté": {true, true}, "Désistement": {true, true}, "Non retenu": {true, true},
		"Rechazado": {true, true}, "Descartada": {true, true}, "Retirado": {true, true}, "No seleccionado": {true, true},
	} {
		if got := [2]bool{recruit.StageLost(stage), recruit.StageOutcome(stage)}; got != want {
			t.Errorf("%q: lost, outcome = %v, want %v", stage, got, want)
		}
	}
}

func TestAMoveSaysWhatIsAhead(t *testing.T) {
	t.Parallel()
	o, ctx := newOffice(t), t.Context()
	line := o.svc.Pipeline
	m, err := line.Move(ctx, o.admin, o.own.candidate, o.own.job, "Offer")
	must(t, err)
	if len(m.Ahead) != 0 {
		t.Errorf("an offer asks about %d interviews", len(m.Ahead))
	}
	for range 2 { // the second time, too
		m, err = line.Move(ctx, o.admin, o.own.candidate, o.own.job, "rejected")
		must(t, err)
		if m.Stage != "Rejected" || len(m.Ahead) != 1 || m.Ahead[0].ID != o.own.interview {
			t.Fatalf("moved to %q with %+v ahead, want Rejected and interview %d", m.Stage, m.Ahead, o.own.interview)
		}
	}
	r, err := o.db.Record(ctx, o.own.interview)
	must(t, err)
	if r.Interview.Status != recruit.Scheduled {
		t.Errorf("the move cancelled it: %s", r.Interview.Status)
	}
	_, err = o.svc.Scheduling.Cancel(ctx, o.admin, o.own.interview, 0, "", 0)
	must(t, err)
	m, err = line.Move(ctx, o.admin, o.own.candidate, o.own.job, "Rejected")
	must(t, err)
	if len(m.Ahead) != 0 {
		t.Errorf("a cancelled interview is ahead: %+v", m.Ahead)
	}
}
