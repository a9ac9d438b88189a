package dev.latchkey.start;

import dev.latchkey.id.TypeId;
import dev.latchkey.id.UuidV7;
import dev.latchkey.key.Authenticator;
import dev.latchkey.key.Grant;
import dev.latchkey.key.KeyIssuer;
import dev.latchkey.key.KeyType;
import dev.latchkey.key.Verdict;
import dev.latchkey.organization.Environment;
import dev.latchkey.organization.Organization;
import dev.latchkey.start.Arguments.UsageException;
import dev.latchkey.user.Invitations;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/** What the commands do, each giving the text to print. */
@ApplicationScoped
class Operations {

    private final UuidV7 ids;
    private final KeyIssuer issuer;
    private final Authenticator authenticator;
    private final Invitations invitations;
    private final Welcome welcome;

    Operations(UuidV7 ids, KeyIssuer issuer, Authenticator authenticator, Invitations invitations, Welcome welcome) {
        this.ids = ids;
        this.issuer = issuer;
        this.authenticator = authenticator;
        this.invitations = invitations;
        this.welcome = welcome;
    }

    Uni<String> createOrganization(String given) {
        var name = given.strip();
        if (name.isEmpty() || name.length() > Organization.MAX_NAME) {
            throw new UsageException("the name must be 1 to " + Organization.MAX_NAME + " characters");
        }
        var now = now();
        var organization = Organization.named(name, ids.next(now), now);
        return Panache.withTransaction(
                        () -> organization.persistAndFlush().chain(() -> invitations.ownerLink(organization.id, now)))
                .map(link -> TypeId.ORGANIZATION.format(organization.id) + "\n" + welcome.ownerLinkText(link));
    }

    Uni<String> createKey(Arguments arguments) {
        var id = arguments.operand("the id of an organization");
        var environment = arguments.oneOf("environment", Environment.values(), Environment.TEST);
        var type = arguments.oneOf("type", KeyType.values(), KeyType.SECRET);
        var name = arguments.options().getOrDefault("name", "Made on the command line");
        if (name.isBlank() || name.length() > KeyIssuer.MAX_NAME) {
            throw new UsageException("--name must be 1 to " + KeyIssuer.MAX_NAME + " characters");
        }
        return organization(id)
                .chain(organization -> issuer.issue(organization, environment, type, name.strip(), now()))
                .map(token -> token.text());
    }

    /** Reads a token from its first line, so that it stands in no list of processes. */
    Uni<String> verify(InputStream input) {
        var token = authenticator
                .parse(firstLine(input))
                .orElseThrow(() -> new StartException("That is no API key; was it cut or mistyped?"));
        return authenticator.verdict(token).map(Operations::describe);
    }

    /** Whose key it is; fails with the reason why it proves nothing. */
    private static String describe(Verdict verdict) {
        if (verdict instanceof Verdict.Granted granted) {
            return describe(granted.grant());
        }
        if (verdict instanceof Verdict.Refused refused) {
            throw new StartException(
                    describe(refused.grant()) + "\n" + refused.reason().name().toLowerCase(Locale.ROOT));
        }
        throw new StartException(
                verdict == Verdict.Unproven.UNKNOWN
                        ? "There is no such API key."
                        : "The key cannot be checked at the moment.");
    }

    private static String describe(Grant grant) {
        return "%s %s%n%s %s %s"
                .formatted(
                        TypeId.ORGANIZATION.format(grant.organizationId()),
                        grant.organizationName(),
                        TypeId.API_KEY.format(grant.keyId()),
                        grant.type(),
                        grant.environment());
    }

    private static Uni<UUID> organization(String id) {
        return TypeId.ORGANIZATION
                .parse(id)
                .map(known -> Panache.withSession(() -> Organization.<Organization>findById(known))
                        .map(Optional::ofNullable))
                .orElseGet(() -> Uni.createFrom().item(Optional.empty()))
                .map(found -> found.orElseThrow(() -> new StartException("There is no organization " + id + ".")).id);
    }

    private static String firstLine(InputStream input) {
        try {
            var line = new BufferedReader(new InputStreamReader(input, StandardCharsets.UTF_8)).readLine();
            return line == null ? "" : line.strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Instant now() {
        return Instant.now().truncatedTo(ChronoUnit.MILLIS);
    }
}
