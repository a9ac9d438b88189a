package dev.latchkey.access;

import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.PathItem;
import org.eclipse.microprofile.openapi.models.headers.Header;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;

/** What the API document says of every write: how it is safely tried again, and meant for one state. */
final class WriteDocument {

    private static final List<String> CONDITIONAL = List.of("/v1/customers", "/v1/pricing-plans");

    private static final String API_KEY = "/v1/api-keys/{id}";

    private WriteDocument() {}

    static void describe(String path, PathItem.HttpMethod method, Operation operation) {
        operation.addParameter(header(
                "Idempotency-Key",
                "A name of your own for this request, 1 to 255 visible ASCII characters: for a day it is handled once, "
                        + "however often it is sent."));
        if (isConditional(path, method)) {
            operation.addParameter(
                    header("If-Match", "The `ETag` of the state that is to be changed; 412 when it is another."));
        }
        operation.getResponses().getAPIResponses().forEach((status, response) -> {
            response.addHeader("Idempotent-Replayed", responseHeader("`true` when the answer is one that was kept."));
            if ((isTagged(path) || path.equals(API_KEY)) && !status.equals("204")) {
                response.addHeader("ETag", responseHeader("Names this state, for `If-Match`."));
            }
        });
    }

    static List<Integer> errors(String path, PathItem.HttpMethod method) {
        var errors = new ArrayList<>(List.of(400, 409, 422));
        if (isConditional(path, method)) {
            errors.add(412);
        }
        if (path.startsWith("/v1/portal-sessions")) {
            errors.add(404);
        }
        return errors;
    }

    private static boolean isConditional(String path, PathItem.HttpMethod method) {
        return (isTagged(path) || path.equals(API_KEY)) && method != PathItem.HttpMethod.POST
                || path.equals(API_KEY + "/revoke");
    }

    private static boolean isTagged(String path) {
        return CONDITIONAL.stream().anyMatch(path::startsWith);
    }

    private static Parameter header(String name, String description) {
        return OASFactory.createParameter()
                .name(name)
                .in(Parameter.In.HEADER)
                .description(description)
                .schema(text());
    }

    private static Header responseHeader(String description) {
        return OASFactory.createHeader().description(description).schema(text());
    }

    private static Schema text() {
        return OASFactory.createSchema().addType(Schema.SchemaType.STRING);
    }
}
