package dev.latchkey.gateway;

import dev.latchkey.access.Asked;
import dev.latchkey.id.TypeId;
import dev.latchkey.key.Grant;
import dev.latchkey.key.KeyType;
import dev.latchkey.problem.Problem;
import dev.latchkey.problem.ProblemType;
import dev.latchkey.restriction.RequiresNoScope;
import dev.latchkey.restriction.Scopes;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.headers.Header;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Tells a gateway whose key an original request has. By then everything is decided, as for the API's own routes. */
@Path(Asked.AUTHORIZE)
@Tag(name = "Gateway")
class AuthorizeResource {

    private static final String EVERYTHING = "*";

    private final RoutingContext request;
    private final String caching;

    AuthorizeResource(RoutingContext request, GatewayConfig config) {
        this.request = request;
        caching = config.maxAge().isZero()
                ? "no-store"
                : "private, max-age=" + config.maxAge().toSeconds();
    }

    @GET
    @RequiresNoScope
    @Operation(
            summary = "Authorize an original request",
            description =
                    "For gateways, with any method: whether the request that they hold back may pass. Found only by "
                            + "trusted proxies, where `latchkey.gateway.enabled` is set. Which request it is, is read from "
                            + "`X-Original-Method` and `X-Original-URI`, from `X-Forwarded-Method` and `X-Forwarded-Uri`, or from "
                            + "the method and the rest of the path, as `latchkey.gateway.original` says. The original request "
                            + "is decided by the configured routes, takes from the rate of its key, and is in the usage log. A "
                            + "refusal has its problem in the header `X-Latchkey-Problem` as well.")
    @APIResponse(
            responseCode = "200",
            description = "The request may pass. A browser's preflight request, which has no key, gets 200 without any "
                    + "of the `X-Latchkey-` headers",
            headers = {
                @Header(
                        name = "X-Latchkey-Organization-Id",
                        description = "Whose key it is, such as `org_01jd9qv3m8e9kb4c5f6g7h8j9k`.",
                        schema = @Schema(type = SchemaType.STRING)),
                @Header(
                        name = "X-Latchkey-Key-Id",
                        description = "The key, such as `key_01jd9qv3m8e9kb4c5f6g7h8j9k`.",
                        schema = @Schema(type = SchemaType.STRING)),
                @Header(
                        name = "X-Latchkey-Key-Type",
                        description = "`secret` or `publishable`.",
                        schema = @Schema(type = SchemaType.STRING)),
                @Header(
                        name = "X-Latchkey-Environment",
                        description = "`test` or `live`.",
                        schema = @Schema(type = SchemaType.STRING)),
                @Header(
                        name = "X-Latchkey-Scopes",
                        description =
                                "Of a secret key: what it is limited to, separated by spaces; `*` when it is not.",
                        schema = @Schema(type = SchemaType.STRING)),
                @Header(
                        name = "RateLimit",
                        description = "What is left of the key's rate, when it has one.",
                        schema = @Schema(type = SchemaType.STRING)),
                @Header(
                        name = "RateLimit-Policy",
                        description = "The key's rate, when it has one.",
                        schema = @Schema(type = SchemaType.STRING)),
                @Header(
                        name = "Cache-Control",
                        description = "`no-store`, or for how long a gateway may keep this.",
                        schema = @Schema(type = SchemaType.STRING))
            })
    public Response authorize() {
        var asked = Asked.of(request);
        if (asked.isUnreadable()) {
            throw Problem.of(
                            ProblemType.MALFORMED_REQUEST,
                            "The gateway does not say, once, which method and path it asks about.")
                    .asException();
        }
        if (!asked.isOriginal()) {
            throw Problem.of(ProblemType.NOT_FOUND, "There is nothing here that this key can see.")
                    .asException();
        }
        Grant grant = request.get(Grant.class.getName());
        var answer = Response.ok()
                .header("X-Latchkey-Organization-Id", TypeId.ORGANIZATION.format(grant.organizationId()))
                .header("X-Latchkey-Key-Id", TypeId.API_KEY.format(grant.keyId()))
                .header("X-Latchkey-Key-Type", grant.type())
                .header("X-Latchkey-Environment", grant.environment())
                .header(HttpHeaders.CACHE_CONTROL, caching);
        if (grant.type() == KeyType.SECRET) {
            answer.header("X-Latchkey-Scopes", text(grant.restrictions().scopes()));
        }
        return answer.build();
    }

    /** Everything has a sign of its own, so that a header that got lost is not taken for it. */
    private static String text(Scopes scopes) {
        return scopes.everything()
                ? EVERYTHING
                : scopes.named().stream().sorted().collect(Collectors.joining(" "));
    }
}
