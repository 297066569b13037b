package words

import "testing"

// TestStatesAreReadInManyLanguages holds what words say of jobs and interviews.
func TestStatesAreReadInManyLanguages(t *testing.T) {
	t.Parallel()
	for state, list := range map[State][]string{
		Open:    {"Open", "Published", "Veröffentlicht", "Publiée", "En cours", "Activa", "Publicada", "Aberta", "Pubblicato", "Gepubliceerd", "Aktywna", "Publicerad"},
		Closed:  {"closed", "Archived", "Archiviert", "geschlossen", "Clôturée", "Archivée", "Finalizada", "Cerrado", "Encerrada", "Scaduto", "Chiusa", "Gesloten", "Zakończona", "Avslutad"},
		Paused:  {"On hold", "Draft", "FILLED", "Besetzt", "Entwurf", "Pourvu", "En attente", "Cubierta", "Congelada", "Sospesa", "Vervuld", "Obsadzone", "Tillsatt"},
		Unknown: {"", "blue", "phase 2"},
	} {
		for _, word := range list {
			if got := JobState(word); got != state {
				t.Errorf("a job that is %q is %v, want %v", word, got, state)
			}
		}
	}
	for state, list := range map[Meeting][]string{
		Ahead:     {"Scheduled", "Bestätigt", "Confirmé", "Programada", "Agendada", "Confermato", "Gepland", "Zaplanowana", "Bokad"},
		Held:      {"completed", "Durchgeführt", "Terminé", "Realizada", "Concluída", "Svolto", "Afgerond", "Zakończone", "Genomförd"},
		Missed:    {"no_show", "No-show", "Nicht erschienen", "No asistió", "Não compareceu", "Uteblev"},
		CalledOff: {"Canceled", "Abgesagt", "Annulé", "Cancelada", "Annullato", "Geannuleerd", "Odwołane", "Inställd"},
		Unclear:   {"", "maybe"},
	} {
		for _, word := range list {
			if got := InterviewState(word); got != state {
				t.Errorf("an interview that is %q is %v, want %v", word, got, state)
			}
		}
	}
	for text, want := range map[string]bool{"Total": true, "Totals (54)": true, "Summe": true, "Grand total": true, "Suma": true, "Total Recall": false, "Chef": false, "": false} {
		if Sum(text) != want {
			t.Errorf("%q begins a row of sums: %v, want %v", text, !want, want)
		}
	}
}
