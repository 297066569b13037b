package app

import (
	"os"
	"path/filepath"
	"runtime"

	"recruitty/recruit"
)

// environment reads what is set from outside.
func environment() recruit.Environment {
	return recruit.Environment{
		As:           os.Getenv("RECRUITTY_AS"),
		ZoomClientID: os.Getenv("RECRUITTY_ZOOM_CLIENT_ID"),
		ZoomSecret:   os.Getenv("RECRUITTY_ZOOM_CLIENT_SECRET"),
		ZoomAccount:  os.Getenv("RECRUITTY_ZOOM_ACCOUNT_ID"),
		ZoomAPI:      os.Getenv("RECRUITTY_ZOOM_API"),
		ZoomOAuth:    os.Getenv("RECRUITTY_ZOOM_OAUTH"),
		SMTP:         os.Getenv("RECRUITTY_SMTP"),
		IMAP:         os.Getenv("RECRUITTY_IMAP"),
		MailFrom:     os.Getenv("RECRUITTY_MAIL_FROM"),
		MailApps: map[recruit.MailProvider]recruit.MailApp{
			recruit.GoogleMail:    {ClientID: os.Getenv("RECRUITTY_GOOGLE_CLIENT_ID"), Secret: os.Getenv("RECRUITTY_GOOGLE_CLIENT_SECRET")},
			recruit.MicrosoftMail: {ClientID: os.Getenv("RECRUITTY_MICROSOFT_CLIENT_ID"), Secret: os.Getenv("RECRUITTY_MICROSOFT_CLIENT_SECRET"), Tenant: os.Getenv("RECRUITTY_MICROSOFT_TENANT")},
		},
		MailOAuth: map[recruit.MailProvider]string{
			recruit.GoogleMail: os.Getenv("RECRUITTY_GOOGLE_OAUTH"), recruit.MicrosoftMail: os.Getenv("RECRUITTY_MICROSOFT_OAUTH"),
		},
		CalendarAPI: map[recruit.MailProvider]string{
			recruit.GoogleMail: os.Getenv("RECRUITTY_GOOGLE_API"), recruit.MicrosoftMail: os.Getenv("RECRUITTY_MICROSOFT_API"),
		},
	}
}

// dataFolder is where the workspace is unless --data says otherwise, or "" where
// only that can say it. A relative
// XDG_DATA_HOME does not count (XDG Base Directory Specification).
func dataFolder() string {
	if dir := os.Getenv("RECRUITTY_DATA"); dir != "" {
		return dir
	}
	if dir := os.Getenv("XDG_DATA_HOME"); filepath.IsAbs(dir) {
		return filepath.Join(dir, "recruitty")
	}
	home, err := os.UserHomeDir()
	if err != nil || !filepath.IsAbs(home) {
		return "" // then it has to be named
	}
	switch runtime.GOOS {
	case "darwin":
		return filepath.Join(home, "Library", "Application Support", "recruitty")
	case "windows":
		return filepath.Join(home, "AppData", "Local", "recruitty")
	}
	return filepath.Join(home, ".local", "share", "recruitty")
}
