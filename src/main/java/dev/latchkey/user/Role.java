package dev.latchkey.user;

import jakarta.persistence.EnumeratedValue;

/** What a person may do in an organization. Each role may do what the ones before it may. */
public enum Role {
    /** Reads the history of use. */
    VIEWER("viewer"),
    /** Makes and revokes keys, too. */
    DEVELOPER("developer"),
    /** Decides who belongs to the organization, too. */
    OWNER("owner");

    @EnumeratedValue
    private final String text;

    Role(String text) {
        this.text = text;
    }

    public boolean includes(Role needed) {
        return compareTo(needed) >= 0;
    }

    @Override
    public String toString() {
        return text;
    }
}
