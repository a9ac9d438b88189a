package dev.latchkey.access;

import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.Components;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.security.SecurityScheme;

/** What the API document says of routes for customers in portal sessions, who have no key. */
final class PortalDocument {

    private static final String TOKEN = "portalToken";
    private static final String COOKIE = "portalCookie";

    private PortalDocument() {}

    static void addSchemes(Components components) {
        components.addSecurityScheme(
                TOKEN,
                OASFactory.createSecurityScheme()
                        .type(SecurityScheme.Type.HTTP)
                        .scheme("bearer")
                        .description("The token of a portal session (`mgl_…`), until its link is opened."));
        components.addSecurityScheme(
                COOKIE,
                OASFactory.createSecurityScheme()
                        .type(SecurityScheme.Type.APIKEY)
                        .in(SecurityScheme.In.COOKIE)
                        .name("__Host-latchkey_portal")
                        .description("The cookie of a portal session, which opening its link sets."));
    }

    static void describe(Operation operation) {
        operation.addSecurityRequirement(OASFactory.createSecurityRequirement().addScheme(TOKEN));
        operation.addSecurityRequirement(OASFactory.createSecurityRequirement().addScheme(COOKIE));
    }
}
