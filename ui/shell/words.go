package shell

import "recruitty/ui/wording"

// Capital begins a sentence with a capital letter.
func Capital(s string) string { return wording.Capital(s) }
