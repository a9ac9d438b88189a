package dev.latchkey.start;

import dev.latchkey.key.KeyToken;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Says on standard output, never through the logger, how to make the first request. */
@ApplicationScoped
class Welcome {

    private final int port;

    Welcome(@ConfigProperty(name = "quarkus.http.port") int port) {
        this.port = port;
    }

    /** @param tokens of the keys that were just made; empty when there were keys before */
    void print(String organization, List<KeyToken> tokens) {
        System.out.println(tokens.isEmpty() ? howToMakeAnother() : firstKeys(organization, tokens));
    }

    private String firstKeys(String organization, List<KeyToken> tokens) {
        var text = new StringBuilder("\nOrganization ")
                .append(organization)
                .append(" is made. Its keys are shown here once and never again:\n\n");
        tokens.forEach(
                token -> text.append("  %-4s  %-11s  %s%n".formatted(token.environment(), token.type(), token.text())));
        return text.append("\nTry it:\n\n  curl http://localhost:")
                .append(port)
                .append("/v1/verify -H 'x-api-key: ")
                .append(tokens.get(0).text())
                .append("'\n")
                .toString();
    }

    private String howToMakeAnother() {
        return """

                The keys were printed at the first start. With the secret one you can make another:

                  curl http://localhost:%d/v1/api-keys -H 'x-api-key: <your secret key>' \\
                    -H 'content-type: application/json' -d '{"name": "Another key", "type": "secret"}'
                """.formatted(port);
    }
}
