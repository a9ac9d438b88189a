package dev.latchkey.user;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * A person who is logged in.
 *
 * @param seats where they belong, the oldest first
 * @param isConfirmed whether they have given their password a short time ago
 */
public record SignedIn(UUID userId, String email, List<Seat> seats, boolean isConfirmed) {

    public SignedIn {
        seats = List.copyOf(seats);
    }

    /** A place in one organization. */
    public record Seat(UUID organizationId, String organizationName, Role role) {

        static Seat of(Membership membership) {
            return new Seat(membership.organization.id, membership.organization.name, membership.role);
        }
    }

    /** Their place in an organization, if they have one there. */
    public Optional<Seat> seatIn(UUID organizationId) {
        return seats.stream()
                .filter(seat -> seat.organizationId().equals(organizationId))
                .findFirst();
    }
}
