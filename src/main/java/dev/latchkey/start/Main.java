package dev.latchkey.start;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;

/** Starts the service against the Postgres it is configured for. */
@QuarkusMain
public final class Main {

    Main() {}

    public static void main(String... args) {
        Quarkus.run(null, Main::exit, args);
    }

    static void exit(int code, Throwable failure) {
        if (failure != null) {
            System.err.println("Latchkey did not start: " + StartFailure.sentence(failure));
        }
        System.exit(code);
    }
}
