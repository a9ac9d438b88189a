package dev.latchkey.access;

import dev.latchkey.problem.Problem;
import dev.latchkey.problem.ProblemType;
import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.Components;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.PathItem;
import org.eclipse.microprofile.openapi.models.examples.Example;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;
import org.eclipse.microprofile.openapi.models.security.SecurityScheme;
import org.jboss.jandex.IndexView;

/** Adds to the API document what is the same everywhere: the key, the scope, the request id, and every error. */
@OpenApiFilter(stages = OpenApiFilter.RunStage.BUILD)
public class ApiDocument implements OASFilter {

    private static final String SCHEME = "apiKey";
    private static final String PORTAL = "/v1/portal/";
    private static final String INTEGRATIONS = "/v1/integrations/";
    private static final String GATEWAY = "/gateway/";
    private static final String REQUEST_ID = "X-Request-Id";
    private static final Set<PathItem.HttpMethod> WRITES =
            Set.of(PathItem.HttpMethod.POST, PathItem.HttpMethod.PATCH, PathItem.HttpMethod.DELETE);

    private final OperationScopes scopes;

    /** @param index all classes of the service, at build time */
    public ApiDocument(IndexView index) {
        scopes = new OperationScopes(index);
    }

    @Override
    public void filterOpenAPI(OpenAPI document) {
        if (document.getComponents() == null) {
            document.setComponents(OASFactory.createComponents());
        }
        var components = document.getComponents();
        components.addSecurityScheme(
                SCHEME,
                OASFactory.createSecurityScheme()
                        .type(SecurityScheme.Type.APIKEY)
                        .in(SecurityScheme.In.HEADER)
                        .name(Exchange.KEY_HEADER)
                        .description("A secret key (`mf_sk_…`) may do everything and belongs in a backend only. A "
                                + "publishable key (`mf_pk_…`) may ship in a browser and reads only what is public."));
        PortalDocument.addSchemes(components);
        components.addSchema("Problem", ProblemSchemas.problem()).addSchema("FieldError", ProblemSchemas.fieldError());
        components.addHeader(
                REQUEST_ID,
                OASFactory.createHeader()
                        .description("Names this request in the usage log and in support cases.")
                        .schema(OASFactory.createSchema().addType(Schema.SchemaType.STRING)));
        addErrors(components);
        document.addSecurityRequirement(OASFactory.createSecurityRequirement().addScheme(SCHEME));
        document.getPaths()
                .getPathItems()
                .forEach((path, item) ->
                        item.getOperations().forEach((method, operation) -> describe(path, method, operation)));
    }

    private static void addErrors(Components components) {
        Stream.of(ProblemType.values())
                .filter(type -> !type.isOfPages())
                .collect(Collectors.groupingBy(ProblemType::status, TreeMap::new, Collectors.toList()))
                .forEach((status, types) -> components.addResponse(name(status), error(status, types)));
    }

    private static APIResponse error(int status, List<ProblemType> types) {
        var examples = new LinkedHashMap<String, Example>();
        types.forEach(
                type -> examples.put(type.code(), OASFactory.createExample().value(ProblemSchemas.example(type))));
        var media = OASFactory.createMediaType()
                .schema(OASFactory.createSchema().ref("Problem"))
                .examples(examples);
        var response = withRequestId(OASFactory.createAPIResponse()
                .description(types.stream()
                        .map(type -> "`" + type.code() + "`: " + type.title())
                        .collect(Collectors.joining("; ")))
                .content(OASFactory.createContent().addMediaType(Problem.MEDIA_TYPE, media)));
        headersOf(status)
                .forEach((name, description) -> response.addHeader(
                        name,
                        OASFactory.createHeader()
                                .description(description)
                                .schema(OASFactory.createSchema().addType(Schema.SchemaType.STRING))));
        return response;
    }

    private static Map<String, String> headersOf(int status) {
        return switch (status) {
            case 401 -> Map.of("WWW-Authenticate", "Where to send the key.");
            case 405 -> Map.of("Allow", "The methods that this path has.");
            case 429, 503 -> Map.of("Retry-After", "After how many seconds to try again.");
            default -> Map.of();
        };
    }

    private void describe(String path, PathItem.HttpMethod method, Operation operation) {
        scopes.describe(operation);
        var responses = operation.getResponses();
        responses.getAPIResponses().values().forEach(ApiDocument::withRequestId);
        var errors = new ArrayList<>(List.of(401, 403, 405, 406, 429, 500, 503));
        if (operation.getRequestBody() != null) {
            errors.addAll(List.of(400, 413, 415));
        } else if (operation.getParameters() != null) {
            errors.add(400);
        }
        if (path.contains("{") || path.startsWith(INTEGRATIONS) || path.startsWith(GATEWAY)) {
            errors.add(404);
        }
        if (path.startsWith(GATEWAY)) {
            errors.add(400);
        }
        if (path.startsWith(PORTAL)) {
            errors.add(404);
            PortalDocument.describe(operation);
        } else if (path.startsWith(INTEGRATIONS)) {
            errors.add(409);
        } else if (WRITES.contains(method) && !path.endsWith("/explain")) {
            WriteDocument.describe(path, method, operation);
            errors.addAll(WriteDocument.errors(path, method));
        }
        errors.stream()
                .distinct()
                .sorted(Comparator.naturalOrder())
                .forEach(status -> responses.addAPIResponse(
                        String.valueOf(status), OASFactory.createAPIResponse().ref(name(status))));
    }

    private static APIResponse withRequestId(APIResponse response) {
        return response.addHeader(REQUEST_ID, OASFactory.createHeader().ref(REQUEST_ID));
    }

    private static String name(int status) {
        return "Error" + status;
    }
}
