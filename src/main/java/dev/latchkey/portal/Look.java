package dev.latchkey.portal;

import dev.latchkey.organization.Organization;
import java.util.Optional;

/**
 * How an organization's pages look.
 *
 * @param logoUrl an image by https; null when there is none
 * @param stylesheet where the style in its colour is
 */
record Look(String name, String logoUrl, String stylesheet) {

    /** Of whom nobody knows. */
    static final Look PLAIN = new Look("Customer portal", null, Colors.stylesheet(Optional.empty()));

    static Look of(Organization organization) {
        return new Look(
                organization.name, organization.logoUrl, Colors.stylesheet(Optional.ofNullable(organization.color)));
    }
}
