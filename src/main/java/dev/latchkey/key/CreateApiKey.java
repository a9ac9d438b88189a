package dev.latchkey.key;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What a new key is to be. It belongs to the organization and environment of the key that makes it. */
@Schema(name = "CreateApiKey")
record CreateApiKey(
        @Schema(examples = "Checkout backend", required = true)
        @NotBlank(message = "must not be empty")
        @Size(max = CreateApiKey.MAX_NAME, message = "must be at most {max} characters")
        @Pattern(regexp = "[^\\p{Cc}\\p{Cs}]*", message = "must not hold control characters")
        String name,

        @Schema(defaultValue = "secret") KeyType type,

        @Schema(nullable = true, description = "When the key stops working; never, when it is left out.")
        Instant expiresAt) {

    static final int MAX_NAME = 200;

    KeyType typeOrDefault() {
        return Optional.ofNullable(type).orElse(KeyType.SECRET);
    }
}
