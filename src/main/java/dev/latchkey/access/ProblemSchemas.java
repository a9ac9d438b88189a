package dev.latchkey.access;

import dev.latchkey.problem.ProblemType;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.media.Schema;

/** How errors look in the API document. */
final class ProblemSchemas {

    private ProblemSchemas() {}

    static Schema problem() {
        var codes = Stream.of(ProblemType.values()).map(ProblemType::code).toList();
        return OASFactory.createSchema()
                .addType(Schema.SchemaType.OBJECT)
                .description("An error, as RFC 9457 problem details.")
                .addProperty("type", text("The kind of error, as a URI.").format("uri"))
                .addProperty("title", text("The kind of error, for people."))
                .addProperty(
                        "status",
                        OASFactory.createSchema()
                                .addType(Schema.SchemaType.INTEGER)
                                .description("The HTTP status."))
                .addProperty("detail", text("What is wrong with this request and what to do about it."))
                .addProperty("instance", text("The path that was asked for."))
                .addProperty(
                        "code",
                        text("The kind of error, for programs; never changes. One of: " + String.join(", ", codes)
                                + ". More may be added."))
                .addProperty("requestId", text("Names this request in the usage log and in support cases."))
                .addProperty(
                        "errors",
                        OASFactory.createSchema()
                                .addType(Schema.SchemaType.ARRAY)
                                .description("The fields or parameters that are wrong, if any.")
                                .items(OASFactory.createSchema().ref("FieldError")))
                .required(List.of("type", "title", "status", "detail", "instance", "code", "requestId"));
    }

    static Schema fieldError() {
        return OASFactory.createSchema()
                .addType(Schema.SchemaType.OBJECT)
                .addProperty("field", text("The name of the body field or query parameter."))
                .addProperty("message", text("What it must be."))
                .required(List.of("field", "message"));
    }

    static Map<String, Object> example(ProblemType type) {
        var example = new LinkedHashMap<String, Object>();
        example.put("type", type.uri());
        example.put("title", type.title());
        example.put("status", type.status());
        example.put("detail", type.title() + ".");
        example.put("instance", "/v1/api-keys");
        example.put("code", type.code());
        example.put("requestId", "req_01jd9qv3m8e9kb4c5f6g7h8j9k");
        if (type == ProblemType.INVALID_REQUEST) {
            example.put("errors", List.of(Map.of("field", "name", "message", "must not be empty")));
        }
        return example;
    }

    private static Schema text(String description) {
        return OASFactory.createSchema().addType(Schema.SchemaType.STRING).description(description);
    }
}
