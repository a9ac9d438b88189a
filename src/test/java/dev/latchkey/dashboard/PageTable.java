package dev.latchkey.dashboard;

import dev.latchkey.user.Role;
import java.util.List;

/** Every page of an organization, and whom it is for. */
final class PageTable {

    static final String PLACE = "/dashboard/{organization}/{environment}";

    /**
     * A page of an organization.
     *
     * @param least the least role it is for
     */
    record Page(String method, String path, Role least) {

        boolean isAboutAnObject() {
            return path.contains("{id}");
        }

        boolean isAboutAKey() {
            return path.contains("/keys/");
        }

        String at(String organization, String id) {
            return path.replace("{organization}", organization)
                    .replace("{environment}", "test")
                    .replace("{id}", id);
        }

        @Override
        public String toString() {
            return method + " " + path;
        }
    }

    static final List<Page> PAGES = List.of(
            new Page("GET", PLACE + "/keys", Role.DEVELOPER),
            new Page("POST", PLACE + "/keys", Role.DEVELOPER),
            new Page("GET", PLACE + "/keys/new", Role.DEVELOPER),
            new Page("GET", PLACE + "/keys/{id}", Role.DEVELOPER),
            new Page("GET", PLACE + "/keys/{id}/rotate", Role.DEVELOPER),
            new Page("POST", PLACE + "/keys/{id}/rotate", Role.DEVELOPER),
            new Page("GET", PLACE + "/keys/{id}/revoke", Role.DEVELOPER),
            new Page("POST", PLACE + "/keys/{id}/revoke", Role.DEVELOPER),
            new Page("POST", PLACE + "/keys/{id}/restore", Role.DEVELOPER),
            new Page("GET", PLACE + "/keys/{id}/leak", Role.DEVELOPER),
            new Page("POST", PLACE + "/keys/{id}/leak", Role.DEVELOPER),
            new Page("GET", PLACE + "/overview", Role.VIEWER),
            new Page("GET", PLACE + "/team", Role.OWNER),
            new Page("POST", PLACE + "/team/invite", Role.OWNER),
            new Page("POST", PLACE + "/team/members/{id}/role", Role.OWNER),
            new Page("POST", PLACE + "/team/members/{id}/remove", Role.OWNER),
            new Page("POST", PLACE + "/team/invitations/{id}/withdraw", Role.OWNER),
            new Page("GET", PLACE + "/settings", Role.OWNER),
            new Page("POST", PLACE + "/settings", Role.OWNER),
            new Page("GET", PLACE + "/history", Role.VIEWER),
            new Page("GET", PLACE + "/history/export", Role.VIEWER),
            new Page("GET", PLACE + "/history/{id}", Role.VIEWER),
            new Page("GET", PLACE + "/start", Role.VIEWER));

    private PageTable() {}
}
