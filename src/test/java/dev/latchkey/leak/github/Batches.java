package dev.latchkey.leak.github;

import static io.restassured.RestAssured.given;

import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;

/** Sends batches as GitHub does. */
final class Batches {

    static final String KEY_ID = "Github-Public-Key-Identifier";
    static final String SIGNATURE = "Github-Public-Key-Signature";
    static final String CONFIGURED = "configured";
    static final String URL = "https://github.com/octocat/hello/blob/main/config.txt";

    private Batches() {}

    static byte[] of(List<String> tokens) {
        return tokens.stream()
                .map(token -> "{\"token\": \"" + token + "\", \"type\": \"a_type\", \"url\": \"" + URL
                        + "\", \"source\": \"commit\"}")
                .collect(Collectors.joining(",\n", "[", "]"))
                .getBytes(StandardCharsets.UTF_8);
    }

    static byte[] of(String... tokens) {
        return of(List.of(tokens));
    }

    /** Signed with the key that the service is configured with. */
    static ValidatableResponse send(byte[] body) {
        return send(body, TestSigner.FIRST.sign(body));
    }

    static ValidatableResponse send(byte[] body, byte[] signature) {
        return send(body, CONFIGURED, TestSigner.base64(signature));
    }

    static ValidatableResponse send(byte[] body, String keyId, String signature) {
        return send(given().header(KEY_ID, keyId).header(SIGNATURE, signature), body);
    }

    static ValidatableResponse send(RequestSpecification request, byte[] body) {
        // Not as RestAssured's JSON, to which it would add a charset.
        return request.header("Content-Type", "application/json")
                .body(body)
                .post("/v1/integrations/github/secret-scanning")
                .then();
    }
}
