package dev.latchkey.start;

import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Where Postgres is, as the person who starts the service says it. */
final class DatabaseUrl {

    static final String PROPERTY = "quarkus.datasource.reactive.url";
    static final String VARIABLE = "QUARKUS_DATASOURCE_REACTIVE_URL";
    private static final String WRITER_PROPERTY = "quarkus.datasource.usage-log.reactive.url";
    private static final String WRITER_VARIABLE = "QUARKUS_DATASOURCE_USAGE_LOG_REACTIVE_URL";

    private static final String FEED_PROPERTY = "quarkus.datasource.key-feed.reactive.url";
    private static final String FEED_VARIABLE = "QUARKUS_DATASOURCE_KEY_FEED_REACTIVE_URL";

    private static final Pattern CREDENTIALS = Pattern.compile("//[^/@]*@|[?&](user|password)=");

    private DatabaseUrl() {}

    static Optional<String> given() {
        return given(PROPERTY, VARIABLE);
    }

    private static Optional<String> given(String property, String variable) {
        return Optional.ofNullable(System.getProperty(property)).or(() -> Optional.ofNullable(System.getenv(variable)));
    }

    /** Drivers and pools repeat the URL in what they log, so it may hold no password. */
    static void refuseCredentials() {
        if (Stream.of(given(), given(WRITER_PROPERTY, WRITER_VARIABLE), given(FEED_PROPERTY, FEED_VARIABLE))
                .flatMap(Optional::stream)
                .anyMatch(url -> CREDENTIALS.matcher(url).find())) {
            throw new StartException("the database URL holds a user or a password, which would be logged; give them as "
                    + "QUARKUS_DATASOURCE_USERNAME and QUARKUS_DATASOURCE_PASSWORD.");
        }
    }
}
