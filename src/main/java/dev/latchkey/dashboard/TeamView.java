package dev.latchkey.dashboard;

import dev.latchkey.user.Invitations;
import dev.latchkey.user.Members;
import java.util.List;

/**
 * Who belongs to an organization, and who is invited.
 *
 * @param email what was typed of a new invitation
 */
public record TeamView(
        List<Members.Member> members, List<Invitations.Pending> invitations, String email, FormErrors errors) {

    public TeamView {
        members = List.copyOf(members);
        invitations = List.copyOf(invitations);
    }
}
