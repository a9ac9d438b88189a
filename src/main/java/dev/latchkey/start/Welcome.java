package dev.latchkey.start;

import dev.latchkey.key.KeyToken;
import dev.latchkey.user.SecretToken;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Says on standard output, never through the logger, how to make the first request. */
@ApplicationScoped
class Welcome {

    private final int port;

    private final Optional<String> url;

    Welcome(
            @ConfigProperty(name = "quarkus.http.port") int port,
            @ConfigProperty(name = "latchkey.http.public-url") Optional<String> url) {
        this.url = url;
        this.port = port;
    }

    /** The first organization was made: its keys and the link for its owner are shown here and nowhere else. */
    void first(String organization, List<KeyToken> tokens, SecretToken link) {
        System.out.println(firstKeys(organization, tokens) + ownerLinkText(link));
    }

    /** There are keys already. */
    void again() {
        System.out.println(howToMakeAnother());
    }

    void ownerLink(SecretToken link) {
        System.out.println(ownerLinkText(link));
    }

    String ownerLinkText(SecretToken link) {
        return """

                Choose the password of an owner in the Developer Zone, once, within a day:

                  %s/dashboard/invitations/%s
                """.formatted(url.orElse("http://localhost:" + port), link.text());
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
