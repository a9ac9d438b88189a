package dev.latchkey.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.latchkey.access.OpenTo;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PageTableTest {

    @Test
    void theTableHasEveryPageOfAnOrganization() {
        var all = new ClassFileImporter()
                        .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                        .importPackages("dev.latchkey.dashboard")
                        .stream()
                        .filter(type -> type.isAnnotatedWith(OpenTo.class))
                        .flatMap(type -> Stream.of(type.reflect().getDeclaredMethods()))
                        .filter(method ->
                                method.isAnnotationPresent(GET.class) || method.isAnnotationPresent(POST.class))
                        .map(method -> (method.isAnnotationPresent(GET.class) ? "GET " : "POST ")
                                + method.getDeclaringClass()
                                        .getAnnotation(Path.class)
                                        .value()
                                + Optional.ofNullable(method.getAnnotation(Path.class))
                                        .map(Path::value)
                                        .orElse(""))
                        .filter(page -> page.contains(PageTable.PLACE))
                        .collect(Collectors.toSet());

        assertThat(PageTable.PAGES.stream().map(PageTable.Page::toString).collect(Collectors.toSet()))
                .isEqualTo(all);
    }

    @Test
    void everyPageSaysWhomItIsFor() {
        var pages = new ClassFileImporter()
                        .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                        .importPackages("dev.latchkey.dashboard")
                        .stream()
                        .filter(type -> type.isAnnotatedWith(OpenTo.class))
                        .flatMap(type -> type.getMethods().stream())
                        .filter(method -> method.isMetaAnnotatedWith(HttpMethod.class))
                        .toList();

        assertThat(pages)
                .hasSizeGreaterThan(20)
                .allSatisfy(page -> assertThat(page.isAnnotatedWith(Allows.class))
                        .as(page.getFullName())
                        .isNotEqualTo(page.isAnnotatedWith(AllowsAnybody.class)));
    }
}
