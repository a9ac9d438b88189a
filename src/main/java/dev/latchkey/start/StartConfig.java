package dev.latchkey.start;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.Optional;

/** What happens at start. */
@ConfigMapping(prefix = "latchkey")
interface StartConfig {

    /** Whether the schema is brought up to date at start; if not, a schema that is behind makes readiness fail. */
    @WithDefault("true")
    boolean migrateAtStart();

    /** The first organization. */
    Bootstrap bootstrap();

    /** What is made in a database that holds no organization. */
    interface Bootstrap {

        /** The name of the organization to make when there is none. */
        Optional<String> organization();

        /** Whether it gets live keys too. */
        @WithDefault("false")
        boolean live();
    }
}
