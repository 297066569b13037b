package sshd

import (
	"path"
	"strings"
)

// instead says what to do in place of a program that people's tools start at the
// other end of a line, or "" for anything else. Nothing but recruitty's own
// commands runs here. Some tools start theirs through another program.
func instead(args []string) string {
	switch path.Base(args[0]) {
	case "sh", "bash", "zsh", "dash", "ksh", "fish", "exec", "env", "command", "sudo", "nice":
		for _, word := range strings.FieldsFunc(strings.Join(args[1:], " "), func(r rune) bool { return strings.ContainsRune(" ;&|()", r) }) {
			if said := insteadOf(path.Base(word)); said != "" {
				return said
			}
		}
		return "There is no shell here, only recruitty's own commands: ssh HOST help. For the screens, connect with ssh -t HOST."
	}
	return insteadOf(path.Base(args[0]))
}

func insteadOf(program string) string {
	const files = "send files with scp or sftp, or: ssh HOST upload NAME < FILE."
	switch program {
	case "scp":
		return "This scp speaks its old protocol, which is not known here; leave out -O, or use sftp, or: ssh HOST upload NAME < FILE."
	case "rsync", "unison", "rclone", "sftp-server", "internal-sftp", "tar", "cat":
		return program + " does not run here; " + files
	case "mosh-server", "etterminal", "tmux", "screen":
		return program + " does not run here. Connect with ssh -t HOST; what you were typing when a line drops is there again when you come back."
	case "git-upload-pack", "git-receive-pack", "git-upload-archive", "borg", "restic", "svnserve", "hg":
		return program + " does not run here; this host serves recruitty only, and files of your inbox: " + files
	}
	return ""
}
