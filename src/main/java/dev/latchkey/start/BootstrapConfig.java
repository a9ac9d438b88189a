package dev.latchkey.start;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.Optional;

/** What is made in a database that holds no organization. */
@ConfigMapping(prefix = "latchkey.bootstrap")
interface BootstrapConfig {

    /** The name of the organization to make when there is none. */
    Optional<String> organization();

    /** Whether it gets live keys too. */
    @WithDefault("false")
    boolean live();

    /** The id of an organization for which a new link for an owner is printed at this start. */
    Optional<String> ownerLink();
}
