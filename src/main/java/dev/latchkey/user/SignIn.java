package dev.latchkey.user;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Logs people in by e-mail and password. Failed attempts slow down the source that made them and, more so, that source at
 * that account; a browser that has logged in to the account before is counted by itself. So nobody is slowed down by what
 * others do elsewhere.
 */
@ApplicationScoped
public class SignIn {

    private static final int FREE_OF_SOURCE = 30;
    private static final int FREE_OF_ACCOUNT = 5;
    private static final int FREE_OF_BROWSER = 10;

    private final Sessions sessions;
    private final Passwords passwords;
    private final SignInDelays delays;
    private final SecureRandom random = new SecureRandom();

    SignIn(UserConfig config, Sessions sessions, Passwords passwords) {
        this.sessions = sessions;
        this.passwords = passwords;
        delays = new SignInDelays(config.maxRemembered(), System::nanoTime);
    }

    /** What became of an attempt. */
    public sealed interface Outcome {

        /** Not with this password, or there is no such account. */
        record Wrong() implements Outcome {}

        /** Not now. */
        record Wait(Duration left) implements Outcome {}

        /**
         * In.
         *
         * @param session the cookie of the session
         * @param device a cookie that says that this browser has been here before
         */
        record In(SecretToken session, String device) implements Outcome {

            @Override
            public String toString() {
                return "In …redacted";
            }
        }
    }

    /**
     * Where an attempt comes from.
     *
     * @param source an address, or a network that is one for all we know
     * @param device the cookie of an earlier log-in, if the browser has one
     */
    public record Origin(String source, Optional<String> device) {}

    /** Logs a person in. Takes as long, and answers the same, when there is no such account. */
    public Uni<Outcome> attempt(String email, String password, Origin origin, Instant now) {
        var named = Email.parse(email);
        return named.map(known -> Panache.withSession(() -> User.named(known)))
                .orElseGet(() -> Uni.createFrom().item(Optional.empty()))
                .chain(user -> {
                    var browser = DeviceCookie.read(origin.device(), user);
                    var wait = begin(named, origin, browser);
                    if (wait.isPresent()) {
                        return Uni.createFrom().item(new Outcome.Wait(wait.get()));
                    }
                    return passwords
                            .matches(user.map(known -> known.passwordHash), password)
                            .chain(right -> right
                                    ? in(user.orElseThrow(), origin, browser, now)
                                    : Uni.createFrom().item(new Outcome.Wrong()));
                });
    }

    /** Gives the session of who knows the password another cookie; nothing when it is over meanwhile. */
    public Uni<Outcome> confirm(SecretToken session, SignedIn person, String password, Instant now) {
        var wait = delays.begin("person " + person.userId(), FREE_OF_ACCOUNT);
        if (wait.isPresent()) {
            return Uni.createFrom().item(new Outcome.Wait(wait.get()));
        }
        return Panache.withSession(() -> User.<User>findById(person.userId()))
                .chain(user -> passwords
                        .matches(Optional.ofNullable(user).map(known -> known.passwordHash), password)
                        .chain(right -> right ? confirmed(session, user, now) : wrong()));
    }

    private Uni<Outcome> confirmed(SecretToken session, User user, Instant now) {
        delays.forget("person " + user.id);
        return sessions.confirm(session, now)
                .map(next -> next.<Outcome>map(token -> new Outcome.In(token, DeviceCookie.make(user, random)))
                        .orElseGet(Outcome.Wrong::new));
    }

    private static Uni<Outcome> wrong() {
        return Uni.createFrom().item(new Outcome.Wrong());
    }

    private Uni<Outcome> in(User user, Origin origin, Optional<String> browser, Instant now) {
        browser.ifPresentOrElse(name -> delays.forget("browser " + name), () -> {
            delays.takeBack("source " + origin.source());
            delays.forget(pair(Optional.of(new Email(user.email)), origin));
        });
        return Panache.withTransaction(() -> sessions.begin(user, now))
                .map(token -> new Outcome.In(token, DeviceCookie.make(user, random)));
    }

    /** The source comes first: what it is refused for adds nothing to what is held against it at an account. */
    private Optional<Duration> begin(Optional<Email> email, Origin origin, Optional<String> browser) {
        return browser.map(name -> delays.begin("browser " + name, FREE_OF_BROWSER))
                .orElseGet(() -> delays.begin("source " + origin.source(), FREE_OF_SOURCE)
                        .or(() -> delays.begin(pair(email, origin), FREE_OF_ACCOUNT)));
    }

    private static String pair(Optional<Email> email, Origin origin) {
        return "account " + email.map(Email::text).orElse("") + " from " + origin.source();
    }

    void start(@Observes StartupEvent started, MeterRegistry metrics) {
        Gauge.builder("latchkey.log.ins.remembered", delays, SignInDelays::remembered)
                .description("Sources, accounts and browsers whose failed log-ins are remembered")
                .register(metrics);
        FunctionCounter.builder("latchkey.log.ins.refused", delays, SignInDelays::refused)
                .description("Log-ins that were refused because too many before them had failed")
                .register(metrics);
        FunctionCounter.builder("latchkey.log.ins.evicted", delays, SignInDelays::evicted)
                .description("Those whose failed log-ins were forgotten for want of room: they start anew")
                .register(metrics);
    }
}
