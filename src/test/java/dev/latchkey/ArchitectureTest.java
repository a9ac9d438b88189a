package dev.latchkey;

import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

    private static final String ROOT = "dev.latchkey.";

    /** Each feature and the features that it may know; arrows point downward only. */
    private static final Map<String, Set<String>> ARROWS = Map.ofEntries(
            Map.entry("problem", Set.of("redaction")),
            Map.entry("id", Set.of()),
            Map.entry("postgres", Set.of()),
            Map.entry("redaction", Set.of()),
            Map.entry("organization", Set.of("restriction")),
            Map.entry("caller", Set.of("organization")),
            Map.entry("page", Set.of("caller", "id", "problem")),
            Map.entry("restriction", Set.of()),
            Map.entry("patch", Set.of("problem")),
            Map.entry("metadata", Set.of()),
            Map.entry("conditional", Set.of("problem")),
            Map.entry("idempotency", Set.of("caller", "id", "organization", "postgres", "problem")),
            Map.entry(
                    "key",
                    Set.of(
                            "caller",
                            "conditional",
                            "id",
                            "idempotency",
                            "metadata",
                            "organization",
                            "page",
                            "patch",
                            "postgres",
                            "problem",
                            "restriction")),
            // Above organization, which everything belongs to and which cannot know who calls.
            Map.entry(
                    "account",
                    Set.of(
                            "caller",
                            "id",
                            "idempotency",
                            "key",
                            "organization",
                            "patch",
                            "postgres",
                            "problem",
                            "restriction")),
            Map.entry(
                    "customer",
                    Set.of(
                            "caller",
                            "conditional",
                            "id",
                            "idempotency",
                            "metadata",
                            "organization",
                            "page",
                            "patch",
                            "postgres",
                            "problem",
                            "restriction")),
            Map.entry(
                    "audit",
                    Set.of("caller", "id", "organization", "page", "postgres", "problem", "redaction", "restriction")),
            Map.entry(
                    "access",
                    Set.of("audit", "caller", "id", "key", "organization", "postgres", "problem", "restriction")),
            Map.entry("gateway", Set.of("access", "id", "key", "problem", "restriction")),
            Map.entry(
                    "leak",
                    Set.of(
                            "access",
                            "audit",
                            "caller",
                            "id",
                            "idempotency",
                            "key",
                            "organization",
                            "page",
                            "problem",
                            "restriction")),
            Map.entry(
                    "pricing",
                    Set.of(
                            "access",
                            "caller",
                            "conditional",
                            "id",
                            "idempotency",
                            "metadata",
                            "organization",
                            "page",
                            "patch",
                            "problem",
                            "restriction")),
            Map.entry(
                    "portal",
                    Set.of(
                            "access",
                            "audit",
                            "caller",
                            "customer",
                            "id",
                            "idempotency",
                            "key",
                            "organization",
                            "page",
                            "patch",
                            "postgres",
                            "pricing",
                            "problem",
                            "restriction")),
            Map.entry("user", Set.of("id", "organization", "postgres", "problem")),
            Map.entry(
                    "dashboard",
                    Set.of(
                            "access",
                            "account",
                            "audit",
                            "caller",
                            "id",
                            "key",
                            "leak",
                            "organization",
                            "page",
                            "problem",
                            "restriction",
                            "user")),
            Map.entry("start", Set.of("audit", "id", "key", "organization", "user")));

    private final JavaClasses classes = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.latchkey");

    @Test
    void aFeatureKnowsOnlyThoseBelowIt() {
        var found = new TreeMap<String, Set<String>>();
        for (var type : classes) {
            var known = type.getDirectDependenciesFromSelf().stream()
                    .map(dependency -> dependency.getTargetClass())
                    .filter(target -> target.getPackageName().startsWith(ROOT))
                    .map(ArchitectureTest::feature)
                    .filter(name -> !name.equals(feature(type)))
                    .collect(Collectors.toSet());
            found.computeIfAbsent(feature(type), name -> new TreeSet<>()).addAll(known);
        }

        assertThat(found.keySet()).isEqualTo(new TreeSet<>(ARROWS.keySet()));
        found.forEach((feature, known) ->
                assertThat(ARROWS.get(feature)).as("what %s may know", feature).containsAll(known));
    }

    @Test
    void featuresHaveNoCycles() {
        slices().matching(ROOT + "(*)..").should().beFreeOfCycles().check(classes);
    }

    @Test
    void onlyTheStartKnowsEmbeddedPostgres() {
        var users = classes.stream()
                .filter(type -> type.getDirectDependenciesFromSelf().stream()
                        .anyMatch(dependency ->
                                dependency.getTargetClass().getPackageName().startsWith("io.zonky")))
                .map(JavaClass::getSimpleName)
                .collect(Collectors.toSet());

        assertThat(users).containsExactly("EmbeddedDatabase");
    }

    private static String feature(JavaClass type) {
        return type.getPackageName().substring(ROOT.length()).replaceAll("\\..*", "");
    }
}
