package dev.latchkey.key;

import dev.latchkey.organization.Environment;
import java.security.SecureRandom;

/** Tokens with the right shape and checksum that belong to nobody. */
public final class TestTokens {

    private final KeyTokens tokens = new KeyTokens("mf", new SecureRandom());

    public String next() {
        return tokens.generate(KeyType.SECRET, Environment.TEST).text();
    }
}
