package dev.latchkey.start;

import dev.latchkey.key.KeyConfig;
import dev.latchkey.organization.Organization;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.interceptor.Interceptor;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.jboss.logging.Logger;

/** Checks the settings and the database, then brings the schema up to date, before anything else starts. */
@ApplicationScoped
class Preparation {

    private static final Logger LOG = Logger.getLogger(Preparation.class);
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final BootstrapConfig bootstrap;
    private final boolean migrateAtStart;
    private final KeyConfig keys;
    private final Schema schema;
    private final Flyway flyway;
    private final FirstOrganization firstOrganization;
    private final OwnerLink ownerLink;
    private final String databaseUrl;
    private final boolean forwarding;
    private final Optional<List<String>> trustedProxies;

    Preparation(
            BootstrapConfig bootstrap,
            @ConfigProperty(name = "latchkey.migrate-at-start", defaultValue = "true") boolean migrateAtStart,
            KeyConfig keys,
            Schema schema,
            Flyway flyway,
            FirstOrganization firstOrganization,
            OwnerLink ownerLink,
            @ConfigProperty(name = "quarkus.datasource.reactive.url") String databaseUrl,
            @ConfigProperty(name = "quarkus.http.proxy.proxy-address-forwarding", defaultValue = "false")
                    boolean forwarding,
            @ConfigProperty(name = "quarkus.http.proxy.trusted-proxies") Optional<List<String>> trustedProxies) {
        this.bootstrap = bootstrap;
        this.migrateAtStart = migrateAtStart;
        this.keys = keys;
        this.schema = schema;
        this.flyway = flyway;
        this.firstOrganization = firstOrganization;
        this.ownerLink = ownerLink;
        this.databaseUrl = databaseUrl;
        this.forwarding = forwarding;
        this.trustedProxies = trustedProxies;
    }

    void start(@Observes @Priority(Interceptor.Priority.PLATFORM_BEFORE) StartupEvent started) {
        checkSettings();
        checkServer();
        if (migrateAtStart) {
            migrate();
        }
        warnOfOldSchema();
        firstOrganization.makeIfThereIsNone(PATIENCE);
        ownerLink.printIfAsked(PATIENCE);
    }

    private void checkSettings() {
        if (keys.pepper().filter(KeyConfig::isStrongPepper).isEmpty()) {
            throw new StartException("there is no pepper; set LATCHKEY_KEYS_PEPPER to a random secret of at least "
                    + KeyConfig.MIN_PEPPER_LENGTH + " characters, and keep it: without it no key works.");
        }
        if (keys.otherPepper()
                .filter(pepper -> !KeyConfig.isStrongPepper(pepper))
                .isPresent()) {
            throw new StartException(
                    "LATCHKEY_KEYS_OTHER_PEPPER must have at least " + KeyConfig.MIN_PEPPER_LENGTH + " characters.");
        }
        if (!KeyConfig.isPlainPrefix(keys.prefix())) {
            throw new StartException(
                    "the prefix of tokens must be 1 to 16 lower-case letters and digits, beginning with "
                            + "a letter; mend LATCHKEY_KEYS_PREFIX.");
        }
        if (bootstrap
                .organization()
                .filter(name -> name.strip().length() > Organization.MAX_NAME)
                .isPresent()) {
            throw new StartException(
                    "LATCHKEY_BOOTSTRAP_ORGANIZATION is longer than " + Organization.MAX_NAME + " characters.");
        }
        if (forwarding && trustedProxies.orElse(List.of()).isEmpty()) {
            throw new StartException("proxy address forwarding is on for everybody; set "
                    + "QUARKUS_HTTP_PROXY_TRUSTED_PROXIES to the proxies that may say where a request came from.");
        }
    }

    private void checkServer() {
        int version;
        try {
            version = schema.serverVersion().await().atMost(PATIENCE);
        } catch (RuntimeException e) {
            throw new StartException(
                    "Postgres cannot be used at " + withoutCredentials(databaseUrl) + ": " + reason(e) + ".");
        }
        if (version < Schema.OLDEST_SERVER) {
            throw new StartException("Postgres " + version / 10_000 + " is too old; version 14 or newer is needed.");
        }
    }

    private void migrate() {
        try {
            flyway.migrate();
        } catch (FlywayException e) {
            throw new StartException("the database schema could not be brought up to date: "
                    + e.getMessage().lines().findFirst().orElse("no reason given") + ".");
        }
    }

    private void warnOfOldSchema() {
        if (!schema.isCurrent().await().atMost(PATIENCE)) {
            LOG.warn("The database schema is behind; the service is not ready until it was migrated");
        }
    }

    private static String withoutCredentials(String url) {
        return url.replaceAll("//[^/@]*@", "//").replaceAll("\\?.*", "");
    }

    private static String reason(Throwable failure) {
        var root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root instanceof io.smallrye.mutiny.TimeoutException
                ? "no answer within " + PATIENCE.toSeconds() + " seconds"
                : String.valueOf(root.getMessage()).lines().findFirst().orElse("no reason given");
    }
}
