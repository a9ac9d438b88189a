package dev.latchkey.dashboard;

import dev.latchkey.id.TypeId;
import dev.latchkey.organization.Environment;
import dev.latchkey.user.Role;
import java.util.List;
import java.util.stream.Stream;

/**
 * What is around a page: who is logged in, where, and where else they can go.
 *
 * @param section which entry of the menu the page belongs to
 */
public record Shell(String title, String section, Visit visit, Assets assets) {

    /** An entry of a menu. */
    public record Item(String name, String url, boolean isCurrent) {}

    private enum Section {
        OVERVIEW("overview", "Overview", Role.VIEWER),
        KEYS("keys", "API keys", Role.DEVELOPER),
        HISTORY("history", "Usage history", Role.VIEWER),
        START("start", "Getting started", Role.VIEWER),
        TEAM("team", "Team", Role.OWNER),
        SETTINGS("settings", "Settings", Role.OWNER);

        private final String path;
        private final String label;
        private final Role least;

        Section(String path, String label, Role least) {
            this.path = path;
            this.label = label;
            this.least = least;
        }
    }

    public String formToken() {
        return visit.formToken();
    }

    public String email() {
        return visit.person().email();
    }

    public boolean hasPlace() {
        return visit.place().isPresent();
    }

    public String organization() {
        return visit.where().seat().organizationName();
    }

    public String environment() {
        return visit.where().environment().toString();
    }

    public boolean isLive() {
        return hasPlace() && visit.where().environment() == Environment.LIVE;
    }

    public boolean mayChangeKeys() {
        return visit.where().seat().role().includes(Role.DEVELOPER);
    }

    /** What the paths of the pages of this place begin with. */
    public String base() {
        return base(visit);
    }

    static String base(Visit visit) {
        return base(visit.where().seat().organizationId(), visit.where().environment());
    }

    private static String base(java.util.UUID organization, Environment environment) {
        return PageHeaders.ROOT + "/" + TypeId.ORGANIZATION.format(organization) + "/" + environment;
    }

    /** The two environments, on the same page or the list it belongs to. */
    public List<Item> environments() {
        var place = visit.where();
        return Stream.of(Environment.values())
                .map(one -> new Item(
                        one.toString(),
                        base(place.seat().organizationId(), one) + "/" + section,
                        one == place.environment()))
                .toList();
    }

    public List<Item> menu() {
        return Stream.of(Section.values())
                .filter(one -> visit.where().seat().role().includes(one.least))
                .map(one -> new Item(one.label, base() + "/" + one.path, one.path.equals(section)))
                .toList();
    }

    /** The other organizations they belong to. */
    public List<Item> organizations() {
        return visit.person().seats().stream()
                .map(seat -> new Item(
                        seat.organizationName(),
                        base(seat.organizationId(), Environment.TEST) + "/overview",
                        hasPlace() && seat.equals(visit.where().seat())))
                .toList();
    }
}
