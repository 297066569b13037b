package ui

// New makes the interface of one session.
func New(session Session) *App { return newApp(session, navigator{}) }
