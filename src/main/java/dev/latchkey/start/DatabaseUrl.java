package dev.latchkey.start;

import java.util.Optional;
import java.util.regex.Pattern;

/** Where Postgres is, as the person who starts the service says it. */
final class DatabaseUrl {

    static final String PROPERTY = "quarkus.datasource.reactive.url";
    static final String VARIABLE = "QUARKUS_DATASOURCE_REACTIVE_URL";

    private static final Pattern CREDENTIALS = Pattern.compile("//[^/@]*@|[?&](user|password)=");

    private DatabaseUrl() {}

    static Optional<String> given() {
        return Optional.ofNullable(System.getProperty(PROPERTY)).or(() -> Optional.ofNullable(System.getenv(VARIABLE)));
    }

    /** Drivers and pools repeat the URL in what they log, so it may hold no password. */
    static void refuseCredentials() {
        if (given().filter(url -> CREDENTIALS.matcher(url).find()).isPresent()) {
            throw new StartException("the database URL holds a user or a password, which would be logged; give them as "
                    + "QUARKUS_DATASOURCE_USERNAME and QUARKUS_DATASOURCE_PASSWORD.");
        }
    }
}
