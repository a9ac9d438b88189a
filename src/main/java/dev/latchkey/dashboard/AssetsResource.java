package dev.latchkey.dashboard;

import dev.latchkey.access.Audience;
import dev.latchkey.access.OpenTo;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import org.jboss.resteasy.reactive.RestPath;

/** Hands out what pages are made of, to keep for ever. */
@OpenTo(Audience.DASHBOARD)
@Path("/dashboard/assets")
class AssetsResource {

    private final Assets assets;

    AssetsResource(Assets assets) {
        this.assets = assets;
    }

    @GET
    @Path("/{version}/{name}")
    @AllowsAnybody
    public Uni<Response> asset(@RestPath String version, @RestPath String name) {
        var asset = assets.find(version, name).orElseThrow(Guard::noSuchPage);
        return Uni.createFrom()
                .item(Response.ok(asset.bytes())
                        .type(asset.type())
                        .header(HttpHeaders.CACHE_CONTROL, "public, max-age=31536000, immutable")
                        .build());
    }
}
