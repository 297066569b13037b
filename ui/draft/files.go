package draft

import (
	"slices"

	"recruitty/recruit"
)

// TooLarge says that the attached files exceed what a mail takes.
func TooLarge(files []File) error {
	var sum int64
	for _, d := range files {
		if d.Attach {
			sum += d.Size
		}
	}
	return recruit.CheckSize(sum)
}

// Merge puts the documents that are here now in front of what a kept draft
// had, whose choices stay.
func Merge(kept []File, here []File) []File {
	out := slices.Clone(kept)
	for _, h := range here {
		if !slices.ContainsFunc(kept, func(k File) bool { return k.SHA256 == h.SHA256 }) {
			h.Attach = len(kept) == 0 && h.Attach // a kept draft has decided already
			out = append(out, h)
		}
	}
	return out
}
