package dev.latchkey.start;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.latchkey.start.Databases.Database;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What Postgres can do to the writer of the usage log, which keeps the events, says why, and goes on by itself. */
class WriterFaultIT {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String UNKNOWN = "mf_sk_test_00000000000000000000000000000101pgXd";

    @RegisterExtension
    static final Databases databases = new Databases();

    private Database database;
    private Map<String, String> environment;
    private String writer;

    /** A migrated database, and a login that can only write the log. */
    @BeforeEach
    void newDatabase() throws Exception {
        database = databases.create();
        environment = database.environment();
        environment.put("LATCHKEY_BOOTSTRAP_ORGANIZATION", "Globex");
        writer = "writer_of_" + database.name();
        database.execute("create role " + writer + " login password 'a password of the writer'");
        environment.put("QUARKUS_DATASOURCE_USAGE_LOG_USERNAME", writer);
        environment.put("QUARKUS_DATASOURCE_USAGE_LOG_PASSWORD", "a password of the writer");
    }

    @Test
    void aWriterWhoseRoleMayOnlyInsertWritesAndCanDoNothingElse() throws Exception {
        try (var service = start()) {
            var token = service.tokens().get(0);
            service.get("/v1/verify", token);
            service.get("/v1/verify", UNKNOWN);
            service.get("/v1/verify", UNKNOWN);

            awaitRows(1);
            service.terminate();
            service.awaitExit();
            assertThat(database.number("select sum(attempts) from failed_attempts where reason = 'unknown'"))
                    .isEqualTo(2);
            assertThat(database.number("select count(*) from pg_tables where tableowner = '" + writer + "'"))
                    .isZero();
            for (var sql : new String[] {
                "select * from api_key_usage_logs",
                "update api_key_usage_logs set path = ''",
                "delete from api_key_usage_logs",
                "truncate api_key_usage_logs",
                "select * from api_key_usage_logs_default",
                "select * from usage_log_dead_letters",
                "delete from failed_attempts",
                "select * from key_secrets",
                "select * from api_keys",
                "create table mine (id int)"
            }) {
                assertThatThrownBy(() -> database.executeAs(writer, sql))
                        .as(sql)
                        .isInstanceOf(SQLException.class)
                        .hasMessageContaining("permission denied");
            }
        }
    }

    @Test
    void whereTheServiceMayNotMakeRolesSomebodyElseMakesItLater() throws Exception {
        var owner = "owner_of_" + database.name();
        database.execute("do $$ begin if exists (select from pg_roles where rolname = 'latchkey_usage_writer') then "
                + "alter role latchkey_usage_writer rename to latchkey_usage_writer_of_other_tests; end if; end $$");
        database.execute("create role " + owner + " login password 'a password of the owner'");
        database.execute("alter database " + database.name() + " owner to " + owner);
        environment.put("QUARKUS_DATASOURCE_USERNAME", owner);
        environment.put("QUARKUS_DATASOURCE_PASSWORD", "a password of the owner");
        try (var service = Service.start(environment).awaitListening()) {
            service.get("/v1/verify", service.tokens().get(0));
            awaitHolding(service, "the database user has no right to write");

            database.execute("create role latchkey_usage_writer nologin role " + writer);
            database.executeAs(owner, "select grant_usage_writer()");

            awaitRows(1);
        }
    }

    @Test
    void aMissingPartitionIsMadeEvenByAWriterThatMayOnlyInsert() throws Exception {
        try (var service = start()) {
            database.execute("drop table api_key_usage_logs_default");
            database.execute(
                    "do $$ begin execute 'drop table api_key_usage_logs_' || to_char(now() at time zone 'UTC', "
                            + "'YYYY_MM'); end $$");

            service.get("/v1/verify", service.tokens().get(0));

            awaitRows(1);
        }
    }

    @Test
    void aReadOnlyPostgresHoldsEventsUntilItTakesThemAgain() throws Exception {
        try (var service = start()) {
            var readOnly = "alter database " + database.name() + " set default_transaction_read_only = ";
            database.execute(readOnly + "on");
            endConnectionsOfTheWriter();

            service.get("/v1/verify", service.tokens().get(0));

            awaitHolding(service, "Postgres is read-only");
            database.execute("set transaction read write; " + readOnly + "off");
            endConnectionsOfTheWriter();
            awaitRows(1);
            awaitNothingHeld(service);
        }
    }

    @Test
    void aPostgresWithoutAConnectionLeftHoldsEventsUntilThereIsOne() throws Exception {
        try (var service = start()) {
            database.execute("alter role " + writer + " connection limit 0");
            endConnectionsOfTheWriter();

            service.get("/v1/verify", service.tokens().get(0));

            awaitHolding(service, "Postgres has no connection left");
            database.execute("alter role " + writer + " connection limit -1");
            awaitRows(1);
            awaitNothingHeld(service);
        }
    }

    @Test
    void aSchemaThatIsBehindHoldsEventsUntilItIsNot() throws Exception {
        try (var service = start()) {
            database.execute("alter table api_key_usage_logs rename to another");

            service.get("/v1/verify", service.tokens().get(0));

            awaitHolding(service, "the schema is behind");
            database.execute("alter table another rename to api_key_usage_logs");
            awaitRows(1);
            awaitNothingHeld(service);
        }
    }

    @Test
    void aWriterWithoutItsRightsHoldsEventsUntilItHasThem() throws Exception {
        try (var service = start()) {
            database.execute("revoke latchkey_usage_writer from " + writer);

            service.get("/v1/verify", service.tokens().get(0));

            awaitHolding(service, "the database user has no right to write");
            database.execute("grant latchkey_usage_writer to " + writer);
            awaitRows(1);
            awaitNothingHeld(service);
        }
    }

    /** Starts the service, whose migration makes the role; then the writer becomes a member of it. */
    private Service start() throws Exception {
        var service = Service.start(environment).awaitListening();
        database.execute("grant latchkey_usage_writer to " + writer);
        return service;
    }

    private void endConnectionsOfTheWriter() throws SQLException {
        database.execute("select pg_terminate_backend(pid) from pg_stat_activity where usename = '" + writer + "'");
    }

    private void awaitRows(long count) {
        await().atMost(PATIENCE)
                .ignoreExceptions()
                .until(() -> database.number("select count(*) from api_key_usage_logs") == count);
    }

    private static void awaitHolding(Service service, String reason) {
        await().atMost(PATIENCE)
                .until(() -> service.get("/q/health/ready", "").body().contains(reason));
    }

    private static void awaitNothingHeld(Service service) {
        await().atMost(PATIENCE)
                .until(() -> !service.get("/q/health/ready", "").body().contains("holding"));
    }
}
