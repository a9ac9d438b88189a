package dev.latchkey.user;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Says that a browser has logged in to an account before, so that those who guess at the account from elsewhere do not
 * slow it down. It is signed with the hash of the password, which only the database knows, and so ends with it.
 */
final class DeviceCookie {

    private static final String ALGORITHM = "HmacSHA256";
    private static final int NAME_BYTES = 16;

    private DeviceCookie() {}

    static String make(User user, SecureRandom random) {
        var name = new byte[NAME_BYTES];
        random.nextBytes(name);
        var text = Base64.getUrlEncoder().withoutPadding().encodeToString(name);
        return text + '.' + signature(text, user);
    }

    /** The name of the browser, when the cookie is one of this account. */
    static Optional<String> read(Optional<String> cookie, Optional<User> user) {
        return cookie.flatMap(
                text -> user.filter(owner -> isOf(owner, text)).map(owner -> text.substring(0, text.indexOf('.'))));
    }

    private static boolean isOf(User user, String cookie) {
        int dot = cookie.indexOf('.');
        return dot > 0
                && MessageDigest.isEqual(
                        cookie.substring(dot + 1).getBytes(StandardCharsets.UTF_8),
                        signature(cookie.substring(0, dot), user).getBytes(StandardCharsets.UTF_8));
    }

    private static String signature(String name, User user) {
        try {
            var mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(user.passwordHash.getBytes(StandardCharsets.UTF_8), ALGORITHM));
            return Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(mac.doFinal((user.id + "/" + name).getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has " + ALGORITHM, e);
        }
    }
}
