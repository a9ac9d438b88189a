package dev.latchkey.start;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class FirstStartIT {

    private static final String INVITATIONS = "/dashboard/invitations/";
    private static final Pattern ORGANIZATION = Pattern.compile("org_[0-9a-z]{26}");

    @RegisterExtension
    static final Databases databases = new Databases();

    @Test
    void makesAnOrganizationWithTwoTestKeysAndPrintsThemOnce() throws Exception {
        var environment = databases.create().environment();
        environment.put("LATCHKEY_BOOTSTRAP_ORGANIZATION", "Globex");
        String secret;
        String link;
        String organization;
        try (var service = Service.start(environment).awaitListening()) {
            assertThat(service.tokens()).hasSize(2);
            secret = service.tokens().get(0);
            assertThat(secret).startsWith("mf_sk_test_");
            assertThat(service.tokens().get(1)).startsWith("mf_pk_test_");
            assertThat(service.out()).contains("curl http://localhost:").contains("-H 'x-api-key: " + secret + "'");
            assertThat(service.get("/v1/verify", secret).body()).contains("Globex");
            link = ownerLink(service);
            organization = ORGANIZATION
                    .matcher(service.get("/v1/verify", secret).body())
                    .results()
                    .findFirst()
                    .orElseThrow()
                    .group();
            assertThat(service.get(link, "").body()).contains("Welcome to Globex");
        }

        // After a kill -9 the same keys work and none is printed again.
        try (var service = Service.start(environment).awaitListening()) {
            assertThat(service.tokens()).isEmpty();
            assertThat(service.out()).contains("you can make another");
            assertThat(service.get("/v1/verify", secret).statusCode()).isEqualTo(200);
            assertThat(service.out()).doesNotContain(INVITATIONS);
            assertThat(service.get(link, "").statusCode()).isEqualTo(200);
        }

        // An owner who has lost the link gets another one, and the first works no more.
        environment.put("LATCHKEY_BOOTSTRAP_OWNER_LINK", organization);
        try (var service = Service.start(environment).awaitListening()) {
            assertThat(ownerLink(service)).isNotEqualTo(link);
            assertThat(service.get(ownerLink(service), "").statusCode()).isEqualTo(200);
            assertThat(service.get(link, "").statusCode()).isEqualTo(422);
        }

        environment.put("LATCHKEY_BOOTSTRAP_OWNER_LINK", "nobody");
        try (var service = Service.start(environment)) {
            assertThat(service.awaitExit()).isNotZero();
            assertThat(service.err()).contains("LATCHKEY_BOOTSTRAP_OWNER_LINK names no organization");
        }
    }

    private static String ownerLink(Service service) {
        var out = service.out();
        assertThat(out).contains(INVITATIONS);
        return INVITATIONS + out.split(INVITATIONS, 2)[1].lines().findFirst().orElseThrow();
    }

    @Test
    void makesLiveKeysTooWhenAsked() throws Exception {
        var environment = databases.create().environment();
        environment.put("LATCHKEY_BOOTSTRAP_ORGANIZATION", "Globex");
        environment.put("LATCHKEY_BOOTSTRAP_LIVE", "true");
        environment.put("LATCHKEY_HTTP_MAX_BODY_SIZE", "1K");
        environment.put("QUARKUS_LOG_CONSOLE_JSON_ENABLED", "true");
        try (var service = Service.start(environment).awaitListening()) {
            assertThat(service.tokens()).hasSize(4);
            assertThat(service.tokens().get(2)).startsWith("mf_sk_live_");
            assertThat(service.tokens().get(3)).startsWith("mf_pk_live_");
        }
    }

    @Test
    void makesNothingWhenNotAsked() throws Exception {
        var database = databases.create();
        try (var service = Service.start(database.environment()).awaitListening()) {
            assertThat(service.tokens()).isEmpty();
            assertThat(database.number("select count(*) from organizations")).isZero();
        }
    }

    @Test
    void twoReplicasMakeOneOrganization() throws Exception {
        var database = databases.create();
        var environment = database.environment();
        environment.put("LATCHKEY_BOOTSTRAP_ORGANIZATION", "Globex");
        try (var one = Service.start(replica("one", environment));
                var two = Service.start(replica("two", environment))) {
            one.awaitListening();
            two.awaitListening();
            assertThat(one.tokens().size() + two.tokens().size()).isEqualTo(2);
            assertThat(database.number("select count(*) from organizations")).isEqualTo(1);
        }
    }

    @Test
    void withoutMigratingIsNotReadyUntilTheSchemaIsThere() throws Exception {
        var database = databases.create();
        var environment = database.environment();
        environment.put("LATCHKEY_MIGRATE_AT_START", "false");
        environment.put("LATCHKEY_BOOTSTRAP_ORGANIZATION", "Globex");
        try (var service = Service.start(environment).awaitListening()) {
            var ready = service.get("/q/health/ready", "");
            assertThat(ready.statusCode()).isEqualTo(503);
            assertThat(ready.body()).contains("schema");
            assertThat(database.number("select count(*) from pg_tables where schemaname = 'public'"))
                    .isZero();

            try (var other =
                    Service.start(replica("other", database.environment())).awaitListening()) {
                assertThat(other.get("/q/health/ready", "").statusCode()).isEqualTo(200);
            }
            assertThat(service.get("/q/health/ready", "").statusCode()).isEqualTo(200);
        }
    }

    private static Map<String, String> replica(String name, Map<String, String> environment) {
        var named = new HashMap<>(environment);
        named.put("LATCHKEY_USAGE_LOG_SPOOL_REPLICA", name);
        return named;
    }
}
