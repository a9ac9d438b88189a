package dev.latchkey.start;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.start.Databases.Database;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** An operator needs nothing but the program itself. */
class CommandsIT {

    private static final int REFUSED = 1;
    private static final int MISUSED = 2;

    @RegisterExtension
    static final Databases databases = new Databases();

    private Map<String, String> environment;

    private record Done(int code, String out, String err) {}

    @BeforeEach
    void anEmptyDatabase() throws Exception {
        Database database = databases.create();
        environment = database.environment();
        environment.put("LATCHKEY_BOOTSTRAP_ORGANIZATION", "Not made by commands");
    }

    @Test
    void fromAnEmptyDatabaseToAKeyThatTheServiceAccepts() throws Exception {
        assertThat(run("", "create-organization", "Globex")).satisfies(early -> {
            assertThat(early.code()).isEqualTo(REFUSED);
            assertThat(early.err()).contains("run the command migrate first");
        });
        assertThat(run("", "migrate")).satisfies(migrated -> {
            assertThat(migrated.code()).isZero();
            assertThat(migrated.out()).isEqualTo("The schema is that of version " + Schema.VERSION + ".");
        });

        var made = run("", "create-organization", "Globex");
        assertThat(made.code()).isZero();
        assertThat(made.out()).contains("/dashboard/invitations/");
        var organization = made.out().lines().findFirst().orElseThrow();

        var token = run("", "create-key", organization, "--environment", "live", "--name", "Backend")
                .out();
        assertThat(token).startsWith("mf_sk_live_").doesNotContain("\n");
        var verified = run(token + "\n", "verify");
        assertThat(verified.code()).isZero();
        assertThat(verified.out()).contains(organization + " Globex").contains("secret live");
        try (var service = Service.start(environment).awaitListening()) {
            assertThat(service.get("/v1/verify", token).body())
                    .contains("Globex")
                    .contains("Backend");
        }
    }

    @Test
    void itRunsBesideAServiceAndNeedsNothingOfIts() throws Exception {
        try (var service = Service.start(environment).awaitListening()) {
            var token = service.tokens().get(0);

            assertThat(run(token, "verify").out()).contains("Not made by commands");
            assertThat(run(token.replaceAll("........$", "AAAAAAAA"), "verify"))
                    .isEqualTo(new Done(REFUSED, "", "That is no API key; was it cut or mistyped?"));
            assertThat(service.get("/v1/verify", token).statusCode()).isEqualTo(200);
        }
    }

    @Test
    void whatIsWrongIsSaidAndNothingIsDone() throws Exception {
        run("", "migrate");

        assertThat(misused("frobnicate"))
                .contains("there is no command 'frobnicate'")
                .contains("create-key");
        assertThat(run("", "create-key", "org_x")).isEqualTo(new Done(REFUSED, "", "There is no organization org_x."));
    }

    private String misused(String... arguments) throws Exception {
        var done = run("", arguments);
        assertThat(done.code()).isEqualTo(MISUSED);
        assertThat(done.out()).isEmpty();
        return done.err();
    }

    private Done run(String input, String... arguments) throws Exception {
        try (var command = Service.command(environment, input, arguments)) {
            int code = command.awaitExit();
            return new Done(code, command.out().strip(), command.err().strip());
        }
    }
}
