package cli

import (
	"context"
	"os"
	"strings"

	"github.com/spf13/cobra"

	"recruitty/internal/cli/command"
	"recruitty/internal/cli/output"
	"recruitty/recruit"
)

func (p *program) template() *cobra.Command {
	return command.Noun("template", "The text of invitations, updates, reminders, refusals and cancellations",
		p.templateList(), p.templateShow(), p.templateSet(), p.templateReset(), p.templatePreview(), p.templateLanguage())
}

type templateJSON struct {
	Event    recruit.MailEvent `json:"event"`
	Audience recruit.Audience  `json:"audience"`
	Language string            `json:"language"`
	Own      bool              `json:"own"`   // false for the words that come with the program
	Words    string            `json:"words"` // the language of the words, where there are none in its own
	Source   string            `json:"source,omitempty"`
}

func shapeTemplate(t recruit.Template) templateJSON {
	return templateJSON{Event: t.Event, Audience: t.Audience, Language: t.Language, Own: t.Own, Words: t.Words, Source: t.Source}
}

// templateFlags say which template is meant.
type templateFlags struct{ event, audience, language string }

func (f *templateFlags) add(p *program, c *cobra.Command) {
	c.Flags().StringVar(&f.event, "event", "", "invited, loop, moved, changed, reminder, refused, cancelled, withdrawn, advanced, rejected or message")
	c.Flags().StringVar(&f.audience, "audience", "", "candidate, panel or organiser")
	languageFlag(c, &f.language)
	p.Among(c, "event", output.Each(recruit.TemplateEvents(), func(o recruit.MailEvent) string { return string(o) })...)
	p.Among(c, "audience", string(recruit.ToCandidate), string(recruit.ToPanel), string(recruit.ToOrganiser))
}

// show returns the template that is meant.
func (f *templateFlags) show(ctx context.Context, s *session) (recruit.Template, error) {
	if err := command.Required(s.Cmd, "event", "audience"); err != nil {
		return recruit.Template{}, err
	}
	return s.Services.Templates.Show(ctx, recruit.MailEvent(f.event), recruit.Audience(f.audience), f.language)
}

func (p *program) templateList() *cobra.Command {
	var language string
	c := &cobra.Command{
		Use:     "list [QUERY]",
		Short:   "List the templates and which of them are your own",
		Example: "  recruitty template list\n  recruitty template list \"panel reminder\" --language de",
		Args:    command.Exactly("[words to look for]"),
		RunE: p.reading(func(ctx context.Context, s *session, args []string) error {
			all, err := s.Services.Templates.List(ctx, language)
			if err != nil {
				return err
			}
			query := command.Wanted(args)
			return command.List(s.Session, query, output.ListOf(command.NoneOf(query, "There are no templates."), []string{"EVENT", "AUDIENCE", "LANGUAGE", "WORDS"}, func(t recruit.Template) []string {
				return []string{string(t.Event), string(t.Audience), t.Language, whoseWords(t)}
			}, shapeTemplate), func(t recruit.Template) string { return recruit.LanguageName(t.Language) }, output.Whole(all))
		}),
	}
	languageFlag(c, &language)
	return c
}

// whoseWords says where the words of a template come from.
func whoseWords(t recruit.Template) string {
	switch {
	case t.Own:
		return "your own"
	case t.Words != t.Language:
		return "those in " + t.Words
	}
	return "built in"
}

func languageFlag(c *cobra.Command, language *string) {
	c.Flags().StringVar(language, "language", "", "`language` such as en or pt-BR (default that of the emails)")
}

func (p *program) templateShow() *cobra.Command {
	var f templateFlags
	c := &cobra.Command{
		Use:     "show --event EVENT --audience AUDIENCE",
		Short:   "Show a template, ready to be changed",
		Example: "  recruitty template show --event invited --audience candidate > invited.txt",
		Args:    command.Exactly(),
		RunE: p.reading(func(ctx context.Context, s *session, _ []string) error {
			t, err := f.show(ctx, s)
			if err != nil {
				return err
			}
			return s.Print(shapeTemplate(t), func(w *output.Page) { w.Block(strings.TrimRight(t.Source, "\n")) })
		}),
	}
	f.add(p, c)
	return c
}

// maxTemplateFile bounds a template file, in bytes.
const maxTemplateFile = 64 << 10

func (p *program) templateSet() *cobra.Command {
	var f templateFlags
	c := &cobra.Command{
		Use:   "set FILE --event EVENT --audience AUDIENCE",
		Short: "Use a text of your own",
		Long: `Uses the words in FILE (- is standard input) for an event and an audience. A template begins with "Subject: …" and
"Heading: …"; then come blocks with an empty line between them: paragraphs, facts ("- When: {{when}}"), the join
button ("=> Join the interview") and notes ("# Heading" with its text below). [ … ] is left out when a placeholder
in it has no value; so is a whole block. Plain text and HTML are both made from it.

Placeholders: title, job, company, candidate, first_name (of the candidate; the whole name if unclear), reader, host,
organiser, contact, people, when, before (the old time), start, reason, platform, link, meeting_id, passcode, place,
phone, files, description, internal_note.`,
		Example: "  recruitty template set invited.txt --event invited --audience candidate",
		Args:    command.Exactly("the file with the template, or -"),
		RunE: p.acting(func(ctx context.Context, s *session, args []string) error {
			t, err := f.show(ctx, s)
			if err != nil {
				return err
			}
			source, err := p.readBounded(args[0], maxTemplateFile)
			if err != nil {
				return err
			}
			t.Source, t.Own, t.Words = string(source), true, t.Language
			if err := s.Services.Templates.Save(ctx, s.Actor, t); err != nil {
				return err
			}
			return s.Print(shapeTemplate(t), func(w *output.Page) {
				w.Line("Emails to the %s about %q use this text from now on.", t.Audience, t.Event)
			})
		}),
	}
	f.add(p, c)
	return c
}

func (p *program) templateReset() *cobra.Command {
	var f templateFlags
	c := p.Destroys(&cobra.Command{
		Use:     "reset --event EVENT --audience AUDIENCE",
		Short:   "Go back to the built-in text",
		Example: "  recruitty template reset --event invited --audience candidate --yes",
		Args:    command.Exactly(),
		RunE: p.acting(func(ctx context.Context, s *session, _ []string) error {
			t, err := f.show(ctx, s)
			if err != nil {
				return err
			}
			if err := s.Confirm("Delete your own text for the " + string(t.Audience) + " about \"" + string(t.Event) + "\"?"); err != nil {
				return err
			}
			if err := s.Services.Templates.Reset(ctx, s.Actor, t.Event, t.Audience, t.Language); err != nil {
				return err
			}
			if t, err = f.show(ctx, s); err != nil {
				return err
			}
			return s.Print(shapeTemplate(t), func(w *output.Page) {
				w.Line("Emails to the %s about %q use the built-in text again.", t.Audience, t.Event)
			})
		}),
	})
	f.add(p, c)
	return c
}

type previewJSON struct {
	Subject string `json:"subject"`
	Text    string `json:"text"`
	HTML    string `json:"html"`
}

func (p *program) templatePreview() *cobra.Command {
	var (
		f               templateFlags
		interview, html string
	)
	c := &cobra.Command{
		Use:   "preview [FILE] --interview ID --event EVENT --audience AUDIENCE",
		Short: "Show what an email would say about an interview",
		Long: `Shows what an email would say about an interview, with the words in FILE or those in use. Nothing is saved or sent.
--html writes the email as a browser shows it into a new file.`,
		Example: "  recruitty template preview invited.txt --interview 7 --event invited --audience candidate --html mail.html",
		Args:    cobra.MaximumNArgs(1),
		RunE: p.reading(func(ctx context.Context, s *session, args []string) error {
			if err := command.Required(s.Cmd, "interview"); err != nil {
				return err
			}
			t, err := f.show(ctx, s)
			if err != nil {
				return err
			}
			if len(args) > 0 {
				source, err := p.readBounded(args[0], maxTemplateFile)
				if err != nil {
					return err
				}
				t.Source, t.Words = string(source), t.Language
			}
			r, err := s.Record(ctx, interview)
			if err != nil {
				return err
			}
			seen, err := s.Services.Templates.Preview(ctx, t, r, 0)
			if err != nil {
				return err
			}
			if html != "" {
				if s.Remote() {
					return recruit.Invalid("html", "From another machine take the HTML out of --json.")
				}
				if err := writeNew(html, []byte(seen.HTML)); err != nil {
					return err
				}
			}
			return s.Print(previewJSON{seen.Subject, seen.Text, seen.HTML}, func(w *output.Page) {
				w.Line("Subject: %s\n", seen.Subject)
				w.Block(strings.TrimRight(seen.Text, "\n"))
			})
		}),
	}
	f.add(p, c)
	c.Flags().StringVar(&interview, "interview", "", "`ID` of the interview that the mail is about")
	c.Flags().StringVar(&html, "html", "", "new `file` for the email as HTML")
	p.Complete(c, "interview", p.InterviewIDs)
	return c
}

func (p *program) templateLanguage() *cobra.Command {
	return &cobra.Command{
		Use:   "language LANGUAGE",
		Short: "Set the language in which emails are written",
		Long: `Sets the language of emails, such as de or pt-BR. Words in English (en), German (de), French (fr) and Spanish (es) come
with the program. In another language, write the templates with template set --language first: an event without one is
written in English, and dates are written in digits. A candidate who has a language of their own (candidate edit
--language) is written to in that one where there are words in it.`,
		Example: "  recruitty template language de",
		Args:    command.Exactly("a language such as en or pt-BR"),
		RunE: p.acting(func(ctx context.Context, s *session, args []string) error {
			if err := s.Services.Templates.SetLanguage(ctx, s.Actor, args[0]); err != nil {
				return err
			}
			set, err := s.Services.Settings.Language(ctx)
			if err != nil {
				return err
			}
			return s.Print(map[string]string{"language": set}, func(w *output.Page) {
				w.Line("Emails are written in %s where there are templates for it.", recruit.LanguageName(set))
			})
		}),
	}
}

// writeNew writes a file that does not exist yet.
func writeNew(path string, content []byte) error {
	f, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return recruit.Invalid("", "%s cannot be written (%s).", output.Quote(path), cause(err))
	}
	_, err = f.Write(content)
	if closed := f.Close(); err == nil {
		err = closed
	}
	if err != nil {
		return recruit.Invalid("", "%s cannot be written (%s).", output.Quote(path), cause(err))
	}
	return nil
}
