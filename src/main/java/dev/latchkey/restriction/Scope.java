package dev.latchkey.restriction;

/** What a secret key may be limited to: reading or writing one resource. Writing does not include reading. */
public enum Scope {
    ORGANIZATION_READ("organization:read"),
    ORGANIZATION_WRITE("organization:write"),
    API_KEYS_READ("api_keys:read"),
    API_KEYS_WRITE("api_keys:write"),
    CUSTOMERS_READ("customers:read"),
    CUSTOMERS_WRITE("customers:write"),
    PRICING_PLANS_READ("pricing_plans:read"),
    PRICING_PLANS_WRITE("pricing_plans:write"),
    PORTAL_SESSIONS_READ("portal_sessions:read"),
    PORTAL_SESSIONS_WRITE("portal_sessions:write"),
    USAGE_LOGS_READ("usage_logs:read"),
    /** Nothing writes usage logs through the API yet. */
    USAGE_LOGS_WRITE("usage_logs:write");

    private final String text;

    Scope(String text) {
        this.text = text;
    }

    @Override
    public String toString() {
        return text;
    }
}
