#!/bin/sh
# After the package was installed: the account of the SSH host. The service is
# not switched on, because nobody could enter before there is a first member.
set -e
if command -v systemd-sysusers >/dev/null; then
	systemd-sysusers recruitty.conf
	install -d -m 700 -o recruitty -g recruitty /var/lib/recruitty
fi
if [ -d /run/systemd/system ]; then
	systemctl daemon-reload
	if systemctl is-active --quiet recruitty.service; then
		systemctl restart recruitty.service
	fi
fi
