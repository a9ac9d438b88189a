package dev.latchkey.user;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How people log in, and for how long. */
@ConfigMapping(prefix = "latchkey.users")
interface UserConfig {

    /** How long a session lasts that is not used. */
    @WithDefault("2H")
    Duration sessionIdle();

    /** How long a session lasts at most. */
    @WithDefault("24H")
    Duration sessionLongest();

    /** How long after the password was given it is not asked for again. */
    @WithDefault("10M")
    Duration confirmedFor();

    /** How many sessions a person may have; a new one ends the oldest. */
    @WithDefault("20")
    int maxSessions();

    /** How long an invitation can be accepted. */
    @WithDefault("72H")
    Duration invitationLifetime();

    /** How long the link for an owner that is printed at a start can be used. */
    @WithDefault("24H")
    Duration ownerLinkLifetime();

    /** How many invitations of an organization may be open. */
    @WithDefault("100")
    int maxInvitations();

    /** How many passwords are hashed at once; each takes 19 MiB and a core for a moment. */
    @WithDefault("2")
    int maxHashes();

    /** How many more may wait; beyond that log-ins are answered with 503. */
    @WithDefault("32")
    int maxWaitingHashes();

    /** How many sources, accounts and browsers whose log-ins failed are remembered; beyond that the oldest start anew. */
    @WithDefault("10000")
    int maxRemembered();
}
