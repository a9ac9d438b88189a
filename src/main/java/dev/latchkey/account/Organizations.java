package dev.latchkey.account;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.latchkey.key.Authenticator;
import dev.latchkey.organization.Organization;
import dev.latchkey.patch.MergePatch;
import dev.latchkey.postgres.Transactions;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.util.UUID;

/** Reads and changes organizations, and has this replica forget what it knew of their keys; the others are notified. */
@ApplicationScoped
public class Organizations {

    private final MergePatch patches;
    private final Authenticator authenticator;

    Organizations(MergePatch patches, Authenticator authenticator) {
        this.patches = patches;
        this.authenticator = authenticator;
    }

    /** What an organization says of itself. */
    public Uni<OrganizationView> show(UUID id) {
        return Panache.withSession(() -> Organization.<Organization>findById(id).map(OrganizationView::of));
    }

    /** Changes an organization; fails with a problem when it cannot be changed like that. */
    public Uni<OrganizationView> update(UUID id, ObjectNode patch) {
        return Panache.withTransaction(() -> Organization.<Organization>findById(id, LockModeType.PESSIMISTIC_WRITE)
                        .map(organization -> {
                            patches.apply(UpdateOrganization.of(organization), UpdateOrganization.class, patch)
                                    .applyTo(organization);
                            return OrganizationView.of(organization);
                        }))
                .invoke(() -> Transactions.afterCommit(() -> authenticator.forgetOrganization(id)));
    }
}
