package dev.latchkey.portal;

import dev.latchkey.problem.Problem;
import dev.latchkey.problem.ProblemType;
import io.smallrye.mutiny.Uni;
import java.util.Optional;
import org.jboss.resteasy.reactive.RestResponse;

/** Pages for whom there is nothing to show. They tell nothing that the visitor does not know. */
final class Notices {

    private Notices() {}

    static Uni<RestResponse<String>> linkUsed(Look look) {
        return notice(
                410, look, "Link already used", "This link works once, and was opened before. Ask for a new one.");
    }

    static Uni<RestResponse<String>> linkOver(Look look) {
        return notice(410, look, "Link no longer valid", "This link is too old or was withdrawn. Ask for a new one.");
    }

    static Uni<RestResponse<String>> noSuchLink() {
        return notice(404, Look.PLAIN, "Link not found", "Was the address cut off? Ask for a new link.");
    }

    static Uni<RestResponse<String>> signInAgain() {
        return notice(
                401,
                Look.PLAIN,
                "Your visit is over",
                "To see your page again, ask for a new link where you got this one.");
    }

    static Uni<RestResponse<String>> signedOut(Look look, String returnUrl) {
        return Html.answer(
                200, Templates.notice(look, "You are signed out", "Your page is closed on every device.", returnUrl));
    }

    /** What a refusal that is not about the link or the session is to a person. */
    static Optional<Uni<RestResponse<String>>> cannotCheck(Optional<Problem> refusal) {
        return refusal.filter(problem -> problem.type() == ProblemType.CANNOT_CHECK)
                .map(problem -> notice(
                        problem.type().status(),
                        Look.PLAIN,
                        "Not available now",
                        "This page cannot be shown at the moment. Try again in a minute."));
    }

    private static Uni<RestResponse<String>> notice(int status, Look look, String title, String text) {
        return Html.answer(status, Templates.notice(look, title, text, null));
    }
}
