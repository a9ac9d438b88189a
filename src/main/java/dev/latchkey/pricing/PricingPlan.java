package dev.latchkey.pricing;

import dev.latchkey.conditional.EntityTag;
import dev.latchkey.metadata.Metadata;
import dev.latchkey.organization.Environment;
import io.quarkus.hibernate.reactive.panache.PanacheEntityBase;
import io.vertx.core.json.JsonObject;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;

/** What an organization sells, and what it costs. */
@Entity
@Table(name = "pricing_plans")
class PricingPlan extends PanacheEntityBase {

    @Id
    UUID id;

    UUID organizationId;

    @Enumerated(EnumType.STRING)
    Environment environment;

    String name;
    String description;
    String[] features;
    String currency;

    /** Beside their {@link #priceIntervals}. */
    Long[] priceAmounts;

    String[] priceIntervals;
    boolean active;
    boolean isPublic;
    JsonObject metadata;
    Instant createdAt;
    Instant updatedAt;

    @Version
    long version;

    void set(PricingPlanFields fields, Instant now) {
        name = fields.name();
        description = fields.description();
        features = fields.features().toArray(String[]::new);
        currency = fields.currency();
        priceAmounts = fields.prices().stream().map(Price::amount).toArray(Long[]::new);
        priceIntervals = fields.prices().stream()
                .map(price -> price.interval().toString())
                .toArray(String[]::new);
        active = fields.active();
        isPublic = fields.isPublic();
        metadata = Metadata.toColumn(fields.metadata());
        updatedAt = now;
    }

    PricingPlanFields fields() {
        return new PricingPlanFields(
                name,
                description,
                List.of(features),
                currency,
                prices(),
                active,
                isPublic,
                Metadata.ofColumn(metadata));
    }

    List<Price> prices() {
        return IntStream.range(0, priceAmounts.length)
                .mapToObj(i -> new Price(priceAmounts[i], PriceInterval.parse(priceIntervals[i])))
                .toList();
    }

    EntityTag tag() {
        return EntityTag.ofVersion(version);
    }
}
