package dev.latchkey.portal;

import dev.latchkey.access.Audience;
import dev.latchkey.access.OpenTo;
import dev.latchkey.restriction.RequiresNoScope;
import io.quarkus.qute.Location;
import io.quarkus.qute.Template;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.ResponseHeader;
import org.jboss.resteasy.reactive.RestQuery;

/** The style of the pages in a colour, which the policy of the pages allows nowhere but in a file. */
@Path(StyleResource.PATH)
@Produces("text/css;charset=UTF-8")
@OpenTo(Audience.PORTAL_PAGES)
class StyleResource {

    static final String PATH = "/portal/style.css";

    private final Template style;

    StyleResource(@Location("portal/style.css") Template style) {
        this.style = style;
    }

    @GET
    @RequiresNoScope
    @Operation(hidden = true)
    @ResponseHeader(name = HttpHeaders.CACHE_CONTROL, value = "public, max-age=3600")
    public Uni<String> style(@RestQuery String color) {
        var colors = Colors.of(color);
        return style.data("brand", colors.brand())
                .data("onBrand", colors.onBrand())
                .createUni();
    }
}
