package dev.latchkey.access;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class ApiDocumentTest {

    private static final List<String> PATHS = List.of(
            "/gateway/authorize",
            "/v1/verify",
            "/v1/organization",
            "/v1/api-keys",
            "/v1/api-keys/{id}",
            "/v1/api-keys/{id}/revoke",
            "/v1/api-keys/{id}/rotate",
            "/v1/api-keys/{id}/events",
            "/v1/api-keys/{id}/restore",
            "/v1/api-keys/{id}/explain",
            "/v1/api-keys/report-leak",
            "/v1/integrations/github/secret-scanning",
            "/v1/customers",
            "/v1/customers/{id}",
            "/v1/pricing-plans",
            "/v1/pricing-plans/{id}",
            "/v1/usage-logs",
            "/v1/usage-logs/{id}",
            "/v1/usage-logs/summary",
            "/v1/usage-logs/export");

    private JsonPath document;

    @BeforeEach
    void read() {
        document = given().get("/q/openapi?format=json").jsonPath();
    }

    @Test
    void isAnOpenApi31DocumentOfThisProduct() {
        assertThat(document.getString("openapi")).startsWith("3.1");
        assertThat(document.getString("info.title")).isEqualTo("Latchkey");
        assertThat(document.getString("info.license.name")).isEqualTo("Apache 2.0");
    }

    @Test
    void everyOperationHasItsStableName() {
        assertThat(operation("/v1/verify", "get")).containsEntry("operationId", "verify");
        assertThat(operation("/v1/organization", "get")).containsEntry("operationId", "getOrganization");
        assertThat(operation("/v1/organization", "patch")).containsEntry("operationId", "updateOrganization");
        assertThat(operation("/v1/api-keys", "post")).containsEntry("operationId", "createApiKey");
        assertThat(operation("/v1/api-keys", "get")).containsEntry("operationId", "listApiKeys");
        assertThat(operation("/v1/api-keys/{id}", "get")).containsEntry("operationId", "getApiKey");
        assertThat(operation("/v1/api-keys/{id}", "patch")).containsEntry("operationId", "updateApiKey");
        assertThat(operation("/v1/api-keys/{id}/revoke", "post")).containsEntry("operationId", "revokeApiKey");
        assertThat(operation("/v1/api-keys/{id}/rotate", "post")).containsEntry("operationId", "rotateApiKey");
        assertThat(operation("/v1/api-keys/{id}/events", "get")).containsEntry("operationId", "listApiKeyEvents");
        assertThat(operation("/v1/usage-logs", "get")).containsEntry("operationId", "listUsageLogs");
        assertThat(operation("/v1/usage-logs/{id}", "get")).containsEntry("operationId", "getUsageLog");
        assertThat(operation("/v1/usage-logs/summary", "get")).containsEntry("operationId", "summarizeUsageLogs");
        assertThat(operation("/v1/usage-logs/export", "get")).containsEntry("operationId", "exportUsageLogs");
    }

    @Test
    void theKeyIsDeclaredAndRequired() {
        assertThat(document.<Map<String, Object>>get("components.securitySchemes.apiKey"))
                .containsEntry("type", "apiKey")
                .containsEntry("in", "header")
                .containsEntry("name", "x-api-key");
        assertThat(document.<List<Map<String, Object>>>get("security"))
                .hasSize(1)
                .first()
                .asString()
                .contains("apiKey");
    }

    @Test
    void whatNeedsNoKeySaysSo() {
        var leak = operation("/v1/api-keys/report-leak", "post");
        var scanning = operation("/v1/integrations/github/secret-scanning", "post");

        assertThat(leak.get("security")).isEqualTo(List.of(Map.of("apiKey", List.of()), Map.of()));
        assertThat(scanning.get("security")).isEqualTo(List.of(Map.of()));
        assertThat(operation("/v1/api-keys", "post")).doesNotContainKey("security");
        assertThat(responses(leak)).containsKeys("200", "202", "400", "429");
        assertThat(responses(leak).get("202").toString()).contains("#/components/schemas/ReceivedLeakReport");
        assertThat(responses(scanning)).containsKeys("200", "400", "404", "409", "413", "415");
        assertThat(responses(scanning).get("200").toString()).contains("#/components/schemas/SecretScanningFeedback");
        assertThat(scanning.get("requestBody").toString())
                .contains("type=array")
                .contains("#/components/schemas/SecretScanningMatch");
        assertThat(document.<Map<String, Object>>get("components.schemas.SecretScanningFeedback.properties"))
                .containsOnlyKeys("token_hash", "token_type", "label");
    }

    @Test
    void everyOperationDeclaresItsSuccessAndItsErrors() {
        for (var path : PATHS) {
            document.<Map<String, Map<String, Object>>>get("paths.'" + path + "'")
                    .forEach((method, operation) -> {
                        var responses = responses(operation);
                        assertThat(responses.keySet())
                                .as("%s %s", method, path)
                                .contains("401", "403", "405", "406", "500", "503")
                                .containsAnyOf("200", "201", "204");
                        assertThat(operation.get("summary"))
                                .as("%s %s", method, path)
                                .isNotNull();
                    });
        }
        assertThat(responses(operation("/v1/api-keys", "post"))).containsKeys("201", "400", "413", "415");
        assertThat(responses(operation("/v1/api-keys/{id}", "get"))).containsKeys("200", "404");
        assertThat(responses(operation("/v1/api-keys/{id}/rotate", "post")))
                .containsKeys("201", "400", "404", "409", "413", "415");
    }

    @Test
    void everyOperationNamesTheScopeThatItNeeds() {
        document.<Map<String, Map<String, Map<String, Object>>>>get("paths")
                .forEach((path, operations) -> operations.forEach((method, operation) -> {
                    var needed = (List<?>) operation.get("x-required-scopes");
                    var sentence = needed.isEmpty() ? "Needs no scope." : "Needs the scope `" + needed.get(0) + "`.";
                    assertThat(needed).as("%s %s", method, path).hasSizeLessThan(2);
                    assertThat(operation.get("description"))
                            .as("%s %s", method, path)
                            .asString()
                            .endsWith(sentence);
                }));
        assertThat(operation("/v1/verify", "get")).containsEntry("x-required-scopes", List.of());
        assertThat(operation("/v1/api-keys", "post")).containsEntry("x-required-scopes", List.of("api_keys:write"));
        assertThat(operation("/v1/organization", "get"))
                .containsEntry("x-required-scopes", List.of("organization:read"));
        assertThat(operation("/v1/usage-logs/{id}", "get"))
                .containsEntry("x-required-scopes", List.of("usage_logs:read"));
    }

    @Test
    void everyWriteDeclaresHowItIsTriedAgain() {
        for (var path : PATHS) {
            document.<Map<String, Map<String, Object>>>get("paths.'" + path + "'")
                    .forEach((method, operation) -> {
                        if (!method.equals("get") && !isNeverNamed(path)) {
                            assertThat(headers(operation))
                                    .as("%s %s", method, path)
                                    .contains("Idempotency-Key");
                            assertThat(responses(operation))
                                    .as("%s %s", method, path)
                                    .containsKeys("400", "409", "422");
                        }
                    });
        }
        for (var path : List.of("/v1/customers/{id}", "/v1/pricing-plans/{id}")) {
            for (var method : List.of("patch", "delete")) {
                assertThat(headers(operation(path, method))).contains("If-Match");
                assertThat(responses(operation(path, method))).containsKeys("404", "412");
            }
            assertThat(headers(operation(path, "get"))).doesNotContain("If-Match", "Idempotency-Key");
        }
        assertThat(responses(operation("/v1/pricing-plans", "get"))).containsKeys("200", "304");
    }

    /** It changes nothing, or has another way to be handled once. */
    private static boolean isNeverNamed(String path) {
        return path.endsWith("/explain") || path.startsWith("/v1/integrations/");
    }

    @Test
    void whatAGatewayIsToldIsDeclared() {
        var authorize = operation("/gateway/authorize", "get");

        assertThat(authorize).containsEntry("operationId", "authorize");
        assertThat(responses(authorize)).containsKeys("200", "400", "401", "403", "404", "429", "503");
        assertThat(document.<Map<String, Object>>get("paths.'/gateway/authorize'.get.responses.'200'.headers"))
                .containsOnlyKeys(
                        "X-Latchkey-Organization-Id",
                        "X-Latchkey-Key-Id",
                        "X-Latchkey-Key-Type",
                        "X-Latchkey-Environment",
                        "X-Latchkey-Scopes",
                        "RateLimit",
                        "RateLimit-Policy",
                        "Cache-Control",
                        "X-Request-Id");
    }

    @Test
    void anExportIsDeclaredInEachOfItsFormats() {
        assertThat(document.<Map<String, Object>>get("paths.'/v1/usage-logs/export'.get.responses.'200'.content"))
                .containsOnlyKeys("text/csv", "application/jsonl", "application/x-ndjson");
    }

    @Test
    void everyErrorHasItsSchemaAndAnExampleForEachOfItsCodes() {
        assertThat(document.<Map<String, Object>>get(
                        "components.responses.Error401.content.'application/problem+json'.examples"))
                .containsOnlyKeys(
                        "key_invalid", "key_revoked", "key_expired", "key_rotated", "session_invalid", "session_ended");
        assertThat(document.getString("components.responses.Error503.content.'application/problem+json'.schema.$ref"))
                .isEqualTo("#/components/schemas/Problem");
    }

    @Test
    void onlyWhatTheApiSpeaksOfIsDeclared() {
        assertThat(document.<Map<String, Object>>get("components.schemas").keySet())
                .doesNotContain("RoutingContext", "Buffer", "AuthProvider")
                .contains(
                        "ApiKey",
                        "CreatedApiKey",
                        "CreateApiKey",
                        "Customer",
                        "CustomerFields",
                        "PricingPlan",
                        "PricingPlanFields",
                        "PublicPricingPlan",
                        "KeyEvent",
                        "KeySecret",
                        "RevokedApiKey",
                        "RotateApiKey",
                        "UpdateApiKey",
                        "Organization",
                        "UpdateOrganization",
                        "RateLimit",
                        "RotatedApiKey",
                        "UsageLog",
                        "UsageSummary",
                        "Verification",
                        "Problem");
    }

    private Map<String, Object> operation(String path, String method) {
        return document.get("paths.'" + path + "'." + method);
    }

    @SuppressWarnings("unchecked")
    private static List<String> headers(Map<String, Object> operation) {
        return ((List<Map<String, Object>>) operation.getOrDefault("parameters", List.of()))
                .stream()
                        .filter(parameter -> parameter.get("in").equals("header"))
                        .map(parameter -> (String) parameter.get("name"))
                        .toList();
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> responses(Map<String, Object> operation) {
        return (Map<String, Object>) operation.get("responses");
    }
}
