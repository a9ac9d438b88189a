package dev.latchkey.user;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.key.TestKeys;
import dev.latchkey.user.SignIn.Origin;
import dev.latchkey.user.SignIn.Outcome;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class SignInTest {

    @Inject
    TestKeys keys;

    @Inject
    TestUsers users;

    @Inject
    SignIn signIn;

    private UUID organization;
    private String email;
    private String device;

    @BeforeEach
    void aMember() {
        organization = keys.organization();
        email = TestUsers.newEmail();
        var link = users.invite(organization, Role.DEVELOPER, email);
        device = users.accept(link, email, TestUsers.PASSWORD).device();
    }

    @Test
    void whoeverKnowsThePasswordIsInWhateverTheSpellingOfTheAddress() {
        var in = (Outcome.In) attempt("  " + email.toUpperCase(java.util.Locale.ROOT), TestUsers.PASSWORD, from("a"));

        var person = find(in.session()).orElseThrow();
        assertThat(person.email()).isEqualTo(email);
        assertThat(person.seatIn(organization).orElseThrow().role()).isEqualTo(Role.DEVELOPER);
        assertThat(person.isConfirmed()).isTrue();
    }

    @Test
    void aWrongPasswordAndAnUnknownAddressAreAnsweredTheSame() {
        assertThat(attempt(email, "wrong", from("b"))).isEqualTo(attempt("nobody@example.com", "wrong", from("b")));
        assertThat(attempt("no address", "wrong", from("b"))).isEqualTo(new Outcome.Wrong());
    }

    @Test
    void whoeverGuessesWaitsAndKeepsNobodyElseOut() {
        for (int i = 0; i < 5; i++) {
            assertThat(attempt(email, "wrong", from("guesser"))).isEqualTo(new Outcome.Wrong());
        }

        assertThat(attempt(email, TestUsers.PASSWORD, from("guesser"))).isInstanceOf(Outcome.Wait.class);
        assertThat(attempt(email, TestUsers.PASSWORD, from("elsewhere"))).isInstanceOf(Outcome.In.class);
        // In the same office, but in a browser that has been in before.
        assertThat(attempt(email, TestUsers.PASSWORD, new Origin(from("guesser").source(), Optional.of(device))))
                .isInstanceOf(Outcome.In.class);
    }

    @Test
    void aSourceWaitsWhicheverAccountsItTries() {
        for (int i = 0; i < 30; i++) {
            attempt("person" + i + "@nowhere.example", "wrong", from("sprayer"));
        }

        assertThat(attempt(email, TestUsers.PASSWORD, from("sprayer"))).isInstanceOf(Outcome.Wait.class);
    }

    @Test
    void aBrowserOfAnotherAccountIsNotKnown() {
        var other = users.member(organization, Role.OWNER);
        for (int i = 0; i < 5; i++) {
            attempt(other.email(), "wrong", from("thief"));
        }

        assertThat(attempt(
                        other.email(),
                        TestUsers.PASSWORD,
                        new Origin(from("thief").source(), Optional.of(device))))
                .isInstanceOf(Outcome.Wait.class);
    }

    @Test
    void aKnownBrowserThatGuessesWaitsToo() {
        for (int i = 0; i < 10; i++) {
            attempt(email, "wrong", new Origin("home", Optional.of(device)));
        }

        assertThat(attempt(email, TestUsers.PASSWORD, new Origin("home", Optional.of(device))))
                .isInstanceOf(Outcome.Wait.class);
    }

    @Test
    void aSessionIsOverWhenItIsIdle() {
        var in = (Outcome.In) attempt(email, TestUsers.PASSWORD, from("c"));

        users.age(email, Duration.ofMinutes(119));
        assertThat(find(in.session()).map(SignedIn::isConfirmed)).contains(false);
        users.age(email, Duration.ofMinutes(121));
        assertThat(find(in.session())).isEmpty();
    }

    @Test
    void confirmingGivesAnotherCookieAndEndsTheOld() {
        var in = (Outcome.In) attempt(email, TestUsers.PASSWORD, from("d"));
        users.age(email, Duration.ofMinutes(30));
        var person = find(in.session()).orElseThrow();

        var wrong = TestUsers.run(() -> signIn.confirm(in.session(), person, "wrong", TestUsers.now()));
        var right = (Outcome.In)
                TestUsers.run(() -> signIn.confirm(in.session(), person, TestUsers.PASSWORD, TestUsers.now()));

        assertThat(wrong).isEqualTo(new Outcome.Wrong());
        assertThat(find(in.session())).isEmpty();
        assertThat(find(right.session()).map(SignedIn::isConfirmed)).contains(true);
    }

    @Test
    void anEndedSessionIsOver() {
        var in = (Outcome.In) attempt(email, TestUsers.PASSWORD, from("e"));

        TestUsers.run(() -> users.sessions().end(in.session()));

        assertThat(find(in.session())).isEmpty();
    }

    @Test
    void aPersonHasNoMoreThanTwentySessions() {
        for (int i = 0; i < 25; i++) {
            assertThat(attempt(email, TestUsers.PASSWORD, from("f"))).isInstanceOf(Outcome.In.class);
        }

        assertThat(users.sessionsOf(email)).isEqualTo(20);
    }

    @Inject
    OwnPassword ownPassword;

    @Test
    void anotherPasswordEndsAllSessions() {
        var in = (Outcome.In) attempt(email, TestUsers.PASSWORD, from("g"));
        var person = find(in.session()).orElseThrow();

        var out = (Outcome.In) TestUsers.run(() ->
                ownPassword.change(person, TestUsers.PASSWORD, "another long password", from("g"), TestUsers.now()));

        assertThat(find(in.session())).isEmpty();
        assertThat(find(out.session())).isPresent();
        assertThat(users.sessionsOf(email)).isEqualTo(1);
        assertThat(attempt(email, TestUsers.PASSWORD, from("h"))).isEqualTo(new Outcome.Wrong());
    }

    private Outcome attempt(String address, String password, Origin origin) {
        return TestUsers.run(() -> signIn.attempt(address, password, origin, TestUsers.now()));
    }

    private Optional<SignedIn> find(SecretToken session) {
        return TestUsers.run(() -> users.sessions().find(session, TestUsers.now()));
    }

    /** A place that no other test uses, without cookies. */
    private Origin from(String name) {
        return new Origin(name + " of " + email, Optional.empty());
    }
}
