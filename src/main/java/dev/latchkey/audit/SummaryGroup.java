package dev.latchkey.audit;

import dev.latchkey.page.Query;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the requests of a summary can be told apart by. */
enum SummaryGroup {
    API_KEY_ID("apiKeyId", "api_key_id", "null::uuid"),
    STATUS_CLASS("statusClass", "status / 100", "null::int"),
    ROUTE("route", "route", "null::text");

    private final String parameter;
    private final String expression;
    private final String nothing;

    SummaryGroup(String parameter, String expression, String nothing) {
        this.parameter = parameter;
        this.expression = expression;
        this.nothing = nothing;
    }

    /** A list such as {@code apiKeyId,statusClass}. */
    static Set<SummaryGroup> read(Query query, String text) {
        var groups = EnumSet.noneOf(SummaryGroup.class);
        for (var name : text == null ? new String[] {STATUS_CLASS.parameter} : text.split(",", -1)) {
            Stream.of(values()).filter(group -> group.parameter.equals(name)).forEach(groups::add);
        }
        if (text != null && groups.size() != text.split(",", -1).length) {
            query.wrong(
                    "groupBy",
                    "must be one or more of "
                            + Stream.of(values()).map(group -> group.parameter).collect(Collectors.joining(", "))
                            + ", each once, with commas between them");
        }
        return groups;
    }

    /** The columns of all kinds, those that are not asked for being nothing. */
    static String columns(Set<SummaryGroup> wanted) {
        return Stream.of(values())
                .map(group -> wanted.contains(group) ? group.expression : group.nothing)
                .collect(Collectors.joining(", "));
    }

    @Override
    public String toString() {
        return parameter;
    }
}
