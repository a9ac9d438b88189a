package dev.latchkey.audit.attempts;

import io.netty.util.NetUtil;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Optional;

/** Where an attempt came from: an IPv4 address, or the /64 of an IPv6 address, of which one subscriber has plenty. */
public final class AttemptSource {

    /** Stands for everybody whose source is not counted apart. */
    static final String OTHERS = "others";

    private static final int PREFIX_BYTES = 8;

    private AttemptSource() {}

    /** The source of an address. */
    public static String of(Optional<String> address) {
        // Unlike InetAddress this never asks a name server.
        return address.map(NetUtil::createByteArrayFromIpAddressString)
                .map(AttemptSource::of)
                .orElse(OTHERS);
    }

    private static String of(byte[] bytes) {
        try {
            // Gives an IPv4 address for one that is mapped into IPv6.
            var address = InetAddress.getByAddress(bytes);
            if (!(address instanceof Inet6Address)) {
                return address.getHostAddress();
            }
            Arrays.fill(bytes, PREFIX_BYTES, bytes.length, (byte) 0);
            return NetUtil.toAddressString(InetAddress.getByAddress(bytes)) + "/64";
        } catch (UnknownHostException e) {
            throw new IllegalStateException("an address of " + bytes.length + " bytes", e);
        }
    }
}
