package dev.latchkey.leak;

import io.quarkus.runtime.annotations.RegisterForReflection;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The answer to every report without a key, whatever was reported. */
@RegisterForReflection
@Schema(
        name = "ReceivedLeakReport",
        description = "The answer to every report without a key. It is the same whether or not the token was one.")
record ReceivedReport(@Schema(examples = "true") boolean received) {

    static final ReceivedReport RECEIVED = new ReceivedReport(true);
}
