package dev.latchkey.restriction;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ScopesTest {

    @Test
    void noneMeansEverythingAndWritingIsNotReading() {
        assertThat(Scopes.of(List.of()).include(Scope.API_KEYS_WRITE)).isTrue();
        var writes = Scopes.of(List.of("api_keys:write"));
        assertThat(writes.include(Scope.API_KEYS_WRITE)).isTrue();
        assertThat(writes.include(Scope.API_KEYS_READ)).isFalse();
    }

    @Test
    void aScopeThatIsNotKnownAnyMoreDoesNotMeanEverything() {
        assertThat(Scopes.of(List.of("gone:read")).include(Scope.API_KEYS_READ)).isFalse();
        assertThat(Scopes.EVERYTHING.areWithin(Scopes.of(List.of("gone:read")))).isFalse();
    }
}
