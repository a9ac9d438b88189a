package dev.latchkey.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.latchkey.restriction.RequiresNoScope;
import dev.latchkey.restriction.RequiresScope;
import dev.latchkey.restriction.Scope;
import jakarta.ws.rs.HttpMethod;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class ScopeRuleTest {

    /** Routes that say it, do not, and contradict themselves. */
    static class Routes {
        public void silent() {}

        @RequiresScope(Scope.API_KEYS_READ)
        @RequiresNoScope
        public void both() {}

        @RequiresScope(Scope.API_KEYS_READ)
        public void scoped() {}
    }

    @Test
    void aRouteWithoutAScopeStopsTheStart() throws NoSuchMethodException {
        assertThatThrownBy(() -> ScopeRule.of(Routes.class.getMethod("silent"))).hasMessageContaining("Routes.silent");
        assertThatThrownBy(() -> ScopeRule.of(Routes.class.getMethod("both"))).isInstanceOf(RuntimeException.class);
        assertThat(ScopeRule.of(Routes.class.getMethod("scoped"))).contains(Scope.API_KEYS_READ);
    }

    @Test
    void everyRouteSaysWhichScopeItNeeds() {
        var routes = new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS).importPackages("dev.latchkey").stream()
                        .flatMap(type -> type.getMethods().stream())
                        .filter(method -> method.isMetaAnnotatedWith(HttpMethod.class))
                        .filter(method -> !isPage(method.getOwner()))
                        .toList();

        assertThat(routes)
                .hasSizeGreaterThan(10)
                .allSatisfy(route -> assertThat(Arrays.asList(
                                route.isAnnotatedWith(RequiresScope.class),
                                route.isAnnotatedWith(RequiresNoScope.class)))
                        .as(route.getFullName())
                        .containsExactlyInAnyOrder(true, false));
    }

    private static boolean isPage(JavaClass resource) {
        return resource.tryGetAnnotationOfType(OpenTo.class)
                .filter(openTo -> openTo.value() == Audience.DASHBOARD)
                .isPresent();
    }
}
