package dev.latchkey.dashboard;

import io.smallrye.config.ConfigMapping;
import java.util.Optional;

/** How people reach the dashboard. */
@ConfigMapping(prefix = "latchkey.dashboard")
interface DashboardConfig {

    /** The service as people see it, such as https://keys.example.com; without, as each request says. */
    Optional<String> url();
}
