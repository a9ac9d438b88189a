package dev.latchkey.start;

import dev.latchkey.start.Arguments.UsageException;
import io.quarkus.arc.Unremovable;
import io.quarkus.runtime.QuarkusApplication;
import io.quarkus.vertx.VertxContextSupport;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/** What an operator does and is done with, by arguments of the same program: it starts, does it, and ends. */
@ApplicationScoped
@Unremovable
class Commands implements QuarkusApplication {

    static final String MIGRATE = "migrate";

    private static final String USAGE = """
            Without arguments the service starts. Otherwise:

              migrate                              brings the schema of the database up to date
              create-organization NAME             makes an organization and a link for its owner
              create-key ORGANIZATION_ID           makes a key and prints its token, once
                  [--environment test|live]        test when left out
                  [--type secret|publishable]      secret when left out
                  [--name NAME]
              verify                               reads a token from standard input and says whose key it is

            Settings are those of the service.
            """;

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int DONE = 0;
    private static final int REFUSED = 1;
    private static final int MISUSED = 2;

    private final Schema schema;
    private final Operations operations;

    Commands(Schema schema, Operations operations) {
        this.schema = schema;
        this.operations = operations;
    }

    /** What must be set before anything starts, so that a command neither serves nor touches what a service holds. */
    static Map<String, String> settings(String command) {
        return Map.of(
                "quarkus.http.host-enabled", "false",
                "quarkus.log.console.stderr", "true",
                "quarkus.log.level", "WARN",
                "latchkey.usage-log.durability", "memory",
                "latchkey.bootstrap.organization", "",
                "latchkey.bootstrap.owner-link", "",
                "latchkey.migrate-at-start", String.valueOf(command.equals(MIGRATE)));
    }

    @Override
    public int run(String... arguments) {
        try {
            return run(arguments[0], List.of(arguments).subList(1, arguments.length));
        } catch (UsageException e) {
            System.err.println(e.getMessage() + ".\n\n" + USAGE);
            return MISUSED;
        } catch (StartException e) {
            System.err.println(e.getMessage());
            return REFUSED;
        }
    }

    private int run(String command, List<String> rest) {
        return switch (command) {
            case MIGRATE -> {
                Arguments.of(rest, Set.of()).noOperand();
                System.out.println("The schema is that of version " + Schema.VERSION + ".");
                yield DONE;
            }
            case "create-organization" -> {
                var name = Arguments.of(rest, Set.of()).operand("the name of the organization, in quotes");
                yield print(() -> operations.createOrganization(name));
            }
            case "create-key" -> {
                var arguments = Arguments.of(rest, Set.of("environment", "type", "name"));
                yield print(() -> operations.createKey(arguments));
            }
            case "verify" -> {
                Arguments.of(rest, Set.of()).noOperand();
                yield print(() -> operations.verify(System.in));
            }
            default -> throw new UsageException("there is no command '" + command + "'");
        };
    }

    private int print(Supplier<Uni<String>> work) {
        System.out.println(await(() -> schema.isCurrent()
                .invoke(current -> {
                    if (!current) {
                        throw new StartException("The schema is behind; run the command migrate first.");
                    }
                })
                .chain(work::get)));
        return DONE;
    }

    private static <T> T await(Supplier<Uni<T>> work) {
        try {
            return VertxContextSupport.subscribeAndAwait(
                    () -> work.get().ifNoItem().after(PATIENCE).fail());
        } catch (StartException | UsageException e) {
            throw e;
        } catch (Throwable e) {
            throw new StartException("It could not be done: " + e + ".");
        }
    }
}
