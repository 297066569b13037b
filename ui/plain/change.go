package plain

import (
	"context"
	"strings"

	"recruitty/recruit"
	"recruitty/recruit/accounts"
	"recruitty/recruit/sanitize"
	"recruitty/ui/draft"
	"recruitty/ui/plain/talk"
	"recruitty/ui/wording"
)

// setting is a part of what is set, as settings changes it.
type setting struct {
	name   string
	manage bool // it is for those who manage the workspace
	change func(p *plain, ctx context.Context) error
}

func settings() []setting {
	return []setting{
		{"profile", false, (*plain).changeProfile},
		{"workspace", true, (*plain).changeWorkspace},
		{"reasons", true, (*plain).changeReasons},
		{"offers", true, (*plain).changeOffers},
		{"mail", true, (*plain).changeMail},
		{"mailbox", true, (*plain).changeInbox},
		{"reminders", true, (*plain).changeReminders},
		{"language", true, (*plain).changeLanguage},
		{"calendars", true, (*plain).changeCalendarSettings},
		{"hours", false, (*plain).changeHours},
		{"hours workspace", true, (*plain).changeWorkspaceHours},
		{"hours member", true, (*plain).changeMemberHours},
		{"zoom", true, (*plain).changeZoomApp},
		{"zoom workspace", true, (*plain).connectWorkspace},
	}
}

// settingNames are what can stand behind settings.
func settingNames() []string {
	var names []string
	for _, s := range settings() {
		names = append(names, s.name)
	}
	return names
}

// changeSetting changes the part of what is set that is called so.
func (p *plain) changeSetting(ctx context.Context, name string) error {
	for _, s := range settings() {
		if s.name != sanitize.Fold(name) {
			continue
		}
		if s.manage {
			if err := p.allow(recruit.ToManage); err != nil {
				return err
			}
		}
		return s.change(p, ctx)
	}
	return recruit.Invalid("", "Type settings alone, or settings with one of %s.", strings.Join(settingNames(), ", "))
}

func (p *plain) changeProfile(ctx context.Context) error {
	now, err := p.Services.Store.Member(ctx, p.Member.ID)
	if err != nil {
		return err
	}
	return talk.FillIn(ctx, p.Conversation, draft.Form[recruit.Member]{Key: "profile", Sheet: draft.NewProfile(now, nil), Save: func(ctx context.Context, typed recruit.Member) (said, warning string, err error) {
		saved, warning, err := p.Services.UpdateMember(ctx, p.Member, typed)
		if err == nil {
			p.Member = saved
		}
		return "Profile saved.", warning, err
	}})
}

func (p *plain) changeWorkspace(ctx context.Context) error {
	now, err := draft.ReadWorkspace(ctx, p.Services)
	if err != nil {
		return err
	}
	form := draft.WorkspaceForm(p.Services, p.Member, now)
	if err = talk.FillIn(ctx, p.Conversation, form); err == nil {
		p.Company = form.Typed().Company
	}
	return err
}

// changeReasons changes why a candidate may be rejected.
func (p *plain) changeReasons(ctx context.Context) error {
	now, err := p.Services.Outcomes.Reasons(ctx)
	if err != nil {
		return err
	}
	return talk.FillIn(ctx, p.Conversation, draft.ReasonsForm(p.Services, p.Member, now))
}

// changeOffers changes what holds for times that candidates choose from.
func (p *plain) changeOffers(ctx context.Context) error {
	now, err := p.Services.Offers.Settings.Rules(ctx)
	if err != nil {
		return err
	}
	return talk.FillIn(ctx, p.Conversation, draft.OffersForm(p.Services, p.Member, now))
}

func (p *plain) changeMail(ctx context.Context) error {
	now, err := p.Services.Settings.Mail(ctx)
	switch {
	case err != nil:
		return err
	case now.FromEnvironment && p.Demo:
		return recruit.Refused(wording.DemoMailFixed + ".")
	case now.FromEnvironment:
		return recruit.Refused(wording.MailFixed)
	}
	return talk.FillIn(ctx, p.Conversation, draft.MailForm(p.Services, p.Member, now))
}

func (p *plain) changeInbox(ctx context.Context) error {
	now, err := p.Services.Settings.Inbox(ctx)
	if err != nil {
		return err
	}
	if now.FromEnvironment {
		return recruit.Refused(wording.InboxFixed)
	}
	return talk.FillIn(ctx, p.Conversation, draft.InboxForm(p.Services, p.Member, now.URL))
}

func (p *plain) changeReminders(ctx context.Context) error {
	now, err := p.Services.Settings.Reminders(ctx)
	if err != nil {
		return err
	}
	return talk.FillIn(ctx, p.Conversation, draft.RemindersForm(p.Services, p.Member, now))
}

func (p *plain) changeLanguage(ctx context.Context) error {
	now, err := p.Services.Settings.Language(ctx)
	if err != nil {
		return err
	}
	return talk.FillIn(ctx, p.Conversation, draft.LanguageForm(p.Services, p.Member, now))
}

func (p *plain) changeZoomApp(ctx context.Context) error {
	now, err := p.Services.Settings.ZoomApp(ctx)
	switch {
	case err != nil:
		return err
	case now.FromEnvironment && p.Demo:
		return recruit.Refused(wording.DemoZoomFixed)
	case now.FromEnvironment:
		return recruit.Refused(wording.ZoomAppFixed)
	}
	if err := talk.FillIn(ctx, p.Conversation, draft.ZoomAppForm(p.Services, p.Member, now)); err != nil {
		return err
	}
	p.Tell("Type connect to connect Zoom.")
	return nil
}

// connectWorkspace connects Zoom for everybody with a server-to-server app; one that
// the environment sets is only asked about.
func (p *plain) connectWorkspace(ctx context.Context) error {
	app, err := p.Services.Settings.ServerApp(ctx)
	if err != nil {
		return err
	}
	var st accounts.ZoomStatus
	if app.FromEnvironment {
		p.Tell(wording.ServerAppFixed)
		yes, err := p.Confirm(ctx, "Connect the whole workspace?")
		if err != nil || !yes {
			return err
		}
		if st, err = p.Services.Accounts.ConnectServerToServer(ctx, p.Member, recruit.ZoomApp{}); err != nil {
			return err
		}
	} else if err := talk.FillIn(ctx, p.Conversation, draft.ServerAppForm(p.Services, p.Member, app, func(now accounts.ZoomStatus) { st = now })); err != nil {
		return err
	}
	p.connected(st)
	return nil
}
