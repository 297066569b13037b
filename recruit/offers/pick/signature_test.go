package pick

import "testing"

// TestSignatures holds that what stands under a closing formula is left out where it is a
// signature, and that another answer there is not.
func TestSignatures(t *testing.T) {
	t.Parallel()
	for answer, want := range map[string]int{
		"2\n\nBest regards,\nJane Doe\nSenior Baker, 1st class\n12 Station Road, 2nd floor\n+44 20 7946 0123": 2,
		"2\n\nBest,\nJane": 2,
		"Nr. 2\n\nViele Grüße\nJane Doe\nBahnhofstr. 3, 1. OG": 2,
		"La 2\n\nUn saludo,\nJane\nCalle Mayor 1, 3º B":        2,
		"2\n\nBest,\nJane\n\nPS: sorry, I mean 3":              0,
		"2\n\nBest,\nJane\n\nP.S. 3 would also be fine":        0,
		"2\n\nThanks,\nJane\n\n3 would be even better":         0,
		"2\n\nThanks,\nJane\n\nOr the third one":               0,
		"2\nRegards\nor 3":                                     0,
		"2\n\nBest regards\n\n3":                               0,
		"2\n\nBest regards\n\nOption 3":                        0,
		"2\n\nBest regards\nJane\nIs 3 free?":                  0,
		"2\n\nGrüße\nJane\n\nIch kann doch nicht":              0,
		"Best regards\n2":                                      2,
	} {
		if c := Read(answer, offered()["en"]); c.Option != want {
			t.Errorf("%q is read as %d, want %d", answer, c.Option, want)
		}
	}
}
