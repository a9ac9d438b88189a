package dev.latchkey.start;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;

/** Starts the service against the Postgres it is configured for, or does what its arguments say. */
@QuarkusMain
public final class Main {

    Main() {}

    public static void main(String... args) {
        try {
            prepare();
        } catch (StartException e) {
            exit(1, e);
        }
        if (args.length > 0) {
            Commands.settings(args[0]).forEach(System::setProperty);
            Quarkus.run(Commands.class, Main::exit, args);
        } else {
            Quarkus.run(null, Main::exit, args);
        }
    }

    /** What must be settled before any part of the platform starts. */
    static void prepare() {
        DatabaseUrl.refuseCredentials();
        // The platform would answer a malformed target by itself, before its key is seen and the request logged.
        System.setProperty("vertx.disableURIValidation", "true");
    }

    static void exit(int code, Throwable failure) {
        if (failure != null) {
            System.err.println("Latchkey did not start: " + StartFailure.sentence(failure));
        }
        System.exit(code);
    }
}
