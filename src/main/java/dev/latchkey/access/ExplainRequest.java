package dev.latchkey.access;

import io.vertx.core.http.HttpMethod;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A request that was not made. */
@Schema(name = "ExplainRequest")
record ExplainRequest(
        @Schema(examples = "GET", required = true)
        @NotNull(message = "must be given")
        @Pattern(regexp = "[A-Z]{1,16}", message = "must be a method such as GET")
        String method,

        @Schema(examples = "/v1/usage-logs", required = true)
        @NotNull(message = "must be given")
        @Size(max = 2048, message = "must be at most {max} characters")
        @Pattern(regexp = "/[^?#\\s\\p{Cc}]*", message = "must be a path without a query, such as /v1/usage-logs")
        String path,

        @Schema(
                nullable = true,
                examples = "203.0.113.9",
                description = "Where it would come from. Without one, a key that is limited to addresses is refused.")
        @Size(max = 45, message = "must be at most {max} characters")
        String address,

        @Schema(
                nullable = true,
                examples = "https://app.example.com",
                description = "The origin of the page that would send it; none for a program.")
        @Size(max = 255, message = "must be at most {max} characters")
        String origin) {

    Ask ask() {
        return new Ask(
                HttpMethod.valueOf(method), Optional.ofNullable(address), Optional.ofNullable(origin), origin != null);
    }
}
