package dev.latchkey.audit;

import dev.latchkey.id.TypeId;
import dev.latchkey.page.Query;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** Which rows of the usage log are asked for, as the query string of a request says it. */
public record FilterParameters(
        String apiKeyId,
        String method,
        String status,
        String pathPrefix,
        String route,
        String clientAddress,
        String reason,
        String customerId,
        String portalSessionId,
        String from,
        String to) {

    static final String API_KEY_ID = "Only requests made with this key.";
    static final String METHOD = "Only requests with this method, such as POST.";
    static final String STATUS =
            "Only requests that were answered with this status, such as 404, or class of status, such as 4xx.";
    static final String PATH_PREFIX = "Only requests whose path begins with this.";
    static final String ROUTE = "Only requests to this route, such as /v1/api-keys/{id}.";
    static final String CLIENT_ADDRESS =
            "Only requests from this address, such as 203.0.113.9, or network, such as 203.0.113.0/24.";
    static final String REASON = "Only requests that were refused for this reason, such as key_revoked.";
    static final String CUSTOMER_ID = "Only requests of this customer's portal sessions.";
    static final String PORTAL_SESSION_ID = "Only requests of this portal session.";
    static final String FROM = "Only requests at this time or later (RFC 3339).";
    static final String TO = "Only requests before this time (RFC 3339).";

    private static final int MAX_REASON = 64;

    UsageFilter read(Query query) {
        return new UsageFilter(
                query.id("apiKeyId", apiKeyId, TypeId.API_KEY),
                query.text("method", method, UsageEvent.MAX_METHOD),
                StatusRange.read(query, status),
                query.text("pathPrefix", pathPrefix, UsageEvent.MAX_PATH),
                query.text("route", route, UsageEvent.MAX_PATH),
                AddressRange.read(query, clientAddress),
                query.text("reason", reason, MAX_REASON),
                query.id("customerId", customerId, TypeId.CUSTOMER),
                query.id("portalSessionId", portalSessionId, TypeId.PORTAL_SESSION),
                query.time("from", from),
                query.time("to", to));
    }

    /** The filters that were given, but for the time, in one line. */
    String describe() {
        var given = new LinkedHashMap<String, String>();
        given.put("apiKeyId", apiKeyId);
        given.put("method", method);
        given.put("status", status);
        given.put("clientAddress", clientAddress);
        given.put("reason", reason);
        given.put("customerId", customerId);
        given.put("portalSessionId", portalSessionId);
        given.put("route", route);
        given.put("pathPrefix", pathPrefix);
        return given.entrySet().stream()
                .filter(filter -> filter.getValue() != null)
                .map(Map.Entry::toString)
                .collect(Collectors.joining(" "));
    }
}
