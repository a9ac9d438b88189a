package dev.latchkey.key;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import dev.latchkey.key.TestKeys.TestKey;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class ConditionalKeyTest {

    @Inject
    TestKeys keys;

    private TestKey mine;
    private String path;

    @BeforeEach
    void aKey() {
        var acme = keys.organization();
        mine = keys.secret(acme);
        path = "/v1/api-keys/" + keys.secret(acme).id();
    }

    @Test
    void whoHasNotSeenTheKeyAsItIsChangesNothing() {
        var seen = as().get(path).header("ETag");
        rename("First", seen).then().statusCode(200).header("ETag", not(equalTo(seen)));

        rename("Second", seen).then().statusCode(412).body("code", equalTo("precondition_failed"));
        as().header("If-Match", seen).post(path + "/revoke").then().statusCode(412);

        as().get(path).then().body("name", equalTo("First")).body("revokedAt", nullValue());
    }

    @Test
    void whoHasSeenItChangesIt() {
        var answer = rename("First", as().get(path).header("ETag"));
        as().get(path).then().header("ETag", equalTo(answer.header("ETag")));
        rename("Second", "*").then().statusCode(200);
        as().header("If-Match", as().get(path).header("ETag"))
                .post(path + "/revoke")
                .then()
                .statusCode(200);
        rename("Third", "nonsense").then().statusCode(400);
    }

    @Test
    void usingAKeyLeavesItsStateAndRotatingItDoesNot() {
        var own = "/v1/api-keys/" + mine.id();
        var seen = as().get(own).header("ETag");
        as().get(own).then().header("ETag", equalTo(seen));

        as().contentType(ContentType.JSON)
                .body("{}")
                .post(own + "/rotate")
                .then()
                .statusCode(org.hamcrest.Matchers.lessThan(300));

        as().get(own).then().header("ETag", not(equalTo(seen)));
    }

    private io.restassured.response.Response rename(String name, String condition) {
        return as().header("If-Match", condition)
                .contentType(ContentType.JSON)
                .body("{\"name\": \"" + name + "\"}")
                .patch(path);
    }

    private RequestSpecification as() {
        return given().header("x-api-key", mine.token());
    }
}
