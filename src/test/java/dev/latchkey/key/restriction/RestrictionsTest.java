package dev.latchkey.key.restriction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.latchkey.caller.Scope;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RestrictionsTest {

    private static final String[] READ = {"api-keys:read"};
    private static final String[] BOTH = {"api-keys:read", "api-keys:write"};
    private static final String[] OFFICE = {"203.0.113.0/24"};
    private static final String[] DESK = {"203.0.113.9"};

    @Test
    void withoutThemEverythingIsAllowed() {
        assertThat(Restrictions.NONE.scopes().allow(Scope.API_KEYS_WRITE)).isTrue();
        assertThat(Restrictions.NONE.allowAddress(Optional.empty())).isTrue();
    }

    @Test
    void onlyTheScopesThatAreNamedAreAllowed() {
        var restrictions = Restrictions.of(READ, null);

        assertThat(restrictions.scopes().allow(Scope.API_KEYS_READ)).isTrue();
        assertThat(restrictions.scopes().allow(Scope.API_KEYS_WRITE)).isFalse();
    }

    /** As after a downgrade. */
    @Test
    void aScopeThatIsNotKnownGrantsNothing() {
        var restrictions = Restrictions.of(new String[] {"later:read"}, null);

        assertThat(Scope.values()).noneMatch(restrictions.scopes()::allow);
    }

    @Test
    void addressesThatCannotBeReadAreNotOverlooked() {
        assertThatThrownBy(() -> Restrictions.of(null, new String[] {"damaged"}))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void anAddressThatIsNotKnownIsNotOneOfThoseAllowed() {
        var restrictions = Restrictions.of(null, OFFICE);

        assertThat(restrictions.allowAddress(Optional.of("203.0.113.9"))).isTrue();
        assertThat(restrictions.allowAddress(Optional.of("::ffff:203.0.113.9"))).isTrue();
        assertThat(restrictions.allowAddress(Optional.of("203.0.114.9"))).isFalse();
        assertThat(restrictions.allowAddress(Optional.of("nonsense"))).isFalse();
        assertThat(restrictions.allowAddress(Optional.empty())).isFalse();
    }

    @Test
    void lessIsWithinMoreAndMoreIsNotWithinLess() {
        assertWithin(Restrictions.of(READ, null), Restrictions.of(BOTH, null));
        assertWithin(Restrictions.of(BOTH, null), Restrictions.NONE);
        assertWithin(Restrictions.of(null, DESK), Restrictions.of(null, OFFICE));
        assertWithin(Restrictions.of(null, OFFICE), Restrictions.NONE);
        assertWithin(Restrictions.of(READ, DESK), Restrictions.of(BOTH, OFFICE));
    }

    private static void assertWithin(Restrictions less, Restrictions more) {
        assertThat(more.allowAll(less)).isTrue();
        assertThat(more.allowAll(more)).isTrue();
        assertThat(less.allowAll(more)).isFalse();
    }
}
