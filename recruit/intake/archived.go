package intake

import (
	"archive/zip"
	"context"
)

func openArchive(ctx context.Context, f File, z *zip.Reader, q query) (content, error) {
	return content{}, noTable(f.Name, unread{"a ZIP archive", unpacked})
}
