package dev.latchkey.dashboard;

import static io.restassured.RestAssured.given;

import dev.latchkey.user.SecretToken;
import io.restassured.response.Response;
import java.util.Map;
import java.util.Optional;

/** A browser as HTTP sees it: one with a session sends its cookie, and forms carry their token and their origin. */
record Visitor(Optional<SecretToken> session) {

    static final String COOKIE = "latchkey_session";

    static Visitor nobody() {
        return new Visitor(Optional.empty());
    }

    static Visitor of(SecretToken session) {
        return new Visitor(Optional.of(session));
    }

    Response get(String path) {
        var request = given().redirects().follow(false).urlEncodingEnabled(false);
        session.ifPresent(token -> request.cookie(COOKIE, token.text()));
        return request.get(path);
    }

    /** Sends a form of ours. */
    Response post(String path, Map<String, String> fields) {
        return post(path, fields, "same-origin", session.map(token -> token.derived("form")));
    }

    Response post(String path, Map<String, String> fields, String site, Optional<String> formToken) {
        var request = given().redirects()
                .follow(false)
                .header("Sec-Fetch-Site", site)
                .contentType("application/x-www-form-urlencoded")
                .formParams(fields);
        session.ifPresent(token -> request.cookie(COOKIE, token.text()));
        formToken.ifPresent(token -> request.formParam(Guard.FORM_TOKEN, token));
        return request.post(path);
    }
}
