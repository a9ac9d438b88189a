package dev.latchkey.access;

/** For whom a route is. */
public enum Audience {
    /** Whoever has a key. */
    KEYS,
    /** A customer in a portal session, and no key. */
    PORTAL_SESSIONS,
    /** A person with a browser, who may have a portal session or none; the page itself says what is to be seen. */
    PORTAL_PAGES,
    /** A person with a browser and no key. Who sees a page is decided by the dashboard, on every one of its routes. */
    DASHBOARD
}
