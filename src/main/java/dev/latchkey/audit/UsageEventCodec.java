package dev.latchkey.audit;

import dev.latchkey.organization.Environment;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;

/**
 * Events as bytes of a spool. The first byte is the version, so that a spool survives an upgrade of the service; later
 * versions must go on reading all earlier ones.
 */
final class UsageEventCodec {

    private static final byte VERSION = 3;
    /** Was of keys only. */
    private static final byte WITHOUT_PORTAL = 2;
    /** Ended with the detail. */
    private static final byte WITHOUT_BROWSER = 1;

    private static final int ABSENT = -1;

    private UsageEventCodec() {}

    /** Writes the event from the beginning of the array and gives its length; at most what was reserved for it. */
    static int encode(UsageEvent event, ByteBuf out) {
        out.clear();
        out.writeByte(VERSION);
        write(out, event.id());
        out.writeLong(event.occurredAt().toEpochMilli());
        write(out, event.organizationId());
        out.writeByte(event.environment() == Environment.LIVE ? 1 : 0);
        // Either the key and its secret, or the session and its customer: the last byte says which.
        write(out, event.portal().map(UsageEvent.Portal::sessionId).orElse(event.apiKeyId()));
        write(out, event.portal().map(UsageEvent.Portal::customerId).orElse(event.keySecretId()));
        write(out, event.method());
        write(out, event.path());
        write(out, event.route().orElse(null));
        out.writeShort(event.status().orElse(ABSENT));
        out.writeLong(event.duration().toNanos());
        write(out, event.clientAddress().orElse(null));
        write(out, event.userAgent().orElse(null));
        write(out, event.requestId());
        write(out, event.reason().orElse(null));
        write(out, event.detail().orElse(null));
        out.writeBoolean(event.secretKeyInBrowser());
        out.writeBoolean(event.portal().isPresent());
        return out.writerIndex();
    }

    /** @throws IllegalStateException when a later version of the service has written it */
    static UsageEvent decode(byte[] bytes) {
        var in = Unpooled.wrappedBuffer(bytes);
        byte version = in.readByte();
        if (version < WITHOUT_BROWSER || version > VERSION) {
            throw new IllegalStateException("the spool holds an event of version " + version
                    + "; a later version of the service has written it and must read it");
        }
        boolean isPortal = version > WITHOUT_PORTAL && bytes[bytes.length - 1] == 1;
        var id = readUuid(in);
        var occurredAt = Instant.ofEpochMilli(in.readLong());
        var organizationId = readUuid(in);
        var environment = in.readByte() == 1 ? Environment.LIVE : Environment.TEST;
        var actor = readUuid(in);
        var detailOfActor = readUuid(in);
        return new UsageEvent(
                id,
                occurredAt,
                organizationId,
                environment,
                isPortal ? null : actor,
                isPortal ? null : detailOfActor,
                readText(in).orElseThrow(),
                readText(in).orElseThrow(),
                readText(in),
                readStatus(in),
                Duration.ofNanos(in.readLong()),
                readText(in),
                readText(in),
                readText(in).orElseThrow(),
                readText(in),
                readText(in),
                version > WITHOUT_BROWSER && in.readBoolean(),
                isPortal ? Optional.of(new UsageEvent.Portal(actor, detailOfActor)) : Optional.empty());
    }

    private static void write(ByteBuf out, UUID id) {
        out.writeLong(id.getMostSignificantBits()).writeLong(id.getLeastSignificantBits());
    }

    private static UUID readUuid(ByteBuf in) {
        return new UUID(in.readLong(), in.readLong());
    }

    private static void write(ByteBuf out, String text) {
        int at = out.writerIndex();
        out.writeShort(ABSENT);
        if (text != null) {
            out.setShort(at, ByteBufUtil.writeUtf8(out, text));
        }
    }

    private static Optional<String> readText(ByteBuf in) {
        int length = in.readShort();
        return length == ABSENT
                ? Optional.empty()
                : Optional.of(
                        in.readCharSequence(length, StandardCharsets.UTF_8).toString());
    }

    private static OptionalInt readStatus(ByteBuf in) {
        int status = in.readShort();
        return status == ABSENT ? OptionalInt.empty() : OptionalInt.of(status);
    }
}
