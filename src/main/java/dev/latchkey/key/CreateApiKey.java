package dev.latchkey.key;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.latchkey.address.Network;
import dev.latchkey.caller.Scope;
import dev.latchkey.caller.Scopes;
import dev.latchkey.key.restriction.Restrictions;
import dev.latchkey.page.Query;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What a key is to be. It belongs to the organization and environment of the key that makes it. */
@RegisterForReflection // Also written as JSON, to be patched.
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "CreateApiKey")
record CreateApiKey(
        @Schema(examples = "Checkout backend", required = true)
        @NotBlank(message = "must not be empty")
        @Size(max = CreateApiKey.MAX_NAME, message = "must be at most {max} characters")
        @Pattern(regexp = "[^\\p{Cc}\\p{Cs}]*", message = "must not hold control characters")
        String name,

        @Schema(defaultValue = "secret") KeyType type,

        @Schema(nullable = true, examples = "Used by the checkout service")
        @Size(max = CreateApiKey.MAX_DESCRIPTION, message = "must be at most {max} characters")
        @Pattern(regexp = "[^\\p{Cc}\\p{Cs}]*", message = "must not hold control characters")
        String description,

        @Schema(
                nullable = true,
                description = "Up to 20 texts of your own, by name.",
                examples = "{\"team\": \"payments\"}")
        @Size(max = CreateApiKey.MAX_METADATA, message = "must have at most {max} entries")
        Map<
                        @Size(
                                min = 1,
                                max = CreateApiKey.MAX_METADATA_NAME,
                                message = "must have names of 1 to {max} characters")
                        String,
                        @NotNull(message = "must have texts as values")
                        @Size(
                                max = CreateApiKey.MAX_METADATA_VALUE,
                                message = "must have values of at most {max} characters")
                        String>
                metadata,

        @Schema(nullable = true, description = "When the key stops working; never, when it is left out.")
        Instant expiresAt,

        @Schema(
                nullable = true,
                description = "The only things a secret key may do; everything, when it is left out or empty. Not for "
                        + "publishable keys, which read what is public.")
        List<Scope> scopes,

        @Schema(
                nullable = true,
                description =
                        "The only addresses the key may be used from, at most 50, each an IP address or a network "
                                + "in CIDR notation; any, when it is left out or empty.",
                examples = "[\"203.0.113.0/24\", \"2001:db8::1\"]")
        @Size(max = CreateApiKey.MAX_ADDRESSES, message = "must be at most {max}")
        List<String> allowedAddresses) {

    static final int MAX_NAME = 200;
    static final int MAX_DESCRIPTION = 500;
    static final int MAX_METADATA = 20;
    static final int MAX_METADATA_NAME = 40;
    static final int MAX_METADATA_VALUE = 500;
    static final int MAX_ADDRESSES = 50;
    private static final Instant LATEST_EXPIRY = Instant.parse("9999-12-31T00:00:00Z");

    KeyType typeOrDefault() {
        return Optional.ofNullable(type).orElse(KeyType.SECRET);
    }

    /** What it comes to; fails with a problem that names all that is wrong. */
    KeyProperties properties(Instant now) {
        var query = new Query();
        var expiry = Optional.ofNullable(expiresAt).map(time -> time.truncatedTo(ChronoUnit.MILLIS));
        if (expiry.filter(time -> !time.isAfter(now) || time.isAfter(LATEST_EXPIRY))
                .isPresent()) {
            query.wrong("expiresAt", "must be in the future and before the year 9999");
        }
        var wanted = list(scopes);
        if (wanted.stream().anyMatch(Objects::isNull)) {
            query.wrong("scopes", "must not hold null");
        } else if (!wanted.isEmpty() && typeOrDefault() == KeyType.PUBLISHABLE) {
            query.wrong("scopes", "are for secret keys");
        }
        var networks = list(allowedAddresses).stream()
                .map(text -> network(text, query))
                .flatMap(Optional::stream)
                .toList();
        query.check();
        return new KeyProperties(
                name,
                Optional.ofNullable(description).filter(text -> !text.isEmpty()),
                Optional.ofNullable(metadata).orElse(Map.of()),
                expiry,
                new Restrictions(Scopes.of(wanted), networks));
    }

    private static Optional<Network> network(String text, Query query) {
        var network = Optional.ofNullable(text).flatMap(Network::parse);
        if (network.isEmpty()) {
            query.wrong(
                    "allowedAddresses",
                    "must be IP addresses such as 203.0.113.9, or networks such as 203.0.113.0/24 with no bit set "
                            + "beyond the length");
        }
        return network;
    }

    private static <T> List<T> list(List<T> values) {
        return values == null ? List.of() : values;
    }
}
