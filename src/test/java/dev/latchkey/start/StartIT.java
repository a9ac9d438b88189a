package dev.latchkey.start;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.ServerSocket;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What is missing or wrong ends the start with one clear sentence. */
class StartIT {

    @RegisterExtension
    static final Databases databases = new Databases();

    @Test
    void withoutADatabase() throws Exception {
        refuses(Service.environment(Map.of()), "there is no database; set QUARKUS_DATASOURCE_REACTIVE_URL");
    }

    @Test
    void withADatabaseThatCannotBeReached() throws Exception {
        var environment = databases.create().environment();
        environment.put("QUARKUS_DATASOURCE_REACTIVE_URL", "postgresql://127.0.0.1:" + Service.freePort() + "/x");

        refuses(environment, "Postgres cannot be used at postgresql://127.0.0.1:");
    }

    @Test
    void withAPasswordInTheUrlOfTheDatabase() throws Exception {
        var environment = databases.create().environment();
        environment.put("QUARKUS_DATASOURCE_REACTIVE_URL", "postgresql://me:hidden@127.0.0.1/x");
        try (var service = Service.start(environment)) {
            assertThat(refuses(service, "QUARKUS_DATASOURCE_PASSWORD")).doesNotContain("hidden");
            assertThat(service.out()).doesNotContain("hidden");
        }
    }

    @Test
    void withAPasswordInTheUrlOfTheWriter() throws Exception {
        var environment = databases.create().environment();
        environment.put("QUARKUS_DATASOURCE_USAGE_LOG_REACTIVE_URL", "postgresql://me:hidden@127.0.0.1/x");

        assertThat(refuses(environment, "QUARKUS_DATASOURCE_PASSWORD")).doesNotContain("hidden");
    }

    @Test
    void withAWrongPassword() throws Exception {
        var environment = databases.create().environment();
        environment.put("QUARKUS_DATASOURCE_PASSWORD", "wrong-on-purpose");

        var sentence = refuses(environment, "password authentication failed");
        assertThat(sentence).doesNotContain("wrong-on-purpose");
    }

    @Test
    void withAPostgresThatIsTooOld() throws Exception {
        var database = databases.create();
        // A server that says of itself that it is version 13.
        database.execute("create schema past");
        database.execute(
                "create function past.current_setting(text) returns text language sql as $$ select '130022' $$");
        database.execute("do $$ begin execute format('alter database %I set search_path = past, pg_catalog, public', "
                + "current_database()); end $$");

        refuses(database.environment(), "Postgres 13 is too old; version 14 or newer is needed.");
    }

    @Test
    void withoutAPepper() throws Exception {
        var environment = databases.create().environment();
        environment.put("LATCHKEY_KEYS_PEPPER", "");

        refuses(environment, "there is no pepper; set LATCHKEY_KEYS_PEPPER");
    }

    @Test
    void withAPepperThatIsTooShort() throws Exception {
        var environment = databases.create().environment();
        environment.put("LATCHKEY_KEYS_PEPPER", "too short");

        var sentence = refuses(environment, "at least 32 characters");
        assertThat(sentence).doesNotContain("too short");
    }

    @Test
    void withAPrefixThatCouldNotBeRedacted() throws Exception {
        var environment = databases.create().environment();
        environment.put("LATCHKEY_KEYS_PREFIX", "My_Key");

        refuses(environment, "mend LATCHKEY_KEYS_PREFIX");
    }

    @Test
    void withForwardedAddressesFromEverybody() throws Exception {
        var environment = databases.create().environment();
        environment.put("QUARKUS_HTTP_PROXY_PROXY_ADDRESS_FORWARDING", "true");

        refuses(environment, "set QUARKUS_HTTP_PROXY_TRUSTED_PROXIES");
    }

    @Test
    void withAPortThatIsTaken() throws Exception {
        try (var taken = new ServerSocket(0);
                var service = Service.start(databases.create().environment(), taken.getLocalPort())) {
            refuses(service, "port " + taken.getLocalPort() + " is in use");
        }
    }

    private static String refuses(Map<String, String> environment, String sentence) throws Exception {
        try (var service = Service.start(environment)) {
            return refuses(service, sentence);
        }
    }

    private static String refuses(Service service, String sentence) throws InterruptedException {
        assertThat(service.awaitExit()).isNotZero();
        assertThat(service.err()).contains("Latchkey did not start: ").contains(sentence);
        assertThat(service.err().strip().lines())
                .as("one line: %s", service.err())
                .hasSize(1);
        assertThat(service.out()).as("no stack trace").doesNotContain("\tat ");
        return service.err();
    }
}
