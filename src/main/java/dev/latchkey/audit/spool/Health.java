package dev.latchkey.audit.spool;

import java.util.Objects;
import java.util.Optional;
import org.jboss.logging.Logger;

/** What is wrong with a spool now, in words for an operator: something that passes, or something that stays. */
final class Health {

    private static final Logger LOG = Logger.getLogger(Health.class);

    private volatile String passing;
    private volatile String lasting;

    /** Goes on, and may be over any moment; what is reserved can be used, and what room there is can be reserved. */
    void suffers(String problem) {
        if (!Objects.equals(passing, problem)) {
            LOG.warn(problem);
        }
        passing = problem;
    }

    void recovers() {
        if (passing != null) {
            LOG.info("The usage spool works again");
        }
        passing = null;
    }

    /** Will not be better before the process is started again: nothing new is taken. */
    void breaks(String problem) {
        if (lasting == null) {
            LOG.error(problem);
            lasting = problem;
        }
    }

    boolean isBroken() {
        return lasting != null;
    }

    Optional<String> problem() {
        return Optional.ofNullable(lasting).or(() -> Optional.ofNullable(passing));
    }
}
