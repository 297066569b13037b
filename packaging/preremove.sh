#!/bin/sh
# Before the package is removed: the service ends. The workspace in
# /var/lib/recruitty stays; it is somebody's data.
set -e
if [ "$1" != upgrade ] && [ -d /run/systemd/system ]; then
	systemctl disable --now recruitty.service || true
fi
