package dev.latchkey.dashboard;

import dev.latchkey.user.Invitations;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;

/** The pages, and what each is made of; checked against their templates when the service is built. */
@CheckedTemplate(basePath = "dashboard")
final class Templates {

    private Templates() {}

    static native TemplateInstance login(Assets assets, String email, String next, String error);

    static native TemplateInstance invitation(
            Assets assets, Invitations.Open invitation, String link, String email, FormErrors errors);

    static native TemplateInstance linkGone(Assets assets);

    static native TemplateInstance problem(Assets assets, String title, String detail, String requestId);

    static native TemplateInstance nowhere(Shell shell);

    static native TemplateInstance keys(Shell shell, KeysView view);

    static native TemplateInstance newKey(Shell shell, KeyForm form, FormErrors errors);

    static native TemplateInstance keyMade(Shell shell, NewToken made);

    static native TemplateInstance key(Shell shell, KeyView view);

    static native TemplateInstance rotate(Shell shell, KeyRow key, boolean needsPassword, FormErrors errors);

    static native TemplateInstance revoke(
            Shell shell, KeyRow key, RecentUse use, boolean needsPassword, FormErrors errors);

    static native TemplateInstance history(Shell shell, HistoryView view);

    static native TemplateInstance request(Shell shell, RequestView view);

    static native TemplateInstance start(Shell shell, StartView view);

    static native TemplateInstance overview(Shell shell, OverviewView view);

    static native TemplateInstance leak(Shell shell, KeyRow key, boolean needsPassword, FormErrors errors);

    static native TemplateInstance leaked(Shell shell, LeakView view);

    static native TemplateInstance team(Shell shell, TeamView view);

    static native TemplateInstance invited(Shell shell, String email, String link);

    static native TemplateInstance settings(Shell shell, SettingsForm form, FormErrors errors);

    static native TemplateInstance account(Shell shell, FormErrors errors);
}
