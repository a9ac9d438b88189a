package dev.latchkey.portal;

import static io.restassured.RestAssured.given;

import dev.latchkey.key.TestKeys.TestKey;
import io.restassured.http.ContentType;
import io.restassured.response.ExtractableResponse;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;

/** Makes customers and portal sessions for tests, through the API. */
final class TestPortal {

    static final String COOKIE = "latchkey_portal";
    static final String RETURN_URL = "https://shop.example/account";

    private TestPortal() {}

    static String customer(TestKey key, String name) {
        return as(key).contentType(ContentType.JSON)
                .body("{\"name\": \"" + name + "\", \"email\": \"kari@example.com\"}")
                .post("/v1/customers")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
    }

    /** A new session. */
    static ExtractableResponse<Response> session(TestKey key, String customer) {
        return session(key, customer, "");
    }

    /** @param more fields beside the customer and the return URL, beginning with a comma */
    static ExtractableResponse<Response> session(TestKey key, String customer, String more) {
        return as(key).contentType(ContentType.JSON)
                .body("{\"customerId\": \"" + customer + "\", \"returnUrl\": \"" + RETURN_URL + "\"" + more + "}")
                .post("/v1/portal-sessions")
                .then()
                .statusCode(201)
                .extract();
    }

    /** Opens the link of a session, as a browser does, and gives the cookie. */
    static String open(String token) {
        return given().redirects()
                .follow(false)
                .header("Sec-Fetch-Site", "same-origin")
                .post("/portal/" + token)
                .then()
                .statusCode(303)
                .extract()
                .cookie(COOKIE);
    }

    static RequestSpecification as(TestKey key) {
        return given().header("x-api-key", key.token());
    }

    static RequestSpecification bearer(String token) {
        return given().header("Authorization", "Bearer " + token);
    }

    static RequestSpecification inBrowser(String cookie) {
        return given().cookie(COOKIE, cookie);
    }
}
