package dev.latchkey.portal;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;

/** The pages, checked against what they are given when the service is built. */
@CheckedTemplate(basePath = "portal")
final class Templates {

    private Templates() {}

    static native TemplateInstance link(Look look, String token);

    /** @param returnUrl where to go from here; null for nowhere */
    static native TemplateInstance notice(Look look, String title, String text, String returnUrl);

    static native TemplateInstance page(Look look, PageModel page);
}
