package dev.latchkey.leak.github;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPrivateKeySpec;
import java.util.Arrays;
import java.util.Base64;

/** Signs as GitHub does, with keys that everybody knows. */
enum TestSigner {
    FIRST(
            "a signing key of tests",
            "MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEWJI0Gk4HKv26q65rcgNJwtKl1Ms+c6aCsHeRNCbaaaIOVPW2+Y7rqIq/SedVi/Q9"
                    + "G5P1dG4ZtKswz64n5QoJLw=="),
    SECOND(
            "another signing key of tests",
            "MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAETJpY2r9FAZUrVglwiVa5ZkheiZAPGr63mKcgfvB3HENNnnxahIxBfrlgioLYq5Zk"
                    + "1NQ+MyAtDbWYj+e5DoNWpg==");

    private final String seed;
    private final String publicKey;

    TestSigner(String seed, String publicKey) {
        this.seed = seed;
        this.publicKey = publicKey;
    }

    /** The base64 of the public key. */
    String publicKey() {
        return publicKey;
    }

    String pem() {
        return "-----BEGIN PUBLIC KEY-----\n" + publicKey.substring(0, 64) + "\n" + publicKey.substring(64)
                + "\n-----END PUBLIC KEY-----\n";
    }

    byte[] sign(byte[] message) {
        try {
            var scalar = new BigInteger(1, Sha256.of(seed.getBytes(StandardCharsets.US_ASCII)));
            var signature = Signature.getInstance("SHA256withECDSA");
            signature.initSign(KeyFactory.getInstance("EC").generatePrivate(new ECPrivateKeySpec(scalar, curve())));
            signature.update(message);
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    static String base64(byte[] signature) {
        return Base64.getEncoder().encodeToString(signature);
    }

    /** The other signature that is as good: anybody can make it of the first without the key. */
    static byte[] twin(byte[] der) {
        int lengthOfR = der[3];
        var r = Arrays.copyOfRange(der, 4, 4 + lengthOfR);
        var s = new BigInteger(Arrays.copyOfRange(der, 6 + lengthOfR, der.length));
        return der(new BigInteger(r), curve().getOrder().subtract(s));
    }

    static byte[] der(BigInteger r, BigInteger s) {
        var content = new ByteArrayOutputStream();
        for (var number : new BigInteger[] {r, s}) {
            content.write(2);
            content.write(number.toByteArray().length);
            content.writeBytes(number.toByteArray());
        }
        var sequence = new ByteArrayOutputStream();
        sequence.write(0x30);
        sequence.write(content.size());
        sequence.writeBytes(content.toByteArray());
        return sequence.toByteArray();
    }

    private static ECParameterSpec curve() {
        try {
            var parameters = AlgorithmParameters.getInstance("EC");
            parameters.init(new ECGenParameterSpec("secp256r1"));
            return parameters.getParameterSpec(ECParameterSpec.class);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
