package dev.latchkey.leak.github;

import java.math.BigInteger;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.SignatureException;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECFieldFp;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;

/** A public key on the curve P-256 that signs with ECDSA over SHA-256. */
final class SigningKey {

    private static final String CURVE = "secp256r1";
    private static final String NO_KEY = "is not the PEM or base64 of a public key on the curve P-256";

    private final ECPublicKey key;

    private SigningKey(ECPublicKey key) {
        this.key = key;
    }

    /**
     * Reads a key.
     *
     * @param text a SubjectPublicKeyInfo, as PEM or as its base64
     * @throws IllegalArgumentException when it is none, or not on that curve
     */
    static SigningKey parse(String text) {
        try {
            var key = KeyFactory.getInstance("EC").generatePublic(new X509EncodedKeySpec(decoded(text)));
            if (key instanceof ECPublicKey point && isOnCurve(point)) {
                return new SigningKey(point);
            }
            throw new IllegalArgumentException(NO_KEY);
        } catch (InvalidKeySpecException e) {
            throw new IllegalArgumentException(NO_KEY, e);
        } catch (GeneralSecurityException e) {
            throw missing(e);
        }
    }

    private static byte[] decoded(String text) {
        var base64 = text.replaceAll("-----(BEGIN|END) PUBLIC KEY-----", "").replaceAll("\\s", "");
        try {
            return Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(NO_KEY, e);
        }
    }

    /**
     * Whether this key has signed exactly these bytes.
     *
     * @param signature DER; what is not is not valid
     */
    boolean hasSigned(byte[] message, byte[] signature) {
        try {
            var check = Signature.getInstance("SHA256withECDSA");
            check.initVerify(key);
            check.update(message);
            return check.verify(signature);
        } catch (SignatureException malformed) {
            return false;
        } catch (GeneralSecurityException e) {
            throw missing(e);
        }
    }

    private static boolean isOnCurve(ECPublicKey key) throws GeneralSecurityException {
        var parameters = AlgorithmParameters.getInstance("EC");
        parameters.init(new ECGenParameterSpec(CURVE));
        var p256 = parameters.getParameterSpec(ECParameterSpec.class);
        return key.getParams().getCurve().equals(p256.getCurve())
                && key.getParams().getGenerator().equals(p256.getGenerator())
                && key.getParams().getOrder().equals(p256.getOrder())
                && isSolution(key.getW(), p256);
    }

    private static boolean isSolution(ECPoint point, ECParameterSpec parameters) {
        var curve = parameters.getCurve();
        var prime = ((ECFieldFp) curve.getField()).getP();
        var x = point.getAffineX();
        var y = point.getAffineY();
        var right = x.pow(3).add(curve.getA().multiply(x)).add(curve.getB());
        return isBelow(x, prime)
                && isBelow(y, prime)
                && y.multiply(y).subtract(right).mod(prime).signum() == 0;
    }

    private static boolean isBelow(BigInteger coordinate, BigInteger prime) {
        return coordinate.signum() >= 0 && coordinate.compareTo(prime) < 0;
    }

    private static IllegalStateException missing(GeneralSecurityException e) {
        return new IllegalStateException("every Java platform has ECDSA on P-256", e);
    }
}
