package mailbox

import (
	"errors"
	"io"

	"github.com/emersion/go-smtp"
)

// session is one connection of a sender.
type session struct {
	box  *Mailbox
	conn *smtp.Conn
	from string
	to   []string
}

func (s *session) Reset()        { s.from, s.to = "", nil }
func (s *session) Logout() error { return nil }

func (s *session) Mail(from string, _ *smtp.MailOptions) error {
	s.from = from
	return nil
}

func (s *session) Rcpt(to string, _ *smtp.RcptOptions) error {
	switch s.box.fault(to) {
	case Refuse:
		return &smtp.SMTPError{Code: 550, EnhancedCode: smtp.EnhancedCode{5, 1, 1}, Message: "No such person here"}
	case TryLater:
		return &smtp.SMTPError{Code: 451, EnhancedCode: smtp.EnhancedCode{4, 7, 1}, Message: "Greylisted, try again later"}
	}
	s.to = append(s.to, to)
	return nil
}

var errDropped = errors.New("connection dropped on purpose")

func (s *session) Data(body io.Reader) error {
	message, err := io.ReadAll(body)
	if err != nil {
		return err
	}
	for _, to := range s.to {
		fault := s.box.fault(to)
		if fault == RefuseContent {
			return &smtp.SMTPError{Code: 554, EnhancedCode: smtp.EnhancedCode{5, 6, 0}, Message: "This email is not wanted"}
		}
		if fault != DropBefore {
			if err := s.box.keep(stored{from: s.from, to: to, message: message}); err != nil {
				return err
			}
		}
		if fault == DropBefore || fault == DropAfter {
			_ = s.conn.Conn().Close()
			return errDropped
		}
	}
	return nil
}
