package store

import (
	"bytes"
	"crypto/sha256"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"recruitty/recruit"
)

// TestBackupSeal: what was changed in a back-up after it was made is refused, and
// one that no key at hand proves is said to be such.
func TestBackupSeal(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name    string
		prepare func(t *testing.T, dir, file string) string
		refused bool
		remark  string
	}{
		{"as it was made", func(_ *testing.T, _, file string) string { return file }, false, ""},
		{"a role changed", changed("UPDATE members SET role = 'admin', version = version + 1"), true, ""},
		{"a row more", changed("INSERT INTO settings (key, value) VALUES ('x', 'y')"), true, ""},
		{"half a seal", changed("UPDATE settings SET sealed = x'00' WHERE key = 'backup.seal'"), true, ""},
		{"a digit changed", func(t *testing.T, _, file string) string {
			content, err := os.ReadFile(file)
			must(t, err)
			overwrite(t, file, bytes.Replace(content, []byte("+44 20 7946 0001"), []byte("+44 20 7946 0002"), 1))
			return file
		}, true, ""},
		{"something behind its end", func(t *testing.T, _, file string) string {
			content, err := os.ReadFile(file)
			must(t, err)
			overwrite(t, file, append(content, "more"...))
			return file
		}, true, ""},
		{"no seal", changed("DELETE FROM settings WHERE key = 'backup.seal'"), false, "carries no seal"},
		{"sealed with another key", func(t *testing.T, _, file string) string {
			must(t, sealCopy(t.Context(), file, bytes.Repeat([]byte("x"), keySize)))
			return file
		}, false, "no key at hand"},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			dir, file := backedUp(t)
			var said string
			_, err := Restore(t.Context(), dir, c.prepare(t, dir, file), RestoreOptions{Force: true, Remark: func(s string) { said = s }})
			if (err != nil) != c.refused || !strings.Contains(said, c.remark) || c.remark == "" && said != "" {
				t.Fatalf("restored: %v, said %q", err, said)
			}
			db := openIn(t, dir)
			if c.refused {
				wantKind(t, err, recruit.ErrStorage)
				if v, err := db.Setting(t.Context(), "later"); v != "yes" || err != nil {
					t.Errorf("the workspace: %q, %v", v, err)
				}
				return
			}
			var seals int
			must(t, db.readers.QueryRow("SELECT count(*) FROM settings WHERE key = ?", sealSetting).Scan(&seals))
			if seals != 0 {
				t.Error("the seal of the backup is in the workspace")
			}
			next := filepath.Join(t.TempDir(), "next.db")
			must(t, db.Backup(t.Context(), next))
		})
	}
}

// TestDigestWithout: marks count as zeros wherever they stand, on the edges of
// what is read at once too.
func TestDigestWithout(t *testing.T) {
	t.Parallel()
	mark := bytes.Repeat([]byte("m"), sealSize)
	mark[0], mark[sealSize-1] = 'a', 'z'
	for _, size := range []int{sealSize, sealSize + 1, 1 << 20, 1<<20 + 7, 2<<20 + sealSize, 3<<20 - 1} {
		for _, at := range []int{0, 1, size/2 - 1, 1<<20 - sealSize, 1<<20 - sealSize + 1, 1<<20 - 1, 1 << 20, size - sealSize} {
			if at < 0 || at+sealSize > size {
				continue
			}
			content := bytes.Repeat([]byte{7}, size)
			copy(content[at:], mark)
			digest, found, err := digestWithout(bytes.NewReader(content), mark)
			copy(content[at:], make([]byte, sealSize))
			want := sha256.Sum256(content)
			if err != nil || len(found) != 1 || found[0] != int64(at) || !bytes.Equal(digest, want[:]) {
				t.Errorf("size %d, at %d: found %v, %v", size, at, found, err)
			}
		}
	}
}
